/** `turnpike waiver` and `turnpike override`: what they send, and what people read. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { turnpike } from './run-cli.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
const WAIVER = {
  id: '0198c2f0-0000-8000-8000-000000000001',
  state: 'pending',
  rule: 'vulnerabilities',
  policy: 'production',
  requestedBy: 'urn:user:dave',
  reason: 'not reachable here',
  ticket: 'SEC-1',
  until: '2090-12-01T08:00:00.000Z',
  scope: `artifact ${DIGEST}`,
  environment: 'production',
  why: 'nobody has granted it yet',
  sequence: 7,
  steps: [],
}
const OVERRIDE = {
  id: '0198c2f0-0000-8000-8000-000000000002',
  state: 'awaiting-second',
  by: 'urn:user:alice',
  secondDue: '2090-11-21T15:00:00.000Z',
  reason: 'checkout is down, nobody can pay',
  ticket: 'INC-1',
  until: '2090-11-21T18:00:00.000Z',
  artifact: DIGEST,
  environment: 'production',
  review: { state: 'open', due: '2090-11-26T14:00:00.000Z' },
  concerns: true,
  rules: [],
  sequence: 8,
  steps: [],
}

let server: Server
let url: string
let folder: string
let asked: { method: string; path: string; body: Record<string, unknown> | undefined }[]
let answer: { status: number; body: object }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-exceptions-'))
  asked = []
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '' } = request
      asked.push({
        method,
        path,
        body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
      })
      response
        .writeHead(answer.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
  rmSync(folder, { recursive: true })
})

const run = (line: string, ...more: string[]) =>
  turnpike([...line.split(' '), ...more, '--store', url], { env: { TURNPIKE_TOKEN: 'a-token' }, cwd: folder })

describe('turnpike waiver', () => {
  beforeEach(() => {
    answer = { status: 201, body: { status: 'accepted', waiver: WAIVER } }
  })

  test('request sends what is asked for, and says what comes next', async () => {
    const line = `waiver request --rule vulnerabilities --environment production --artifact ${DIGEST} --for 14d --ticket SEC-1`
    const { code, stdout } = await run(line, '--reason', 'not reachable here')
    expect([code, asked]).toEqual([
      0,
      [
        {
          method: 'POST',
          path: '/v1/waivers',
          body: {
            rule: 'vulnerabilities',
            environment: 'production',
            artifact: DIGEST,
            for: '14d',
            ticket: 'SEC-1',
            reason: 'not reachable here',
            key: expect.stringMatching(/^[0-9a-f-]{36}$/),
          },
        },
      ],
    ])
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^pending +production\/vulnerabilities in production, artifact sha256:.*, until 2090-12-01 08:00 UTC \(in \d+ d\)$/,
      ),
      '                 not reachable here (SEC-1)',
      '                 asked for by urn:user:dave',
      '                 nobody has granted it yet',
      `                 ${WAIVER.id}`,
      `Somebody else grants it: turnpike waiver grant ${WAIVER.id}`,
      '',
    ])
  })

  test.each<[string, string, string[], string, object]>([
    ['grant', `waiver grant ${WAIVER.id} --for 7d`, [], 'grant', { for: '7d' }],
    ['refuse', `waiver refuse ${WAIVER.id} --reason`, ['a fix is out'], 'refuse', { reason: 'a fix is out' }],
    ['revoke', `waiver revoke ${WAIVER.id} --reason`, ['a fix is out'], 'revoke', { reason: 'a fix is out' }],
  ])('%s', async (_, line, more, step, body) => {
    answer = {
      status: 200,
      body: { status: 'accepted', waiver: { ...WAIVER, state: 'in-force', by: 'urn:user:alice' } },
    }
    const { code, stdout } = await run(line, ...more)
    expect([code, asked]).toEqual([0, [{ method: 'POST', path: `/v1/waivers/${WAIVER.id}/${step}`, body }]])
    expect(stdout).toMatch(/^in-force .*\n.*\n +asked for by urn:user:dave, granted by urn:user:alice\n/)
  })

  test('list asks for an environment and a state, and prints it as it is with --json', async () => {
    answer = { status: 200, body: { waivers: [WAIVER, { ...WAIVER, state: 'expired' }], more: true } }
    const { stdout, stderr } = await run('waiver list --environment production --state pending')
    expect(asked[0]!.path).toBe('/v1/waivers?environment=production&state=pending')
    expect(
      stdout
        .split('\n')
        .filter((line) => /^\S/.test(line))
        .map((line) => line.split(' ')[0]),
    ).toEqual(['pending', 'expired'])
    expect(stderr).toContain('Older waivers are not listed')
    expect(JSON.parse((await run('waiver list --json')).stdout)).toEqual(answer.body)
    answer = { status: 200, body: { waivers: [], more: false } }
    expect((await run('waiver list')).stderr).toContain('No waivers.')
  })

  test.each([
    [
      'no rule',
      `waiver request --environment production --artifact ${DIGEST} --for 1d --reason x --ticket y`,
      '--rule is missing',
    ],
    [
      'neither artifact nor service',
      'waiver request --rule r --environment e --for 1d --reason x --ticket y',
      '--artifact or --service is missing',
    ],
    [
      'no end',
      `waiver request --rule r --environment e --artifact ${DIGEST} --reason x --ticket y`,
      '--for or --until is missing',
    ],
    [
      'two ends',
      `waiver request --rule r --environment e --artifact ${DIGEST} --for 1d --until 2090-01-01T00:00:00Z`,
      'give one',
    ],
    ['no id', 'waiver grant', 'the id is missing'],
    ['an id that leads elsewhere', 'waiver grant ../policies', 'is not the id of a waiver'],
    ['no reason', `waiver refuse ${WAIVER.id}`, '--reason is missing'],
    ['a word that is no command', 'waiver approve', 'turnpike waiver request'],
  ])('exits 2 with %s, and asks nobody', async (_, line, said) => {
    const { code, stderr } = await run(line)
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
    expect(asked).toEqual([])
  })

  test('exits 5 with the store’s own words when it is refused; advice is for where a grant would help', async () => {
    const refused = async (kind: string) => {
      const detail = 'nobody grants what they asked for themselves'
      answer = { status: 403, body: { type: `urn:turnpike:problem/${kind}`, title: 'Not allowed', detail } }
      return run(`waiver grant ${WAIVER.id}`)
    }
    const said = expect.stringMatching(/nobody grants what they asked for themselves\.?\n$/u)
    expect(await refused('not-yours')).toMatchObject({ code: 5, stderr: said })
    expect((await refused('forbidden')).stderr).toMatch(/asked for themselves.*What to do/u)
  })

  test('prints nothing that a store could make a command of', async () => {
    const bad = '\n::set-output name=a::b\u001b[2J##[error]'
    answer = {
      status: 200,
      body: {
        waivers: [{ ...WAIVER, reason: bad, rule: bad, id: bad, why: bad, state: bad, until: bad }],
        more: false,
      },
    }
    const { stdout } = await run('waiver list')
    expect(stdout).not.toMatch(/^::|\u001b|##\[/m)
    expect(stdout.trim().split('\n')).toHaveLength(5)
  })

  test('a file knows no people, but can be read', async () => {
    const store = ['--store', `sqlite:${join(folder, 'events.db')}`]
    const refused = await turnpike(['waiver', 'grant', WAIVER.id, ...store], { cwd: folder })
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('knows no people')])
    const read = await turnpike(['waiver', 'list', ...store], { cwd: folder })
    expect([read.code, read.stderr]).toEqual([0, expect.stringContaining('No waivers.')])
  })
})

describe('turnpike override', () => {
  beforeEach(() => {
    answer = { status: 201, body: { status: 'accepted', override: OVERRIDE } }
  })

  test('breaks the glass, and says who has to confirm and review', async () => {
    const line = `override --environment production --artifact ${DIGEST} --ticket INC-1 --service shop --for 2h --key k`
    const { code, stdout } = await run(line, '--reason', 'checkout is down, nobody can pay')
    expect([code, asked]).toEqual([
      0,
      [
        {
          method: 'POST',
          path: '/v1/overrides',
          body: {
            artifact: DIGEST,
            environment: 'production',
            reason: 'checkout is down, nobody can pay',
            ticket: 'INC-1',
            service: 'shop',
            for: '2h',
            key: 'k',
          },
        },
      ],
    ])
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        /^awaiting-second +sha256:abababababab in production, until 2090-11-21 18:00 UTC/,
      ),
      '                 checkout is down, nobody can pay (INC-1)',
      expect.stringMatching(
        /by urn:user:alice, not confirmed, to be confirmed by 2090-11-21 15:00 UTC .*; not reviewed, due 2090-11-26 14:00 UTC/,
      ),
      `                 ${OVERRIDE.id}`,
      `Somebody else confirms it: turnpike override confirm ${OVERRIDE.id}`,
      '',
    ])
  })

  test('is confirmed and reviewed by its id', async () => {
    const done = {
      ...OVERRIDE,
      state: 'in-force',
      second: 'urn:user:bob',
      review: { state: 'done', by: 'urn:user:carol' },
    }
    answer = { status: 200, body: { status: 'accepted', override: done } }
    const { stdout } = await run(`override confirm ${OVERRIDE.id}`)
    expect(stdout).toContain('confirmed by urn:user:bob; reviewed by urn:user:carol')
    await run(`override review ${OVERRIDE.id} --reason`, 'it was needed')
    expect(asked.map(({ path, body }) => [path, body])).toEqual([
      [`/v1/overrides/${OVERRIDE.id}/confirm`, {}],
      [`/v1/overrides/${OVERRIDE.id}/review`, { reason: 'it was needed' }],
    ])
  })

  test('list', async () => {
    answer = {
      status: 200,
      body: {
        overrides: [{ ...OVERRIDE, review: { state: 'overdue', due: OVERRIDE.review.due } }],
        more: false,
      },
    }
    const { stdout } = await run('override list --review overdue')
    expect(asked[0]!.path).toBe('/v1/overrides?review=overdue')
    expect(stdout).toContain('review is overdue')
  })

  test.each([
    ['no artifact', 'override --environment e --reason x --ticket y', '--artifact is missing'],
    [
      'two artifacts',
      `override --environment e --artifact ${DIGEST} --artifact sha256:${'cd'.repeat(32)} --reason x --ticket y`,
      'one artifact',
    ],
    ['no ticket', `override --environment e --artifact ${DIGEST} --reason x`, '--ticket is missing'],
    ['no review', `override review ${OVERRIDE.id}`, '--reason is missing'],
  ])('exits 2 with %s, and asks nobody', async (_, line, said) => {
    const { code, stderr } = await run(line)
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
    expect(asked).toEqual([])
  })
})
