/**
 * Writing the log: each kept row becomes a leaf in the transaction that keeps it, so the tree covers what was
 * acknowledged and nothing else, and no answer waits for a sequencer.
 *
 * An organisation's `head` row holds how far its tree has come: the size and the peaks (the roots of its complete
 * subtrees, at most 53 of 32 bytes), which is all that appending needs. It is read and written under the write lock,
 * never remembered from one transaction to the next: several processes on one file hold each other up by that lock
 * alone, and always append to the same tree.
 *
 * With several servers over one PostgreSQL the head row is the lock. A group's transaction first takes
 * `select size, peaks from head where organisation = $1 for update`, for several organisations in the order of their
 * numbers; then it inserts its events, numbers their leaves from `size`, writes the head, and commits. Whoever comes
 * second waits for the row and then reads what the first one committed: the order of the leaves is the order of the
 * commits, there are no gaps and no forks, and a server that dies in between leaves nothing. An event's sequence is then
 * its leaf's index plus one, under the same lock: numbers of a PostgreSQL sequence become visible out of order, and who
 * follows by them passes by what commits late. The row is held for the inserts of one group and one flush to disk, and
 * organisations do not wait for each other. Whatever arrives meanwhile goes into the server's next group, so an answer
 * waits for at most two groups of its own server and one of each other server that writes for the same organisation:
 * with eight servers and 20 ms a group of 500, a fifth of a second, where the log may take one.
 */
import type { DatabaseSync } from 'node:sqlite'
import { entryOf } from '../log/entry.ts'
import { append, emptyFrontier, leafHash, packFrontier, unpackFrontier, type Frontier } from '../log/tree.ts'
import { statusOf } from './sqlite-codec.ts'

/**
 * Subtrees of every fourth level are kept, the others are made of at most 8 kept hashes. Measured in a log of 100,000:
 * an inclusion proof takes 0.3 ms, with every eighth level 2.0 ms; the difference is 3 bytes an event.
 */
export const KEPT_LEVELS = 4

/** A row as the log hashes it. */
export interface Leaf {
  sequence: number
  /** As receipts say it. */
  receivedAt: string
  /** The principal as canonical JSON. */
  producer: string
  /** As in the column `status`. */
  status: number
  body: string
  material: string | undefined
}

export interface Leaves {
  /** A write transaction has begun. */
  begin(): void
  /** The index that the organisation's next leaf will have. */
  next(organisation: number): number
  add(organisation: number, leaf: Leaf): void
  /** Writes the heads; the transaction is about to commit. */
  end(): void
}

/** What an organisation's rows have come to. */
interface Head {
  frontier: Frontier
  accepted: number
  quarantined: number
  conflict: number
}

/** The log of every organisation, as the writer sees it. */
export function createLeaves(db: DatabaseSync): Leaves {
  const sql = {
    head: db.prepare('select size, peaks, accepted, quarantined, conflict from head where organisation = ?'),
    setHead: db.prepare(
      `insert or replace into head (organisation, size, peaks, accepted, quarantined, conflict)
       values (?, ?, ?, ?, ?, ?)`,
    ),
    leaf: db.prepare('insert into leaf (organisation, idx, sequence, hash) values (?, ?, ?, ?)'),
    subtree: db.prepare('insert into subtree (organisation, level, idx, hash) values (?, ?, ?, ?)'),
  }
  const heads = new Map<number, Head>()

  function headOf(organisation: number): Head {
    const known = heads.get(organisation)
    if (known !== undefined) return known
    const row = sql.head.get(organisation) as
      { size: number; peaks: Uint8Array; accepted: number; quarantined: number; conflict: number } | undefined
    const head =
      row === undefined
        ? { frontier: emptyFrontier(), accepted: 0, quarantined: 0, conflict: 0 }
        : { ...row, frontier: unpackFrontier(row.size, row.peaks) }
    heads.set(organisation, head)
    return head
  }

  return {
    begin: () => heads.clear(),
    next: (organisation) => headOf(organisation).frontier.size,
    add(organisation, { sequence, receivedAt, producer, status, body, material }) {
      const head = headOf(organisation)
      const shown = statusOf(status)
      const entry = entryOf({
        sequence,
        receivedAt,
        producer,
        status: shown,
        body,
        material,
      })
      const hash = leafHash(entry)
      sql.leaf.run(organisation, head.frontier.size, sequence, hash)
      append(head.frontier, hash, (level, index, subtree) => {
        if (level % KEPT_LEVELS === 0) sql.subtree.run(organisation, level, index, subtree)
      })
      head[shown]++
    },
    end() {
      for (const [organisation, { frontier, accepted, quarantined, conflict }] of heads) {
        sql.setHead.run(organisation, frontier.size, packFrontier(frontier), accepted, quarantined, conflict)
      }
    },
  }
}
