/** Keeping events inside one write transaction. */
import type { DatabaseSync } from 'node:sqlite'
import { TurnpikeError } from '../errors.ts'
import type { Arrival } from './followers.ts'
import type { Writer } from './group-commit.ts'
import { boundKey } from './keys.ts'
import {
  instant,
  packDigest,
  packId,
  packProblems,
  packSignature,
  packText,
  STATUS,
  unpackProblems,
  type Packed,
} from './sqlite-codec.ts'
import { ANY_TYPE, facetOf, isOwnKey } from './sqlite-posting.ts'
import { createConditions } from './sqlite-unless.ts'
import type { Leaves } from './sqlite-leaf.ts'
import { createCheckpointWriter } from './sqlite-log.ts'
import type { Producer, Terms } from './sqlite-terms.ts'
import type { Incoming, Receipt } from './store.ts'

interface State {
  next_term: number
  newest_received: number
  last_mark: number
  backstep: number
}

/** What the events of one call have in common. */
interface Call {
  /** The organisation's name. */
  name: string
  organisation: number
  producer: Producer
  received: number
  receivedAt: string
}

/** Marks this far apart (ms) bound what a query by time reads in vain, and are one small row each. */
const MARK_EVERY = 1_000

/** Writes inside a transaction that somebody else begins and ends. */
export function createWriter(db: DatabaseSync, terms: Terms, leaves: Leaves): Writer {
  const sql = {
    state: db.prepare('select * from state'),
    last: db.prepare('select max(sequence) as n from event'),
    setState: db.prepare('update state set next_term = ?, newest_received = ?, last_mark = ?, backstep = ?'),
    mark: db.prepare('insert into mark (received, sequence) values (?, ?)'),
    insert: db.prepare(
      `insert into event (sequence, organisation, leaf, status, source, type, author, producer, received, time, id,
       digest, subject, problems, signature, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict do nothing`,
    ),
    first: db.prepare(
      `select sequence, received, status, digest, problems from event
       where organisation = ? and id = ? and source = ? and author = ? and status < 2`,
    ),
    conflict: db.prepare(
      `select sequence, received from event
       where organisation = ? and id = ? and source = ? and author = ? and digest = ? and status >= 2`,
    ),
    post: db.prepare('insert into posting (term, facet, sequence) values (?, ?, ?) on conflict do nothing'),
  }
  const keepCheckpoint = createCheckpointWriter(db, terms)
  const isOvertaken = createConditions(db, terms)
  let state: State
  let sequence = 0
  let arrivals: Arrival[] = []
  let postings: [term: number, facet: number, sequence: number][] = []

  function receive(receivedAt: string): number {
    const received = Date.parse(receivedAt)
    if (!Number.isFinite(received)) {
      throw new TurnpikeError('USAGE', `receivedAt is not an RFC 3339 time: ${JSON.stringify(receivedAt)}`)
    }
    if (received < state.newest_received) {
      state.backstep = Math.max(state.backstep, state.newest_received - received)
      return received
    }
    state.newest_received = received
    if (received >= state.last_mark + MARK_EVERY) {
      sql.mark.run(received, sequence + 1)
      state.last_mark = received
    }
    return received
  }

  function insert(
    status: number,
    incoming: Incoming,
    at: Call & { source: number; id: Packed; digest: Packed },
  ): boolean {
    const type = terms.make.type(incoming.type)
    const time = Date.parse(incoming.timestamp)
    const { changes } = sql.insert.run(
      sequence + 1,
      at.organisation,
      leaves.next(at.organisation),
      status,
      at.source,
      type,
      at.producer.author,
      at.producer.id,
      at.received,
      Number.isNaN(time) ? null : time,
      at.id,
      at.digest,
      packText(incoming.subject),
      packProblems(incoming.problems),
      packSignature(incoming.signature),
      packText(incoming.body),
    )
    if (Number(changes) === 0) return false
    sequence++
    leaves.add(at.organisation, {
      sequence,
      receivedAt: at.receivedAt,
      producer: at.producer.json,
      status,
      body: incoming.body,
      material: incoming.signature?.material,
    })
    const facet = facetOf(status, type)
    postings.push([at.organisation, facetOf(status, ANY_TYPE), sequence])
    postings.push([at.organisation, facet, sequence])
    postings.push([at.source, facet, sequence])
    for (const key of incoming.keys) {
      const bounded = boundKey(key)
      if (isOwnKey(bounded, incoming.id)) continue
      postings.push([terms.make.key(at.organisation, bounded), facet, sequence])
    }
    return true
  }

  function keepOne(incoming: Incoming, call: Call) {
    const { organisation, producer } = call
    const source = terms.make.source(organisation, incoming.source)
    const id = packId(incoming.id)
    const digest = packDigest(incoming.digest)
    const at = { ...call, source, id, digest }
    const valid = incoming.problems.length === 0
    const receipt = (rest: Pick<Receipt, 'status' | 'sequence'> & Partial<Receipt>): Receipt => ({
      source: incoming.source,
      id: incoming.id,
      type: incoming.type,
      digest: incoming.digest,
      receivedAt: call.receivedAt,
      valid,
      problems: incoming.problems,
      ...rest,
    })

    if (insert(valid ? STATUS.accepted : STATUS.quarantined, incoming, at)) {
      if (valid) arrivals.push({ organisation: call.name, keys: incoming.keys.map(boundKey) })
      return receipt({ status: valid ? 'accepted' : 'quarantined', sequence })
    }

    const first = sql.first.get(organisation, id, source, producer.author)
    if (first === undefined)
      throw new TurnpikeError('STORE_FAILED', 'an event is neither new nor there already')
    if (same(first['digest'], digest)) {
      const problems = unpackProblems(first['problems'])
      return receipt({
        status: 'duplicate',
        sequence: first['sequence'] as number,
        receivedAt: instant(first['received']),
        valid: problems.length === 0,
        problems,
      })
    }

    const problem = {
      path: '/context/id',
      message: `the same source and id are there already with other content, as sequence ${String(first['sequence'])}`,
    }
    const problems = [...incoming.problems, problem]
    if (insert(valid ? STATUS.conflict : STATUS.invalidConflict, { ...incoming, problems }, at)) {
      return receipt({ status: 'conflict', sequence, problems })
    }
    const again = sql.conflict.get(organisation, id, source, producer.author, digest) ?? {}
    return receipt({
      status: 'conflict',
      sequence: again['sequence'] as number,
      receivedAt: instant(again['received']),
      problems,
    })
  }

  /** Indexes what was kept. In index order, a group of events touches each page of the index once. */
  function post(): void {
    postings.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
    for (const posting of postings) sql.post.run(...posting)
    postings = []
  }

  return {
    begin() {
      db.exec('begin immediate')
      state = sql.state.get() as unknown as State
      sequence = Number(sql.last.get()?.['n'] ?? 0)
      terms.begin(state.next_term)
      leaves.begin()
      arrivals = []
      postings = []
    },
    keep(append) {
      if (append.events.length === 0) return []
      const received = receive(append.receivedAt)
      const call = {
        name: append.organisation,
        organisation: terms.make.organisation(append.organisation),
        producer: terms.make.producer(append.producer),
        received,
        receivedAt: instant(received),
      }
      return append.events.map((incoming) => keepOne(incoming, call))
    },
    isOvertaken(organisation, unless) {
      // What came earlier in this transaction counts too.
      post()
      return isOvertaken(organisation, unless)
    },
    keepCheckpoint,
    commit() {
      post()
      sql.setState.run(terms.nextTerm(), state.newest_received, state.last_mark, state.backstep)
      leaves.end()
      db.exec('commit')
      return arrivals
    },
    rollback() {
      terms.forget()
      if (db.isTransaction) db.exec('rollback')
    },
  }
}

function same(stored: unknown, packed: Packed): boolean {
  if (typeof stored === 'string' || typeof packed === 'string') return stored === packed
  return Buffer.compare(stored as Uint8Array, packed) === 0
}
