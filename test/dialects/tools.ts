/** Tests against the real tools, which `scripts/dialect-tools.ts` installs. */
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { test } from '@jest/globals'
import { findProgram } from '../tools.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** Where the tools are. */
export const DIALECTS = join(ROOT, 'tmp', 'dialects')
const SAMPLES = join(import.meta.dirname, 'samples')

/** Maven and Gradle take a while where much else is going on. */
const TIMEOUT = 240_000

/**
 * `test` when everything is there; else a skip that says why, or a failure with TURNPIKE_REQUIRE_TOOLS=1.
 * @param files below `tmp/dialects` @param programs on PATH
 */
export function testWithDialect(
  files: readonly string[],
  programs: readonly string[] = [],
): typeof test | typeof test.skip {
  const missing = [
    ...files.filter((file) => !existsSync(join(DIALECTS, file))).map((file) => `tmp/dialects/${file}`),
    ...programs.filter((name) => findProgram(name) === undefined),
  ]
  if (missing.length === 0)
    return ((name: string, run: () => Promise<void>) => test(name, run, TIMEOUT)) as unknown as typeof test
  const reason = `needs ${missing.join(', ')}; run node scripts/dialect-tools.ts`
  if (process.env.TURNPIKE_REQUIRE_TOOLS === '1') {
    return ((name: string) =>
      test(name, () => {
        throw new Error(`${name}: ${reason}`)
      })) as unknown as typeof test
  }
  process.stderr.write(`skipped: ${reason}\n`)
  return test.skip
}

export interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

/** A sample in a folder of its own, which is gone after `use`. Programs see packages of `tmp/dialects/npm`. */
export async function inSample<T>(sample: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), `sample-${sample}-`))
  try {
    cpSync(join(SAMPLES, sample), folder, { recursive: true })
    const packages = join(DIALECTS, 'npm', 'node_modules')
    if (existsSync(packages)) symlinkSync(packages, join(folder, 'node_modules'))
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Runs a program to its end, whatever its exit code: samples fail on purpose. */
export function runIn(
  folder: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Ran> {
  return new Promise((resolved, rejected) => {
    const child = spawn(command, args, {
      cwd: folder,
      // Nothing of the test run we are in: a tool may take its variables for its own.
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', rejected)
    child.on('close', (code) => resolved({ code, stdout, stderr }))
  })
}

/** A number that a tool prints, such as `3` of `3 failed`; 0 when it prints none. */
export function printed(output: string, pattern: RegExp): number {
  return Number(pattern.exec(output)?.[1] ?? 0)
}
