/**
 * Events of a job that has no identity to show, in a file that its workflow uploads: what a pull request from a fork can
 * do. A workflow of the repository passes them on (`from-fork`). Loaded only then.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, lstatSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { CDEvent } from '../cdevents/event.ts'
import type { Delivery } from '../client/client.ts'
import { MAX_BYTES } from '../client/spool.ts'
import { TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { gfm } from '../report/escape.ts'

/** A sender that writes. What it could not write is undelivered, and that is told as for any other receiver. */
export function createHandover(
  path: string,
  host: Host,
): { send(events: readonly CDEvent[]): Promise<Delivery> } {
  const file = fileOf(path, host)
  let isTold = false
  return {
    async send(events) {
      if (events.length === 0) return { receipts: [], undelivered: [] }
      try {
        append(file, events)
      } catch (cause) {
        return {
          receipts: [],
          undelivered: [...events],
          error: new TurnpikeError('STORE_UNREACHABLE', `${file} cannot be written`, { cause }),
        }
      }
      if (!isTold) await host.summary(page(file))
      isTold = true
      return {
        receipts: events.map(({ context: { source, id } }) => ({
          status: 'accepted',
          sequence: 0,
          source,
          id,
          problems: [],
        })),
        undelivered: [],
      }
    },
  }
}

/** A folder takes a file for each job, so that the folders of many jobs can be put together. */
export function fileOf(path: string, { facts }: Pick<Host, 'facts'>): string {
  if (/\.(ndjson|jsonl)$/i.test(path)) return path
  return join(path, `turnpike-${createHash('sha256').update(facts.job.id).digest('hex').slice(0, 16)}.ndjson`)
}

/** In one write, because steps may run side by side. */
function append(file: string, events: readonly CDEvent[]): void {
  mkdirSync(dirname(file), { recursive: true })
  const before = sizeOf(file)
  const text = events.map((event) => `${JSON.stringify(event)}\n`).join('')
  if (before + Buffer.byteLength(text) > MAX_BYTES)
    throw new Error(`it would have more than ${MAX_BYTES} bytes, which nobody reads`)
  // A step that died while it wrote must not take the next line with it.
  const isWhole = before === 0 || readFileSync(file).at(-1) === 0x0a
  appendFileSync(file, isWhole ? text : `\n${text}`)
}

function sizeOf(file: string): number {
  try {
    const facts = lstatSync(file)
    if (!facts.isFile()) throw new TurnpikeError('USAGE', `${file} is not a file`)
    return facts.size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

function page(file: string): string {
  return [
    '### 📦 Events for a workflow of this repository to pass on',
    '',
    gfm`GitHub gives this job no identity, as in every pull request from a fork. Its events are in the file ${basename(file)}; they get into the store when this workflow uploads it and a trusted one sends it.`
      .text,
    '',
    '',
  ].join('\n')
}
