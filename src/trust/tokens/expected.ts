/** What a token must say to be taken here, and the sentence when it does not. Pure. */
import type { ReadToken } from './compact.ts'

import type { Issuer } from './issuer.ts'
import type { FoundKeys } from './keys.ts'
import { quoted, TokenRefused } from './refused.ts'

/** What one organisation takes. */
export interface Expected {
  issuers: readonly Issuer[]
  /** Its addresses, without a slash at the end. */
  audiences: readonly string[]
}

/** How far the clocks of issuer and store may differ, in seconds. */
export const LEEWAY = 60
const DAY = 24 * 60 * 60 * 1000
/** More than these are not listed. */
const LISTED = 8

/**
 * The issuer whose token it says it is, letter by letter.
 * @throws TokenRefused issuer
 */
export function issuerFor({ iss }: ReadToken, { issuers, audiences }: Expected): Issuer {
  const named = issuers.filter((issuer) => issuer.url === iss)
  const producers = issuers.filter((issuer) => issuer.kind !== 'people')
  const known =
    producers.length === 0
      ? 'this organisation takes tokens of no issuer'
      : `tokens are taken of ${listed(producers.map(({ url }) => url))}, for the audience ${listed(audiences)}`
  const issuer = named.find(({ kind }) => kind !== 'people')
  if (issuer !== undefined) return issuer
  if (named.length > 0) {
    throw new TokenRefused(
      'issuer',
      `${quoted(iss)} signs people in; its tokens are not a program's credential. Here ${known}.`,
    )
  }
  throw new TokenRefused(
    'issuer',
    `The token's issuer is ${quoted(iss)}. Here ${known}; both are compared letter by letter. Who runs the store adds an issuer in the trust document.`,
  )
}

/** @throws TokenRefused algorithm */
export function checkAlgorithm({ alg }: ReadToken, issuer: Issuer): void {
  if (issuer.algorithms.includes(alg)) return
  throw new TokenRefused(
    'algorithm',
    `The token says it is signed with ${quoted(alg)}; of ${issuer.url} only ${listed(issuer.algorithms)} is taken.`,
  )
}

/** @throws TokenRefused audience */
export function checkAudience({ aud }: ReadToken, issuer: Issuer, { audiences }: Expected): void {
  if (aud.some((one) => audiences.includes(one))) return
  const given = aud.length === 1 ? quoted(aud[0]) : `none of ${aud.length} that fits`
  throw new TokenRefused(
    'audience',
    `The token is for another audience: ${given}. Here it must be ${listed(audiences)}. ${howToAsk(issuer, audiences[0] ?? '')}`,
  )
}

/** @throws TokenRefused time */
export function checkTime({ exp, iat, nbf }: ReadToken, issuer: Issuer, now: number): void {
  // Whole seconds, as jose counts them.
  const seconds = Math.floor(now / 1000)
  const moment = (value: number) => new Date(value * 1000).toISOString()
  const late = (why: string) =>
    new TokenRefused('time', `The token ${why}; it is ${moment(seconds)} here. ${freshly(issuer)}`)
  if (exp + LEEWAY <= seconds) throw late(`expired at ${moment(exp)}`)
  if (iat - LEEWAY > seconds) throw late(`was issued in the future, at ${moment(iat)}`)
  if (nbf !== undefined && nbf - LEEWAY > seconds) throw late(`is not valid before ${moment(nbf)}`)
  if (exp < iat) throw late(`ends before it was issued`)
  const longest = Math.max(DAY, issuer.maxAge)
  if ((exp - iat) * 1000 > longest) {
    throw late(`lives for ${inWords((exp - iat) * 1000)}, longer than ${inWords(longest)}`)
  }
  if (seconds - iat - LEEWAY > issuer.maxAge / 1000) {
    throw late(
      `was issued at ${moment(iat)}, longer ago than the ${inWords(issuer.maxAge)} that tokens of ${issuer.url} are taken for`,
    )
  }
}

/** The sentence for a token whose key was not found. */
export function keyRefused(
  found: Exclude<FoundKeys, { keys: unknown }>,
  { kid }: ReadToken,
  { url }: Issuer,
): TokenRefused {
  if ('unreachable' in found) {
    return new TokenRefused(
      'unreachable',
      `The issuer ${url} cannot be reached for its keys, so no token of it can be verified now. Try again; the store's log says what is wrong.`,
    )
  }
  const named = kid === undefined ? 'without a key id' : `with the key id ${quoted(kid)}`
  return new TokenRefused(
    'key',
    `${found.missing} (token ${named}, issuer ${url}). A key that is new is found within half a minute.`,
  )
}

/** The setting of the pipeline that makes the token right. */
function howToAsk({ kind }: Issuer, audience: string): string {
  if (kind === 'github') {
    return `GitHub: give the job \`permissions: id-token: write\` and ask for a token with the audience ${audience}; Turnpike's actions do so by themselves.`
  }
  if (kind === 'gitlab') {
    return `GitLab: write \`id_tokens: { TURNPIKE_ID_TOKEN: { aud: ${audience} } }\` in the job.`
  }
  return 'Ask the issuer for a token with that audience.'
}

function freshly({ kind }: Issuer): string {
  return kind === 'gitlab'
    ? 'GitLab makes a new token for each job; run the job again.'
    : 'Get a new token for each request.'
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).join(', ')
  return names.length > LISTED ? `${shown} and ${names.length - LISTED} more` : shown
}

function inWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  return minutes % 60 === 0 && minutes > 0 ? `${minutes / 60} h` : `${minutes} min`
}
