/** `login`, `tokens`, `hooks` and `witnesses` of a trust document. Secrets are named, never written. */
import { explain } from '../errors.ts'
import { parseVerifier } from '../log/keys.ts'
import { sayDuration } from '../policy/duration.ts'
import { listOf } from '../policy/reader.ts'
import { quote } from '../policy/shape.ts'
import { nearest } from '../policy/suggest.ts'
import type { HookEntry, Login, TokenEntry } from './document.ts'
import { entriesOf, sameNames } from './load.ts'
import type { Raw, Reading } from './load.ts'
import type { NamedIssuer } from './read-issuers.ts'

/** How long a static token may be valid, ms. */
export const LONGEST_TOKEN_MS = 366 * 24 * 3_600_000

/** Where people sign in; undefined without `login`. */
export function readLogin(
  raw: Raw,
  issuers: readonly NamedIssuer[],
  { reader, missing }: Reading,
): Login | undefined {
  const written = raw['login'] as (Omit<Login, 'scopes'> & { scopes?: string[] }) | undefined
  if (written === undefined) return undefined
  const issuer = issuers.find((one) => one.issuer.name === written.issuer)?.issuer
  const people = issuers.filter((one) => one.issuer.kind === 'people').map((one) => one.issuer.name)
  if (issuer === undefined)
    missing(
      `${quote(written.issuer)} is not one of issuers${nearest(written.issuer, people)}`,
      'login',
      'issuer',
    )
  else if (issuer.kind !== 'people')
    reader.problem(
      `people sign in at an issuer of kind people; ${quote(written.issuer)} is of kind ${issuer.kind}`,
      'login',
      'issuer',
    )
  return { ...written, scopes: written.scopes ?? ['openid'] }
}

/** Static tokens: a hash, and an end that is not too far off. */
export function readTokens(raw: Raw, { reader, warn, now }: Reading): TokenEntry[] {
  const entries = entriesOf<{ name: string; hash: string; expires: string }>(raw, 'tokens')
  sameNames(entries, 'tokens', reader)
  const hashes = new Map<string, string>()
  return entries.map(([index, { name, hash, expires }]) => {
    const at = reader.at('tokens', index)
    const until = at.moment(expires, 'expires', 'Etc/UTC') ?? 0
    if (now !== undefined && until > now + LONGEST_TOKEN_MS)
      at.problem(
        `${quote(expires)} is more than 366 days away; a token is changed once a year at least`,
        'expires',
      )
    if (now !== undefined && until <= now && until > 0)
      warn(`the token ${quote(name)} expired ${sayDuration(now - until)} ago`, 'tokens', index, 'expires')
    const other = hashes.get(hash)
    if (other !== undefined)
      at.problem(`this is the secret of ${quote(other)}; a secret belongs to one token`, 'hash')
    hashes.set(hash, name)
    return { name, hash, expires: until }
  })
}

const HEADER_OF = { 'hmac-sha256': undefined, token: 'authorization' } as const

/** Senders of webhooks, each with where its secrets are (never the secrets). */
export function readHooks(raw: Raw, { reader }: Reading): HookEntry[] {
  const entries = entriesOf<Omit<HookEntry, 'secrets'> & { secret: string | string[] }>(raw, 'hooks')
  sameNames(entries, 'hooks', reader)
  return entries.map(([index, { name, scheme, secret, header }]) => {
    const own = scheme === 'hmac-sha256' || scheme === 'token' ? scheme : undefined
    if (own === undefined && header !== undefined)
      reader.problem(`the scheme ${scheme} has its own header; leave this out`, 'hooks', index, 'header')
    const sent = own === undefined ? undefined : (header?.toLowerCase() ?? HEADER_OF[own])
    if (own !== undefined && sent === undefined)
      reader.problem('header is missing: which one carries the signature?', 'hooks', index)
    return { name, scheme, secrets: listOf<string>(secret), ...(sent === undefined ? {} : { header: sent }) }
  })
}

/** Public keys of witnesses, as signed notes write them. */
export function readWitnesses(raw: Raw, { reader }: Reading): string[] {
  const seen = new Set<string>()
  return entriesOf<string>(raw, 'witnesses').map(([index, key]) => {
    const wrong = witnessProblem(key)
    if (wrong !== undefined) reader.problem(wrong, 'witnesses', index)
    if (seen.has(key)) reader.problem('this witness is there already', 'witnesses', index)
    seen.add(key)
    return key
  })
}

function witnessProblem(key: string): string | undefined {
  try {
    const { type } = parseVerifier(key)
    return type === 'witness' ? undefined : `${quote(key)} is the key of a log, not of a witness`
  } catch (error) {
    return explain(error)
  }
}
