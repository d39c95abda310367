/** What an issuer may answer, and what happens when it does not. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { getFromIssuer } from '../../../src/server/issuer-http.js';
import { HOUR, MINUTE, SECOND, startAsking } from './asking.js';
import { base64url, NOW } from './case.js';
let at;
beforeEach(async () => {
    at = await startAsking();
});
afterEach(() => at.issuer.stop());
describe('an issuer that is down', () => {
    const down = (_request, response) => {
        response.destroy();
    };
    test('from the start: refused so that the sender tries again, with a reading every 5 seconds at most', async () => {
        at.issuer.answer = { discovery: down };
        const verify = at.open();
        const token = await at.valid();
        const outcomes = await Promise.all(Array.from({ length: 1000 }, () => verify(token)));
        expect(new Set(outcomes).size).toBe(1);
        expect(outcomes[0]).toBe(`unreachable: The issuer ${at.issuer.githubUrl} cannot be reached for its keys, so no token of it can be verified now. Try again; the store's log says what is wrong.`);
        expect(at.issuer.fetches).toEqual({ discovery: 1, keys: 0 });
        at.clock += 4999;
        await verify(token);
        expect(at.issuer.fetches.discovery).toBe(1);
        at.clock += 1;
        await verify(token);
        expect(at.issuer.fetches.discovery).toBe(2);
        at.issuer.answer = {};
        at.clock += 5000;
        expect(await verify(token)).toBe('taken');
        expect(at.lines).toEqual([
            expect.stringMatching(/cannot be read \(.*(socket hang up|ECONNRESET).*\); its tokens are refused until they can$/),
            expect.stringMatching(/its tokens are refused until they can$/),
            expect.stringMatching(/its keys can be read again$/),
        ]);
    });
    test('later: the keys read before are used for a day after their time, and the log says so', async () => {
        const verify = at.open();
        expect(await verify(await at.valid())).toBe('taken');
        at.issuer.answer = { keys: down };
        at.clock += 10 * MINUTE;
        expect(await verify(await at.valid())).toBe('taken');
        expect(await verify(await at.valid())).toBe('taken');
        expect(at.issuer.fetches.keys).toBe(2);
        expect(at.lines).toEqual([
            expect.stringMatching(/; the keys read before are used until 2026-11-22T12:10:00\.000Z$/),
        ]);
        at.clock += 30 * SECOND;
        expect(await verify(await at.valid())).toBe('taken');
        expect(await verify(await at.valid())).toBe('taken');
        await at.logged(2);
        expect(at.issuer.fetches.keys).toBe(3);
        at.clock = NOW + 24 * HOUR + 10 * MINUTE - 1;
        expect(await verify(await at.valid())).toBe('taken');
        at.clock += 1;
        expect(await verify(await at.valid())).toMatch(/^unreachable: /);
        at.issuer.answer = {};
        at.clock += 5 * SECOND;
        expect(await verify(await at.valid())).toBe('taken');
        expect(at.lines.at(-1)).toMatch(/its keys can be read again/);
    });
    test('once it is known to be down, no token waits for it while there are keys', async () => {
        const hanging = [];
        let asked = 0;
        const verify = at.open({
            get: (url, bounds) => {
                if (asked++ < 2)
                    return getFromIssuer(url, bounds);
                if (asked === 3)
                    return Promise.reject(new Error('down'));
                return new Promise((_resolve, reject) => {
                    hanging.push(() => {
                        reject(new Error('down for long'));
                    });
                });
            },
        });
        expect(await verify(await at.valid())).toBe('taken');
        at.clock += 10 * MINUTE;
        expect(await verify(await at.valid())).toBe('taken');
        at.clock += 30 * SECOND;
        // This would not end before the request does.
        expect(await verify(await at.valid())).toBe('taken');
        expect(hanging).toHaveLength(1);
        hanging[0]?.();
        await at.logged(2);
        expect(await verify(await at.valid())).toBe('taken');
        expect(hanging).toHaveLength(1);
        expect(at.lines).toEqual([expect.stringMatching(/\(down\)/), expect.stringMatching(/\(down for long\)/)]);
    });
    test('an unknown key id while it is down is refused, and the known ones go on', async () => {
        const verify = at.open();
        expect(await verify(await at.valid())).toBe('taken');
        at.issuer.answer = { keys: down };
        at.clock += MINUTE;
        expect(await verify(at.withKid('new'))).toMatch(/^key: /);
        expect(await verify(at.withKid('newer'))).toMatch(/^key: /);
        expect(at.issuer.fetches.keys).toBe(2);
        expect(await verify(await at.valid())).toBe('taken');
    });
    test('an issuer that takes away all of its keys is believed', async () => {
        const verify = at.open();
        expect(await verify(await at.valid())).toBe('taken');
        at.issuer.keys = [];
        at.clock += 10 * MINUTE;
        expect(await verify(await at.valid())).toMatch(/^key: The issuer has no such key/);
    });
});
describe('what it may answer', () => {
    const body = (text, status = 200) => (_request, response, document) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(text(document));
    };
    const documentWith = (change) => body((document) => JSON.stringify({ ...document, ...change }));
    const padded = (bytes) => body((document) => JSON.stringify(document).padEnd(bytes, ' '));
    const never = () => undefined;
    const drip = (_request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => {
            clearInterval(timer);
        });
    };
    const redirect = (_request, response) => {
        response.writeHead(302, { location: 'https://attacker.example/keys' }).end();
    };
    test.each([
        [
            'another issuer in the document',
            { discovery: documentWith({ issuer: 'https://evil.example' }) },
            /is another issuer's: "https:\/\/evil\.example"/,
        ],
        [
            'the issuer with a slash at the end',
            { discovery: body((document) => JSON.stringify(document).replace('/token"', '/token/"')) },
            /is another issuer's/,
        ],
        [
            'no issuer in the document',
            { discovery: documentWith({ issuer: undefined }) },
            /is another issuer's: nothing/,
        ],
        [
            'keys on another host',
            { discovery: documentWith({ jwks_uri: 'https://attacker.example/keys' }) },
            /said to be on another host \("https:\/\/attacker\.example\/keys"\); if that is right, configure it as keysUrl/,
        ],
        [
            'keys on another port',
            { discovery: documentWith({ jwks_uri: 'http://127.0.0.1:1/keys' }) },
            /on another host/,
        ],
        ['keys in a file', { discovery: documentWith({ jwks_uri: 'file:///etc/passwd' }) }, /on another host/],
        ['no address of keys', { discovery: documentWith({ jwks_uri: 7 }) }, /has no jwks_uri/],
        ['a document that is no JSON', { discovery: body(() => '<html>') }, /the discovery document is not JSON/],
        [
            'a document that is a list',
            { discovery: body(() => '[]') },
            /the discovery document is not a JSON object/,
        ],
        ['a document over 64 KiB', { discovery: padded(64 * 1024 + 1) }, /longer than 65536 bytes/],
        [
            'a document with status 404',
            { discovery: body(() => '{}', 404) },
            /the discovery document was answered with status 404/,
        ],
        ['a redirect of the document', { discovery: redirect }, /redirect/],
        ['a redirect of the keys', { keys: redirect }, /redirect/],
        ['a document that never comes', { discovery: never }, /no whole answer from http:.* within 0\.3 s/],
        ['keys that never come', { keys: never }, /no whole answer from http:.* within 0\.3 s/],
        ['keys that come a letter at a time', { keys: drip }, /no whole answer from http:.* within 0\.3 s/],
        ['keys over 256 KiB', { keys: padded(256 * 1024 + 1) }, /longer than 262144 bytes/],
        ['keys with status 500', { keys: body(() => '{}', 500) }, /the key set was answered with status 500/],
        ['keys that are no JSON', { keys: body(() => 'keys') }, /the key set is not JSON/],
        ['keys that are no list', { keys: body(() => '{"keys":{}}') }, /the key set has no list 'keys'/],
        [
            '101 keys',
            {
                keys: body((document) => JSON.stringify({
                    keys: Array.from({ length: 101 }, () => document.keys[0]),
                })),
            },
            /the key set has 101 keys; at most 100 are read/,
        ],
        [
            'a connection that breaks off',
            {
                keys: (_request, response) => {
                    response.writeHead(200, { 'content-length': '100' });
                    response.write('{');
                    setTimeout(() => response.destroy(), 20);
                },
            },
            /aborted|ECONNRESET/,
        ],
    ])('refused: %s', async (_name, answer, reason) => {
        at.issuer.answer = answer;
        const verify = at.open({
            get: (url, bounds) => getFromIssuer(url, { ...bounds, timeoutMs: Math.min(bounds.timeoutMs, 300) }),
        });
        const token = await at.valid();
        const outcomes = await Promise.all(Array.from({ length: 10 }, () => verify(token)));
        expect(new Set(outcomes.map((outcome) => outcome.split(':')[0]))).toEqual(new Set(['unreachable']));
        expect(at.issuer.fetches.discovery).toBe(1);
        expect(at.issuer.fetches.keys).toBeLessThanOrEqual(1);
        expect(at.lines).toEqual([expect.stringMatching(reason)]);
        // What is wrong is for the log, not for whoever sent a token.
        expect(outcomes[0]).not.toMatch(reason);
    });
    test.each([
        ['a document of 64 KiB', { discovery: padded(64 * 1024) }],
        ['keys of 256 KiB', { keys: padded(256 * 1024) }],
        [
            '100 keys, most of them senseless',
            {
                keys: body((document) => JSON.stringify({
                    keys: [
                        ...Array.from({ length: 99 }, (_, index) => [
                            null,
                            7,
                            'key',
                            [],
                            {},
                            { kty: 'RSA' },
                            { kid: 7 },
                            { kty: 'EC', crv: '__proto__' },
                            { kty: 'RSA', n: base64url(Buffer.alloc(256, 255)), e: 'A' },
                        ][index % 9]),
                        ...document.keys,
                    ],
                })),
            },
        ],
        [
            'members that nobody knows',
            { discovery: documentWith({ id_token_signing_alg_values_supported: ['none'], x: { y: 1 } }) },
        ],
    ])('taken: %s', async (_name, answer) => {
        at.issuer.answer = answer;
        expect(await at.open()(await at.valid())).toBe('taken');
        expect(at.lines).toEqual([]);
    });
    test('refused: more than was asked for, from a request that does not keep its bounds', async () => {
        at.issuer.answer = { keys: padded(256 * 1024 + 1) };
        const verify = at.open({ get: (url) => getFromIssuer(url, { maxBytes: 1e9, timeoutMs: 5000 }) });
        expect(await verify(await at.valid())).toMatch(/^unreachable: /);
        expect(at.lines).toEqual([expect.stringMatching(/the key set is longer than 262144 bytes/)]);
    });
    test('the bounds go with every request', async () => {
        const asked = [];
        const verify = at.open({
            get: (url, bounds) => {
                asked.push([url.pathname, bounds]);
                return getFromIssuer(url, bounds);
            },
        });
        await verify(await at.valid());
        expect(asked).toEqual([
            ['/_services/token/.well-known/openid-configuration', { maxBytes: 65_536, timeoutMs: 5000 }],
            ['/_services/token/keys', { maxBytes: 262_144, timeoutMs: 5000 }],
        ]);
    });
});
