import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { EXIT, TurnpikeError, explain } from '../../errors.ts'
import { runCases } from '../../policy/cases.ts'
import { lintPolicy } from '../../policy/lint/lint.ts'
import { loadPolicy } from '../../policy/load.ts'
import type { Policy } from '../../policy/policy.ts'
import type { Answers } from '../../policy/starter/answers.ts'
import { starterCases } from '../../policy/starter/cases-text.ts'
import { starterPolicy } from '../../policy/starter/policy-text.ts'
import type { Args, Terminal } from '../command.ts'
import { answersOf } from '../policy-questions.ts'
import type { Ask } from '../policy-questions.ts'

/** `turnpike policy init [FOLDER]`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const now = Date.parse(terminal.now())
  const folder = args.positionals[0] ?? '.'
  const asking = args.on('yes') || process.stdin.isTTY !== true ? undefined : askOnTerminal(terminal)
  const answers = await answersOf(args, {
    ask: asking?.ask,
    tell: (line) => terminal.note(line),
    now,
  }).finally(() => asking?.close())
  const text = starterPolicy(answers)
  const policy = await loaded(text)
  const cases = starterCases(answers, policy, now)
  await mustHold(cases, answers, text)
  const files = {
    policy: join(folder, `${answers.name}.yaml`),
    cases: join(folder, `${answers.name}.cases.yaml`),
  }
  writeBoth(folder, [
    [files.policy, text],
    [files.cases, cases],
  ])
  const warnings = lintPolicy(policy, { now })
  if (terminal.json)
    terminal.print(JSON.stringify({ ...files, name: policy.name, digest: policy.digest, warnings }))
  else {
    terminal.print(`${files.policy}: policy ${policy.name} with ${policy.rules.length} rules`)
    terminal.print(`${files.cases}: the cases that test it`)
    for (const { message } of warnings) terminal.note(`${terminal.noteColour.yellow('warning:')} ${message}`)
    terminal.note(`Try it: turnpike policy test ${files.cases}`)
  }
  return EXIT.allow
}

/** Questions go to standard error, so that standard output stays clean. */
function askOnTerminal(terminal: Terminal): { ask: Ask; close: () => void } {
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const ended = new Promise<never>((_, reject) => {
    lines.once('close', () =>
      reject(new TurnpikeError('USAGE', 'the questions were not answered; nothing was written')),
    )
  })
  ended.catch(() => undefined)
  const { bold, dim } = terminal.noteColour
  return {
    ask: (question, suggested) =>
      Promise.race([
        lines.question(`${bold(question)} ${dim(`[${suggested === '-' ? 'none' : suggested}]`)} `),
        ended,
      ]),
    close: () => lines.close(),
  }
}

/** @throws TurnpikeError USAGE when what was answered makes no policy */
async function loaded(text: string): Promise<Policy> {
  const read = await loadPolicy(text, { name: 'the policy', origin: 'store' })
  if ('policy' in read) return read.policy
  const [first] = read.problems
  throw new TurnpikeError(
    'USAGE',
    `what was answered makes no policy: ${first?.message ?? ''} (${first?.path ?? ''})`,
  )
}

/** What is handed out must be green: a case that is not is a defect of the program, and nothing is written. */
async function mustHold(cases: string, { name }: Answers, policy: string): Promise<void> {
  const results = await runCases(cases, () => policy)
  const failed = results.find(({ passed }) => !passed)
  if (failed !== undefined)
    throw new Error(`the cases of ${name} do not hold: ${failed.name}: ${failed.problems.join('; ')}`)
}

/** Both or neither, and nothing is written over. @throws TurnpikeError USAGE */
function writeBoth(folder: string, files: readonly (readonly [path: string, text: string])[]): void {
  const there = files.filter(([path]) => existsSync(path)).map(([path]) => path)
  if (there.length > 0)
    throw new TurnpikeError(
      'USAGE',
      `${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} there already; nothing was written. Give another --name or folder`,
    )
  const written: string[] = []
  try {
    mkdirSync(folder, { recursive: true })
    for (const [path, text] of files) {
      writeFileSync(path, text, { flag: 'wx' })
      written.push(path)
    }
  } catch (cause) {
    for (const path of written) rmSync(path)
    throw new TurnpikeError('USAGE', `the policy cannot be written (${explain(cause)})`, { cause })
  }
}
