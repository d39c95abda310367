/**
 * Where an issuer's keys are and what they are now: OpenID Connect Discovery 1.0 §4, then the key set. Two bounded
 * requests, or one where the place of the keys is configured.
 */
import { addressProblem } from './issuer.ts'
import type { Issuer } from './issuer.ts'
import { objectOf, readKeySet } from './key-set.ts'
import type { KeySet } from './key-set.ts'

/** One bounded GET that follows no redirect. Rejects when nothing came in time, or too much. */
export type IssuerGet = (
  url: URL,
  bounds: { maxBytes: number; timeoutMs: number },
) => Promise<{ status: number; headers: Readonly<Record<string, string>>; body: string }>

/** Where an issuer's keys are. Two organisations that say different things about one issuer share nothing. */
export type KeysPlace = Pick<Issuer, 'url' | 'keysUrl'>

const SECOND = 1000
const MINUTE = 60 * SECOND
const BOUNDS = {
  discovery: { maxBytes: 64 * 1024, timeoutMs: 5 * SECOND },
  keys: { maxBytes: 256 * 1024, timeoutMs: 5 * SECOND },
}
/** How long keys are kept: what `max-age` says, within these. */
const FRESH = { least: MINUTE, usual: 10 * MINUTE, most: 24 * 60 * MINUTE }

export interface ReadKeysOptions {
  get: IssuerGet
  allowPlainHttpLoopback: boolean
}

/**
 * @returns the keys, and for how many milliseconds they are good
 * @throws Error whose message says what is wrong with the issuer, for the log
 */
export async function readKeys(
  { url, keysUrl }: KeysPlace,
  options: ReadKeysOptions,
): Promise<{ set: KeySet; freshFor: number }> {
  const address = keysUrl ?? (await discover(url, options))
  const { body, headers } = await fetched(address, BOUNDS.keys, 'the key set', options)
  return { set: readKeySet(body), freshFor: freshFor(headers) }
}

/** The address of the keys, by OpenID Connect Discovery 1.0 §4. @throws Error saying what is wrong */
async function discover(issuer: string, options: ReadKeysOptions): Promise<string> {
  const { body } = await fetched(
    `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    BOUNDS.discovery,
    'the discovery document',
    options,
  )
  const document = objectOf(body, 'the discovery document')
  if (document.issuer !== issuer) {
    throw new Error(`the discovery document is another issuer's: ${brief(document.issuer)}`)
  }
  const { jwks_uri: uri } = document
  if (typeof uri !== 'string' || !URL.canParse(uri)) throw new Error('the discovery document has no jwks_uri')
  // Whoever can change the document must not be able to send the store anywhere, or to bring in their own keys.
  if (new URL(uri).host !== new URL(issuer).host) {
    throw new Error(
      `its keys are said to be on another host (${brief(uri)}); if that is right, configure it as keysUrl`,
    )
  }
  return uri
}

async function fetched(
  address: string,
  bounds: { maxBytes: number; timeoutMs: number },
  what: string,
  { get, allowPlainHttpLoopback }: ReadKeysOptions,
) {
  const problem = addressProblem(address.replace(/\?.*$/, ''), allowPlainHttpLoopback)
  if (problem !== undefined) throw new Error(`the address of ${what} (${brief(address)}) ${problem}`)
  const answer = await get(new URL(address), bounds)
  if (answer.status !== 200) throw new Error(`${what} was answered with status ${answer.status}`)
  // For a `get` that does not keep its word.
  if (answer.body.length > bounds.maxBytes) throw new Error(`${what} is longer than ${bounds.maxBytes} bytes`)
  return answer
}

/** What is left of `max-age` (RFC 9111), within bounds. */
function freshFor(headers: Readonly<Record<string, string>>): number {
  const control = headers['cache-control'] ?? ''
  if (/\bno-(store|cache)\b/i.test(control)) return FRESH.least
  const maxAge = /\bmax-age\s*=\s*"?(\d{1,10})/i.exec(control)?.[1]
  if (maxAge === undefined) return FRESH.usual
  const age = /^\d{1,10}$/.exec(headers.age ?? '')?.[0] ?? '0'
  return Math.min(FRESH.most, Math.max(FRESH.least, (Number(maxAge) - Number(age)) * SECOND))
}

function brief(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? 'nothing'
}
