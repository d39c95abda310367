/** Events in memory, asked as a store is asked: for `policy test`, where a case is a handful of events. */
import { admit } from '../store/admit.ts'
import { boundKey } from '../store/keys.ts'
import type { EventQuery, EventStore, Page, Principal, Signature, StoredEvent } from '../store/store.ts'
import { typeIs } from './paths.ts'

export interface Shelf extends Pick<EventStore, 'query' | 'position'> {
  /** Keeps an event as the store would; the order of the calls is the order of the store. */
  put(value: unknown, producer: Principal, receivedAt: string, signature?: Signature): StoredEvent
}

export function createShelf(organisation = 'default'): Shelf {
  const kept: { stored: StoredEvent; keys: ReadonlySet<string> }[] = []
  const firsts = new Map<string, StoredEvent>()
  return {
    put(value, producer, receivedAt, signature) {
      const { keys, ...incoming } = admit(value)
      const identity = JSON.stringify([producer.kind, producer.id, incoming.source, incoming.id])
      const known = firsts.get(identity)
      if (known?.digest === incoming.digest) return known
      const valid = incoming.event !== undefined && incoming.problems.length === 0
      const stored: StoredEvent = {
        ...incoming,
        sequence: kept.length + 1,
        organisation,
        receivedAt,
        producer,
        status: known !== undefined ? 'conflict' : valid ? 'accepted' : 'quarantined',
        logIndex: kept.length,
        ...(signature === undefined ? {} : { signature }),
      }
      if (known === undefined) firsts.set(identity, stored)
      kept.push({ stored, keys: new Set(keys.map(boundKey)) })
      return stored
    },
    position: async () => kept.length,
    query: async (query) => {
      const found = kept
        .filter(({ stored, keys }) => matches(stored, keys, query))
        .map(({ stored }) => stored)
      if (query.order !== 'asc') found.reverse()
      const events = found.slice(0, query.limit ?? 100)
      return events.length < found.length
        ? ({ events, next: events.at(-1)!.sequence } satisfies Page)
        : { events }
    },
  }
}

function matches(stored: StoredEvent, keys: ReadonlySet<string>, query: EventQuery): boolean {
  const { status = 'accepted', types, source } = query
  return (
    stored.organisation === query.organisation &&
    stored.sequence > (query.after ?? 0) &&
    stored.sequence < (query.before ?? Infinity) &&
    stored.sequence <= (query.upTo ?? Infinity) &&
    (status === 'any' || stored.status === status) &&
    (source === undefined || stored.source === source) &&
    (types === undefined || types.some((type) => typeIs(stored.type, type))) &&
    (query.keys ?? []).every((key) => keys.has(boundKey(key))) &&
    (query.receivedSince === undefined || stored.receivedAt >= query.receivedSince) &&
    (query.receivedBefore === undefined || stored.receivedAt < query.receivedBefore)
  )
}
