/** Reading the log: hashes of any complete subtree, rows as the tree commits to them, kept checkpoints. */
import type { DatabaseSync } from 'node:sqlite'
import { TurnpikeError } from '../errors.ts'
import { EMPTY_ROOT, nodeHash, rootOf, unpackFrontier, type Hash, type Place } from '../log/tree.ts'
import { instant, packText, statusOf, unpackSignature, unpackText } from './sqlite-codec.ts'
import { KEPT_LEVELS } from './sqlite-leaf.ts'
import { checkLimit } from './sqlite-plan.ts'
import { PAGE_CHARACTERS } from './sqlite-query.ts'
import type { Terms } from './sqlite-terms.ts'
import type { KeptCheckpoint, LogRow } from './store.ts'

/** Places of one call at most: a proof in a tree of 2^53 leaves needs about a hundred. */
const MAX_PLACES = 1_000

export interface LogReader {
  head(organisation: string): { size: number; root: Hash }
  hashes(organisation: string, places: readonly Place[]): Hash[]
  rows(organisation: string, from: number, limit: number): LogRow[]
  kept(organisation: string): KeptCheckpoint[]
  counts(organisation: string): { accepted: number; quarantined: number; conflict: number }
}

/** The log of every organisation, as readers see it. Throws USAGE and TOO_LARGE for what is out of bounds. */
export function createLogReader(db: DatabaseSync, terms: Terms): LogReader {
  const sql = {
    head: db.prepare('select size, peaks from head where organisation = ?'),
    counts: db.prepare('select accepted, quarantined, conflict from head where organisation = ?'),
    leaves: db.prepare('select hash from leaf where organisation = ? and idx >= ? and idx < ? order by idx'),
    subtrees: db.prepare(
      'select hash from subtree where organisation = ? and level = ? and idx >= ? and idx < ? order by idx',
    ),
    rows: db.prepare(`
      select l.idx, e.sequence, e.received, e.producer, e.status, e.signature, e.body
      from leaf l cross join event e on e.sequence = l.sequence
      where l.organisation = ? and l.idx >= ? order by l.idx limit ?`),
    kept: db.prepare('select witness, size, note from checkpoint where organisation = ? order by witness'),
  }

  /** The root of one complete subtree, made of the nearest kept hashes below it. */
  function subtree(organisation: number, { level, index }: Place): Hash {
    const above = level % KEPT_LEVELS
    const width = 2 ** above
    const from = index * width
    const rows =
      level < KEPT_LEVELS
        ? sql.leaves.all(organisation, from, from + width)
        : sql.subtrees.all(organisation, level - above, from, from + width)
    if (rows.length !== width) {
      throw new TurnpikeError(
        'STORE_FAILED',
        `the log has lost hashes: ${rows.length} of ${width} below level ${level}, index ${index} are there`,
      )
    }
    let hashes = rows.map((row) => row['hash'] as Hash)
    while (hashes.length > 1) {
      const below = hashes
      hashes = Array.from({ length: below.length / 2 }, (_, at) =>
        nodeHash(below[2 * at] as Hash, below[2 * at + 1] as Hash),
      )
    }
    return hashes[0] as Hash
  }

  function sizeOf(organisation: number | undefined): number {
    const row = organisation === undefined ? undefined : sql.head.get(organisation)
    return (row?.['size'] as number | undefined) ?? 0
  }

  return {
    head(organisation) {
      const term = terms.find.organisation(organisation)
      const row = term === undefined ? undefined : sql.head.get(term)
      if (row === undefined) return { size: 0, root: Uint8Array.from(EMPTY_ROOT) }
      const size = row['size'] as number
      return { size, root: rootOf(unpackFrontier(size, row['peaks'] as Uint8Array)) }
    },
    hashes(organisation, places) {
      if (places.length > MAX_PLACES) {
        throw new TurnpikeError(
          'TOO_LARGE',
          `a call may ask for ${MAX_PLACES} hashes, this one asks for ${places.length}`,
        )
      }
      const term = terms.find.organisation(organisation)
      const size = sizeOf(term)
      for (const place of places) checkPlace(place, size)
      return term === undefined ? [] : places.map((place) => subtree(term, place))
    },
    rows(organisation, from, limit) {
      checkLimit(limit)
      checkIndex('from', from)
      const term = terms.find.organisation(organisation)
      if (term === undefined) return []
      const rows: LogRow[] = []
      let characters = 0
      for (const row of sql.rows.iterate(term, from, limit)) {
        const body = unpackText(row['body'])
        const material = unpackSignature(row['signature'])?.material
        characters += body.length + (material?.length ?? 0)
        if (rows.length > 0 && characters > PAGE_CHARACTERS) break
        rows.push({
          index: row['idx'] as number,
          sequence: row['sequence'] as number,
          receivedAt: instant(row['received']),
          producer: terms.find.producer(row['producer'] as number),
          status: statusOf(row['status'] as number),
          body,
          ...(material === undefined ? {} : { material }),
        })
      }
      return rows
    },
    kept(organisation) {
      const term = terms.find.organisation(organisation)
      if (term === undefined) return []
      return sql.kept.all(term).map((row) => ({
        witness: unpackText(row['witness']),
        size: row['size'] as number,
        note: unpackText(row['note']),
      }))
    },
    counts(organisation) {
      const term = terms.find.organisation(organisation)
      const row = term === undefined ? undefined : sql.counts.get(term)
      return { accepted: 0, quarantined: 0, conflict: 0, ...row }
    },
  }
}

/** Writes a checkpoint inside a write transaction; a larger one of the same witness stays. */
export function createCheckpointWriter(db: DatabaseSync, terms: Terms) {
  const sql = db.prepare(`
    insert into checkpoint (organisation, witness, size, note) values (?, ?, ?, ?)
    on conflict (organisation, witness) do update set size = excluded.size, note = excluded.note
    where excluded.size >= size`)
  return (organisation: string, { witness, size, note }: KeptCheckpoint): void => {
    checkIndex('size', size)
    sql.run(terms.make.organisation(organisation), packText(witness), size, packText(note))
  }
}

function checkPlace({ level, index }: Place, size: number): void {
  const whole = Number.isSafeInteger(level) && Number.isSafeInteger(index) && level >= 0 && index >= 0
  if (!whole || (index + 1) * 2 ** level > size) {
    throw new TurnpikeError(
      'USAGE',
      `no complete subtree at level ${level}, index ${index} in a log of ${size} leaves`,
    )
  }
}

function checkIndex(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new TurnpikeError('USAGE', `${name} is ${value}; it must be a whole number, 0 or more`)
  }
}
