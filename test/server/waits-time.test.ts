/** Waiting on a clock that only the test moves: nothing here is timed, and nothing is polled. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { setImmediate } from 'node:timers/promises'
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { createJudge, STORE_PRINCIPAL, type Judge } from '../../src/server/judge.ts'
import { createWaits, type Waits } from '../../src/server/waits.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, Principal } from '../../src/store/store.ts'
import { deployed, DIGEST, testsPassed } from './sample.ts'

const NOON = Date.parse('2026-11-21T12:00:00Z')
const MINUTE = 60_000
const CI: Principal = { kind: 'token', id: 'token:ci' }
const REQUEST: GateRequest = { artifacts: [{ digest: DIGEST }], environment: 'production', service: 'shop' }

let time: number
let timers: { at: number; call: () => void }[]
let store: EventStore
let policies: Policy[]
let judge: Judge
let waits: Waits
let judged: number

const now = () => new Date(time).toISOString()
const clock = {
  now: () => time,
  after(ms: number, call: () => void) {
    const timer = { at: time + ms, call }
    timers.push(timer)
    return () => void (timers = timers.filter((one) => one !== timer))
  },
}
/** Moves the clock and rings what has come due, then lets everything that was woken do its work. */
async function moveTo(ms: number): Promise<void> {
  time = ms
  for (const timer of timers.filter(({ at }) => at <= ms)) timer.call()
  timers = timers.filter(({ at }) => at > ms)
  for (let turn = 0; turn < 50; turn++) await setImmediate()
}
const after = (ms: number) => moveTo(time + ms)

beforeEach(() => {
  time = NOON
  timers = []
  policies = []
  judged = 0
  store = openSqliteStore(':memory:')
  const context = { store, organisation: 'default', now }
  const real = createJudge({ ...context, inForce: () => policies, version: '0.0.0-test' })
  judge = {
    ...real,
    judge: (ask) => {
      judged++
      return real.judge(ask)
    },
  }
  waits = createWaits({ store, organisation: 'default', judge, log: () => {}, clock })
})
afterEach(async () => {
  await waits.close()
  await store.close()
})

const RULE_OF_TESTS = `
  - { id: tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success }, onMissing: wait }`

async function inForce(rules: string, head = ''): Promise<void> {
  const text = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: [production] }
producers:
  ci: { id: 'token:ci' }
${head}
rules:${rules}
`
  const loaded = await loadPolicy(text, { name: 'production', origin: 'store' })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  policies = [loaded.policy]
}
/** Says it at the test's time. */
const tell = async (event: { context: object }, producer: Principal = CI) => {
  const said = { ...event, context: { ...event.context, timestamp: now() } }
  const [receipt] = await store.append('default', producer, [admit(said)], now())
  expect(receipt).toMatchObject({ status: 'accepted', problems: [] })
}

interface Gate {
  answer: Promise<Decision | undefined>
  /** What it was told while it waited. */
  pending: Decision[]
  decided: () => Decision | undefined
}

let count = 0
/** A gate that waits; resolves once it has been judged the first time. */
async function gate(
  waitMs: number,
  request: Partial<GateRequest> = {},
  id = crypto.randomUUID(),
): Promise<Gate> {
  const pending: Decision[] = []
  let decided: Decision | undefined
  const run = `https://ci.example.org/runs/${++count}`
  const answer = waits.decide({
    ask: { id, request: { run, ...REQUEST, ...request }, mode: 'enforce', requester: CI, files: [] },
    waitMs,
    signal: new AbortController().signal,
    onPending: (decision) => pending.push(decision),
  })
  void answer.then((decision) => (decided = decision))
  await after(0)
  return { answer, pending, decided: () => decided }
}
const reasons = (decision: Decision | undefined) =>
  decision?.findings.filter(({ result }) => result === 'pending').map(({ reason }) => reason)

describe('a time rule that falls due while a gate waits', () => {
  test('a window that opens lets it through at that moment, and it is not looked at before', async () => {
    await inForce(
      '\n  - { id: freeze, kind: window, deny: [{ from: 2026-11-21T00:00, to: 2026-11-21T12:30, timezone: UTC }], onClosed: wait }',
    )
    const waiting = await gate(60 * MINUTE)
    expect(waiting.pending).toHaveLength(1)
    const before = judged
    await moveTo(NOON + 30 * MINUTE - 1)
    expect([judged, waiting.decided()]).toEqual([before, undefined])
    await moveTo(NOON + 30 * MINUTE)
    expect((await waiting.answer)?.verdict).toBe('allow')
    expect(timers).toEqual([])
  })

  test('a soak that ripens', async () => {
    await inForce(
      '\n  - { id: soak, kind: soak, environment: staging, duration: 1h, producer: [ci], onMissing: wait }',
    )
    await tell(deployed('shop', 'staging'))
    const waiting = await gate(120 * MINUTE)
    expect(waiting.pending).toHaveLength(1)
    await after(59 * MINUTE)
    expect(waiting.decided()).toBeUndefined()
    await after(2 * MINUTE)
    expect((await waiting.answer)?.verdict).toBe('allow')
  })

  test('a lease that expires', async () => {
    await inForce('\n  - { id: lease, kind: environment, lease: 15m, producer: [ci] }')
    const holder = await gate(0)
    expect((await holder.answer)?.lease?.until).toBe(new Date(NOON + 15 * MINUTE).toISOString())
    const waiting = await gate(60 * MINUTE)
    expect(reasons(waiting.pending[0])).toEqual(['leased'])
    await moveTo(NOON + 15 * MINUTE - 1)
    expect(waiting.decided()).toBeUndefined()
    await moveTo(NOON + 15 * MINUTE)
    const opened = await waiting.answer
    expect(opened?.verdict).toBe('allow')
    expect(opened!.lease!.fencing).toBeGreaterThan((await holder.answer)!.lease!.fencing)
  })

  test('a rule that comes into force closes it, one that ends opens it', async () => {
    await inForce(`${RULE_OF_TESTS}
  - { id: old, kind: evidence, type: build.finished, producer: any, onMissing: wait, effectiveUntil: 2026-11-21T12:10:00Z }
  - { id: new, kind: evidence, type: artifact.signed, producer: any, onMissing: deny, effectiveFrom: 2026-11-21T12:20:00Z }`)
    const [closes, opens] = [await gate(60 * MINUTE), await gate(60 * MINUTE)]
    await moveTo(NOON + 10 * MINUTE)
    expect(reasons(opens.pending.at(-1))).toEqual(['no-evidence'])
    await moveTo(NOON + 20 * MINUTE)
    expect((await closes.answer)?.verdict).toBe('deny')
    expect((await opens.answer)?.verdict).toBe('deny')
  })

  test('its own time runs out: it gets the pending answer, recorded once', async () => {
    await inForce(RULE_OF_TESTS)
    const waiting = await gate(10 * MINUTE)
    await after(10 * MINUTE)
    expect((await waiting.answer)?.verdict).toBe('pending')
    const { events } = await store.query({
      organisation: 'default',
      types: ['dev.cdeventsx.turnpike-gate.evaluated'],
    })
    expect(events).toHaveLength(1)
  })

  test('a clock that jumps ahead opens nothing twice, and one that jumps back takes no lease away', async () => {
    await inForce('\n  - { id: lease, kind: environment, lease: 15m, producer: [ci] }')
    await gate(0)
    const early = await gate(60 * MINUTE)
    time = NOON - 6 * 60 * MINUTE
    const back = await gate(0)
    expect((await back.answer)?.verdict).toBe('pending')
    await moveTo(NOON + 20 * MINUTE)
    expect((await early.answer)?.verdict).toBe('allow')
    expect((await (await gate(0)).answer)?.verdict).toBe('pending')
  })
})

describe('several gates on one target', () => {
  beforeEach(() =>
    inForce(`${RULE_OF_TESTS}\n  - { id: lease, kind: environment, lease: 15m, producer: [ci] }`),
  )

  test('one event wakes all; the one that came first opens, the others go on with the reason', async () => {
    const gates: Gate[] = []
    for (let n = 0; n < 5; n++) gates.push(await gate(120 * MINUTE))
    expect(waits.count()).toBe(5)
    await tell(testsPassed())
    const first = await gates[0]!.answer
    expect(first?.verdict).toBe('allow')
    await after(0)
    expect(gates.slice(1).map(({ decided, pending }) => [decided(), reasons(pending.at(-1))])).toEqual(
      Array(4).fill([undefined, ['leased']]),
    )
    // Each lease that ends lets in the next, in the order in which they came.
    for (let n = 1; n < 5; n++) {
      await moveTo(NOON + n * 15 * MINUTE)
      expect(gates.map(({ decided }) => decided()?.verdict)).toEqual([
        ...Array<string>(n + 1).fill('allow'),
        ...Array<undefined>(4 - n).fill(undefined),
      ])
    }
    const numbers = await Promise.all(gates.map(async ({ answer }) => (await answer)!.lease!.fencing))
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  })

  test('whoever comes while others wait does not get in before them', async () => {
    await tell(testsPassed())
    await gate(0)
    const patient = await gate(60 * MINUTE)
    time = NOON + 15 * MINUTE
    const late = gate(60 * MINUTE)
    await moveTo(NOON + 15 * MINUTE)
    expect((await patient.answer)?.verdict).toBe('allow')
    expect((await late).decided()).toBeUndefined()
  })

  test('a thousand that wait for one lease: one gets it, nobody twice, all are told', async () => {
    await tell(testsPassed())
    await gate(0)
    let told = 0
    const { promise: allTold, resolve } = Promise.withResolvers<void>()
    const heard = ({ findings }: Decision) => {
      const isNew = findings.some(({ found }) => found.startsWith('https://ci.example.org/thousand/0 '))
      if (isNew && ++told === 999) resolve()
    }
    const answers = Array.from({ length: 1000 }, (_, n) => {
      const state = { verdict: undefined as string | undefined }
      void waits
        .decide({
          ask: {
            id: crypto.randomUUID(),
            request: { ...REQUEST, run: `https://ci.example.org/thousand/${n}` },
            mode: 'enforce',
            requester: CI,
            files: [],
          },
          waitMs: 120 * MINUTE,
          signal: new AbortController().signal,
          onPending: heard,
        })
        .then((decision) => (state.verdict = decision?.verdict))
      return state
    })
    while (waits.count() < 1000) await setImmediate()
    await moveTo(NOON + 15 * MINUTE)
    await allTold
    expect(answers.filter(({ verdict }) => verdict !== undefined)).toEqual([answers[0]])
    const { events } = await store.query({
      organisation: 'default',
      types: ['dev.cdeventsx.turnpike-lease.acquired'],
    })
    expect(events).toHaveLength(2)
  }, 120_000)

  test('a client that goes away while it is its turn takes no lease', async () => {
    await tell(testsPassed())
    await gate(0)
    const client = new AbortController()
    const gone = waits.decide({
      ask: {
        id: crypto.randomUUID(),
        request: { ...REQUEST, run: 'gone' },
        mode: 'enforce',
        requester: CI,
        files: [],
      },
      waitMs: 60 * MINUTE,
      signal: client.signal,
    })
    await after(0)
    const next = await gate(60 * MINUTE)
    client.abort()
    await moveTo(NOON + 15 * MINUTE)
    expect(await gone).toBeUndefined()
    expect((await next.answer)?.verdict).toBe('allow')
  })

  test('a policy that is published while they wait is what the next is judged by', async () => {
    await tell(testsPassed())
    await gate(0)
    const waiting = await gate(60 * MINUTE)
    await inForce(RULE_OF_TESTS)
    waits.reconsider()
    await after(0)
    const opened = await waiting.answer
    expect([opened?.verdict, opened?.lease]).toEqual(['allow', undefined])
  })
})

test('the store’s own word is the only one that a waiting gate takes for a lease given back', async () => {
  await inForce('\n  - { id: lease, kind: environment, lease: 15m, producer: [ci] }')
  const holder = await (await gate(0)).answer
  const waiting = await gate(60 * MINUTE)
  const given = (id: string) => ({
    context: {
      specversion: '0.5.1',
      id,
      source: 'urn:turnpike:store',
      type: 'dev.cdeventsx.turnpike-lease.released.0.1.0',
      timestamp: now(),
    },
    subject: { id: holder!.lease!.id, source: 'urn:turnpike:store', content: {} },
    customData: { turnpike: { environment: 'production', service: 'shop' } },
  })
  await tell(given('forged'))
  await after(0)
  expect(waiting.decided()).toBeUndefined()
  await tell(given('real'), STORE_PRINCIPAL)
  expect((await waiting.answer)?.verdict).toBe('allow')
})
