/**
 * From schema 1 to 2: an event's identity is its author without the claims, each organisation has a log, and counts are
 * kept for each. Every row keeps its sequence and everything it says; in the order of their sequences they become leaves.
 *
 * All of it is one transaction, so a process that dies in the middle leaves a file of schema 1. For as long as it takes
 * the file needs room for its events a second time.
 */
import type { DatabaseSync } from 'node:sqlite'
import { hash } from 'node:crypto'
import { parseJson } from '../cdevents/parse.ts'
import { TurnpikeError } from '../errors.ts'
import { instant, packPrincipal, packText, unpackText } from './sqlite-codec.ts'
import { createLeaves } from './sqlite-leaf.ts'
import type { Principal } from './store.ts'

/**
 * Moves everything into the tables of schema 2. Inside a write transaction.
 *
 * @param tables creates those that schema 1 had otherwise or not at all
 * @throws TurnpikeError STORE_FAILED when there is a row that did not move; the caller rolls back
 */
export function migrateFrom1(db: DatabaseSync, tables: string): void {
  db.exec(`
    drop index event_first;
    drop index event_conflict;
    alter table event rename to event_1;
    alter table producer rename to producer_1;
    alter table state rename to state_1;
    ${tables}
    delete from state;
    insert into state select one, next_term, newest_received, last_mark, backstep from state_1;
  `)
  moveEvents(db, moveProducers(db))
  const left = db.prepare('select (select count(*) from event_1) - (select count(*) from event) as n').get()
  if (left?.['n'] !== 0) {
    throw new TurnpikeError('STORE_FAILED', `${String(left?.['n'])} events of schema 1 would be lost`)
  }
  db.exec('drop table event_1; drop table producer_1; drop table state_1')
}

interface Moved {
  author: number
  /** The principal as canonical JSON. */
  json: string
}

/** Schema 1 kept a principal as `[kind, id, claims]`. The numbers stay. */
function moveProducers(db: DatabaseSync): Map<number, Moved> {
  const sql = {
    author: db.prepare(
      `insert into author (kind, name) values (?, ?) on conflict do update set kind = kind returning id`,
    ),
    add: db.prepare('insert into producer (id, author, hash, json) values (?, ?, ?, ?)'),
  }
  const moved = new Map<number, Moved>()
  for (const row of db.prepare('select id, json from producer_1 order by id').all()) {
    const [kind, id, claims] = parseJson(row['json'] as string) as [
      Principal['kind'],
      string,
      Principal['claims']?,
    ]
    const json = packPrincipal({ kind, id, ...(claims && { claims }) })
    const author = sql.author.get(kind, packText(id))?.['id'] as number
    sql.add.run(row['id'] as number, author, hash('sha256', json, 'buffer'), json)
    moved.set(row['id'] as number, { author, json })
  }
  return moved
}

function moveEvents(db: DatabaseSync, producers: Map<number, Moved>): void {
  const rows = db.prepare(
    'select sequence, organisation, status, producer, received, body from event_1 order by sequence',
  )
  const move = db.prepare(`
    insert into event (sequence, organisation, leaf, status, source, type, author, producer, received, time, id, digest,
      subject, problems, signature, body)
    select sequence, organisation, ?2, status, source, type, ?3, producer, received, time, id, digest,
      subject, problems, null, body
    from event_1 where sequence = ?1 on conflict do nothing`)
  const leaves = createLeaves(db)
  leaves.begin()
  for (const row of rows.iterate()) {
    const { sequence, organisation, status, producer } = row as Record<string, number>
    const { author, json } = producers.get(producer as number) as Moved
    const leaf = leaves.next(organisation as number)
    // Two jobs of one author were two identities in schema 1, and both of their events were acknowledged. The later one
    // keeps an identity of its own, which nobody else will ever have.
    if (move.run(sequence as number, leaf, author).changes === 0)
      move.run(sequence as number, leaf, -(sequence as number))
    leaves.add(organisation as number, {
      sequence: sequence as number,
      receivedAt: instant(row['received']),
      producer: json,
      status: status as number,
      body: unpackText(row['body']),
      material: undefined,
    })
  }
  leaves.end()
}
