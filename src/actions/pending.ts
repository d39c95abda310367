/**
 * Events that wait for another attempt, in files: a folder for each receiver, because what was meant for one store is
 * never sent to another; a file for each step, with a name of its own, because steps may run side by side.
 *
 * Where TURNPIKE_SPOOL names a folder, they are there, and outlive the job. Elsewhere they are under the runner's
 * temporary folder, which lives as long as the job. Whoever can write into a folder that many jobs share can put words
 * into the mouth of the next one: so a job takes from there only what its own run left, and everything else waits for
 * somebody who says `turnpike spool send`.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { CDEvent } from '../cdevents/event.ts'
import { explain } from '../errors.ts'
import type { Facts } from '../host/host.ts'
import type { Deps } from './deps.ts'

export interface Pending {
  /** What earlier steps could not deliver, oldest first, each once. */
  events: CDEvent[]
  /** Lines of those files that are no valid events. */
  skipped: number
  /** The folder that outlives the job, where there is one. */
  folder?: string
  /**
   * Keeps events that are on their way, in case this step dies meanwhile. `keep` takes them away again.
   * Never throws.
   */
  hold(onTheirWay: readonly CDEvent[]): Promise<void>
  /**
   * Keeps what is still undelivered, then forgets what was read: a step that dies between the two sends again, which a
   * store answers with `duplicate`.
   * @returns whether all of it is kept; false where there is no folder that outlives this step, or no room
   */
  keep(undelivered: readonly CDEvent[]): Promise<boolean>
  /** Why the last `keep` could not, where there is a folder. */
  trouble(): string | undefined
}

/** What a folder keeps for one receiver at most: a store that is gone for good must not fill a disk. */
const MAX_FOLDER_BYTES = 256 * 1024 * 1024

/** The receiver's name in its folder, for `turnpike spool list`. */
export const RECEIVER_FILE = 'receiver.txt'

/**
 * @param receiver whom the events are for: format and address
 * @param whose whose events are taken from a folder that outlives the job: those of this run, or everybody's; by default
 * nobody's
 */
export async function pendingFor(
  receiver: string,
  deps: Pick<Deps, 'env' | 'now' | 'newId'>,
  whose?: Facts | 'everybody',
): Promise<Pending> {
  const lasting = deps.env.TURNPIKE_SPOOL?.trim() ?? ''
  const base = lasting === '' ? (deps.env.RUNNER_TEMP ?? '') : lasting
  if (base === '')
    return {
      events: [],
      skipped: 0,
      hold: async () => undefined,
      keep: async () => false,
      trouble: () => undefined,
    }
  const folder = spoolFolder(base, receiver)
  const found = filesIn(folder)
  const read = found.length === 0 ? [] : await readAll(found)
  const taken = lasting === '' ? read : read.filter(({ events }) => mayTake(events, whose))
  let held: string | undefined
  let trouble: string | undefined
  // Names in the order of time, so that what happened first is sent first.
  const fresh = () => join(folder, `${deps.now().replace(/\D/g, '')}-${deps.newId()}.ndjson`)
  return {
    events: oncePerId(taken.flatMap(({ events }) => events)),
    skipped: taken.reduce((sum, { skipped }) => sum + skipped, 0),
    ...(lasting === '' ? {} : { folder: base }),
    async hold(onTheirWay) {
      const file = fresh()
      if ((await write(file, onTheirWay, receiver)) === undefined) held = file
    },
    async keep(undelivered) {
      trouble = undelivered.length === 0 ? undefined : await write(fresh(), undelivered, receiver)
      const kept = trouble === undefined
      if (kept) for (const { file } of taken) rmSync(file, { force: true })
      if (kept && held !== undefined) rmSync(held, { force: true })
      // What was held is all there was on its way: as good as what could not be written now.
      return kept || held !== undefined
    },
    trouble: () => (held === undefined ? trouble : undefined),
  }
}

/** Where events for a receiver wait. */
export function spoolFolder(base: string, receiver: string): string {
  return join(base, `turnpike-${createHash('sha256').update(receiver).digest('hex').slice(0, 16)}`)
}

/** The files of a folder, oldest first. */
export function filesIn(folder: string): string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.ndjson'))
    return names.sort().map((name) => join(folder, name))
  } catch {
    // Nothing waits: the folder is made when something does.
    return []
  }
}

export interface SpoolFile {
  file: string
  events: CDEvent[]
  /** Lines that are no valid events. */
  skipped: number
}

/** What is in files, but for those that are larger than any that is written here; one that is gone is empty. */
export async function readAll(files: readonly string[]): Promise<SpoolFile[]> {
  const { MAX_BYTES, readSpool } = await import('../client/spool.ts')
  return files.flatMap((file) => {
    try {
      return statSync(file).size > MAX_BYTES ? [] : { file, ...readSpool(readFileSync(file, 'utf8')) }
    } catch {
      // Another step has taken it meanwhile.
      return { file, events: [], skipped: 0 }
    }
  })
}

export function oncePerId(events: readonly CDEvent[]): CDEvent[] {
  return [...new Map(events.map((event) => [`${event.context.source} ${event.context.id}`, event])).values()]
}

/** Outside a forge's run there is no run to compare: the machine is the repository's then. */
function mayTake(events: readonly CDEvent[], whose: Facts | 'everybody' | undefined): boolean {
  if (whose === undefined || whose === 'everybody') return whose === 'everybody'
  return events.every(({ context, customData }) => {
    const block = (customData as { turnpike?: { run?: unknown } } | undefined)?.turnpike
    return context.source === whose.source && (whose.forge === 'shell' || block?.run === whose.run.id)
  })
}

/** @returns why not all is kept: telling that is all that is left */
async function write(
  file: string,
  events: readonly CDEvent[],
  receiver: string,
): Promise<string | undefined> {
  const { createSpool } = await import('../client/spool.ts')
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (sizeOf(folder) > MAX_FOLDER_BYTES) return `more than ${MAX_FOLDER_BYTES} bytes wait there already`
    const named = join(folder, RECEIVER_FILE)
    if (!existsSync(named)) writeFileSync(named, `${receiver}\n`, { mode: 0o600 })
    const left = createSpool(file).add(events)
    return left.length === 0 ? undefined : `there is room for ${events.length - left.length} of them`
  } catch (error) {
    return explain(error)
  }
}

function sizeOf(folder: string): number {
  return filesIn(folder).reduce((sum, file) => {
    try {
      return sum + statSync(file).size
    } catch {
      return sum // another step took it
    }
  }, 0)
}
