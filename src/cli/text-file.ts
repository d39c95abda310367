import { readFileSync } from 'node:fs'
import { TurnpikeError, explain, type Problem } from '../errors.ts'
import type { Terminal } from './command.ts'

/**
 * The text of a file that a person names.
 * @param called what the message calls it: the file, or the option that named it and the file
 * @throws TurnpikeError USAGE
 */
export function readTextFile(file: string, called = file): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new TurnpikeError('USAGE', `${called} cannot be read (${explain(error)})`, { cause: error })
  }
}

/** `file:line:column message`, which editors and CI systems know how to jump to. */
export function problemLine(file: string, problem: Problem, { colour }: Terminal): string {
  const place = `${file}:${problem.line ?? 1}:${problem.column ?? 1}`
  const path = problem.path === '' ? '' : colour.dim(` (${problem.path})`)
  return `${colour.bold(place)} ${problem.message}${path}`
}
