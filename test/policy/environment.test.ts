import { describe, expect, test } from '@jest/globals'
import { ago, DIGEST, findingOf, load, OTHER, policyText } from './scene.ts'
import type { Said } from './scene.ts'

const service = (
  what: 'deployed' | 'upgraded' | 'rolledback' | 'removed',
  when: string,
  more: Partial<Said> = {},
): Said => ({
  type: `service.${what}`,
  subject: 'webshop',
  environment: 'staging',
  by: 'token:ops',
  when,
  ...(what === 'removed' ? { artifact: undefined } : {}),
  ...more,
})
describe('environment', () => {
  const RULE = (more = '') => `\n  - { id: e, kind: environment, producer: [ops]${more} }`
  const lock = (what: 'locked' | 'unlocked', more: Partial<Said> = {}): Said => ({
    type: `dev.cdeventsx.turnpike-environment.${what}.0.1.0`,
    subject: 'production',
    environment: 'production',
    artifact: undefined,
    content: what === 'locked' ? { reason: 'database migration' } : {},
    by: 'token:ops',
    ...more,
  })

  test('passes when nobody locked it, or it was unlocked since', async () => {
    expect(await findingOf(RULE(), [])).toMatchObject({ result: 'pass', found: 'not locked' })
    expect(await findingOf(RULE(), [lock('locked'), lock('unlocked')])).toMatchObject({ result: 'pass' })
  })

  test('fails while it is locked, and says why and by whom', async () => {
    expect(await findingOf(RULE(), [lock('unlocked'), lock('locked')])).toMatchObject({
      result: 'fail',
      reason: 'locked',
      found: 'locked: database migration',
      by: 'token:ops',
      remediation: 'Ask token:ops to unlock production.',
    })
    expect(await findingOf(RULE(', onMissing: wait'), [lock('locked')])).toMatchObject({ result: 'pending' })
    expect(await findingOf(RULE(), [lock('locked', { environment: 'staging' })])).toMatchObject({
      result: 'pass',
    })
  })

  test('a stranger neither locks nor unlocks', async () => {
    expect(await findingOf(RULE(), [lock('locked', { by: 'token:fork' })])).toMatchObject({
      result: 'pass',
      refused: [{ reason: 'producer-not-allowed' }],
    })
    expect(await findingOf(RULE(), [lock('locked'), lock('unlocked', { by: 'token:fork' })])).toMatchObject({
      result: 'fail',
    })
  })

  const run = (what: string, subject: string, more: Partial<Said> = {}): Said => ({
    type: `taskrun.${what}`,
    subject,
    environment: 'production',
    content: what === 'finished' ? { outcome: 'failure' } : {},
    by: 'token:ops',
    when: '10m',
    ...more,
  })

  test('idle: nothing that started there lately is unfinished, the asking run aside', async () => {
    const idle = RULE(', unlocked: false, idle: 1h')
    expect(await findingOf(idle, [])).toMatchObject({ result: 'pass', found: 'nothing in flight' })
    expect(await findingOf(idle, [run('started', 'job-9')])).toMatchObject({
      result: 'fail',
      reason: 'in-flight',
      found: 'job-9 is still running there',
      dueAt: new Date(Date.parse(ago('10m')) + 3_600_001).toISOString(),
    })
    expect(await findingOf(idle, [run('started', 'job-9'), run('finished', 'job-9')])).toMatchObject({
      result: 'pass',
    })
    expect(
      await findingOf(idle, [run('started', 'job-9'), run('finished', 'job-9', { by: 'token:fork' })]),
    ).toMatchObject({ result: 'fail' })
    expect(await findingOf(idle, [run('started', 'job-9', { when: '2h' })])).toMatchObject({ result: 'pass' })
    expect(await findingOf(idle, [run('started', 'job-9')], { run: 'job-9' })).toMatchObject({
      result: 'pass',
    })
    expect(
      await findingOf(idle, [run('started', 'job-9')], { run: 'https://example.org/runs/1' }),
    ).toMatchObject({ result: 'pass' })
    expect(
      await findingOf(idle, [run('started', 'job-9')], { run: 'https://example.org/runs/2' }),
    ).toMatchObject({ result: 'fail' })
  })

  test('expect: one of the digests is what runs there now', async () => {
    const expected = RULE(`, unlocked: false, expect: ['${DIGEST}']`)
    const there = (more: Partial<Said> = {}) =>
      service('deployed', '3h', { environment: 'production', ...more })
    expect(await findingOf(expected, [there()])).toMatchObject({ result: 'pass' })
    expect(await findingOf(expected, [there(), there({ artifact: OTHER })])).toMatchObject({
      result: 'fail',
      reason: 'unexpected-digest',
    })
    expect(await findingOf(expected, [])).toMatchObject({
      result: 'fail',
      found: 'nothing known to run in production',
    })
  })

  test('a rule that checks nothing does not load', async () => {
    await expect(load(policyText(RULE(', unlocked: false')))).rejects.toThrow('checks nothing')
  })
})
