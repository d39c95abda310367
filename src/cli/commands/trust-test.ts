import { EXIT, TurnpikeError } from '../../errors.ts'
import { runTrustCases, type TrustCaseResult } from '../../trust/cases.ts'
import type { Args, Terminal } from '../command.ts'
import { read } from './policy-check.ts'
import { trustIn } from './trust-check.ts'

/** `turnpike trust test FILE --cases CASES`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const document = trustIn(args.positionals[0]!, terminal)
  const files = args.texts('cases')
  if (files.length === 0) throw new TurnpikeError('USAGE', '--cases is missing: a file of cases')
  let failed = 0
  for (const file of files) {
    const results = runTrustCases(document, read(file))
    failed += results.filter(({ passed }) => !passed).length
    for (const result of results) print(file, result, terminal)
  }
  if (!terminal.json) terminal.note(failed === 0 ? 'all as expected' : `${failed} not as expected`)
  return failed > 0 ? EXIT.deny : EXIT.allow
}

function print(file: string, result: TrustCaseResult, terminal: Terminal): void {
  if (terminal.json) return terminal.print(JSON.stringify({ file, ...result }))
  const { green, red, dim } = terminal.colour
  terminal.print(`${result.passed ? green('pass') : red('FAIL')}  ${result.name}`)
  for (const problem of result.problems) terminal.print(`      ${result.passed ? dim(problem) : problem}`)
}
