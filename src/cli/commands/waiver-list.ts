import type { Args, Terminal } from '../command.ts'
import { pathWith, printList, waiverLines, type Waiver } from './exceptions-say.ts'

/** `turnpike waiver list`. */
export function run(args: Args, terminal: Terminal): Promise<number> {
  const path = pathWith('v1/waivers', args, ['environment', 'state'])
  return printList<Waiver>(path, 'waivers', { args, terminal }, (one) => waiverLines(one, terminal))
}
