/**
 * `artifact: auto`: what the job built, found in what it left in the working directory and in what the runner knows.
 *
 * A digest is always that of bytes that are here, or was said by the tool that made an image, or by the runner. A name
 * may come out of a file; it can only name the file it came from. What is checked in was not built: a package, a digest
 * file or a checksums file that somebody commits finds nothing.
 */
import { posix } from 'node:path'
import { explain, TurnpikeError } from '../errors.ts'
import { readArtifactsList } from '../sources/artifacts/artifacts-list.ts'
import { ORIGINS, type Candidate } from '../sources/artifacts/candidate.ts'
import { fileArtifact } from '../sources/artifacts/purls.ts'
import { fitsPattern } from '../sources/project/path-pattern.ts'
import type { ProjectArtifact } from '../sources/project/project.ts'
import { checkedSums } from './checksums.ts'
import type { Deps } from './deps.ts'
import { KINDS, type Kind, type Look } from './package-kinds.ts'
import type { Listing, Place } from './place.ts'

export interface Found {
  /** The surest first; one digest is there once. */
  candidates: Candidate[]
  /** What was looked at and not taken, and why: a sentence each. */
  notes: string[]
  /** Not everything was looked at, so there may be more. */
  cut: boolean
}

type Needs = Pick<Deps, 'digestFile'> & Partial<Pick<Deps, 'env'>>

const MOST_LIST_BYTES = 1024 * 1024
/** Files that look like a package and are read for it. */
const MOST_READ = 500

/**
 * Everything that the job may have built.
 * @param expected what `turnpike.yaml` says the artifact is; its path is one more place to look at
 * @throws TurnpikeError USAGE for a checksum that does not fit, and for a list of the runner's that cannot be read
 */
export async function findArtifacts(place: Place, deps: Needs, expected?: ProjectArtifact): Promise<Found> {
  const listing = place.list()
  const notes: string[] = []
  const look: Look = { place, digest: (file) => deps.digestFile(place.path(file)) }
  const { candidates, cut } = await fromFiles(listing, look, notes)
  const built = listing.files.filter((file) => !listing.checkedIn(file))
  const found = [
    ...(await fromProject(expected, built, look, notes)),
    ...fromRunner(place, deps, notes),
    ...candidates,
    ...(await checkedSums(built, place, deps, notes)),
  ]
  if (cut || listing.cut)
    notes.push('There are more files here than are looked at; if something is missing, name it yourself.')
  found.sort((a, b) => ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin))
  const known = new Map<string, Candidate>()
  for (const each of found) {
    const before = known.get(each.artifact.digest)
    if (before === undefined) known.set(each.artifact.digest, each)
    // A digest file says no name, and what comes later may.
    else if (before.artifact.purl === undefined && each.artifact.purl !== undefined)
      known.set(each.artifact.digest, { ...before, artifact: each.artifact })
  }
  return { candidates: [...known.values()], notes, cut: cut || listing.cut }
}

/** The files at the path that `turnpike.yaml` gives, by the name inside where their kind is known. */
async function fromProject(
  expected: ProjectArtifact | undefined,
  built: readonly string[],
  look: Look,
  notes: string[],
): Promise<Candidate[]> {
  if (expected === undefined || !('path' in expected)) return []
  const { path } = expected
  const found: Candidate[] = []
  for (const where of built.filter((file) => fitsPattern(file, path)).slice(0, MOST_READ)) {
    const kind = KINDS.find(({ fits }) => fits(where))
    const named = kind === undefined ? undefined : await artifactsIn(where, kind, look, notes)
    const artifacts =
      named === undefined || named.length === 0
        ? [fileArtifact(posix.basename(where), await look.digest(where))]
        : named
    for (const artifact of artifacts) found.push({ artifact, origin: 'turnpike.yaml', where })
  }
  if (found.length === 0) notes.push(`turnpike.yaml names ${path}, and no file built here is that.`)
  return found
}

function fromRunner(place: Place, { env = {} }: Needs, notes: string[]): Candidate[] {
  const path = env.GITHUB_ARTIFACTS_LIST?.trim() ?? ''
  if (path === '') return []
  const text = place.outside(path, MOST_LIST_BYTES)
  if (text === undefined) notes.push('The file that GITHUB_ARTIFACTS_LIST names cannot be read.')
  return text === undefined ? [] : readArtifactsList(text)
}

async function fromFiles(
  { files, checkedIn }: Listing,
  look: Look,
  notes: string[],
): Promise<{ candidates: Candidate[]; cut: boolean }> {
  const candidates: Candidate[] = []
  let read = 0
  for (const where of files) {
    const kind = KINDS.find(({ fits }) => fits(where))
    if (kind === undefined || checkedIn(where)) continue
    if (read >= MOST_READ) return { candidates, cut: true }
    const artifacts = await artifactsIn(where, kind, look, notes)
    if (artifacts === undefined) continue
    read++
    for (const artifact of artifacts) candidates.push({ artifact, origin: kind.origin, where })
  }
  return { candidates, cut: false }
}

/** Undefined for what only looked like one from outside. */
async function artifactsIn(where: string, kind: Kind, look: Look, notes: string[]) {
  try {
    return await kind.read(where, look)
  } catch (error) {
    // Whatever a stranger's file is, it is no reason to stop; that it was gone past is said.
    const why = error instanceof TurnpikeError && error.code === 'INVALID_REPORT' ? 'it ' : ''
    notes.push(`${where} is no ${kind.origin}: ${why}${explain(error)}.`)
    return []
  }
}
