/** An issuer on loopback with a clock that the test turns, and verifiers that ask it. */
import { getFromIssuer } from '../../../src/server/issuer-http.js';
import { issuerOf } from '../../../src/trust/tokens/issuer.js';
import { createIssuerKeys } from '../../../src/trust/tokens/keys.js';
import { createTokenVerifier } from '../../../src/trust/tokens/verify.js';
import { AUDIENCE, base64url, claims, NOW } from './case.js';
import { startIssuer } from './issuer.js';
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export async function startAsking() {
    const issuer = await startIssuer({ now: () => at.clock });
    const now = () => at.clock;
    const at = {
        issuer,
        clock: NOW,
        trusted: issuerOf({ name: 'github', kind: 'github', url: issuer.githubUrl }),
        lines: [],
        open(options = {}) {
            const log = (line) => at.lines.push(line);
            const keys = createIssuerKeys({
                get: getFromIssuer,
                now,
                allowPlainHttpLoopback: true,
                log,
                ...options,
            });
            const verifier = createTokenVerifier({ keys, now });
            return (token, from = at.trusted) => verifier.verify(token, { issuers: [from], audiences: [AUDIENCE] }).then(() => 'taken', ({ code, message }) => `${code}: ${message}`);
        },
        valid: () => issuer.githubToken({ aud: AUDIENCE }),
        withKid(kid) {
            const seconds = at.clock / 1000;
            const payload = claims({ iss: issuer.githubUrl, iat: seconds, exp: seconds + 300, nbf: undefined });
            const head = base64url(JSON.stringify({ alg: 'RS256', kid }));
            return `${head}.${base64url(JSON.stringify(payload))}.${base64url(Buffer.alloc(256, 7))}`;
        },
        async logged(count) {
            while (at.lines.length < count)
                await new Promise((resolve) => setTimeout(resolve, 2));
        },
    };
    return at;
}
