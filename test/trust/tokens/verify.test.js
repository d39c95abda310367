/** What one verifier keeps between tokens, and issuers at other addresses. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issuerOf } from '../../../src/trust/tokens/issuer.js';
import { createReplayMemory } from '../../../src/trust/tokens/replay.js';
import { AUDIENCE, claims, coldVerifier, github, GITHUB_URL, NOW, SECOND } from './case.js';
import { startIssuer } from './issuer.js';
let issuer;
beforeAll(async () => {
    issuer = await startIssuer({ as: GITHUB_URL, now: () => NOW });
});
afterAll(() => issuer.stop());
const forOf = (...issuers) => ({ issuers, audiences: [AUDIENCE] });
describe('the address of the issuer says which server the repository is on', () => {
    test.each([
        [
            'https://ghe.example.org',
            '/_services/token',
            'https://ghe.example.org',
            'urn:github:ghe.example.org:user:1234',
        ],
        ['https://token.actions.octo.ghe.com', '', 'https://octo.ghe.com', 'urn:github:octo.ghe.com:user:1234'],
    ])('%s%s', async (origin, path, server, person) => {
        const own = await startIssuer({ as: origin, now: () => NOW });
        const url = `${origin}${path}`;
        const token = await own.sign(claims({ iss: url }));
        const identity = await coldVerifier().verify(token, forOf(issuerOf({ name: 'g', kind: 'github', url })));
        await own.stop();
        expect(identity).toMatchObject({
            principal: { id: `${url}#repository:74` },
            sources: [`${server}/acme/shop`],
            person,
        });
    });
    test('a token of one server is not believed as one of another', async () => {
        const ghes = issuerOf({ name: 'g', kind: 'github', url: 'https://ghe.example.org/_services/token' });
        const token = await issuer.githubToken({ aud: AUDIENCE });
        await expect(coldVerifier().verify(token, forOf(ghes))).rejects.toMatchObject({ code: 'issuer' });
    });
});
test('the test issuer answers on loopback as both forges, for whoever allows plain http there', async () => {
    const { createIssuerKeys } = await import('../../../src/trust/tokens/keys.js');
    const { createTokenVerifier } = await import('../../../src/trust/tokens/verify.js');
    const { getFromIssuer } = await import('../../../src/server/issuer-http.js');
    const local = await startIssuer();
    const forges = [
        issuerOf({ name: 'github', kind: 'github', url: local.githubUrl }),
        issuerOf({ name: 'gitlab', kind: 'gitlab', url: local.url }),
    ];
    const keys = createIssuerKeys({ get: getFromIssuer, now: Date.now, allowPlainHttpLoopback: true });
    const { verify } = createTokenVerifier({ keys, now: Date.now });
    const onGithub = await verify(await local.githubToken({ aud: AUDIENCE }), forOf(...forges));
    const onGitlab = await verify(await local.gitlabToken({ aud: AUDIENCE }), forOf(...forges));
    await local.stop();
    expect(onGithub.principal.id).toBe(`${local.githubUrl}#repository:74`);
    expect(onGithub.sources).toEqual([`${local.url}/acme/shop`]);
    expect(onGitlab.principal.id).toBe(`${local.url}#project:20`);
});
describe('tokens that count once', () => {
    const once = issuerOf({ name: 'github', kind: 'github', once: true });
    test('the second use is refused, also of two at the same time', async () => {
        const { verify } = coldVerifier();
        const token = await issuer.githubToken({ aud: AUDIENCE });
        const both = await Promise.allSettled([verify(token, forOf(once)), verify(token, forOf(once))]);
        expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
        await expect(verify(token, forOf(once))).rejects.toMatchObject({
            code: 'replayed',
            message: expect.stringMatching(/used before.*Get a new one for each request/),
        });
        await expect(verify(await issuer.githubToken({ aud: AUDIENCE }), forOf(once))).resolves.toBeDefined();
    });
    test('without a jti it is refused', async () => {
        const token = await issuer.githubToken({ aud: AUDIENCE, jti: undefined });
        await expect(coldVerifier().verify(token, forOf(once))).rejects.toMatchObject({
            code: 'claims',
            message: expect.stringMatching(/no 'jti'.*taken once each/),
        });
    });
    test('a token that is refused uses nothing up', async () => {
        const { verify } = coldVerifier();
        const token = await issuer.githubToken({ aud: AUDIENCE, jti: 'one' });
        const forged = `${token.slice(0, token.lastIndexOf('.') + 1)}${'A'.repeat(342)}`;
        await expect(verify(forged, forOf(once))).rejects.toMatchObject({ code: 'signature' });
        await expect(verify(token, forOf(once))).resolves.toBeDefined();
    });
    test('otherwise a token may be used again', async () => {
        const { verify } = coldVerifier();
        const token = await issuer.githubToken({ aud: AUDIENCE });
        await verify(token, forOf(github));
        await expect(verify(token, forOf(github))).resolves.toBeDefined();
    });
    test('the memory is bounded, refuses when it is full, and forgets what has expired', () => {
        const memory = createReplayMemory(3);
        const use = (jti, at) => {
            memory.use(once, { jti, exp: SECOND + (jti === 'd' ? 900 : 300) }, at);
        };
        for (const jti of ['a', 'b', 'c'])
            use(jti, NOW);
        expect(() => {
            use('d', NOW);
        }).toThrow(/cannot remember more tokens/);
        const stillValid = NOW + 360_000;
        expect(() => {
            use('a', stillValid);
        }).toThrow(/used before/);
        use('d', stillValid + 1);
        expect(() => {
            use('d', stillValid + 2);
        }).toThrow(/used before/);
    });
});
test('what one organisation expects says nothing about another', async () => {
    const { verify } = coldVerifier();
    const token = await issuer.githubToken({ aud: AUDIENCE });
    await expect(verify(token, forOf(github))).resolves.toBeDefined();
    const beta = { issuers: [github], audiences: ['https://store.example.org/o/beta'] };
    await expect(verify(token, beta)).rejects.toMatchObject({ code: 'audience' });
});
