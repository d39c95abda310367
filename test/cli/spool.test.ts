/** Events that wait in a folder: `turnpike spool list` and `send`, on any CI. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { accepts, eventsIn, refuses, startFake, type Answer, type FakeStore } from '../e2e/fake-store.ts'
import { GITHUB, GITLAB, HEAD } from '../host/surroundings.ts'
import { turnpike, type Outcome } from './run-cli.ts'

jest.setTimeout(60_000)

let folder: string
let store: FakeStore
let answer: Answer
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike spool ü '))
  answer = refuses(401, 'not now')
  store = await startFake((request, response) => answer(request, response))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const around = (env: Record<string, string> = {}) => ({
  env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: 'a-token-0123456789', TURNPIKE_SPOOL: folder, ...env },
})
const emit = (subject: string, env: Record<string, string> = GITLAB): Promise<Outcome> =>
  turnpike(['emit', '--type', 'build.started', '--subject', subject], around(env))
const sent = () => store.received.flatMap((one) => eventsIn(one) as unknown as { subject: { id: string } }[])
const waiting = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ndjson'))

describe('a job outside GitHub', () => {
  test('keeps what does not arrive, and the next job of its pipeline sends it first', async () => {
    const broken = await emit('first')
    expect(broken.code).toBe(0)
    expect(broken.stdout + broken.stderr).toContain('They are kept in')
    expect(waiting()).toHaveLength(1)
    answer = accepts
    store.received.length = 0
    expect((await emit('second', { ...GITLAB, CI_JOB_ID: '90002' })).code).toBe(0)
    expect(sent().map(({ subject }) => subject.id)).toEqual(['first', 'second'])
    expect(waiting()).toEqual([])
  })

  test('leaves alone what another pipeline or another project left there', async () => {
    await emit('other-pipeline', { ...GITLAB, CI_PIPELINE_ID: '5002' })
    await emit('other-project', { ...GITLAB, CI_PROJECT_URL: 'https://gitlab.example.org/acme/else' })
    answer = accepts
    store.received.length = 0
    await emit('mine')
    expect(sent().map(({ subject }) => subject.id)).toEqual(['mine'])
    expect(waiting()).toHaveLength(2)
  })

  test('without such a folder says that it is lost', async () => {
    const { stdout, stderr } = await emit('gone', { ...GITLAB, TURNPIKE_SPOOL: '' })
    expect(stdout + stderr).toContain('lost to the store')
  })
})

describe('spool list', () => {
  test('says for whom how much waits, of whom, and since when', async () => {
    await emit('one')
    await emit('two')
    const { code, stdout } = await turnpike(['spool', 'list'], around())
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^2 events for turnpike http:\/\/127\.0\.0\.1:\d+, the oldest of 20\S+, of https:\/\/gitlab\.example\.org\/acme\/shop\/web\n$/,
    )
    const { stdout: json } = await turnpike(['spool', 'list', '--json'], around())
    expect(JSON.parse(json)).toMatchObject({ spool: folder, waiting: [{ events: 2 }] })
  })

  test('of an empty folder, of none at all, and of what somebody else put there', async () => {
    expect((await turnpike(['spool', 'list'], around())).stderr).toContain('Nothing waits')
    expect((await turnpike(['spool', 'list'], { env: {} })).code).toBe(2)
    const planted = join(folder, 'turnpike-0123456789abcdef')
    mkdirSync(planted)
    writeFileSync(join(planted, 'receiver.txt'), '::error::forged\n\u001b[31mred')
    writeFileSync(join(planted, 'x.ndjson'), 'nonsense\n')
    const { code, stdout } = await turnpike(['spool', 'list'], around())
    expect([code, stdout]).toEqual([0, ''])
  })
})

describe('spool send', () => {
  test('sends what every run left, once, and says 5 when it cannot', async () => {
    await emit('a')
    await emit('b', { ...GITLAB, CI_PIPELINE_ID: '5002' })
    expect((await turnpike(['spool', 'send'], around())).code).toBe(5)
    // What could not be sent is in one file now.
    expect(waiting().length).toBeGreaterThan(0)
    answer = accepts
    store.received.length = 0
    const { code, stderr } = await turnpike(
      ['spool', 'send', '--spool', folder],
      around({ TURNPIKE_SPOOL: '' }),
    )
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 in the store, 0 not delivered.')])
    expect(sent().map(({ subject }) => subject.id)).toEqual(['a', 'b'])
    expect(waiting()).toEqual([])
    store.received.length = 0
    expect((await turnpike(['spool', 'send'], around())).code).toBe(0)
    expect(sent()).toEqual([])
  })

  test('sends to another store nothing that is for this one', async () => {
    await emit('a')
    const other = await startFake(accepts)
    const { code, stderr } = await turnpike(['spool', 'send', '--store', other.url], around())
    expect([code, stderr]).toEqual([0, expect.stringContaining(`Nothing waits for ${other.url} in `)])
    await other.close()
    expect(other.received).toEqual([])
    expect(waiting()).toHaveLength(1)
  })

  test('needs a store, and a folder', async () => {
    expect((await turnpike(['spool', 'send'], around({ TURNPIKE_STORE: '' }))).code).toBe(2)
    expect((await turnpike(['spool', 'send'], around({ TURNPIKE_SPOOL: '' }))).code).toBe(2)
    expect((await turnpike(['spool', 'send', '--run', '7'], around())).code).toBe(2)
  })

  test('with files passes on what a fork handed over: of the run that is named, and no other', async () => {
    const repository = { id: Number(GITHUB.GITHUB_REPOSITORY_ID), full_name: GITHUB.GITHUB_REPOSITORY }
    const event = join(folder, 'event.json')
    writeFileSync(
      event,
      JSON.stringify({
        workflow_run: {
          id: 77,
          run_attempt: 1,
          head_sha: HEAD,
          repository,
          head_repository: { full_name: 'm/shop' },
        },
      }),
    )
    const fork = { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_RUN_ID: '77', GITHUB_SHA: HEAD }
    const line = await turnpike(['emit', '--type', 'build.started', '--format', 'structured'], {
      env: { ...fork, TURNPIKE_STORE: store.url },
    })
    expect(line.code).toBe(0)
    const handed = join(folder, 'handed.ndjson')
    writeFileSync(handed, `${JSON.stringify(eventsIn(store.received.at(-1)!)[0])}\r\n`)
    answer = accepts
    store.received.length = 0
    const trusted = { ...GITHUB, GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: event }
    const other = await turnpike(['spool', 'send', handed, '--run', '78'], around(trusted))
    expect([other.code, store.received]).toEqual([2, []])
    const passed = await turnpike(['spool', 'send', handed, '--run', '77'], around(trusted))
    expect(passed.code).toBe(0)
    expect(sent()).toMatchObject([
      { customData: { turnpike: { foreign: { repository: 'm/shop', commit: HEAD } } } },
    ])
  })
})
