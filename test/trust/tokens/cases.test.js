/**
 * Every case against a real issuer on loopback, each with an empty cache: the outcome, the message, and how often the
 * issuer was asked.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TokenRefused } from '../../../src/trust/tokens/refused.js';
import { AUDIENCE, coldVerifier, FREE, github, GITHUB_URL, NOW } from './case.js';
import { claimCases } from './cases/claims.js';
import { expectedCases } from './cases/expected.js';
import { form } from './cases/form.js';
import { forges } from './cases/forges.js';
import { others } from './cases/others.js';
import { signature } from './cases/signature.js';
import { makeKey, startIssuer } from './issuer.js';
const tables = {
    'who signed': signature,
    'the form': form,
    'issuer, audience, time': expectedCases,
    claims: claimCases,
    'the forges': forges,
    'other issuers': others,
};
let desk;
beforeAll(async () => {
    const issuer = await startIssuer({ as: GITHUB_URL, now: () => NOW });
    desk = { issuer, stranger: await makeKey('RS256') };
});
afterAll(() => desk.issuer.stop());
describe.each(Object.entries(tables))('%s', (_name, cases) => {
    test.each(cases.map((one) => [one.name, one]))('%s', async (_title, one) => {
        const { issuer } = desk;
        const usual = [issuer.key.jwk];
        const token = await one.token(desk);
        issuer.keys = (one.keys?.(desk) ?? usual);
        issuer.fetches = { discovery: 0, keys: 0 };
        const expected = { issuers: one.issuers?.(desk) ?? [github], audiences: one.audiences ?? [AUDIENCE] };
        const outcome = await coldVerifier()
            .verify(token, expected)
            .catch((error) => error);
        issuer.keys = usual;
        const asked = one.refused === undefined || !FREE.includes(one.refused[0]);
        expect(issuer.fetches).toEqual(asked ? { discovery: 1, keys: 1 } : { discovery: 0, keys: 0 });
        if (one.refused === undefined) {
            if (outcome instanceof Error)
                throw outcome;
            one.identity?.(outcome);
            return;
        }
        expect(outcome).toBeInstanceOf(TokenRefused);
        const { code, message } = outcome;
        expect({ code, message }).toEqual({
            code: one.refused[0],
            message: expect.stringMatching(one.refused[1]),
        });
        expectPrintable(message, token);
    });
});
/** One line of plain text, bounded, and nothing of the token in it that could be used again. */
function expectPrintable(message, token) {
    expect(message.length).toBeLessThan(1200);
    expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f]/);
    const parts = token.split('.').filter((part) => part.length >= 20);
    for (const part of parts)
        expect(message).not.toContain(part.slice(0, 20));
    const signature = token.split('.')[2] ?? '';
    if (signature.length >= 20)
        expect(message).not.toContain(signature.slice(-20));
}
test('there are more cases than were asked for, each with a name of its own', () => {
    const names = Object.values(tables).flatMap((cases) => cases.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
});
