import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { createBrowser } from './browser.js';
import { startHostileProvider } from './hostile-provider.js';
import { openHouse, trustText } from './house.js';
const PUBLIC = 'https://store.example.org';
const NAME = '__Host-turnpike';
const MINUTE = 60_000;
const keys = [randomBytes(32)];
let provider;
let house;
let browser;
beforeAll(async () => {
    provider = await startHostileProvider();
});
afterAll(() => provider.close());
beforeEach(async () => {
    provider.behave({});
    house = await open();
    browser = createBrowser(house);
});
afterEach(() => house.close());
const open = (given = {}) => openHouse({
    trust: trustText(provider.issuer),
    others: {
        acme: trustText(provider.issuer, { organisation: 'acme' }),
        beta: trustText(provider.issuer, { organisation: 'beta' }),
    },
    publicUrl: PUBLIC,
    keys,
    ...given,
});
const signIn = (who = browser, base = '') => who.open(`${PUBLIC}${base}/login?to=/v1/me`);
const me = async (cookie, path = '/v1/me', who = browser) => (await who.get(PUBLIC + path, { accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) }))
    .status;
const session = () => browser.cookies.get(NAME);
/** Without a login nobody is in a group, so no grant may name one. */
const withoutLogin = (issuer) => trustText(issuer)
    .replace(/^login:.*$/m, '')
    .replace('group: change-board', 'person: urn:user:alice');
describe('the cookie of a session', () => {
    test('is for this host, over TLS, and for no script and no other site', async () => {
        await signIn();
        expect(session().attributes).toEqual({
            path: '/',
            'max-age': '3600',
            httponly: '',
            samesite: 'Lax',
            secure: '',
        });
        expect([...browser.cookies.keys()]).toEqual([NAME]);
    });
    test('on this machine without TLS goes without what TLS would need', async () => {
        const local = await open({ publicUrl: 'http://localhost:8080' });
        const other = createBrowser(local);
        await other.open('http://localhost:8080/login?to=/v1/me');
        expect([...other.cookies.keys()]).toEqual(['turnpike']);
        expect(other.cookies.get('turnpike').attributes).not.toHaveProperty('secure');
        await local.close();
    });
    test.each(['http://store.example.org', undefined])('is never given at the address %s', async (publicUrl) => {
        const plain = await openHouse({
            trust: trustText(provider.issuer),
            ...(publicUrl === undefined ? {} : { publicUrl }),
            ...(publicUrl === undefined ? { noAddress: true } : {}),
        });
        const answer = await plain.fetch(new Request('http://store.example.org/login'));
        expect([answer.status, answer.headers.get('set-cookie')]).toEqual([404, null]);
        expect(await answer.text()).toMatch(/--public-url/);
        expect(plain.log.join()).toMatch(/--public-url/);
        await plain.close();
    });
    test('tells nothing to whoever reads it', async () => {
        await signIn();
        const bytes = Buffer.from(session().value.split('.')[1], 'base64url').toString('latin1');
        expect(session().value.length).toBeLessThan(800);
        for (const said of ['alice', 'change-board', provider.issuer, 'default'])
            expect(bytes).not.toContain(said);
    });
    test('stays small when somebody is in very many groups that grants name', async () => {
        const groups = Array.from({ length: 40 }, (_, at) => `${'g'.repeat(90)}${at}`);
        const more = groups
            .map((name) => `  - { name: ${name}, to: { group: ${name} }, may: { read: true } }`)
            .join('\n');
        await house.trust(trustText(provider.issuer, { more }));
        provider.behave({ claims: (claims) => ({ ...claims, groups: [...groups, 'change-board'] }) });
        await signIn();
        expect(`${NAME}=${session().value}`.length).toBeLessThan(4096);
        expect(await me()).toBe(200);
        expect(house.log.join('\n')).toMatch(/login: \d+ of 41 groups do not fit/);
    });
});
describe('a session', () => {
    test('ends after an hour without a request', async () => {
        await signIn();
        const cookie = `${NAME}=${session().value}`;
        house.clock.at += 60 * MINUTE - 1000;
        expect(await me(cookie)).toBe(200);
        house.clock.at += 1000;
        expect(await me(cookie)).toBe(401);
    });
    test('goes on while it is used, and ends after eight hours whatever happens', async () => {
        await signIn();
        const renewals = new Set();
        for (let minutes = 30; minutes < 480; minutes += 30) {
            house.clock.at += 30 * MINUTE;
            expect(await me()).toBe(200);
            renewals.add(session().value);
        }
        expect(renewals.size).toBe(15);
        expect(Number(session().attributes['max-age'])).toBeLessThanOrEqual(30 * 60);
        const last = `${NAME}=${session().value}`;
        house.clock.at += 30 * MINUTE;
        expect(await me(last)).toBe(401);
    });
    test('is not sealed anew at every request', async () => {
        await signIn();
        const before = session().value;
        house.clock.at += 4 * MINUTE;
        expect(await me()).toBe(200);
        expect(session().value).toBe(before);
    });
    test('of the future is none', async () => {
        await signIn();
        const cookie = `${NAME}=${session().value}`;
        house.clock.at -= 6 * MINUTE;
        expect(await me(cookie)).toBe(401);
    });
    test('begins with a cookie of its own: one that was there before is not taken over', async () => {
        await signIn();
        const before = session().value;
        await signIn();
        const after = session().value;
        expect(after).not.toBe(before);
        const fixed = createBrowser(house);
        fixed.cookies.set(NAME, { value: before, attributes: {}, until: Infinity });
        provider.behave({ claims: (claims) => ({ ...claims, sub: 'carol', groups: [] }) });
        await signIn(fixed);
        expect(fixed.cookies.get(NAME).value).not.toBe(before);
        const known = JSON.parse((await fixed.get(`${PUBLIC}/v1/me`)).text);
        expect(known.person).toBe(`${provider.issuer}#user:carol`);
    });
    test('ends when it is signed out of; a copy of its cookie is a known limit, until the hour is over', async () => {
        await signIn();
        const copy = `${NAME}=${session().value}`;
        const front = await browser.get(`${PUBLIC}/`);
        const out = await browser.press(front, '/logout');
        expect([out.status, out.text]).toEqual([200, expect.stringContaining('You are signed out')]);
        expect(browser.cookies.size).toBe(0);
        expect(await me()).toBe(401);
        expect(await me(copy)).toBe(200);
        house.clock.at += 61 * MINUTE;
        expect(await me(copy)).toBe(401);
    });
    test('signing out without a session is no error', async () => {
        const out = await browser.send(`${PUBLIC}/logout`, { method: 'POST' });
        expect([out.status, out.headers.get('location')]).toEqual([303, `${PUBLIC}/login?out=true`]);
    });
    test.each([
        ['has no login any more', withoutLogin],
        ['has the login of another client', (issuer) => trustText(issuer, { clientId: 'other' })],
        ['has the login of another issuer', () => trustText('https://login.example.org')],
    ])('counts no more when the trust document %s', async (_, text) => {
        await signIn();
        expect(await me()).toBe(200);
        await house.trust(text(provider.issuer));
        expect(await me()).toBe(401);
    });
    test('may what the document in force says, not what it said at the beginning', async () => {
        await signIn();
        await house.trust(trustText(provider.issuer).replace('may: { read: true }', 'may: { witness: true }'));
        expect((await browser.get(`${PUBLIC}/v1/events`)).status).toBe(403);
    });
});
describe('a cookie that the store did not make so', () => {
    test('never opens, whichever character of it is another one', async () => {
        await signIn();
        const { value } = session();
        const statuses = new Set();
        for (let at = 0; at < value.length; at++) {
            const other = value[at] === 'A' ? 'B' : 'A';
            // The last character of base64url may hold bits that say nothing.
            if (at === value.length - 1)
                continue;
            statuses.add(await me(`${NAME}=${value.slice(0, at)}${other}${value.slice(at + 1)}`));
        }
        expect([...statuses]).toEqual([401]);
    });
    test.each([
        ['nothing', () => ''],
        ['half of it', (value) => value.slice(0, value.length / 2)],
        ['no seal', (value) => value.slice(0, 9)],
        ['more behind it', (value) => `${value}AAAA`],
        ['quotes around it', (value) => `"${value}"`],
        ['JSON', () => '{"o":"default","s":"alice"}'],
        ['a megabyte', () => 'a'.repeat(20_000)],
        ['another key’s name', (value) => `00000000${value.slice(8)}`],
    ])('never opens: %s', async (_, change) => {
        await signIn();
        expect(await me(`${NAME}=${change(session().value)}`)).toBe(401);
    });
    test('does not keep the right one beside it from opening', async () => {
        await signIn();
        expect(await me(`${NAME}=abc; other=1; ${NAME}=${session().value}`)).toBe(200);
    });
});
describe('an organisation', () => {
    test('has sessions of its own: those of another one are no sessions there, under any name', async () => {
        await signIn(browser, '/o/acme');
        expect([...browser.cookies.keys()]).toEqual([`${NAME}.acme`]);
        expect(await me(undefined, '/o/acme/v1/me')).toBe(200);
        const { value } = browser.cookies.get(`${NAME}.acme`);
        for (const [path, name] of [
            ['/v1/me', NAME],
            ['/o/beta/v1/me', `${NAME}.beta`],
            ['/o/beta/v1/me', `${NAME}.acme`],
            ['/v1/me', `${NAME}.acme`],
            ['/v1/me', `${NAME}.default`],
        ])
            expect([path, name, await me(`${name}=${value}`, path)]).toEqual([path, name, 401]);
    });
    test('sends people back to its own pages, and signs them out of itself only', async () => {
        await signIn();
        await signIn(browser, '/o/acme');
        const front = await browser.open(`${PUBLIC}/o/acme/`);
        expect(front.url.pathname).toBe('/o/acme/');
        const out = await browser.press(front, '/o/acme/logout');
        expect(out.url.pathname).toBe('/o/acme/login');
        expect([...browser.cookies.keys()]).toEqual([NAME]);
        expect(await me()).toBe(200);
    });
});
describe('the keys of sessions', () => {
    test('may change: what the old key sealed still opens, and is sealed by the new one from then on', async () => {
        await signIn();
        const old = `${NAME}=${session().value}`;
        const fresh = randomBytes(32);
        const rotated = await open({ keys: [fresh, keys[0]] });
        rotated.clock.at = house.clock.at + 6 * MINUTE;
        const other = createBrowser(rotated);
        expect(await me(old, '/v1/me', other)).toBe(200);
        const renewed = `${NAME}=${other.cookies.get(NAME).value}`;
        const without = await open({ keys: [fresh] });
        without.clock.at = rotated.clock.at;
        const last = createBrowser(without);
        expect([await me(old, '/v1/me', last), await me(renewed, '/v1/me', last)]).toEqual([401, 200]);
        await rotated.close();
        await without.close();
    });
});
describe('a browser that nobody signed in with', () => {
    test.each(['/', '/v1/decisions', '/v1/events?type=service.deployed', '/metrics', '/v1/me'])('is sent to sign in from %s, and back', async (path) => {
        const answer = await browser.get(PUBLIC + path);
        expect([answer.status, answer.headers.get('location'), answer.headers.get('cache-control')]).toEqual([
            303,
            `${PUBLIC}/login?to=${encodeURIComponent(path)}`,
            'no-store',
        ]);
        expect((await browser.open(PUBLIC + path)).url.href).toBe(PUBLIC + path);
    });
    test.each([
        ['a program', { accept: 'application/json' }, 'GET', '/'],
        ['a program without an opinion', { accept: '*/*' }, 'GET', '/'],
        ['whoever presents a wrong token', { authorization: 'Bearer abc' }, 'GET', '/'],
        ['a form', {}, 'POST', '/v1/events'],
    ])('but %s gets a 401', async (_, headers, method, path) => {
        const answer = await browser.send(PUBLIC + path, { method, headers });
        expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    });
    test('gets a 403, not another login, for what the person may not', async () => {
        await signIn();
        expect((await browser.get(`${PUBLIC}/v1/trust`)).status).toBe(403);
    });
    test('health is asked without signing in', async () => {
        expect((await browser.get(`${PUBLIC}/healthz`)).status).toBe(200);
    });
});
