/** Following the store: pages until caught up, then woken by each commit that may concern the follower. */
import type { StoredEvent } from './store.ts'

/** An accepted event that a commit made visible, by what followers ask for; keys as `boundKey` gives them. */
export interface Arrival {
  organisation: string
  keys: readonly string[]
}

export interface FollowOptions {
  signal?: AbortSignal | undefined
  types?: readonly string[] | undefined
  keys?: readonly string[] | undefined
}

export interface Followers {
  /**
   * @param read the next events after a sequence, in order; empty when there are none now. Nothing is buffered for a
   *   follower beyond the page it is on: a slow one simply reads later.
   */
  follow(
    organisation: string,
    after: number,
    options: FollowOptions,
    read: (after: number) => Promise<StoredEvent[]>,
  ): AsyncIterable<StoredEvent>
  /** Wakes those whom these events may concern. */
  wake(arrivals: readonly Arrival[]): void
  /** Wakes everybody, because something unknown came. */
  wakeAll(): void
  /** Ends every follower. */
  end(): void
  readonly count: number
}

interface Sleeper {
  wake(): void
}

/** @param onFirst called when there is somebody again, `onLast` when there is nobody left */
export function createFollowers(hooks: { onFirst?: () => void; onLast?: () => void } = {}): Followers {
  /** By organisation, or organisation and the one key a follower is known by. */
  const byTopic = new Map<string, Set<Sleeper>>()
  const everybody = new Set<Sleeper>()
  let ended = false

  function join(topic: string, sleeper: Sleeper): void {
    const set = byTopic.get(topic) ?? new Set()
    byTopic.set(topic, set.add(sleeper))
    everybody.add(sleeper)
    if (everybody.size === 1) hooks.onFirst?.()
  }

  function leave(topic: string, sleeper: Sleeper): void {
    const set = byTopic.get(topic)
    set?.delete(sleeper)
    if (set?.size === 0) byTopic.delete(topic)
    if (everybody.delete(sleeper) && everybody.size === 0) hooks.onLast?.()
  }

  async function* walk(
    state: { stopped: boolean; asleep: Promise<void>; rest: () => void },
    after: number,
    read: (after: number) => Promise<StoredEvent[]>,
  ): AsyncGenerator<StoredEvent, void, undefined> {
    let position = after
    if (state.stopped) return
    do {
      // Rest first, read second: what commits in between wakes the rest that was just begun.
      state.rest()
      const events = await read(position)
      for (const event of events) {
        if (state.stopped || ended) return
        position = event.sequence
        yield event
      }
      if (events.length === 0 && !state.stopped && !ended) await state.asleep
    } while (!state.stopped && !ended)
  }

  return {
    follow(organisation, after, options, read) {
      const topic = topicOf(organisation, options.keys?.[0])
      return {
        [Symbol.asyncIterator]() {
          let awake = () => {}
          const state = {
            stopped: options.signal?.aborted ?? false,
            asleep: Promise.resolve(),
            rest() {
              state.asleep = new Promise((resolve) => (awake = resolve))
            },
          }
          const sleeper = { wake: () => awake() }
          const stop = () => {
            state.stopped = true
            leave(topic, sleeper)
            options.signal?.removeEventListener('abort', stop)
            awake()
          }
          if (!state.stopped && !ended) {
            join(topic, sleeper)
            options.signal?.addEventListener('abort', stop, { once: true })
          }
          const generator = walk(state, after, read)
          const settle = async (step: Promise<IteratorResult<StoredEvent, void>>) => {
            try {
              const result = await step
              if (result.done) stop()
              return result
            } catch (error) {
              stop()
              throw error
            }
          }
          return {
            next: () => settle(generator.next()),
            // Stops first: a generator that is asleep would otherwise finish only at the next event.
            return: () => {
              stop()
              return settle(generator.return())
            },
          }
        },
      }
    },
    wake(arrivals) {
      if (everybody.size === 0) return
      const woken = new Set<string>()
      for (const { organisation, keys } of arrivals) {
        woken.add(topicOf(organisation))
        for (const key of keys) woken.add(topicOf(organisation, key))
      }
      for (const topic of woken) for (const sleeper of byTopic.get(topic) ?? []) sleeper.wake()
    },
    wakeAll() {
      for (const sleeper of everybody) sleeper.wake()
    },
    end() {
      ended = true
      for (const sleeper of everybody) sleeper.wake()
    },
    get count() {
      return everybody.size
    },
  }
}

function topicOf(organisation: string, key?: string): string {
  return key === undefined ? organisation : `${organisation}\0${key}`
}
