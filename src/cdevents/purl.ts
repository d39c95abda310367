/**
 * Artifacts: named by package URL, identified by digest. Equal artifacts are told in many ways; here they are one.
 *
 * The parser is our own. The package for it (packageurl-js 2.0.1, against which ours is tested) adds a third to the
 * start of an emitting step (8 ms to 24, bundled), fails with a ReferenceError on Go versions such as `v1`, and writes
 * colons in qualifiers as `%3A`, which the specification (ECMA-427 §5.4) no longer does.
 */
import { TurnpikeError } from '../errors.ts'
import { digestOf } from './digest.ts'
import type { ArtifactRef } from './event.ts'

export { digestOf } from './digest.ts'

const LONGEST = 4096
const TYPE = /^[a-z][a-z0-9.+-]*$/u
const QUALIFIER = /^[a-z][a-z0-9._-]*$/u

/** Types whose names, namespaces or versions do not depend on case (purl type definitions). */
const LOWER_NAME = new Set(
  'alpm apk bitbucket bitnami composer deb github gitlab hex npm oci pub pypi'.split(' '),
)
const LOWER_NAMESPACE = new Set(
  'alpm apk bitbucket composer deb github gitlab hex npm pypi qpkg rpm'.split(' '),
)
const LOWER_VERSION = new Set(['huggingface', 'luarocks'])

/**
 * The canonical text of a package URL: type and, where its type says so, name in lower case, qualifiers in order,
 * percent-encoding as the specification writes it (`@sha256:…`, never `@sha256%3A…`), digests in lower case.
 * @throws TurnpikeError USAGE when the text is no package URL
 */
export function normalisePurl(text: string): string {
  const trimmed = text.trim()
  try {
    return canonical(trimmed)
  } catch (cause) {
    const why = cause instanceof URIError ? 'its percent-encoding is broken' : (cause as Error).message
    const message = `not a package URL (${why}): "${shortened(trimmed)}"; write pkg:<type>/<name>@<version>`
    throw new TurnpikeError('USAGE', message, { cause })
  }
}

function canonical(text: string): string {
  if (text.length > LONGEST) throw new Error(`longer than ${LONGEST} characters`)
  const scheme = /^pkg:\/*/iu.exec(text)
  if (scheme === null) throw new Error('it does not start with pkg:')
  const [beforeSubpath, subpath] = cutLast(text.slice(scheme[0].length), '#')
  const [beforeQualifiers, qualifiers] = cutLast(beforeSubpath, '?')

  const slash = beforeQualifiers.indexOf('/')
  const type = beforeQualifiers.slice(0, Math.max(slash, 0)).toLowerCase()
  if (!TYPE.test(type)) throw new Error('it has no type')
  const path = beforeQualifiers.slice(slash + 1).replace(/^\/+|\/+$/gu, '')
  const [beforeVersion, rawVersion] = cutVersion(path)
  const version = decodePart(rawVersion)
  const segments = beforeVersion
    .split('/')
    .map(decodePart)
    .filter((segment) => segment !== '')
  const name = segments.pop() ?? ''
  if (name === '') throw new Error('it has no name')

  const namespace = LOWER_NAMESPACE.has(type) ? segments.map(lower) : segments
  const parts = [...namespace, properName(type, name)].map(encode)
  return [
    `pkg:${type}/${parts.join('/')}`,
    version === '' ? '' : `@${encode(properVersion(type, version))}`,
    canonicalQualifiers(qualifiers),
    canonicalSubpath(subpath),
  ].join('')
}

function decodePart(text: string): string {
  return decodeURIComponent(text).trim()
}

/** An `@` right behind a slash is a scope that somebody forgot to encode, not a version. */
function cutVersion(path: string): [string, string] {
  const at = path.lastIndexOf('@')
  return at <= 0 || path[at - 1] === '/' ? [path, ''] : [path.slice(0, at), path.slice(at + 1)]
}

function properName(type: string, name: string): string {
  const cased = LOWER_NAME.has(type) ? lower(name) : name
  if (type === 'pypi') return cased.replaceAll('_', '-')
  return type === 'pub' ? cased.replaceAll('-', '_') : cased
}

function properVersion(type: string, version: string): string {
  return LOWER_VERSION.has(type) || /^sha256:/iu.test(version) ? lower(version) : version
}

function canonicalQualifiers(text: string): string {
  const pairs = new Map<string, string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const [rawKey, rawValue] = cutFirst(pair, '=')
    const key = lower(rawKey)
    if (!QUALIFIER.test(key)) throw new Error(`"${shortened(rawKey)}" is not the name of a qualifier`)
    const value = decodePart(rawValue)
    if (value === '') continue
    if (pairs.has(key)) throw new Error(`the qualifier ${key} is there twice`)
    pairs.set(key, key === 'checksum' ? lower(value) : value)
  }
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1))
  return sorted.length === 0 ? '' : `?${sorted.map(([key, value]) => `${key}=${encode(value)}`).join('&')}`
}

function canonicalSubpath(text: string): string {
  const segments = text.split('/').map(decodeURIComponent)
  const kept = segments.filter((segment) => segment.trim() !== '' && segment !== '.' && segment !== '..')
  return kept.length === 0 ? '' : `#${kept.map(encode).join('/')}`
}

/** Everything but letters, digits, `.-_~` and the colon is percent-encoded. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replaceAll('%3A', ':')
    .replace(/[!'()*]/gu, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

function lower(text: string): string {
  return text.toLowerCase()
}

function cutLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function cutFirst(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/**
 * An artifact from what a person wrote: a purl with a digest, or a bare digest.
 * @throws TurnpikeError USAGE when there is no digest: a tag or a version can be moved, a gate cannot rest on it
 */
export function artifactRef(text: string): ArtifactRef {
  const trimmed = text.trim()
  const digest = digestOf(trimmed)
  const purl = /^pkg:/iu.test(trimmed) ? normalisePurl(trimmed) : undefined
  if (digest !== undefined) return purl === undefined ? { digest } : { digest, purl }
  throw new TurnpikeError(
    'USAGE',
    `artifact "${shortened(trimmed)}" names no SHA-256 digest; give sha256:<64 hex>, pkg:oci/<name>@sha256:<64 hex> or pkg:<type>/<name>?checksum=sha256:<64 hex>`,
  )
}

/** One and the same artifact? By digest; names do not matter. */
export function sameArtifact(a: ArtifactRef | string, b: ArtifactRef | string): boolean {
  const digest = digestOf(typeof a === 'string' ? a : a.digest)
  return digest !== undefined && digest === digestOf(typeof b === 'string' ? b : b.digest)
}
