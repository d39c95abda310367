/**
 * The commands of the pages, page by page in their order, as somebody types them: in one folder, against the store that the
 * page starts, or one that is there. Files of YAML that say their own path are put there as the page goes on.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, describe, expect, test as plain } from '@jest/globals'
import { bareEnvironment } from '../cli/run-cli.ts'
import { testWith } from '../tools.ts'
import { passed } from './evidence.ts'
import { examplesOf, type Example } from './examples.ts'
import { keptIn, missing } from './examples-kept.ts'
import { digestOf, WORLD } from './examples-world.ts'
import { ROOT, startLiveStore, TOKEN, type LiveStore } from './live-store.ts'
import { runLogged } from './pipeline.ts'

const test = testWith(['sh', 'make', 'npm'])
const MINUTES = 180_000
const PAGES = ['README.md', 'docs/getting-started.md', 'docs/run.md', 'docs/doctor.md']
const SHELL = /^(?:sh|bash|console)$/

interface Promised {
  /** What it prints, in this order. */
  says?: string[]
  /** Events that arrive in the store that is there. */
  types?: string[]
}

const PROMISED: Readonly<Record<string, Promised>> = {
  'README.md › The store': { says: ['listens'] },
  'README.md › Anywhere else': {
    says: ['deployed to where it belongs', 'What was looked at'],
    types: ['taskrun.started', 'testsuiterun.finished', 'turnpike-gate.evaluated', 'service.deployed'],
  },
  'docs/getting-started.md › 2. A store of your own': { says: ['listens'] },
  'docs/getting-started.md › 2. A store of your own #2': {},
  'docs/getting-started.md › 3. Say that something happened': { says: ['testsuiterun.finished'] },
  'docs/getting-started.md › 4. Ask': { says: ['found but refused', 'exit code 5'] },
  'docs/getting-started.md › 5. Write a policy': {},
  'docs/getting-started.md › 5. Write a policy #2': { says: ['listens'] },
  'docs/getting-started.md › 5. Write a policy #3': { says: ['exit code 0', 'exit code 3'] },
  'docs/getting-started.md › 6. Say whom the store believes': { says: ['listens'] },
  'docs/run.md › top': { types: ['taskrun.started', 'taskrun.finished'] },
  'docs/run.md › top #2': {
    types: [
      ...['taskrun.started', 'testsuiterun.started', 'testsuiterun.finished', 'taskrun.finished'],
      ...['taskrun.started', 'build.started', 'build.finished', 'taskrun.finished'],
      ...['taskrun.started', 'turnpike-infrastructure.applied', 'environment.modified', 'taskrun.finished'],
    ],
  },
  'docs/doctor.md › top': { says: ['What is known of this job', 'What was looked at'] },
  'docs/doctor.md › In the store': { says: ['token:ci'] },
}

/** Tests of their own, which need packages or are this very run. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'README.md › Try it': 'test/cli/demo.test.ts',
  'README.md › Try it #2': 'this run',
  'docs/getting-started.md › 1. See it (one minute)': 'test/cli/demo.test.ts',
}

const TOFU = [
  { '@level': 'info', type: 'version', terraform: '1.9.0', tofu: '1.9.0', ui: '1.2' },
  { '@level': 'info', type: 'apply_complete', hook: { resource: { addr: 'a.b' }, action: 'create' } },
  {
    '@level': 'info',
    type: 'change_summary',
    changes: { add: 1, change: 0, import: 0, remove: 0, operation: 'apply' },
  },
]

plain('every command of the pages is one that a test runs', () => {
  const names = PAGES.flatMap(examplesOf).filter(({ language }) => SHELL.test(language))
  expect(
    names
      .filter(({ name }) => !(name in PROMISED) && !(name in ELSEWHERE))
      .map(({ page, line, name }) => `${page}:${line} (${name})`),
  ).toEqual([])
  const there = names.map(({ name }) => name)
  expect([...Object.keys(PROMISED), ...Object.keys(ELSEWHERE)].filter((one) => !there.includes(one))).toEqual(
    [],
  )
})

describe('commands', () => {
  let home: string
  let store: LiveStore
  let serving: ChildProcess | undefined

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'turnpike-typed-'))
    store = await startLiveStore()
    await store.post(passed(digestOf('dist/webshop.tar')))
    mkdirSync(join(home, 'bin'))
    const program = (name: string, text: string) => {
      writeFileSync(join(home, 'bin', name), text)
      chmodSync(join(home, 'bin', name), 0o755)
    }
    program('turnpike', `#!/bin/sh\nexec node '${join(ROOT, 'dist/turnpike.js')}' "$@"\n`)
    program('tofu', `#!/bin/sh\ncat <<'END'\n${TOFU.map((one) => JSON.stringify(one)).join('\n')}\nEND\n`)
  })
  afterEach(async () => await stopServing())
  afterAll(async () => {
    await store?.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  })

  const stopServing = async (): Promise<void> => {
    const child = serving
    serving = undefined
    if (child === undefined || child.exitCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGINT')
    await ended
  }
  /** A store that the page starts, until the next one or the end of the page. */
  const serve = async (command: string, cwd: string, env: Record<string, string>): Promise<string> => {
    await stopServing()
    const child = spawn('sh', ['-c', `exec ${command}`], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    serving = child
    let said = ''
    return await new Promise((listens, failed) => {
      const heard = (chunk: Buffer) => {
        said += chunk.toString()
        if (/https?:\/\/127\.0\.0\.1|listen/.test(said)) listens(`${said} listens`)
      }
      child.stdout.on('data', heard)
      child.stderr.on('data', heard)
      child.once('exit', (code) => failed(new Error(`${command} ended with ${code}: ${said}`)))
    })
  }

  test.each(PAGES.map((page) => [page] as const))(
    '%s',
    async (page) => {
      const folder = join(home, page.replaceAll(/\W+/g, '-'))
      cpSync(join(ROOT, 'examples/webshop'), folder, {
        recursive: true,
        filter: (path) => !/[/\\](?:dist|reports|\.github)$/.test(path),
      })
      for (const [path, content] of Object.entries(WORLD)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), content, { mode: 0o755 })
      }
      cpSync(join(ROOT, 'policies/starter'), join(folder, 'policies/starter'), { recursive: true })
      mkdirSync(join(folder, 'dist'))
      cpSync(join(ROOT, 'dist/turnpike.js'), join(folder, 'dist/turnpike.js'))
      // What asks is behind the step that builds.
      if (page === 'docs/doctor.md' || page === 'README.md')
        await runLogged('make', ['dist'], { cwd: folder, env: {} })
      const port = String(await freePort())
      const env: Record<string, string> = {
        ...bareEnvironment(),
        PATH: `${join(home, 'bin')}:${dirname(process.execPath)}:${process.env.PATH}`,
        HOME: home,
        // The page that starts no store has one.
        ...(page === 'docs/getting-started.md' ? {} : { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: TOKEN }),
      }
      for (const example of examplesOf(page)) {
        const file = /^# (\S+\.yaml)$/m.exec(example.text.split('\n')[0] ?? '')?.[1]
        if (example.language === 'yaml' && file !== undefined) {
          mkdirSync(dirname(join(folder, file)), { recursive: true })
          writeFileSync(join(folder, file), example.text)
        }
        if (!SHELL.test(example.language) || example.name in ELSEWHERE) continue
        const { says = [], types } = PROMISED[example.name] ?? {}
        const before = (await keptIn(store)).at(-1)?.sequence ?? 0
        const said = await typed(example, folder, env, port)
        expect(inOrder(says, said)).toEqual([])
        if (types === undefined) continue
        const came = (await keptIn(store, before)).map(({ type }) => type)
        expect(missing(types, came)).toEqual([])
      }
    },
    MINUTES,
  )

  /** Runs a block; a store in it goes on behind it, and what it exports holds for the rest of the page. */
  const typed = async (example: Example, cwd: string, env: Record<string, string>, port: string) => {
    const text = example.text
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
      .replaceAll('--host 0.0.0.0', '--host 127.0.0.1')
      .replaceAll('--store https://store.example.org', `--store ${store.url}`)
    const lines = text.trimEnd().split('\n')
    const server = lines.find((line) => /^(?:node dist\/turnpike\.js|turnpike) serve /.test(line))
    for (const [, name = '', value = ''] of text.matchAll(/^export (\w+)=(\S+)$/gm)) env[name] = value
    const script = lines.filter((line) => line !== server).join('\n')
    // A line that prints an exit code goes on behind it.
    const stops = script.includes('$?') ? '-c' : '-ec'
    const { code, log } = await runLogged('sh', [stops, script], { cwd, env })
    const at = `${example.page}:${example.line}`
    expect({ at, code, log: code === 0 ? '' : log }).toEqual({ at, code: 0, log: '' })
    return server === undefined ? log : `${log}${await serve(`${server} --port ${port}`, cwd, env)}`
  }
})

/** What of the wanted is not there behind the one before. */
function inOrder(wanted: readonly string[], text: string): string[] {
  let at = 0
  return wanted.flatMap((one) => {
    const found = text.indexOf(one, at)
    if (found === -1) return [`${one} is not in: ${text.slice(-3000)}`]
    at = found + one.length
    return []
  })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}
