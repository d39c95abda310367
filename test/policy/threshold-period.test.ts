import { describe, expect, test } from '@jest/globals'
import { createShelf } from '../../src/policy/shelf.ts'
import { ago, ask, eventOf, findingOf, load, NOW, policyText, principal } from './scene.ts'
import type { Said } from './scene.ts'
import { findingOf as findSigned, signed } from './signed-scene.ts'

const TYPE = 'dev.cdeventsx.acme-slo.evaluated'
const burned = (minutes: unknown, when = '1d', more: Partial<Said> = {}): Said => ({
  type: `${TYPE}.0.1.0`,
  subject: 'webshop-latency',
  service: 'webshop',
  environment: 'production',
  artifact: undefined,
  content: {},
  customData: { slo: { burnedMinutes: minutes } },
  when,
  ...more,
})
const BUDGET = (more = 'of: sum, atMost: 43') =>
  `  - { id: budget, kind: threshold, type: ${TYPE}, producer: [ci], value: customData.slo.burnedMinutes, scope: service, period: 30d, ${more} }`

const rolledBack = (when = '1d', more: Partial<Said> = {}): Said => ({
  type: 'service.rolledback',
  subject: 'webshop',
  environment: 'production',
  when,
  ...more,
})
const COUNT = (more = 'atMost: 1') =>
  `  - { id: count, kind: threshold, type: service.rolledback, producer: [ci], of: count, scope: service, period: 30d, ${more} }`

describe('threshold: an error budget', () => {
  test('is the sum of what was burned in the period', async () => {
    const events = [burned(20.5, '20d'), burned(10, '10d'), burned(12.5, '1h')]
    expect(await findingOf(BUDGET(), events)).toMatchObject({
      result: 'pass',
      reason: 'within-bounds',
      required: 'sum of slo.burnedMinutes ≤ 43 in 30 d',
      found: '43 from 3 events',
      at: ago('1h'),
    })
    expect(await findingOf(BUDGET(), [...events, burned(0.5)])).toMatchObject({
      result: 'fail',
      reason: 'out-of-bounds',
      found: '43.5 from 4 events',
      remediation: 'Bring it down to 43 or less. Events older than 30 d no longer count.',
    })
  })

  test('changes when the oldest event leaves the period, and not before', async () => {
    const events = [burned(40, '29d'), burned(10, '1d')]
    expect(await findingOf(BUDGET(), events)).toMatchObject({
      result: 'fail',
      dueAt: '2026-11-22T14:00:00.001Z',
    })
    const later = async (now: string) => {
      const shelf = createShelf()
      for (const said of events) shelf.put(eventOf(said), principal(undefined), ago(said.when!))
      return (await ask([await load(policyText(BUDGET()))], { shelf, options: { now } })).findings[0]!.result
    }
    expect(await later('2026-11-22T14:00:00.000Z')).toBe('fail')
    expect(await later('2026-11-22T14:00:00.001Z')).toBe('pass')
  })

  test('counts what the store received in the period, whatever an event says of its time', async () => {
    const backdated = burned(50, '1h', { timestamp: ago('40d') })
    expect(await findingOf(BUDGET(), [backdated])).toMatchObject({ result: 'fail' })
    expect(await findingOf(BUDGET(), [burned(50, '31d'), burned(1)])).toMatchObject({ result: 'pass' })
  })

  test('of another service or environment is another one', async () => {
    const other = { service: 'billing', subject: 'billing-latency' }
    expect(await findingOf(BUDGET(), [burned(1), burned(90, '1d', other)])).toMatchObject({ result: 'pass' })
    expect(
      await findingOf(BUDGET(), [burned(1), burned(90, '1d', { environment: 'staging' })]),
    ).toMatchObject({ result: 'pass' })
    const whole = BUDGET().replace('scope: service', 'scope: environment')
    expect(await findingOf(whole, [burned(1), burned(90, '1d', other)])).toMatchObject({ result: 'fail' })
  })

  test('needs the name of the service', async () => {
    expect(await findingOf(BUDGET(), [burned(1)], { service: undefined })).toMatchObject({
      result: 'error',
      reason: 'service-unknown',
    })
  })

  test('that nobody measured is not one that is unused', async () => {
    expect(await findingOf(BUDGET(), [])).toMatchObject({ result: 'fail', reason: 'no-evidence' })
    expect(await findingOf(BUDGET('of: sum, atMost: 43, onMissing: wait'), [])).toMatchObject({
      result: 'pending',
    })
    expect(await findingOf(BUDGET(), [burned(1, '31d')])).toMatchObject({ reason: 'no-evidence' })
  })

  test('one event without a number makes it an error, however much is left', async () => {
    for (const value of ['1', true, undefined, null, {}])
      expect(await findingOf(BUDGET(), [burned(value), burned(1)])).toMatchObject({ result: 'error' })
  })

  test('max, min and average look at all of the period', async () => {
    const events = [burned(10, '3d'), burned(40, '2d'), burned(4, '1d')]
    const shown = async (of: string, bound: string) => {
      const { result, found } = await findingOf(BUDGET(`of: ${of}, ${bound}`), events)
      return [result, found]
    }
    expect(await shown('max', 'atMost: 40')).toEqual(['pass', '40 from 3 events'])
    expect(await shown('max', 'atMost: 39')).toEqual(['fail', '40 from 3 events'])
    expect(await shown('min', 'atLeast: 4')).toEqual(['pass', '4 from 3 events'])
    expect(await shown('min', 'atLeast: 5')).toEqual(['fail', '4 from 3 events'])
    expect(await shown('average', 'atMost: 18')).toEqual(['pass', '18 from 3 events'])
    expect(await shown('average', 'atMost: 17.9')).toEqual(['fail', '18 from 3 events'])
  })

  test('more events than are looked at, and sums that are no number, are errors', async () => {
    const many = Array.from({ length: 1001 }, () => burned(0))
    expect(await findingOf(BUDGET(), many)).toMatchObject({ result: 'error', reason: 'too-many-events' })
    expect(await findingOf(BUDGET(), [burned(1.7e308), burned(1.7e308)])).toMatchObject({
      result: 'error',
      reason: 'value-too-large',
    })
    expect(await findingOf(BUDGET('of: sum, atLeast: 1'), [burned(1.7e308), burned(1.7e308)])).toMatchObject({
      result: 'error',
    })
  })

  test('the same events in any order are the same sum', async () => {
    const values = [0.1, 0.2, 0.3, 1e15, -1e15, 12.7]
    for (const order of [values, [...values].reverse(), [...values].sort()])
      expect(
        (
          await findingOf(
            BUDGET(),
            order.map((value) => burned(value)),
          )
        ).found,
      ).toBe('13.3 from 6 events')
  })
})

describe('threshold: how many', () => {
  test('counts the events of the period, and none is zero', async () => {
    expect(await findingOf(COUNT(), [])).toMatchObject({
      result: 'pass',
      required: 'service.rolledback ≤ 1 in 30 d',
      found: '0',
    })
    expect(await findingOf(COUNT(), [rolledBack()])).toMatchObject({ result: 'pass', found: '1' })
    expect(await findingOf(COUNT(), [rolledBack('2d'), rolledBack()])).toMatchObject({
      result: 'fail',
      found: '2',
      dueAt: '2026-12-19T14:00:00.001Z',
    })
    expect(await findingOf(COUNT('atLeast: 1'), [])).toMatchObject({ result: 'fail', found: '0' })
  })

  test('match and where say what is counted', async () => {
    const run = (outcome: string): Said => ({
      type: 'taskrun.finished',
      subject: 'deploy',
      environment: 'production',
      content: { taskName: 'deploy', outcome },
    })
    const rule = `  - { id: c, kind: threshold, type: taskrun.finished, producer: [ci], of: count, scope: environment, period: 30d, atMost: 1, match: { outcome: failure } }`
    expect(await findingOf(rule, [run('success'), run('failure'), run('success')])).toMatchObject({
      result: 'pass',
      required: 'taskrun.finished failure ≤ 1 in 30 d',
      found: '1',
    })
    expect(await findingOf(rule, [run('failure'), run('failure')])).toMatchObject({ result: 'fail' })
    const where = `${rule.slice(0, -2)}, where: 'event.customData.n > 2' }`
    expect(await findingOf(where, [run('failure')])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
  })

  test('onMissing says that somebody must have reported something', async () => {
    const deny = COUNT('atMost: 1, onMissing: deny, match: { customData.severe: true }')
    expect(await findingOf(deny, [])).toMatchObject({ result: 'fail', reason: 'no-evidence' })
    const mild = rolledBack('1d', { customData: { severe: false } })
    expect(await findingOf(deny, [mild])).toMatchObject({
      result: 'pass',
      found: '0',
      // Then nobody has said anything for 30 days.
      dueAt: '2026-12-20T14:00:00.001Z',
    })
    expect(await findingOf(COUNT('atMost: 1, onMissing: wait'), [])).toMatchObject({ result: 'pending' })
  })

  test('what a stranger says counts for nothing', async () => {
    const stranger = { by: 'token:fork' }
    expect(await findingOf(COUNT(), [rolledBack('1d', stranger), rolledBack('1d', stranger)])).toMatchObject({
      result: 'pass',
      found: '0',
      refused: [{ reason: 'producer-not-allowed' }, { reason: 'producer-not-allowed' }],
    })
  })
})

describe('threshold: what cannot be used', () => {
  const future = { timestamp: '2026-11-21T15:00:00.000Z' }

  test('is no support and an objection: the bound must hold with it and without it', async () => {
    expect(await findingOf(COUNT(), [rolledBack('1d', future)])).toMatchObject({
      result: 'pass',
      found: '0 to 1',
    })
    expect(await findingOf(COUNT(), [rolledBack(), rolledBack('1d', future)])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
      found: expect.stringContaining('1 to 2; found but refused'),
    })
    expect(await findingOf(COUNT('atLeast: 1'), [rolledBack('1d', future)])).toMatchObject({ result: 'fail' })
    expect(await findingOf(BUDGET(), [burned(40), burned(9, '1d', future)])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
    })
    expect(await findingOf(BUDGET(), [burned(40), burned(2, '1d', future)])).toMatchObject({ result: 'pass' })
    expect(await findingOf(BUDGET(), [burned(1), burned(-90, '1d', future)])).toMatchObject({
      result: 'pass',
    })
    expect(await findingOf(BUDGET(), [burned(50), burned(-90, '1d', future)])).toMatchObject({
      result: 'fail',
    })
  })

  test('whoever takes signatures away takes no failure away', async () => {
    const rule = COUNT('atMost: 1, level: signed')
    expect(await findSigned(rule, [signed(rolledBack()), rolledBack()])).toMatchObject({
      result: 'fail',
      reason: 'level-too-low',
    })
    // What comes after it, signed, does not answer it: it may well be another one.
    const two = COUNT('atMost: 2, level: signed')
    const unsigned = [rolledBack(), rolledBack()]
    expect(await findSigned(two, [signed(rolledBack()), ...unsigned, signed(rolledBack())])).toMatchObject({
      result: 'fail',
      found: expect.stringContaining('2 to 4'),
    })
  })

  test('an invalid event is answered by the next valid one about the same subject', async () => {
    const find = async (...kept: [said: Said, broken: boolean][]) => {
      const shelf = createShelf()
      for (const [said, broken] of kept) {
        const event = eventOf(said)
        if (broken) (event['context'] as Record<string, unknown>)['timestamp'] = 'yesterday'
        expect(shelf.put(event, principal(undefined), ago('1d')).status).toBe(
          broken ? 'quarantined' : 'accepted',
        )
      }
      return (await ask([await load(policyText(BUDGET()))], { shelf })).findings[0]!
    }
    expect(await find([burned(1), false], [burned('?'), true])).toMatchObject({
      result: 'fail',
      reason: 'invalid',
    })
    expect(await find([burned('?'), true], [burned(1), false])).toMatchObject({ result: 'pass' })
    expect(await find([burned('?'), true])).toMatchObject({ result: 'fail', reason: 'invalid' })
    const other = { subject: 'webshop-errors' }
    expect(await find([burned('?'), true], [burned(1, '1d', other), false])).toMatchObject({ result: 'fail' })
  })

  test('two contents under one id are an error', async () => {
    expect(
      await findingOf(BUDGET(), [burned(1, '1d', { id: 'x' }), burned(2, '1d', { id: 'x' })]),
    ).toMatchObject({
      result: 'error',
      reason: 'conflict',
    })
  })
})

test('the moment of a decision is the server’s', async () => {
  expect(NOW).toBe('2026-11-21T14:00:00.000Z')
  const shelf = createShelf()
  shelf.put(eventOf(burned(50)), principal(undefined), ago('1d'))
  const at = async (now: string) =>
    (await ask([await load(policyText(BUDGET()))], { shelf, options: { now } })).findings[0]!.reason
  expect(await at('2027-01-01T00:00:00.000Z')).toBe('no-evidence')
})
