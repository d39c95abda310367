import type { Args, Terminal } from '../command.ts'
import { handIn, idIn, needed, overrideLines, type Override } from './exceptions-say.ts'

/** `turnpike override review`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const path = `v1/overrides/${idIn(args, 'an override')}/review`
  const body = { reason: needed(args, 'reason', 'a review says what was found') }
  return handIn<{ override: Override }>(path, body, { args, terminal }, ({ override }) =>
    overrideLines(override, terminal),
  )
}
