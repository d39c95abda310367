import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn, oncePerId, readAll, RECEIVER_FILE } from '../../actions/pending.ts'
import { TurnpikeError } from '../../errors.ts'
import { logText } from '../../report/escape.ts'
import type { Args, Terminal } from '../command.ts'

/** What waits for one receiver. */
interface Waiting {
  /** Format and address. */
  receiver: string
  folder: string
  events: number
  /** Repositories whose events these are. */
  sources: string[]
  oldest: string
}

const MAX_RECEIVER = 4096

/** `turnpike spool list`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const base = spoolOf(args, terminal)
  const waiting = await waitingIn(base)
  if (terminal.json) {
    terminal.print(JSON.stringify({ spool: base, waiting }))
    return 0
  }
  if (waiting.length === 0) terminal.note(`Nothing waits in ${base}.`)
  for (const { receiver, events, oldest, sources } of waiting) {
    const whose = sources.map((source) => logText(source, 200)).join(', ')
    terminal.print(
      `${events} ${events === 1 ? 'event' : 'events'} for ${logText(receiver, 300)}, the oldest of ${logText(oldest, 40)}, of ${whose}`,
    )
  }
  return 0
}

/** @throws TurnpikeError USAGE where there is no such folder */
export function spoolOf(args: Args, terminal: Terminal): string {
  const { env } = terminal
  const base = args.text('spool') ?? (env['TURNPIKE_SPOOL']?.trim() || env['RUNNER_TEMP'])
  if (base !== undefined && base !== '') return base
  throw new TurnpikeError('USAGE', 'which folder? Give --spool FOLDER, or set TURNPIKE_SPOOL')
}

async function waitingIn(base: string): Promise<Waiting[]> {
  const found: Waiting[] = []
  for (const name of foldersIn(base)) {
    const folder = join(base, name)
    const events = oncePerId((await readAll(filesIn(folder))).flatMap((file) => file.events))
    const [first] = events
    if (first === undefined) continue
    const oldest = events.reduce(
      (least, { context }) => (Date.parse(context.timestamp) < Date.parse(least) ? context.timestamp : least),
      first.context.timestamp,
    )
    const sources = [...new Set(events.map(({ context }) => context.source))]
    found.push({ receiver: receiverOf(folder), folder, events: events.length, sources, oldest })
  }
  return found
}

function foldersIn(base: string): string[] {
  try {
    return readdirSync(base)
      .filter((name) => /^turnpike-[0-9a-f]{16}$/.test(name))
      .sort()
  } catch {
    return []
  }
}

function receiverOf(folder: string): string {
  try {
    return readFileSync(join(folder, RECEIVER_FILE), 'utf8').slice(0, MAX_RECEIVER).trim()
  } catch {
    return 'a store that is not named'
  }
}
