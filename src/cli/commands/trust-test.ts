import { TurnpikeError } from '../../errors.ts'
import { runTrustCases } from '../../trust/cases.ts'
import { sayCaseResults } from '../case-results.ts'
import type { Args, Terminal } from '../command.ts'
import { readTextFile } from '../text-file.ts'
import { trustIn } from './trust-check.ts'

/** `turnpike trust test FILE --cases CASES`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const document = trustIn(args.positionals[0]!, terminal)
  const files = args.texts('cases')
  if (files.length === 0) throw new TurnpikeError('USAGE', '--cases is missing: a file of cases')
  const shown = files.map((file) => ({ file, results: runTrustCases(document, readTextFile(file)) }))
  return sayCaseResults(shown, terminal)
}
