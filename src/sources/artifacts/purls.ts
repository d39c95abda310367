/**
 * Package URLs of what a build made, as the type definitions of the purl specification (ECMA-427) say them. Every one of
 * them carries the digest of the bytes: in the version of an image, in `checksum` for everything else. Pure.
 */
import { digestsIn } from '../../cdevents/digest.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { normalisePurl } from '../../cdevents/purl.ts'

/** Longest name or version that is taken from inside a file: npm's own bound for names is 214. */
const LONGEST = 256

interface Parts {
  type: string
  /** Segments, not encoded. */
  namespace?: readonly string[]
  name: string
  version?: string
  qualifiers?: Readonly<Record<string, string | undefined>>
}

/**
 * The artifact with these bytes and this name. Where the name does not fit into a package URL, or names another digest,
 * the digest alone says what it is.
 * @param digest `sha256:<hex>`, computed from the bytes
 */
function withPurl(digest: string, parts: Parts): ArtifactRef {
  const purl = purlOf(parts)
  if (purl === undefined) return { digest }
  const [only, other] = digestsIn(purl)
  return only === digest && other === undefined ? { digest, purl } : { digest }
}

/** `@scope/name` → `pkg:npm/%40scope/name@version?checksum=…`. npm: the scope is the namespace, with its `@`. */
export function npmArtifact(name: string, version: string, digest: string): ArtifactRef {
  const slash = name.startsWith('@') ? name.indexOf('/') : -1
  const namespace = slash === -1 ? [] : [name.slice(0, slash)]
  const checksum = { checksum: digest }
  return withPurl(digest, {
    type: 'npm',
    namespace,
    name: name.slice(slash + 1),
    version,
    qualifiers: checksum,
  })
}

/**
 * pypi: no namespace; the name in lower case with dashes. Runs of `-`, `_` and `.` are one dash, as PEP 503 says it.
 * `file_name` tells the wheels and the source distribution of one version apart.
 */
export function pypiArtifact(name: string, version: string, fileName: string, digest: string): ArtifactRef {
  return withPurl(digest, {
    type: 'pypi',
    name: normalisedPypiName(name),
    version,
    qualifiers: { checksum: digest, file_name: fileName },
  })
}

/** PEP 503, "Normalized Names". */
function normalisedPypiName(name: string): string {
  return name.replace(/[-_.]+/gu, '-').toLowerCase()
}

export interface MavenName {
  group: string
  artifact: string
  version: string
  classifier?: string
  /** `jar`, `war`… */
  type: string
}

/** maven: the groupId is the namespace, in one piece and with its case. */
export function mavenArtifact(name: MavenName, digest: string): ArtifactRef {
  return withPurl(digest, {
    type: 'maven',
    namespace: [name.group],
    name: name.artifact,
    version: name.version,
    qualifiers: { checksum: digest, classifier: name.classifier, type: name.type },
  })
}

/**
 * oci: the name is the last segment of the repository, in lower case; registry and path go to `repository_url`, without a
 * tag; the version is the digest.
 * @param repository `ghcr.io/acme/shop`, with or without a tag
 */
export function imageArtifact(repository: string, digest: string, tag?: string): ArtifactRef {
  const untagged = repository.replace(/:[\w.-]+$/u, (end) => (repository.includes('/') ? '' : end))
  const name = untagged.split('/').at(-1) ?? untagged
  return withPurl(digest, {
    type: 'oci',
    name: name.toLowerCase(),
    version: digest,
    qualifiers: { repository_url: untagged.toLowerCase(), tag },
  })
}

/** golang: namespace and name in lower case; the module's path is cut at its last slash. */
export function goArtifact(module: string, version: string, digest: string): ArtifactRef {
  const segments = module.toLowerCase().split('/')
  const name = segments.pop() ?? ''
  return withPurl(digest, {
    type: 'golang',
    namespace: segments,
    name,
    ...(version === '' || version === '(devel)' ? {} : { version }),
    qualifiers: { checksum: digest },
  })
}

/** A file that is nothing else: by its own name. A name with a digest in it would make a package URL of two. */
export function fileArtifact(fileName: string, digest: string): ArtifactRef {
  if (/sha-?256/iu.test(fileName)) return { digest }
  return withPurl(digest, { type: 'generic', name: fileName, qualifiers: { checksum: digest } })
}

function purlOf({ type, namespace = [], name, version, qualifiers = {} }: Parts): string | undefined {
  const texts = [...namespace, name, version ?? '']
  if (name === '' || texts.some((text) => text.length > LONGEST || UNFIT.test(text))) return undefined
  const path = [...namespace, name].map(encode).join('/')
  const query = Object.entries(qualifiers).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${encode(value)}`],
  )
  try {
    return normalisePurl(
      `pkg:${type}/${path}${version === undefined ? '' : `@${encode(version)}`}?${query.join('&')}`,
    )
  } catch {
    return undefined
  }
}

/** Control characters and marks that turn the direction of writing belong in no name; nor do half characters. */
const UNFIT = /[\p{Cc}\p{Cs}\u061C\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u

function encode(text: string): string {
  return encodeURIComponent(text)
}
