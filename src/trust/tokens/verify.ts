/**
 * Whether a token of a CI is believed, and who that is.
 *
 * The order is the defence: first what costs nothing (form, header, issuer, algorithm, audience, time, claims), so that
 * a stranger's token never causes a request; then the key; then jose, which verifies the signature and all claims again.
 */
import { errors, jwtVerify } from 'jose'
import type { CryptoKey } from 'jose'
import type { Identity } from '../identity.ts'
import { readToken } from './compact.ts'
import { checkAlgorithm, checkAudience, checkTime, issuerFor, keyRefused, LEEWAY } from './expected.ts'
import type { Expected } from './expected.ts'
import type { Issuer } from './issuer.ts'
import type { IssuerKeys } from './keys.ts'
import { identityOf } from './principal.ts'
import { TokenRefused } from './refused.ts'
import { createReplayMemory } from './replay.ts'
import type { ReplayMemory } from './replay.ts'

export interface TokenVerifier {
  /**
   * Who sent the token.
   * @param token the credential as it came, without `Bearer`
   * @param expected whose tokens this organisation takes, and for which audiences they have to be
   * @throws TokenRefused for whatever token; nothing else
   */
  verify: (token: string, expected: Expected) => Promise<Identity>
}

/** One for the whole store: the keys, and the memory of tokens that count once, serve all organisations. */
export function createTokenVerifier(options: { keys: IssuerKeys; now: () => number }): TokenVerifier {
  const { keys, now } = options
  /** One for each place of keys: what another organisation says of an issuer uses up none of its tokens, nor their room. */
  const memories = new Map<string, ReplayMemory>()
  const memoryOf = ({ url, keysUrl = '' }: Issuer): ReplayMemory => {
    const place = `${url}\n${keysUrl}`
    const memory = memories.get(place) ?? createReplayMemory()
    memories.set(place, memory)
    return memory
  }
  return {
    async verify(token, expected) {
      const read = readToken(token)
      const issuer = issuerFor(read, expected)
      checkAlgorithm(read, issuer)
      checkAudience(read, issuer, expected)
      checkTime(read, issuer, now())
      const identity = identityOf(issuer, read.claims)
      const wanted = { alg: read.alg, ...(read.kid === undefined ? {} : { kid: read.kid }) }
      const found = await keys.find(issuer, wanted)
      if (!('keys' in found)) throw keyRefused(found, read, issuer)
      await checkSignature(token, found.keys, issuer, expected, now())
      if (issuer.once) memoryOf(issuer).use(issuer, read, now())
      return identity
    },
  }
}

async function checkSignature(
  token: string,
  keys: readonly CryptoKey[],
  issuer: Issuer,
  { audiences }: Expected,
  now: number,
): Promise<void> {
  for (const key of keys) {
    try {
      await jwtVerify(token, key, {
        algorithms: [...issuer.algorithms],
        issuer: issuer.url,
        audience: [...audiences],
        requiredClaims: ['exp', 'iat'],
        maxTokenAge: issuer.maxAge / 1000,
        clockTolerance: LEEWAY,
        currentDate: new Date(now),
      })
      return
    } catch (error) {
      if (error instanceof errors.JWSSignatureVerificationFailed) continue
      throw otherwiseRefused(error, issuer)
    }
  }
  throw new TokenRefused(
    'signature',
    `The token was not signed by ${issuer.url}: its signature is not that of the key it names.`,
  )
}

/** What jose refuses and the checks before let pass: a token that ended while its keys were fetched, or a defect here. */
function otherwiseRefused(error: unknown, issuer: Issuer): TokenRefused {
  if (error instanceof errors.JWTExpired) {
    return new TokenRefused('time', `The token of ${issuer.url} has expired. Get a new one for each request.`)
  }
  const code = error instanceof errors.JOSEError ? error.code : 'no reason is known'
  return new TokenRefused('signature', `The token of ${issuer.url} could not be verified (${code}).`)
}
