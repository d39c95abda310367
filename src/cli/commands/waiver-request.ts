import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { digestIn, endIn, handIn, needed, waiverLines, type Waiver } from './exceptions-say.ts'

/** `turnpike waiver request`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const artifact = await digestIn(args, terminal)
  const service = args.text('service')
  if (artifact === undefined && service === undefined)
    throw new TurnpikeError('USAGE', '--artifact or --service is missing: a waiver is for one of them')
  const end = endIn(args)
  if (end.until === undefined && end.for === undefined)
    throw new TurnpikeError('USAGE', '--for or --until is missing: a waiver ends, e.g. --for 14d')
  const body = {
    rule: needed(args, 'rule', 'a waiver is for one rule'),
    environment: needed(args, 'environment', 'a waiver is for one'),
    reason: needed(args, 'reason', 'whoever grants it reads it'),
    ticket: needed(args, 'ticket', 'a waiver is tracked somewhere, e.g. SEC-123'),
    ...end,
    // Without a key of the caller's each call asks for another one.
    key: args.text('key') ?? terminal.newId(),
    ...given({ policy: args.text('policy'), artifact, service }),
  }
  return handIn<{ waiver: Waiver }>('v1/waivers', body, { args, terminal }, ({ waiver }) => [
    ...waiverLines(waiver, terminal),
    `Somebody else grants it: turnpike waiver grant ${waiver.id}`,
  ])
}
