/** `turnpike deploy` with a store in a file: no server, the same store. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { turnpike, type RunOptions } from './run-cli.ts'

const [A, B] = [`sha256:${'ab'.repeat(32)}`, `sha256:${'cd'.repeat(32)}`] as const
const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
producers: { anybody: { kind: loopback } }
rules:
  - { id: approved, kind: evidence, type: testsuiterun.finished, producer: [anybody], match: { outcome: success }, onMissing: deny }
`

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-deploy-'))
  writeFileSync(join(folder, 'policy.yaml'), POLICY)
  for (const artifact of [A, B])
    await call([
      'emit',
      '--type',
      'testsuiterun.finished',
      '--artifact',
      artifact,
      '--content',
      'outcome: success',
    ])
})
afterEach(() => rmSync(folder, { recursive: true }))

const call = (args: string[], options: RunOptions = {}) => {
  const [first = '', second = '', ...rest] = args
  const words = ['start', 'finish'].includes(second) ? [first, second] : [first]
  const others = words.length === 2 ? rest : args.slice(1)
  return turnpike([...words, '--store', `sqlite:${join(folder, 'events.db')}`, ...others], {
    cwd: folder,
    ...options,
    env: {
      TURNPIKE_RUN: 'https://ci.example.org/runs/1',
      TURNPIKE_REPOSITORY: 'https://example.org/acme/webshop',
      ...options.env,
    },
  })
}
const PLACE = ['--environment', 'production', '--service', 'shop', '--policy-file', 'policy.yaml']
const deploy = (artifact: string, command: string[], options?: RunOptions) =>
  call(['deploy', '--artifact', artifact, ...PLACE, '--', ...command], options)
/** A command of one line of JavaScript. */
const js = (text: string) => [process.execPath, '-e', text]

async function events(): Promise<CDEvent[]> {
  const store = openSqliteStore(join(folder, 'events.db'))
  const { events: all } = await store.query({ organisation: 'default', order: 'asc' })
  await store.close()
  return all.flatMap(({ event }) => (event === undefined ? [] : [event]))
}
const short = ({ context }: CDEvent) => context.type.split('.').slice(2, 4).join('.')
const told = async () =>
  (await events()).filter((event) => /^(service|taskrun|environment)/.test(short(event)))

describe('turnpike deploy -- COMMAND', () => {
  test('runs the command behind the gate, and tells what became of it', async () => {
    const { code, stdout } = await deploy(A, js('console.log("deploying")'))
    expect([code, stdout]).toEqual([0, 'deploying\n'])
    expect((await told()).map(short)).toEqual([
      'taskrun.started',
      'environment.created',
      'service.deployed',
      'taskrun.finished',
    ])
    await deploy(B, js(''))
    await deploy(A, js(''))
    expect((await told()).map(short).filter((type) => type.startsWith('service'))).toEqual([
      'service.deployed',
      'service.upgraded',
      'service.rolledback',
    ])
  })

  test('writes below the decision what became of it', async () => {
    const page = join(folder, 'gate.md')
    const withPage = (artifact: string, command: string[]) =>
      call(['deploy', '--artifact', artifact, ...PLACE, '--markdown', page, '--', ...command])
    await withPage(A, js(''))
    expect(readFileSync(page, 'utf8')).toMatch(
      /^## Ready for production[^]*\n### ✅ Deployed: shop in production\n/,
    )
    await withPage(B, js('process.exit(1)'))
    const failed = readFileSync(page, 'utf8')
    expect(failed).toMatch(/\n### ⛔ The deployment failed: shop in production\n\nExit status 1\.\n/)
    expect(failed).not.toContain('Deployed')
    await withPage(`sha256:${'ef'.repeat(32)}`, js(''))
    expect(readFileSync(page, 'utf8')).toMatch(
      /\n### ⛔ Not deployed: shop in production\n\nThe verdict of the gate is deny\.\n/,
    )
  })

  test('hands the permit and the digest to the command', async () => {
    const { stdout } = await deploy(
      A,
      js(
        'console.log(JSON.stringify([process.env.TURNPIKE_ARTIFACT_DIGEST, JSON.parse(process.env.TURNPIKE_PERMIT)]))',
      ),
    )
    const [digest, permit] = JSON.parse(stdout) as [string, Record<string, unknown>]
    expect([digest, permit.allowed, permit.environment, permit.service]).toEqual([
      A,
      true,
      'production',
      'shop',
    ])
  })

  test('keeps the exit code of a command that fails: the task failed, nothing runs there', async () => {
    const { code } = await deploy(A, js('process.exit(7)'))
    expect(code).toBe(7)
    const last = (await told()).at(-1)
    expect(last?.subject.content).toMatchObject({ outcome: 'failure', errors: 'exit status 7' })
    expect((await told()).map(short)).toEqual(['taskrun.started', 'taskrun.finished'])
  })

  test('does not run the command when the gate stays closed, and has its exit code', async () => {
    const closed = `sha256:${'0'.repeat(64)}`
    const { code, stdout, stderr } = await deploy(closed, js('console.log("deploying")'))
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain('Not ready for production')
    expect((await told()).at(-1)?.subject.content).toMatchObject({ outcome: 'error' })
  })

  test('a permit of somewhere else is not handed on: in mode warn the command finds none', async () => {
    const closed = `sha256:${'0'.repeat(64)}`
    const { code, stdout } = await call(
      [
        ...['deploy', '--artifact', closed, ...PLACE, '--mode', 'warn', '--'],
        ...js('console.log(String(process.env.TURNPIKE_PERMIT), process.env.TURNPIKE_ARTIFACT_DIGEST)'),
      ],
      { env: { TURNPIKE_PERMIT: '{"allowed":true}' } },
    )
    expect([code, stdout]).toEqual([0, `undefined ${closed}\n`])
    // It was seen to be deployed, so it is told: the store can then say that nothing allowed it.
    expect((await told()).map(short)).toContain('service.deployed')
  })

  test('passes signals on, and tells that it was cancelled', async () => {
    const { code } = await deploy(
      A,
      js('process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1e3); console.log("up")'),
      {
        onStdout: (_, kill) => kill('SIGTERM'),
      },
    )
    expect(code).toBe(9)
    expect((await told()).at(-1)?.subject.content.outcome).toBe('cancel')
  })

  test.each([
    [['deploy', '--artifact', A, '--', 'true'], 'needs --environment'],
    [['deploy', '--artifact', A, ...PLACE], 'the command that deploys is missing'],
  ])('%j says what is missing', async (args, said) => {
    const { code, stderr } = await call(args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
  })
})

describe('turnpike deploy start and finish', () => {
  test('tell the same of a job whose steps deploy', async () => {
    const begun = await call(['deploy', 'start', '--artifact', A, ...PLACE, '--json'])
    expect(begun.code).toBe(0)
    expect(JSON.parse(begun.stdout)).toMatchObject({
      allowed: true,
      service: 'shop',
      outputs: { allowed: 'true' },
    })
    expect(existsSync(join(folder, '.turnpike/deploy.json'))).toBe(true)
    const ended = await call([
      'deploy',
      'finish',
      '--status',
      'success',
      '--environment-url',
      'https://shop.example.org',
    ])
    expect(ended.code).toBe(0)
    const all = await told()
    expect(all.map(short)).toEqual([
      'taskrun.started',
      'environment.created',
      'service.deployed',
      'taskrun.finished',
    ])
    expect(all[0]?.subject.id).toBe(all[3]?.subject.id)
    expect(all[1]?.subject.content.uri).toBe('https://shop.example.org/')
    // Told once.
    expect((await call(['deploy', 'finish', '--status', 'success'])).stdout).toContain(
      'No deployment was begun',
    )
    expect((await told()).length).toBe(4)
  })

  test('a closed gate leaves nothing that finish could take for an allow', async () => {
    const closed = await call(['deploy', 'start', '--artifact', `sha256:${'0'.repeat(64)}`, ...PLACE])
    expect(closed.code).toBe(3)
    await call(['deploy', 'finish', '--status', 'success'])
    expect((await told()).map(short)).toEqual(['taskrun.started', 'taskrun.finished'])
    expect((await told()).at(-1)?.subject.content.outcome).toBe('error')
  })

  test('a file that is none is told, and no deployment is made of it', async () => {
    await call(['deploy', 'start', '--artifact', A, ...PLACE])
    writeFileSync(join(folder, '.turnpike/deploy.json'), '{"allowed":true')
    const { code, stdout } = await call(['deploy', 'finish', '--status', 'success'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('cannot be read')])
    expect((await told()).map(short)).toEqual(['taskrun.started'])
  })

  test('with --dotenv another job deploys: it finds all it needs, and no task is told here', async () => {
    await deploy(B, js(''))
    const before = (await told()).length
    const { code } = await call(['deploy', 'start', '--artifact', A, ...PLACE, '--dotenv', 'deploy.env'])
    expect(code).toBe(0)
    const lines = readFileSync(join(folder, 'deploy.env'), 'utf8').trimEnd().split('\n')
    const values = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))) as Record<
      string,
      string
    >
    expect(values).toMatchObject({
      TURNPIKE_ALLOWED: 'true',
      TURNPIKE_VERDICT: 'allow',
      TURNPIKE_ARTIFACT_DIGEST: A,
      TURNPIKE_DEPLOY_ARTIFACTS: A,
      TURNPIKE_DEPLOY_TYPE: 'service.upgraded',
      TURNPIKE_DEPLOY_KNOWN: 'true',
      TURNPIKE_DEPLOY_PLACE: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect((await told()).length).toBe(before)
    expect(existsSync(join(folder, '.turnpike'))).toBe(false)
  })

  test('with --dotenv a closed gate hands on no permission and no type', async () => {
    await call([
      'deploy',
      'start',
      '--artifact',
      `sha256:${'0'.repeat(64)}`,
      ...PLACE,
      '--dotenv',
      'deploy.env',
    ])
    const text = readFileSync(join(folder, 'deploy.env'), 'utf8')
    expect(text).toContain('TURNPIKE_VERDICT=deny\n')
    expect(text).not.toMatch(/ALLOWED|DEPLOY_/)
  })
})
