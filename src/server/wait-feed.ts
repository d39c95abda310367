/** What waiting gates hear of: every event of the organisation, or those of some types, from one subscription. */
import { setTimeout as sleep } from 'node:timers/promises'
import { explain } from '../errors.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'

export interface Hearing {
  store: EventStore
  organisation: string
  log: (line: string) => void
  types?: readonly string[]
}

/** One subscription for all waits, begun with the first one. An outage of the store wakes everybody when it is over. */
export function createFeed(context: Hearing, tell: (stored: StoredEvent | undefined) => void) {
  const { store, organisation, log, types } = context
  const stop = new AbortController()
  let position = 0
  let started: Promise<void> | undefined
  let ended: Promise<void> = Promise.resolve()

  const start = async () => {
    position = await store.position(organisation)
    ended = run()
  }
  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        const following = { signal: stop.signal, ...(types === undefined ? {} : { types }) }
        for await (const stored of store.follow(organisation, position, following)) {
          position = stored.sequence
          tell(stored)
        }
        if (stop.signal.aborted) return
      } catch (error) {
        log(`the waiting gates lost the store's events: ${explain(error)}; trying again`)
      }
      await sleep(1000, undefined, { signal: stop.signal }).catch(() => undefined)
      tell(undefined)
    }
  }

  return {
    position: () => position,
    ready: () =>
      (started ??= start().catch((error: unknown) => {
        started = undefined
        throw error
      })),
    async close() {
      stop.abort()
      await ended
    },
  }
}
