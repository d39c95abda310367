import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { deliver } from '../../src/actions/deliver.js'
import { TurnpikeError } from '../../src/errors.js'
import { describe as described } from '../../src/sources/described.js'
import { accepted, fakeWorld, githubHost, NOW } from './surroundings.js'
let temp
beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'turnpike-spool-'))
})
afterEach(() => rmSync(temp, { recursive: true, force: true }))
const host = githubHost()
const events = (count) =>
  described(
    Array.from({ length: count }, (_, index) => ({ type: 'build.started', subject: `build-${index}` })),
    host.facts,
    NOW,
  )
const TO = { store: 'https://store.example.org', failOnError: false }
const none = (sent) => ({
  receipts: [],
  undelivered: [...sent],
  error: new TurnpikeError('STORE_UNREACHABLE', 'No answer', { cause: new Error('connect ECONNREFUSED') }),
})
function filesKept() {
  return readdirSync(temp, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ndjson'))
}
describe('what arrives', () => {
  test('is a line each in the log and nothing anywhere else', async () => {
    const quiet = githubHost()
    const world = fakeWorld({ env: { RUNNER_TEMP: temp } })
    expect(await deliver(events(2), TO, quiet, world)).toEqual({ sent: 2, undelivered: 0, code: 0 })
    expect(quiet.lines).toHaveLength(2)
    expect([quiet.summaries, quiet.annotations, filesKept()]).toEqual([[], [], []])
  })
  test('in great number is counted in the log', async () => {
    const quiet = githubHost()
    await deliver(events(500), TO, quiet, fakeWorld())
    expect(quiet.lines).toHaveLength(21)
    expect(quiet.lines.at(-1)).toBe('and 480 more')
  })
})
describe('what does not arrive', () => {
  test('is kept, goes first next time, in order and once, and is forgotten when it has arrived', async () => {
    const [first, second, third] = events(3)
    const env = { RUNNER_TEMP: temp }
    await deliver([first], TO, githubHost(), fakeWorld({ env, deliver: none }))
    await deliver([second, first], TO, githubHost(), fakeWorld({ env, deliver: none }))
    expect(filesKept()).toHaveLength(1)
    const world = fakeWorld({ env })
    expect(await deliver([third], TO, githubHost(), world)).toMatchObject({ sent: 3, undelivered: 0 })
    expect(world.sent.map(({ context }) => context.id)).toEqual(
      [first, second, third].map(({ context }) => context.id),
    )
    expect(filesKept()).toEqual([])
  })
  test('is kept for its own receiver, by address and format', async () => {
    const env = { RUNNER_TEMP: temp }
    await deliver(events(1), TO, githubHost(), fakeWorld({ env, deliver: none }))
    for (const other of [
      { ...TO, store: 'https://other.example.org' },
      { ...TO, format: 'batch' },
    ]) {
      const world = fakeWorld({ env })
      await deliver([], other, githubHost(), world)
      expect(world.sent).toEqual([])
    }
  })
  test('is said to be lost where nothing outlives the step', async () => {
    const told = githubHost()
    await deliver(events(1), TO, told, fakeWorld({ deliver: none }))
    expect(told.summaries.join()).toContain('lost to the store')
    expect(told.annotations[0]?.message).toContain('ECONNREFUSED')
  })
  test('in part is kept in part', async () => {
    const three = events(3)
    const world = fakeWorld({
      env: { RUNNER_TEMP: temp },
      deliver: (sent) => ({
        ...accepted(sent.slice(0, 1)),
        undelivered: sent.slice(1),
        error: new TurnpikeError('STORE_REFUSED', 'busy', { status: 503 }),
      }),
    })
    expect(await deliver(three, TO, githubHost(), world)).toMatchObject({ sent: 1, undelivered: 2, code: 0 })
    const next = fakeWorld({ env: { RUNNER_TEMP: temp } })
    await deliver([], TO, githubHost(), next)
    expect(next.sent.map(({ context }) => context.id)).toEqual(
      three.slice(1).map(({ context }) => context.id),
    )
  })
  test('fails the step when that is asked for', async () => {
    const strict = githubHost()
    const { code } = await deliver(
      events(1),
      { ...TO, failOnError: true },
      strict,
      fakeWorld({ deliver: none }),
    )
    expect(code).toBe(5)
    expect(strict.failure).toMatchObject({ exitCode: 5 })
    expect(strict.annotations).toEqual([])
  })
})
describe('what the store keeps and never believes', () => {
  const receipts = (status) => (sent) => ({
    receipts: accepted(sent).receipts.map((receipt) => ({
      ...receipt,
      status,
      problems:
        status === 'conflict' ? [] : [{ path: '/subject/id', message: '<b>✅ passed</b> [x](javascript:y)' }],
    })),
    undelivered: [],
  })
  test.each(['quarantined', 'conflict'])(
    '%s is told, not counted as sent, and not sent again',
    async (status) => {
      const told = githubHost()
      const world = fakeWorld({ env: { RUNNER_TEMP: temp }, deliver: receipts(status) })
      expect(await deliver(events(1), TO, told, world)).toEqual({ sent: 0, undelivered: 0, code: 0 })
      expect(told.summaries.join()).toContain('never evidence')
      expect(told.annotations).toHaveLength(1)
      expect(filesKept()).toEqual([])
    },
  )
  test('cannot forge the summary', async () => {
    const told = githubHost()
    await deliver(events(1), TO, told, fakeWorld({ deliver: receipts('quarantined') }))
    expect(told.summaries.join()).not.toMatch(/<b>|✅|\]\(javascript/)
  })
})
