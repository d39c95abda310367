/** What a case of the token suite is, and the desk it is tried at: one issuer, one clock, a cold cache for each case. */
import { createHmac, KeyObject, sign as signBytes } from 'node:crypto';
import { getFromIssuer } from '../../../src/server/issuer-http.js';
import { issuerOf } from '../../../src/trust/tokens/issuer.js';
import { createIssuerKeys } from '../../../src/trust/tokens/keys.js';
import { createTokenVerifier } from '../../../src/trust/tokens/verify.js';
import { githubClaims, gitlabClaims, onLoopback } from './issuer.js';
export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
export const SECOND = NOW / 1000;
export const AUDIENCE = 'https://store.example.org/o/acme';
/** The issuer that is believed in most cases. */
export const GITHUB_URL = 'https://token.actions.githubusercontent.com';
/** Refused before anybody is asked for anything. */
export const FREE = [
    ...['malformed', 'header', 'algorithm', 'issuer', 'audience', 'time', 'claims'],
];
export const github = issuerOf({ name: 'github', kind: 'github' });
/** A verifier with an empty cache, its clock, and requests that go to loopback. */
export function coldVerifier(now = () => NOW) {
    const keys = createIssuerKeys({ get: (url, bounds) => getFromIssuer(onLoopback(url), bounds), now });
    return createTokenVerifier({ keys, now });
}
/** GitHub's claims for the audience expected here; those given replace them, `undefined` takes one away. */
export function claims(given = {}) {
    return { ...githubClaims(GITHUB_URL, NOW), aud: AUDIENCE, ...given };
}
export function gitlab(iss, given = {}) {
    return { ...gitlabClaims(iss, NOW), aud: AUDIENCE, ...given };
}
/** GitHub's token of the issuer, rightly signed, with these claims. */
export function signed(given = {}, header = {}) {
    return ({ issuer }) => issuer.sign(claims(given), { header });
}
export function base64url(value) {
    return Buffer.from(value).toString('base64url');
}
/** A token of exactly these texts, signed by the issuer (RS256) however senseless they are. */
export function written(header, payload) {
    return ({ issuer }) => {
        const head = header ?? JSON.stringify({ alg: 'RS256', kid: issuer.key.kid, typ: 'JWT' });
        return rsaSigned(`${base64url(head)}.${base64url(payload)}`, issuer.key);
    };
}
/** The signed parts with an RSA signature behind them. */
export function rsaSigned(input, key) {
    return `${input}.${signBytes('sha256', Buffer.from(input), nodeKey(key.privateKey)).toString('base64url')}`;
}
/** The signed parts with a MAC behind them, by whatever an attacker can know. */
export function macSigned(hash, header, payload, secret) {
    const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`;
    return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}
export function nodeKey(key) {
    return KeyObject.from(key);
}
