/** What cases have shown of each rule. */
import { describe, expect, test } from '@jest/globals'
import { FILE, PASSED, APPROVED, run } from './cases-scene.ts'
import { policyText } from './scene.ts'

describe('coverage', () => {
  const both = `
  - { name: allows, events: [${PASSED}, ${APPROVED}], expect: { verdict: allow } }
  - { name: denies, expect: { verdict: deny } }`

  test('counts every result of every rule', async () => {
    const results = await run(FILE(both, 'coverage: all'))
    expect(results.at(-1)).toMatchObject({
      passed: true,
      coverage: [
        { policy: 'production', rule: 'unit-tests', seen: { pass: 1, pending: 1 }, gaps: [] },
        { policy: 'production', rule: 'board', seen: { pass: 1, fail: 1 }, gaps: [] },
      ],
    })
  })

  test('of outcomes looks for whatever the fields of a rule speak of', async () => {
    const last = async (cases: string) => (await run(FILE(cases, 'coverage: outcomes'))).at(-1)!
    expect(await last(both)).toMatchObject({
      name: 'coverage: 3 gaps in 2 rules',
      passed: false,
      problems: [
        'production/unit-tests: is waived in no case',
        'production/unit-tests: is overridden in no case',
        'production/board: applies in every case',
      ],
    })
    const rest = `
  - { name: elsewhere, request: { environment: test }, expect: { verdict: pending } }
  - name: waived
    events: [${APPROVED}, { waiver: granted, id: W-1, rule: unit-tests, by: 'urn:user:bob', requestedBy: 'urn:user:dave', reason: broken, ticket: SEC-1, for: 7d }]
    expect: { verdict: allow }
  - name: overridden
    events: [${APPROVED}, { override: granted, id: O-1, by: 'urn:user:alice', reason: the shop is down for everybody, ticket: INC-1, for: 2h }, { override: confirmed, id: O-1, by: 'urn:user:oscar' }]
    expect: { verdict: allow }`
    expect(await last(both + rest)).toMatchObject({
      name: 'coverage: every outcome of every rule (2) is seen in a case',
      passed: true,
      problems: [],
    })
    expect((await last(both.split('\n')[1]!)).problems).toContain('verdict deny: in no case')
  })

  test('of outcomes looks into the members of a choice', async () => {
    const policy = policyText(`
  - id: tested
    kind: anyOf
    members:
      - { id: unit, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit } }
      - { id: by-hand, kind: approval, from: ['group:board'], producer: [ops] }`)
    const results = await run(FILE(both, 'coverage: outcomes'), { 'policy.yaml': policy })
    expect(results.at(-1)!.problems).toEqual(['production/tested/by-hand: passes in no case'])
  })

  test('of a rule for which a later layer stands in is the coverage of that', async () => {
    const rule = (age: string) =>
      `  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }, maxAge: ${age} }`
    const layered = (name: string, layer: string, age: string) =>
      policyText(rule(age), { name }).replace('owner:', `layer: ${layer}, owner:`)
    const results = await run(
      FILE(both, 'coverage: all').replace('[policy.yaml]', '[base.yaml, service.yaml]'),
      {
        'base.yaml': layered('base', 'baseline', '7d'),
        'service.yaml': layered('shop', 'service', '1d'),
      },
    )
    expect(results.map(({ problems }) => problems)).toEqual([[], [], []])
    expect(results.at(-1)!.coverage).toHaveLength(2)
  })
})
