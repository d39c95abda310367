/** Real tools on samples of our own, and what becomes of the files that they write. */
import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createReadStream, existsSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { afterAll, test } from '@jest/globals'
import type { ReportContext, ReportFile } from '../../../src/sources/reports/report.ts'
import { facts, NOW } from '../../sources/describing.ts'

const ROOT = resolve(import.meta.dirname, '..', '..', '..')
const INSTALLED = join(ROOT, 'tmp', 'dialects', 'scans')
export const MODULES = join(ROOT, 'node_modules')
export const DIGEST = `sha256:${'c'.repeat(64)}`
export const context: ReportContext = { facts, now: NOW, artifacts: [{ digest: DIGEST }] }

/** Where a tool was put by scripts/dialect-tools-scans.ts. */
export function installed(...path: string[]): string {
  return join(INSTALLED, ...path)
}

/** `test` when these are installed; else a skip that says why, or a failure where tools are required. */
export function testWithInstalled(...names: ('npm' | 'shop' | 'python')[]): typeof test | typeof test.skip {
  const missing = names.filter((name) => !existsSync(installed(name, '.installed')))
  if (missing.length === 0) return test
  const reason = `needs ${missing.join(', ')} of tmp/dialects/scans; install with node scripts/dialect-tools-scans.ts`
  if (process.env.TURNPIKE_REQUIRE_TOOLS === '1')
    return ((name: string) =>
      test(name, () => {
        throw new Error(`${name}: ${reason}`)
      })) as unknown as typeof test
  process.stderr.write(`skipped: ${reason}\n`)
  return test.skip
}

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A copy of a sample, in a folder that is removed. */
export async function sample(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-dialect-'))
  folders.push(folder)
  await cp(join(ROOT, 'test', 'dialects', 'samples', name), folder, { recursive: true })
  return folder
}

/** Runs a program to its end; tools that find something end with another status than 0. */
export async function run(
  program: string,
  args: readonly string[],
  cwd: string,
): Promise<{ stdout: string; stderr: string; status: number }> {
  // Neither this test run's options nor its coverage are the tool's.
  const { NODE_OPTIONS: _, NODE_V8_COVERAGE: __, NODE_TEST_CONTEXT: ___, ...env } = process.env
  return new Promise((done, failed) => {
    execFile(program, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number')
        failed(new Error(`${program}: ${error.message}\n${stderr}`))
      else done({ stdout, stderr, status: Number(error?.code ?? 0) })
    })
  })
}

export function open(...path: string[]): AsyncIterable<Uint8Array> {
  return createReadStream(join(...path))
}

export async function fileOf(...path: string[]): Promise<ReportFile> {
  const place = join(...path)
  const digest = `sha256:${createHash('sha256')
    .update(await readFile(place))
    .digest('hex')}`
  return { path: path.at(-1) ?? '', bytes: (await stat(place)).size, digest }
}

export async function jsonIn<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), 'utf8')) as T
}
