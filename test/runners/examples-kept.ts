/** What the store kept of a run, as the tests of examples look at it. */
import { expect } from '@jest/globals'
import type { LiveStore } from './live-store.ts'

export interface Kept {
  sequence: number
  /** Such as `taskrun.finished`. */
  type: string
  subject: { id: string; content: Record<string, unknown> }
  about: { artifacts?: { digest: string }[]; foreign?: unknown }
  /** All of it, to look for a run or a digest. */
  text: string
}

/** @param after the number of the last event that is known */
export async function keptIn(store: LiveStore, after = 0): Promise<Kept[]> {
  const page = (await store.get(`/v1/events?order=asc&limit=1000&after=${after}`)) as {
    events: {
      sequence: number
      event: {
        context: { type: string }
        subject: Kept['subject']
        customData?: { turnpike?: Kept['about'] }
      }
    }[]
  }
  return page.events.map(({ sequence, event }) => ({
    sequence,
    type: event.context.type.replace(/^dev\.cdeventsx?\.|\.\d+\.\d+\.\d+.*$/g, ''),
    subject: event.subject,
    about: event.customData?.turnpike ?? {},
    text: JSON.stringify(event),
  }))
}

/** The first event of a type is about this artifact and no other. */
export function bound(type: string, digest: string): (run: { events: Kept[] }) => void {
  return ({ events }) => {
    const artifacts = events.find((one) => one.type === type)?.about.artifacts
    expect(artifacts?.map((one) => one.digest)).toEqual([digest])
  }
}

/** What of the wanted did not come. */
export function missing(wanted: readonly string[], all: readonly string[]): string[] {
  const rest = [...all]
  return wanted.filter((type) => {
    const at = rest.indexOf(type)
    if (at !== -1) rest.splice(at, 1)
    return at === -1
  })
}
