/** State and schedule of a change: approved, and now. */
import { describe, expect, test } from '@jest/globals'
import { approved, ticket } from './change-scene.ts'
import { ask, findingOf, load, policyText, problemsOf, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'

const RULE = (more = '') => `  - { id: rfc, kind: change, producer: [ops]${more === '' ? '' : `, ${more}`} }`
const CHG = { change: { id: 'CHG-1' } }
const updated = (record: object | undefined, more: Partial<Said> = {}) => ticket('updated', record, more)

describe('change: its state', () => {
  const find = (record: object, more = '', content: object = {}) =>
    findingOf(RULE(more), [updated(record, { content })], CHG)

  test('is an approval only where the policy says so', async () => {
    expect(await find({ class: 'normal', state: 'In Progress' })).toMatchObject({ result: 'fail' })
    expect(
      await find({ class: 'normal', state: 'In Progress' }, 'states: [approved, in_progress]'),
    ).toMatchObject({ result: 'pass', required: 'a change on record, approved or in-progress' })
    expect(await find({ class: 'normal' }, '', { labels: ['change-state:approved'] })).toMatchObject({
      result: 'pass',
    })
  })

  test('two states are both looked at, and what is no text is none', async () => {
    expect(
      await find({ class: 'normal', state: 'approved' }, '', { labels: ['change-state:waiting'] }),
    ).toMatchObject({ result: 'fail', found: 'CHG-1: normal change, approved and waiting' })
    for (const state of [true, 1, ['approved'], { approved: true }])
      expect(await find({ class: 'normal', state })).toMatchObject({ result: 'fail' })
  })

  test.each([
    'closed',
    'Cancelled',
    'canceled',
    'rejected',
    'withdrawn',
    'failed',
    'refused',
    'Expired',
    'completed',
  ])('%s is over, and nothing is waited for', async (state) => {
    expect(await find({ class: 'normal', state }, 'onMissing: wait')).toMatchObject({
      result: 'fail',
      reason: 'change-closed',
    })
    expect(await problemsOf(policyText(RULE(`states: [${state}]`)))).toEqual([
      expect.stringContaining('is no approval'),
    ])
  })

  test('a closed ticket is over, whatever its state says; one opened again is not', async () => {
    const closed = ticket('closed', approved())
    expect(await findingOf(RULE(), [updated(approved()), closed], CHG)).toMatchObject({
      result: 'fail',
      reason: 'change-closed',
      found: 'CHG-1: closed',
      remediation: 'Register a new change: this one is over.',
    })
    expect(await findingOf(RULE(), [closed, updated(approved())], CHG)).toMatchObject({ result: 'pass' })
  })
})

describe('change: its schedule', () => {
  const at = (from: unknown, to: unknown) => updated(approved({ schedule: { from, to } }))
  const find = (said: Said, more = 'scheduled: [normal]') => findingOf(RULE(more), [said], CHG)

  test('must cover now; the result changes at its ends', async () => {
    expect(await find(at('2026-11-21T13:00:00Z', '2026-11-21T16:00:00+01:00'))).toMatchObject({
      result: 'pass',
      required: 'a change on record, approved, within its schedule (normal)',
      found: 'CHG-1: normal change, approved, scheduled until 2026-11-21 15:00 UTC',
      dueAt: '2026-11-21T15:00:00.000Z',
    })
    const early = at('2026-11-21T14:00:00.001Z', '2026-11-22T00:00:00Z')
    expect(await find(early)).toMatchObject({
      result: 'fail',
      reason: 'before-schedule',
      dueAt: '2026-11-21T14:00:00.001Z',
    })
    expect(await find(early, 'scheduled: [normal], onMissing: wait')).toMatchObject({ result: 'pending' })
    expect(await find(at('2026-11-21T14:00:00Z', '2026-11-22T00:00:00Z'))).toMatchObject({ result: 'pass' })
    expect(await find(at('2026-11-21T13:00:00Z', '2026-11-21T14:00:00Z'), 'onMissing: wait')).toMatchObject({
      result: 'fail',
      reason: 'after-schedule',
      found: 'CHG-1: normal change, approved, was scheduled until 2026-11-21 14:00 UTC, 0 s ago',
    })
  })

  test('a decision holds no longer than it', async () => {
    const shelf = shelfOf(at('2026-11-21T13:00:00Z', '2026-11-21T14:05:00Z'))
    const decision = await ask([await load(policyText(RULE()))], { shelf, request: CHG })
    expect(decision).toMatchObject({ verdict: 'allow', expiresAt: '2026-11-21T14:05:00.000Z' })
  })

  test('is needed for the classes that the rule names, and kept by the others where they have one', async () => {
    const none = updated(approved())
    expect(await find(none)).toMatchObject({ result: 'fail', reason: 'schedule-missing' })
    expect(await find(none, 'scheduled: [normal], onMissing: wait')).toMatchObject({ result: 'pending' })
    expect(await find(none, 'scheduled: [major]')).toMatchObject({ result: 'pass' })
    expect(await find(updated(approved({ class: 'who knows' })), 'scheduled: [major]')).toMatchObject({
      reason: 'schedule-missing',
    })
    expect(
      await find(at('2026-11-20T00:00:00Z', '2026-11-20T01:00:00Z'), 'scheduled: [major]'),
    ).toMatchObject({
      result: 'fail',
      reason: 'after-schedule',
    })
  })

  test.each([
    ['no end', '2026-11-21T13:00:00Z', undefined],
    ['no offset', '2026-11-21T13:00:00', '2026-11-21T15:00:00'],
    ['a day', '2026-11-21', '2026-11-22'],
    ['numbers', 0, 1e15],
    ['words', 'now', 'later'],
    ['a day that does not exist', '2026-02-30T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['the end before the beginning', '2026-11-21T15:00:00Z', '2026-11-21T13:00:00Z'],
    ['an end that is the beginning', '2026-11-21T14:00:00Z', '2026-11-21T14:00:00Z'],
    ['a very long text', `2026-11-21T13:00:00.${'0'.repeat(100_000)}Z`, '2027-01-01T00:00:00Z'],
  ])('%s cannot be read: an error', async (_what, from, to) => {
    for (const more of ['scheduled: [normal]', 'onMissing: wait'])
      expect(await find(at(from, to), more)).toMatchObject({ result: 'error', reason: 'schedule-unreadable' })
  })

  test('a schedule that is no mapping cannot be read either', async () => {
    for (const schedule of ['always', true, 0, []])
      expect(await find(updated(approved({ schedule })))).toMatchObject({ result: 'error' })
  })

  test('fractions of a second are read as RFC 3339 has them', async () => {
    expect(await find(at('2026-11-21t13:00:00.123456z', '2026-11-21T15:00:00.5Z'))).toMatchObject({
      result: 'pass',
      dueAt: '2026-11-21T15:00:00.500Z',
    })
  })
})
