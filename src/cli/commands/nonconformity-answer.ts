import type { Args, Terminal } from '../command.ts'
import { handIn, needed } from './exceptions-say.ts'
import { nonconformityLines, sequenceIn, type Nonconformity } from './nonconformity-say.ts'

/** `turnpike nonconformity answer`. @throws TurnpikeError USAGE, and what the store says */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const sequence = sequenceIn(args.positionals[0] ?? '', 'the number of a nonconformity')
  const reason = needed(args, 'reason', 'say what happened, and what follows').trim()
  const path = `v1/nonconformities/${sequence}/answer`
  return handIn<Nonconformity>(path, { reason }, { args, terminal }, (one) => {
    // The store keeps the first answer, and answers with that.
    if (one.answer?.reason !== reason) terminal.note('It was answered before; that answer stays.')
    return nonconformityLines(one, terminal)
  })
}
