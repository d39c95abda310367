/**
 * Writing the log: each kept row becomes a leaf in the transaction that keeps it, so the tree covers what was
 * acknowledged and nothing else, and no answer waits for a sequencer.
 *
 * An organisation's `head` row holds how far its tree has come: the size and the peaks (the roots of its complete
 * subtrees, at most 53 of 32 bytes), which is all that appending needs. It is read and written under the write lock,
 * never remembered from one transaction to the next: several processes on one file hold each other up by that lock
 * alone, and always append to the same tree.
 *
 * With several servers over one PostgreSQL the head row is the lock. The transaction inserts its events, then takes
 * `select size, peaks from head where organisation = $1 for update`, numbers its leaves from there, inserts them, writes
 * the head, and commits. Whoever comes second waits for that row and then reads what the first one committed, so the
 * order of the leaves is the order of the commits: no gaps, no forks, and a server that dies in between leaves nothing.
 * Organisations do not wait for each other, and one that spans several takes their heads in the order of their numbers.
 * The row is held for one group's inserts and one flush to disk. Group commit puts whatever came meanwhile into the next
 * transaction, at most 500 events, so a server waits for one transaction of each other server at the most: with eight
 * servers and 10 ms each, under 100 ms, far below the second that the log may add. Sequences come from a counter in the
 * head's own transaction for the same reason: a plain PostgreSQL sequence shows a later number before an earlier one.
 */
import type { DatabaseSync } from 'node:sqlite'
import { entryOf } from '../log/entry.ts'
import { append, emptyFrontier, leafHash, packFrontier, unpackFrontier, type Frontier } from '../log/tree.ts'
import { statusOf } from './sqlite-codec.ts'

/** Of the subtrees, those of these levels' multiples are kept; the others are made of at most 128 kept hashes. */
export const KEPT_LEVELS = 8

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
