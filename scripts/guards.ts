/**
 * Takes each guard of test/guards/guards.ts away, one at a time, in a copy of the project, and shows the tests that turn
 * red. Fails when one does not: then a test of docs/defects.md cannot fail, which is worse than none.
 *
 *   npm run guards [F4 E1 …]
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { GUARDS, type Guard } from '../test/guards/guards.ts'
import { testFilesOf } from '../test/guards/names.ts'

const ROOT = resolve(import.meta.dirname, '..')
/** What tests and the build need; everything else stays behind. */
const COPIED = [
  'src',
  'test',
  'scripts',
  'dist',
  'schemas',
  'docs',
  'policies',
  'examples',
  'actions',
  'gitlab',
  'action.yml',
  'README.md',
  'package.json',
  'jest.config.js',
  'tsconfig.json',
  'tsconfig.build.json',
  'tsconfig.lib.json',
]

interface Told {
  assertionResults: { title: string; ancestorTitles: string[]; status: string }[]
  message: string
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const guards = GUARDS.filter(({ defect }) => wanted.length === 0 || wanted.includes(defect))
  const upcoming = guards.values()
  let failures = 0
  const worker = async (nth: number) => {
    const copy = copyProject()
    try {
      // A test that is red anyway shows nothing.
      if (nth === 0) {
        const red = await failedTests(
          testFilesOf(
            guards.flatMap(({ red }) => red),
            ROOT,
          ),
          copy,
        )
        if (red.length > 0) throw new Error(`red with every guard in place: ${red.join('; ')}`)
      }
      for (const guard of upcoming) {
        const missing = await without(guard, copy)
        if (missing.length > 0) failures++
        const said = missing.length === 0 ? 'red  ' : 'GREEN'
        console.log(`${said} ${guard.defect.padEnd(3)} without: ${guard.without}`)
        for (const name of guard.red) console.log(`        ${missing.includes(name) ? '!' : '×'} ${name}`)
      }
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
  const workers = Math.min(2, availableParallelism())
  await Promise.all(Array.from({ length: workers }, (_, nth) => worker(nth)))
  console.log(`${guards.length} guards taken away, ${guards.length - failures} noticed`)
  if (failures > 0) process.exitCode = 1
}

/** @returns the names of tests that stayed green */
async function without(guard: Guard, copy: string): Promise<string[]> {
  const path = join(copy, guard.file)
  const original = readFileSync(path, 'utf8')
  if (original.split(guard.find).length !== 2)
    throw new Error(`${guard.file} does not hold exactly once: ${guard.find}`)
  writeFileSync(
    path,
    original.replace(guard.find, () => guard.replace),
  )
  try {
    if (guard.built === true && (await run(process.execPath, ['scripts/build.ts'], copy)) !== 0)
      throw new Error(`without "${guard.without}" the project does not build`)
    const failed = await failedTests(testFilesOf(guard.red, ROOT), copy)
    return guard.red.filter((name) => !failed.some((title) => fits(name, title)))
  } finally {
    writeFileSync(path, original)
    if (guard.built === true) cpSync(join(ROOT, 'dist'), join(copy, 'dist'), { recursive: true })
  }
}

/** Names of tests and of what they stand in. */
async function failedTests(files: readonly string[], copy: string): Promise<string[]> {
  const report = join(copy, 'guards.json')
  rmSync(report, { force: true })
  await run(
    'npm',
    ['test', '--silent', '--', '--runInBand', '--json', `--outputFile=${report}`, ...files],
    copy,
  )
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: Told[] }
  const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0)
  // A file that does not even load says nothing about its tests.
  if (broken.length > 0) throw new Error(broken.map(({ message }) => message).join('\n'))
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .flatMap(({ title, ancestorTitles }) => [title, ...ancestorTitles]),
  )
}

/** Of a row of `test.each` the name has `%s` or `%j` where the title has the value. */
function fits(name: string, title: string): boolean {
  const parts = name.split(/%[sj]/u)
  if (parts.length === 1) return title === name
  return title.startsWith(parts[0]!) && title.endsWith(parts.at(-1)!)
}

function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'turnpike-guards-'))
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Resolves to what it ends with: tests are meant to fail. */
function run(command: string, args: readonly string[], cwd: string): Promise<number | null> {
  return new Promise((done, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', done)
  })
}

await main()
