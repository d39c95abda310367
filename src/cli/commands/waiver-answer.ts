import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { endIn, handIn, idIn, needed, waiverLines, type Waiver } from './exceptions-say.ts'

/** `turnpike waiver grant`, `refuse` and `revoke`. @throws TurnpikeError USAGE, and what the store says */
export async function answerWaiver(
  what: 'grant' | 'refuse' | 'revoke',
  args: Args,
  terminal: Terminal,
): Promise<number> {
  const id = idIn(args, 'a waiver')
  const body =
    what === 'grant'
      ? { ...endIn(args), ...given({ reason: args.text('reason') }) }
      : { reason: needed(args, 'reason', `whoever asked wants to know why you ${what} it`) }
  return handIn<{ waiver: Waiver }>(`v1/waivers/${id}/${what}`, body, { args, terminal }, ({ waiver }) =>
    waiverLines(waiver, terminal),
  )
}
