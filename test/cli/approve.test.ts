import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { turnpike } from './run-cli.ts'

const DIGEST = `sha256:${'ab'.repeat(32)}`
let server: Server
let url: string
let folder: string
let asked: { method: string; path: string; authorization: string; body: Record<string, unknown> }[]
let answer: { status: number; body: object }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-approve-'))
  asked = []
  answer = {
    status: 201,
    body: {
      status: 'accepted',
      sequence: 7,
      responder: 'urn:user:alice',
      decision: 'approved',
      environment: 'production',
    },
  }
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const body = JSON.parse(text) as Record<string, unknown>
      asked.push({ method, path, authorization: headers.authorization ?? '', body })
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

const approve = (...args: string[]) =>
  turnpike(['approve', '--store', url, ...args], { env: { TURNPIKE_TOKEN: 'a-token' }, cwd: folder })

describe('turnpike approve', () => {
  test('says what was said, and by whom the store took it to be', async () => {
    const { code, stdout } = await approve('--artifact', DIGEST, '--environment', 'production')
    expect([code, stdout]).toEqual([0, 'urn:user:alice approved for production: event 7.\n'])
    expect(asked).toMatchObject([
      {
        method: 'POST',
        path: '/v1/approvals',
        authorization: 'Bearer a-token',
        body: { artifacts: [{ digest: DIGEST }], environment: 'production', decision: 'approved' },
      },
    ])
    expect(asked[0]!.body['key']).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('passes on everything that was given, and a file by its digest', async () => {
    writeFileSync(join(folder, 'shop.tar'), 'shop')
    const given =
      '--service shop --change https://example.org/pull/1 --comment no --decision d1 --key k1 --reject'
    await approve(
      '--artifact',
      'shop.tar',
      '--environment',
      'staging',
      ...given.split(' '),
      '--policy',
      DIGEST,
    )
    expect(asked[0]!.body).toEqual({
      artifacts: [{ digest: expect.stringMatching(/^sha256:/), purl: expect.stringContaining('shop.tar') }],
      environment: 'staging',
      service: 'shop',
      change: 'https://example.org/pull/1',
      comment: 'no',
      decision: 'rejected',
      answers: 'd1',
      key: 'k1',
      policy: DIGEST,
    })
  })

  test.each([
    [['--defer'], { decision: 'deferred' }],
    [['--escalate'], { decision: 'escalated' }],
    [['--withdraw'], { decision: 'cancelled' }],
    [['--request-changes'], { decision: 'requestChanges' }],
    [['--delegate', 'urn:user:bob'], { decision: 'delegate', delegate: 'urn:user:bob' }],
    [['--say', 'reject'], { decision: 'rejected' }],
    [['--say', 'reject', '--reject'], { decision: 'rejected' }],
    [['--say', 'delegate', '--delegate', 'urn:user:bob'], { decision: 'delegate', delegate: 'urn:user:bob' }],
    [
      ['--policy', DIGEST, '--policy', DIGEST.replaceAll('ab', 'cd')],
      { decision: 'approved', policy: [DIGEST, DIGEST.replaceAll('ab', 'cd')] },
    ],
  ])('%j says it in the words of CDEvents', async (args, said) => {
    await approve('--artifact', DIGEST, '--environment', 'production', ...args)
    expect(asked[0]!.body).toMatchObject(said)
  })

  test('prints the answer as it is with --json', async () => {
    const { stdout } = await approve('--artifact', DIGEST, '--environment', 'production', '--json')
    expect(JSON.parse(stdout)).toEqual(answer.body)
  })

  test('a job that is run again says the same under the same name; a person at a terminal says it anew', async () => {
    const args = ['approve', '--store', url, '--artifact', DIGEST, '--environment', 'production']
    const job = {
      GITLAB_CI: 'true',
      CI_PROJECT_URL: 'https://gitlab.example.org/acme/shop',
      CI_PROJECT_PATH: 'acme/shop',
      CI_PIPELINE_ID: '574',
      TURNPIKE_TOKEN: 'a-token',
    }
    await turnpike(args, { env: { ...job, CI_JOB_ID: '302' }, cwd: folder })
    await turnpike(args, { env: { ...job, CI_JOB_ID: '303' }, cwd: folder })
    await turnpike(args, { env: { ...job, CI_PIPELINE_ID: '575' }, cwd: folder })
    const [one, again, other] = asked.map(({ body }) => body['key'])
    expect(one).toMatch(/^run:[0-9a-f]{64}$/)
    expect([again === one, other === one]).toEqual([true, false])
  })

  test('says that it was said before', async () => {
    answer = { status: 200, body: { ...answer.body, status: 'duplicate' } }
    const { stdout } = await approve('--artifact', DIGEST, '--environment', 'production')
    expect(stdout).toContain('event 7, as it was said before.')
  })

  test('prints nothing that a store could make a command of', async () => {
    answer = {
      status: 201,
      body: { ...answer.body, responder: '\n::set-output name=a::b\u001b[2J##[error]' },
    }
    const { stdout } = await approve('--artifact', DIGEST, '--environment', 'production')
    expect(stdout).not.toMatch(/^::|\u001b|##\[/m)
    expect(stdout.trim().split('\n')).toHaveLength(1)
  })

  test('exits 5 with the store’s own words when it is refused', async () => {
    answer = { status: 403, body: { title: 'Not allowed', detail: 'This takes the right to approve.' } }
    const { code, stderr } = await approve('--artifact', DIGEST, '--environment', 'production')
    expect([code, stderr]).toEqual([5, expect.stringContaining('This takes the right to approve.')])
  })

  test.each([
    ['no environment', ['--artifact', DIGEST], '--environment NAME is missing'],
    ['no artifact', ['--environment', 'production'], '--artifact is missing'],
    [
      'an artifact without a digest',
      ['--artifact', 'pkg:npm/a@1', '--environment', 'production'],
      'no SHA-256 digest',
    ],
    [
      'two answers',
      ['--artifact', DIGEST, '--environment', 'a', '--reject', '--request-changes'],
      'give one',
    ],
    [
      'two answers of which one is a name',
      ['--artifact', DIGEST, '--environment', 'a', '--withdraw', '--delegate', 'urn:user:bob'],
      '--withdraw and --delegate are two answers; give one',
    ],
    [
      'a word and a switch that say two things',
      ['--artifact', DIGEST, '--environment', 'a', '--say', 'defer', '--reject'],
      '--reject and --defer are two answers',
    ],
    [
      'a word that is none',
      ['--artifact', DIGEST, '--environment', 'a', '--say', 'yes'],
      '--say is one of approve',
    ],
    [
      'a delegation to nobody',
      ['--artifact', DIGEST, '--environment', 'a', '--say', 'delegate'],
      '--delegate URI is missing',
    ],
    ['no comment to read', ['--from', 'comment'], 'there is no comment to read'],
    ['another place', ['--from', 'mail'], '--from is inputs or comment'],
  ])('exits 2 with %s, and asks nobody', async (_, args, said) => {
    const { code, stderr } = await approve(...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
    expect(asked).toEqual([])
  })

  test('does not take a file for a store with people', async () => {
    const store = `sqlite:${join(folder, 'events.db')}`
    const { code, stderr } = await turnpike(
      ['approve', '--store', store, '--artifact', DIGEST, '--environment', 'production'],
      { cwd: folder },
    )
    expect([code, stderr]).toEqual([2, expect.stringContaining('knows no people')])
  })
})
