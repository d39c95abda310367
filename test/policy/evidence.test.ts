import { describe, expect, test } from '@jest/globals'
import {
  ago,
  ask,
  DIGEST,
  eventOf,
  findingOf,
  load,
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
    // Said again, a run adds nothing, and takes nothing away.
    expect(await find([run('a'), run('b'), run('b')], more)).toMatchObject({ result: 'pass' })
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
