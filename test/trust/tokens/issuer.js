/**
 * A real issuer on loopback: discovery and keys over HTTP, keys made by jose. Every path is an issuer of its own
 * (`url` is the root, `githubUrl` has the path of an Enterprise Server); all share the keys.
 */
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
export async function startIssuer(options = {}) {
    const { now = Date.now, alg = 'RS256' } = options;
    const first = await makeKey(alg);
    const server = createServer((request, response) => {
        const path = new URL(request.url ?? '/', 'http://issuer').pathname;
        const prefix = path.replace(/\/(\.well-known\/openid-configuration|keys)$/, '');
        if (path.endsWith('/.well-known/openid-configuration')) {
            issuer.fetches.discovery++;
            const document = { issuer: `${origin}${prefix}`, jwks_uri: `${origin}${prefix}/keys` };
            return (issuer.answer.discovery ?? json)(request, response, document);
        }
        if (!path.endsWith('/keys'))
            return response.writeHead(404).end();
        issuer.fetches.keys++;
        for (const [name, value] of Object.entries(issuer.headers))
            response.setHeader(name, value);
        return (issuer.answer.keys ?? json)(request, response, { keys: issuer.keys });
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = options.as ?? `http://127.0.0.1:${server.address().port}`;
    const issuer = {
        url: origin,
        githubUrl: options.as ?? `${origin}/_services/token`,
        fetches: { discovery: 0, keys: 0 },
        keys: [first.jwk],
        key: first,
        answer: {},
        headers: {},
        async rotate({ keepOld = true, alg: other = alg } = {}) {
            const key = await makeKey(other);
            issuer.keys = keepOld ? [...issuer.keys, key.jwk] : [key.jwk];
            issuer.key = key;
            return key;
        },
        sign: (claims, { header = {}, key = issuer.key } = {}) => new SignJWT(claims)
            .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'JWT', ...header })
            .sign(key.privateKey),
        githubToken: (claims) => issuer.sign({ ...githubClaims(issuer.githubUrl, now()), ...claims }),
        gitlabToken: (claims) => issuer.sign({ ...gitlabClaims(issuer.url, now()), ...claims }),
        stop: () => new Promise((resolve) => {
            server.close(() => {
                resolve();
            });
            server.closeAllConnections();
        }),
    };
    // The port behind an origin that is only claimed.
    if (options.as !== undefined)
        ports.set(options.as, server.address().port);
    return issuer;
}
const ports = new Map();
/** Where a request for an address goes: to the issuer on loopback that speaks for its origin, or where it says. */
export function onLoopback(url) {
    const port = ports.get(url.origin);
    return port === undefined ? url : new URL(`http://127.0.0.1:${port}${url.pathname}${url.search}`);
}
/** Any RSA key of 2048 bits, or a key on the curve the algorithm asks for. */
export async function makeKey(alg, options = {}) {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    const kid = options.kid ?? randomUUID();
    return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}
const json = (_request, response, document) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
};
/** The claims of a job on GitHub, as its documentation and real tokens have them. Names are invented. */
export function githubClaims(iss, now) {
    const at = Math.floor(now / 1000);
    return {
        iss,
        jti: randomUUID(),
        sub: 'repo:acme/shop:ref:refs/heads/main',
        nbf: at - 600,
        iat: at,
        exp: at + 300,
        actor: 'alice',
        actor_id: '1234',
        base_ref: '',
        event_name: 'push',
        head_ref: '',
        job_workflow_ref: 'acme/ci/.github/workflows/build.yml@refs/tags/v2',
        job_workflow_sha: '2'.repeat(40),
        ref: 'refs/heads/main',
        ref_protected: 'true',
        ref_type: 'branch',
        repository: 'acme/shop',
        repository_id: '74',
        repository_owner: 'acme',
        repository_owner_id: '4567',
        repository_visibility: 'private',
        run_attempt: '1',
        run_id: '9001',
        run_number: '10',
        runner_environment: 'github-hosted',
        sha: '1'.repeat(40),
        workflow: 'build',
        workflow_ref: 'acme/shop/.github/workflows/build.yml@refs/heads/main',
        workflow_sha: '1'.repeat(40),
    };
}
/** The claims of a job on GitLab 18.4 or later. `runner_id` is a number there, everything else text. */
export function gitlabClaims(iss, now) {
    const at = Math.floor(now / 1000);
    return {
        iss,
        jti: randomUUID(),
        sub: 'project_path:acme/shop:ref_type:branch:ref:main',
        nbf: at - 5,
        iat: at,
        exp: at + 3600,
        ci_config_ref_uri: 'gitlab.example.org/acme/shop//.gitlab-ci.yml@refs/heads/main',
        ci_config_sha: '3'.repeat(40),
        groups_direct: ['acme', 'acme/platform'],
        job_id: '302',
        job_namespace_id: '72',
        job_namespace_path: 'acme',
        job_project_id: '20',
        job_project_path: 'acme/shop',
        namespace_id: '72',
        namespace_path: 'acme',
        pipeline_id: '574',
        pipeline_source: 'push',
        project_id: '20',
        project_path: 'acme/shop',
        project_visibility: 'private',
        ref: 'main',
        ref_path: 'refs/heads/main',
        ref_protected: 'true',
        ref_type: 'branch',
        runner_environment: 'self-hosted',
        runner_id: 1,
        sha: '3'.repeat(40),
        user_access_level: 'developer',
        user_email: 'alice@example.org',
        user_id: '17',
        user_identities: [{ provider: 'corp', extern_uid: 'alice' }],
        user_login: 'alice',
    };
}
