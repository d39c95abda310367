import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { handIn, idIn, overrideLines, type Override } from './exceptions-say.ts'

/** `turnpike override confirm`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const path = `v1/overrides/${idIn(args, 'an override')}/confirm`
  const body = given({ reason: args.text('reason') })
  return handIn<{ override: Override }>(path, body, { args, terminal }, ({ override }) =>
    overrideLines(override, terminal),
  )
}
