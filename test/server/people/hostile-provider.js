/** A provider on loopback that does everything right until a test tells it to do one thing wrong. */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
export async function startHostileProvider() {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    let how = {};
    const asked = [];
    const forms = [];
    const authorizations = [];
    const nonces = new Map();
    const server = createServer((request, response) => {
        const url = new URL(request.url ?? '/', issuer);
        asked.push(url.pathname);
        const instead = how.instead?.[url.pathname];
        if (instead !== undefined)
            return instead(response);
        const json = (value, status = 200) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
        if (url.pathname === '/.well-known/openid-configuration')
            return json(metadata());
        if (url.pathname === '/keys')
            return json({ keys: [jwk] });
        if (url.pathname === '/userinfo')
            return json(how.userinfo ?? {});
        if (url.pathname === '/authorize') {
            const back = new URL(url.searchParams.get('redirect_uri'));
            const code = crypto.randomUUID();
            nonces.set(code, {
                nonce: url.searchParams.get('nonce'),
                clientId: url.searchParams.get('client_id'),
            });
            back.searchParams.set('code', code);
            back.searchParams.set('state', url.searchParams.get('state'));
            how.callback?.(back.searchParams);
            return response.writeHead(303, { location: back.href }).end();
        }
        if (url.pathname === '/token') {
            let body = '';
            request.on('data', (chunk) => (body += chunk.toString()));
            request.on('end', () => void answer(new URLSearchParams(body), request.headers.authorization, json));
            return undefined;
        }
        return response.writeHead(404).end();
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${server.address().port}`;
    function metadata() {
        const usual = {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['RS256'],
        };
        return how.metadata?.(usual) ?? usual;
    }
    async function answer(form, authorization, json) {
        forms.push(form);
        authorizations.push(authorization);
        const code = form.get('code') ?? '';
        const known = nonces.get(code);
        nonces.delete(code);
        if (known === undefined)
            return json({ error: 'invalid_grant' }, 400);
        const at = Math.floor(Date.now() / 1000);
        const usual = {
            iss: issuer,
            sub: 'alice',
            aud: known.clientId,
            iat: at,
            exp: at + 300,
            nonce: known.nonce,
            groups: ['change-board'],
            name: 'Alice Example',
            email: 'alice@example.org',
        };
        const claims = how.claims?.(usual) ?? usual;
        const token = how.token === undefined
            ? await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
            : await how.token(claims);
        return json({ access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: token });
    }
    return {
        issuer,
        behave: (next) => (how = next),
        asked,
        privateKey,
        jwk,
        forms,
        authorizations,
        async close() {
            const closed = new Promise((resolve) => server.close(() => resolve()));
            server.closeAllConnections();
            await closed;
        },
    };
}
