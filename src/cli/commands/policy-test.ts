import { writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { TurnpikeError, explain } from '../../errors.ts'
import { runCases } from '../../policy/cases.ts'
import { caseJUnit } from '../case-junit.ts'
import { sayCaseResults } from '../case-results.ts'
import type { Args, Terminal } from '../command.ts'
import { coverageTable } from '../coverage-table.ts'
import { readTextFile } from '../text-file.ts'

/** `turnpike policy test FILE …`. Paths in a file of cases are relative to it. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const files = []
  for (const file of args.positionals) {
    const readBeside = (path: string) => readTextFile(resolve(dirname(file), path))
    files.push({ file, results: await runCases(readTextFile(file), readBeside) })
  }
  const junit = args.text('junit')
  if (junit !== undefined) writeReport(junit, caseJUnit(files))
  const code = sayCaseResults(files, terminal)
  if (!terminal.json)
    for (const { results } of files)
      for (const line of coverageTable(results.at(-1)?.coverage ?? [], terminal.colour)) terminal.print(line)
  return code
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (cause) {
    throw new TurnpikeError('USAGE', `--junit ${file} cannot be written (${explain(cause)})`, { cause })
  }
}
