/** Overrides in decisions: break-glass, its second person, its review, and everything that it does not open. */
import { describe, expect, test } from '@jest/globals'
import { decisionEvent, readDecision } from '../../src/policy/record.ts'
import { underAllNames } from '../../src/policy/known-people.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { ahead, ALICE, BOB, CAROL, DAVE, putWaiver, type ToldOverride } from './exceptions-scene.ts'
import { ago, DIGEST, NOW, OTHER } from './scene.ts'

import { CONFIRMED, decided, policy, REVIEWED, RULES, short, states, TERMS } from './overrides-stage.ts'

describe('an override', () => {
  test('F12: opens what fails, and says who broke the glass, why and until when', async () => {
    const decision = await decided({ told: [{}, CONFIRMED] })
    expect([decision.verdict, decision.summary]).toEqual(['allow', '1 of 2 checks passes, 1 is overridden.'])
    expect(decision.findings[0]).toMatchObject({
      result: 'overridden',
      exception: 'o-1',
      reason: 'no-evidence',
      dueAt: ahead('2h'),
      evidence: [
        { type: 'dev.cdeventsx.turnpike-override.granted.0.1.0' },
        { type: 'dev.cdeventsx.turnpike-override.confirmed.0.1.0' },
      ],
    })
    expect(decision.overrides).toEqual([
      {
        id: 'o-1',
        state: 'in-force',
        by: ALICE,
        second: BOB,
        reason: 'checkout is down, nobody can pay',
        ticket: 'INC-1',
        until: ahead('2h'),
        artifact: DIGEST,
        concerns: true,
        rules: ['unit-tests'],
        review: {
          state: 'open',
          due: new Date(Date.parse(ago('30m')) + 5 * 86_400_000).toISOString(),
          ticket: 'urn:turnpike:review:o-1',
        },
        sequence: 2,
      },
    ])
    const event = decisionEvent(decision, { source: 'urn:turnpike:store' })
    expect(readDecision(event.subject.content)).toEqual(decision)
  })

  test('counts without the second person for as long as the policy says, and an allow not longer', async () => {
    const decision = await decided({ told: [{ when: '50m' }] })
    expect(short(decision)).toEqual(['allow', 'overridden', 'in-force', 'open'])
    expect(decision.overrides[0]!.secondDue).toBe(ahead('10m'))
    expect(decision.expiresAt).toBe(ahead('10m'))
  })

  test('that nobody confirmed in time no longer counts, and is shown', async () => {
    expect(await states({ told: [{ when: '60m' }] })).toEqual([
      'deny',
      'expired',
      'none of group:board confirmed it within 1 h',
    ])
    const late: ToldOverride = { step: 'confirmed', when: '20m' }
    expect((await states({ told: [{ when: '90m' }, late] }))[1]).toBe('expired')
  })

  test('counts only once confirmed where the policy says before', async () => {
    const policies = [await policy(RULES(), TERMS('before'))]
    expect(await states({ policies })).toEqual([
      'deny',
      'awaiting-second',
      'it counts once one of group:board has confirmed it',
    ])
    expect(short(await decided({ policies, told: [{}, CONFIRMED] }))).toEqual([
      'allow',
      'overridden',
      'in-force',
      'open',
    ])
  })

  test('leaves a rule that is not waivable, and an error', async () => {
    expect(short(await decided({ policies: [await policy(RULES('waivable: false'))] }))).toEqual([
      'deny',
      'fail',
      'in-force',
      'open',
    ])
    const broken = RULES(`waivable: true, when: "request.change.class == 'standard'"`)
    expect(short(await decided({ policies: [await policy(broken)] }))).toEqual([
      'error',
      'error',
      'in-force',
      'open',
    ])
  })

  test('opens nothing of a policy that lets nobody break the glass, beside one that does', async () => {
    const policies = [await policy(), await policy(RULES(), '', 'strict')]
    const decision = await decided({ policies, told: [{}, CONFIRMED] })
    expect(decision.verdict).toBe('deny')
    expect(decision.findings.map(({ policy, rule, result }) => `${policy}/${rule} ${result}`)).toEqual([
      'production/unit-tests overridden',
      'strict/unit-tests fail',
      'production/open pass',
      'strict/open pass',
    ])
  })

  test('gives way to a waiver', async () => {
    const shelf = createShelf()
    putWaiver(shelf)
    const more = `waivers: { from: [group:board], maxDuration: 30d }\n${TERMS()}`
    const decision = await decided({ shelf, policies: [await policy(RULES(), more)], told: [{}, CONFIRMED] })
    expect(decision.findings[0]).toMatchObject({ result: 'waived', exception: 'w-1' })
    expect(decision.overrides[0]!.rules).toEqual([])
  })
})

describe('an override counts for nothing', () => {
  test.each<[string, ToldOverride, string]>([
    [
      'by somebody whom the policy does not name',
      { content: { by: { person: CAROL } } },
      `${CAROL} is not one of urn:user:alice`,
    ],
    [
      'for longer than the policy allows',
      { content: { until: ahead('4h') } },
      'it holds for 4 h 30 min; at most 4 h',
    ],
    ['with a short reason', { content: { reason: 'it is urgent' } }, 'less than 20 characters'],
    ['with a reason of spaces', { content: { reason: ' '.repeat(40) } }, 'less than 20 characters'],
    ['without a ticket', { content: { ticket: undefined } }, 'no ticket'],
    ['without a zone in its date', { content: { until: '2026-11-21T15:00:00' } }, 'until when'],
    ['until year 275760', { content: { until: '+275760-09-13T00:00:00.000Z' } }, 'until when'],
    ['before the year 0', { content: { until: '-000001-01-01T00:00:00Z' } }, 'until when'],
    ['of nobody', { content: { by: {} } }, 'whose it is'],
  ])('%s', async (_, told, because) => {
    expect(await states({ told: [told] })).toEqual(['deny', 'not-allowed', expect.stringContaining(because)])
  })

  test('when it is over', async () => {
    expect(await states({ told: [{ when: '3h', content: { until: NOW } }] })).toEqual([
      'deny',
      'expired',
      `it ended at ${NOW}`,
    ])
  })

  test('of another digest, environment or service', async () => {
    const bound = { environment: 'production', artifacts: [{ digest: DIGEST }], service: 'webshop' }
    const verdict = async (content: Record<string, unknown>) =>
      (await decided({ told: [{ content, bound }] })).verdict
    expect(await verdict({ artifact: OTHER })).toBe('deny')
    expect(await verdict({ artifact: DIGEST.slice(0, 40) })).toBe('deny')
    expect(await verdict({ artifact: 'sha256:*' })).toBe('deny')
    expect(await verdict({ environment: 'staging' })).toBe('deny')
    expect(await verdict({ environment: '*' })).toBe('deny')
    expect(await verdict({ service: 'billing' })).toBe('deny')
    expect(await verdict({ service: 'webshop' })).toBe('allow')
  })

  test('F12: when anybody but the store says it', async () => {
    for (const kind of ['token', 'loopback', 'person', 'hook', 'oidc'] as const)
      expect((await decided({ told: [{ sender: { kind, id: 'store' } }] })).overrides).toEqual([])
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['whoever broke it', { by: { person: ALICE } }, ALICE],
    ['somebody whom the policy does not name', { by: { person: 'urn:user:eve' } }, ALICE],
    ['nobody', { by: {} }, ALICE],
  ])('when it was confirmed by %s', async (_, content) => {
    const policies = [await policy(RULES(), TERMS('before'))]
    expect((await states({ policies, told: [{}, { ...CONFIRMED, content }] }))[1]).toBe('awaiting-second')
  })

  test('when it was confirmed by whoever broke it, under a second name', async () => {
    const policies = [underAllNames(await policy(RULES(), TERMS('before')), [[BOB, DAVE]])]
    const told: ToldOverride[] = [{ content: { by: { person: DAVE } } }, CONFIRMED]
    expect((await states({ policies, told }))[1]).toBe('awaiting-second')
    const unmapped = [await policy(RULES(), TERMS('before').replace('urn:user:dave', 'urn:github:user:7'))]
    const other: ToldOverride[] = [
      { content: { by: { person: 'urn:github:user:7' } } },
      { ...CONFIRMED, content: { by: { person: CAROL } } },
    ]
    expect((await states({ policies: unmapped, told: other }))[1]).toBe('awaiting-second')
  })

  test('where somebody confirms what nobody broke', async () => {
    expect((await decided({ told: [CONFIRMED, REVIEWED] })).overrides).toEqual([])
  })

  test('for several artifacts, unless each has one', async () => {
    const request = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    const one = await decided({ request })
    expect(short(one)).toEqual(['deny', 'fail', 'in-force', 'open'])
    expect(one.overrides[0]).toMatchObject({ concerns: true, rules: [] })
    const told: ToldOverride[] = [{}, { id: 'o-2', content: { artifact: OTHER } }]
    const both = await decided({ request, told })
    expect(both.verdict).toBe('allow')
    expect(both.overrides.map(({ rules }) => rules)).toEqual([['unit-tests'], ['unit-tests']])
  })
})
