/** Until when a result holds: the moments that properties of time found missing, an example each. */
import { describe, expect, test } from '@jest/globals'
import { ahead } from './exceptions-scene.ts'
import { approved, ticket } from './change-scene.ts'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  shelfOf,
  suite,
} from './scene.ts'
import type { Said } from './scene.ts'

const decided = async (rules: string, events: readonly Said[], request = {}) =>
  ask([await load(policyText(rules))], { shelf: shelfOf(...events), request })

describe('what waits says when time alone can change it', () => {
  test('to a failure, because what another artifact has by now ages out', async () => {
    const rule = `- { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], maxAge: 2h, onMissing: wait }`
    const decision = await decided(rule, [{ ...suite('success'), when: '1h' }], {
      artifacts: [{ digest: DIGEST }, { digest: OTHER }],
    })
    expect(decision).toMatchObject({ verdict: 'pending', dueAt: ahead('1h') })
  })

  test('to a failure, because the first of several runs ages out while more are waited for', async () => {
    const rule = `- { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], count: 2, maxAge: 2h, onMissing: wait }`
    const decision = await decided(rule, [{ ...suite('success'), when: '30m' }])
    expect(decision).toMatchObject({ verdict: 'pending', dueAt: ahead('90m') })
    expect(decision.findings[0]!.reason).toBe('not-enough-evidence')
  })

  test('because what is dated later than now is accepted then, five minutes of clock skew before', async () => {
    const event = eventOf(suite('success'))
    ;(event['context'] as { timestamp: string }).timestamp = ahead('65m')
    const shelf = shelfOf()
    shelf.put(event, principal('token:ci'), ago('1m'))
    const rule = `- { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci] }`
    const policies = [await load(policyText(rule))]
    const decision = await ask(policies, { shelf })
    expect(decision).toMatchObject({ verdict: 'deny', dueAt: ahead('60m') })
    expect((await ask(policies, { shelf, options: { now: ahead('60m') } })).verdict).toBe('allow')
  })
})

describe('a window', () => {
  const OVERLAPPING = `{ cron: '*/20 * * * *', duration: 30m, timezone: Etc/UTC }`

  test('opens when a freeze ends, however often it would have opened within the freeze', async () => {
    const rule = `- { id: w, kind: window, onClosed: wait, deny: [{ from: 2026-11-20T00:00Z, to: 2026-11-23T00:00Z }], allow: [${OVERLAPPING}] }`
    const decision = await decided(rule, [])
    expect(decision).toMatchObject({ verdict: 'pending', dueAt: '2026-11-23T00:00:00.000Z' })
  })
})

test('an allow ends with the schedule of its change, by whose class other rules go', async () => {
  const rules = `
  - { id: change, kind: change, states: [implemented], producer: [ops], waivable: true, onMissing: wait }
  - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], unless: { change.class: standard } }`
  const record = approved({ class: 'standard', schedule: { from: ago('1d'), to: ahead('10m') } })
  const request = { change: { id: 'CHG-1' } }
  const policies = [await load(policyText(rules))]
  const asked = (now: string) =>
    ask(policies, { shelf: shelfOf(ticket('updated', record)), request, options: { now } })
  const decision = await asked(NOW)
  expect(decision).toMatchObject({ verdict: 'pending', dueAt: ahead('10m') })
  expect((await asked(ahead('10m'))).verdict).toBe('deny')
})

test('what a condition says of the time holds until the next full minute', async () => {
  const rules = [
    `- { id: t, kind: evidence, type: testsuiterun.finished, producer: [ci], where: 'request.time < timestamp("2026-11-21T14:01:00Z")' }`,
    `- { id: t, kind: evidence, type: testsuiterun.finished, producer: [ci] }
  - { id: n, kind: approval, from: ['group:board'], producer: [ops], when: 'request.time >= timestamp("2026-11-21T14:01:00Z")' }`,
  ]
  for (const rule of rules) {
    const policies = [await load(policyText(`  ${rule}`))]
    const asked = (now: string) => ask(policies, { shelf: shelfOf(suite('success')), options: { now } })
    expect(await asked(NOW)).toMatchObject({ verdict: 'allow', expiresAt: ahead('1m') })
    expect((await asked(ahead('1m'))).verdict).toBe('deny')
  }
})
