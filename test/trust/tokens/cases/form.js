/** What a token looks like: its parts, its letters, its JSON, its header. */
import { expect } from '@jest/globals';
import { LONGEST_TOKEN } from '../../../../src/trust/tokens/compact.js';
import { base64url, claims, GITHUB_URL, rsaSigned, signed, written } from '../case.js';
const plain = () => JSON.stringify(claims());
/** A right token, changed as a text. */
function changed(change) {
    return async (desk) => change(await signed()(desk));
}
function withHeader(header) {
    return ({ issuer }) => {
        const all = { alg: 'RS256', kid: issuer.key.kid, ...header };
        return rsaSigned(`${base64url(JSON.stringify(all))}.${base64url(plain())}`, issuer.key);
    };
}
const shapes = [
    ['nothing', () => '', /three parts/],
    ['two dots', () => '..', /its header is not written in base64url/],
    ['one part', changed((token) => token.split('.')[0] ?? ''), /three parts/],
    ['two parts', changed((token) => token.split('.').slice(0, 2).join('.')), /three parts/],
    ['four parts', changed((token) => `${token}.e30`), /three parts/],
    ['a million dots', () => '.'.repeat(LONGEST_TOKEN), /three parts/],
    ['white space in front', changed((token) => ` ${token}`), /its header is not written in base64url/],
    ['a newline at the end', changed((token) => `${token}\n`), /its signature is not written in base64url/],
    ['white space within', changed((token) => token.replace('.', ' .')), /its header is not written/],
    ['padding', changed((token) => `${token}=`), /its signature is not written in base64url/],
    ['letters of plain base64', changed((token) => `${token.slice(0, -2)}+/`), /its signature is not written/],
    ['unused bits set in the signature', changed(nudged), /its signature is not written in base64url/],
    ['a NUL behind it', changed((token) => `${token}\0`), /its signature is not written/],
    ['letters that look alike', changed((token) => token.replace('e', 'е')), /its header is not written/],
].map(([name, token, message]) => ({
    name: name,
    token: token,
    refused: ['malformed', message],
}));
/** The last letter of 256 bytes has unused bits; another letter decodes to the same bytes. */
function nudged(token) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return token.slice(0, -1) + (letters[letters.indexOf(token.at(-1) ?? '') ^ 1] ?? '');
}
const texts = [
    ['a header that is no JSON', written('{alg:RS256}', plain()), /its header is not JSON/],
    ['a header that is a list', written('["RS256"]', plain()), /its header is not a JSON object/],
    [
        'claims that are a string',
        written(undefined, '"claims"'),
        /its claims is not|claims is not a JSON object/,
    ],
    ['claims that are null', written(undefined, 'null'), /claims is not a JSON object/],
    ['claims that are a list', written(undefined, '[1]'), /claims is not a JSON object/],
    ['claims with something behind', written(undefined, `${plain()}{}`), /claims is not JSON/],
    [
        'claims that are not UTF-8',
        written(undefined, Buffer.from(JSON.stringify(claims({ note: '\u00ff' })), 'latin1')),
        /claims is not JSON/,
    ],
    ['claims behind a byte order mark', written(undefined, `\ufeff${plain()}`), /claims is not JSON/],
    [
        'ten thousand lists in each other',
        written(undefined, `${'['.repeat(5000)}${']'.repeat(5000)}`),
        /claims is not a JSON object/,
    ],
    [
        'iss twice',
        written(undefined, `{"iss":"https://evil.example",${plain().slice(1)}`),
        /has the member "iss" twice/,
    ],
    [
        'iss twice, once escaped',
        written(undefined, `{"\\u0069ss":"https://evil.example",${plain().slice(1)}`),
        /has the member "iss" twice/,
    ],
    [
        'a claim twice, deeper',
        written(undefined, `{"a":[{"b":{"c":1,"\\u0063":2}}],${plain().slice(1)}`),
        /has the member "c" twice/,
    ],
    [
        'alg twice in the header',
        written('{"alg":"none","alg":"RS256"}', plain()),
        /its header has the member "alg" twice/,
    ],
    [
        'alg twice in the header, once escaped',
        written('{"alg":"RS256","\\u0061lg":"none"}', plain()),
        /its header has the member "alg" twice/,
    ],
    [
        '__proto__ twice',
        written(undefined, `{"__proto__":1,"__proto__":2,${plain().slice(1)}`),
        /"__proto__" twice/,
    ],
    [
        'a token as the claims, without saying so',
        async (desk) => written(undefined, await signed()(desk))(desk),
        /claims is not JSON/,
    ],
].map(([name, token, message]) => ({
    name: name,
    token: token,
    refused: ['malformed', message],
}));
const headers = [
    ['a nested token (cty JWT)', withHeader({ cty: 'JWT' }), /has another token in it/],
    ['an encrypted token', () => ['eyJhbGciOiJSU0EtT0FFUCJ9', 'a', 'b', 'c', 'd'].join('.'), /is encrypted/],
    ['an encrypted token in three parts', withHeader({ enc: 'A256GCM' }), /is encrypted/],
    ['a compressed token', withHeader({ zip: 'DEF' }), /is compressed/],
    ['critical extensions', withHeader({ crit: ['exp'] }), /asks for extensions/],
    ['no critical extensions, said with a list', withHeader({ crit: [] }), /asks for extensions/],
    ['a payload that is not encoded (b64)', withHeader({ b64: false }), /is not encoded as usual/],
    ['no algorithm', withHeader({ alg: undefined }), /has no 'alg' that is a string \(missing\)/],
    ['the algorithm as a list', withHeader({ alg: ['RS256'] }), /has no 'alg' that is a string \(a list\)/],
    ['the algorithm as an object', withHeader({ alg: { toString: 'RS256' } }), /\(an object\)/],
    ['the algorithm in a prototype', written('{"__proto__":{"alg":"RS256"}}', plain()), /has no 'alg'/],
    ['the key id as a number', withHeader({ kid: 7 }), /'kid' must be a string of at most 512/],
    ['the key id as null', withHeader({ kid: null }), /'kid' must be a string/],
    [
        'a key id of 10,000 letters',
        withHeader({ kid: 'k'.repeat(10_000) }),
        /'kid' must be a string of at most/,
    ],
    ['a logout token', withHeader({ typ: 'logout+jwt' }), /of the type "logout\+jwt"/],
    ['the type as a list', withHeader({ typ: ['JWT'] }), /of the type a list/],
].map(([name, token, message]) => ({
    name: name,
    token: token,
    refused: ['header', message],
}));
export const form = [
    ...shapes,
    ...texts,
    ...headers,
    {
        name: 'a token of 16 KiB and one letter',
        token: changed((token) => token.padEnd(LONGEST_TOKEN + 1, 'A')),
        refused: ['malformed', /it has 16385 characters; at most 16384 are read/],
    },
    {
        name: 'a token of 100 MB',
        token: () => 'eyJ'.repeat(33_000_000),
        refused: ['malformed', /at most 16384 are read/],
    },
    {
        name: 'a token of almost 16 KiB, with more claims than anybody reads',
        token: signed(Object.fromEntries(Array.from({ length: 700 }, (_, at) => [`c${at}`, 'x'.repeat(4)]))),
        identity: ({ principal }) => {
            expect(Object.keys(principal.claims ?? {}).filter((name) => /^c\d/.test(name))).toEqual([]);
        },
    },
    {
        name: 'JSON serialisation, flattened',
        token: changed((token) => {
            const [head, payload, signature] = token.split('.');
            return JSON.stringify({ protected: head, payload, signature });
        }),
        refused: ['malformed', /three parts/],
    },
    {
        name: 'JSON serialisation, general, with its dots',
        token: changed((token) => {
            const [head, payload, signature] = token.split('.');
            return JSON.stringify({ payload, signatures: [{ protected: head, signature }], a: '..' });
        }),
        refused: ['malformed', /its header is not written in base64url/],
    },
    {
        name: 'names and values with escapes are read as what they say',
        token: written(undefined, JSON.stringify(claims())
            .replace('"iss"', '"\\u0069ss"')
            .replace('"repository_id"', '"repository\\u005fid"')),
        identity: ({ principal }) => {
            expect(principal.id).toBe(`${GITHUB_URL}#repository:74`);
        },
    },
    {
        name: 'a type written as a media type, in capitals',
        token: signed({}, { typ: 'application/JWT' }),
    },
    { name: 'no type', token: signed({}, { typ: undefined }) },
];
