import { describe, expect, test } from '@jest/globals'
import { decide } from '../../src/policy/decide.ts'
import type { Decision, Finding, GateRequest } from '../../src/policy/decision.ts'
import { changesSince } from '../../src/policy/changes.ts'
import { verdictOf } from '../../src/policy/verdict.ts'
import { exitCodeOf } from '../../src/policy/record.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { ago, ask, DIGEST, ID, load, NOW, OTHER, policyText, REQUEST, shelfOf, suite } from './scene.ts'

const TESTS = (id = 'unit-tests', more = '') => `
  - { id: ${id}, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }${more} }`
const FREEZE = `
  - { id: freeze, kind: window, deny: [{ from: 2026-11-01T00:00Z, to: 2026-12-01T00:00Z }] }`
const OPEN = `
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`
const passing = () => shelfOf({ ...suite('success'), when: '11m' })

const finding = (result: Finding['result'], enforce: Finding['enforce'] = 'block') =>
  ({ result, enforce }) as Finding

describe('the verdict table', () => {
  test.each<[string, Finding[], Decision['verdict']]>([
    ['any error', [finding('error'), finding('fail'), finding('pending'), finding('pass')], 'error'],
    ['else any blocking fail', [finding('fail'), finding('pending'), finding('pass')], 'deny'],
    ['else any pending', [finding('pending'), finding('pass')], 'pending'],
    ['else one that passed', [finding('pass'), finding('waived'), finding('off')], 'allow'],
    [
      'warnings never change it',
      [finding('pass'), finding('fail', 'warn'), finding('error', 'warn'), finding('pending', 'warn')],
      'allow',
    ],
    ['only waived', [finding('waived')], 'error'],
    ['only off and not applicable', [finding('off'), finding('not-applicable')], 'error'],
    ['only warnings', [finding('pass', 'warn')], 'error'],
    ['nothing at all', [], 'error'],
  ])('%s', (_name, findings, verdict) => {
    expect(verdictOf(findings)).toBe(verdict)
  })

  test('exit codes: 0 allow, 3 deny, 4 pending, 5 error; a gate that only warns ends 0', () => {
    const code = (verdict: Decision['verdict'], mode: Decision['mode']) =>
      exitCodeOf({ verdict, mode } as Decision)
    const verdicts = ['allow', 'deny', 'pending', 'error'] as const
    expect(verdicts.map((verdict) => code(verdict, 'enforce'))).toEqual([0, 3, 4, 5])
    expect(verdicts.map((verdict) => code(verdict, 'dry-run'))).toEqual([0, 3, 4, 5])
    expect(verdicts.map((verdict) => code(verdict, 'warn'))).toEqual([0, 0, 0, 0])
  })

  test('F20: a replay never ends 0 and never says until when an allow may be used', async () => {
    const replayed = await ask([await load(policyText(TESTS()))], {
      shelf: passing(),
      options: { mode: 'replay' },
    })
    expect(replayed.verdict).toBe('allow')
    expect(replayed.expiresAt).toBeUndefined()
    expect(replayed.notices).toContain('This is a replay: it opens no gate.')
    expect(
      (['allow', 'deny', 'pending', 'error'] as const).map((verdict) => exitCodeOf({ ...replayed, verdict })),
    ).not.toContain(0)
  })

  test('F20: in a replay, what came after the moment is not seen', async () => {
    const shelf = shelfOf({ ...suite('success'), when: '3h' }, { ...suite('failure'), when: '1h' })
    const policy = await load(policyText(TESTS()))
    expect((await ask([policy], { shelf, options: { mode: 'replay', now: ago('2h') } })).verdict).toBe(
      'allow',
    )
    expect((await ask([policy], { shelf, options: { mode: 'replay' } })).verdict).toBe('deny')
  })
})

describe('a decision', () => {
  test('reads as a sentence and carries everything a record needs', async () => {
    const decision = await ask([await load(policyText(TESTS() + FREEZE))], {
      shelf: passing(),
      options: { url: 'https://store.example.org/x', evaluator: { name: 'turnpike', version: '1.2.3' } },
    })
    expect(decision).toMatchObject({
      apiVersion: 'turnpike/v1',
      kind: 'Decision',
      id: ID,
      verdict: 'deny',
      mode: 'enforce',
      summary: '1 of 2 checks fails.',
      requester: { kind: 'token', id: 'token:ci' },
      policies: [{ name: 'production', owner: 'platform@example.org', origin: 'store', rules: 2 }],
      evaluator: { name: 'turnpike', version: '1.2.3' },
      position: 1,
      decidedAt: NOW,
      dueAt: '2026-12-01T00:00:00.000Z',
      url: 'https://store.example.org/x',
    })
    expect(decision.expiresAt).toBeUndefined()
  })

  test('F8: a request is not allowed by having been asked: without evidence nothing opens', async () => {
    expect((await ask([await load(policyText(TESTS()))])).verdict).toBe('deny')
  })

  test('F9: an allow is bound to its digests and position, and expires', async () => {
    const policy = await load(policyText(TESTS(), { more: 'decisionTtl: 10m' }))
    const decision = await ask([policy], { shelf: passing() })
    expect(decision).toMatchObject({
      verdict: 'allow',
      summary: 'The one check passes.',
      request: { artifacts: [{ digest: DIGEST }] },
      position: 1,
      expiresAt: '2026-11-21T14:10:00.000Z',
    })
    expect(
      (await ask([policy], { shelf: passing(), request: { artifacts: [{ digest: OTHER }] } })).verdict,
    ).toBe('deny')
  })

  test('F9: an allow never outlives the evidence it stands on, nor the rules it was judged by', async () => {
    const ages = await ask([await load(policyText(TESTS('unit-tests', ', maxAge: 20m')))], {
      shelf: passing(),
    })
    expect(ages.expiresAt).toBe('2026-11-21T14:09:00.000Z')
    const coming = await ask(
      [await load(policyText(TESTS() + TESTS('later', ', effectiveFrom: 2026-11-21T14:05:00Z')))],
      { shelf: passing() },
    )
    expect(coming.expiresAt).toBe('2026-11-21T14:05:00.000Z')
  })

  test('the shortest time to live of all layers counts', async () => {
    const a = await load(policyText(TESTS(), { name: 'a', more: 'decisionTtl: 1h' }))
    const b = await load(policyText(OPEN, { name: 'b', more: 'decisionTtl: 5m' }))
    expect((await ask([a, b], { shelf: passing() })).expiresAt).toBe('2026-11-21T14:05:00.000Z')
  })

  test('F3: zero applicable rules are an error, not an absence of violations', async () => {
    const none = await ask([await load(policyText(TESTS('a', ', when: { service: billing }')))], {
      shelf: passing(),
    })
    expect(none).toMatchObject({ verdict: 'error', summary: 'No check was judged.' })
    expect(none.findings[0]).toMatchObject({
      result: 'not-applicable',
      found: 'only when service is billing',
    })
    const off = await ask([await load(policyText(TESTS('a', ', enforce: off')))], { shelf: passing() })
    expect(off.verdict).toBe('error')
    const warns = await ask([await load(policyText(TESTS('a', ', enforce: warn')))], { shelf: passing() })
    expect(warns.verdict).toBe('error')
  })

  test('F13: an unmanaged target is an error', async () => {
    const decision = await ask([await load(policyText(TESTS()))], {
      shelf: passing(),
      request: { environment: 'prod' },
    })
    expect(decision).toMatchObject({
      verdict: 'error',
      summary: 'No policy governs prod: an unmanaged target is never allowed.',
      findings: [],
    })
    expect((await ask([], { shelf: passing() })).verdict).toBe('error')
  })

  test('F17: what is switched off or not in force is listed', async () => {
    const rules =
      TESTS() +
      TESTS('off', ', enforce: off') +
      TESTS('early', ', effectiveFrom: 2027-01-01') +
      TESTS('late', ', effectiveUntil: 2026-01-01')
    const decision = await ask([await load(policyText(rules))], { shelf: passing() })
    expect(decision.verdict).toBe('allow')
    expect(decision.disabled).toEqual([
      { rule: 'off', policy: 'production', why: 'switched off in the policy' },
      { rule: 'early', policy: 'production', why: 'in force from 2027-01-01T00:00:00.000Z' },
      { rule: 'late', policy: 'production', why: 'was in force until 2026-01-01T00:00:00.000Z' },
    ])
    expect(decision.findings.map(({ result }) => result)).toEqual(['pass', 'off', 'off', 'off'])
  })

  test('F11: a warning gate keeps its true verdict and says that it stops nothing', async () => {
    const decision = await ask([await load(policyText(TESTS()))], { options: { mode: 'warn' } })
    expect(decision.verdict).toBe('deny')
    expect(decision.notices).toEqual(['This gate only warns: the deployment is not stopped.'])
  })

  test('warn rules are shown and never change the verdict', async () => {
    const decision = await ask(
      [await load(policyText(TESTS() + FREEZE.replace('kind', 'enforce: warn, kind')))],
      { shelf: passing() },
    )
    expect(decision.verdict).toBe('allow')
    expect(decision.findings.map(({ rule, result }) => [rule, result])).toEqual([
      ['unit-tests', 'pass'],
      ['freeze', 'fail'],
    ])
    expect(decision.expiresAt).toBe('2026-11-21T14:15:00.000Z')
  })

  test('findings come in order: what is known, then time, then people', async () => {
    const rules = `
  - { id: people, kind: approval, from: [urn:user:a], producer: any }
  - { id: time, kind: window, allow: [{ from: 2026-01-01T00:00Z, to: 2027-01-01T00:00Z }] }
  - { id: known, kind: evidence, type: artifact.published, producer: any }`
    const decision = await ask([await load(policyText(rules))])
    expect(decision.findings.map(({ rule }) => rule)).toEqual(['known', 'time', 'people'])
  })

  test('when and unless: what the request does not state leaves the rule in force', async () => {
    const policy = await load(
      policyText(TESTS() + FREEZE.replace('kind', 'unless: { change.class: emergency }, kind')),
    )
    const verdict = async (request: Partial<GateRequest>) =>
      (await ask([policy], { shelf: passing(), request })).verdict
    expect(await verdict({})).toBe('deny')
    expect(await verdict({ change: { id: '1' } })).toBe('deny')
    expect(await verdict({ change: { id: '1', class: 'normal' } })).toBe('deny')
    expect(await verdict({ change: { id: '1', class: 'emergency' } })).toBe('allow')
    const when = await load(
      policyText(TESTS() + FREEZE.replace('kind', 'when: { change.class: [normal, major] }, kind')),
    )
    expect((await ask([when], { shelf: passing() })).verdict).toBe('deny')
    expect(
      (await ask([when], { shelf: passing(), request: { change: { id: '1', class: 'standard' } } })).verdict,
    ).toBe('allow')
  })

  test('F4: a condition of when or unless that cannot be answered is an error', async () => {
    const policy = await load(
      policyText(TESTS() + FREEZE.replace('kind', `unless: 'request.change.class == "emergency"', kind`)),
    )
    expect((await ask([policy], { shelf: passing() })).verdict).toBe('error')
    expect(
      (await ask([policy], { shelf: passing(), request: { change: { id: '1', class: 'emergency' } } }))
        .verdict,
    ).toBe('allow')
    expect(
      (await ask([policy], { shelf: passing(), request: { change: { id: '1', class: 'normal' } } })).verdict,
    ).toBe('deny')
  })

  test('the timeline shows what is known about the artifact, and a stranger cannot draw a green mark', async () => {
    const shelf = shelfOf(
      { ...suite('success'), when: '3h', by: 'token:fork' },
      { ...suite('success'), when: '1h' },
    )
    const { timeline } = await ask([await load(policyText(TESTS()))], { shelf })
    expect(timeline.map(({ what, outcome, at }) => [what, outcome, at])).toEqual([
      ['testsuiterun.finished', 'neutral', ago('3h')],
      ['testsuiterun.finished', 'success', ago('1h')],
      ['gate.evaluated', 'success', NOW],
    ])
  })
})

describe('layers', () => {
  const store = (name: string, rules: string, applies?: string) =>
    load(policyText(rules, { name, ...(applies === undefined ? {} : { applies }) }))

  test('every policy of the store that governs the environment applies, by name, whatever was asked for', async () => {
    const policies = [
      await store('b', FREEZE),
      await store('a', TESTS()),
      await store('c', FREEZE, '{ environments: [staging] }'),
    ]
    const decision = await ask(policies, { shelf: passing(), request: { policies: ['a'] } })
    expect(decision.policies.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(decision.verdict).toBe('deny')
  })

  test('a policy that is named but unknown, or does not apply, is an error', async () => {
    const policies = [await store('a', TESTS()), await store('c', TESTS(), '{ environments: [staging] }')]
    const summary = async (name: string) => {
      const decision = await ask(policies, { shelf: passing(), request: { policies: [name] } })
      return [decision.verdict, decision.summary]
    }
    expect(await summary('nope')).toEqual(['error', 'There is no policy nope in the store.'])
    expect(await summary('c')).toEqual(['error', 'The policy c does not apply to production.'])
    expect((await summary('a'))[0]).toBe('allow')
  })

  test('a file adds rules and never loosens: the same rule id is an error', async () => {
    const base = await store('base', TESTS())
    const file = async (rules: string) => load(policyText(rules, { name: 'file' }), 'file')
    expect((await ask([base, await file(FREEZE)], { shelf: passing() })).verdict).toBe('deny')
    expect((await ask([base, await file(OPEN)], { shelf: passing() })).verdict).toBe('allow')
    const again = await ask([base, await file(TESTS('unit-tests', ', enforce: off'))], { shelf: passing() })
    expect(again).toMatchObject({
      verdict: 'error',
      summary: 'The rule unit-tests of file is there already in base: a later layer may only add rules.',
    })
  })

  test('a file that does not apply checks nothing, and that is an error', async () => {
    const base = await store('base', TESTS())
    const file = await load(policyText(OPEN, { name: 'file', applies: '{ environments: [prod] }' }), 'file')
    expect(await ask([base, file], { shelf: passing() })).toMatchObject({
      verdict: 'error',
      summary: 'The policy file file does not apply to production: it would check nothing.',
    })
  })

  test('only a file: judged, with a notice that nobody governs the environment', async () => {
    const file = await load(policyText(TESTS(), { name: 'file' }), 'file')
    expect(await ask([file], { shelf: passing() })).toMatchObject({
      verdict: 'allow',
      notices: ['No policy in the store governs production; only the file sent with the request was judged.'],
    })
  })

  test('environments and services are matched by name or prefix; a request without a service is governed', async () => {
    const prefix = await store('a', TESTS(), '{ environments: [prod*], services: [web*] }')
    const verdict = async (request: Partial<GateRequest>) =>
      (await ask([prefix], { shelf: passing(), request })).verdict
    expect(await verdict({})).toBe('allow')
    expect(await verdict({ service: undefined })).toBe('allow')
    expect(await verdict({ service: 'billing' })).toBe('error')
    expect(await verdict({ environment: 'pro' })).toBe('error')
  })
})

describe('what changed since the last decision', () => {
  test('is said in sentences', async () => {
    const policy = await load(policyText(TESTS() + OPEN))
    const first = await ask([policy])
    const second = await ask([policy], { shelf: passing(), options: { previous: first } })
    expect(second.previous).toEqual({
      id: ID,
      verdict: 'deny',
      decidedAt: NOW,
      changes: ['Unit tests passes, it failed before (now: success, unit).'],
    })
    expect(changesSince(first, first)).toEqual([])
  })

  test('names policies that came, went or were changed, and checks that are new or gone', async () => {
    const before = await ask([
      await load(policyText(TESTS())),
      await load(policyText(OPEN, { name: 'gone' })),
    ])
    const after = await ask([
      await load(policyText(TESTS() + FREEZE)),
      await load(policyText(TESTS('x'), { name: 'new' })),
    ])
    expect(changesSince(before, after)).toEqual([
      'The policy new is new.',
      'The policy production was changed.',
      'The policy gone no longer applies.',
      'X is a new check and fails.',
      'Freeze is a new check and fails.',
      'Open is no longer checked.',
    ])
  })
})

describe('whatever goes wrong', () => {
  test('F6: a rule that breaks is an error finding, and the others are still judged', async () => {
    const policy = await load(policyText(TESTS() + OPEN))
    // The store was never asked: every answer is missing.
    const decision = decide(
      [policy],
      REQUEST,
      { position: 0, answers: new Map() },
      {
        id: ID,
        now: NOW,
        organisation: 'default',
        requester: { kind: 'token', id: 'token:ci' },
        mode: 'enforce',
      },
    )
    expect(decision.verdict).toBe('error')
    expect(decision.findings.map(({ result, reason }) => [result, reason])).toEqual([
      ['error', 'rule-failed'],
      ['pass', 'window-open'],
    ])
  })

  test('a time that cannot be read is an error', async () => {
    const decision = await ask([await load(policyText(OPEN))], { options: { now: 'yesterday' } }).catch(
      (error: Error) => error,
    )
    expect(decision).toMatchObject({ verdict: 'error' })
  })

  test('requirements are bounded and each is asked once', async () => {
    const rules = Array.from({ length: 50 }, (_, n) => TESTS(`r${n}`)).join('')
    const asked = requirements([await load(policyText(rules))], REQUEST, NOW)
    expect(asked).toHaveLength(2)
    for (const { query } of asked) expect(query.limit).toBeLessThanOrEqual(1000)
  })
})
