import { linesOf } from '../../log/lines.ts'
import { isProofFile, verifyProofFile } from '../../log/proof-file.ts'
import { verifyExport } from '../../log/verify-export.ts'
import type { Args, Terminal } from '../command.ts'
import { openInput } from '../input.ts'
import { checkpointGiven, keysGiven, logKeys } from './log-given.ts'
import { sayExport, sayProof } from './log-say.ts'

/** `turnpike log verify FILE`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [file = ''] = args.positionals
  const keys = logKeys(args)
  const witnesses = keysGiven(args, 'witness', 'witness')
  const since = checkpointGiven(args, 'since', keys)
  const lines = linesOf(await openInput(file, terminal))
  const first = await lines.next()
  const start = first.done === true ? [] : first.value
  if (isProofFile(start[0] ?? '')) {
    return sayProof(verifyProofFile(start[0] ?? '', [...keys, ...witnesses]), witnesses, terminal)
  }
  const report = await terminal.during(
    `reading ${file}`,
    verifyExport(following(start, lines), { keys, witnesses, ...(since === undefined ? {} : { since }) }),
  )
  return sayExport(file === '-' ? 'The export' : file, report, since, terminal)
}

async function* following<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
