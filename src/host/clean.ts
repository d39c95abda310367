/** Environment values are strangers' text: bounded, one line, and checked before they become facts. */

export type Env = Readonly<Record<string, string | undefined>>

/** Longest text kept of any fact, in UTF-16 units. */
const MAX_TEXT = 1024

/** C0 and C1 controls, line separators, marks that turn the writing direction, and halves of broken characters. */
const UNSAFE = /[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\p{Cs}]+/gu

/** A value as one bounded line; `''` for everything that is not a string or a safe number. */
export function clean(value: unknown, max: number = MAX_TEXT): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : ''
  if (typeof value !== 'string') return ''
  // The cut comes first, so that a hostile 100 KB value costs no more than a long one.
  const line = value
    .slice(0, max * 2)
    .replace(UNSAFE, ' ')
    .trim()
    .slice(0, max)
  // A cut through a pair would leave half a character, which no URI can hold.
  return line.replace(/[\uD800-\uDBFF]$/, '')
}

/** A full commit hash in lower case (SHA-1 or SHA-256), or `''`. */
export function cleanCommit(value: unknown): string {
  const text = clean(value, 64).toLowerCase()
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) && !/^0+$/.test(text) ? text : ''
}

/** Decimal digits only, or `''`. */
export function cleanNumber(value: unknown): string {
  const text = clean(value, 20)
  return /^\d{1,19}$/.test(text) ? text : ''
}

/** An absolute http(s) URL without credentials, query, fragment or trailing slash, or `''`. */
export function cleanUrl(value: unknown): string {
  const text = clean(value, 2048)
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return ''
  const { origin, pathname } = new URL(text)
  const url = origin + strict(pathname.replace(/\/+$/, ''))
  // Letters of other scripts become six characters each, or more.
  return url.length <= 2048 ? url : ''
}

/** What follows the host of a URL, with everything escaped that RFC 3986 allows nowhere; browsers leave some of it. */
export function strict(rest: string): string {
  const [before = '', ...fragment] = rest.split('#')
  const whole = [before, ...(fragment.length === 0 ? [] : [fragment.join('%23')])].join('#')
  return whole
    .replace(/[^\w.~!$&'()*+,;=:@/?#%-]/g, (character) => encodeURIComponent(character))
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
}

/** A moment as RFC 3339 UTC without fractions that are zero; epoch seconds are understood; `undefined` when unreadable. */
export function cleanMoment(value: unknown): string | undefined {
  const time = typeof value === 'number' ? value * 1000 : Date.parse(clean(value, 40))
  // Before 2000 nothing was built by a forge; after 9999 RFC 3339 cannot say it.
  if (!(time >= 946_684_800_000 && time < 253_402_300_800_000)) return undefined
  return new Date(time).toISOString().replace('.000Z', 'Z')
}

/** A repository's path, `owner/name` or deeper, each part URL-safe; or `''`. */
export function cleanPath(value: unknown): string {
  const text = clean(value, 512)
  return /^[\w.-]+(?:\/[\w.-]+)+$/.test(text) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text) ? text : ''
}

/** What stands at a path inside parsed JSON, or `undefined`. Reads own properties only and never throws. */
export function at(value: unknown, ...path: string[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Record<string, unknown>)[key]
  }
  return current
}
