/**
 * The tools whose files the tests of scans, SBOMs and coverage read: `install(folder)` puts them, at pinned versions, into
 * a folder of their own. Run again, it does nothing. What cannot be installed (no network, no Python) is said and
 * left out; its tests are then skipped, or fail where tools are required.
 *
 *   node scripts/dialect-tools-scans.ts [folder]        default tmp/dialects
 */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

const run = promisify(execFile)

const NPM = {
  '@sigstore/sign': '5.1.0',
  '@microsoft/eslint-formatter-sarif': '3.1.0',
  '@cyclonedx/cyclonedx-npm': '6.0.1',
}
/** A project of some size, whose packages npm counts. */
const SHOP = { express: '5.1.0', kleur: '4.1.5', yaml: '2.8.1' }
const PYPI = ['bandit[sarif]==1.9.4', 'cyclonedx-bom==7.5.0', 'pytest==9.1.1', 'pytest-cov==7.1.0']

/** @returns what could not be installed, and why */
export async function install(folder: string): Promise<string[]> {
  const root = resolve(folder, 'scans')
  await mkdir(root, { recursive: true })
  const failed: string[] = []
  for (const [name, pins, make] of [
    ['npm', NPM, (place: string) => installNpm(place, NPM)],
    ['shop', SHOP, (place: string) => installNpm(place, SHOP)],
    ['python', PYPI, installPython],
  ] as const) {
    const place = join(root, name)
    const stamp = join(place, '.installed')
    const wanted = JSON.stringify(pins)
    if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) continue
    await rm(place, { recursive: true, force: true })
    await mkdir(place, { recursive: true })
    try {
      await make(place)
      await writeFile(stamp, wanted)
    } catch (error) {
      const lines = (error instanceof Error ? error.message : String(error)).trim().split('\n')
      failed.push(`scans/${name}: ${lines.slice(0, 3).join(' ')}`)
    }
  }
  return failed
}

async function installNpm(place: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
  await writeFile(
    join(place, 'package.json'),
    JSON.stringify({ name: 'webshop', version: '1.4.2', private: true, dependencies }),
  )
  await run(
    'npm',
    ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional'],
    {
      cwd: place,
    },
  )
}

async function installPython(place: string): Promise<void> {
  await run('python3', ['-m', 'venv', join(place, 'venv')])
  await run(join(place, 'venv', 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...PYPI])
}

if (process.argv[1] === import.meta.filename) {
  const failed = await install(process.argv[2] ?? 'tmp/dialects')
  for (const line of failed) console.error(`not installed: ${line}`)
  if (failed.length > 0) process.exitCode = 1
}
