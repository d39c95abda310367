import { deliver, type Destination } from '../../actions/deliver.ts'
import type { CDEvent } from '../../cdevents/event.ts'
import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'
import { formatOf } from './emit.ts'
import { spoolOf } from './spool-list.ts'

/** `turnpike spool send`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const files = args.positionals
  if (files.length === 0 && args.text('run') !== undefined)
    throw new TurnpikeError('USAGE', '--run is for files of a fork; name them')
  const spool = files.length === 0 ? spoolOf(args, terminal) : undefined
  const format = formatOf(args.text('format') ?? 'turnpike')
  const env = spool === undefined ? terminal.env : { ...terminal.env, TURNPIKE_SPOOL: spool }
  const { host, deps, store, token, failures, close } = await surroundings(args, { ...terminal, env })
  if (store === '') throw new TurnpikeError('USAGE', 'which store? Give --store URL, or set TURNPIKE_STORE')
  const to: Destination = {
    store,
    format,
    failOnError: true,
    ...given({ token, everybody: spool === undefined ? undefined : (true as const) }),
  }
  try {
    let events: CDEvent[] = []
    if (files.length > 0) {
      const { eventsFromFork } = await import('../../actions/from-fork.ts')
      events = await eventsFromFork(files, host, deps, args.text('run'))
    }
    const delivered = await terminal.during(`telling ${store}`, deliver(events, to, host, deps))
    const { sent, undelivered, code } = delivered
    if (terminal.json) terminal.print(JSON.stringify({ sent, undelivered, failures }))
    else if (spool !== undefined && sent + undelivered === 0)
      terminal.note(
        `Nothing waits for ${store} in ${spool}. What waits for other stores is shown by: turnpike spool list`,
      )
    else terminal.note(`${sent} in the store, ${undelivered} not delivered.`)
    return code
  } finally {
    await close()
  }
}
