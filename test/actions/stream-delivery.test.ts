import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { deliver } from '../../src/actions/deliver.ts'
import { streamTo } from '../../src/actions/stream-delivery.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import type { Delivery } from '../../src/client/client.ts'
import { TurnpikeError } from '../../src/errors.ts'
import { describe as described } from '../../src/sources/described.ts'
import { accepted, fakeWorld, githubHost, NOW, type FakeAnswers } from './surroundings.ts'

let temp: string
beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'turnpike-stream-'))
})
afterEach(() => rmSync(temp, { recursive: true, force: true }))

const TO = { store: 'https://store.example.org', failOnError: false }
const { facts } = githubHost()

function cases(count: number, from = 0, filler = ''): CDEvent[] {
  return described(
    Array.from({ length: count }, (_, index) => ({
      type: 'testcaserun.finished',
      content: { testCase: { id: `case-${from + index}` }, outcome: 'failure', reason: filler },
    })),
    facts,
    NOW,
  )
}
const ends = (): CDEvent[] =>
  described(
    [
      { type: 'testsuiterun.started', content: { testSuite: { id: 'unit' } } },
      { type: 'testsuiterun.finished', content: { testSuite: { id: 'unit' }, outcome: 'failure' } },
    ],
    facts,
    NOW,
  )
const idsOf = (events: readonly CDEvent[]) => events.map(({ context }) => context.id)

const fails = (sent: readonly CDEvent[], status?: number): Delivery => ({
  receipts: [],
  undelivered: [...sent],
  error: new TurnpikeError(status === undefined ? 'STORE_UNREACHABLE' : 'STORE_REFUSED', 'No answer', {
    ...(status === undefined ? {} : { status }),
  }),
})

function kept(): CDEvent[] {
  return readdirSync(temp, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => readFileSync(join(temp, name), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as CDEvent)
}

/** Answers, and how many events each request had. */
function world(deliver: NonNullable<FakeAnswers['deliver']>) {
  const sizes: number[] = []
  const deps = fakeWorld({
    env: { RUNNER_TEMP: temp },
    deliver(events) {
      sizes.push(events.length)
      return deliver(events)
    },
  })
  return { deps, sizes }
}

describe('a store that answers', () => {
  test('gets everything in order, at most two hundred at a time, while more is being made', async () => {
    const host = githubHost()
    const { deps, sizes } = world(accepted)
    const all = [...cases(500), ...ends()]
    const stream = await streamTo(TO, host, deps)
    for (const event of all.slice(0, 400)) await stream.put([event])
    expect(sizes).toEqual([200, 200])
    await stream.put(all.slice(400))
    expect(await stream.end()).toEqual({ sent: 502, undelivered: 0, code: 0 })
    expect(sizes).toEqual([200, 200, 102])
    expect(idsOf(deps.sent)).toEqual(idsOf(all))
    expect([host.summaries, host.annotations, kept()]).toEqual([[], [], []])
    // Single cases are counted in the log, not listed.
    expect(host.lines).toHaveLength(3)
    expect(host.lines.at(-1)).toBe('and 500 more')
  })

  test('gets first what waits from before', async () => {
    const [first, second] = [cases(1), cases(1, 1)]
    await deliver(first, TO, githubHost(), world((sent) => fails(sent)).deps)
    const { deps } = world(accepted)
    const stream = await streamTo(TO, githubHost(), deps)
    await stream.put(second)
    expect(await stream.end()).toMatchObject({ sent: 2 })
    expect(idsOf(deps.sent)).toEqual(idsOf([...first, ...second]))
    expect(kept()).toEqual([])
  })

  test('is sent nothing when there is nothing', async () => {
    const { deps, sizes } = world(accepted)
    expect(await (await streamTo(TO, githubHost(), deps)).end()).toEqual({ sent: 0, undelivered: 0, code: 0 })
    expect(sizes).toEqual([])
  })
})

describe('a store that stops answering', () => {
  test('is asked no more, and the rest is kept in order with what the suite says', async () => {
    let calls = 0
    const host = githubHost()
    const { deps, sizes } = world((events) => (++calls === 1 ? accepted(events) : fails(events)))
    const all = [...cases(4000), ...ends()]
    const stream = await streamTo(TO, host, deps)
    await stream.put(all)
    expect(await stream.end()).toEqual({ sent: 200, undelivered: 3802, code: 0 })
    expect(sizes).toEqual([200, 200])
    expect(idsOf(kept())).toEqual(idsOf(all.slice(200)))
    expect(host.summaries.join('')).toContain('3802 events could not be delivered')

    const later = world(accepted)
    expect(await deliver([], TO, githubHost(), later.deps)).toMatchObject({ sent: 3802, undelivered: 0 })
    expect(idsOf(later.deps.sent)).toEqual(idsOf(all.slice(200)))
    expect(kept()).toEqual([])
  })

  test('has room for ten thousand events: single cases give way, how the suite ended does not', async () => {
    const host = githubHost()
    const { deps } = world((sent) => fails(sent))
    const all = [...cases(12_000), ...ends()]
    const stream = await streamTo(TO, host, deps)
    await stream.put(all)
    expect(await stream.end()).toEqual({ sent: 0, undelivered: 12_002, code: 0 })
    expect(idsOf(kept())).toEqual(idsOf([...all.slice(0, 9998), ...ends()]))
    expect(host.summaries.join('')).toContain('2002 events more could not be delivered and are lost')
    expect(host.annotations[0]?.message).toContain('at most 10,000 events and 16 MiB')
  })

  test('has room for 16 MiB', async () => {
    const { deps } = world((sent) => fails(sent))
    const stream = await streamTo(TO, githubHost(), deps)
    for (let piece = 0; piece < 60; piece++) await stream.put(cases(100, piece * 100, 'x'.repeat(4000)))
    await stream.put(ends())
    await stream.end()
    const left = kept()
    expect(left.length).toBeLessThan(6000)
    expect(left.length).toBeGreaterThan(3000)
    expect(idsOf(left.slice(-2))).toEqual(idsOf(ends()))
  })

  test('fails the step only when that is asked for', async () => {
    const host = githubHost()
    const { deps } = world((sent) => fails(sent))
    const stream = await streamTo({ ...TO, failOnError: true }, host, deps)
    await stream.put(ends())
    expect(await stream.end()).toMatchObject({ code: 5 })
    expect(host.failure?.exitCode).toBe(5)
  })
})

test('a store that refuses one piece gets the next one', async () => {
  let calls = 0
  const { deps, sizes } = world((events) => (++calls === 1 ? fails(events, 413) : accepted(events)))
  const stream = await streamTo(TO, githubHost(), deps)
  await stream.put([...cases(200), ...ends()])
  expect(await stream.end()).toMatchObject({ sent: 2, undelivered: 200 })
  expect(sizes).toEqual([200, 2])
})

describe('a slow store', () => {
  /** Each request takes so long. */
  async function sendSlowly(ms: number) {
    let now = 0
    const { deps, sizes } = world((events) => {
      now += ms
      return accepted(events)
    })
    const host = githubHost()
    const stream = await streamTo(TO, host, deps, () => now)
    await stream.put([...cases(20_000), ...ends()])
    return { ...(await stream.end()), sizes, host }
  }

  test('may take a moment for each piece', async () => {
    expect(await sendSlowly(480)).toMatchObject({ sent: 20_002, undelivered: 0 })
  })

  test('uses the time of the step up, and is asked no more then', async () => {
    const { sizes, sent, undelivered, host } = await sendSlowly(4500)
    // Half a second of each piece is fair, 4 s count: three pieces are more than ten seconds.
    expect(sizes).toHaveLength(3)
    expect({ sent, undelivered }).toEqual({ sent: 600, undelivered: 19_402 })
    expect(host.summaries.join('')).toContain('too slow')
  })
})

test('what a store does not take is told, bounded, and not kept', async () => {
  const host = githubHost()
  const { deps } = world((events) => {
    const { receipts } = accepted(events)
    return { receipts: receipts.map((one) => ({ ...one, status: 'refused' as const })), undelivered: [] }
  })
  const stream = await streamTo(TO, host, deps)
  await stream.put(cases(3000))
  expect(await stream.end()).toEqual({ sent: 0, undelivered: 0, code: 0 })
  expect(host.summaries.join('')).toContain('3000 events in all were not accepted')
  expect(kept()).toEqual([])
})

test('without a store everything goes nowhere, and that is told', async () => {
  const host = githubHost()
  const stream = await streamTo({ failOnError: false }, host, fakeWorld())
  await stream.put(cases(3))
  expect(await stream.end()).toEqual({ sent: 0, undelivered: 3, code: 0 })
  expect(host.annotations[0]?.message).toContain('3 events went nowhere')
})

test('a job without an identity hands a file over that has room for what the suite says', async () => {
  const to = { ...TO, spool: join(temp, 'handed') }
  const stream = await streamTo(to, githubHost(), fakeWorld({ env: { RUNNER_TEMP: temp } }))
  const all = [...cases(5000), ...ends()]
  await stream.put(all)
  expect(await stream.end()).toMatchObject({ sent: 4002, undelivered: 1000 })
  expect(idsOf(kept())).toEqual(idsOf([...all.slice(0, 4000), ...ends()]))
})
