import { describe, expect, test } from '@jest/globals'
import { compareRules } from '../../src/policy/layers/compare.ts'
import { checkLayers } from '../../src/policy/layers/check.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { ask, load, shelfOf, suite } from './scene.ts'
import type { Said } from './scene.ts'
import { BASE, ROWS } from './tighten-rows.ts'
import type { Fields } from './tighten-rows.ts'

/** A policy of one rule `r` (or of those given), as JSON, which is YAML. */
async function policy(layer: string, rule: Fields | Fields[], head: Fields = {}): Promise<Policy> {
  const rules = Array.isArray(rule) ? rule : [{ id: 'r', ...rule }]
  const text = JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Policy',
    metadata: {
      name: layer,
      layer,
      owner: `${layer}@example.org`,
      ...(head['metadata'] as Fields | undefined),
    },
    applies: { environments: ['production'] },
    producers: {
      ci: { id: 'token:ci' },
      ours: { id: 'token:ci' },
      any: { id: 'token:*' },
      ops: { id: 'token:ops' },
      signed: { id: 'token:ci', signer: 'key:release' },
    },
    groups: {
      board: ['urn:user:alice', 'urn:user:bob', 'urn:user:carol'],
      same: ['urn:user:carol', 'urn:user:bob', 'urn:user:alice'],
      some: ['urn:user:alice', 'urn:user:bob'],
      more: ['urn:user:alice', 'urn:user:bob', 'urn:user:carol', 'urn:user:dave'],
      twice: ['urn:user:alice', 'urn:user:bob', ['urn:user:carol', 'urn:github:user:7']],
    },
    ...Object.fromEntries(Object.entries(head).filter(([field]) => field !== 'metadata')),
    rules,
  })
  const loaded = await loadPolicy(text, { name: layer, origin: 'store' })
  if ('policy' in loaded) return loaded.policy
  throw new Error(JSON.stringify(loaded.problems))
}

async function compared(earlier: Fields, later: Fields, heads: [Fields?, Fields?] = []) {
  const [a, b] = [await policy('baseline', earlier, heads[0]), await policy('service', later, heads[1])]
  return compareRules({ rule: b.rules[0]!, policy: b }, { rule: a.rules[0]!, policy: a })
}

describe('what stands in for an earlier rule, field by field', () => {
  test.each(ROWS)('%s: %j, then %j: %s', async (kind, earlier, later, expected) => {
    const base = BASE[kind]!
    const result = await compared(
      { ...base, ...earlier },
      { ...base, ...earlier, ...undefinedIn(earlier), ...later },
    )
    const place = result.is === 'looser' ? `/${(result.at ?? []).join('/')}` : result.is
    expect(place).toBe(expected)

    /** What only the earlier rule has is left out of the later one. */
    function undefinedIn(fields: Fields): Fields {
      return Object.fromEntries(Object.keys(fields).map((field) => [field, base[field]]))
    }
  })

  test('whoever believes the claimed class leaves more out of force than whoever asks for the record', async () => {
    const rule = { ...BASE['evidence'], unless: { 'change.class': 'standard' } }
    const claimed = { changeClass: 'claimed' }
    expect(await compared(rule, rule, [{}, claimed])).toMatchObject({ is: 'looser', at: ['unless'] })
    expect(await compared(rule, rule, [claimed, {}])).toMatchObject({ is: 'strict' })
    const cel = { ...BASE['evidence'], unless: "request.change.class == 'standard'" }
    expect(await compared(cel, cel, [claimed, {}])).toMatchObject({ is: 'beside' })
  })

  test('people who must not approve are told by the groups: where those differ, both are judged', async () => {
    const rule = { ...BASE['approval'], from: ['urn:user:alice'], excluding: ['change.author'] }
    const other = { groups: { x: [['urn:user:alice', 'urn:github:user:7']] } }
    expect(await compared(rule, rule, [{ groups: {} }, other])).toMatchObject({ is: 'beside' })
    expect(await compared(rule, rule, [other, other])).toMatchObject({ is: 'strict' })
  })
})

const passed = (by: string, more: Partial<Said> = {}): Said => ({ ...suite('success'), by, ...more })
const failed = (by: string): Said => ({ ...suite('failure'), by })

describe('what hears fewer objections is judged beside the earlier rule', () => {
  test.each<[string, Fields, Fields, Said[]]>([
    [
      'a failure by a producer whom the later one does not believe',
      {},
      { producer: ['ci'] },
      [passed('token:ci'), failed('token:ops')],
    ],
    [
      'a failure of a suite that the later one does not select',
      {},
      { match: { outcome: 'success', 'testSuite.id': 'unit' } },
      [passed('token:ci'), { ...suite('failure', 'lint'), by: 'token:ci' }],
    ],
  ])('%s', async (_, earlier, later, events) => {
    const base = BASE['evidence']!
    const baseline = await policy('baseline', { ...base, ...earlier })
    const service = await policy('service', { ...base, ...later })
    const shelf = shelfOf(...events)
    expect((await ask([service], { shelf })).verdict).toBe('allow')
    const both = await ask([baseline, service], { shelf })
    expect(both.verdict).toBe('deny')
    expect(both.findings.map(({ layer, result, tightens }) => [layer, result, tightens])).toEqual([
      ['baseline', 'fail', undefined],
      ['service', 'pass', undefined],
    ])
  })

  test('a veto by somebody whom the later approval does not ask', async () => {
    const vote = (who: string, decision: string): Said => ({
      type: 'approval.updated',
      subject: who,
      environment: 'production',
      by: 'token:ops',
      content: { approvalDetailsUrl: 'https://example.org/a', responder: `urn:user:${who}`, decision },
    })
    const baseline = await policy('baseline', BASE['approval']!)
    const service = await policy('service', { ...BASE['approval'], from: ['group:some'] })
    const shelf = shelfOf(vote('alice', 'approved'), vote('carol', 'rejected'))
    expect((await ask([service], { shelf })).verdict).toBe('allow')
    expect((await ask([baseline, service], { shelf })).verdict).toBe('deny')
  })

  test('a bound of a later layer does not take objections away through a rule that stands in', async () => {
    const base = { id: 'r', ...BASE['evidence'], producer: 'any' }
    const baseline = await policy('baseline', [base])
    const bound = {
      id: 'b',
      kind: 'producer',
      types: ['testsuiterun.finished'],
      from: ['ci'],
      onMissing: 'pass',
    }
    const service = await policy('service', [{ ...base, maxAge: '7d' }, bound])
    const shelf = shelfOf(passed('token:ci'), failed('token:ops'))
    expect((await ask([baseline], { shelf })).verdict).toBe('deny')
    expect((await ask([baseline, service], { shelf })).verdict).toBe('deny')
  })
})

describe('the class of the change', () => {
  const record: Said = {
    type: 'ticket.created',
    subject: 'C1',
    artifact: undefined,
    by: 'token:fork',
    content: {
      uri: 'https://itsm.example.org/C1',
      ticketType: 'change',
      summary: 'New prices',
      creator: 'k.j.',
    },
    customData: { turnpike: { changeRecord: { class: 'standard', state: 'approved' } } },
  }
  const request = { change: { id: 'C1' } }
  const test1 = { id: 'r', ...BASE['evidence'], unless: { 'change.class': 'standard' } }
  const change = { id: 'c', kind: 'change', producer: 'any' }

  test('that only a later layer believes takes no rule of an earlier one out of force', async () => {
    const baseline = await policy('baseline', [test1])
    const service = await policy('service', [change])
    const shelf = shelfOf(record)
    expect((await ask([baseline], { shelf, request })).verdict).toBe('deny')
    const both = await ask([baseline, service], { shelf, request })
    expect(both.findings.map(({ rule, result }) => [rule, result])).toEqual([
      ['r', 'fail'],
      ['c', 'pass'],
    ])
    const again = await ask([baseline, await policy('service', [change, { ...test1, count: 2 }])], {
      shelf,
      request,
    })
    expect(again.verdict).toBe('deny')
  })

  test('that the earlier layer itself looks up does, and a later rule of kind change may stand in for that', async () => {
    const baseline = await policy('baseline', [test1, change])
    const shelf = shelfOf(record)
    expect((await ask([baseline], { shelf, request })).verdict).toBe('allow')
    const service = await policy('service', [{ ...change, classes: ['standard'] }])
    expect((await ask([baseline, service], { shelf, request })).verdict).toBe('allow')
  })
})

describe('a rule that stands in', () => {
  const tests = { id: 'unit-tests', ...BASE['evidence'], producer: ['ci'] }
  const people = (name: string, maxDuration: string) => ({
    waivers: { from: [`urn:user:${name}`], maxDuration },
  })

  test('is judged instead, names what it tightens, and every layer is pinned by its digest', async () => {
    const baseline = await policy('baseline', [{ ...tests, controls: ['PR13.4'] }])
    const environment = await policy('environment', [{ ...tests, maxAge: '7d' }])
    const service = await policy('service', [{ ...tests, maxAge: '1d' }])
    const decision = await ask([service, baseline, environment], { shelf: shelfOf(passed('token:ci')) })
    expect(decision.verdict).toBe('allow')
    expect(decision.findings).toHaveLength(1)
    expect(decision.findings[0]).toMatchObject({
      rule: 'unit-tests',
      policy: 'service',
      layer: 'service',
      tightens: ['baseline/unit-tests', 'environment/unit-tests'],
      controls: ['PR13.4'],
    })
    expect(decision.policies.map(({ name, layer, digest, rules }) => [name, layer, digest, rules])).toEqual([
      ['baseline', 'baseline', baseline.digest, 0],
      ['environment', 'environment', environment.digest, 0],
      ['service', 'service', service.digest, 1],
    ])
  })

  test('may be waived by whom the earlier policy names, and nobody else', async () => {
    const { mergeLayers, termsOf } = await import('../../src/policy/layers/merge.ts')
    const terms = async (first: Fields, second: Fields, more: Fields = {}) => {
      const baseline = await policy('baseline', [{ ...tests, waivable: true }], first)
      const service = await policy('service', [{ ...tests, waivable: true, ...more }], second)
      const merged = mergeLayers([baseline, service]).policies[1]!
      return termsOf(merged.rules[0]!, merged)
    }
    expect(await terms(people('alice', '7d'), people('mallory', '90d'))).toMatchObject({
      waivers: { grantors: { from: ['urn:user:alice'] }, maxDuration: 7 * 86_400_000 },
    })
    expect(await terms({}, people('mallory', '90d'))).toEqual({})
    // Beside, not instead: its own terms, and the earlier rule keeps its own.
    const beside = await terms(people('alice', '7d'), people('mallory', '90d'), {
      match: { 'testSuite.id': 'unit', outcome: 'success' },
    })
    expect(beside).toMatchObject({ waivers: { grantors: { from: ['urn:user:mallory'] } } })
  })

  test('two policies of one layer with one id are both judged, and one of a later layer stands in for both', async () => {
    const a = await policy('baseline', [tests], { metadata: { name: 'a' } })
    const b = await policy('baseline', [{ ...tests, maxAge: '7d' }], { metadata: { name: 'b' } })
    const shelf = shelfOf(passed('token:ci'))
    expect((await ask([a, b], { shelf })).findings).toHaveLength(2)
    const service = await policy('service', [{ ...tests, maxAge: '1d' }])
    const all = await ask([a, b, service], { shelf })
    expect(all.findings.map(({ tightens }) => tightens)).toEqual([['a/unit-tests', 'b/unit-tests']])
    const looser = await policy('service', [{ ...tests, maxAge: '8d' }])
    expect((await ask([a, b, looser], { shelf })).verdict).toBe('error')
  })

  test('of two policies with one name nobody could say which is meant: an error', async () => {
    const a = await policy('baseline', [tests], { metadata: { name: 'a' } })
    const b = await policy('service', [{ ...tests, id: 'x' }], { metadata: { name: 'a' } })
    expect(await ask([a, b], { shelf: shelfOf(passed('token:ci')) })).toMatchObject({
      verdict: 'error',
      summary: 'Two policies are called a: give one of them another name.',
    })
  })
})

describe('without a request', () => {
  const TEXT = (layer: string, environments: string, maxAge: string, more = '') => `apiVersion: turnpike/v1
kind: Policy
metadata: { name: ${layer}, layer: ${layer} }
applies: { environments: [${environments}]${more} }
rules:
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: any
    maxAge: ${maxAge}
`

  test('policies that can meet are checked, with line and column in the later one', async () => {
    const baseline = await load(TEXT('baseline', 'prod*', '7d'))
    const problems = checkLayers([
      await load(TEXT('service', 'production', '8d', ', services: [webshop]')),
      baseline,
    ])
    expect(problems).toEqual([
      {
        policy: 'service',
        earlier: 'baseline',
        problem: {
          path: '/rules/0/maxAge',
          line: 10,
          column: 5,
          message:
            'loosens the rule unit-tests of baseline (layer baseline): maxAge: 8 d is longer than 7 d. ' +
            'A later layer may only add rules and tighten them',
        },
      },
    ])
  })

  test('those of other environments never meet', async () => {
    const baseline = await load(TEXT('baseline', 'staging', '7d'))
    expect(checkLayers([baseline, await load(TEXT('service', "'prod*'", '8d'))])).toEqual([])
    expect(checkLayers([baseline, await load(TEXT('service', "'stag*'", '8d'))])).toHaveLength(1)
  })
})
