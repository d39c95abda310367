import { afterEach, describe, expect } from '@jest/globals';
import { hash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../../src/server/listen.js';
import { DEV_PEOPLE, startDevProvider } from '../../../src/server/people/dev-provider.js';
import { devTrustText } from '../../../src/server/people/dev-trust.js';
import { testWith } from '../../tools.js';
import { startChromium } from './chromium.js';
const TOKEN = 'a-secret-of-a-token-for-the-tests-0123456789';
const DIGEST = `sha256:${'ab'.repeat(32)}`;
/** Where pictures go when somebody wants to look at them. */
const PICTURES = process.env['TURNPIKE_PICTURES'];
const open = [];
const folders = [];
afterEach(async () => {
    for (const one of open.splice(0).reverse())
        await one.close();
    for (const folder of folders.splice(0))
        rmSync(folder, { recursive: true });
});
async function start() {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-chromium-store-'));
    folders.push(folder);
    const provider = await startDevProvider({
        people: DEV_PEOPLE,
        now: Date.now,
        random: randomBytes,
        log: () => undefined,
    });
    open.push(provider);
    const expires = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    writeFileSync(join(folder, 'trust.yaml'), `${devTrustText('default', provider.issuer)}  - { name: builds, to: { id: 'token:ci' }, may: { ask: { environments: ['*'] } } }
tokens:
  - { name: ci, hash: 'sha256:${hash('sha256', TOKEN)}', expires: ${expires} }
`);
    mkdirSync(join(folder, 'policies'));
    writeFileSync(join(folder, 'policies', 'production.yaml'), `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: [production] }
groups: { change-board: [urn:user:alice, urn:user:bob] }
producers: { board: { kind: person } }
rules:
  - { id: change-board, title: Change board, kind: approval, from: [group:change-board], producer: [board], onMissing: wait }
`);
    const served = await serve({
        database: ':memory:',
        host: '127.0.0.1',
        port: 0,
        trustFile: join(folder, 'trust.yaml'),
        policiesDir: join(folder, 'policies'),
        log: () => undefined,
    });
    open.push(served);
    const browser = await startChromium();
    open.push(browser);
    return { served, provider, browser };
}
async function ask(url) {
    const request = {
        artifacts: [{ digest: DIGEST, purl: `pkg:oci/webshop@${DIGEST}` }],
        environment: 'production',
        service: 'webshop',
    };
    const answer = await fetch(`${url}/v1/decisions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ request }),
    });
    return (await answer.json());
}
async function pictures(browser, name) {
    for (const [look, width, dark] of [
        ['light', 1100, false],
        ['dark', 1100, true],
        ['phone', 390, false],
        ['phone-dark', 390, true],
    ]) {
        await browser.look({ width, height: 900, dark });
        // Nothing may stick out of a phone's screen.
        const out = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
        if (await browser.read(out) !== 0)
            console.log(await browser.read(`[...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => e.tagName + '.' + e.className + ' ' + e.getBoundingClientRect().right + ' ' + e.textContent.slice(0,40)).join('\\n')`));
        expect([name, look, await browser.read(out)]).toEqual([name, look, 0]);
        if (PICTURES !== undefined)
            writeFileSync(join(PICTURES, `${name}-${look}.png`), await browser.screenshot());
    }
}
describe('in a real browser', () => {
    testWith(['chromium'])('a person signs in, approves on the page of a decision, and signs out', async () => {
        const { served, provider, browser } = await start();
        const decision = await ask(served.url);
        expect(decision.verdict).toBe('pending');
        await browser.open(`${served.url}/v1/decisions/${decision.id}`);
        expect(await browser.read('location.origin')).toBe(provider.issuer);
        await pictures(browser, 'provider');
        await browser.press('#alice');
        expect(await browser.read('location.href')).toBe(`${served.url}/v1/decisions/${decision.id}`);
        expect(await browser.read('document.cookie')).toBe('');
        await pictures(browser, 'decision');
        await browser.fill('#comment', 'Looked at it with Bob');
        await browser.press('button[value=approved]');
        expect(await browser.read('location.href')).toBe(`${served.url}/v1/decisions/${decision.id}`);
        expect(await browser.read('document.querySelector(".said").innerText')).toMatch(/^You approved this/);
        await pictures(browser, 'approved');
        expect((await ask(served.url)).verdict).toBe('allow');
        await browser.open(`${served.url}/`);
        expect(await browser.read('document.querySelector(".who").innerText')).toMatch(/Signed in as alice/);
        await pictures(browser, 'front');
        await browser.press('.who button');
        expect(await browser.read('document.querySelector("h1").innerText')).toBe('You are signed out');
        await pictures(browser, 'out');
        await browser.open(`${served.url}/login/callback?code=a&state=b`);
        expect(await browser.read('document.querySelector("h1").innerText')).toBe('This login is over');
        await pictures(browser, 'over');
        expect(browser.complaints.filter((line) => /Content Security Policy|Refused/.test(line))).toEqual([]);
    });
});
