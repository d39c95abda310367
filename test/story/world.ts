/** Everything outside the story: one store in a process of its own, the forges, the sign-in, Sigstore; on loopback. */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { transformSync } from '@swc/core'
import { startDevProvider } from '../../src/server/people/dev-provider.ts'
import { ROOT } from '../e2e/run-action.ts'
import { startSigstore, type SigstoreWorld } from '../trust/signatures/sigstore-world.ts'
import { startForges, type Forges } from './forges.ts'
import { PEOPLE, type Person } from './people.ts'
import { HOOKS, trustOf } from './trust.ts'

export interface World {
  /** Its own address; an organisation's is `/o/<name>` of it. */
  storeUrl: string
  folder: string
  forges: Forges
  sigstore: SigstoreWorld
  /** What every process of the story has in its environment: the clock. */
  env: Record<string, string>
  /** The moment it is, RFC 3339. */
  now(): string
  /** Makes it this moment, everywhere. */
  setClock(moment: string): void
  stop(): Promise<void>
}

export interface Organisation {
  name: string
  /** File name → text. */
  policies: Readonly<Record<string, string>>
}

export const hookSecret = (name: string) => `the-secret-of-the-hook-${name}-32-characters`

/**
 * @param start the moment the story begins
 * @param organisations what each has for policies, told where Sigstore's trusted root is
 */
export async function startWorld(
  start: string,
  organisations: (trustedRoot: string) => readonly Organisation[],
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-story-'))
  const clockFile = join(folder, 'clock')
  const clock = new Date(start)
  const setClock = (moment: string) => {
    clock.setTime(Date.parse(moment))
    // In one step: the store reads it at any time.
    writeFileSync(`${clockFile}.new`, clock.toISOString())
    renameSync(`${clockFile}.new`, clockFile)
  }
  setClock(start)
  // As JavaScript: taking the types away takes Node longer than all else it does before a program starts.
  const preloaded = join(folder, 'clock.mjs')
  const typed = readFileSync(join(import.meta.dirname, 'clock.ts'), 'utf8')
  const { code } = transformSync(typed, { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } })
  writeFileSync(preloaded, code)
  const env = {
    STORY_CLOCK: clockFile,
    NODE_OPTIONS: `--import ${pathToFileURL(preloaded).href}`,
    NODE_NO_WARNINGS: '1',
  }
  const now = () => clock.getTime()
  const forges = await startForges(now)
  const sigstore = await startSigstore(clock)
  const login = await startDevProvider({
    people: Object.values<Person>(PEOPLE).map(({ name, says }) => ({ subject: name, says, groups: [] })),
    now,
    random: randomBytes,
    log: () => undefined,
  })
  const leave = async () => {
    await Promise.all([forges.stop(), sigstore.close(), login.close()])
    rmSync(folder, { recursive: true, force: true })
  }
  for (const { name, policies } of organisations(sigstore.trustedRoot)) {
    const home = join(folder, 'organisations', name)
    mkdirSync(join(home, 'policies'), { recursive: true })
    writeFileSync(join(home, 'trust.yaml'), trustOf(name, forges, login.issuer))
    for (const [file, text] of Object.entries(policies)) writeFileSync(join(home, 'policies', file), text)
  }
  const store = await startStore(folder, env).catch(async (error: unknown) => {
    await leave()
    throw error
  })
  return {
    storeUrl: store.url,
    folder,
    forges,
    sigstore,
    env,
    now: () => clock.toISOString(),
    setClock,
    async stop() {
      await store.stop()
      await leave()
    },
  }
}

async function startStore(folder: string, env: Record<string, string>) {
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'dist', 'turnpike.js'),
      ...['serve', '--json', '--port', '0', '--database', join(folder, 'events.db')],
      ...['--organisations', join(folder, 'organisations')],
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        ...env,
        ...Object.fromEntries(Object.entries(HOOKS).map(([name, hook]) => [hook.env, hookSecret(name)])),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const said: string[] = []
  createInterface(child.stderr).on('line', (line) => said.push(line))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const url = await new Promise<string>((found, failed) => {
    createInterface(child.stdout).on('line', (line) => {
      said.push(line)
      const { url } = JSON.parse(line) as { url?: string }
      if (url !== undefined) found(url)
    })
    child.once('exit', (code) => failed(new Error(`the store ended with ${code}: ${said.join('\n')}`)))
  })
  const problems = said.filter((line) => /not in force|not served|problem/.test(line))
  if (problems.length > 0) {
    child.kill('SIGTERM')
    throw new Error(`the store started with problems:\n${problems.join('\n')}`)
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
