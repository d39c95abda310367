/**
 * OIDC tokens, verified, and what their bearers may. A job sends one token with many requests, so what came out is kept
 * for a few seconds: under a hash of the token, never beyond its end, never beyond a change of the trust document, and
 * not at all for an issuer whose tokens count once.
 */
import { hash } from 'node:crypto'
import { parseJson } from '../cdevents/parse.ts'
import type { Identity } from '../trust/identity.ts'
import type { Issuer } from '../trust/tokens/issuer.ts'
import { TokenRefused } from '../trust/tokens/refused.ts'
import type { Trust } from '../trust/trust.ts'
import type { AccessOptions, Caller } from './access.ts'
import { underOwnName } from './known-as.ts'
import { Refusal } from './problem.ts'
import { unauthorized } from './unauthorized.ts'

export interface Verifier {
  /** @throws TokenRefused with a message fit for a 401 */
  verify(
    token: string,
    expected: { issuers: readonly Issuer[]; audiences: readonly string[] },
  ): Promise<Identity>
}

const KEPT_MS = 5000
const MAX_KEPT = 2000
/** Verifications at a time, of one organisation: anybody can send what has to be verified. */
const MAX_VERIFYING = 200

interface Kept {
  caller: Caller
  trust: Trust
  /** Milliseconds since 1970. */
  until: number
}

/** The function throws Refusal unauthorized, or unavailable where trying again may help. */
export function createVerified(
  options: AccessOptions & { verifier: Verifier },
): (token: string, request: Request) => Caller | Promise<Caller> {
  const { trust, audience, verifier, now } = options
  const kept = new Map<string, Kept>()
  let verifying = 0

  const verify = async (token: string, key: string, request: Request): Promise<Caller> => {
    if (verifying >= MAX_VERIFYING) throw new Refusal('unavailable', 'Too many tokens are being verified.')
    verifying++
    const inForce = trust()
    try {
      // GitLab asks for its token with the very text of a CI/CD variable, and some write the address with a slash.
      const own = audience === undefined ? [] : [audience, `${audience}/`]
      const audiences = [...own, ...inForce.audiences]
      const shown = await verifier.verify(token, { issuers: inForce.issuers, audiences })
      const identity = underOwnName(shown, inForce.document.people)
      const caller = { identity, authority: inForce.authorityOf(identity) }
      keep(token, key, caller, inForce)
      return caller
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error
      if (error.code === 'unreachable') throw new Refusal('unavailable', error.message)
      throw unauthorized(error.message, request, 'invalid_token')
    } finally {
      verifying--
    }
  }

  const keep = (token: string, key: string, caller: Caller, inForce: Trust): void => {
    const until = Math.min(now() + KEPT_MS, endOf(token, inForce.issuers))
    if (until <= now()) return
    if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as string)
    kept.set(key, { caller, trust: inForce, until })
  }

  return (token, request) => {
    const key = hash('sha256', token, 'base64')
    const known = kept.get(key)
    if (known !== undefined) {
      if (known.trust === trust() && known.until > now()) return known.caller
      kept.delete(key)
    }
    return verify(token, key, request)
  }
}

/** When a token that was just verified ends, in ms since 1970; 0 when it counts once or does not say. */
function endOf(token: string, issuers: readonly Issuer[]): number {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
  const { exp, iss } = parseJson(payload) as { exp?: unknown; iss?: unknown }
  const issuer = issuers.find(({ url }) => url === iss)
  return typeof exp === 'number' && issuer?.once === false ? exp * 1000 : 0
}
