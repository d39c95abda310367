/** Artifacts: named by package URL, identified by digest. Equal artifacts are told in many ways; here they are one. */
import { PackageURL } from 'packageurl-js'
import { TurnpikeError } from '../errors.ts'
import { digestOf } from './digest.ts'
import type { ArtifactRef } from './event.ts'

export { digestOf } from './digest.ts'

/**
 * The canonical text of a package URL: type and, where its type says so, name in lower case, qualifiers in order,
 * percent-encoding as the specification writes it (`@sha256:…`, never `@sha256%3A…`), digests in lower case.
 * @throws TurnpikeError USAGE when the text is no package URL
 */
export function normalisePurl(text: string): string {
  const trimmed = text.trim()
  try {
    const purl = PackageURL.fromString(trimmed)
    if (purl.version !== undefined && /^sha256:/iu.test(purl.version))
      purl.version = purl.version.toLowerCase()
    const checksum = purl.qualifiers?.checksum
    if (purl.qualifiers && checksum !== undefined) purl.qualifiers.checksum = checksum.toLowerCase()
    return purl.toString()
  } catch (cause) {
    const shown = trimmed.length > 200 ? `${trimmed.slice(0, 200)}…` : trimmed
    throw new TurnpikeError('USAGE', `not a package URL: "${shown}"; write pkg:<type>/<name>@<version>`, {
      cause,
    })
  }
}

/**
 * An artifact from what a person wrote: a purl with a digest, or a bare digest.
 * @throws TurnpikeError USAGE when there is no digest: a tag or a version can be moved, a gate cannot rest on it
 */
export function artifactRef(text: string): ArtifactRef {
  const digest = digestOf(text)
  const trimmed = text.trim()
  const purl = /^pkg:/iu.test(trimmed) ? normalisePurl(trimmed) : undefined
  if (digest !== undefined) return purl === undefined ? { digest } : { digest, purl }
  const shown = trimmed.length > 200 ? `${trimmed.slice(0, 200)}…` : trimmed
  throw new TurnpikeError(
    'USAGE',
    `artifact "${shown}" names no digest; give sha256:<64 hex>, pkg:oci/<name>@sha256:<64 hex> or pkg:<type>/<name>?checksum=sha256:<64 hex>`,
  )
}

/** One and the same artifact? By digest; names do not matter. */
export function sameArtifact(a: ArtifactRef | string, b: ArtifactRef | string): boolean {
  const digest = typeof a === 'string' ? digestOf(a) : a.digest.toLowerCase()
  return digest !== undefined && digest === (typeof b === 'string' ? digestOf(b) : b.digest.toLowerCase())
}
