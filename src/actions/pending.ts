/**
 * Events that wait for another attempt, in files under the runner's temporary folder, which lives as long as the job.
 * A folder for each receiver: what was meant for one store is never sent to another. A file for each step, with a name
 * of its own, because steps may run side by side.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CDEvent } from '../cdevents/event.ts'
import type { Deps } from './deps.ts'

export interface Pending {
  /** What earlier steps could not deliver, oldest first, each once. */
  events: CDEvent[]
  /**
   * Keeps what is still undelivered, then forgets what was read: a step that dies between the two sends again, which a
   * store answers with `duplicate`.
   * @returns whether all of it is kept; false where there is no folder that outlives this step, or no room
   */
  keep(undelivered: readonly CDEvent[]): Promise<boolean>
}

/** @param receiver whom the events are for: format and address */
export async function pendingFor(
  receiver: string,
  deps: Pick<Deps, 'env' | 'now' | 'newId'>,
): Promise<Pending> {
  const base = deps.env.RUNNER_TEMP
  if (base === undefined || base === '') return { events: [], keep: async () => false }
  const folder = join(base, `turnpike-${createHash('sha256').update(receiver).digest('hex').slice(0, 16)}`)
  const files = filesIn(folder)
  return {
    events: files.length === 0 ? [] : await readAll(files),
    async keep(undelivered) {
      // Names in the order of time, so that what happened first is sent first.
      const fresh = join(folder, `${deps.now().replace(/\D/g, '')}-${deps.newId()}.ndjson`)
      const kept = undelivered.length === 0 || (await write(fresh, undelivered))
      if (kept) for (const file of files) rmSync(file, { force: true })
      return kept
    },
  }
}

async function readAll(files: readonly string[]): Promise<CDEvent[]> {
  const { readSpool } = await import('../client/spool.ts')
  const events = files.flatMap((file) => readSpool(readFileSync(file, 'utf8')).events)
  return [...new Map(events.map((event) => [`${event.context.source} ${event.context.id}`, event])).values()]
}

/** @returns false when there was no room for all, or the disk refused: telling that is all that is left */
async function write(file: string, events: readonly CDEvent[]): Promise<boolean> {
  const { createSpool } = await import('../client/spool.ts')
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    return createSpool(file).add(events).length === 0
  } catch {
    return false
  }
}

function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
    return names.sort().map((name) => join(folder, name))
  } catch {
    // Nothing waits: the folder is made when something does.
    return []
  }
}
