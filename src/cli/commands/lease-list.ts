import { parseJson } from '../../cdevents/parse.ts'
import { TurnpikeError } from '../../errors.ts'
import type { LeaseRef } from '../../policy/decision.ts'
import { logText } from '../../report/escape.ts'
import type { Args, Paint, Terminal } from '../command.ts'
import { connect } from '../connection.ts'

/** A lease as the store shows it. */
export interface ShownLease extends LeaseRef {
  state: string
}

/** `turnpike lease list`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const query = new URLSearchParams()
  const environment = args.text('environment')
  if (environment !== undefined) query.set('environment', environment)
  const limit = args.text('limit')
  if (limit !== undefined && !/^([1-9]\d?|100)$/.test(limit))
    throw new TurnpikeError('USAGE', `--limit ${limit} is not a number from 1 to 100`)
  if (limit !== undefined) query.set('limit', limit)
  const store = await connect(args, terminal)
  try {
    const text = await terminal.during(`asking ${store.name}`, store.text(`v1/leases?${query}`))
    if (terminal.json) {
      terminal.print(text)
      return 0
    }
    const { leases } = parseJson(text) as { leases: ShownLease[] }
    if (leases.length === 0) terminal.note('No such leases.')
    for (const lease of leases) terminal.print(lineOf(lease, terminal.colour))
    return 0
  } finally {
    await store.close()
  }
}

/** One line; what strangers said is made harmless. */
export function lineOf(lease: ShownLease, colour: Paint): string {
  const { id, environment, service, fencing, holder, until, state } = lease
  const place = service === undefined ? environment : `${environment}/${service}`
  const how = state === 'held' ? colour.green('held') : colour.dim(logText(state, 20))
  return `${how} ${logText(place, 100)} #${Number(fencing)} until ${logText(until, 40)} by ${logText(holder, 200)} (${logText(id, 60)})`
}
