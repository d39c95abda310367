/**
 * Which of the events that did not arrive are kept for a later step, when there may be more of them than a job keeps.
 *
 * How a suite of tests ended is worth more than how each of its cases did: single cases give way, the last ones first.
 */
import type { CDEvent } from '../cdevents/event.ts'
import { MAX_BYTES, MAX_EVENTS } from '../client/spool.ts'

export interface KeptEvents {
  /** In the order of time. */
  add(events: readonly CDEvent[]): void
  /** What a job has room for, in the order it came, and how much there was no room for. */
  result(): { events: CDEvent[]; leftOut: number }
}

/** As text: ten thousand events take a hundred megabytes as objects, and sixteen so. */
interface Kept {
  text: string
  at: number
  bytes: number
}

/** A line break for each, and a little for what a reader counts differently. */
const ROOM = { events: MAX_EVENTS, bytes: MAX_BYTES - 64 * 1024 }

export function createKeptEvents(): KeptEvents {
  const cases = createPile()
  const others = createPile()
  let count = 0
  return {
    add(events) {
      for (const event of events) (isCase(event) ? cases : others).add(event, count++)
    },
    result() {
      const first = others.within(ROOM)
      const left = {
        events: ROOM.events - first.length,
        bytes: ROOM.bytes - first.reduce((sum, { bytes }) => sum + bytes, 0),
      }
      const events = [...first, ...cases.within(left)]
        .sort((a, b) => a.at - b.at)
        .map(({ text }) => JSON.parse(text) as CDEvent)
      return { events, leftOut: count - events.length }
    },
  }
}

/** Never holds more than all the room there is, however much is added. */
function createPile() {
  const kept: Kept[] = []
  let size = 0
  return {
    add(event: CDEvent, at: number): void {
      if (kept.length >= ROOM.events || size >= ROOM.bytes) return
      const text = JSON.stringify(event)
      const bytes = Buffer.byteLength(text) + 1
      size += bytes
      kept.push({ text, at, bytes })
    },
    within(room: { events: number; bytes: number }): Kept[] {
      let bytes = 0
      let many = 0
      while (many < Math.min(kept.length, room.events)) {
        bytes += (kept[many] as Kept).bytes
        if (bytes > room.bytes) break
        many++
      }
      return kept.slice(0, many)
    },
  }
}

export function isCase({ context }: CDEvent): boolean {
  return context.type.includes('.testcaserun.')
}
