/**
 * How well each producer's events are made, folded from what was kept and what was refused. The fold goes on from where
 * it was, so a question costs what came since the last one, and never more than the window: of a longer history, and
 * after a longer pause, only the newest part is looked at, and the answer says so.
 */
import { setImmediate } from 'node:timers/promises'
import type { Problem } from '../errors.ts'
import type { EventStore, Principal, StoredEvent } from '../store/store.ts'
import { json } from './answer.ts'
import { countRefused, countStored, newRecord, type ProducerRecord } from './conformance-record.ts'
import type { Call } from './route.ts'

export interface Conformance {
  /** An event that its sender may not send. */
  refused: (producer: Principal, problems: readonly Problem[], at: string) => void
  report: () => Promise<Report>
}

export interface Report {
  /** Everything after `after`, up to and including `position`. */
  after: number
  position: number
  /** False when there are more producers than are kept count of. */
  complete: boolean
  /** Since when this process counts what is refused. */
  refusedSince: string
  records: ProducerRecord[]
}

export interface ConformanceOptions {
  store: EventStore
  organisation: string
  now: () => string
  /** Sequences that are looked at, at most. */
  window?: number
}

const WINDOW = 100_000
const PAGE = 100
const MOST_PRODUCERS = 2_000

export function createConformance({
  store,
  organisation,
  now,
  window = WINDOW,
}: ConformanceOptions): Conformance {
  const refusedSince = now()
  let records = new Map<string, ProducerRecord>()
  let after = 0
  let position = 0
  let complete = true
  let folding = Promise.resolve()

  const recordOf = (records: Map<string, ProducerRecord>, producer: Principal, at: string) => {
    const key = `${producer.kind} ${producer.id}`
    const known = records.get(key)
    if (known !== undefined) return known
    if (records.size >= MOST_PRODUCERS) {
      complete = false
      return undefined
    }
    const record = newRecord(producer, at)
    records.set(key, record)
    return record
  }

  const fold = async () => {
    const newest = await store.position(organisation)
    if (newest - position > window) {
      // What was refused is counted nowhere else.
      records = new Map([...records].flatMap(([key, record]) => withRefusals(key, record)))
      after = position = newest - window
    }
    for (;;) {
      const page = await store.query({
        organisation,
        status: 'any',
        after: position,
        order: 'asc',
        limit: PAGE,
      })
      for (const stored of page.events) apply(stored)
      if (page.next === undefined) return
      await setImmediate()
    }
  }

  const apply = (stored: StoredEvent) => {
    position = stored.sequence
    // The store's own voice is no producer.
    if (stored.producer.kind === 'store') return
    const record = recordOf(records, stored.producer, stored.receivedAt)
    if (record !== undefined) countStored(record, stored)
  }

  return {
    refused(producer, problems, at) {
      const record = recordOf(records, producer, at)
      if (record !== undefined) countRefused(record, problems, at)
    },
    async report() {
      folding = folding.catch(() => undefined).then(fold)
      await folding
      return { after, position, complete, refusedSince, records: [...records.values()] }
    },
  }
}

function withRefusals(
  key: string,
  { producer, refused, first, last }: ProducerRecord,
): [string, ProducerRecord][] {
  if (refused.count === 0) return []
  return [[key, { ...newRecord(producer, first), last, refused }]]
}

/** How much there is to mend: what is not kept or never evidence first, then what may be no use to a gate. */
function troubleOf(record: ProducerRecord): number {
  const { quarantined, conflict, refused, contradictory, unbound, late, ahead } = record
  const worse = quarantined.count + conflict.count + refused.count + contradictory.count
  return worse * 1_000_000 + unbound.count * 1_000 + late.count + ahead.count
}

/** `GET /v1/conformance`. */
export async function conformanceReport(conformance: Conformance, call: Call): Promise<Response> {
  const part = call.query.one('producer')
  const limit = call.query.integer('limit') ?? 100
  const { records, ...facts } = await conformance.report()
  const found = records
    .filter(({ producer }) => part === undefined || producer.id.includes(part))
    .sort((a, b) => troubleOf(b) - troubleOf(a) || (a.producer.id < b.producer.id ? -1 : 1))
  return json({ ...facts, total: found.length, producers: found.slice(0, limit).map(shown) })
}

function shown(record: ProducerRecord): unknown {
  const { types, problems, versions, sources, ...facts } = record
  return {
    ...facts,
    types: [...types]
      .map(([type, counts]) => ({ type, ...counts }))
      .sort((a, b) => b.quarantined - a.quarantined || b.unbound - a.unbound || (a.type < b.type ? -1 : 1)),
    problems: [...problems.values()].sort((a, b) => b.count - a.count),
    versions: Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1))),
    sources: [...sources].sort(),
  }
}
