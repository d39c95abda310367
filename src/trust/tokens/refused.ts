/** Why a token was refused, in words for whoever sent it. */

export type TokenRefusedCode =
  /** Not a token of the compact form, or its parts are not what they must be. */
  | 'malformed'
  /** Its header asks for something that is never done. */
  | 'header'
  | 'algorithm'
  | 'issuer'
  | 'audience'
  /** Expired, not yet valid, too old, or made to live too long. */
  | 'time'
  /** A claim is missing, or is not what it must be. */
  | 'claims'
  /** The issuer has no such key, or the key does not fit. */
  | 'key'
  | 'signature'
  /** It was used before, and its issuer's tokens count once. */
  | 'replayed'
  /**
   * Nobody's fault here: the issuer's keys cannot be read now. Worth an answer that lets the sender try again (503 with
   * `Retry-After`), unlike all others (401).
   */
  | 'unreachable'

/** A token that is not taken. The message never holds the token, its signature, or a secret. */
export class TokenRefused extends Error {
  readonly code: TokenRefusedCode

  constructor(code: TokenRefusedCode, message: string) {
    super(message)
    this.name = 'TokenRefused'
    this.code = code
  }
}

/** A value from a token as it may be printed: quoted, escaped, cut. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') return escaped(value)
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  return Array.isArray(value) ? 'a list' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`
}

const SHOWN = 80
/** What could end a line, hide, or turn around what is around it. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu

function escaped(text: string): string {
  // Cut first: the text may be the whole token long. By code points, so that no half of a pair is left.
  const points = Array.from(text.slice(0, 2 * SHOWN))
  const cut = points.length > SHOWN || text.length > 2 * SHOWN
  const shown = JSON.stringify(points.slice(0, SHOWN).join(''))
  const safe = shown.replace(UNPRINTABLE, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`)
  return cut ? `${safe.slice(0, -1)}…"` : safe
}
