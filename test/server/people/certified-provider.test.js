var __rewriteRelativeImportExtension = (this && this.__rewriteRelativeImportExtension) || function (path, preserveJsx) {
    if (typeof path === "string" && /^\.\.?\//.test(path)) {
        return path.replace(/\.(tsx)$|((?:\.d)?)((?:\.[^./]+?)?)\.([cm]?)ts$/i, function (m, tsx, d, ext, cm) {
            return tsx ? preserveJsx ? ".jsx" : ".js" : d && (!ext || !cm) ? m : (d + ext + "." + cm.toLowerCase() + "js");
        });
    }
    return path;
};
/** The certified `oidc-provider` as an independent implementation of the other side. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createServer } from 'node:http';
import { createBrowser } from './browser.js';
import { openHouse, trustText } from './house.js';
const PUBLIC = 'http://127.0.0.1:8080';
const SECRET = 'the-secret-of-the-login';
let server;
let issuer;
let house;
beforeAll(async () => {
    // It says at length that its defaults are for development, which is what this is.
    jest.spyOn(console, 'warn').mockImplementation(() => { });
    jest.spyOn(console, 'info').mockImplementation(() => { });
    // The package has no types of its own.
    const name = 'oidc-provider';
    const { default: Provider } = (await import(__rewriteRelativeImportExtension(name)));
    server = createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, {
        clients: [
            {
                client_id: 'turnpike',
                client_secret: SECRET,
                redirect_uris: [`${PUBLIC}/login/callback`],
                grant_types: ['authorization_code'],
                response_types: ['code'],
            },
        ],
        scopes: ['openid', 'groups'],
        claims: { openid: ['sub'], groups: ['groups'] },
        pkce: { required: () => true },
        findAccount: (_context, id) => ({
            accountId: id,
            claims: () => ({ sub: id, groups: id === 'alice' ? ['change-board'] : [] }),
        }),
    });
    server.on('request', (request, response) => void provider.callback()(request, response));
    house = await openHouse({
        trust: trustText(issuer, { login: ', clientSecret: env:LOGIN_SECRET, scopes: [groups]' }),
        publicUrl: PUBLIC,
    });
});
afterAll(async () => {
    jest.restoreAllMocks();
    await house?.close();
    const closed = new Promise((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
});
/** Its development pages: a form for the name, then one for consent. They use cookies of their own. */
async function signIn(who) {
    const browser = createBrowser(house);
    const jar = new Map();
    const visit = async (url, form) => {
        const answer = await fetch(url, {
            method: form === undefined ? 'GET' : 'POST',
            headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
            redirect: 'manual',
            ...(form === undefined ? {} : { body: form }),
        });
        for (const line of answer.headers.getSetCookie()) {
            const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            jar.set(name, value);
        }
        const next = answer.headers.get('location');
        if (next === null)
            return answer;
        const to = new URL(next, url);
        return to.origin === issuer ? visit(to.href) : answer;
    };
    const away = await browser.get(`${PUBLIC}/login?to=/v1/me`);
    let page = await visit(away.headers.get('location'));
    for (const fields of [{ prompt: 'login', login: who, password: 'x' }, { prompt: 'consent' }]) {
        const action = /action="([^"]+)"/.exec(await page.text())[1];
        page = await visit(new URL(action, issuer).href, new URLSearchParams(fields));
    }
    const me = await browser.open(page.headers.get('location'));
    return { me, names: [...browser.cookies.keys()] };
}
describe('signing in with a certified provider', () => {
    test('that was given a secret, and tells groups by its user info', async () => {
        const { me, names } = await signIn('alice');
        expect(JSON.parse(me.text)).toMatchObject({ person: 'urn:user:alice', groups: ['change-board'] });
        expect(names).toEqual(['turnpike']);
    });
    test('somebody whom the trust document does not list is known by issuer and subject', async () => {
        const { me } = await signIn('mallory');
        expect(JSON.parse(me.text)).toMatchObject({
            principal: { kind: 'person', id: `${issuer}#user:mallory` },
            groups: [],
            grants: ['everybody who signed in'],
        });
    });
});
