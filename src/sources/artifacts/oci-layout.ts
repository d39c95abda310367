/** OCI image layouts (image-spec, "OCI Image Layout Specification"): a folder, or the same in a tar archive. Pure. */
import { createHash } from 'node:crypto'
import type { ArtifactRef } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { unreadable } from './candidate.ts'
import { imageArtifact } from './purls.ts'
import { readTar } from './tar.ts'

/** More than any layout has images. */
const MOST_IMAGES = 64
/** A real manifest has some kilobytes; all blobs up to this size are kept until the index says which they are. */
const MOST_MANIFEST = 256 * 1024
const BLOB = /^blobs\/sha256\/[0-9a-f]{64}$/u

/** An image that a layout's index names. Its digest is a claim until the bytes of its blob were hashed. */
export interface LayoutImage {
  artifact: ArtifactRef
  /** Where its manifest lies: `blobs/sha256/<hex>`. */
  blob: string
}

/**
 * The images of a layout's `index.json`: what is pushed is each of the manifests (or indexes) it names, not itself.
 * @throws TurnpikeError INVALID_REPORT
 */
export function readLayoutIndex(marker: string, index: string): LayoutImage[] {
  const version = objectIn(marker, 'oci-layout').imageLayoutVersion
  if (version !== '1.0.0') throw unreadable('has an oci-layout of another version than 1.0.0')
  const { manifests } = objectIn(index, 'index.json')
  if (!Array.isArray(manifests) || manifests.length === 0)
    throw unreadable('has an index.json without manifests')
  if (manifests.length > MOST_IMAGES)
    throw unreadable(`names ${manifests.length} images; at most ${MOST_IMAGES} are read`)
  const images = new Map<string, LayoutImage>()
  for (const each of manifests as unknown[]) {
    const { digest, annotations }: Record<string, unknown> = isObject(each) ? each : {}
    if (typeof digest !== 'string' || !/^sha256:[0-9a-f]{64}$/u.test(digest))
      throw unreadable('has an index.json with a manifest that is not named by SHA-256')
    const name = nameIn(isObject(annotations) ? annotations : {})
    const artifact = name === undefined ? { digest } : imageArtifact(name, digest)
    if (images.get(digest)?.artifact.purl === undefined)
      images.set(digest, { artifact, blob: `blobs/sha256/${digest.slice('sha256:'.length)}` })
  }
  return [...images.values()]
}

/**
 * A layout in a tar archive, as `docker buildx build --output type=oci` and `skopeo copy … oci-archive:` write it. Every
 * image's manifest is hashed.
 * @throws TurnpikeError INVALID_REPORT
 */
export async function readLayoutArchive(
  pieces: AsyncIterable<Uint8Array>,
  most: number,
): Promise<ArtifactRef[]> {
  const wanted = (name: string, size: number) =>
    name === 'oci-layout' || name === 'index.json' || (BLOB.test(name) && size <= MOST_MANIFEST)
  const entries = await readTar(pieces, wanted, most)
  const text = (name: string) => {
    const bytes = entries.get(name)
    if (bytes === undefined) throw unreadable(`holds no ${name}`)
    return new TextDecoder().decode(bytes)
  }
  return readLayoutIndex(text('oci-layout'), text('index.json')).map(({ artifact, blob }) => {
    const bytes = entries.get(blob)
    if (bytes === undefined) throw unreadable(`holds no ${blob}`)
    mustBe(artifact.digest, `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
    return artifact
  })
}

/** @throws TurnpikeError INVALID_REPORT when a manifest has other bytes than the index says */
export function mustBe(claimed: string, computed: string): void {
  if (claimed !== computed) throw unreadable(`names a manifest ${claimed} whose bytes are ${computed}`)
}

/**
 * buildx and containerd write the whole reference apart; `ref.name` is a whole reference or only a tag, which names
 * nothing.
 */
function nameIn(annotations: Readonly<Record<string, unknown>>): string | undefined {
  const names = [annotations['io.containerd.image.name'], annotations['org.opencontainers.image.ref.name']]
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => name.replace(/@sha256:[0-9a-f]{64}$/u, ''))
    .find((name) => name.length <= 500 && /^[a-z0-9][\w.-]*(?::\d+)?(?:[/:][\w.:/-]+)$/iu.test(name))
}

function objectIn(text: string, what: string): Record<string, unknown> {
  try {
    const value = parseJson(text)
    if (isObject(value)) return value
  } catch (cause) {
    throw unreadable(`has an ${what} that is not JSON`, cause)
  }
  throw unreadable(`has an ${what} that is not an object`)
}
