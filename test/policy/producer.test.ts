/** `producer`: one of theirs is there, and nobody else's counts, in any rule of any layer. */
import { describe, expect, test } from '@jest/globals'
import { ago, ask, DIGEST, load, OTHER, policyText, problemsOf, shelfOf, suite } from './scene.ts'
import type { Ask, Said } from './scene.ts'
import type { Decision, Finding, Layer } from '../../src/policy/decision.ts'
import { KINDS } from '../../src/policy/rules/rules.ts'

const RULE = '  - { id: who, kind: producer, types: testsuiterun.finished, from: [ci] }'
const WHO = (more = '') => RULE.replace(' }', `${more === '' ? '' : `, ${more}`} }`)
const TESTS = '  - { id: tests, kind: evidence, type: testsuiterun.finished, producer: any }'

/** A policy of these rules in a layer. */
const policy = (rules: string, layer: Layer = 'service', name: string = layer) =>
  load(
    policyText(rules, { name }).replace(
      'metadata: {',
      `metadata: { ${layer === 'file' ? '' : `layer: ${layer}, `}`,
    ),
    layer === 'file' ? 'file' : 'store',
  )
const decide = async (rules: readonly string[], events: readonly Said[], more: Ask = {}): Promise<Decision> =>
  ask(await Promise.all(rules.map((each, index) => policy(each, 'service', `p${index}`))), {
    shelf: shelfOf(...events),
    ...more,
  })
const by = (decision: Decision, rule: string): Finding =>
  decision.findings.find((finding) => finding.rule === rule)!

describe('producer, as a rule', () => {
  test('passes when one event of the type about the digest came from them', async () => {
    const decision = await decide([RULE], [suite('success')])
    expect(by(decision, 'who')).toMatchObject({
      result: 'pass',
      reason: 'producer-found',
      required: 'testsuiterun.finished by ci',
      evidence: [{ producer: 'token:ci' }],
    })
    expect(decision.verdict).toBe('allow')
  })

  test('says how the event went to nobody: a failure of theirs is theirs all the same', async () => {
    expect(by(await decide([RULE], [suite('failure')]), 'who').result).toBe('pass')
  })

  test('wants one of every type that it names', async () => {
    const rule = '  - { id: who, kind: producer, types: [testsuiterun.finished, build.finished], from: [ci] }'
    expect(by(await decide([rule], [suite('success')]), 'who')).toMatchObject({
      result: 'fail',
      reason: 'no-evidence',
      found: 'no build.finished',
    })
  })

  test('lists the events of others as refused, and says whose they were', async () => {
    const finding = by(await decide([RULE], [{ ...suite('success'), by: 'token:stranger' }]), 'who')
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'producer-not-allowed',
      refused: [{ producer: 'token:stranger', reason: 'producer-not-allowed' }],
    })
    expect(finding.refused[0]!.explanation).toMatch(/only ci may/u)
  })

  test('counts no event about another digest, and asks for every artifact of the request', async () => {
    const request = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    const decision = await decide([RULE], [suite('success')], { request })
    expect(by(decision, 'who')).toMatchObject({ result: 'fail', found: expect.stringMatching(/1 of 2/u) })
    expect(
      by(
        await decide([RULE], [suite('success'), { ...suite('success'), artifact: OTHER }], { request }),
        'who',
      ).result,
    ).toBe('pass')
  })

  test('waits, denies, or asks for nothing when none of theirs is there', async () => {
    expect(by(await decide([WHO('onMissing: wait')], []), 'who').result).toBe('pending')
    expect(by(await decide([WHO('onMissing: deny')], []), 'who').result).toBe('fail')
    expect(by(await decide([WHO('onMissing: pass')], []), 'who').result).toBe('not-applicable')
  })

  test('a policy that only says who may, and saw nothing, opens no gate', async () => {
    expect((await decide([WHO('onMissing: pass')], [])).verdict).toBe('error')
  })

  test('an event of theirs that cannot be used is not there', async () => {
    const future: Said = { ...suite('success'), when: '2026-11-22T14:00:00.000Z' }
    expect(by(await decide([RULE], [future]), 'who')).toMatchObject({
      result: 'fail',
      refused: [{ reason: 'future-timestamp' }],
    })
  })
})

describe('producer, as a bound', () => {
  test('refuses the event of anybody else in a rule that would believe anybody', async () => {
    const events = [{ ...suite('success'), by: 'token:stranger' }]
    expect(by(await decide([TESTS], events), 'tests').result).toBe('pass')
    const finding = by(await decide([`${TESTS}\n${WHO('onMissing: pass')}`], events), 'tests')
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
      refused: [{ reason: 'producer-not-allowed' }],
    })
    expect(finding.refused[0]!.explanation).toBe(
      'sent by token:stranger, but only ci may supply this type (rule p0/who)',
    )
  })

  test.each(['environment', 'baseline', 'service', 'file'] as const)(
    'of layer %s takes support from a rule of another layer',
    async (layer) => {
      const policies = [
        await policy(TESTS, 'environment', 'judged'),
        await policy(WHO('onMissing: pass'), layer, 'bounding'),
      ]
      const decision = await ask(policies, {
        shelf: shelfOf({ ...suite('success'), by: 'token:stranger' }),
      })
      expect(decision.verdict).toBe('deny')
      expect(by(decision, 'tests').refused[0]!.explanation).toContain('(rule bounding/who)')
    },
  )

  test('of a later layer takes no objection away; that of an earlier one decides who may object', async () => {
    const shelf = shelfOf(
      { ...suite('success'), when: '2h' },
      { ...suite('failure'), by: 'token:ops', when: '1h' },
    )
    const judged = await policy(TESTS, 'environment', 'judged')
    const verdict = async (layer: Layer) =>
      by(await ask([judged, await policy(WHO(), layer, 'bounding')], { shelf }), 'tests').result
    expect(by(await ask([judged], { shelf }), 'tests').result).toBe('fail')
    expect(await verdict('service')).toBe('fail')
    expect(await verdict('file')).toBe('fail')
    expect(await verdict('environment')).toBe('fail')
    expect(await verdict('baseline')).toBe('pass')
  })

  test('of a later layer leaves an incident of anybody open', async () => {
    const absence =
      '  - { id: calm, kind: absence, openedBy: incident.detected, producer: any, feed: none, scope: environment }'
    const bound = '  - { id: who, kind: producer, types: incident.detected, from: [ops], onMissing: pass }'
    const incident: Said = {
      type: 'incident.detected',
      subject: 'INC-1',
      environment: 'production',
      content: { environment: { id: 'production' } },
      by: 'token:stranger',
    }
    const judged = await policy(absence, 'baseline', 'judged')
    const found = async (...more: Awaited<ReturnType<typeof policy>>[]) =>
      by(await ask([judged, ...more], { shelf: shelfOf(incident) }), 'calm').result
    expect(await found()).toBe('fail')
    expect(await found(await policy(bound, 'service', 'bounding'))).toBe('fail')
  })

  test.each([
    ['with enforce: warn', 'enforce: warn', false],
    ['with enforce: off', 'enforce: off', false],
    ['before its time', 'effectiveFrom: 2026-12-01', false],
    ['after its time', 'effectiveUntil: 2026-11-01', false],
    ['in its time', 'effectiveFrom: 2026-11-01', true],
    ['when it is for another environment', 'when: { environment: staging }', false],
    ['when it is for this one', 'when: { environment: production }', true],
    ['unless it is for this one', 'unless: { environment: production }', false],
    ['when the fact is not stated', 'when: { actor: urn:user:alice }', true],
    ['when the class of the change is not known', 'when: { change.class: emergency }', true],
    ['unless the class is one that nobody knows', 'unless: { change.class: emergency }', true],
    ['by a condition over a class that nobody knows', `when: 'request.change.class == "emergency"'`, true],
    ['by a condition that cannot be answered', `when: 'request.actor == "x"'`, true],
  ])('%s: binds only in force, and where that is unknown', async (_, more, binds) => {
    const rules = `${TESTS}\n${WHO(`onMissing: pass, ${more}`)}`
    const decision = await decide([rules], [{ ...suite('success'), by: 'token:stranger' }], {
      request: { change: { id: 'CHG-1', class: 'normal' } },
    })
    expect(by(decision, 'tests').result).toBe(binds ? 'fail' : 'pass')
  })

  test('several bounds on a type all hold', async () => {
    const rules = [
      `${TESTS}\n${WHO('onMissing: pass')}`,
      '  - { id: ops, kind: producer, types: testsuiterun.finished, from: [ops], onMissing: pass }',
    ]
    expect(by(await decide(rules, [suite('success')]), 'tests').result).toBe('fail')
  })

  test('is only for its types, and a version of them', async () => {
    const build = '  - { id: build, kind: evidence, type: artifact.packaged, producer: any }'
    const events = [{ type: 'artifact.packaged', by: 'token:stranger', content: { change: { id: 'x' } } }]
    expect(by(await decide([`${build}\n${WHO('onMissing: pass')}`], events), 'build').result).toBe('pass')
    const bound = '  - { id: w, kind: producer, types: artifact.packaged, from: [ci], onMissing: pass }'
    expect(by(await decide([`${build}\n${bound}`], events), 'build').result).toBe('fail')
  })

  test('does not silence what speaks against a deployment: a lock by anybody', async () => {
    const rules = `
  - { id: free, kind: environment, unlocked: true, producer: [ops] }
  - { id: who, kind: producer, types: environment.modified, from: [ci], onMissing: pass }`
    const lock: Said = {
      type: 'environment.modified',
      subject: 'production',
      environment: 'production',
      by: 'token:stranger',
      customData: { turnpike: { locked: true } },
    }
    const without = by(await decide([rules.split('\n')[1]!], [lock]), 'free')
    expect(by(await decide([rules], [lock]), 'free').result).toBe(without.result)
  })

  test('adding one in a later layer never turns a verdict into allow', async () => {
    const outcomes = ['success', 'failure']
    const senders = ['token:ci', 'token:ops', 'token:stranger']
    for (let seed = 0; seed < 36; seed++) {
      const events = [0, 1].map((place): Said => {
        const pick = place === 0 ? seed % 6 : Math.floor(seed / 6)
        return {
          ...suite(outcomes[pick % 2]!),
          by: senders[Math.floor(pick / 2)]!,
          when: ago(`${3 - place}h`),
        }
      })
      const shelf = shelfOf(...events)
      const judged = await policy(TESTS, 'baseline', 'judged')
      const before = await ask([judged], { shelf })
      const after = await ask([judged, await policy(WHO('onMissing: pass'), 'service', 'later')], { shelf })
      if (before.verdict !== 'allow') expect(after.verdict).not.toBe('allow')
    }
  })
})

describe('producer, in a document', () => {
  test('needs names that are defined', async () => {
    expect(await problemsOf(policyText(RULE.replace('[ci]', '[cii]')))).toEqual([
      expect.stringContaining('"cii" is not defined under producers (did you mean "ci"?)'),
    ])
    expect(await problemsOf(policyText(RULE.replace(', from: [ci]', '')))).toEqual([
      expect.stringContaining('from is missing'),
    ])
    expect(await problemsOf(policyText(RULE.replace('[ci]', 'any')))).toEqual([
      expect.stringContaining('must be a list'),
    ])
  })

  test('is no member of anyOf: it holds for all rules', async () => {
    const rule = `
  - id: one
    kind: anyOf
    members:
      - { id: tests, kind: evidence, type: testsuiterun.finished, producer: [ci] }
      - { id: who, kind: producer, types: testsuiterun.finished, from: [ci] }`
    expect(await problemsOf(policyText(rule))).toEqual([expect.stringContaining('cannot be one of several')])
  })

  test('whoever believes events must name producers in a blocking rule, whatever the kind (F16)', async () => {
    const rules: Readonly<Record<string, string>> = {
      evidence: 'type: build.finished',
      threshold: 'type: build.finished, of: count, atLeast: 1',
      absence: 'openedBy: incident.detected, feed: none, scope: environment',
      order: 'environments: [staging]',
      soak: 'environment: staging, duration: 1h',
      environment: 'unlocked: true',
      approval: 'from: [group:board]',
      change: 'classes: [standard], states: [approved]',
      'rollback-plan': 'first: allow',
    }
    const trusting = Object.keys(KINDS).filter((kind) =>
      Object.hasOwn(KINDS[kind as keyof typeof KINDS].shape('rule').fields, 'producer'),
    )
    // An attestation is believed for its signature; `producer` there says whose broken ones count against it.
    for (const kind of trusting.filter((one) => one !== 'attestation')) {
      const problems = await problemsOf(policyText(`  - { id: r, kind: ${kind}, ${rules[kind]} }`))
      expect([kind, problems.some((one) => one.includes('producer is missing'))]).toEqual([kind, true])
    }
    expect(trusting.length).toBeGreaterThanOrEqual(6)
  })
})
