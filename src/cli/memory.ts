/**
 * Events from a file, asked as a store is asked: enough for one decision on any Node, without a database. The order of
 * the file is the store's order.
 */
import { unwrap } from '../cdevents/envelope.ts'
import { admit } from '../store/admit.ts'
import { boundKey } from '../store/keys.ts'
import type { EventQuery, EventStore, Page, Principal, StoredEvent } from '../store/store.ts'

export const ORGANISATION = 'default'

/** What stands on a line that says more than the event. */
interface Wrapped {
  event: unknown
  producer?: Principal
  receivedAt?: string
}

interface Kept {
  stored: StoredEvent
  keys: ReadonlySet<string>
}

const LOOPBACK: Principal = Object.freeze({ kind: 'loopback', id: 'loopback' })

export interface Memory extends Pick<EventStore, 'query' | 'position'> {
  /** In order. An event that was there before is left out; the same id with other content is kept as a conflict. */
  keep: (value: unknown) => void
  /** How many are no valid events: kept aside, never evidence. */
  invalid: () => number
}

/** @param now used as the time of receipt of an event whose own timestamp cannot be read */
export function createMemory(now: string): Memory {
  const kept: Kept[] = []
  const digests = new Map<string, string>()
  return {
    keep(value) {
      const { event, producer, receivedAt } = isWrapped(value) ? value : { event: value }
      const incoming = admit(unwrap(event))
      const identity = `${incoming.source}\n${incoming.id}`
      const known = digests.get(identity)
      if (known === incoming.digest) return
      if (known === undefined) digests.set(identity, incoming.digest)
      const valid = incoming.event !== undefined && incoming.problems.length === 0
      const { keys, ...facts } = incoming
      kept.push({
        keys: new Set(keys.map(boundKey)),
        stored: {
          ...facts,
          sequence: kept.length + 1,
          organisation: ORGANISATION,
          receivedAt: receivedAt ?? (incoming.timestamp || now),
          producer: producer ?? LOOPBACK,
          status: known !== undefined ? 'conflict' : valid ? 'accepted' : 'quarantined',
        },
      })
    },
    invalid: () => kept.filter(({ stored }) => stored.status === 'quarantined').length,
    position: async () => kept.length,
    query: async (query) => pageOf(kept, query),
  }
}

function isWrapped(value: unknown): value is Wrapped {
  return typeof value === 'object' && value !== null && 'event' in value && !('context' in value)
}

function pageOf(kept: readonly Kept[], query: EventQuery): Page {
  const limit = query.limit ?? 100
  const found = kept.filter((one) => matches(one, query)).map(({ stored }) => stored)
  if ((query.order ?? 'desc') === 'desc') found.reverse()
  const events = found.slice(0, limit)
  const last = events.at(-1)
  return found.length > limit && last !== undefined ? { events, next: last.sequence } : { events }
}

function matches({ stored, keys }: Kept, query: EventQuery): boolean {
  const { sequence, status, type, source, receivedAt } = stored
  const received = Date.parse(receivedAt)
  return (
    sequence > (query.after ?? 0) &&
    sequence < (query.before ?? Infinity) &&
    sequence <= (query.upTo ?? Infinity) &&
    (query.status === 'any' || status === (query.status ?? 'accepted')) &&
    (query.source === undefined || query.source === source) &&
    (query.keys ?? []).every((key) => keys.has(boundKey(key))) &&
    (!query.types?.length ||
      query.types.some((wanted) => type === wanted || withoutVersion(type) === wanted)) &&
    (query.receivedSince === undefined || received >= Date.parse(query.receivedSince)) &&
    (query.receivedBefore === undefined || received < Date.parse(query.receivedBefore))
  )
}

function withoutVersion(type: string): string {
  return type.replace(/\.\d+\.\d+\.\d+(-[\w.]+)?$/, '')
}
