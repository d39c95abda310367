/** `turnpike nonconformity`: what it sends, and what people read. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { createServer, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { raisedEvent } from '../../src/policy/nonconformity.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from '../../src/server/judge.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { deployed, DIGEST } from '../server/sample.ts'
import { turnpike } from './run-cli.ts'

const OPEN = {
  sequence: 4121,
  deployment: 4120,
  at: '2020-11-21T12:17:00.000Z',
  environment: 'production',
  artifact: DIGEST,
  service: 'webshop',
  by: 'token:ops-laptop',
  reason: 'no-decision',
  says: 'webshop is in production, and nobody asked the gate for it',
  state: 'open',
}
const REASON = 'The pipeline was down; it goes through the gate again from today.'
const ANSWERED = {
  ...OPEN,
  state: 'answered',
  answer: { at: '2020-11-21T13:00:00.000Z', by: 'urn:user:alice', reason: REASON, sequence: 4130 },
}
const INDENT = ' '.repeat(17)

let server: Server
let url: string
let folder: string
let asked: { method: string; path: string; body: unknown }[]
let answer: { status: number; body: object }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-nonconformity-'))
  asked = []
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const { method = '', url: path = '' } = request
      asked.push({ method, path, body: text === '' ? undefined : JSON.parse(text) })
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
  turnpike(['nonconformity', ...line.split(' '), ...more, '--store', url], {
    env: { TURNPIKE_TOKEN: 'a-token' },
    cwd: folder,
  })

describe('list', () => {
  test('says what was deployed where, when and by whom, and the number that answers it', async () => {
    answer = { status: 200, body: { nonconformities: [OPEN] } }
    const { code, stdout, stderr } = await run('list --environment production')
    expect([code, stderr, asked.map(({ path }) => path)]).toEqual([
      0,
      '',
      ['/v1/nonconformities?limit=100&environment=production'],
    ])
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(
        new RegExp(
          `^open {13}webshop in production, ${DIGEST.slice(0, 19)}, deployed 2020-11-21 12:17 UTC \\(\\d+ d ago\\)$`,
        ),
      ),
      `${INDENT}${OPEN.says}`,
      `${INDENT}deployed by token:ops-laptop, deployment no. 4120`,
      `${INDENT}no. 4121`,
      '',
    ])
  })

  test('shows the answered ones too with --all, and who answered', async () => {
    answer = { status: 200, body: { nonconformities: [ANSWERED] } }
    const { stdout } = await run('list --all')
    expect(asked[0]?.path).toBe('/v1/nonconformities?limit=100&state=any')
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^answered {9}webshop/)
    expect(lines[3]).toBe(`${INDENT}${REASON}`)
    expect(lines[4]).toMatch(/^ +answered by urn:user:alice, on 2020-11-21 13:00 UTC \(\d+ d ago\)$/)
  })

  test('says so where there is none', async () => {
    answer = { status: 200, body: { nonconformities: [] } }
    expect(await run('list')).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'No open nonconformities; --all lists the answered ones.\n',
    })
    expect((await run('list --all')).stderr).toBe('No nonconformities.\n')
  })

  test('says how to go on where there are more, and goes on there', async () => {
    answer = { status: 200, body: { nonconformities: [OPEN], next: '/v1/nonconformities?before=4121' } }
    expect((await run('list')).stderr).toBe('There may be older ones: add --before 4121\n')
    await run('list --before 4121')
    expect(asked[1]?.path).toBe('/v1/nonconformities?limit=100&before=4121')
  })

  test('passes on what the store says with --json', async () => {
    answer = { status: 200, body: { nonconformities: [OPEN] } }
    expect(JSON.parse((await run('list --json')).stdout)).toEqual(answer.body)
  })

  test('prints nothing that a store could make a command of', async () => {
    const bad = '\n::set-output name=a::b\u001b[2J##[error]'
    const texts = { at: bad, environment: bad, artifact: bad, service: bad, by: bad, says: bad, state: bad }
    const said = { at: bad, by: bad, reason: bad, sequence: bad }
    answer = {
      status: 200,
      body: { nonconformities: [{ ...texts, sequence: bad, deployment: bad, answer: said }] },
    }
    const { stdout } = await run('list')
    expect(stdout).not.toMatch(/^::|\u001b|##\[/m)
    expect(stdout.trim().split('\n')).toHaveLength(6)
  })
})

describe('answer', () => {
  test('hands in why, and shows it answered', async () => {
    answer = { status: 201, body: ANSWERED }
    const { code, stdout, stderr } = await run('answer 4121 --reason', ` ${REASON} `)
    expect([code, stderr, asked]).toEqual([
      0,
      '',
      [{ method: 'POST', path: '/v1/nonconformities/4121/answer', body: { reason: REASON } }],
    ])
    expect(stdout).toMatch(
      /^answered .*\n.*\n.*\n.*goes through the gate again.*\n +answered by urn:user:alice/,
    )
    expect(JSON.parse((await run('answer 4121 --json --reason', REASON)).stdout)).toEqual(ANSWERED)
  })

  test('says when somebody was first, whose answer stays', async () => {
    answer = { status: 200, body: ANSWERED }
    const { code, stdout, stderr } = await run('answer 4121 --reason', 'Something else that happened there.')
    expect([code, stderr]).toEqual([0, 'It was answered before; that answer stays.\n'])
    expect(stdout).toContain(REASON)
  })

  test('exits 5 with the store’s own words for whoever has no right to it', async () => {
    const refused = (kind: string, detail: string) => {
      answer = { status: 403, body: { type: `urn:turnpike:problem/${kind}`, title: 'Not allowed', detail } }
      return run('answer 4121 --reason', REASON)
    }
    const theirs = 'Whoever deployed it does not answer for it: somebody else has to.'
    expect(await refused('not-yours', theirs)).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`${theirs}\n$`)),
    })
    expect(await refused('forbidden', "'token:x' may not override in production.")).toMatchObject({
      code: 5,
      stdout: '',
      stderr: expect.stringMatching(/may not override in production\. What to do: /),
    })
  })

  test.each([
    ['no number', ['answer'], 'the number is missing'],
    ['no reason', ['answer', '4121'], '--reason is missing'],
    [
      'a number that leads elsewhere',
      ['answer', '../policies', '--reason', REASON],
      'is not the number of a nonconformity',
    ],
    ['a number before which nothing is', ['list', '--before', '0'], 'is not what --before takes'],
  ])('exits 2 with %s, and asks nobody', async (_, args, said) => {
    const [first = '', ...more] = args
    const { code, stderr } = await run(first, ...more)
    expect([code, stderr, asked]).toEqual([2, expect.stringContaining(said), []])
  })
})

test('a file can be read, and knows nobody who could answer', async () => {
  const file = join(folder, 'events.db')
  const store = openSqliteStore(file)
  const now = '2020-11-21T12:17:00.000Z'
  const producer = { kind: 'token', id: 'token:ops-laptop' } as const
  const event = deployed('webshop', 'production')
  const [receipt] = await store.append('default', producer, [admit(event)], now)
  const deployment = (await store.get('default', receipt?.sequence ?? 0))!
  const found = { reason: 'no-decision', says: OPEN.says }
  const raised = raisedEvent({ ...deployment, event }, found, STORE_SOURCE)
  const [kept] = await store.append('default', STORE_PRINCIPAL, [admit(raised)], now)
  await store.close()
  const at = ['--store', `sqlite:${file}`]

  const list = await turnpike(['nonconformity', 'list', ...at], { cwd: folder })
  expect([list.code, list.stderr, list.stdout.split('\n').slice(1)]).toEqual([
    0,
    '',
    [
      `${INDENT}${OPEN.says}`,
      `${INDENT}deployed by token:ops-laptop, deployment no. ${receipt!.sequence}`,
      `${INDENT}no. ${kept!.sequence}`,
      '',
    ],
  ])
  const elsewhere = await turnpike(['nonconformity', 'list', '--environment', 'staging', ...at], {
    cwd: folder,
  })
  expect([elsewhere.stdout, elsewhere.stderr]).toEqual(['', expect.stringContaining('No open')])
  const refused = await turnpike(
    ['nonconformity', 'answer', String(kept!.sequence), '--reason', REASON, ...at],
    {
      cwd: folder,
    },
  )
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('knows no people')])
})
