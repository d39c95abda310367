/**
 * `artifact: auto`: what the job built, found in what it left in the working directory and in what the runner knows.
 *
 * A digest is always that of bytes that are here, or was said by the tool that made an image, or by the runner. A name
 * may come out of a file; it can only name the file it came from.
 */
import { explain } from '../errors.ts'
import { readArtifactsList } from '../sources/artifacts/artifacts-list.ts'
import { ORIGINS, type Candidate, type Origin } from '../sources/artifacts/candidate.ts'
import { readNpmPackage } from '../sources/artifacts/npm.ts'
import { fileArtifact } from '../sources/artifacts/purls.ts'
import { checkedSums } from './checksums.ts'
import type { Deps } from './deps.ts'
import type { Place } from './place.ts'

export interface Found {
  candidates: Candidate[]
  /** What was looked at and not taken, and why: a sentence each. */
  notes: string[]
}

type Needs = Pick<Deps, 'digestFile'> & Partial<Pick<Deps, 'env'>>

/** More unpacked bytes than any package has that is worth its name; a bomb ends here. */
const MOST_UNPACKED = 512 * 1024 * 1024
const MOST_LIST_BYTES = 1024 * 1024

/**
 * Everything that the job may have built, the surest first; one digest is there once.
 * @throws TurnpikeError USAGE for a checksum that does not fit, and for a list of the runner's that cannot be read
 */
export async function findArtifacts(place: Place, deps: Needs): Promise<Found> {
  const notes: string[] = []
  const { files, cut } = place.list()
  if (cut)
    notes.push('The working directory holds more files than are looked at; name the artifact yourself.')
  const found = [
    ...fromRunner(place, deps, notes),
    ...(await fromPackages(files, place, deps, notes)),
    ...(await checkedSums(files, place, deps, notes)),
  ]
  found.sort((a, b) => ORIGINS.indexOf(a.origin) - ORIGINS.indexOf(b.origin))
  const known = new Map<string, Candidate>()
  for (const each of found) if (!known.has(each.artifact.digest)) known.set(each.artifact.digest, each)
  return { candidates: [...known.values()], notes }
}

function fromRunner(place: Place, { env = {} }: Needs, notes: string[]): Candidate[] {
  const path = env.GITHUB_ARTIFACTS_LIST?.trim() ?? ''
  if (path === '') return []
  const text = place.outside(path, MOST_LIST_BYTES)
  if (text === undefined) notes.push('The file that GITHUB_ARTIFACTS_LIST names cannot be read.')
  return text === undefined ? [] : readArtifactsList(text)
}

interface Kind {
  origin: Origin
  fits(file: string): boolean
  read(file: string, digest: string, place: Place): Promise<Candidate['artifact']>
}

const KINDS: readonly Kind[] = [
  {
    origin: 'npm package',
    fits: (file) => file.endsWith('.tgz'),
    read: (file, digest, place) => readNpmPackage(place.unzipped(file), digest, MOST_UNPACKED),
  },
]

async function fromPackages(
  files: readonly string[],
  place: Place,
  deps: Needs,
  notes: string[],
): Promise<Candidate[]> {
  const found: Candidate[] = []
  for (const file of files) {
    const kind = KINDS.find(({ fits }) => fits(file))
    if (kind === undefined) continue
    const digest = await deps.digestFile(place.path(file))
    try {
      found.push({ artifact: await kind.read(file, digest, place), origin: kind.origin, where: file })
    } catch (error) {
      notes.push(`${file} is no ${kind.origin}: it ${explain(error)}.`)
    }
  }
  return found
}
