import { describe, expect, test } from '@jest/globals'
import { compareRules } from '../../src/policy/layers/compare.ts'
import { checkLayers } from '../../src/policy/layers/check.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import { ask, load, shelfOf, suite } from './scene.ts'
import type { Said } from './scene.ts'

type Fields = Record<string, unknown>

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

/** The rule that the rows of a kind vary. */
const BASE: Record<string, Fields> = {
  evidence: {
    kind: 'evidence',
    type: 'testsuiterun.finished',
    producer: ['ci', 'ops'],
    match: { outcome: 'success' },
  },
  absence: {
    kind: 'absence',
    openedBy: ['incident.detected'],
    closedBy: ['incident.resolved'],
    producer: ['ops'],
    feed: { type: 'incident.detected', maxLag: '1h' },
  },
  approval: { kind: 'approval', from: ['group:board'], producer: ['ops'] },
  window: {
    kind: 'window',
    deny: [{ from: '2026-12-18T00:00Z', to: '2027-01-04T00:00Z' }],
    allow: [{ cron: '0 9 * * MON-FRI', duration: '8h', timezone: 'Etc/UTC' }],
  },
  order: { kind: 'order', environments: ['test', 'staging'], producer: ['ops'] },
  oneOf: { kind: 'order', environments: ['test', 'staging'], oneOf: true, producer: ['ops'] },
  soak: { kind: 'soak', environment: 'staging', duration: '1h', producer: ['ops'] },
  environment: { kind: 'environment', idle: '1h', producer: ['ops'] },
  latest: {
    kind: 'threshold',
    type: 'testsuiterun.finished',
    producer: ['ci'],
    value: 'customData.coverage',
    atLeast: 80,
  },
  count: {
    kind: 'threshold',
    type: 'incident.detected',
    producer: ['ci'],
    of: 'count',
    atMost: 3,
    period: '7d',
    scope: 'environment',
  },
  sum: {
    kind: 'threshold',
    type: 'incident.detected',
    producer: ['ci'],
    of: 'sum',
    value: 'customData.minutes',
    atMost: 3,
    period: '7d',
    scope: 'environment',
  },
  producer: { kind: 'producer', types: ['artifact.packaged'], from: ['any'] },
  change: {
    kind: 'change',
    producer: ['ops'],
    classes: ['standard', 'normal'],
    states: ['approved', 'planned'],
  },
  'rollback-plan': { kind: 'rollback-plan', producer: ['ops'], first: 'allow' },
  anyOf: {
    kind: 'anyOf',
    members: [
      { id: 'a', kind: 'evidence', type: 'testsuiterun.finished', producer: ['ci'], maxAge: '7d' },
      { id: 'b', kind: 'soak', environment: 'staging', duration: '1h', producer: ['ops'] },
      { id: 'c', kind: 'soak', environment: 'test', duration: '1h', producer: ['ops'] },
    ],
  },
}
const members = (...all: number[]) => all.map((index) => (BASE['anyOf']!['members'] as Fields[])[index]!)

/** kind, what the earlier rule has, what the later one has, and what that is. */
const ROWS: [string, Fields, Fields, string][] = [
  ['evidence', {}, {}, 'strict'],
  ['evidence', { title: 'A' }, { title: 'B', owner: 'x', remediation: 'y' }, 'strict'],
  ['evidence', {}, { kind: 'approval', from: ['group:board'], match: undefined, type: undefined }, '/kind'],
  ['evidence', { controls: ['A', 'B'] }, { controls: ['B', 'C', 'A'] }, 'strict'],
  ['evidence', { controls: ['A', 'B'] }, {}, 'strict'],
  ['evidence', { controls: ['A', 'B'] }, { controls: ['A'] }, '/controls'],
  ['evidence', { enforce: 'warn' }, { enforce: 'block' }, 'strict'],
  ['evidence', { enforce: 'block' }, { enforce: 'warn' }, '/enforce'],
  ['evidence', { enforce: 'warn' }, { enforce: 'off' }, '/enforce'],
  ['evidence', { waivable: true }, {}, 'strict'],
  ['evidence', {}, { waivable: true }, '/waivable'],
  ['evidence', { effectiveFrom: '2026-02-01' }, { effectiveFrom: '2026-01-01' }, 'strict'],
  ['evidence', {}, { effectiveFrom: '2026-01-01' }, '/effectiveFrom'],
  ['evidence', { effectiveUntil: '2027-01-01' }, {}, 'strict'],
  ['evidence', {}, { effectiveUntil: '2027-01-01' }, '/effectiveUntil'],
  ['evidence', { when: { service: 'webshop' } }, {}, 'strict'],
  ['evidence', {}, { when: { service: 'webshop' } }, '/when'],
  ['evidence', { when: { service: ['a', 'b'] } }, { when: { service: ['a', 'b', 'c'] } }, 'strict'],
  ['evidence', { when: { service: ['a', 'b'] } }, { when: { service: 'a' } }, '/when/service'],
  ['evidence', { when: { service: 'a' } }, { when: { service: 'a', actor: 'x' } }, '/when/actor'],
  ['evidence', { when: "request.service == 'a'" }, { when: "request.service == 'a'" }, 'strict'],
  ['evidence', { when: "request.service == 'a'" }, { when: "request.service != 'a'" }, '/when'],
  ['evidence', { when: "request.service == 'a'" }, {}, 'beside'],
  ['evidence', { unless: { service: ['a', 'b'] } }, { unless: { service: 'a' } }, 'strict'],
  ['evidence', { unless: { service: 'a' } }, { unless: { service: ['a', 'b'] } }, '/unless/service'],
  ['evidence', { unless: { service: 'a', actor: 'x' } }, { unless: { service: 'a' } }, '/unless'],
  ['evidence', {}, { unless: { service: 'a' } }, '/unless'],
  ['evidence', {}, { type: ['testsuiterun.finished', 'testcaserun.finished'] }, '/type'],
  ['evidence', {}, { match: { outcome: 'success', 'customData.n': 1 } }, 'strict'],
  ['evidence', {}, { match: undefined }, '/match'],
  ['evidence', { match: { 'customData.n': [1, 2] } }, { match: { 'customData.n': 2 } }, 'strict'],
  [
    'evidence',
    { match: { 'customData.n': 2 } },
    { match: { 'customData.n': [1, 2] } },
    '/match/customData.n',
  ],
  ['evidence', {}, { match: { outcome: 'success', 'testSuite.id': 'unit' } }, 'beside'],
  [
    'evidence',
    { match: { 'testSuite.id': ['unit', 'lint'] } },
    { match: { 'testSuite.id': 'unit' } },
    'beside',
  ],
  [
    'evidence',
    { match: { 'testSuite.id': 'unit' } },
    { match: { 'testSuite.id': 'lint' } },
    '/match/testSuite.id',
  ],
  ['evidence', {}, { where: 'event.customData.n > 1' }, 'strict'],
  ['evidence', { where: 'event.customData.n > 1' }, {}, '/where'],
  ['evidence', { where: 'event.customData.n > 1' }, { where: 'event.customData.n > 2' }, '/where'],
  ['evidence', {}, { count: 2 }, 'strict'],
  ['evidence', { count: 2 }, {}, '/count'],
  ['evidence', {}, { maxAge: '7d' }, 'strict'],
  ['evidence', { maxAge: '7d' }, { maxAge: '1d' }, 'strict'],
  ['evidence', { maxAge: '1d' }, { maxAge: '7d' }, '/maxAge'],
  ['evidence', { maxAge: '1d' }, {}, '/maxAge'],
  ['evidence', { onMissing: 'wait' }, {}, 'strict'],
  ['evidence', {}, { onMissing: 'wait' }, '/onMissing'],
  ['evidence', {}, { level: 'signed' }, 'strict'],
  ['evidence', { level: 'signed' }, { level: 'logged' }, '/level'],
  ['evidence', { producer: ['ci'] }, { producer: ['ours'] }, 'strict'],
  ['evidence', { producer: ['ci'] }, { producer: ['signed'] }, 'strict'],
  ['evidence', { producer: ['signed'] }, { producer: ['ci'] }, '/producer'],
  ['evidence', {}, { producer: ['ci'] }, 'beside'],
  ['evidence', { producer: ['any'] }, { producer: ['ci'] }, 'beside'],
  ['evidence', { producer: 'any' }, { producer: ['any'] }, 'beside'],
  ['evidence', { producer: ['ci'] }, { producer: ['any'] }, '/producer'],
  ['evidence', {}, { producer: 'any' }, '/producer'],

  ['absence', {}, { openedBy: ['incident.detected', 'incident.reported'] }, 'strict'],
  ['absence', { openedBy: ['incident.detected', 'incident.reported'] }, {}, '/openedBy'],
  [
    'absence',
    { match: { 'customData.n': 1 } },
    { match: { 'customData.n': 1 }, openedBy: ['incident.detected', 'incident.reported'] },
    '/openedBy',
  ],
  ['absence', {}, { closedBy: undefined }, 'strict'],
  ['absence', {}, { closedBy: ['incident.resolved', 'incident.reported'] }, '/closedBy'],
  ['absence', {}, { scope: 'artifact' }, '/scope'],
  ['absence', { scope: 'service' }, { scope: 'environment' }, '/scope'],
  ['absence', { match: { 'customData.n': 1 } }, {}, 'strict'],
  ['absence', {}, { match: { 'customData.n': 1 } }, '/match/customData.n'],
  ['absence', { match: { 'customData.n': 1 } }, { match: { 'customData.n': [1, 2] } }, 'strict'],
  ['absence', { match: { 'customData.n': [1, 2] } }, { match: { 'customData.n': 1 } }, '/match/customData.n'],
  ['absence', { where: 'event.customData.n > 1' }, {}, 'strict'],
  ['absence', {}, { where: 'event.customData.n > 1' }, '/where'],
  ['absence', { lookback: '1d' }, { lookback: '7d' }, 'strict'],
  ['absence', { lookback: '1d' }, {}, 'strict'],
  ['absence', {}, { lookback: '7d' }, '/lookback'],
  ['absence', {}, { feed: { type: 'incident.detected', maxLag: '10m' } }, 'strict'],
  ['absence', {}, { feed: { type: 'incident.detected', maxLag: '2h' } }, '/feed/maxLag'],
  ['absence', {}, { feed: { type: 'incident.reported', maxLag: '1h' } }, '/feed'],
  ['absence', {}, { feed: 'none' }, '/feed'],
  ['absence', { feed: 'none' }, {}, 'strict'],
  ['absence', { grace: '2h' }, { grace: '1h' }, 'strict'],
  ['absence', {}, { grace: '1h' }, '/grace'],

  ['approval', {}, { quorum: 2 }, 'strict'],
  ['approval', { quorum: 2 }, {}, '/quorum'],
  ['approval', {}, { from: ['group:same'] }, 'strict'],
  ['approval', {}, { from: ['group:some'] }, 'beside'],
  ['approval', {}, { from: ['group:more'] }, '/from'],
  ['approval', {}, { from: ['group:twice'] }, '/from'],
  ['approval', {}, { excluding: ['change.author'] }, 'strict'],
  ['approval', { excluding: ['change.author'] }, {}, '/excluding'],
  ['approval', { delegation: true }, {}, 'beside'],
  ['approval', {}, { delegation: true }, '/delegation'],
  ['approval', {}, { bindPolicy: true }, 'strict'],
  ['approval', { bindPolicy: true }, {}, '/bindPolicy'],
  ['approval', {}, { maxAge: '1d' }, 'strict'],

  ['window', {}, { deny: [{ from: '2026-12-01T00:00Z', to: '2027-01-10T00:00Z' }] }, 'strict'],
  ['window', {}, { deny: [{ from: '2026-12-20T00:00Z', to: '2027-01-10T00:00Z' }] }, '/deny'],
  ['window', {}, { allow: [{ cron: '0 9 * * MON-FRI', duration: '1h', timezone: 'Etc/UTC' }] }, 'strict'],
  ['window', {}, { allow: [{ cron: '0 9 * * MON-FRI', duration: '9h', timezone: 'Etc/UTC' }] }, '/allow/0'],
  ['window', {}, { allow: [{ cron: '0 9 * * *', duration: '1h', timezone: 'Etc/UTC' }] }, '/allow/0'],
  ['window', {}, { allow: undefined }, '/allow'],
  ['window', { onClosed: 'wait' }, {}, 'strict'],
  ['window', {}, { onClosed: 'wait' }, '/onClosed'],

  ['order', {}, { environments: ['test', 'staging', 'canary'] }, 'strict'],
  ['order', {}, { environments: ['staging'] }, '/environments'],
  ['order', {}, { oneOf: true }, '/oneOf'],
  ['oneOf', {}, { oneOf: false }, 'strict'],
  ['oneOf', {}, { environments: ['staging', 'canary'], oneOf: false }, 'strict'],
  ['oneOf', {}, { environments: ['staging'] }, 'strict'],
  ['oneOf', {}, { environments: ['test', 'staging', 'canary'] }, '/environments'],
  ['oneOf', {}, { environments: ['canary'], oneOf: false }, '/environments'],
  ['soak', {}, { duration: '2h' }, 'strict'],
  ['soak', {}, { duration: '30m' }, '/duration'],
  ['soak', {}, { environment: 'test' }, '/environment'],
  ['environment', {}, { idle: '2h' }, 'strict'],
  ['environment', {}, { idle: '30m' }, '/idle'],
  ['environment', {}, { unlocked: false }, '/unlocked'],
  ['environment', {}, { expect: [`sha256:${'a'.repeat(64)}`] }, 'strict'],
  ['environment', { expect: [`sha256:${'a'.repeat(64)}`] }, {}, '/expect'],
  ['environment', {}, { lease: '10m' }, 'strict'],
  ['environment', { lease: '10m' }, {}, '/lease'],

  ['latest', {}, { atLeast: 90, maxAge: '1d', level: 'signed', where: 'event.customData.n > 1' }, 'strict'],
  ['latest', {}, { atLeast: 70 }, '/atLeast'],
  ['latest', {}, { atMost: 99 }, 'strict'],
  ['latest', {}, { value: 'customData.branches' }, '/value'],
  ['count', {}, { atMost: 2 }, 'strict'],
  ['count', {}, { atMost: 4 }, '/atMost'],
  ['count', {}, { period: '30d' }, 'strict'],
  ['count', {}, { period: '1d' }, '/period'],
  ['count', {}, { of: 'max', value: 'customData.n' }, '/value'],
  ['count', {}, { where: 'event.customData.n > 1' }, '/where'],
  ['count', {}, { match: { 'customData.n': 1 } }, '/match'],
  ['sum', {}, { period: '30d' }, '/period'],
  ['sum', {}, { level: 'signed' }, 'beside'],
  ['sum', {}, { producer: ['signed'] }, 'beside'],

  ['producer', {}, { types: ['artifact.packaged', 'artifact.published'] }, 'strict'],
  ['producer', {}, { from: ['ci'] }, 'strict'],
  ['producer', { from: ['ci'] }, { from: ['any'] }, '/producer'],
  ['producer', { onMissing: 'pass' }, {}, 'strict'],
  ['change', {}, { classes: ['standard'], states: ['approved'], scheduled: ['standard'] }, 'strict'],
  ['change', {}, { classes: ['standard', 'normal', 'major'] }, '/classes'],
  ['change', {}, { states: ['approved', 'draft'] }, '/states'],
  ['change', { scheduled: ['normal'] }, {}, '/scheduled'],
  ['rollback-plan', {}, { first: 'deny' }, 'strict'],
  ['rollback-plan', { first: 'deny' }, { first: 'allow' }, '/first'],
  ['anyOf', {}, { members: members(1, 0) }, 'strict'],
  ['anyOf', {}, { members: [{ ...members(0)[0], maxAge: '1d' }, members(1)[0]] }, 'strict'],
  ['anyOf', {}, { members: [{ ...members(0)[0], maxAge: '8d' }, members(1)[0]] }, '/members/0/maxAge'],
  ['anyOf', {}, { members: [...members(0, 1), { ...members(2)[0], id: 'd' }] }, '/members/2/id'],
]

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
  /** The later rule alone would pass; the earlier one hears who objects. */
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
    // Nor through a rule of the later layer that would stand in for it.
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
