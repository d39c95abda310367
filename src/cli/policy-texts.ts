/** Policy files that a command hands to a store: read, and loaded here first, so that problems have their file and line. */
import { TurnpikeError } from '../errors.ts'
import { loadPolicy } from '../policy/load.ts'
import type { Args, Terminal } from './command.ts'
import { readInput } from './input.ts'
import { problemLine } from './text-file.ts'

/** Name and text of each `--policy FILE`. @throws TurnpikeError INVALID_POLICY after every problem was said */
export async function policyTexts(args: Args, terminal: Terminal): Promise<{ name: string; text: string }[]> {
  const files: { name: string; text: string }[] = []
  let wrong = 0
  for (const name of args.texts('policy')) {
    const text = await readInput(name, terminal)
    const loaded = await loadPolicy(text, { name, origin: 'store' })
    files.push({ name, text })
    if (!('problems' in loaded)) continue
    wrong += loaded.problems.length
    for (const problem of loaded.problems)
      terminal.note(problemLine(name, problem, { ...terminal, colour: terminal.noteColour }))
  }
  if (wrong === 0) return files
  throw new TurnpikeError('INVALID_POLICY', `${wrong} problem${wrong === 1 ? '' : 's'} in the policy`)
}

/** @throws TurnpikeError USAGE */
export function momentOf(text: string, option: string): string {
  const moment = Date.parse(text)
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/iu.test(text) || Number.isNaN(moment))
    throw new TurnpikeError(
      'USAGE',
      `--${option} is a time such as 2026-11-21T14:00:00Z, not ${JSON.stringify(text)}`,
    )
  return new Date(moment).toISOString()
}
