import { describe, expect, test } from '@jest/globals'
import { createShelf } from '../../src/policy/shelf.ts'
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
  problemsOf,
  suite,
} from './scene.ts'
import type { Said } from './scene.ts'
import { findingOf as findSigned, signed } from './signed-scene.ts'

const coverage = (value: unknown, more: Partial<Said> = {}): Said => ({
  ...suite('success'),
  ...(value === undefined ? {} : { customData: { coverage: value } }),
  ...more,
})
const RULE = (more = 'atLeast: 80') =>
  `  - { id: t, kind: threshold, type: testsuiterun.finished, producer: [ci], value: customData.coverage, ${more} }`

describe('threshold: the newest number', () => {
  test('passes on the passing side of the bound, the bound included', async () => {
    expect(await findingOf(RULE(), [coverage(80)])).toMatchObject({
      result: 'pass',
      reason: 'within-bounds',
      required: 'coverage ≥ 80',
      found: 'coverage 80',
      at: ago('1h'),
      by: 'token:ci',
      evidence: [{ says: 'success, unit' }],
    })
    expect(await findingOf(RULE(), [coverage(79.9)])).toMatchObject({
      result: 'fail',
      reason: 'out-of-bounds',
      found: 'coverage 79.9',
      remediation: 'Bring it up to 80 or more.',
    })
    expect(await findingOf(RULE('atMost: 0'), [coverage(0)])).toMatchObject({
      result: 'pass',
      required: 'coverage ≤ 0',
    })
    expect(await findingOf(RULE('atMost: 0'), [coverage(1e-9)])).toMatchObject({
      result: 'fail',
      remediation: 'Bring it down to 0 or less.',
    })
  })

  test('both bounds are a range', async () => {
    const range = RULE('atLeast: 1, atMost: 3')
    const results = []
    for (const value of [0, 1, 2, 3, 4]) results.push((await findingOf(range, [coverage(value)])).result)
    expect(results).toEqual(['fail', 'pass', 'pass', 'pass', 'fail'])
    expect(await findingOf(range, [coverage(2)])).toMatchObject({ required: 'coverage 1 to 3' })
  })

  test('F22: the newest event decides by the order of the store, not by what it says of its time', async () => {
    expect(await findingOf(RULE(), [coverage(90), coverage(70)])).toMatchObject({ result: 'fail' })
    expect(await findingOf(RULE(), [coverage(70), coverage(90)])).toMatchObject({ result: 'pass' })
    const backdated = coverage(70, { timestamp: ago('9d'), when: '1m' })
    expect(await findingOf(RULE(), [coverage(90, { when: '1h' }), backdated])).toMatchObject({
      result: 'fail',
    })
    // Received in the same moment: the store's number tells them apart.
    expect(
      await findingOf(RULE(), [coverage(90, { when: '1h' }), coverage(10, { when: '1h' })]),
    ).toMatchObject({ found: 'coverage 10' })
  })

  test.each([
    ['no number', undefined, 'value-missing', 'an event with no customData.coverage'],
    ['null', null, 'value-missing', 'an event with no customData.coverage'],
    ['text', '95', 'value-not-a-number', 'an event with customData.coverage "95"'],
    ['true', true, 'value-not-a-number', 'an event with customData.coverage true'],
    ['a list', [95], 'value-not-a-number', 'an event with customData.coverage [95]'],
    ['a mapping', { valueOf: 95 }, 'value-not-a-number', 'an event with customData.coverage {"valueOf":95}'],
    ['an empty text', '', 'value-not-a-number', 'an event with customData.coverage ""'],
  ])('%s is an error, never 0', async (_what, value, reason, found) => {
    for (const bound of ['atLeast: -1', 'atMost: 100'])
      expect(await findingOf(RULE(bound), [coverage(value)])).toMatchObject({
        result: 'error',
        reason,
        found,
        remediation: 'Send customData.coverage with the event, as a number.',
      })
  })

  test('a number that is too large for JSON to hold is no number', async () => {
    const shelf = createShelf()
    const event = eventOf(coverage(7))
    const text = JSON.stringify(event).replace('"coverage":7', '"coverage":1e999')
    shelf.put(JSON.parse(text), principal('token:ci'), ago('1h'))
    const decision = await ask([await load(policyText(RULE('atLeast: 80')))], { shelf })
    expect(decision.verdict).not.toBe('allow')
  })

  test('an inherited property is no value', async () => {
    const rule = (path: string) => RULE('atMost: 100').replace('customData.coverage', path)
    for (const path of [
      'customData.constructor.length',
      'customData.__proto__.x',
      'customData.turnpike.length',
    ])
      expect(await findingOf(rule(path), [coverage(1)])).toMatchObject({
        result: 'error',
        reason: 'value-missing',
      })
  })

  test('nothing is a fail, or waited for; what was refused is named', async () => {
    expect(await findingOf(RULE(), [])).toMatchObject({
      result: 'fail',
      reason: 'no-evidence',
      found: 'nothing',
      remediation: 'Supply testsuiterun.finished with customData.coverage, from ci.',
    })
    expect(await findingOf(RULE('atLeast: 80, onMissing: wait'), [])).toMatchObject({ result: 'pending' })
    expect(await findingOf(RULE(), [coverage(90, { by: 'token:fork' })])).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
      found: 'found but refused: sent by token:fork, but only ci may say this',
      refused: [{ reason: 'producer-not-allowed' }],
    })
    expect(await findingOf(RULE(), [coverage(90, { artifact: OTHER })])).toMatchObject({
      reason: 'no-evidence',
    })
  })

  test('a newest event that cannot be used is not replaced by an older one', async () => {
    const future = coverage(95, { timestamp: '2026-11-21T15:00:00.000Z' })
    expect(await findingOf(RULE(), [coverage(90), future])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
    })
    expect(await findingOf(RULE(), [future, coverage(90)])).toMatchObject({ result: 'pass' })
  })

  test('two contents under one id are an error', async () => {
    const one = coverage(90, { id: 'x' })
    expect(await findingOf(RULE(), [one, coverage(95, { id: 'x' })])).toMatchObject({
      result: 'error',
      reason: 'conflict',
    })
  })

  test('each suite has its own newest number, and all must pass', async () => {
    const of = (id: string, value: number) => ({ ...suite('success', id), customData: { coverage: value } })
    expect(await findingOf(RULE(), [of('unit', 20), of('e2e', 95)])).toMatchObject({
      result: 'fail',
      found: 'coverage 20',
    })
    const one = RULE('atLeast: 80, match: { testSuite.id: e2e }')
    expect(await findingOf(one, [of('unit', 20), of('e2e', 95)])).toMatchObject({ result: 'pass' })
    expect(await findingOf(RULE(), [of('a', 80), of('b', 81), of('c', 82), of('d', 83)])).toMatchObject({
      result: 'pass',
      found: 'coverage 83, 82, 81 and 1 more',
    })
  })

  test('what match and where ask for must hold for the newest, and never pass it over', async () => {
    const passed = RULE('atLeast: 80, match: { outcome: success }')
    expect(await findingOf(passed, [coverage(90), coverage(90, suite('failure'))])).toMatchObject({
      result: 'fail',
      reason: 'not-matching',
      found: expect.stringContaining('failure'),
    })
    const where = `${RULE('atLeast: 80').slice(0, -2)}, where: 'event.customData.full == true' }`
    expect(
      await findingOf(where, [{ ...coverage(0), customData: { coverage: 90, full: true } }]),
    ).toMatchObject({ result: 'pass', required: 'coverage ≥ 80, event.customData.full == true' })
    expect(await findingOf(where, [coverage(90)])).toMatchObject({
      result: 'error',
      reason: 'condition-error',
    })
    const how = RULE('atLeast: 80, match: { customData.full: true }')
    expect(await findingOf(how, [coverage(90)])).toMatchObject({ result: 'error', reason: 'field-missing' })
  })

  test('ages out, at a known moment', async () => {
    const aged = RULE('atLeast: 80, maxAge: 2h')
    expect(await findingOf(aged, [coverage(90)])).toMatchObject({
      result: 'pass',
      required: 'coverage ≥ 80, ≤ 2 h old',
      dueAt: '2026-11-21T15:00:00.000Z',
    })
    expect(await findingOf(aged, [coverage(90, { when: '2h' })])).toMatchObject({
      result: 'fail',
      reason: 'evidence-too-old',
    })
  })

  test('every artifact must have its number', async () => {
    const both = { artifacts: [{ digest: DIGEST }, { digest: OTHER }] }
    expect(await findingOf(RULE(), [coverage(90), coverage(85, { artifact: OTHER })], both)).toMatchObject({
      result: 'pass',
    })
    expect(await findingOf(RULE(), [coverage(90), coverage(10, { artifact: OTHER })], both)).toMatchObject({
      result: 'fail',
      found: expect.stringContaining('1 of 2'),
    })
    expect(await findingOf(RULE(), [coverage(90)], both)).toMatchObject({ result: 'fail' })
  })

  test('a level: an unsigned number supports nothing, and an unsigned bad one objects', async () => {
    const rule = RULE('atLeast: 80, level: signed')
    expect(await findSigned(rule, [signed(coverage(90))])).toMatchObject({
      result: 'pass',
      required: 'coverage ≥ 80, signed',
    })
    expect(await findSigned(rule, [coverage(90)])).toMatchObject({ result: 'fail', reason: 'level-too-low' })
    expect(await findSigned(rule, [signed(coverage(90)), coverage(10)])).toMatchObject({ result: 'fail' })
  })

  test('more events than are looked at are an error, unless none of them can be the newest of another run', async () => {
    const many = (more: Partial<Said> = {}) => Array.from({ length: 1001 }, () => coverage(90, more))
    expect(await findingOf(RULE(), many())).toMatchObject({ result: 'error', reason: 'too-many-events' })
    expect(await findingOf(RULE('atLeast: 80, match: { testSuite.id: unit }'), many())).toMatchObject({
      result: 'pass',
    })
    const custom = RULE().replace('testsuiterun.finished', 'dev.cdeventsx.acme-slo.evaluated')
    const measured = { type: 'dev.cdeventsx.acme-slo.evaluated.0.1.0', subject: 'slo', content: {} }
    expect(await findingOf(custom, many(measured))).toMatchObject({ result: 'pass' })
    expect(await findingOf(custom, many({ ...measured, by: 'token:fork' }))).toMatchObject({
      result: 'error',
    })
  })
})

describe('threshold: the text of a rule', () => {
  const problem = async (text: string) => problemsOf(policyText(`  - { id: t, kind: threshold, ${text} }`))
  const T = 'type: testsuiterun.finished, producer: [ci]'

  test.each([
    [`${T}, value: customData.n`, 'needs at least one of atLeast, atMost'],
    [`${T}, atLeast: 1`, 'value is missing'],
    [`${T}, value: customData.n, atLeast: 3, atMost: 2`, 'no number is at least 3 and at most 2'],
    [`${T}, value: outcom, atLeast: 1`, 'did you mean "outcome"'],
    [`${T}, value: outcome, atLeast: 1`, '"outcome" is never a number'],
    [`${T}, value: context.id, atLeast: 1`, 'is never a number'],
    [`${T}, value: subject.id, atLeast: 1`, 'is never a number'],
    [`${T}, value: customData, atLeast: 1`, 'is never a number'],
    [`${T}, value: contxt.id, atLeast: 1`, 'no field'],
    [`${T}, value: customData.n, atLeast: 1, of: sum`, 'period is missing'],
    [`${T}, value: customData.n, atLeast: 1, of: sum, period: 1d, maxAge: 1d`, 'the sum has a period'],
    [`${T}, value: customData.n, atLeast: 1, period: 1d`, 'of: latest has maxAge'],
    [`${T}, of: count, value: customData.n, atMost: 1, period: 1d`, 'events are counted'],
    [`${T}, of: count, atMost: -1, period: 1d`, 'a count is never below 0'],
    [`${T}, of: count, atLeast: 0, period: 1d`, 'this checks nothing'],
    [`${T}, value: customData.n, atMost: 1, of: max, period: 1d, onMissing: zero`, 'only of: count'],
    [`${T}, value: customData.n, atMost: .inf`, 'must be a number'],
    [`${T}, value: customData.n, atMost: .nan`, 'must be a number'],
    [`${T}, value: customData.n, atMost: "3"`, 'must be a number, not text'],
    [`${T}, value: customData.n, atMost: 3, of: median`, '"median" is not allowed'],
    [`type: testsuiterun.finished, value: customData.n, atMost: 3`, 'producer is missing'],
    [`type: testsuiterun.finnished, producer: any, value: customData.n, atMost: 3`, 'is not a type of event'],
  ])('%s: %s', async (text, message) => {
    const problems = await problem(text)
    expect(problems).toEqual([expect.stringContaining(message)])
    expect(problems[0]).toMatch(/^\d+:\d+ /u)
  })

  test('custom types may have a number anywhere', async () => {
    expect(
      await problem(
        'type: dev.cdeventsx.acme-slo.evaluated, producer: [ci], value: burned.minutes, atMost: 3',
      ),
    ).toEqual([])
  })
})

describe('threshold and time', () => {
  test('the decision holds no longer than the number', async () => {
    const shelf = createShelf()
    shelf.put(eventOf(coverage(90)), principal('token:ci'), ago('1h'))
    const decision = await ask([await load(policyText(RULE('atLeast: 80, maxAge: 65m')))], { shelf })
    expect(Date.parse(decision.expiresAt!) - Date.parse(NOW)).toBe(5 * 60_000)
  })
})
