/** Asks the store every question once, all at one position. */
import type { EventQuery, EventStore, StoredEvent } from '../store/store.ts'
import type { Requirement } from './requirements.ts'

export interface Answer {
  events: StoredEvent[]
  /** False: there is more than the bound of the question let through. */
  complete: boolean
}

/** What the store knew at one position. */
export interface Evidence {
  position: number
  answers: ReadonlyMap<string, Answer>
}

/**
 * Text that is read for one decision, in characters. Events that are about one thing are asked for by several rules, and
 * a policy file may ask a hundred different questions: without a bound, one request could fill the memory of the store.
 */
export const MOST_CHARACTERS = 128 * 2 ** 20

/** Does another organisation share its verdicts for one of its environments with us? */
export type SharesVerdicts = (organisation: string, environment: string) => boolean

/**
 * What another organisation does not share is answered as if it were not there. Its sequence numbers are of the same
 * store, so one position holds for both.
 * @param upTo the position to judge at; without it, the newest of what may be seen
 * @throws TurnpikeError STORE_FAILED
 */
export async function gather(
  store: Pick<EventStore, 'query' | 'position'>,
  organisation: string,
  requirements: readonly Requirement[],
  upTo?: number,
  shares: SharesVerdicts = () => false,
): Promise<Evidence> {
  const asking = requirements.map(({ key, query: { of, ...query } }) => {
    const isSeen =
      of === undefined || of.organisation === organisation || shares(of.organisation, of.environment)
    return { key, isSeen, query: { ...query, organisation: of?.organisation ?? organisation } }
  })
  const position = upTo ?? (await newest(store, organisation, asking))
  // One after the other: what several rules ask for is kept once, and only one page is in memory beside it.
  const answers = new Map<string, Answer>()
  const known = new Map<number, StoredEvent>()
  let characters = 0
  for (const { key, isSeen, query } of asking) {
    if (!isSeen) {
      answers.set(key, { events: [], complete: true })
      continue
    }
    if (characters > MOST_CHARACTERS) {
      // Not asked is not known; whoever needs it does not take it for an empty answer.
      answers.set(key, { events: [], complete: false })
      continue
    }
    const page = await store.query({ ...query, upTo: position })
    const events = page.events.map((stored) => {
      characters += stored.body.length
      const before = known.get(stored.sequence)
      if (before !== undefined) return before
      known.set(stored.sequence, stored)
      return stored
    })
    answers.set(key, { events, complete: page.next === undefined })
  }
  return { position, answers }
}

/** Of another organisation only what is asked for and shared counts: nothing else of it is to show in a position. */
async function newest(
  store: Pick<EventStore, 'query' | 'position'>,
  organisation: string,
  asking: readonly { isSeen: boolean; query: EventQuery }[],
): Promise<number> {
  const others = asking.filter(({ isSeen, query }) => isSeen && query.organisation !== organisation)
  const positions = await Promise.all([
    store.position(organisation),
    ...others.map(async ({ query }) => {
      const { events } = await store.query({ ...query, order: 'desc', limit: 1 })
      return events[0]?.sequence ?? 0
    }),
  ])
  return Math.max(...positions)
}
