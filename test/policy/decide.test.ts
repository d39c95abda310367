import { describe, expect, test } from '@jest/globals'
import { decide } from '../../src/policy/decide.ts'
import type { GateRequest } from '../../src/policy/decision.ts'
import { readRequest } from '../../src/policy/request.ts'
import { requirements } from '../../src/policy/requirements.ts'
import { ago, ask, DIGEST, ID, load, NOW, OTHER, policyText, REQUEST, shelfOf, suite } from './scene.ts'

const TESTS = (id = 'unit-tests', more = '') => `
  - { id: ${id}, kind: evidence, type: testsuiterun.finished, producer: [ci], match: { testSuite.id: unit }${more} }`
const FREEZE = `
  - { id: freeze, kind: window, deny: [{ from: 2026-11-01T00:00Z, to: 2026-12-01T00:00Z }] }`
const OPEN = `
  - { id: open, kind: window, deny: [{ from: 2020-11-01T00:00Z, to: 2020-12-01T00:00Z }] }`
const passing = () => shelfOf({ ...suite('success'), when: '11m' })

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

  test('F11: a warning gate keeps its true verdict and says that it only warns', async () => {
    const decision = await ask([await load(policyText(TESTS()))], { options: { mode: 'warn' } })
    expect(decision.verdict).toBe('deny')
    expect(decision.mode).toBe('warn')
    expect(decision.findings[0]!.result).toBe('fail')
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
    const claimed = { more: 'changeClass: claimed' }
    const policy = await load(
      policyText(TESTS() + FREEZE.replace('kind', 'unless: { change.class: emergency }, kind'), claimed),
    )
    const verdict = async (request: Partial<GateRequest>) =>
      (await ask([policy], { shelf: passing(), request })).verdict
    expect(await verdict({})).toBe('deny')
    expect(await verdict({ change: { id: '1' } })).toBe('deny')
    expect(await verdict({ change: { id: '1', class: 'normal' } })).toBe('deny')
    expect(await verdict({ change: { id: '1', class: 'emergency' } })).toBe('allow')
    const when = await load(
      policyText(TESTS() + FREEZE.replace('kind', 'when: { change.class: [normal, major] }, kind'), claimed),
    )
    expect((await ask([when], { shelf: passing() })).verdict).toBe('deny')
    expect(
      (await ask([when], { shelf: passing(), request: { change: { id: '1', class: 'standard' } } })).verdict,
    ).toBe('allow')
  })

  test('F4: a condition of when or unless that cannot be answered is an error', async () => {
    const policy = await load(
      policyText(TESTS() + FREEZE.replace('kind', `unless: 'request.change.class == "emergency"', kind`), {
        more: 'changeClass: claimed',
      }),
    )
    const unanswered = await ask([policy], { shelf: passing() })
    expect(unanswered.verdict).toBe('error')
    expect(unanswered.findings.map(({ reason }) => reason)).toContain('condition-error')
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

  test('the timeline names a former answer by its verdict, and only where the store gave it', async () => {
    const former = {
      type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0',
      subject: ID,
      artifact: DIGEST,
      content: { verdict: 'deny', request: { artifacts: [{ digest: DIGEST }], environment: 'production' } },
    }
    const shelf = shelfOf(
      { ...former, when: '3h', by: { kind: 'store', id: 'store' } },
      { ...former, when: '2h', by: 'token:fork' },
    )
    const { timeline } = await ask([await load(policyText(TESTS()))], { shelf })
    expect(timeline.map(({ what, label, environment }) => [what, label, environment])).toEqual([
      ['gate.evaluated', 'answered: not ready', 'production'],
      ['turnpike-gate.evaluated', 'turnpike-gate evaluated', undefined],
      ['gate.evaluated', 'this decision: deny', 'production'],
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
    // The rules' one, the picture's, overrides and nonconformities of the environment.
    expect(asked).toHaveLength(4)
    for (const { query } of asked) expect(query.limit).toBeLessThanOrEqual(1000)
  })
})

test('F12: there is no kill switch: a question that brings an override is refused', () => {
  const asked = readRequest({ ...REQUEST, override: { by: 'urn:user:alice', reason: 'it is urgent' } })
  expect(asked).toEqual({ problems: [expect.objectContaining({ path: '/override' })] })
})
