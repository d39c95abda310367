/** Events from a file on the shelf that a decision is made from: the order of the file is the store's order. */
import { unwrap } from '../cdevents/envelope.ts'
import { createShelf, type Shelf } from '../policy/shelf.ts'
import { LOOPBACK } from '../server/loopback.ts'
import type { Principal } from '../store/store.ts'

export const ORGANISATION = 'default'

/** What stands on a line that says more than the event. */
interface Wrapped {
  event: unknown
  producer?: Principal
  receivedAt?: string
}

export interface Memory extends Pick<Shelf, 'query' | 'position'> {
  keep: (value: unknown) => void
  /** How many are no valid events: kept aside, never evidence. */
  invalid: () => number
}

/** @param now the time of receipt of an event whose own timestamp cannot be read */
export function createMemory(now: string): Memory {
  const shelf = createShelf(ORGANISATION)
  let invalid = 0
  return {
    query: shelf.query,
    position: shelf.position,
    invalid: () => invalid,
    keep(value) {
      const { event, producer = LOOPBACK, receivedAt } = isWrapped(value) ? value : { event: value }
      const inner = unwrap(event)
      const { status } = shelf.put(inner, producer, utc(receivedAt) ?? utc(timestampOf(inner)) ?? now)
      if (status === 'quarantined') invalid += 1
    },
  }
}

function isWrapped(value: unknown): value is Wrapped {
  return typeof value === 'object' && value !== null && 'event' in value && !('context' in value)
}

function timestampOf(event: unknown): unknown {
  return (event as { context?: { timestamp?: unknown } } | null)?.context?.timestamp
}

/** Times of receipt are compared as text, so they have to be in one form. */
function utc(moment: unknown): string | undefined {
  const time = typeof moment === 'string' ? Date.parse(moment) : NaN
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
