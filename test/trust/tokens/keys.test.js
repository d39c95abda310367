/** How often an issuer is asked for its keys, and where, whatever tokens come. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { issuerOf } from '../../../src/trust/tokens/issuer.js';
import { createIssuerKeys } from '../../../src/trust/tokens/keys.js';
import { HOUR, MINUTE, SECOND, startAsking } from './asking.js';
import { AUDIENCE, claims, NOW } from './case.js';
import { makeKey, startIssuer } from './issuer.js';
let at;
beforeEach(async () => {
    at = await startAsking();
});
afterEach(() => at.issuer.stop());
describe('how often', () => {
    test('a hundred tokens at once share one reading', async () => {
        const verify = at.open();
        const token = await at.valid();
        const outcomes = await Promise.all(Array.from({ length: 100 }, () => verify(token)));
        expect(new Set(outcomes)).toEqual(new Set(['taken']));
        expect(at.issuer.fetches).toEqual({ discovery: 1, keys: 1 });
    });
    test('a storm of 1,000 unknown key ids, at once, brings no reading beside the first', async () => {
        const verify = at.open();
        const outcomes = await Promise.all(Array.from({ length: 1000 }, (_, index) => verify(at.withKid(`storm-${index}`))));
        expect(outcomes.filter((outcome) => !/^key: The issuer has no such key/.test(outcome))).toEqual([]);
        expect(at.issuer.fetches).toEqual({ discovery: 1, keys: 1 });
        expect(await verify(await at.valid())).toBe('taken');
    });
    test('a storm that goes on for ten minutes brings a reading every 30 seconds', async () => {
        at.issuer.headers = { 'cache-control': 'max-age=86400' };
        const verify = at.open();
        for (let index = 0; index < 1000; index++) {
            await verify(at.withKid(`storm-${index}`));
            at.clock += 600;
        }
        expect(at.issuer.fetches.keys).toBe(20);
        expect(at.issuer.fetches.discovery).toBe(20);
    });
    test('a storm of unknown issuers brings none', async () => {
        const verify = at.open();
        const elsewhere = issuerOf({ name: 'g', kind: 'github', url: 'https://ghe.example.org/_services/token' });
        const outcomes = await Promise.all(Array.from({ length: 1000 }, (_, index) => verify(at.withKid(`storm-${index}`), elsewhere)));
        expect(outcomes.every((outcome) => outcome.startsWith('issuer: '))).toBe(true);
        expect(at.issuer.fetches).toEqual({ discovery: 0, keys: 0 });
    });
    test('a new key is found by its first token, half a minute after the last reading', async () => {
        const verify = at.open();
        expect(await verify(await at.valid())).toBe('taken');
        await at.issuer.rotate();
        at.clock += 29 * SECOND;
        expect(await verify(await at.valid())).toMatch(/^key: The issuer has no such key .*within half a minute/);
        expect(at.issuer.fetches.keys).toBe(1);
        at.clock += SECOND;
        const token = await at.valid();
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
        expect(new Set(outcomes)).toEqual(new Set(['taken']));
        expect(at.issuer.fetches.keys).toBe(2);
    });
    test('a key that is published and not used brings no reading, however often it is named', async () => {
        at.issuer.headers = { 'cache-control': 'max-age=86400' };
        at.issuer.keys = [...at.issuer.keys, { kty: 'oct', kid: 'shared', k: 'c2VjcmV0' }];
        const verify = at.open();
        for (let minute = 0; minute < 10; minute++) {
            expect(await verify(at.withKid('shared'))).toMatch(/^key: .*its secret half is published/);
            at.clock += MINUTE;
        }
        expect(at.issuer.fetches.keys).toBe(1);
    });
    test('a key that was taken away counts until the keys are read again', async () => {
        const verify = at.open();
        const old = at.issuer.key;
        expect(await verify(await at.valid())).toBe('taken');
        await at.issuer.rotate({ keepOld: false });
        at.clock += 9 * MINUTE;
        const signedWithOld = () => at.issuer.sign(claims({ iss: at.issuer.githubUrl, iat: at.clock / 1000, exp: at.clock / 1000 + 300 }), {
            key: old,
        });
        expect(await verify(await signedWithOld())).toBe('taken');
        at.clock += MINUTE;
        expect(await verify(await signedWithOld())).toMatch(/^key: The issuer has no such key/);
        expect(at.issuer.fetches.keys).toBe(2);
    });
    test.each([
        ['nothing', {}, 10 * MINUTE],
        ['max-age of an hour', { 'cache-control': 'public, max-age=3600' }, HOUR],
        ['max-age of a second', { 'cache-control': 'max-age=1' }, MINUTE],
        ['max-age of 30 years', { 'cache-control': 'max-age=946080000' }, 24 * HOUR],
        ['no-store', { 'cache-control': 'no-store, max-age=3600' }, MINUTE],
        ['max-age of which most is over', { 'cache-control': 'max-age=3600', age: '3000' }, 10 * MINUTE],
        ['something else', { 'cache-control': 'max-age=soon' }, 10 * MINUTE],
    ])('keys are kept as the answer says, within bounds: %s', async (_name, headers, kept) => {
        at.issuer.headers = headers;
        const verify = at.open();
        await verify(await at.valid());
        at.clock += kept - 1;
        await verify(await at.valid());
        expect(at.issuer.fetches.keys).toBe(1);
        at.clock += 1;
        await verify(await at.valid());
        expect(at.issuer.fetches.keys).toBe(2);
    });
    test('a thousand issuers are kept, and the one used least recently goes', async () => {
        const asked = [];
        const keys = createIssuerKeys({
            now: () => at.clock,
            get: (url) => {
                asked.push(url.href);
                return Promise.resolve({ status: 200, headers: {}, body: '{"keys":[]}' });
            },
        });
        const find = (index) => keys.find({ url: `https://ci${index}.example.org`, keysUrl: `https://ci${index}.example.org/keys` }, { alg: 'RS256' });
        for (let index = 0; index < 1000; index++)
            await find(index);
        await find(0);
        await find(1000);
        expect(asked).toHaveLength(1001);
        await find(0);
        expect(asked).toHaveLength(1001);
        await find(1);
        expect(asked.at(-1)).toBe('https://ci1.example.org/keys');
        expect(asked).toHaveLength(1002);
    });
});
describe('where the keys are', () => {
    test('an address that is configured is asked alone', async () => {
        const verify = at.open();
        const from = { ...at.trusted, keysUrl: `${at.issuer.url}/elsewhere/keys` };
        expect(await verify(await at.valid(), from)).toBe('taken');
        expect(at.issuer.fetches).toEqual({ discovery: 0, keys: 1 });
    });
    test('what one organisation configures for an issuer is not what another gets', async () => {
        const attacker = await startIssuer({ now: () => at.clock });
        const forged = await attacker.sign(claims({ iss: at.issuer.githubUrl }));
        const verify = at.open();
        const misled = { ...at.trusted, keysUrl: `${attacker.url}/keys` };
        expect(await verify(forged, misled)).toBe('taken');
        expect(await verify(forged)).toMatch(/^key: The issuer has no such key/);
        expect(await verify(await at.valid())).toBe('taken');
        await attacker.stop();
    });
    test('two organisations that say the same share the reading', async () => {
        const verify = at.open();
        await verify(await at.valid());
        await verify(await at.valid(), { ...at.trusted, name: 'forge', maxAge: MINUTE });
        expect(at.issuer.fetches).toEqual({ discovery: 1, keys: 1 });
    });
    test('plain http is refused unless it is allowed, and never asked', async () => {
        const verify = at.open({ allowPlainHttpLoopback: false });
        expect(await verify(await at.valid())).toMatch(/^unreachable: /);
        expect(at.issuer.fetches.discovery).toBe(0);
        expect(at.lines[0]).toMatch(/must begin with https:\/\/: keys that anybody on the way can replace/);
    });
    test('plain http to another machine is never allowed', async () => {
        const asked = [];
        const keys = createIssuerKeys({
            now: () => at.clock,
            allowPlainHttpLoopback: true,
            get: (url) => {
                asked.push(url.href);
                return Promise.reject(new Error('asked'));
            },
        });
        expect(await keys.find({ url: 'http://ci.example.org' }, { alg: 'RS256' })).toEqual({ unreachable: true });
        expect(asked).toEqual([]);
    });
    test('an issuer with a slash at the end has its document behind one slash', async () => {
        const asked = [];
        const keys = createIssuerKeys({
            now: () => at.clock,
            get: (url) => {
                asked.push(url.href);
                return Promise.reject(new Error('down'));
            },
        });
        await keys.find({ url: 'https://tenant.example.org/' }, { alg: 'RS256' });
        expect(asked).toEqual(['https://tenant.example.org/.well-known/openid-configuration']);
    });
});
test('several keys of one id are tried, but not any number', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => makeKey('ES256', { kid: 'same' })));
    const right = await makeKey('ES256', { kid: 'same' });
    at.issuer.keys = [...others, right].map(({ jwk }) => jwk);
    const from = issuerOf({ name: 'ci', kind: 'other', url: at.issuer.url });
    const token = await at.issuer.sign({ iss: at.issuer.url, aud: AUDIENCE, sub: 'a', iat: NOW / 1000, exp: NOW / 1000 + 60 }, { key: right });
    expect(await at.open()(token, from)).toMatch(/^signature: /);
    at.issuer.keys = [...others.slice(1), right].map(({ jwk }) => jwk);
    expect(await at.open()(token, from)).toBe('taken');
});
