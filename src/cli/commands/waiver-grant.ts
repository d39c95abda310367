import type { Args, Terminal } from '../command.ts'
import { answerWaiver } from './waiver-answer.ts'

/** `turnpike waiver grant`. */
export function run(args: Args, terminal: Terminal): Promise<number> {
  return answerWaiver('grant', args, terminal)
}
