/**
 * The compact form of a signed token (RFC 7515 §7.1, RFC 7519) → its header and claims, **not yet verified**. Pure.
 *
 * Strict where readers differ: what two of them could read in two ways (a member twice, letters outside the alphabet,
 * bytes that are no UTF-8) is refused before anything is done with it.
 */
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { repeatedMember } from '../../cdevents/repeated.ts'
import { quoted, TokenRefused } from './refused.ts'

export interface ReadToken {
  alg: string
  kid: string | undefined
  iss: string
  /** Never empty. */
  aud: readonly string[]
  /** Seconds since 1970. */
  exp: number
  iat: number
  nbf: number | undefined
  jti: string | undefined
  claims: Readonly<Record<string, unknown>>
}

/** A token of a CI has 1 to 3 KiB. */
export const LONGEST_TOKEN = 16 * 1024
const LONGEST_NAME = 512
const MOST_AUDIENCES = 32
/** Neither replaces what it cannot read nor drops a mark in front. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** The end of the year 9999: larger numbers are no time, and lose digits. */
const LAST_SECOND = 253_402_300_799

/** Members that would have the token say how it is to be believed (RFC 8725 §3.10), or that change its form. */
const NEVER: Readonly<Record<string, string>> = {
  jwk: 'brings its own key',
  jku: 'says where its key is',
  x5u: 'says where its certificate is',
  x5c: 'brings its own certificate',
  crit: 'asks for extensions',
  b64: 'is not encoded as usual',
  cty: 'has another token in it',
  enc: 'is encrypted',
  zip: 'is compressed',
}
/** Kinds of tokens that are credentials for a program (RFC 8725 §3.11); others, such as logout tokens, are not. */
const TYPES = ['jwt', 'at+jwt']

/** @throws TokenRefused malformed, header, claims */
export function readToken(token: string): ReadToken {
  if (token.length > LONGEST_TOKEN) {
    throw malformed(`it has ${token.length} characters; at most ${LONGEST_TOKEN} are read`)
  }
  const parts = token.split('.')
  if (parts.length === 5) throw new TokenRefused('header', 'The token is encrypted; send a signed one (JWS).')
  if (parts.length !== 3) {
    throw malformed('it does not have the three parts of a signed token (header.claims.signature)')
  }
  const [head = '', body = '', signature = ''] = parts
  const header = objectIn(head, 'header')
  checkHeader(header)
  const claims = objectIn(body, 'claims')
  // Also a token of the algorithm `none`, as it is usually written.
  if (signature === '') throw malformed('it has no signature')
  if (!isCanonical(signature)) throw malformed('its signature is not written in base64url')
  return {
    alg: header.alg as string,
    kid: header.kid as string | undefined,
    iss: text(claims, 'iss'),
    aud: audiences(claims),
    exp: moment(claims, 'exp'),
    iat: moment(claims, 'iat'),
    nbf: Object.hasOwn(claims, 'nbf') ? moment(claims, 'nbf') : undefined,
    jti: Object.hasOwn(claims, 'jti') ? text(claims, 'jti') : undefined,
    claims,
  }
}

function objectIn(part: string, what: 'header' | 'claims'): Record<string, unknown> {
  const where = what === 'header' ? 'its header' : 'the part with its claims'
  if (!isCanonical(part)) throw malformed(`${where} is not written in base64url`)
  let json: string
  let value: unknown
  try {
    json = UTF8.decode(Buffer.from(part, 'base64url'))
    value = parseJson(json)
  } catch {
    throw malformed(`${where} is not JSON`)
  }
  if (!isObject(value)) {
    throw malformed(`${where} is not a JSON object`)
  }
  const twice = repeatedMember(json)
  if (twice !== undefined) throw malformed(`${where} has the member ${quoted(twice)} twice`)
  return value
}

function checkHeader(header: Record<string, unknown>): void {
  const never = Object.keys(NEVER).find((name) => Object.hasOwn(header, name))
  if (never !== undefined) {
    const why = NEVER[never] ?? ''
    throw new TokenRefused('header', `The token ${why} (header '${never}'); such tokens are never taken.`)
  }
  const { alg, kid, typ } = header
  if (typeof alg !== 'string') {
    throw new TokenRefused('header', `The token's header has no 'alg' that is a string (${quoted(alg)}).`)
  }
  if (kid !== undefined && (typeof kid !== 'string' || kid.length > LONGEST_NAME)) {
    throw new TokenRefused(
      'header',
      `The token's 'kid' must be a string of at most ${LONGEST_NAME} characters.`,
    )
  }
  if (typ === undefined) return
  const type = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : undefined
  if (type === undefined || !TYPES.includes(type)) {
    throw new TokenRefused(
      'header',
      `The token is of the type ${quoted(typ)}; only JWT and at+jwt are taken.`,
    )
  }
}

/**
 * Whether a part has no other spelling: without padding, white space, letters of plain base64, or unused bits set. So
 * no token can be changed in its text and stay the same token.
 */
function isCanonical(part: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(part) && Buffer.from(part, 'base64url').toString('base64url') === part
}

function text(claims: Record<string, unknown>, name: string): string {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME) return value
  throw badClaim(name, `a string of 1 to ${LONGEST_NAME} characters`, value)
}

function audiences(claims: Record<string, unknown>): readonly string[] {
  const value = Object.hasOwn(claims, 'aud') ? claims.aud : undefined
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const fits = list.length > 0 && list.length <= MOST_AUDIENCES
  if (fits && list.every((one) => typeof one === 'string')) return list
  throw badClaim('aud', `a string, or a list of at most ${MOST_AUDIENCES} strings`, value)
}

function moment(claims: Record<string, unknown>, name: string): number {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined
  if (typeof value === 'number' && value >= 0 && value <= LAST_SECOND) return value
  throw badClaim(name, 'a time in seconds since 1970', value)
}

function badClaim(name: string, allowed: string, value: unknown): TokenRefused {
  return new TokenRefused('claims', `The token's '${name}' must be ${allowed}; it is ${quoted(value)}.`)
}

function malformed(why: string): TokenRefused {
  return new TokenRefused('malformed', `This is not a token that can be read: ${why}.`)
}
