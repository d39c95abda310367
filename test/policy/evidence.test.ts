import { describe, expect, test } from '@jest/globals'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  findingOf,
  load,
  NOW,
  OTHER,
  policyText,
  principal,
  shelfOf,
  suite,
} from './scene.ts'
import type { Said } from './scene.ts'

const TESTS = `
  - id: unit-tests
    kind: evidence
    type: testsuiterun.finished
    producer: [ci]
    match: { outcome: success, testSuite.id: unit }`
const find = (events: readonly Said[], more = '') => findingOf(`${TESTS}${more}`, events)

describe('evidence', () => {
  test('passes on a success of a believed producer about this digest', async () => {
    const finding = await find([
      { ...suite('success'), when: '11m', customData: { turnpike: { tests: 412 } } },
    ])
    expect(finding).toMatchObject({
      result: 'pass',
      reason: 'evidence-found',
      required: 'success',
      found: 'success, 412 tests, unit',
      at: ago('11m'),
      by: 'token:ci',
      owner: 'platform@example.org',
      controls: ['FitSM-1:PR13.4'],
      evidence: [{ sequence: 1, producer: 'token:ci', says: 'success, 412 tests, unit' }],
      refused: [],
    })
  })

  test('F1: no evidence is a deny with a typed reason, or pending where the rule waits', async () => {
    expect(await find([])).toMatchObject({
      result: 'fail',
      reason: 'no-evidence',
      found: 'nothing',
      remediation: 'Supply testsuiterun.finished unit for this digest, from ci.',
    })
    expect(await find([], '\n    onMissing: wait')).toMatchObject({
      result: 'pending',
      reason: 'no-evidence',
    })
  })

  test('F2: never verified differs from verified and failed; both block', async () => {
    const [never, failed] = [await find([]), await find([suite('failure')])]
    expect([never.result, never.reason]).toEqual(['fail', 'no-evidence'])
    expect([failed.result, failed.reason]).toEqual(['fail', 'evidence-failed'])
  })

  test('F9: evidence about another digest is not evidence about this one', async () => {
    expect(await find([{ ...suite('success'), artifact: OTHER }])).toMatchObject({
      result: 'fail',
      reason: 'no-evidence',
    })
  })

  test('F22: the newest decisive event wins by store position, whatever an event says of its own time', async () => {
    const old = { ...suite('success'), timestamp: ago('1m'), when: '2h' }
    const late = { ...suite('failure'), timestamp: ago('3d'), when: '1h' }
    expect(await find([old, late])).toMatchObject({
      result: 'fail',
      reason: 'evidence-failed',
      found: 'failure, unit',
    })
    expect(await find([late, old])).toMatchObject({ result: 'pass' })
  })

  test('F19: a missing outcome is not a pass, and an older success does not stand in for it', async () => {
    const rule = `\n  - { id: a, kind: evidence, type: taskrun.finished, producer: [ci], match: { outcome: success, taskName: build } }`
    const done = (content: object): Said => ({
      type: 'taskrun.finished',
      content: { taskName: 'build', ...content },
    })
    const finding = await findingOf(rule, [done({ outcome: 'success' }), done({})])
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'outcome-missing',
      refused: [{ reason: 'outcome-missing', sequence: 2 }],
    })
    const unasked = rule.replace('outcome: success, ', '')
    expect(await findingOf(unasked, [done({})])).toMatchObject({ result: 'fail', reason: 'outcome-missing' })
  })

  test.each(['failure', 'cancel', 'error'])('an outcome of %s is not a pass', async (outcome) => {
    expect(await find([suite('success'), suite(outcome)])).toMatchObject({
      result: 'fail',
      reason: 'evidence-failed',
    })
  })

  test('F10: an outcome that nobody knows is an error', async () => {
    const rule = `\n  - { id: a, kind: evidence, type: dev.cdeventsx.acme-scan.finished, producer: [ci], match: { outcome: success } }`
    const scan = (outcome: unknown): Said => ({
      type: 'dev.cdeventsx.acme-scan.finished.0.1.0',
      subject: 'scan-1',
      content: { outcome },
      customData: { turnpike: { artifacts: [{ digest: DIGEST }] } },
    })
    expect(await findingOf(rule, [scan('success')])).toMatchObject({ result: 'pass' })
    for (const outcome of ['passed', 'NONE', '', 0, true, { success: true }])
      expect(await findingOf(rule, [scan('success'), scan(outcome)])).toMatchObject({
        result: 'error',
        reason: 'unknown-outcome',
      })
  })

  test('F18: a stranger may post a success; it is refused, and seen', async () => {
    const finding = await find([{ ...suite('success'), by: 'token:fork' }])
    expect(finding).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
      found: 'found but refused: sent by token:fork, but only ci may say this',
      refused: [{ reason: 'producer-not-allowed', producer: 'token:fork', says: 'success, unit' }],
    })
  })

  test('F18: a stranger cannot undo evidence either', async () => {
    expect(await find([suite('success'), { ...suite('failure'), by: 'token:fork' }])).toMatchObject({
      result: 'pass',
      refused: [{ reason: 'producer-not-allowed' }],
    })
  })

  test('producers are told by claims, with prefixes; an absent claim never matches', async () => {
    const policy = policyText(TESTS).replace(
      "ci: { id: 'token:ci' }",
      "ci: [{ issuer: 'https://idp', workflow: 'acme/ci/build.yml@*' }, { kind: oidc, id: x }]",
    )
    const by = async (claims: Record<string, string> | undefined, id = 'i') => {
      const sender = { kind: 'oidc' as const, id, ...(claims === undefined ? {} : { claims }) }
      return (await ask([await load(policy)], { shelf: shelfOf({ ...suite('success'), by: sender }) }))
        .verdict
    }
    expect(await by({ issuer: 'https://idp', workflow: 'acme/ci/build.yml@v1' })).toBe('allow')
    expect(await by(undefined, 'x')).toBe('allow')
    expect(await by({ issuer: 'https://idp' })).toBe('deny')
    expect(await by({ issuer: 'https://idp', workflow: 'acme/ci/other.yml@v1' })).toBe('deny')
    expect(await by({ workflow: 'acme/ci/build.yml@v1' })).toBe('deny')
    expect(await by(undefined)).toBe('deny')
  })

  test('evidence ages by the store clock, and says until when it holds', async () => {
    const week = '\n    maxAge: 7d'
    const young = { ...suite('success'), timestamp: ago('30d'), when: '6d' }
    const old = { ...suite('success'), timestamp: ago('1m'), when: '7d' }
    expect(await find([young], week)).toMatchObject({
      result: 'pass',
      required: 'success, ≤ 7 d old',
      dueAt: new Date(Date.parse(ago('6d')) + 7 * 86_400_000).toISOString(),
    })
    expect(await find([old], week)).toMatchObject({
      result: 'fail',
      reason: 'evidence-too-old',
      found: 'success, unit, 7 d old',
      refused: [{ reason: 'too-old' }],
    })
  })

  test('an event from the future is refused beyond five minutes of skew, and hides nothing', async () => {
    const ahead = (minutes: number, outcome = 'success'): Said => ({
      ...suite(outcome),
      timestamp: new Date(Date.parse(NOW) + minutes * 60_000).toISOString(),
    })
    expect(await find([ahead(5)])).toMatchObject({ result: 'pass' })
    expect(await find([ahead(6)])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
      refused: [{ reason: 'future-timestamp' }],
    })
    expect(await find([suite('success'), ahead(6, 'failure')])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
    })
  })

  test('an event whose typed content and block name different digests is never evidence', async () => {
    const rule = '\n  - { id: a, kind: evidence, type: service.deployed, producer: [ci] }'
    const deployed: Said = {
      type: 'service.deployed',
      subject: 'webshop',
      environment: 'staging',
      content: { artifactId: `pkg:oci/webshop@${DIGEST.replace(':', '%3A')}` },
    }
    expect(await findingOf(rule, [deployed])).toMatchObject({ result: 'pass' })
    const event = eventOf(deployed)
    event['customData'] = { turnpike: { artifacts: [{ digest: OTHER }] } }
    const shelf = shelfOf()
    shelf.put(event, principal(undefined), ago('1h'))
    const decision = await ask([await load(policyText(rule))], { shelf })
    expect(decision.findings[0]).toMatchObject({
      result: 'fail',
      reason: 'inconsistent-binding',
      refused: [{ reason: 'inconsistent-binding' }],
    })
  })

  test('a believed producer who sends two contents under one id is an error; a stranger who does is refused', async () => {
    const run = async (by: string) => {
      const shelf = shelfOf()
      shelf.put(eventOf({ ...suite('failure'), id: 'same' }), principal('token:ci'), ago('2h'))
      shelf.put(eventOf({ ...suite('success'), id: 'same' }), principal(by), ago('1h'))
      return (await ask([await load(policyText(TESTS))], { shelf })).findings[0]
    }
    expect(await run('token:ci')).toMatchObject({
      result: 'error',
      reason: 'conflict',
      refused: [{ reason: 'conflict' }],
    })
    expect(await run('token:fork')).toMatchObject({ result: 'fail', reason: 'evidence-failed' })
  })

  test('a stranger who takes the id of a failure beforehand cannot make it unseen', async () => {
    const shelf = shelfOf({ ...suite('success'), when: '3h' })
    shelf.put(eventOf({ ...suite('success'), id: 'guessed' }), principal('token:fork'), ago('2h'))
    shelf.put(eventOf({ ...suite('failure'), id: 'guessed' }), principal('token:ci'), ago('1h'))
    const decision = await ask([await load(policyText(TESTS))], { shelf })
    expect(decision.findings[0]).toMatchObject({
      result: 'fail',
      reason: 'conflict',
      refused: [{ reason: 'conflict' }, { reason: 'producer-not-allowed' }],
    })
  })

  test('with several suites, the evidence holds as long as the oldest of the newest runs', async () => {
    const rule = '\n  - { id: a, kind: evidence, type: testsuiterun.finished, producer: [ci], maxAge: 7d }'
    const old = { ...suite('success', 'lint'), when: '6d' }
    expect(await findingOf(rule, [old, suite('success', 'unit')])).toMatchObject({
      result: 'pass',
      dueAt: new Date(Date.parse(ago('6d')) + 7 * 86_400_000).toISOString(),
    })
  })

  test('match selects which run is meant; a green lint says nothing about red unit tests', async () => {
    const events = [suite('failure', 'unit'), suite('success', 'lint')]
    expect(await find(events)).toMatchObject({ result: 'fail', reason: 'evidence-failed' })
    const unselected = '\n  - { id: a, kind: evidence, type: testsuiterun.finished, producer: [ci] }'
    expect(await findingOf(unselected, events)).toMatchObject({ result: 'fail', found: 'failure, unit' })
    expect(await findingOf(unselected, [...events, suite('success', 'unit')])).toMatchObject({
      result: 'pass',
    })
  })

  test('match on how it went decides for the newest event: an older better one does not count', async () => {
    const rule = `${TESTS.replace('testSuite.id: unit', 'customData.scan.critical: 0')}`
    const scan = (customData: Record<string, unknown>): Said => ({ ...suite('success'), customData })
    expect(
      await findingOf(rule, [scan({ scan: { critical: 2 } }), scan({ scan: { critical: 0 } })]),
    ).toMatchObject({ result: 'pass' })
    expect(
      await findingOf(rule, [scan({ scan: { critical: 0 } }), scan({ scan: { critical: 2 } })]),
    ).toMatchObject({
      result: 'fail',
      found: 'customData.scan.critical is 2',
    })
    expect(await findingOf(rule, [scan({ scan: { critical: 0 } }), scan({ scan: {} })])).toMatchObject({
      result: 'error',
      reason: 'field-missing',
    })
  })

  test('a condition decides for the newest event; F4 and F6: what it cannot answer is an error', async () => {
    const rule = `${TESTS}\n    where: event.customData.coverage >= 80`
    const run = (customData: Record<string, unknown>): Said => ({ ...suite('success'), customData })
    expect(await findingOf(rule, [run({ coverage: 81 })])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [run({ coverage: 81 }), run({ coverage: 79.9 })])).toMatchObject({
      result: 'fail',
    })
    expect(await findingOf(rule, [run({ coverage: 81 }), run({})])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
    expect(await findingOf(rule, [run({ coverage: 'high' })])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
  })

  test('count asks for so many different passing runs, and the newest must pass', async () => {
    const more = '\n    count: 2'
    const run = (subject: string, outcome = 'success'): Said => ({ ...suite(outcome), subject })
    expect(await find([run('a')], more)).toMatchObject({
      result: 'fail',
      reason: 'not-enough-evidence',
      found: '1 of 2: success, unit',
    })
    expect(await find([run('a'), run('a')], more)).toMatchObject({
      result: 'fail',
      reason: 'not-enough-evidence',
    })
    expect(await find([run('a'), run('b')], more)).toMatchObject({ result: 'pass' })
    expect(await find([run('a'), run('b'), run('c', 'failure')], more)).toMatchObject({
      result: 'fail',
      reason: 'evidence-failed',
    })
    expect(await find([run('c', 'failure'), run('a'), run('b')], more)).toMatchObject({ result: 'pass' })
  })

  test('a type without an outcome passes by being there', async () => {
    const rule = '\n  - { id: a, kind: evidence, type: artifact.published, producer: [ci] }'
    expect(await findingOf(rule, [{ type: 'artifact.published' }])).toMatchObject({ result: 'pass' })
    expect(await findingOf(rule, [])).toMatchObject({ result: 'fail', found: 'nothing' })
  })

  test('every artifact of the request must pass, and the one that does not is named', async () => {
    const policy = await load(policyText(TESTS))
    const request = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    const one = await ask([policy], { request, shelf: shelfOf(suite('success')) })
    expect(one.verdict).toBe('deny')
    expect(one.findings[0]!.found).toBe('1 of 2; sha256:cdcd…cdcd: nothing')
    const both = await ask([policy], {
      request,
      shelf: shelfOf(suite('success'), { ...suite('success'), artifact: OTHER }),
    })
    expect(both.verdict).toBe('allow')
    expect(both.findings[0]!.found).toBe('success, unit (all 2)')
  })

  test('more events than are looked at is an error where it matters, never a guess', async () => {
    const shelf = shelfOf(suite('failure', 'lint'))
    for (let n = 0; n < 1000; n++) shelf.put(eventOf(suite('success')), principal(undefined), ago('1h'))
    const unselected = '\n  - { id: a, kind: evidence, type: testsuiterun.finished, producer: [ci] }'
    expect((await ask([await load(policyText(unselected))], { shelf })).findings[0]).toMatchObject({
      result: 'error',
      reason: 'too-many-events',
    })
    // The newest run of the named suite is among them, so this one can be answered.
    expect((await ask([await load(policyText(TESTS))], { shelf })).verdict).toBe('allow')
    expect(
      (await ask([await load(policyText(TESTS.replace('id: unit }', 'id: lint }')))], { shelf })).verdict,
    ).toBe('error')
  })
})
