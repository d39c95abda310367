import { EXIT } from '../../errors.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Args, Terminal } from '../command.ts'
import { problemLine, readTextFile } from '../text-file.ts'

/** `turnpike policy check FILE …`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  let wrong = 0
  for (const file of args.positionals) {
    const loaded = await loadPolicy(readTextFile(file), { name: file, origin: 'file' })
    const problems = 'problems' in loaded ? loaded.problems : []
    wrong += problems.length
    if (terminal.json) terminal.print(JSON.stringify(reportOf(file, loaded)))
    else if ('problems' in loaded)
      for (const problem of problems) terminal.print(problemLine(file, problem, terminal))
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

function reportOf(file: string, loaded: Awaited<ReturnType<typeof loadPolicy>>) {
  if ('problems' in loaded) return { file, valid: false, problems: loaded.problems }
  const { name, digest, rules } = loaded.policy
  return { file, valid: true, name, digest, rules: rules.length, problems: [] }
}
