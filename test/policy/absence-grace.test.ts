/** `grace` of a rule of kind absence: what has not been open for long does not count yet. */
import { describe, expect, test } from '@jest/globals'
import { RULE, FEED, incident } from './absence-scene.ts'
import { ago, ask, findingOf, load, policyText, problemsOf, shelfOf } from './scene.ts'
import type { Said } from './scene.ts'

describe('grace', () => {
  const GRACE = '\n    grace: 5d'
  const opened = (when: string, subject = 'INC-1', more: Partial<Said> = {}) =>
    incident('detected', subject, { when, ...more })

  test('what has been open for less does not count yet, and will at a known moment', async () => {
    const finding = await findingOf(RULE(GRACE), [opened('4d')])
    expect(finding).toMatchObject({
      result: 'pass',
      reason: 'within-grace',
      required: 'no open incident for 5 d or longer',
      found: 'INC-1 (production) open, counts in 1 d',
      dueAt: '2026-11-22T14:00:00.000Z',
    })
    expect(finding.evidence).toHaveLength(1)
  })

  test('it counts from the moment on at which its time is over', async () => {
    expect(await findingOf(RULE(GRACE), [opened('5d')])).toMatchObject({ result: 'fail', reason: 'open' })
    const justBefore = new Date(Date.parse(ago('5d')) + 1).toISOString()
    expect(await findingOf(RULE(GRACE), [opened(justBefore)])).toMatchObject({
      result: 'pass',
      dueAt: '2026-11-21T14:00:00.001Z',
    })
  })

  test('opening it again does not start its time anew, closing it does', async () => {
    expect(await findingOf(RULE(GRACE), [opened('6d'), opened('1d'), opened('1h')])).toMatchObject({
      result: 'fail',
    })
    const closed = incident('resolved', 'INC-1', { when: '3d' })
    expect(await findingOf(RULE(GRACE), [opened('6d'), closed, opened('2d'), opened('1h')])).toMatchObject({
      result: 'pass',
      dueAt: '2026-11-24T14:00:00.000Z',
    })
  })

  test('a closing that cannot be used does not start it anew either', async () => {
    const later = { timestamp: '2026-11-21T15:00:00.000Z', when: '3d' }
    expect(
      await findingOf(RULE(GRACE), [opened('6d'), incident('resolved', 'INC-1', later), opened('2d')]),
    ).toMatchObject({ result: 'fail' })
    const stranger = incident('resolved', 'INC-1', { by: 'token:fork', when: '3d' })
    expect(await findingOf(RULE(GRACE), [opened('6d'), stranger, opened('2d')])).toMatchObject({
      result: 'fail',
    })
  })

  test('its time is the store’s, whatever the event says', async () => {
    const backdated = opened('1h', 'INC-1', { timestamp: ago('30d') })
    expect(await findingOf(RULE(GRACE), [backdated])).toMatchObject({ result: 'pass' })
    const old = opened('30d', 'INC-1', { timestamp: ago('1h') })
    expect(await findingOf(RULE(GRACE), [old])).toMatchObject({ result: 'fail' })
  })

  test('one young opening does not hide an old one, and the earliest moment is the one that matters', async () => {
    expect(await findingOf(RULE(GRACE), [opened('6d', 'INC-1'), opened('1h', 'INC-2')])).toMatchObject({
      result: 'fail',
      found: 'INC-1 (production)',
    })
    expect(await findingOf(RULE(GRACE), [opened('4d', 'INC-1'), opened('1h', 'INC-2')])).toMatchObject({
      result: 'pass',
      found: 'INC-1 (production) and 1 more open, counts in 1 d',
      dueAt: '2026-11-22T14:00:00.000Z',
    })
  })

  test('the moment is that of the feed where the feed is due before', async () => {
    const rule = RULE(GRACE, FEED)
    const feed = incident('resolved', 'INC-0', { when: '4m' })
    const finding = await findingOf(rule, [opened('4d'), feed])
    expect(finding).toMatchObject({
      result: 'pass',
      reason: 'within-grace',
      found: 'INC-1 (production) open, counts in 1 d, feed spoke 4 min ago',
    })
    expect(Date.parse(finding.dueAt!) - Date.parse(ago('4m'))).toBe(600_001)
    const soon = new Date(Date.parse(ago('5d')) + 60_000).toISOString()
    expect((await findingOf(rule, [opened(soon), feed])).dueAt).toBe('2026-11-21T14:01:00.000Z')
  })

  test('the review of an override is overdue by a rule of this kind', async () => {
    const store = { kind: 'store', id: 'store' } as const
    const granted = (when: string): Said => ({
      type: 'dev.cdeventsx.turnpike-override.granted.0.1.0',
      subject: 'override-1',
      environment: 'production',
      by: store,
      when,
      content: {},
    })
    const reviewed = { ...granted('1h'), type: 'dev.cdeventsx.turnpike-override.reviewed.0.1.0' }
    const rule = `
  - id: reviews
    kind: absence
    openedBy: dev.cdeventsx.turnpike-override.granted
    closedBy: dev.cdeventsx.turnpike-override.reviewed
    grace: 5d
    feed: none
    producer: [store]`
    const decide = async (...events: Said[]) =>
      (
        await ask(
          [
            await load(
              policyText(rule).replace('producers:', 'producers:\n  store: { kind: store, id: store }'),
            ),
          ],
          {
            shelf: shelfOf(...events),
          },
        )
      ).findings[0]
    expect(await decide(granted('4d'))).toMatchObject({
      result: 'pass',
      required: 'no open override for 5 d or longer',
    })
    expect(await decide(granted('6d'))).toMatchObject({ result: 'fail' })
    expect(await decide(granted('6d'), reviewed)).toMatchObject({ result: 'pass', reason: 'none-open' })
    expect(await decide(granted('6d'), { ...reviewed, by: 'token:ops' })).toMatchObject({ result: 'fail' })
  })

  test('a lookback that forgets it before it counts is a problem', async () => {
    expect(await problemsOf(policyText(RULE('\n    lookback: 5d\n    grace: 5d')))).toEqual([
      expect.stringContaining('lookback must be longer'),
    ])
    expect(await problemsOf(policyText(RULE('\n    lookback: 30d\n    grace: 5d')))).toEqual([])
  })

  test('nothing is young where not everything was looked at', async () => {
    const many = Array.from({ length: 1001 }, () => opened('1h'))
    expect(await findingOf(RULE(GRACE), many)).toMatchObject({ result: 'error', reason: 'too-many-events' })
  })
})
