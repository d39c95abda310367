/**
 * Verifies an export without the store: every row against its leaf, all leaves against the signed checkpoint, and the
 * same leaves against older checkpoints. Reads once, keeps a few hashes, whatever the size.
 */
import { openCheckpoint, type OpenCheckpoint } from './checkpoint.ts'
import { unpackCosignature } from './cosignature.ts'
import { readLine, type ExportHeader, type ExportRow } from './export.ts'
import type { Verifier } from './keys.ts'
import { sameHash } from './proof.ts'
import { append, leafHash, rootOf, type Frontier, type Hash } from './tree.ts'

export interface VerifyOptions {
  /** The log's public keys: one of them has to have signed the last checkpoint. */
  keys: readonly Verifier[]
  /** Each of these has to have cosigned a checkpoint that the export agrees with. */
  witnesses: readonly Verifier[]
  /** A checkpoint that somebody kept earlier: the export has to continue it. */
  since?: OpenCheckpoint
}

/** One thing that is wrong. */
export interface Finding {
  /** 1-based; absent where it is about the whole. */
  line?: number
  /** The leaf's index and the store's number of the event, where the line says so. */
  index?: number
  sequence?: number
  message: string
}

export interface Cosigned {
  witness: Verifier
  /** How many leaves they saw. */
  size: number
  /** When, in seconds since 1970, by their clock. */
  seconds: number
}

export interface ExportReport {
  /** In the order in which they were found; the first one about a row is the first wrong row. Bounded. */
  findings: readonly Finding[]
  /** How many more there are. */
  more: number
  origin: string
  from: number
  rows: number
  firstSequence?: number
  lastSequence?: number
  /** The last line, when a known key signed it. */
  checkpoint?: OpenCheckpoint
  /** The newest of each required witness. */
  cosigned: readonly Cosigned[]
}

const MOST_FINDINGS = 20

/** @param lines as `linesOf` gives them */
export async function verifyExport(
  lines: AsyncIterable<readonly (string | null)[]>,
  options: VerifyOptions,
): Promise<ExportReport> {
  const reading = createReading(options)
  for await (const some of lines) for (const line of some) reading.line(line)
  return reading.end()
}

/** A checkpoint to compare with when the tree has its size. */
interface Milestone {
  checkpoint: OpenCheckpoint
  /** For people. */
  what: string
  agrees?: boolean
}

function createReading({ keys, witnesses, since }: VerifyOptions) {
  const findings: Finding[] = []
  let more = 0
  let number = 0
  let header: ExportHeader | undefined
  let frontier: Frontier | undefined
  /** Once rows are missing or out of order there is no tree to compare with anything. */
  let whole = true
  let next = 0
  let rows = 0
  let first: ExportRow | undefined
  let last: ExportRow | undefined
  let final: { note: string } | undefined
  let milestones: Milestone[] = []

  const find = (message: string, row?: ExportRow) => {
    if (findings.length === MOST_FINDINGS) more++
    else
      findings.push({
        line: number,
        ...(row === undefined ? {} : { index: row.index, sequence: row.sequence }),
        message,
      })
  }
  const findOverall = (message: string) => findings.push({ message })

  function begin(line: string | null): void {
    const read = line === null ? undefined : readLine(line)
    if (read === undefined || !('header' in read)) {
      find('is not the header of a log export (log-export/1)')
      whole = false
      header = { origin: '', from: 0, peaks: [], cosigned: [] }
      return
    }
    header = read.header
    frontier = read.frontier
    next = header.from
    milestones = milestonesOf(header)
    passMilestones()
  }

  function milestonesOf({ origin, cosigned }: ExportHeader): Milestone[] {
    const found: Milestone[] = []
    for (const note of cosigned) {
      const checkpoint = openCheckpoint(note, [...keys, ...witnesses])
      if ('refused' in checkpoint)
        find(`has a cosigned checkpoint that cannot be believed: ${checkpoint.refused}`)
      else found.push({ checkpoint, what: `a cosigned checkpoint of ${count(checkpoint.size)}` })
    }
    if (since !== undefined) {
      found.push({ checkpoint: since, what: `the earlier checkpoint of ${count(since.size)}` })
      if (since.origin !== origin) findOverall(`the earlier checkpoint is of another log, ${since.origin}`)
    }
    return found
  }

  /** Compares the tree as it stands with every checkpoint of its size. */
  function passMilestones(): void {
    if (!whole || frontier === undefined) return
    let root: Hash | undefined
    for (const milestone of milestones) {
      if (milestone.checkpoint.size !== frontier.size) continue
      root ??= rootOf(frontier)
      milestone.agrees = sameHash(root, milestone.checkpoint.root)
    }
  }

  function row(row: ExportRow, entry: string): void {
    rows++
    first ??= row
    if (row.index !== next) {
      find(place(row.index, next), row)
      whole = false
    } else if (last !== undefined && row.sequence <= last.sequence) {
      find(`has the sequence ${row.sequence} after ${last.sequence}; sequences grow`, row)
      whole = false
    }
    if (!sameHash(leafHash(entry), row.leaf))
      find('does not fit its leaf: it was changed after it was kept', row)
    // From the stated leaves: so a root that fits says that only the rows found are wrong.
    if (whole && frontier !== undefined) append(frontier, row.leaf)
    next = row.index + 1
    last = row
    passMilestones()
  }

  function lineAfterHeader(line: string | null): void {
    if (final !== undefined) return find('comes after the checkpoint, which is the last line')
    const read = line === null ? undefined : readLine(line)
    if (read === undefined || 'header' in read) {
      find(`is not a row as an export has it; leaf ${next} was to come`)
      whole = false
      next++
    } else if ('row' in read) row(read.row, read.entry)
    else final = { note: read.checkpoint }
  }

  function conclude(): OpenCheckpoint | undefined {
    if (header === undefined) {
      findOverall('the file is empty')
      return undefined
    }
    if (final === undefined) {
      findOverall(`the export breaks off after ${count(rows)}: its last line, the checkpoint, is missing`)
      return undefined
    }
    const checkpoint = openCheckpoint(final.note, [...keys, ...witnesses])
    if ('refused' in checkpoint) {
      findOverall(`the checkpoint cannot be believed: ${checkpoint.refused}`)
      return undefined
    }
    if (checkpoint.origin !== header.origin)
      findOverall(`the checkpoint is of another log, ${checkpoint.origin}`)
    if (next < checkpoint.size) findOverall(`${missing(next, checkpoint.size)} at the end`)
    if (next > checkpoint.size)
      findOverall(`there are rows beyond the ${count(checkpoint.size)} of the checkpoint`)
    const milestone: Milestone = { checkpoint, what: `the signed checkpoint of ${count(checkpoint.size)}` }
    milestones.push(milestone)
    passMilestones()
    return checkpoint
  }

  function judgeMilestones(): void {
    for (const { checkpoint, what, agrees } of milestones) {
      if (agrees !== false) continue
      const range = between(agreedBelow(checkpoint.size), checkpoint.size)
      findOverall(`the leaves are not those of ${what}: the first difference is ${range}`)
    }
    if (since === undefined || !whole) return
    if (since.size < (header?.from ?? 0)) {
      findOverall(
        `the export begins at leaf ${header?.from}, so the checkpoint of ${since.size} cannot be compared`,
      )
    } else if (since.size > next) {
      findOverall(
        `the earlier checkpoint has ${count(since.size)}, the export ${next}: what came later was removed`,
      )
    }
  }

  /** The largest checkpoint that agrees, of those smaller than one that does not. */
  function agreedBelow(size: number): number {
    const sizes = milestones.flatMap(({ agrees, checkpoint }) => (agrees === true ? [checkpoint.size] : []))
    return Math.max(0, ...sizes.filter((other) => other < size))
  }

  function cosignedBy(witness: Verifier): Cosigned[] {
    const found = milestones.flatMap(({ checkpoint, agrees }) => {
      const by = checkpoint.opened.verified.find(({ verifier }) => verifier === witness)
      const seconds = by === undefined ? undefined : unpackCosignature(by.bytes)?.seconds
      return agrees !== true || seconds === undefined ? [] : [{ witness, size: checkpoint.size, seconds }]
    })
    const newest = found.sort((a, b) => b.size - a.size)[0]
    if (newest !== undefined) return [newest]
    findOverall(
      `${witness.name} (key ${witness.id}) cosigned none of the checkpoints that the export agrees with`,
    )
    return []
  }

  return {
    line(line: string | null): void {
      number++
      if (header === undefined) begin(line)
      else lineAfterHeader(line)
    },
    end(): ExportReport {
      const checkpoint = conclude()
      judgeMilestones()
      return {
        cosigned: witnesses.flatMap(cosignedBy),
        findings,
        more,
        origin: header?.origin ?? '',
        from: header?.from ?? 0,
        rows,
        ...(first === undefined ? {} : { firstSequence: first.sequence }),
        ...(last === undefined ? {} : { lastSequence: last.sequence }),
        ...(checkpoint === undefined ? {} : { checkpoint }),
      }
    },
  }
}

function place(index: number, expected: number): string {
  if (index > expected) return `${missing(expected, index)} before it`
  return `is leaf ${index} where leaf ${expected} was to come: out of order, or twice`
}

function missing(from: number, to: number): string {
  return to - from === 1
    ? `leaf ${from} is missing`
    : `leaves ${from} to ${to - 1} are missing (${to - from})`
}

function between(from: number, to: number): string {
  return to - from === 1 ? `leaf ${from}` : `among the leaves ${from} to ${to - 1}`
}

function count(entries: number): string {
  return entries === 1 ? '1 entry' : `${entries} entries`
}
