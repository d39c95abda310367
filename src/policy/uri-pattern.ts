/**
 * URIs that a grant allows, for sources of events and for people: one URI, one with `*` behind a boundary
 * (`https://github.com/acme/*`, `urn:user:*`), or `*` for any.
 *
 * What a `*` covers is compared as text, so the text must have one reading only: a URL that a reader could take for
 * another one (`..`, an encoded slash, a name and password before the host, a host in capitals) is never covered.
 */
import { quote } from './shape.ts'

/** Dots, slashes, backslashes and the percent sign itself, encoded: what a second decoding would turn into a path. */
const TRICKY = /%(2e|2f|5c|25)/iu
const URN = /^urn:[a-z0-9][a-z0-9-]{0,31}:/u

/** What is wrong with a pattern of a document; undefined when nothing is. */
export function uriPatternProblem(pattern: string): string | undefined {
  if (pattern === '*') return undefined
  const star = pattern.indexOf('*')
  const said = quote(pattern)
  if (star !== -1 && star !== pattern.length - 1)
    return `${said} has a * before its end; only the last character may be one`
  const start = star === -1 ? pattern : pattern.slice(0, -1)
  if (star !== -1 && /^urn:[a-z0-9-]+$/u.test(start)) return crosses(pattern, start, ':')
  if (/^urn:/iu.test(start)) {
    if (!URN.test(start) || hasOddCharacters(start)) return `${said} is not a URN such as urn:acme:builds`
    if (star !== -1 && !/[:/]$/u.test(start)) return crosses(pattern, start, ':')
    return undefined
  }
  if (!URL.canParse(start)) return `${said} is not an absolute URI such as https://github.com/acme/shop`
  const { protocol, host, pathname, search, hash } = new URL(start)
  if (host === '' && protocol !== 'mailto:') return `${said} names no host`
  if (!isPlain(start)) return `${said} has several spellings; write it as ${quote(plainOf(start))}`
  if (star === -1) return undefined
  if (pathname === '/' && search === '' && hash === '' && !start.endsWith('/'))
    return `${said} would also cover other hosts; write ${quote(`${start}/*`)}`
  if (!/[/?#]$/u.test(start)) return crosses(pattern, start, '/')
  return undefined
}

function crosses(pattern: string, start: string, boundary: string): string {
  return `${quote(pattern)} would also cover ${quote(`${start}-something-else`)}; write ${quote(`${start}${boundary}*`)} for what is below it, and ${quote(start)} for itself`
}

/** Does a pattern cover a URI that a stranger wrote? */
export function coversUri(pattern: string, uri: string): boolean {
  if (pattern === '*') return true
  if (!pattern.endsWith('*')) return pattern === uri
  const start = pattern.slice(0, -1)
  return uri.startsWith(start) && uri.length > start.length && isUnambiguous(uri)
}

/**
 * Is a source the same as one that a credential proves, or below it? Below starts with `/`, `#` or `?`.
 * @param base such as `https://github.com/acme/shop`
 */
export function isBelow(base: string, uri: string): boolean {
  if (uri === base) return true
  if (!uri.startsWith(base) || !isUnambiguous(uri)) return false
  return /[/#?]$/u.test(base) || /^[/#?]/u.test(uri.slice(base.length))
}

let latest = { uri: '', is: false }

/** The events of a request mostly have one source, so the latest answer is kept. */
function isUnambiguous(uri: string): boolean {
  if (latest.uri !== uri) latest = { uri, is: hasOneReading(uri) }
  return latest.is
}

function hasOneReading(uri: string): boolean {
  return /^urn:/iu.test(uri) ? URN.test(uri) && !hasOddCharacters(uri) && !hasDots(uri) : isPlain(uri)
}

/** A URL in the one spelling that the URL standard gives it. */
function isPlain(uri: string): boolean {
  if (uri.length > 2048 || hasOddCharacters(uri) || TRICKY.test(uri) || !URL.canParse(uri)) return false
  const url = new URL(uri)
  if (url.username !== '' || url.password !== '' || hasDots(uri)) return false
  return url.href === uri || (url.pathname === '/' && url.href === withSlash(uri))
}

/** `https://host` and `https://host/` are one; with a query behind it they are not written so. */
function withSlash(uri: string): string {
  return /[?#]/u.test(uri) ? uri : `${uri}/`
}

function plainOf(uri: string): string {
  const url = new URL(uri)
  url.username = url.password = ''
  return url.href
}

/** Space, control characters, backslash and everything beyond ASCII: some reader drops or changes them. */
function hasOddCharacters(uri: string): boolean {
  return !/^[\u0021-\u007e]*$/u.test(uri) || /[\\<>"^`{|}]/u.test(uri)
}

/** A segment of dots, wherever it is: also behind `?` and `#`, and in a URN, where nothing resolves it. */
function hasDots(uri: string): boolean {
  return /(^|[/:?#;])\.{1,2}($|[/?#;])/u.test(uri)
}
