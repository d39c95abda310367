/**
 * Events that could not be delivered, kept for a later step: one JSON a line.
 *
 * Several steps of a job may write at once (GitHub's background steps): adding is one append, and taking is a rename, so
 * that nothing is lost between the two. A line that a dying process left half-written is skipped and counted.
 */
import type * as fs from 'node:fs'
import type { CDEvent } from '../cdevents/event.ts'
import { validate } from '../cdevents/validate.ts'

const MAX_EVENTS = 10_000
const MAX_BYTES = 16 * 1024 * 1024

export interface Spool {
  /** Keeps events; returns those for which there was no room. */
  add(events: readonly CDEvent[]): CDEvent[]
  /** Takes everything out, oldest first. What is not delivered then must be added again. */
  take(): { events: CDEvent[]; skipped: number }
}

/** The part of `node:fs` a spool needs. */
export type SpoolFiles = Pick<
  typeof fs,
  'appendFileSync' | 'readFileSync' | 'renameSync' | 'rmSync' | 'statSync'
>

/** @param path in a folder that lives as long as the job (`RUNNER_TEMP`, the project folder of a GitLab job) */
export function createSpool(
  path: string,
  files: SpoolFiles = process.getBuiltinModule('node:fs'),
  random: () => string = () => globalThis.crypto.randomUUID(),
): Spool {
  return {
    add(events) {
      if (events.length === 0) return []
      let bytes = files.statSync(path, { throwIfNoEntry: false })?.size ?? 0
      const lines: string[] = []
      const rest: CDEvent[] = []
      for (const event of events) {
        const line = `${JSON.stringify(event)}\n`
        const size = Buffer.byteLength(line)
        if (bytes + size > MAX_BYTES || lines.length >= MAX_EVENTS) {
          rest.push(event)
          continue
        }
        bytes += size
        lines.push(line)
      }
      // The leading line break ends what an interrupted append may have left. Events may name people: owner only.
      if (lines.length > 0) files.appendFileSync(path, `\n${lines.join('')}`, { mode: 0o600 })
      return rest
    },
    take() {
      const taken = `${path}.${random()}`
      try {
        files.renameSync(path, taken)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { events: [], skipped: 0 }
        throw error
      }
      const read = readSpool(files.readFileSync(taken, 'utf8'))
      files.rmSync(taken)
      return read
    },
  }
}

/** The events of a spool's text, each once; what is not a valid event, or beyond the bounds, is counted. */
export function readSpool(text: string): { events: CDEvent[]; skipped: number } {
  const events = new Map<string, CDEvent>()
  let skipped = 0
  for (const line of text.slice(0, MAX_BYTES).split('\n')) {
    if (line.trim() === '') continue
    const event = eventOf(line)
    if (event === undefined || events.size >= MAX_EVENTS) skipped++
    else events.set(`${event.context.source} ${event.context.id}`, event)
  }
  return { events: [...events.values()], skipped }
}

function eventOf(line: string): CDEvent | undefined {
  try {
    const verdict = validate(JSON.parse(line))
    return verdict.valid ? verdict.event : undefined
  } catch {
    return undefined
  }
}
