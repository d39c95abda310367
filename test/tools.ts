/**
 * Tests that need a program which npm does not bring. Where it is missing the test is skipped with a printed reason;
 * with TURNPIKE_REQUIRE_TOOLS=1 (as in CI) a missing program is a failure, so that nothing is skipped unseen.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { test } from '@jest/globals'

/** Where the reference data lies: beside the checkout, never part of it. */
export const SHARED = resolve(import.meta.dirname, '..', '..', 'shared')

/** The full path of a program on PATH (and in Go's default folder), or undefined. */
export function findProgram(name: string): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    join(process.env.HOME ?? '/nonexistent', 'go', 'bin'),
  ]
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file))
}

/** `test` when everything is there; else a skip that says why, or a failure where tools are required. */
export function testWith(programs: readonly string[]): typeof test | typeof test.skip {
  const missing = programs.filter((name) => findProgram(name) === undefined)
  if (missing.length === 0) return test
  const reason = `needs ${missing.join(', ')}, which is not on this machine`
  if (process.env.TURNPIKE_REQUIRE_TOOLS === '1') {
    return ((name: string) =>
      test(name, () => {
        throw new Error(`${name}: ${reason}`)
      })) as unknown as typeof test
  }
  process.stderr.write(`skipped: ${reason}\n`)
  return test.skip
}
