/** Waiting on a clock that only the test moves: nothing here is timed, and nothing is polled. */
import { describe, expect, test } from '@jest/globals'
import { deployed } from './sample.ts'
import {
  after,
  gate,
  inForce,
  judged,
  MINUTE,
  moveTo,
  NOON,
  openTimers,
  reasons,
  RULE_OF_TESTS,
  setTime,
  store,
  tell,
} from './waiting.ts'

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
    expect(openTimers()).toBe(0)
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
    setTime(NOON - 6 * 60 * MINUTE)
    const back = await gate(0)
    expect((await back.answer)?.verdict).toBe('pending')
    await moveTo(NOON + 20 * MINUTE)
    expect((await early.answer)?.verdict).toBe('allow')
    expect((await (await gate(0)).answer)?.verdict).toBe('pending')
  })
})
