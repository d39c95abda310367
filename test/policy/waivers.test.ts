/** Waivers in decisions: what they are worth, and everything that they are not. */
import { describe, expect, test } from '@jest/globals'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { ahead, ALICE, CAROL, DAVE, putWaiver, type ToldWaiver } from './exceptions-scene.ts'
import { ago, DIGEST, eventOf, NOW, OTHER, principal, suite } from './scene.ts'

import { decided, policy, RULES, short, why } from './waivers-stage.ts'

describe('a waiver', () => {
  test('lets a waivable rule that fails pass by, and says by whom, why and until when', async () => {
    const decision = await decided()
    expect(decision.verdict).toBe('allow')
    expect(decision.summary).toBe('1 of 2 checks passes, 1 is waived.')
    expect(decision.findings[0]).toMatchObject({
      rule: 'unit-tests',
      result: 'waived',
      exception: 'w-1',
      reason: 'no-evidence',
      dueAt: ahead('10d'),
      evidence: [{ type: 'dev.cdeventsx.turnpike-waiver.granted.0.1.0', producer: 'store', subject: 'w-1' }],
    })
    expect(decision.findings[0]!.remediation).toBeTruthy()
    expect(decision.waivers).toEqual([
      {
        id: 'w-1',
        state: 'in-force',
        rule: 'unit-tests',
        policy: 'production',
        by: ALICE,
        requestedBy: DAVE,
        reason: 'the suite is broken, not the shop',
        ticket: 'SEC-1',
        until: ahead('10d'),
        scope: `artifact ${DIGEST}`,
        sequence: 1,
      },
    ])
  })

  test('is in the record of the decision, which is read again, and links to it', async () => {
    const decision = await decided()
    const event = decisionEvent(decision, { source: 'urn:turnpike:store' })
    expect(readDecision(event.subject.content)).toEqual(decision)
    expect(event.context.links).toHaveLength(1)
  })

  test('never lets an allow outlive it', async () => {
    const until = ahead('3m')
    const decision = await decided({ told: [{ content: { until } }] })
    expect([decision.verdict, decision.expiresAt, decision.waivers[0]?.state]).toEqual([
      'allow',
      until,
      'expiring',
    ])
  })

  test('lets a rule that waits pass by', async () => {
    const policies = [await policy(RULES('waivable: true, onMissing: wait'))]
    expect((await decided({ told: [], policies })).verdict).toBe('pending')
    expect(short(await decided({ policies }))).toEqual(['allow', 'waived', 'in-force'])
  })

  test('never covers an error', async () => {
    const policies = [
      await policy(`
  - { id: unit-tests, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }], waivable: true, when: "request.change.class == 'standard'" }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`),
    ]
    expect(short(await decided({ policies }))).toEqual(['error', 'error', 'in-force'])
  })

  test('is not enough by itself: something must still have passed', async () => {
    const policies = [await policy(RULES().split('\n').slice(0, 2).join('\n'))]
    expect(short(await decided({ policies }))).toEqual(['error', 'waived', 'in-force'])
  })

  test('leaves a rule alone that passes, and one that only warns', async () => {
    const shelf = createShelf()
    shelf.put(eventOf(suite('success')), principal('token:ci'), ago('2h'))
    expect((await decided({ shelf })).findings[0]).toMatchObject({ result: 'pass' })
    const warns = await decided({ policies: [await policy(RULES('waivable: true, enforce: warn'))] })
    expect(warns.findings[0]!.result).toBe('fail')
    expect(warns.waivers[0]).toMatchObject({
      state: 'not-allowed',
      why: 'the rule unit-tests blocks nothing',
    })
  })

  test('of an anyOf is about the whole', async () => {
    const policies = [
      await policy(`
  - id: unit-tests
    kind: anyOf
    waivable: true
    members:
      - { id: inner, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }
      - { id: other, kind: evidence, type: build.finished, producer: [ci] }
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`),
    ]
    expect(short(await decided({ policies }))).toEqual(['allow', 'waived', 'in-force'])
    const inner = await decided({ policies, told: [{ content: { rule: 'inner' } }] })
    expect(short(inner)).toEqual(['deny', 'fail', 'not-allowed'])
  })

  test('that holds longest counts, of several', async () => {
    const decision = await decided({
      told: [
        { id: 'a', content: { until: ahead('1d') } },
        { id: 'b', content: { until: ahead('20d') } },
        { id: 'c', content: { until: ahead('5d') } },
      ],
    })
    expect(decision.findings[0]).toMatchObject({ exception: 'b', dueAt: ahead('20d') })
    expect(decision.waivers.map(({ id, state }) => [id, state])).toEqual([
      ['c', 'in-force'],
      ['b', 'in-force'],
      ['a', 'expiring'],
    ])
  })
})

describe('the states of a waiver', () => {
  test.each<[string, ToldWaiver[], string, string | undefined]>([
    ['asked for', [{ step: 'requested' }], 'pending', 'nobody has granted it yet'],
    ['granted', [{ step: 'requested' }, {}], 'in-force', undefined],
    ['ends soon', [{ content: { until: ahead('2d') } }], 'expiring', undefined],
    ['over', [{ when: '5d', content: { until: ago('1d') } }], 'expired', `it ended at ${ago('1d')}`],
    ['ends this very moment', [{ content: { until: NOW } }], 'expired', `it ended at ${NOW}`],
    [
      'asked for too late',
      [{ step: 'requested', content: { until: ago('1m') } }],
      'expired',
      `it ended at ${ago('1m')}`,
    ],
    ['refused', [{ step: 'requested' }, { step: 'refused' }], 'refused', `refused by ${ALICE}`],
    ['revoked', [{}, { step: 'revoked' }], 'revoked', `revoked by ${ALICE}`],
    ['revoked, and granted again', [{}, { step: 'revoked' }, {}], 'revoked', `revoked by ${ALICE}`],
    ['refused before it was granted', [{ step: 'refused' }, {}], 'refused', `refused by ${ALICE}`],
  ])('%s', async (_, told, state, because) => {
    const { verdict, waivers, findings } = await decided({ told })
    const counts = state === 'in-force' || state === 'expiring'
    expect([waivers[0]!.state, waivers[0]!.why]).toEqual([state, because])
    expect([verdict, findings[0]!.result]).toEqual(counts ? ['allow', 'waived'] : ['deny', 'fail'])
  })

  const UNREADABLE: [string, Record<string, unknown>, string][] = [
    ['a date without a zone', { until: '2026-12-01T00:00:00' }, 'until when'],
    ['a date in words', { until: 'next week' }, 'until when'],
    ['no date', { until: undefined }, 'until when'],
    ['a number', { until: 4_102_444_800_000 }, 'until when'],
    ['the last moment there is', { until: '+275760-09-13T00:00:00.000Z' }, 'until when'],
    ['a negative year', { until: '-000001-01-01T00:00:00Z' }, 'until when'],
    ['a day that is not', { until: '2026-11-31T00:00:00Z' }, 'until when'],
    ['an hour that is not', { until: '2026-11-30T25:00:00Z' }, 'until when'],
    ['no rule', { rule: '' }, 'names no rule'],
    ['every rule', { rule: '*' }, 'names no rule'],
    ['no ticket', { ticket: undefined }, 'names no ticket'],
    ['an empty ticket', { ticket: '  ' }, 'names no ticket'],
    ['no reason', { reason: undefined }, 'gives no reason'],
    ['no scope', { scope: undefined }, 'neither the digest'],
    ['an empty scope', { scope: {} }, 'neither the digest'],
    ['the beginning of a digest', { scope: { artifact: DIGEST.slice(0, 30) } }, 'neither the digest'],
    ['a pattern of digests', { scope: { artifact: 'sha256:*' } }, 'neither the digest'],
    ['a list of digests', { scope: { artifact: [DIGEST] } }, 'neither the digest'],
    ['nobody', { by: undefined }, 'whose it is'],
    ['a name in place of a person', { by: ALICE }, 'whose it is'],
    ['nobody who asked', { requestedBy: undefined }, 'who asked for it'],
  ]
  test.each(UNREADABLE)(
    'F14: with %s it is listed as unreadable and waives nothing',
    async (_, content, because) => {
      const shelf = createShelf()
      const bound = { environment: 'production', artifacts: [{ digest: DIGEST }] }
      putWaiver(shelf, { content, bound })
      expect(await why({ told: [], shelf })).toEqual(['deny', 'unreadable', expect.stringContaining(because)])
    },
  )

  test('it is unreadable where what was granted is not what was asked for', async () => {
    for (const content of [
      { rule: 'open' },
      { environment: 'staging' },
      { policy: 'other' },
      { scope: { artifact: OTHER } },
      { scope: { artifact: DIGEST, service: 'webshop' } },
      { by: { person: CAROL } },
    ]) {
      const bound = { environment: 'production', artifacts: [{ digest: DIGEST }] }
      const told: ToldWaiver[] = [{ step: 'requested', content, bound }, {}]
      expect(await why({ told })).toEqual([
        'deny',
        'unreadable',
        'what was granted is not what was asked for',
      ])
    }
  })

  test('one that is over is shown for a while, and then no more', async () => {
    const states = async (when: string, until: string) =>
      (await decided({ told: [{ when, content: { until: ago(until) } }] })).waivers.map(({ state }) => state)
    expect(await states('40d', '20d')).toEqual(['expired'])
    expect(await states('61d', '40d')).toEqual([])
  })
})
