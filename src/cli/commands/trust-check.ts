import { EXIT, TurnpikeError, type Problem } from '../../errors.ts'
import type { TrustDocument } from '../../trust/document.ts'
import { loadTrust, type LoadedTrust } from '../../trust/load.ts'
import type { Args, Terminal } from '../command.ts'
import { problemLine, readTextFile } from '../text-file.ts'

/** `turnpike trust check FILE …`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  let wrong = 0
  for (const file of args.positionals) {
    const loaded = loadTrust(readTextFile(file), { name: file, now: Date.parse(terminal.now()) })
    wrong += 'problems' in loaded ? loaded.problems.length : 0
    if (terminal.json) terminal.print(JSON.stringify(reportOf(file, loaded)))
    else if ('problems' in loaded)
      for (const problem of loaded.problems) terminal.print(problemLine(file, problem, terminal))
    else {
      warn(file, loaded.warnings, terminal)
      const { organisation, grants } = loaded.trust
      terminal.print(
        `${file}: ${terminal.colour.green('ok')}, trust of ${organisation} with ${grants.length} ${grants.length === 1 ? 'grant' : 'grants'}`,
      )
    }
  }
  if (wrong > 0 && !terminal.json) terminal.note(`${wrong} problem${wrong === 1 ? '' : 's'}`)
  return wrong === 0 ? EXIT.allow : EXIT.usage
}

function warn(file: string, warnings: readonly Problem[], terminal: Terminal): void {
  for (const warning of warnings)
    terminal.print(
      problemLine(
        file,
        { ...warning, message: `${terminal.colour.yellow('warning:')} ${warning.message}` },
        terminal,
      ),
    )
}

function reportOf(file: string, loaded: LoadedTrust) {
  if ('problems' in loaded) return { file, valid: false, problems: loaded.problems, warnings: [] }
  const { organisation, digest, grants } = loaded.trust
  const { warnings } = loaded
  return { file, valid: true, organisation, digest, grants: grants.length, problems: [], warnings }
}

/** The document in a file. @throws TurnpikeError USAGE with every problem */
export function trustIn(file: string, terminal: Terminal): TrustDocument {
  const loaded = loadTrust(readTextFile(file), { name: file, now: Date.parse(terminal.now()) })
  if ('trust' in loaded) return loaded.trust
  const { problems } = loaded
  const shown = problems.slice(0, 20).map((problem) => problemLine(file, problem, terminal))
  throw new TurnpikeError('USAGE', [`${file} does not load`, ...shown].join('\n  '), { problems })
}
