/** `tested` of a rule of kind rollback-plan: was going back tried? */
import { describe, expect, test } from '@jest/globals'
import { THIRD, RULE, service } from './rollback-scene.ts'
import { DIGEST, findingOf, OTHER } from './scene.ts'
import type { Said } from './scene.ts'

describe('rollback-plan: tried by rolling back elsewhere', () => {
  const TESTED = RULE('tested: { type: service.rolledback, maxAge: 30d }')
  const runs = service('deployed', OTHER)
  const tried = (artifact = OTHER, more: Partial<Said> = {}) =>
    service('rolledback', artifact, { environment: 'staging', when: '2d', ...more })

  test('to what runs in the target now', async () => {
    expect(await findingOf(TESTED, [runs, tried()])).toMatchObject({
      result: 'pass',
      reason: 'way-back-known',
      required: 'a known digest to go back to, rolled back to in another environment, ≤ 30 d ago',
      found: 'back to sha256:cdcd…cdcd, which runs there since 3 d; rolled back to it in staging 2 d ago',
      dueAt: '2026-12-19T14:00:00.000Z',
      evidence: [
        { type: expect.stringContaining('rolledback') },
        { type: expect.stringContaining('deployed') },
      ],
    })
    expect(await findingOf(TESTED, [runs])).toMatchObject({
      result: 'fail',
      reason: 'not-tested',
      remediation: 'Deploy this artifact in another environment, and roll it back to sha256:cdcd…cdcd.',
    })
    expect(await findingOf(TESTED, [runs, tried(DIGEST)])).toMatchObject({ reason: 'not-tested' })
    expect(await findingOf(TESTED, [runs, tried(THIRD)])).toMatchObject({ reason: 'not-tested' })
  })

  test('of the same service, and not in the target itself', async () => {
    expect(await findingOf(TESTED, [runs, tried(OTHER, { subject: 'billing' })])).toMatchObject({
      reason: 'not-tested',
    })
    expect(await findingOf(TESTED, [runs, service('rolledback', OTHER)])).toMatchObject({
      reason: 'not-tested',
    })
    const staging = RULE('tested: { type: service.rolledback, environment: staging }')
    expect(await findingOf(staging, [runs, tried()])).toMatchObject({ result: 'pass' })
    expect(await findingOf(staging, [runs, tried(OTHER, { environment: 'test' })])).toMatchObject({
      reason: 'not-tested',
      found: expect.stringContaining('no rollback to it in staging'),
    })
  })

  test('not too long ago, by somebody who is believed, in an event that can be used', async () => {
    expect(await findingOf(TESTED, [runs, tried(OTHER, { when: '31d' })])).toMatchObject({
      result: 'fail',
      reason: 'evidence-too-old',
    })
    expect(await findingOf(TESTED, [runs, tried(OTHER, { by: 'token:fork' })])).toMatchObject({
      reason: 'not-tested',
      refused: [{ reason: 'producer-not-allowed' }],
    })
    const future = tried(OTHER, { timestamp: '2026-11-21T15:00:00.000Z' })
    expect(await findingOf(TESTED, [runs, tried(), future])).toMatchObject({
      result: 'fail',
      reason: 'future-timestamp',
    })
    expect(
      await findingOf(TESTED, [runs, tried(OTHER, { id: 'x' }), tried(OTHER, { id: 'x', when: '1d' })]),
    ).toMatchObject({ result: 'error', reason: 'conflict' })
  })

  test('can be waited for', async () => {
    const wait = RULE('onMissing: wait, tested: { type: service.rolledback }')
    expect(await findingOf(wait, [runs])).toMatchObject({ result: 'pending', reason: 'not-tested' })
  })

  test('an untested way back is no better on a first deployment, which has none', async () => {
    const first = RULE('first: allow, tested: { type: service.rolledback }')
    expect(await findingOf(first, [])).toMatchObject({ result: 'pass', reason: 'nothing-runs-yet' })
  })
})

describe('rollback-plan: tried by a test run', () => {
  const TESTED = RULE(
    'tested: { type: testsuiterun.finished, match: { testSuite.id: rollback }, maxAge: 7d }',
  )
  const runs = service('deployed', OTHER)
  const run = (outcome: string, more: Partial<Said> = {}): Said => ({
    type: 'testsuiterun.finished',
    environment: 'ci',
    by: 'token:ops',
    content: { outcome, testSuite: { id: 'rollback' } },
    ...more,
  })

  test('about the artifact itself, a success, the newest one', async () => {
    expect(await findingOf(TESTED, [runs, run('success')])).toMatchObject({
      result: 'pass',
      required: 'a known digest to go back to, testsuiterun.finished rollback a success, ≤ 7 d ago',
      found: 'back to sha256:cdcd…cdcd, which runs there since 3 d; success, rollback',
    })
    expect(await findingOf(TESTED, [runs, run('success'), run('failure')])).toMatchObject({
      result: 'fail',
      reason: 'evidence-failed',
    })
    expect(await findingOf(TESTED, [runs])).toMatchObject({
      result: 'fail',
      reason: 'not-tested',
      found: expect.stringContaining('going back was not tested'),
    })
    expect(await findingOf(TESTED, [runs, run('success', { artifact: OTHER })])).toMatchObject({
      reason: 'not-tested',
    })
    expect(await findingOf(TESTED, [runs, run('success', { when: '8d' })])).toMatchObject({
      reason: 'evidence-too-old',
    })
    expect(await findingOf(TESTED, [runs, run('success', { by: 'token:fork' })])).toMatchObject({
      result: 'fail',
      reason: 'evidence-refused',
    })
  })

  test('one success is not enough for two artifacts', async () => {
    const both = { artifacts: [{ digest: DIGEST }, { digest: THIRD }] }
    expect(await findingOf(TESTED, [runs, run('success')], both)).toMatchObject({ result: 'fail' })
    expect(
      await findingOf(TESTED, [runs, run('success'), run('success', { artifact: THIRD })], both),
    ).toMatchObject({ result: 'pass' })
  })

  test('does not make up for an unknown way back', async () => {
    expect(await findingOf(TESTED, [run('success')])).toMatchObject({
      result: 'fail',
      reason: 'nothing-runs-yet',
    })
  })
})
