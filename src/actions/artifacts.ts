/** What a person writes for an artifact → its digest and name. */
import { basename } from 'node:path'
import type { ArtifactRef } from '../cdevents/event.ts'
import { artifactRef } from '../cdevents/purl.ts'
import { explain, TurnpikeError, type Problem } from '../errors.ts'
import type { Deps } from './deps.ts'

const IMAGE = /^(?<repository>[a-z0-9][\w.:/-]*)@(?<digest>sha256:[0-9a-f]{64})$/i

/**
 * Each value is a package URL with a digest, `sha256:<hex>`, an image by digest (`ghcr.io/acme/shop@sha256:…`), or the
 * path of a file, whose digest is computed.
 * @throws TurnpikeError USAGE naming every value that is none of these
 */
export async function resolveArtifacts(
  values: readonly string[],
  deps: Pick<Deps, 'digestFile'>,
): Promise<ArtifactRef[]> {
  const problems: Problem[] = []
  const found: ArtifactRef[] = []
  for (const [index, value] of values.entries()) {
    try {
      const artifact = await resolveArtifact(value, deps)
      if (!found.some(({ digest }) => digest === artifact.digest)) found.push(artifact)
    } catch (error) {
      const reason = explain(error)
      const message = reason.startsWith('artifact ') ? reason : `artifact ${JSON.stringify(value)} ${reason}`
      problems.push({ path: `/artifact/${index}`, message })
    }
  }
  if (problems.length > 0) {
    throw new TurnpikeError('USAGE', problems.map(({ message }) => message).join('\n'), { problems })
  }
  return found
}

async function resolveArtifact(value: string, deps: Pick<Deps, 'digestFile'>): Promise<ArtifactRef> {
  const named = namedArtifact(value)
  if (named === undefined) return fileArtifact(value, await digestFileOr(value, deps))
  if (await isFile(value, deps)) {
    throw new TurnpikeError(
      'USAGE',
      'is the name of a file here, and of another artifact too; give the file as ./<name>, or another name',
    )
  }
  return named
}

function namedArtifact(value: string): ArtifactRef | undefined {
  if (/^(pkg:|sha256(:|%3A))/i.test(value)) return artifactRef(value)
  const image = IMAGE.exec(value)?.groups as { repository: string; digest: string } | undefined
  return image === undefined ? undefined : artifactRef(imagePurl(image.repository, image.digest))
}

/**
 * Whoever chooses the name of a file that a build makes (`shop@sha256:…`) must not choose what its tests are evidence
 * for.
 */
async function isFile(value: string, deps: Pick<Deps, 'digestFile'>): Promise<boolean> {
  try {
    await deps.digestFile(value)
    return true
  } catch {
    return false
  }
}

/** purl-spec, type oci: the name is the last segment, the registry and path go to `repository_url`, without a tag. */
function imagePurl(repository: string, digest: string): string {
  const untagged = repository.replace(/:[\w.-]+$/, (tag) => (repository.includes('/') ? '' : tag))
  const name = untagged.split('/').at(-1) ?? untagged
  return `pkg:oci/${encodeURIComponent(name.toLowerCase())}@${digest.toLowerCase()}?repository_url=${encodeURIComponent(untagged.toLowerCase())}`
}

/** A name that has a digest in it would make a package URL of two: then the digest alone says which artifact it is. */
function fileArtifact(path: string, digest: string): ArtifactRef {
  const name = basename(path)
  if (/sha-?256/i.test(name)) return { digest }
  return artifactRef(`pkg:generic/${encodeURIComponent(name)}?checksum=${digest}`)
}

async function digestFileOr(path: string, deps: Pick<Deps, 'digestFile'>): Promise<string> {
  try {
    return await deps.digestFile(path)
  } catch (error) {
    throw new TurnpikeError(
      'USAGE',
      'is neither a package URL with a digest, nor sha256:<64 hex digits>, nor an image by digest, nor a file here',
      { cause: error },
    )
  }
}
