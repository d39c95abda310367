import { dirname, resolve } from 'node:path'
import { EXIT } from '../../errors.ts'
import { runCases, type CaseResult } from '../../policy/cases.ts'
import type { Args, Terminal } from '../command.ts'
import { read } from './policy-check.ts'

/** `turnpike policy test FILE …`. Paths in a file of cases are relative to it. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  let failed = 0
  for (const file of args.positionals) {
    const results = await runCases(read(file), (path) => read(resolve(dirname(file), path)))
    failed += results.filter(({ passed }) => !passed).length
    for (const result of results) print(file, result, terminal)
  }
  if (!terminal.json) terminal.note(failed === 0 ? 'all as expected' : `${failed} not as expected`)
  return failed > 0 ? EXIT.deny : EXIT.allow
}

function print(file: string, result: CaseResult, terminal: Terminal): void {
  if (terminal.json) return terminal.print(JSON.stringify({ file, ...result }))
  const { green, red, dim } = terminal.colour
  terminal.print(`${result.passed ? green('pass') : red('FAIL')}  ${result.name}`)
  for (const problem of result.problems) terminal.print(`      ${result.passed ? dim(problem) : problem}`)
}
