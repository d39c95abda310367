import { EXIT } from '../errors.ts'
import type { Terminal } from './command.ts'

/** What came of one case of a file of cases, whether of policies or of trust documents. */
interface Result {
  name: string
  passed: boolean
  /** Why it failed, or, of the coverage, what is not covered; a line each. */
  problems: readonly string[]
}

/** Prints what came of the cases of each file. @returns the exit code: 3 when one is not as expected */
export function sayCaseResults(
  files: readonly { file: string; results: readonly Result[] }[],
  terminal: Terminal,
): number {
  for (const { file, results } of files) for (const result of results) sayResult(file, result, terminal)
  const failed = files.flatMap(({ results }) => results).filter(({ passed }) => !passed).length
  if (!terminal.json) terminal.note(failed === 0 ? 'all as expected' : `${failed} not as expected`)
  return failed > 0 ? EXIT.deny : EXIT.allow
}

function sayResult(file: string, result: Result, terminal: Terminal): void {
  if (terminal.json) return terminal.print(JSON.stringify({ file, ...result }))
  const { green, red, dim } = terminal.colour
  terminal.print(`${result.passed ? green('pass') : red('FAIL')}  ${result.name}`)
  for (const problem of result.problems) terminal.print(`      ${result.passed ? dim(problem) : problem}`)
}
