import { EXIT, TurnpikeError } from '../../errors.ts'
import type { Problem } from '../../errors.ts'
import { checkLayers } from '../../policy/layers/check.ts'
import type { Warning } from '../../policy/lint/context.ts'
import { lintPolicy } from '../../policy/lint/lint.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Args, Terminal } from '../command.ts'
import { problemLine, readTextFile } from '../text-file.ts'

interface Checked {
  file: string
  policy?: Policy
  problems: Problem[]
  warnings: Warning[]
}

/** `turnpike policy check FILE …`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const now = momentOf(args.text('at') ?? terminal.now())
  const files = await checkAll(args.positionals, now)
  for (const checked of files) {
    if (terminal.json) terminal.print(JSON.stringify(reportOf(checked)))
    else sayFile(checked, terminal)
  }
  const problems = files.flatMap((checked) => checked.problems).length
  const warnings = files.flatMap((checked) => checked.warnings).length
  if (problems + warnings > 0 && !terminal.json)
    terminal.note([counted(problems, 'problem'), counted(warnings, 'warning')].filter(Boolean).join(', '))
  return problems === 0 && (warnings === 0 || !args.on('strict')) ? EXIT.allow : EXIT.usage
}

/** Each file by itself, then all of them together, as layers. */
async function checkAll(names: readonly string[], now: number): Promise<Checked[]> {
  const files: Checked[] = []
  for (const file of names) {
    const loaded = await loadPolicy(readTextFile(file), { name: file, origin: 'store' })
    if ('policy' in loaded) files.push({ file, policy: loaded.policy, problems: [], warnings: [] })
    else files.push({ file, problems: loaded.problems, warnings: [] })
  }
  const policies = files.flatMap(({ policy }) => policy ?? [])
  for (const { policy, earlier, problem } of checkLayers(policies)) {
    const checked = files.find((one) => one.policy?.name === policy)
    const from = files.find((one) => one.policy?.name === earlier)
    const message = from === undefined ? problem.message : `${problem.message} (${from.file})`
    checked?.problems.push({ ...problem, message })
  }
  for (const checked of files) {
    const { policy } = checked
    if (policy === undefined) continue
    const beside = policies.filter((one) => one !== policy)
    checked.warnings = lintPolicy(policy, { now, beside })
  }
  return files
}

function sayFile({ file, policy, problems, warnings }: Checked, terminal: Terminal): void {
  const { green, yellow } = terminal.colour
  for (const problem of problems) terminal.print(problemLine(file, problem, terminal))
  for (const warning of warnings) {
    const message = `${yellow('warning:')} ${warning.message} [${warning.lint}]`
    terminal.print(problemLine(file, { ...warning, message }, terminal))
  }
  if (policy === undefined || problems.length > 0) return
  const { name, rules } = policy
  terminal.print(`${file}: ${green('ok')}, policy ${name} with ${counted(rules.length, 'rule')}`)
}

function reportOf({ file, policy, problems, warnings }: Checked) {
  if (policy === undefined) return { file, valid: false, problems, warnings }
  const { name, digest, layer, rules } = policy
  return { file, valid: problems.length === 0, name, digest, layer, rules: rules.length, problems, warnings }
}

function counted(count: number, what: string): string {
  return count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`
}

/** @throws TurnpikeError USAGE */
function momentOf(text: string): number {
  const moment = Date.parse(text)
  if (Number.isFinite(moment)) return moment
  throw new TurnpikeError('USAGE', `--at: "${text}" is not a moment such as 2026-12-01T08:00:00Z`)
}
