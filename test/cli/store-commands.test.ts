/** The commands that speak to a store: without a server, and over HTTP with one in another process. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Decision } from '../../src/policy/decision.ts'
import { bareEnvironment, ROOT, turnpike } from './run-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'turnpike-cli-store-'))
const at = (name: string) => join(folder, name)
afterAll(() => rmSync(folder, { recursive: true }))

const DIGEST = `sha256:${'cd'.repeat(32)}`
const ABOUT = ['--artifact', DIGEST, '--environment', 'production']
const POLICY = `
apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
producers:
  here: { id: loopback }
  ci: { id: 'token:ci' }
rules:
  - { id: tests, kind: evidence, type: testsuiterun.finished, producer: [here, ci], match: { outcome: success }, onMissing: wait }
`
beforeAll(() => writeFileSync(at('production.yaml'), POLICY))

const EVIDENCE = [
  'emit',
  '--type',
  'testsuiterun.finished',
  '--artifact',
  DIGEST,
  '--content',
  '{ outcome: success }',
]

describe('without a server', () => {
  test('a job is told from its start to its end, with the outcome that was given', async () => {
    const local = ['--store', `sqlite:${at('job.db')}`]
    for (const args of [['start'], ['finish', '--status', 'failed', '--artifact', DIGEST]])
      expect(await turnpike(['track', ...args, ...local])).toMatchObject({ code: 0, stderr: '' })
    const { stdout } = await turnpike(['events', ...local, '--artifact', DIGEST])
    expect(stdout).toMatch(/taskrun\.finished .* failure/)
    expect((await turnpike(['events', ...local])).stdout.trim().split('\n')).toHaveLength(3)
  })

  const store = ['--store', `sqlite:${at('local.db')}`]
  const gate = (...more: string[]) =>
    turnpike(['gate', ...store, ...ABOUT, '--policy-file', at('production.yaml'), ...more])

  test('a gate is pending, then evidence is kept in the file, then the gate opens; every report is written', async () => {
    const before = await gate('--json')
    expect(JSON.parse(before.stdout)).toMatchObject({ verdict: 'pending' })
    expect(before.code).toBe(4)

    const painted = await turnpike(['gate', ...store, ...ABOUT, '--policy-file', at('production.yaml')], {
      env: { FORCE_COLOR: '1' },
    })
    expect(painted.stdout).toContain('\u001B[33mNot ready yet for production')
    expect(painted.stdout.match(/Not ready yet for production/g)).toHaveLength(1)

    const emitted = await turnpike([...EVIDENCE, ...store, '--json'])
    expect(JSON.parse(emitted.stdout)).toMatchObject({ sent: 1, undelivered: 0, failures: [] })
    expect(emitted.code).toBe(0)

    const reports = {
      html: 'r/page.html',
      junit: 'r/junit.xml',
      'json-file': 'r/decision.json',
      markdown: 'r/page.md',
      dotenv: 'r/gate.env',
      annotations: 'r/links.json',
    }
    const after = await gate(
      '--mode',
      'enforce',
      ...Object.entries(reports).flatMap(([name, file]) => [`--${name}`, at(file)]),
    )
    expect(after.stdout).toContain('Ready for production')
    expect(after.code).toBe(0)
    for (const file of Object.values(reports)) expect(existsSync(at(file))).toBe(true)
    expect(JSON.parse(readFileSync(at('r/decision.json'), 'utf8'))).toMatchObject({ verdict: 'allow' })
    expect(readFileSync(at('r/gate.env'), 'utf8')).toContain('TURNPIKE_ALLOWED=true')
  })

  test('says of a decision what it said, in every form', async () => {
    const { id } = JSON.parse(readFileSync(at('r/decision.json'), 'utf8')) as Decision
    const [text, json, markdown, html, both] = await Promise.all([
      turnpike(['decision', id, ...store]),
      turnpike(['decision', id, ...store, '--json']),
      turnpike(['decision', id, ...store, '--markdown']),
      turnpike(['decision', id, ...store, '--html']),
      turnpike(['decision', id, ...store, '--html', '--json']),
    ])
    expect(text.stdout).toContain('Ready for production')
    expect(JSON.parse(json.stdout)).toMatchObject({ id, verdict: 'allow' })
    expect(markdown.stdout).toContain('Ready for')
    expect(html.stdout).toMatch(/^<!doctype html>/i)
    expect(both.code).toBe(2)
  })

  test('an invalid event fails with every problem, and nothing is sent', async () => {
    const { code, stderr, stdout } = await turnpike([
      'emit',
      '--type',
      'testsuiterun.finished',
      '--content',
      '{ outcome: great, odd: 1 }',
      ...store,
    ])
    expect(stderr + stdout).toContain('/content/outcome')
    expect(stderr + stdout).toContain('/content/odd')
    expect(code).toBe(2)
  })

  test('a policy file that does not load closes the gate with line and column', async () => {
    writeFileSync(at('odd.yaml'), POLICY.replace('onMissing: wait', 'onMissing: hope'))
    const { code, stdout, stderr } = await turnpike([
      'gate',
      ...store,
      ...ABOUT,
      '--policy-file',
      at('odd.yaml'),
    ])
    expect(stdout + stderr).toMatch(/line 10, column \d+.*hope|10:\d+.*hope/)
    expect(code).toBe(2)
  })
})

test('a gate that cannot reach its store stays closed, ends 5 and says what to do', async () => {
  const args = ['gate', '--store', 'http://127.0.0.1:1', ...ABOUT]
  const [text, json] = await Promise.all([turnpike(args), turnpike([...args, '--json'])])
  expect(text.code).toBe(5)
  expect(text.stdout).toContain('What to do: check that http://127.0.0.1:1 is the store')
  expect(json.code).toBe(5)
  expect(JSON.parse(json.stdout)).toMatchObject({ verdict: 'error' })
}, 90_000)

describe('with a server in another process', () => {
  const env = { TURNPIKE_TOKENS: 'ci=a-secret-that-is-long', NODE_NO_WARNINGS: '1' }
  const started = { child: undefined as ReturnType<typeof spawn> | undefined, url: '' }
  beforeAll(async () => {
    const args = [
      join(ROOT, 'src/cli/main.ts'),
      'serve',
      '--json',
      '--port',
      '0',
      '--database',
      at('served.db'),
      '--policies',
      folder,
    ]
    rmSync(at('odd.yaml'), { force: true })
    started.child = spawn(process.execPath, args, {
      env: { ...bareEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let said = ''
    await new Promise<void>((ready) => {
      started.child?.stdout?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const listening = said.split('\n').find((line) => line.includes('"listening"'))
        if (listening === undefined) return
        started.url = (JSON.parse(listening) as { url: string }).url
        ready()
      })
    })
  })
  afterAll(() => void started.child?.kill('SIGKILL'))
  const speak = (args: readonly string[], more = {}) =>
    turnpike(args, { env: { TURNPIKE_STORE: started.url, TURNPIKE_TOKEN: 'a-secret-that-is-long' }, ...more })

  test('a gate that waits opens when another process posts the evidence, which a third one follows', async () => {
    const watching = speak(['events', '--follow', '--json', '--type', 'testsuiterun.finished'], {
      onStdout: (text: string, kill: (signal: NodeJS.Signals) => void) => {
        if (text.includes('testsuiterun')) kill('SIGINT')
      },
    })
    let posted: ReturnType<typeof turnpike> | undefined
    const gate = await speak(['gate', ...ABOUT, '--wait', '60s'], {
      onStdout: (text: string) => {
        if (text.includes('Waiting: ')) posted ??= speak(EVIDENCE)
      },
    })
    expect(gate.stdout).toContain('Ready for production')
    expect(gate.code).toBe(0)
    expect((await posted)?.code).toBe(0)
    const followed = await watching
    expect(JSON.parse(followed.stdout)).toMatchObject({
      producer: { id: 'token:ci' },
      event: { subject: { content: { outcome: 'success' } } },
    })
    expect(followed.code).toBe(0)
  })

  test('events are filtered, oldest first, and a token that is none is refused', async () => {
    const { stdout } = await speak(['events', '--artifact', DIGEST, '--json'])
    const sequences = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { sequence: number }).sequence)
    expect(sequences).toEqual([...sequences].sort((a, b) => a - b))
    expect((await speak(['events', '--artifact', `sha256:${'00'.repeat(32)}`])).stderr).toBe(
      'No such events.\n',
    )
    const refused = await turnpike(['events'], {
      env: { TURNPIKE_STORE: started.url, TURNPIKE_TOKEN: 'wrong' },
    })
    expect(refused.stderr).toContain('answered 401')
    expect(refused.code).toBe(5)
  })

  test('it stops in order when it is asked to, and what was acknowledged is there', async () => {
    const ended = new Promise((done) => started.child?.once('exit', (code, signal) => done({ code, signal })))
    started.child?.kill('SIGTERM')
    expect(await ended).toEqual({ code: 0, signal: null })
    const { stdout } = await turnpike([
      'events',
      '--store',
      `sqlite:${at('served.db')}`,
      '--type',
      'testsuiterun.finished',
    ])
    expect(stdout).toContain('token:ci')
  })
})
