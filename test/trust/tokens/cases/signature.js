/** Who signed, with what, and everything that pretends. */
import { createPublicKey, generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { expect } from '@jest/globals';
import { issuerOf } from '../../../../src/trust/tokens/issuer.js';
import { AUDIENCE, base64url, claims, GITHUB_URL, macSigned, nodeKey, rsaSigned, signed } from '../case.js';
import { makeKey } from '../issuer.js';
const wide = issuerOf({
    name: 'wide',
    kind: 'other',
    url: GITHUB_URL,
    identity: ['repository_id'],
    algorithms: ['RS256', 'PS256', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
});
const anyAlgorithm = () => [wide];
/** The issuer's public key as a secret, in the forms that a confused library could take. */
const secrets = {
    'as PEM': ({ issuer }) => createPublicKey({ key: issuer.key.jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
    'as DER': ({ issuer }) => createPublicKey({ key: issuer.key.jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' }),
    'as the JWK': ({ issuer }) => JSON.stringify(issuer.key.jwk),
    'as the modulus': ({ issuer }) => Buffer.from(issuer.key.jwk.n ?? '', 'base64url'),
    'as the PKCS #1 PEM': ({ issuer }) => createPublicKey({ key: issuer.key.jwk, format: 'jwk' }).export({ type: 'pkcs1', format: 'pem' }),
};
const confusions = Object.entries(secrets).map(([form, secret]) => ({
    name: `HS256 with the issuer's public key ${form}`,
    token: (desk) => macSigned('sha256', { alg: 'HS256', kid: desk.issuer.key.kid }, claims(), secret(desk)),
    refused: ['algorithm', /signed with "HS256".*only RS256 is taken/],
}));
const nones = ['none', 'None', 'NONE', 'nOnE', 'none ', '', 'rs256', 'RS256\0'].map((alg) => ({
    name: `the algorithm ${JSON.stringify(alg)}`,
    token: ({ issuer }) => rsaSigned(`${base64url(JSON.stringify({ alg, kid: issuer.key.kid }))}.${base64url(JSON.stringify(claims()))}`, issuer.key),
    refused: ['algorithm', /only RS256 is taken/],
}));
const embedded = [
    ['jwk', ({ stranger }) => stranger.jwk, /brings its own key \(header 'jwk'\)/],
    ['jku', () => 'https://attacker.example/keys', /says where its key is \(header 'jku'\)/],
    ['x5u', () => 'https://attacker.example/chain.pem', /says where its certificate is/],
    ['x5c', () => ['MIIB'], /brings its own certificate/],
].map(([name, value, message]) => ({
    name: `a header with ${name}, signed by the key it brings`,
    token: (desk) => desk.issuer.sign(claims(), {
        key: desk.stranger,
        header: { [name]: value(desk) },
    }),
    refused: ['header', message],
}));
export const signature = [
    { name: 'a token of the issuer', token: signed() },
    {
        name: 'another key under the id of the right one',
        token: ({ issuer, stranger }) => issuer.sign(claims(), { key: { ...stranger, kid: issuer.key.kid } }),
        refused: ['signature', /was not signed by https:\/\/token\.actions/],
    },
    {
        name: 'a key that the issuer does not have',
        token: ({ issuer, stranger }) => issuer.sign(claims(), { key: stranger }),
        refused: ['key', /The issuer has no such key \(token with the key id "[\w-]+"/],
    },
    ...confusions,
    ...nones,
    {
        name: 'none, with no signature at all',
        token: () => `${base64url('{"alg":"none"}')}.${base64url(JSON.stringify(claims()))}.`,
        refused: ['malformed', /it has no signature/],
    },
    ...embedded,
    {
        name: 'a thumbprint of a certificate, as GitHub sends it, is no certificate',
        token: signed({}, { x5t: 'Zm9v' }),
    },
    {
        name: 'an RS512 token where RS256 is configured',
        token: async ({ issuer }) => issuer.sign(claims(), { key: { ...(await makeKey('RS512')), kid: 'k' } }),
        refused: ['algorithm', /signed with "RS512"/],
    },
    {
        name: 'PS256 with the key that is published for RS256',
        issuers: anyAlgorithm,
        token: async ({ issuer }) => issuer.sign(claims(), { key: { ...(await makeKey('PS256')), kid: issuer.key.kid } }),
        refused: ['key', /is not for the algorithm it says/],
    },
    {
        name: 'RS256 by a key that is published without an algorithm',
        issuers: anyAlgorithm,
        keys: ({ issuer: { key } }) => [{ ...key.jwk, alg: undefined, use: undefined }],
        token: signed(),
    },
    ...curves(),
    {
        name: 'an RSA key of 1024 bits',
        keys: () => [{ ...weakRsa.publicKey.export({ format: 'jwk' }), kid: 'weak', alg: 'RS256', use: 'sig' }],
        token: () => {
            const input = `${base64url('{"alg":"RS256","kid":"weak"}')}.${base64url(JSON.stringify(claims()))}`;
            return `${input}.${signBytes('sha256', Buffer.from(input), weakRsa.privateKey).toString('base64url')}`;
        },
        refused: ['key', /is not used: it is an RSA key of 1024 bits; at least 2048/],
    },
    {
        name: 'an RSA key whose exponent is 1, which makes every signature right',
        keys: ({ issuer: { key } }) => [{ ...key.jwk, e: 'AQ' }],
        token: signed(),
        refused: ['key', /its exponent is not one that is used/],
    },
    {
        name: 'a key that is for encryption',
        keys: ({ issuer: { key } }) => [{ ...key.jwk, use: 'enc' }],
        token: signed(),
        refused: ['key', /it is not for signatures/],
    },
    {
        name: 'a key whose operations are others',
        keys: ({ issuer: { key } }) => [{ ...key.jwk, key_ops: ['sign'] }],
        token: signed(),
        refused: ['key', /it is not for verifying/],
    },
    {
        name: 'a key whose secret half is published too',
        keys: ({ issuer: { key } }) => [{ ...nodeKey(key.privateKey).export({ format: 'jwk' }), kid: key.kid }],
        token: signed(),
        refused: ['key', /its secret half is published/],
    },
    {
        name: 'a secret that the issuer publishes as a key',
        issuers: anyAlgorithm,
        keys: () => [{ kty: 'oct', k: base64url('secret'), kid: 'shared' }],
        token: ({ issuer }) => issuer.sign(claims(), { header: { kid: 'shared' } }),
        refused: ['key', /its secret half is published/],
    },
    {
        name: 'two keys of one id: both are tried',
        keys: ({ issuer, stranger }) => [{ ...stranger.jwk, kid: issuer.key.kid }, { ...issuer.key.jwk }],
        token: signed(),
    },
    {
        name: 'no key id, and the issuer has one key',
        token: signed({}, { kid: undefined }),
    },
    {
        name: 'no key id, and the issuer has several',
        keys: ({ issuer, stranger }) => [issuer.key.jwk, stranger.jwk],
        token: signed({}, { kid: undefined }),
        refused: ['key', /does not name its key, and its issuer has several/],
    },
    {
        name: 'a signature that is cut short',
        token: async (desk) => (await signed()(desk)).slice(0, -66),
        refused: ['signature', /was not signed by/],
    },
    {
        name: 'a signature of zeros',
        token: async (desk) => {
            const [head = '', body = ''] = (await signed()(desk)).split('.');
            return `${head}.${body}.${base64url(Buffer.alloc(256))}`;
        },
        refused: ['signature', /was not signed by/],
    },
    {
        name: 'the signature of another token of the same job',
        token: async (desk) => {
            const [one, two] = await Promise.all([signed({ repository_id: '75' })(desk), signed()(desk)]);
            return `${one.slice(0, one.lastIndexOf('.'))}.${two.slice(two.lastIndexOf('.') + 1)}`;
        },
        refused: ['signature', /was not signed by/],
    },
];
const weakRsa = generateKeyPairSync('rsa', { modulusLength: 1024 });
function curves() {
    const right = ['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'].map((alg) => {
        const key = makeKey(alg);
        return {
            name: `${alg}, where it is configured`,
            issuers: anyAlgorithm,
            keys: () => [published[alg] ?? {}],
            token: async ({ issuer }) => {
                published[alg] = { ...(await key).jwk };
                return issuer.sign(claims(), { key: await key });
            },
            identity: ({ principal }) => {
                expect(principal.id).toBe(`${GITHUB_URL}#74`);
            },
        };
    });
    const p384 = makeKey('ES384');
    const p256 = makeKey('ES256');
    return [
        ...right,
        {
            name: 'ES256 in the header, the key on P-384',
            issuers: anyAlgorithm,
            keys: () => [published.P384 ?? {}],
            token: async () => {
                const key = await p384;
                published.P384 = { ...key.jwk };
                const head = base64url(JSON.stringify({ alg: 'ES256', kid: key.kid }));
                const input = `${head}.${base64url(JSON.stringify(claims()))}`;
                const options = { key: nodeKey(key.privateKey), dsaEncoding: 'ieee-p1363' };
                return `${input}.${signBytes('sha256', Buffer.from(input), options).toString('base64url')}`;
            },
            refused: ['key', /is not for the algorithm it says/],
        },
        ...['a signature of zeros (r = s = 0)', 'a signature in DER'].map((what) => ({
            name: `ES256 with ${what}`,
            issuers: anyAlgorithm,
            keys: () => [published.P256 ?? {}],
            token: async () => {
                const key = await p256;
                published.P256 = { ...key.jwk };
                const head = base64url(JSON.stringify({ alg: 'ES256', kid: key.kid }));
                const input = `${head}.${base64url(JSON.stringify(claims()))}`;
                const der = signBytes('sha256', Buffer.from(input), nodeKey(key.privateKey));
                return `${input}.${base64url(what.includes('DER') ? der : Buffer.alloc(64))}`;
            },
            refused: ['signature', /was not signed by/],
        })),
        {
            name: 'a key that is not a point of its curve',
            issuers: anyAlgorithm,
            keys: () => [
                {
                    kty: 'EC',
                    crv: 'P-256',
                    kid: 'off',
                    x: base64url(Buffer.alloc(32, 1)),
                    y: base64url(Buffer.alloc(32, 2)),
                },
            ],
            token: async ({ issuer }) => issuer.sign(claims(), { key: { ...(await p256), kid: 'off' } }),
            refused: ['key', /cannot be read/],
        },
        {
            name: 'a curve that nobody uses here',
            issuers: anyAlgorithm,
            keys: () => [
                {
                    kty: 'EC',
                    crv: 'secp256k1',
                    kid: 'off',
                    x: base64url(Buffer.alloc(32, 1)),
                    y: base64url(Buffer.alloc(32, 2)),
                },
            ],
            token: async ({ issuer }) => issuer.sign(claims(), { key: { ...(await p256), kid: 'off' } }),
            refused: ['key', /on a curve that is not used/],
        },
        {
            name: 'ES256 where only RS256 is configured',
            token: async ({ issuer }) => issuer.sign({ ...claims(), aud: AUDIENCE }, { key: await p256 }),
            refused: ['algorithm', /signed with "ES256"/],
        },
    ];
}
/** Public keys of cases that make their own. */
const published = {};
