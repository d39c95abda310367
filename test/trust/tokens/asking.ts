/** An issuer on loopback with a clock that the test turns, and verifiers that ask it. */
import { getFromIssuer } from '../../../src/server/issuer-http.ts'
import { issuerOf } from '../../../src/trust/tokens/issuer.ts'
import type { Issuer } from '../../../src/trust/tokens/issuer.ts'
import { createIssuerKeys } from '../../../src/trust/tokens/keys.ts'
import type { IssuerKeysOptions } from '../../../src/trust/tokens/keys.ts'
import type { TokenRefused } from '../../../src/trust/tokens/refused.ts'
import { createTokenVerifier } from '../../../src/trust/tokens/verify.ts'
import { AUDIENCE, base64url, claims, NOW } from './case.ts'
import { startIssuer } from './issuer.ts'
import type { TestIssuer } from './issuer.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

export interface Asking {
  issuer: TestIssuer
  /** Milliseconds; the issuer and every verifier read it. */
  clock: number
  /** The GitHub that is believed. */
  trusted: Issuer
  /** What was logged. */
  lines: string[]
  /** A verifier with an empty cache; it answers `taken`, or the code and the message. */
  open(options?: Partial<IssuerKeysOptions>): (token: string, from?: Issuer) => Promise<string>
  /** A token that is right at this moment. */
  valid(): Promise<string>
  /** A token right in everything but that nobody signed it, with this key id. */
  withKid(kid: string): string
  /** Waits for a reading that nobody waits for: until so many lines are logged. */
  logged(count: number): Promise<void>
}

export async function startAsking(): Promise<Asking> {
  const issuer = await startIssuer({ now: () => at.clock })
  const now = () => at.clock
  const at: Asking = {
    issuer,
    clock: NOW,
    trusted: issuerOf({ name: 'github', kind: 'github', url: issuer.githubUrl }),
    lines: [],
    open(options = {}) {
      const log = (line: string) => at.lines.push(line)
      const keys = createIssuerKeys({
        get: getFromIssuer,
        now,
        allowPlainHttpLoopback: true,
        log,
        ...options,
      })
      const verifier = createTokenVerifier({ keys, now })
      return (token, from = at.trusted) =>
        verifier.verify(token, { issuers: [from], audiences: [AUDIENCE] }).then(
          () => 'taken',
          ({ code, message }: TokenRefused) => `${code}: ${message}`,
        )
    },
    valid: () => issuer.githubToken({ aud: AUDIENCE }),
    withKid(kid) {
      const seconds = at.clock / 1000
      const payload = claims({ iss: issuer.githubUrl, iat: seconds, exp: seconds + 300, nbf: undefined })
      const head = base64url(JSON.stringify({ alg: 'RS256', kid }))
      return `${head}.${base64url(JSON.stringify(payload))}.${base64url(Buffer.alloc(256, 7))}`
    },
    async logged(count) {
      while (at.lines.length < count) await new Promise((resolve) => setTimeout(resolve, 2))
    },
  }
  return at
}
