/** Gates that wait for one lease, on a clock that only the test moves. */
import { beforeEach, describe, expect, test } from '@jest/globals'
import { setImmediate } from 'node:timers/promises'
import type { Decision } from '../../src/policy/decision.ts'
import { STORE_PRINCIPAL } from '../../src/server/judge.ts'
import { testsPassed } from './sample.ts'
import {
  after,
  CI,
  gate,
  inForce,
  MINUTE,
  moveTo,
  NOON,
  now,
  reasons,
  REQUEST,
  RULE_OF_TESTS,
  setTime,
  store,
  tell,
  waits,
  type Gate,
} from './waiting.ts'

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
    setTime(NOON + 15 * MINUTE)
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
  }, 400_000)

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
