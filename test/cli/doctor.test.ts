import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFake, type Answer, type FakeStore } from '../e2e/fake-store.ts'
import { hashOfToken } from '../../src/trust/static-tokens.ts'
import { GITHUB, GITLAB, PULL_REQUEST } from '../host/surroundings.ts'
import { send, startProcess, type Running } from '../server/process.ts'
import { turnpike } from './run-cli.ts'

interface Told {
  ok: boolean
  facts: { name: string; value: string; from: string[] }[]
  checks: { id: string; state: string; says: string; todo?: string; paste?: string[] }[]
}

let folder: string
let fake: FakeStore | undefined
let real: Running | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-doctor-'))
})
afterEach(async () => {
  await fake?.close()
  real?.process.kill('SIGTERM')
  await real?.ended
  fake = real = undefined
  rmSync(folder, { recursive: true, force: true })
})

const doctor = (args: string[], env: Record<string, string> = {}) =>
  turnpike(['doctor', ...args], { cwd: folder, env })

async function told(args: string[], env: Record<string, string> = {}) {
  const { code, stdout, stderr } = await doctor([...args, '--json'], env)
  const value = JSON.parse(stdout) as Told
  const check = (id: string) => value.checks.find((one) => one.id === id)
  return { code, stdout, stderr, check, ...value }
}

test('of a plain shell says what to name, and nothing of what is named', async () => {
  const plain = await told(['--store', 'sqlite:a.db'])
  expect(plain.check('ci')).toMatchObject({ state: 'warning' })
  const named = await told(['--store', 'sqlite:a.db'], { TURNPIKE_RUN: 'r1', TURNPIKE_JOB: 'test' })
  expect(named.check('ci')).toMatchObject({ state: 'ok' })
  const half = await told(['--store', 'sqlite:a.db'], { TURNPIKE_RUN: 'r1', TURNPIKE_JOB: '$JOB' })
  expect(half.check('ci')).toMatchObject({ state: 'warning' })
})

/** A token as a CI gives it; nobody here looks at its signature. */
function jwt(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256' })}.${part(claims)}.c2lnbmF0dXJl`
}

const ME = {
  principal: { kind: 'oidc', id: 'github#repo:1111' },
  grants: ['pipelines'],
  may: ['write', 'ask'],
  says: 'Known as github#repo:1111.',
}

/** A store that answers by path. */
async function store(
  answers: Record<string, [number, unknown]>,
  headers: Record<string, string> = {},
): Promise<string> {
  const answer: Answer = ({ path }, response) => {
    const [status, body] = answers[path.split('?')[0] ?? ''] ?? [404, {}]
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
  fake = await startFake(answer)
  return fake.url
}
const READY = { '/readyz': [200, { status: 'ready' }] as [number, unknown] }
const JOB = { ...GITHUB } as Record<string, string>

describe('turnpike doctor', () => {
  test('without a store says which lines name one', async () => {
    const { code, check } = await told([])
    expect(code).toBe(3)
    expect(check('store')).toMatchObject({
      state: 'problem',
      paste: ['env:', '  TURNPIKE_STORE: https://turnpike.example.org'],
    })
  })

  test('is content with a job that has all it needs, and sends nothing but questions', async () => {
    writeFileSync(join(folder, 'app.bin'), 'x')
    const url = await store({
      ...READY,
      '/v1/me': [200, { ...ME, in: { may: ['ask'] } }],
      '/openapi.json': [200, { info: { version: '9.9.9' } }],
    })
    const token = jwt({
      iss: 'https://token.actions.githubusercontent.com',
      aud: url,
      repository_id: '1111',
      environment: 'production',
      exp: Math.floor(Date.now() / 1000) + 300,
    })
    const { code, ok, checks, check, stdout } = await told(
      ['--store', url, '--artifact', 'app.bin', '--environment', 'production'],
      { ...JOB, TURNPIKE_ID_TOKEN: token },
    )
    expect(checks.filter(({ state }) => state === 'problem' || state === 'warning')).toEqual([])
    expect([code, ok]).toEqual([0, true])
    expect(check('artifact')?.says).toContain('pkg:generic/app.bin?checksum=sha256:')
    expect(check('audience')?.says).toBe(`The token is for ${url}`)
    expect(check('identity')?.says).toContain('github#repo:1111')
    expect(check('clock')?.state).toBe('ok')
    expect(check('version')?.says).toContain('The store is of version 9.9.9')
    expect(stdout).not.toContain(token)
    expect(fake?.received.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
  })

  test('masks the token, and prints none of it for people either', async () => {
    const url = await store({ ...READY, '/v1/me': [200, ME] })
    const token = jwt({ aud: url, exp: 9e9 })
    const { stdout, stderr } = await doctor(['--store', url], { ...JOB, TURNPIKE_ID_TOKEN: token })
    expect(stdout).not.toContain(token.split('.')[1])
    expect(stderr.replace(`::add-mask::${token}`, '')).not.toContain(token.split('.')[1])
    expect(stderr).toContain(`::add-mask::${token}`)
    expect(stdout).toMatch(/^✓ The store takes this job for github#repo:1111$/m)
  })

  test.each([
    ['GitHub', JOB, ['permissions:', '  contents: read', '  id-token: write']],
    [
      'GitLab',
      GITLAB as Record<string, string>,
      ['id_tokens:', '  TURNPIKE_ID_TOKEN:', '    aud: https://store.invalid'],
    ],
  ])('says which lines give a job of %s its token', async (_, env, paste) => {
    const { code, check } = await told(['--store', 'https://store.invalid'], env)
    expect(code).toBe(3)
    expect(check('token')).toMatchObject({ state: 'problem', paste })
    expect(check('store')?.todo).toContain('the name is not known here')
  })

  test('tells a token for somebody else, one that is over, and the environment it does not name', async () => {
    const url = await store({ ...READY, '/v1/me': [401, { detail: 'the token is for another audience' }] })
    const { code, check } = await told(['--store', url, '--environment', 'production'], {
      ...JOB,
      TURNPIKE_ID_TOKEN: jwt({ aud: 'https://other.example.org', exp: 1_000_000, repository_id: '1111' }),
    })
    expect(code).toBe(3)
    expect(check('audience')?.says).toBe(`The token is for "https://other.example.org", and not for ${url}`)
    expect(check('token-time')?.says).toBe('The token is over')
    expect(check('environment')).toMatchObject({ state: 'warning', paste: ['environment: production'] })
    expect(check('identity')?.says).toContain('the token is for another audience')
  })

  test('gives the lines of the grant that is missing', async () => {
    const url = await store({ ...READY, '/v1/me': [200, { ...ME, may: ['ask'], in: { may: [] } }] })
    const { check } = await told(['--store', url, '--environment', 'production'], {
      ...JOB,
      TURNPIKE_ID_TOKEN: jwt({ aud: url, exp: 9e9, repository_id: '1111', environment: 'production' }),
    })
    expect(check('write')?.paste?.join('\n')).toContain("to: { issuer: github, repositoryId: '1111' }")
    expect(check('ask')?.paste?.join('\n')).toContain('ask: { environments: [production] }')
  })

  test('shows no token to what does not answer like a store', async () => {
    const url = await store({ '/readyz': [200, { hello: 'world' }] })
    const { code, check } = await told(['--store', url], { ...JOB, TURNPIKE_ID_TOKEN: jwt({ aud: url }) })
    expect(code).toBe(3)
    expect(check('store')?.says).toContain('not like a Turnpike store')
    expect(fake?.received.map(({ path, headers }) => [path, headers['authorization']])).toEqual([
      ['/readyz', undefined],
    ])
  })

  test.each([
    [600, 'behind', 'warning'],
    [-600, 'ahead of', 'problem'],
    [-60, 'ahead of', 'warning'],
  ])('tells that the store’s clock is %i s off', async (seconds, how, state) => {
    const date = new Date(Date.now() + seconds * 1000).toUTCString()
    const url = await store({ ...READY, '/v1/me': [200, ME] }, { date })
    const clock = (await told(['--store', url])).check('clock')
    expect(clock?.state).toBe(state)
    expect(clock?.says).toContain(how)
  })

  test('knows a pull request from a fork, which never gets a token', async () => {
    const event = structuredClone(PULL_REQUEST) as unknown as { pull_request: Record<string, unknown> }
    event.pull_request['head'] = { sha: 'a'.repeat(40), repo: { id: 2 } }
    event.pull_request['base'] = { repo: { id: 1 } }
    writeFileSync(join(folder, 'event.json'), JSON.stringify(event))
    const { check } = await told([], {
      ...JOB,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
    })
    expect(check('fork')?.says).toContain('GitHub gives its jobs no token')
  })

  test('says that nothing listens there', async () => {
    const url = await store(READY)
    await fake?.close()
    fake = undefined
    const { code, check } = await told(['--store', url])
    expect(code).toBe(3)
    expect(check('store')?.todo).toContain('nothing listens there')
  })

  test('names an artifact that is none', async () => {
    const { check } = await told(['--artifact', 'dist/none.tar'])
    expect(check('artifact')).toMatchObject({ state: 'problem' })
  })

  test('prints what strangers said as words', async () => {
    const url = await store({ ...READY, '/v1/me': [200, { ...ME, says: 'x\n::error::owned\u001b[2J' }] })
    const { stdout } = await doctor(['--store', url], { ...JOB, GITHUB_JOB: '::stop-commands::x' })
    expect(stdout).not.toMatch(/^\s*::/m)
    expect(stdout).not.toContain('\u001b[2J')
  })
})

describe('with a real store', () => {
  test('is content where everybody on the machine may everything, and --send keeps nothing', async () => {
    writeFileSync(join(folder, 'app.bin'), 'x')
    real = await startProcess(':memory:')
    const { code, checks } = await told(
      ['--store', real.url, '--send', '--artifact', 'app.bin', '--environment', 'production'],
      JOB,
    )
    expect(checks.filter(({ id }) => id === 'event').map(({ says }) => says)).toEqual([
      'pipelinerun.started would be accepted',
      'taskrun.started would be accepted',
      'testsuiterun.finished would be accepted',
      'build.finished would be accepted',
      'service.deployed would be accepted',
      'taskrun.finished would be accepted',
    ])
    expect(code).toBe(0)
    const { text } = await send(`${real.url}/v1/events?status=any`)
    expect(JSON.parse(text)).toEqual({ events: [] })
  })

  test('says what a trust document lets it do, and which of its events would be refused', async () => {
    const secret = `tpk_${'d'.repeat(43)}`
    const expires = new Date(Date.now() + 9e9).toISOString().slice(0, 10)
    const trustFile = join(folder, 'trust.yaml')
    writeFileSync(
      trustFile,
      `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default }
tokens: [{ name: ci, hash: '${hashOfToken(secret)}', expires: '${expires}' }]
grants:
  - name: ci
    to: { id: 'token:ci' }
    may:
      write: { types: [taskrun.*, pipelinerun.*], sources: ['https://github.com/acme/*'], environments: ['*'] }
      ask: { environments: [staging] }
`,
    )
    real = await startProcess(':memory:', '0', '', JSON.stringify({ trustFile }))
    const env = { ...JOB, TURNPIKE_TOKEN: secret }
    const { code, check, checks } = await told(
      ['--store', real.url, '--send', '--environment', 'production'],
      env,
    )
    expect(code).toBe(3)
    expect(check('identity')?.says).toBe('The store takes this job for token:ci')
    expect(check('ask')?.says).toBe('It may not ask a gate for production')
    const events = checks.filter(({ id }) => id === 'event')
    expect(events.find(({ says }) => says.startsWith('taskrun.started'))?.state).toBe('ok')
    expect(events.find(({ says }) => says.startsWith('testsuiterun.finished would be refused'))?.state).toBe(
      'problem',
    )
    expect((await told(['--store', real.url, '--environment', 'staging'], env)).check('ask')?.state).toBe(
      'ok',
    )
  })
})
