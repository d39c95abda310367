/** Gates that wait on a clock that only the test moves. A file that imports this has a store and a clock for each test. */
import { afterEach, beforeEach, expect } from '@jest/globals'
import { setImmediate } from 'node:timers/promises'
import type { Decision, GateRequest } from '../../src/policy/decision.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { createJudge, type Judge } from '../../src/server/judge.ts'
import { createWaits, type Waits } from '../../src/server/waits.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, Principal } from '../../src/store/store.ts'
import { DIGEST } from './sample.ts'

export const NOON = Date.parse('2026-11-21T12:00:00Z')
export const MINUTE = 60_000
export const CI: Principal = { kind: 'token', id: 'token:ci' }
export const REQUEST: GateRequest = {
  artifacts: [{ digest: DIGEST }],
  environment: 'production',
  service: 'shop',
}

let time: number
let timers: { at: number; call: () => void }[]
export let store: EventStore
let policies: Policy[]
let judge: Judge
export let waits: Waits
export let judged: number

export const now = () => new Date(time).toISOString()
const clock = {
  now: () => time,
  after(ms: number, call: () => void) {
    const timer = { at: time + ms, call }
    timers.push(timer)
    return () => void (timers = timers.filter((one) => one !== timer))
  },
}
/** Moves the clock and rings what has come due, then lets everything that was woken do its work. */
export async function moveTo(ms: number): Promise<void> {
  time = ms
  for (const timer of timers.filter(({ at }) => at <= ms)) timer.call()
  timers = timers.filter(({ at }) => at > ms)
  for (let turn = 0; turn < 50; turn++) await setImmediate()
}
export const after = (ms: number) => moveTo(time + ms)
/** The clock, with nobody told. */
export const setTime = (ms: number) => void (time = ms)

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

export const RULE_OF_TESTS = `
  - { id: tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success }, onMissing: wait }`

export async function inForce(rules: string, head = ''): Promise<void> {
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
export const tell = async (event: { context: object }, producer: Principal = CI) => {
  const said = { ...event, context: { ...event.context, timestamp: now() } }
  const [receipt] = await store.append('default', producer, [admit(said)], now())
  expect(receipt).toMatchObject({ status: 'accepted', problems: [] })
}

export interface Gate {
  answer: Promise<Decision | undefined>
  /** What it was told while it waited. */
  pending: Decision[]
  decided: () => Decision | undefined
}

let count = 0
/** A gate that waits; resolves once it has been judged the first time. */
export async function gate(
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
export const reasons = (decision: Decision | undefined) =>
  decision?.findings.filter(({ result }) => result === 'pending').map(({ reason }) => reason)

export const openTimers = () => timers.length
