/** Checksums files of the working directory: what they say, compared with the files that are there. */
import { posix } from 'node:path'
import { TurnpikeError } from '../errors.ts'
import type { Candidate } from '../sources/artifacts/candidate.ts'
import { isChecksumsName, readChecksums, type Checksum } from '../sources/artifacts/checksums.ts'
import { fileArtifact } from '../sources/artifacts/purls.ts'
import type { Deps } from './deps.ts'
import type { Place } from './place.ts'

type Needs = Pick<Deps, 'digestFile'>

const MOST_BYTES = 2 * 1024 * 1024
/** Most files of one checksums file whose bytes are read. */
const MOST_CHECKED = 1000

/**
 * Found without being asked for: only files that are here and are what their line says. A line for a file that is not
 * here is only somebody's word.
 * @throws TurnpikeError USAGE when a file here has other bytes than its line says
 */
export async function checkedSums(
  files: readonly string[],
  place: Place,
  deps: Needs,
  notes: string[],
): Promise<Candidate[]> {
  const found: Candidate[] = []
  const here = new Set(files)
  for (const where of files.filter((file) => isChecksumsName(posix.basename(file)))) {
    const text = place.text(where, MOST_BYTES)
    if (text === undefined || !/[0-9a-f]{64}/iu.test(text)) continue
    const lines = readChecksums(text, posix.basename(where))
    const present = lines.filter(({ file }) => here.has(beside(where, file) ?? ''))
    if (present.length < lines.length)
      notes.push(
        `${where} names ${lines.length - present.length} files that are not here; they are left out.`,
      )
    for (const line of present.slice(0, MOST_CHECKED)) found.push(await checked(line, where, place, deps))
  }
  return found
}

/**
 * Asked for by name (`checksums:SHA256SUMS`): every line counts; those whose file is here are compared.
 * @throws TurnpikeError USAGE when it cannot be read, or a file here has other bytes than its line says
 */
export async function namedSums(where: string, place: Place, deps: Needs): Promise<Candidate[]> {
  const text = place.outside(place.path(where), MOST_BYTES)
  if (text === undefined)
    throw new TurnpikeError(
      'USAGE',
      `names no checksums file here of at most ${MOST_BYTES / 1024 / 1024} MiB`,
    )
  const found: Candidate[] = []
  for (const line of readChecksums(text, posix.basename(where))) {
    const file = beside(where, line.file)
    if (file !== undefined && place.isFile(file)) found.push(await checked(line, where, place, deps))
    else found.push(candidateOf(line, where))
  }
  return found
}

async function checked(line: Checksum, where: string, place: Place, deps: Needs): Promise<Candidate> {
  const file = beside(where, line.file) ?? ''
  const digest = await deps.digestFile(place.path(file))
  if (digest === line.digest) return candidateOf(line, where)
  throw new TurnpikeError(
    'USAGE',
    `${where}, line ${line.line}: ${JSON.stringify(line.file)} has ${digest}, not ${line.digest}; the file was changed after its checksum was written, or the line is wrong`,
  )
}

function candidateOf({ file, digest }: Checksum, where: string): Candidate {
  return {
    artifact: fileArtifact(posix.basename(file.replaceAll('\\', '/')), digest),
    origin: 'checksums file',
    where,
  }
}

/** The file that a line is about; undefined when it would lie outside the working directory. */
function beside(where: string, file: string): string | undefined {
  if (posix.isAbsolute(file)) return undefined
  const path = posix.join(posix.dirname(where), file)
  return path === '..' || path.startsWith('../') ? undefined : path
}
