import { dirname, resolve } from 'node:path'
import { runCases } from '../../policy/cases.ts'
import { sayCaseResults } from '../case-results.ts'
import type { Args, Terminal } from '../command.ts'
import { readTextFile } from '../text-file.ts'

/** `turnpike policy test FILE …`. Paths in a file of cases are relative to it. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const files = []
  for (const file of args.positionals) {
    const readBeside = (path: string) => readTextFile(resolve(dirname(file), path))
    files.push({ file, results: await runCases(readTextFile(file), readBeside) })
  }
  return sayCaseResults(files, terminal)
}
