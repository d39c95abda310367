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

/**
 * @param upTo the position to judge at; without it, the store's newest
 * @throws TurnpikeError STORE_FAILED
 */
export async function gather(
  store: Pick<EventStore, 'query' | 'position'>,
  organisation: string,
  requirements: readonly Requirement[],
  upTo?: number,
): Promise<Evidence> {
  const position = upTo ?? (await store.position(organisation))
  const answers = await Promise.all(
    requirements.map(async ({ key, query }): Promise<[string, Answer]> => {
      const page = await store.query({ ...query, organisation, upTo: position })
      return [key, { events: page.events, complete: page.next === undefined }]
    }),
  )
  return { position, answers: new Map(answers) }
}
