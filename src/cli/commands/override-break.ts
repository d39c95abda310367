import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { digestIn, endIn, handIn, needed, overrideLines, type Override } from './exceptions-say.ts'

/** `turnpike override`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const artifact = await digestIn(args, terminal)
  if (artifact === undefined)
    throw new TurnpikeError('USAGE', '--artifact is missing: an override is for one digest')
  const body = {
    artifact,
    environment: needed(args, 'environment', 'an override is for one'),
    reason: needed(args, 'reason', 'say what is broken, and why this cannot wait'),
    ticket: needed(args, 'ticket', 'an override is tracked somewhere, e.g. INC-4711'),
    ...endIn(args),
    key: args.text('key') ?? terminal.newId(),
    ...given({ service: args.text('service') }),
  }
  return handIn<{ override: Override }>('v1/overrides', body, { args, terminal }, ({ override }) => [
    ...overrideLines(override, terminal),
    ...(override.second === undefined
      ? [`Somebody else confirms it: turnpike override confirm ${override.id}`]
      : []),
  ])
}
