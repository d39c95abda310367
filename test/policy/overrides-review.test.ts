/** The review of an override, waiting gates, and how many there may be. */
import { describe, expect, test } from '@jest/globals'
import { underAllNames } from '../../src/policy/known-people.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { readDecision } from '../../src/policy/record.ts'
import { concerns, requirements } from '../../src/policy/requirements.ts'
import { createShelf } from '../../src/policy/shelf.ts'
import { ALICE, CAROL, putOverride, type ToldOverride } from './exceptions-scene.ts'
import { ago, load, NOW, OTHER, policyText, REQUEST } from './scene.ts'

import { CONFIRMED, decided, policy, REVIEWED, RULES, TERMS } from './overrides-stage.ts'

describe('the review of an override', () => {
  const review = async (told: readonly ToldOverride[], policies?: readonly Policy[]) => {
    const { overrides } = await decided({ told, ...(policies === undefined ? {} : { policies }) })
    return overrides.map(({ state, review: { state: reviewed, by } }) => [state, reviewed, by])
  }
  const over = { until: ago('1d') }
  const long: ToldOverride = { when: '2d', content: over }

  test('is asked for in every decision of the environment, whatever artifact it is about', async () => {
    const decision = await decided({ told: [long], request: { artifacts: [{ digest: OTHER }] } })
    expect(decision.overrides).toMatchObject([
      { state: 'expired', concerns: false, review: { state: 'open' } },
    ])
  })

  test('has a ticket that fits the record, however long the name of the override is', async () => {
    const decision = await decided({ told: [{ id: 'x'.repeat(5000) }] })
    expect(decision.overrides[0]!.review.ticket).toMatch(/^urn:turnpike:review:x+…$/u)
    expect(readDecision(JSON.parse(JSON.stringify(decision)))).toEqual(decision)
  })

  test('is overdue after the time the policy sets', async () => {
    expect(await review([{ when: '5d', content: { until: ago('4d') } }])).toEqual([
      ['expired', 'overdue', undefined],
    ])
  })

  test('takes it off the list once it is over', async () => {
    expect(await review([long, REVIEWED])).toEqual([])
    expect(await review([{}, CONFIRMED, REVIEWED])).toEqual([['in-force', 'done', CAROL]])
  })

  test.each<[string, Record<string, unknown>]>([
    ['whoever broke it', { by: { person: ALICE } }],
    ['somebody whom the policy does not name', { by: { person: 'urn:user:eve' } }],
    ['nobody', { by: undefined }],
  ])('by %s is none', async (_, content) => {
    expect(await review([long, { ...REVIEWED, content }])).toEqual([['expired', 'open', undefined]])
  })

  test('by whoever broke it, under another name, is none', async () => {
    const policies = [underAllNames(await policy(), [[CAROL, ALICE]])]
    expect(await review([long, REVIEWED], policies)).toEqual([['expired', 'open', undefined]])
  })

  test('is still asked for when the policy no longer knows overrides', async () => {
    const policies = [await policy(RULES(), '')]
    expect(await review([long], policies)).toEqual([['expired', 'open', undefined]])
    expect(await review([long, { ...REVIEWED, content: { by: { person: ALICE } } }], policies)).toHaveLength(
      1,
    )
    expect(await review([long, REVIEWED], policies)).toEqual([])
  })

  test('that is overdue can hold the gate back, by a rule', async () => {
    const rules = `${RULES('enforce: warn')}
  - { id: reviewed, kind: absence, openedBy: dev.cdeventsx.turnpike-override.granted, closedBy: dev.cdeventsx.turnpike-override.reviewed, grace: 5d, feed: none, producer: [store] }`
    const text = policyText(rules, { more: TERMS() }).replace(
      'producers:\n',
      'producers:\n  store: { kind: store, id: store }\n',
    )
    const policies = [await load(text)]
    const result = async (told: readonly ToldOverride[]) =>
      (await decided({ policies, told })).findings.find(({ rule }) => rule === 'reviewed')?.result
    expect(await result([{ when: '6d', content: over }])).toBe('fail')
    expect(await result([{ when: '4d', content: over }])).toBe('pass')
    expect(await result([{ when: '6d', content: over }, REVIEWED])).toBe('pass')
  })
})

test('a waiting gate is asked again when the glass is broken, or it is confirmed', async () => {
  const asked = requirements([await policy()], REQUEST, NOW)
  for (const step of ['granted', 'confirmed', 'reviewed'] as const) {
    const shelf = createShelf()
    putOverride(shelf, { step })
    const [stored] = (await shelf.query({ organisation: 'default' })).events
    expect([step, concerns(asked, stored!)]).toEqual([step, true])
  }
})

test('too many events about overrides of one artifact: none counts, and it is said', async () => {
  const shelf = createShelf()
  for (let index = 0; index < 1001; index++) putOverride(shelf, { id: `o${index}` })
  const { verdict, notices, overrides } = await decided({ told: [], shelf })
  expect(verdict).toBe('deny')
  expect(notices).toContainEqual(expect.stringContaining('nothing is overridden'))
  expect(overrides).toHaveLength(50)
})
