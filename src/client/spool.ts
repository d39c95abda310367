/**
 * Events that could not be delivered, in a file for a later step: one JSON a line.
 *
 * A file is replaced whole or not at all. Steps that run side by side use files of their own.
 */
import type { CDEvent } from '../cdevents/event.ts'
import { parseJson } from '../cdevents/parse.ts'
import { validate } from '../cdevents/validate.ts'

/** What one file keeps at most. */
export const MAX_EVENTS = 10_000
export const MAX_BYTES = 16 * 1024 * 1024

export interface Spool {
  /**
   * Keeps events behind those that are there; returns those for which there was no room.
   * @throws the file system's error; what was there before is still there then
   */
  add(events: readonly CDEvent[]): CDEvent[]
}

/** @param path in a folder that exists and lives as long as the job */
export function createSpool(path: string): Spool {
  const fs = process.getBuiltinModule('node:fs')
  return {
    add(events) {
      if (events.length === 0) return []
      const before = fs.existsSync(path) ? readSpool(fs.readFileSync(path, 'utf8')).events : []
      const { text, kept } = spoolText([...before, ...events])
      const unfinished = `${path}.${globalThis.crypto.randomUUID()}.part`
      try {
        // Events name people: for the owner only.
        fs.writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' })
        fs.renameSync(unfinished, path)
      } catch (error) {
        fs.rmSync(unfinished, { force: true })
        throw error
      }
      return events.slice(Math.max(0, kept - before.length))
    },
  }
}

/**
 * The valid events of a spool's text, each once by source and id, oldest first. Lines that are not valid events, such
 * as one that a dying process left half-written, are passed over and counted.
 */
export function readSpool(text: string): { events: CDEvent[]; skipped: number } {
  const events = new Map<string, CDEvent>()
  let skipped = 0
  for (const line of text.slice(0, MAX_BYTES).split('\n')) {
    if (line.trim() === '') continue
    const event = eventOf(line)
    if (event === undefined || events.size >= MAX_EVENTS) skipped++
    else events.set(JSON.stringify([event.context.source, event.context.id]), event)
  }
  return { events: [...events.values()], skipped }
}

/** Events as lines, as many from the start as 10,000 events and 16 MiB allow. */
function spoolText(events: readonly CDEvent[]): { text: string; kept: number } {
  const lines: string[] = []
  let bytes = 0
  for (const event of events.slice(0, MAX_EVENTS)) {
    const line = `${JSON.stringify(event)}\n`
    bytes += Buffer.byteLength(line)
    if (bytes > MAX_BYTES) break
    lines.push(line)
  }
  return { text: lines.join(''), kept: lines.length }
}

function eventOf(line: string): CDEvent | undefined {
  try {
    const verdict = validate(parseJson(line))
    return verdict.valid ? verdict.event : undefined
  } catch {
    return undefined
  }
}
