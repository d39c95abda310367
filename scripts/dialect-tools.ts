/**
 * Installs the tools whose files the dialect tests read (`test/dialects/`), pinned, into `tmp/dialects/`, which is not
 * part of the repository. What is there in the right version is left alone, so a second run takes no time.
 *
 *   node scripts/dialect-tools.ts
 *
 * Ends with 1 when a tool could not be installed; the others are installed all the same. Packages of the system
 * (PHPUnit, Gradle, Maven, Perl) are installed where this runs as root on Debian; elsewhere it says what is missing.
 * Go has to be there.
 */
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { install as installScanTools } from './dialect-tools-scans.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'tmp', 'dialects')
const SAMPLES = join(ROOT, 'test', 'dialects', 'samples')

/** One thing to install. */
export interface DialectTool {
  name: string
  /** Of what it consists; another text is another version. */
  pins: Readonly<Record<string, string>>
  /** Programs it cannot be installed without. */
  needs?: readonly string[]
  /** Beyond the stamp: something that may have been taken away. */
  isThere(folder: string): boolean
  /** @param folder `tmp/dialects` @param run a command in a folder; rejects with the end of its output */
  install(folder: string, run: Run): Promise<void>
}

type Run = (command: string, args: readonly string[], cwd: string, env?: NodeJS.ProcessEnv) => Promise<void>

const NPM = {
  'jest-junit': '17.0.0',
  vitest: '5.1.1',
  // The newest one that mocha-junit-reporter (which Cypress uses, too) works with.
  mocha: '11.8.0',
  'mocha-junit-reporter': '2.2.1',
  '@playwright/test': '1.65.1',
}

/** Where Maven keeps what it fetched. */
const MAVEN_CACHE = join(homedir(), '.m2', 'repository', 'org', 'apache', 'maven', 'surefire')

export const TEST_TOOLS: readonly DialectTool[] = [
  {
    name: 'npm',
    pins: NPM,
    isThere: (folder) =>
      Object.keys(NPM).every((name) => existsSync(join(folder, 'npm', 'node_modules', name))),
    async install(folder, run) {
      const place = join(folder, 'npm')
      await mkdir(place, { recursive: true })
      await writeFile(join(place, 'package.json'), JSON.stringify({ private: true, dependencies: NPM }))
      await rm(join(place, 'package-lock.json'), { force: true })
      await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'], place)
    },
  },
  {
    name: 'pytest',
    pins: { pytest: '9.2.0' },
    needs: ['python3'],
    isThere: (folder) => existsSync(join(folder, 'pytest', 'bin', 'pytest')),
    async install(folder, run) {
      const place = join(folder, 'pytest')
      await rm(place, { recursive: true, force: true })
      await run('python3', ['-m', 'venv', place], folder)
      await run(
        join(place, 'bin', 'pip'),
        ['install', '-q', '--disable-pip-version-check', 'pytest==9.2.0'],
        folder,
      )
    },
  },
  {
    name: 'surefire',
    // They stand in the sample's pom.xml.
    pins: { surefire: '3.5.4', jupiter: '5.13.4' },
    needs: ['mvn', 'java'],
    isThere: () => existsSync(join(MAVEN_CACHE, 'maven-surefire-common', '3.5.4')),
    async install(_folder, run) {
      // Surefire fetches what it runs tests with when it runs some, so it does that once.
      const place = await mkdtemp(join(tmpdir(), 'surefire-'))
      await cp(join(SAMPLES, 'surefire'), place, { recursive: true })
      await run('mvn', ['-B', '-ntp', '-q', '-Dmaven.test.failure.ignore=true', 'test'], place)
      await rm(place, { recursive: true, force: true })
    },
  },
  {
    name: 'go-junit-report',
    pins: { 'github.com/jstemmer/go-junit-report/v2': 'v2.1.0' },
    needs: ['go'],
    isThere: (folder) => existsSync(join(folder, 'bin', 'go-junit-report')),
    async install(folder, run) {
      await run('go', ['install', 'github.com/jstemmer/go-junit-report/v2@v2.1.0'], folder, {
        GOBIN: join(folder, 'bin'),
      })
    },
  },
]

/** Programs of the system, and Debian's packages that bring them. Whatever version the distribution has. */
const SYSTEM = {
  phpunit: 'phpunit',
  gradle: 'gradle',
  mvn: 'maven',
  prove: 'perl',
  python3: 'python3-venv',
} as const

/** @returns what could not be installed, in words */
async function installSystem(): Promise<string[]> {
  const packages = Object.entries(SYSTEM).flatMap(([program, name]) => (onPath(program) ? [] : [name]))
  if (packages.length === 0) return []
  if (process.getuid?.() !== 0 || !onPath('apt-get'))
    return [`needs the packages ${packages.join(', ')}; install them as root`]
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  try {
    // The lists may be missing or old.
    await run('apt-get', install, FOLDER, env).catch(async () => {
      await run('apt-get', ['update', '-qq'], FOLDER, env)
      await run('apt-get', install, FOLDER, env)
    })
    return []
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
}

/** Installs what is missing. @returns what could not be installed, in words */
export async function installTools(tools: readonly DialectTool[]): Promise<string[]> {
  await mkdir(FOLDER, { recursive: true })
  // First, since Maven is among them.
  const problems = await installSystem()
  const done = await Promise.all(tools.map((tool) => installed(tool)))
  return [...problems, ...done.flatMap((problem) => problem ?? [])]
}

async function installed(tool: DialectTool): Promise<string | undefined> {
  const stamp = join(FOLDER, `${tool.name}.stamp`)
  const pins = JSON.stringify(tool.pins)
  const before = await readFile(stamp, 'utf8').catch(() => '')
  if (before === pins && tool.isThere(FOLDER)) return undefined
  const missing = (tool.needs ?? []).filter((program) => !onPath(program))
  if (missing.length > 0) return `${tool.name}: needs ${missing.join(', ')}, which is not on this machine`
  const started = Date.now()
  try {
    await tool.install(FOLDER, run)
    if (!tool.isThere(FOLDER)) return `${tool.name}: was installed, and is not where it should be`
    await writeFile(stamp, pins)
    console.log(`${tool.name}: installed (${Math.round((Date.now() - started) / 1000)} s)`)
    return undefined
  } catch (error) {
    return `${tool.name}: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Ten minutes: a registry that answers slowly is waited for, one that does not answer is not. */
const TIMEOUT = 600_000

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  return new Promise((resolved, rejected) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT,
    })
    let said = ''
    const keep = (data: Buffer): void => void (said = (said + data.toString()).slice(-4000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', rejected)
    child.on('close', (code) => {
      if (code === 0) resolved()
      else rejected(new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}\n${said}`))
    })
  })
}

async function main(): Promise<void> {
  const problems = await installTools(TEST_TOOLS)
  // The tools that make scans, bills of materials and coverage have a list of their own.
  problems.push(...(await installScanTools(FOLDER)))
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}

if (import.meta.main) await main()
