import type { Args, Terminal } from '../command.ts'
import { overrideLines, pathWith, printList, type Override } from './exceptions-say.ts'

/** `turnpike override list`. */
export function run(args: Args, terminal: Terminal): Promise<number> {
  const path = pathWith('v1/overrides', args, ['environment', 'state', 'review'])
  return printList<Override>(path, 'overrides', { args, terminal }, (one) => overrideLines(one, terminal))
}
