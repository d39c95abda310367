/** What a person writes for an artifact → its digest and name. */
import { basename } from 'node:path'
import type { ArtifactRef } from '../cdevents/event.ts'
import { artifactRef } from '../cdevents/purl.ts'
import { explain, TurnpikeError, type Problem } from '../errors.ts'
import { fileArtifact, imageArtifact } from '../sources/artifacts/purls.ts'
import type { Deps } from './deps.ts'
import type { Finding } from './auto-artifacts.ts'

const IMAGE = /^(?<repository>[a-z0-9][\w.:/-]*)@(?<digest>sha256:[0-9a-f]{64})$/i
/** Values that are looked up in files, by code that is loaded only for them. */
const LOOKED_UP = /^(?:checksums|image|oci):/u

type Needs = Pick<Deps, 'digestFile'> & Partial<Pick<Deps, 'env'>>

/**
 * Each value is a package URL with a digest, `sha256:<hex>`, an image by digest (`ghcr.io/acme/shop@sha256:…`), the path
 * of a file, whose digest is computed, or of an OCI layout (`./layout`, `oci:layout`); `checksums:<file>` for all that a
 * checksums file lists; `image:<file>` or the JSON itself for what a build tool says of its image; or `auto` for what the
 * job built. A JSON text may come line by line, as inputs are cut.
 * @param finding where to look, whether several may be meant, and who is told what was found; for a gate the default
 * @throws TurnpikeError USAGE naming every value that is none of these
 */
export async function resolveArtifacts(
  values: readonly string[],
  deps: Needs,
  finding: Finding = {},
): Promise<ArtifactRef[]> {
  const problems: Problem[] = []
  const found: ArtifactRef[] = []
  for (const { index, value } of withWholeJson(values)) {
    try {
      for (const artifact of await resolveArtifact(value, deps, finding))
        if (!found.some(({ digest }) => digest === artifact.digest)) found.push(artifact)
    } catch (error) {
      const reason = explain(error)
      const message = reason.startsWith('artifact ') ? reason : `artifact ${shown(value)} ${reason}`
      problems.push({ path: `/artifact/${index}`, message })
    }
  }
  if (problems.length > 0) {
    throw new TurnpikeError('USAGE', problems.map(({ message }) => message).join('\n'), { problems })
  }
  return found
}

async function resolveArtifact(value: string, deps: Needs, finding: Finding): Promise<ArtifactRef[]> {
  // A word of ours and a JSON text are never taken for a file: it would be for whoever names the files to decide.
  if (value === 'auto' || isJson(value)) return await lookedUp(value, deps, finding)
  const named = namedArtifact(value)
  if (named === undefined && !LOOKED_UP.test(value)) return await fileOrLayout(value, deps, finding)
  if (await isFile(value, deps)) {
    throw new TurnpikeError(
      'USAGE',
      'is the name of a file here, and of another artifact too; give the file as ./<name>, or another name',
    )
  }
  return named === undefined ? await lookedUp(value, deps, finding) : [named]
}

async function lookedUp(value: string, deps: Needs, finding: Finding): Promise<ArtifactRef[]> {
  const { lookUp } = await import('./auto-artifacts.ts')
  return await lookUp(value, deps, finding)
}

async function fileOrLayout(path: string, deps: Needs, finding: Finding): Promise<ArtifactRef[]> {
  let digest: string
  try {
    digest = await deps.digestFile(path)
  } catch (cause) {
    const { findLayout } = await import('./auto-artifacts.ts')
    const layout = await findLayout(path, deps, finding)
    if (layout !== undefined) return layout
    throw new TurnpikeError(
      'USAGE',
      'is neither a package URL with a digest, nor sha256:<64 hex digits>, nor an image by digest, nor a file here',
      isMissing(cause) ? {} : { cause },
    )
  }
  return [fileArtifact(basename(path), digest)]
}

/** That there is none was said already; why one that is there cannot be read was not. */
function isMissing(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && (cause as NodeJS.ErrnoException).code === 'ENOENT'
}

function namedArtifact(value: string): ArtifactRef | undefined {
  if (/^(pkg:|sha256(:|%3A))/i.test(value)) return artifactRef(value)
  const image = IMAGE.exec(value)?.groups as { repository: string; digest: string } | undefined
  return image === undefined ? undefined : imageArtifact(image.repository, image.digest.toLowerCase())
}

/**
 * Whoever chooses the name of a file that a build makes (`shop@sha256:…`) must not choose what its tests are evidence
 * for.
 */
async function isFile(value: string, deps: Needs): Promise<boolean> {
  try {
    await deps.digestFile(value)
    return true
  } catch {
    return false
  }
}

function isJson(value: string): boolean {
  return value.startsWith('{') || value.startsWith('[')
}

/** Inputs are cut into lines, and a tool's JSON is written over many: they are put together again. */
function withWholeJson(values: readonly string[]): { index: number; value: string }[] {
  const whole: { index: number; value: string }[] = []
  for (let index = 0; index < values.length; index++) {
    const start = index
    let value = values[index] ?? ''
    if (isJson(value)) {
      let open = openBrackets(value)
      for (; open > 0 && index + 1 < values.length; open += openBrackets(values[index] ?? ''))
        value += `\n${values[++index] ?? ''}`
    }
    whole.push({ index: start, value })
  }
  return whole
}

/** How many brackets of a line of JSON stay open. A JSON string never goes on in the next line. */
function openBrackets(line: string): number {
  let open = 0
  for (const [mark] of line.matchAll(/"(?:[^"\\]|\\.)*"?|[{}[\]]/gu))
    open += mark === '{' || mark === '[' ? 1 : mark === '}' || mark === ']' ? -1 : 0
  return open
}

/** What was given, short enough for a message. */
function shown(value: string): string {
  return JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value)
}
