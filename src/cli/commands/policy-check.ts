import { readFileSync } from 'node:fs'
import { EXIT, TurnpikeError, explain, type Problem } from '../../errors.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Args, Terminal } from '../command.ts'

/** `turnpike policy check FILE …`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  let wrong = 0
  for (const file of args.positionals) {
    const loaded = await loadPolicy(read(file), { name: file, origin: 'file' })
    const problems = 'problems' in loaded ? loaded.problems : []
    wrong += problems.length
    if (terminal.json) terminal.print(JSON.stringify(reportOf(file, loaded)))
    else if ('problems' in loaded)
      for (const problem of problems) terminal.print(lineOf(file, problem, terminal))
    else {
      const { name, rules } = loaded.policy
      terminal.print(
        `${file}: ${terminal.colour.green('ok')}, policy ${name} with ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`,
      )
    }
  }
  if (wrong > 0 && !terminal.json) terminal.note(`${wrong} problem${wrong === 1 ? '' : 's'}`)
  return wrong === 0 ? EXIT.allow : EXIT.usage
}

/** `file:line:column message`, which editors and CI systems know how to jump to. */
export function lineOf(file: string, problem: Problem, terminal: Terminal): string {
  const place = `${file}:${problem.line ?? 1}:${problem.column ?? 1}`
  const path = problem.path === '' ? '' : terminal.colour.dim(` (${problem.path})`)
  return `${terminal.colour.bold(place)} ${problem.message}${path}`
}

function reportOf(file: string, loaded: Awaited<ReturnType<typeof loadPolicy>>) {
  if ('problems' in loaded) return { file, valid: false, problems: loaded.problems }
  const { name, digest, rules } = loaded.policy
  return { file, valid: true, name, digest, rules: rules.length, problems: [] }
}

/** @throws TurnpikeError USAGE */
export function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new TurnpikeError('USAGE', `${file} cannot be read (${explain(error)})`, { cause: error })
  }
}
