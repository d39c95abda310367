/** Asks the store every question once, all at one position. */
import type { EventStore, StoredEvent } from '../store/store.ts'
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

/** Does another organisation share its verdicts for one of its environments with us? */
export type SharesVerdicts = (organisation: string, environment: string) => boolean

/**
 * What another organisation does not share is answered as if it were not there. Its sequence numbers are of the same
 * store, so one position holds for both.
 * @param upTo the position to judge at; without it, the store's newest
 * @throws TurnpikeError STORE_FAILED
 */
export async function gather(
  store: Pick<EventStore, 'query' | 'position'>,
  organisation: string,
  requirements: readonly Requirement[],
  upTo?: number,
  shares: SharesVerdicts = () => false,
): Promise<Evidence> {
  const position = upTo ?? (await store.position(organisation))
  const answers = await Promise.all(
    requirements.map(async ({ key, query }): Promise<[string, Answer]> => {
      const { of, ...asked } = query
      if (of !== undefined && of.organisation !== organisation && !shares(of.organisation, of.environment))
        return [key, { events: [], complete: true }]
      const page = await store.query({
        ...asked,
        organisation: of?.organisation ?? organisation,
        upTo: position,
      })
      return [key, { events: page.events, complete: page.next === undefined }]
    }),
  )
  return { position, answers: new Map(answers) }
}
