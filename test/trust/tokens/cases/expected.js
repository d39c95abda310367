/** Issuer, audience and time: whether the token is for here and for now. */
import { expect } from '@jest/globals';
import { issuerOf } from '../../../../src/trust/tokens/issuer.js';
import { AUDIENCE, claims, github, GITHUB_URL, SECOND, signed, written } from '../case.js';
const foreign = [
    ['with a slash at the end', `${GITHUB_URL}/`],
    ['in another case', 'https://Token.actions.githubusercontent.com'],
    ['with its port written out', `${GITHUB_URL}:443`],
    ['over plain http', GITHUB_URL.replace('https', 'http')],
    ['with a path', `${GITHUB_URL}/acme`],
    ['with a user in front', GITHUB_URL.replace('://', '://github@')],
    ['with a query', `${GITHUB_URL}?`],
    ['percent-encoded', GITHUB_URL.replace('token.', '%74oken.')],
    ['in letters that look alike', GITHUB_URL.replace('o', 'о')],
    ['as the end of another name', 'https://evil-token.actions.githubusercontent.com'],
    ['as the start of another name', `${GITHUB_URL}.evil.example`],
    ['with white space behind', `${GITHUB_URL} `],
    ['with a NUL behind', `${GITHUB_URL}\0`],
    ['of somebody else', 'https://evil.example'],
].map(([name = '', iss]) => ({
    name: `an issuer ${name}`,
    token: signed({ iss }),
    refused: [
        'issuer',
        /The token's issuer is ".*Here tokens are taken of https:\/\/token\.actions\.githubusercontent\.com, for the audience https:\/\/store/,
    ],
}));
const issuers = [
    ...foreign,
    ...[
        ['missing', undefined, 'missing'],
        ['a list', [GITHUB_URL], 'a list'],
        ['a number', 1, 'a number'],
        ['null', null, 'null'],
        ['an object', { toString: GITHUB_URL }, 'an object'],
        ['empty', '', '""'],
    ].map(([name, iss, shown]) => ({
        name: `an issuer that is ${name}`,
        token: signed({ iss }),
        refused: ['claims', new RegExp(`'iss' must be a string.*it is ${shown}`)],
    })),
    {
        name: 'an issuer whose name would break the line',
        token: signed({ iss: 'https://evil.example/\n::error::\u202egnp.exe\u2028' }),
        refused: ['issuer', /"https:\/\/evil\.example\/\\n::error::\\u\{202e\}gnp\.exe\\u\{2028\}"/],
    },
    {
        name: 'an issuer of 500 letters is cut in the answer',
        token: signed({ iss: `https://evil.example/${'x'.repeat(470)}` }),
        refused: ['issuer', /"https:\/\/evil\.example\/x{59}…"/],
    },
    {
        name: 'a login provider that signs people in',
        token: signed(),
        issuers: () => [
            issuerOf({ name: 'corp', kind: 'people', url: GITHUB_URL }),
            issuerOf({ name: 'gitlab', kind: 'gitlab', url: 'https://gitlab.example.org' }),
        ],
        refused: [
            'issuer',
            /signs people in; its tokens are not a program's credential\. Here tokens are taken of https:\/\/gitlab\.example\.org/,
        ],
    },
    {
        name: 'an issuer that signs people in and is configured for programs too',
        token: signed(),
        issuers: () => [issuerOf({ name: 'corp', kind: 'people', url: GITHUB_URL }), github],
    },
    {
        name: 'an organisation that takes nobody',
        token: signed(),
        issuers: () => [],
        refused: ['issuer', /this organisation takes tokens of no issuer/],
    },
    {
        name: 'an organisation with twenty issuers, of which eight are listed',
        token: signed({ iss: 'https://evil.example' }),
        issuers: () => Array.from({ length: 20 }, (_, at) => issuerOf({ name: `i${at}`, kind: 'other', url: `https://ci${at}.example.org` })),
        refused: ['issuer', /https:\/\/ci7\.example\.org and 12 more/],
    },
];
const audienceRefused = [
    'audience',
    /The token is for another audience: .*Here it must be https:\/\/store\.example\.org\/o\/acme\. GitHub: .*`permissions: id-token: write`/,
];
const audiences = [
    ...[
        ['of another service', 'https://sts.amazonaws.com'],
        ['of another organisation of the store', 'https://store.example.org/o/beta'],
        ['of the store itself', 'https://store.example.org'],
        ['with a slash at the end', `${AUDIENCE}/`],
        ['in capitals', AUDIENCE.toUpperCase()],
        ['that continues ours', `${AUDIENCE}me`],
        ['that is two in one text', `${AUDIENCE} https://other.example`],
        ['that is empty', ''],
        ['list without ours', ['https://sts.amazonaws.com', 'https://other.example']],
    ].map(([name, aud]) => ({
        name: `an audience ${name}`,
        token: signed({ aud }),
        refused: audienceRefused,
    })),
    ...[
        ['missing', undefined, 'missing'],
        ['an empty list', [], 'a list'],
        ['a number', 7, 'a number'],
        ['null', null, 'null'],
        ['an object with ours', { 0: AUDIENCE, length: 1 }, 'an object'],
        ['a list with a number', [AUDIENCE, 7], 'a list'],
        ['a list in a list', [[AUDIENCE]], 'a list'],
        ['a list of a hundred', Array.from({ length: 100 }, () => AUDIENCE), 'a list'],
    ].map(([name, aud, shown]) => ({
        name: `an audience that is ${name}`,
        token: signed({ aud }),
        refused: ['claims', new RegExp(`'aud' must be a string, or a list .*it is ${shown}`)],
    })),
    { name: 'an audience in a list of one', token: signed({ aud: [AUDIENCE] }) },
    { name: 'an audience in a list with another', token: signed({ aud: ['https://other.example', AUDIENCE] }) },
    {
        name: 'a second audience that the organisation has',
        token: signed({ aud: 'https://internal.example.org' }),
        audiences: [AUDIENCE, 'https://internal.example.org'],
    },
    {
        name: 'an audience for GitLab, which is told how GitLab does it',
        token: signed({ aud: 'https://vault.example.org' }),
        issuers: () => [issuerOf({ name: 'gitlab', kind: 'gitlab', url: GITHUB_URL })],
        refused: [
            'audience',
            /"https:\/\/vault\.example\.org"\. Here it must be .*GitLab: write `id_tokens: \{ TURNPIKE_ID_TOKEN: \{ aud: https:\/\/store\.example\.org\/o\/acme \} \}`/,
        ],
    },
];
const now = SECOND;
const other = (settings) => () => [
    issuerOf({ name: 'ci', kind: 'other', url: GITHUB_URL, ...settings }),
];
const MINUTE = 60;
const times = [
    {
        name: 'expired an hour ago',
        token: signed({ iat: now - 3900, exp: now - 3600 }),
        refused: [
            'time',
            /expired at 2026-11-21T11:00:00\.000Z; it is 2026-11-21T12:00:00\.000Z here\. Get a new token for each request/,
        ],
    },
    {
        name: 'expired 60 seconds ago, where the leeway ends',
        token: signed({ exp: now - 60 }),
        refused: ['time', /expired at/],
    },
    { name: 'expired 59 seconds ago, within the leeway', token: signed({ iat: now - 300, exp: now - 59 }) },
    { name: 'issued 60 seconds ahead, within the leeway', token: signed({ iat: now + 60 }) },
    {
        name: 'issued 61 seconds ahead',
        token: signed({ iat: now + 61 }),
        refused: ['time', /was issued in the future, at 2026-11-21T12:01:01/],
    },
    {
        name: 'issued in the year 2099',
        token: signed({ iat: 4_070_908_800, exp: 4_070_909_100 }),
        refused: ['time', /in the future/],
    },
    { name: 'not valid for another 60 seconds, within the leeway', token: signed({ nbf: now + 60 }) },
    {
        name: 'not valid for another 61 seconds',
        token: signed({ nbf: now + 61 }),
        refused: ['time', /is not valid before 2026-11-21T12:01:01/],
    },
    { name: 'without nbf', token: signed({ nbf: undefined }) },
    { name: 'issued 15 minutes and the leeway ago', token: signed({ iat: now - 16 * MINUTE, exp: now + 300 }) },
    {
        name: 'issued a second more than that ago, though it has not expired',
        token: signed({ iat: now - 16 * MINUTE - 1, exp: now + 300 }),
        refused: ['time', /longer ago than the 15 min that tokens of .* are taken for/],
    },
    {
        name: 'a window of 5 minutes, configured',
        token: signed({ iat: now - 7 * MINUTE, exp: now + 300 }),
        issuers: other({ maxAge: 5 * 60_000 }),
        refused: ['time', /longer ago than the 5 min/],
    },
    {
        name: 'a window of 3 hours, configured',
        token: signed({ iat: now - 3 * 3600, exp: now + 300 }),
        issuers: other({ maxAge: 3 * 3_600_000 }),
    },
    {
        name: 'made to live for a year',
        token: signed({ exp: now + 365 * 86_400 }),
        refused: ['time', /lives for 8760 h, longer than 24 h/],
    },
    { name: 'made to live for exactly a day', token: signed({ exp: now + 86_400 }) },
    {
        name: 'made to live for two days, with a window of two days',
        token: signed({ exp: now + 2 * 86_400 }),
        issuers: other({ maxAge: 2 * 86_400_000 }),
    },
    {
        name: 'ends before it was issued',
        token: signed({ iat: now, exp: now - 1 }),
        refused: ['time', /ends before it was issued/],
    },
    ...['exp', 'iat'].flatMap((name) => [
        ['missing', undefined],
        ['a text', String(now)],
        ['null', null],
        ['a list', [now]],
        ['a truth', true],
        ['below zero', -1],
    ].map(([what, value]) => ({
        name: `${name} that is ${what}`,
        token: signed({ [name]: value }),
        refused: ['claims', new RegExp(`'${name}' must be a time in seconds since 1970`)],
    }))),
    {
        name: 'nbf that is a text',
        token: signed({ nbf: String(now) }),
        refused: ['claims', /'nbf' must be a time/],
    },
    {
        name: 'exp of 1e400, which is infinite',
        token: written(undefined, JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e400')),
        refused: ['claims', /'exp' must be a time/],
    },
    {
        name: 'exp of a hundred digits',
        token: written(undefined, JSON.stringify(claims()).replace(/"exp":\d+/, `"exp":${'9'.repeat(100)}`)),
        refused: ['claims', /'exp' must be a time/],
    },
    {
        name: 'exp in milliseconds',
        token: signed({ exp: now * 1000 }),
        refused: ['claims', /'exp' must be a time/],
    },
    {
        name: 'exp of -0',
        token: written(undefined, JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":-0')),
        refused: ['time', /expired at 1970/],
    },
    {
        name: 'times with fractions',
        token: signed({ iat: now - 0.5, exp: now + 299.5 }),
        identity: (identity) => {
            expect(identity.principal.kind).toBe('oidc');
        },
    },
    {
        name: 'a jti that is a number',
        token: signed({ jti: 7 }),
        refused: ['claims', /'jti' must be a string/],
    },
    { name: 'no jti, where tokens count any number of times', token: signed({ jti: undefined }) },
];
export const expectedCases = [...issuers, ...audiences, ...times];
