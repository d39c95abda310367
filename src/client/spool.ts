/**
 * Events that could not be delivered, in a file for a later step: one JSON a line.
 *
 * A file is written once, whole or not at all. Steps that run side by side write files of their own.
 */
import type { CDEvent } from '../cdevents/event.ts'
import { validate } from '../cdevents/validate.ts'

const MAX_EVENTS = 10_000
const MAX_BYTES = 16 * 1024 * 1024

/**
 * Writes events to a new file, for its owner only (events name people), and makes its folder.
 * @returns how many did not fit: a spool holds 10,000 events and 16 MiB
 * @throws the file system's error
 */
export async function writeSpool(path: string, events: readonly CDEvent[]): Promise<number> {
  const { mkdir, rename, rm, writeFile } = process.getBuiltinModule('node:fs/promises')
  const { dirname } = process.getBuiltinModule('node:path')
  const { text, kept } = spoolText(events)
  const unfinished = `${path}.${globalThis.crypto.randomUUID()}.part`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  try {
    await writeFile(unfinished, text, { mode: 0o600, flag: 'wx' })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return events.length - kept
}

/**
 * The events of a spool, each once, oldest first. A missing file is an empty one; lines that are not valid events, such
 * as a half-written one, are passed over.
 */
export async function readSpool(path: string): Promise<CDEvent[]> {
  const { open } = process.getBuiltinModule('node:fs/promises')
  try {
    const file = await open(path)
    try {
      const { buffer, bytesRead } = await file.read(
        Buffer.alloc(Math.min(MAX_BYTES, (await file.stat()).size)),
      )
      return parseSpool(buffer.toString('utf8', 0, bytesRead))
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Events as lines, as many from the start as the bounds allow. */
export function spoolText(events: readonly CDEvent[]): { text: string; kept: number } {
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

/** The valid events of lines, each once by source and id. */
export function parseSpool(text: string): CDEvent[] {
  const events = new Map<string, CDEvent>()
  for (const line of text.split('\n')) {
    const event = eventOf(line)
    if (event !== undefined) events.set(`${event.context.source} ${event.context.id}`, event)
    if (events.size >= MAX_EVENTS) break
  }
  return [...events.values()]
}

function eventOf(line: string): CDEvent | undefined {
  if (line.trim() === '') return undefined
  try {
    const verdict = validate(JSON.parse(line))
    return verdict.valid ? verdict.event : undefined
  } catch {
    return undefined
  }
}
