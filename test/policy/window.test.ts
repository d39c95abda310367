import { describe, expect, test } from '@jest/globals'
import { ask, load, policyText, problemsOf } from './scene.ts'

const rule = (more: string) => policyText(`\n  - id: w\n    kind: window\n${more.replace(/^/gmu, '    ')}`)
async function at(more: string, now: string) {
  const decision = await ask([await load(rule(more))], { options: { now } })
  return { verdict: decision.verdict, expiresAt: decision.expiresAt, ...decision.findings[0]! }
}

const CHRISTMAS = `deny: [{ from: 2026-12-18T00:00, to: 2027-01-04T08:00, timezone: Europe/Amsterdam, why: end of year }]`
const OFFICE = `allow: [{ cron: 0 9 * * MON-FRI, duration: 8h, timezone: Europe/Amsterdam }]`

describe('a freeze', () => {
  test('F15: is judged at the moment of the decision, in its own time zone', async () => {
    // Amsterdam is an hour ahead of UTC in winter.
    expect((await at(CHRISTMAS, '2026-12-17T22:59:59.999Z')).verdict).toBe('allow')
    expect(await at(CHRISTMAS, '2026-12-17T23:00:00.000Z')).toMatchObject({
      verdict: 'deny',
      reason: 'frozen',
      required: 'outside 18 Dec – 4 Jan',
      found: 'closed (end of year), opens 4 Jan 2027 08:00 Europe/Amsterdam',
      dueAt: '2027-01-04T07:00:00.000Z',
      remediation: 'Wait until 4 Jan 2027 08:00 Europe/Amsterdam.',
    })
    expect((await at(CHRISTMAS, '2027-01-04T06:59:59.999Z')).verdict).toBe('deny')
    expect((await at(CHRISTMAS, '2027-01-04T07:00:00.000Z')).verdict).toBe('allow')
  })

  test('an allow does not outlive the open window', async () => {
    const { verdict, expiresAt } = await at(CHRISTMAS, '2026-12-17T22:50:00.000Z')
    expect([verdict, expiresAt]).toEqual(['allow', '2026-12-17T23:00:00.000Z'])
  })

  test('waits where the rule says so, until the moment it opens', async () => {
    expect(await at(`${CHRISTMAS}\nonClosed: wait`, '2027-01-01T00:00:00.000Z')).toMatchObject({
      verdict: 'pending',
      dueAt: '2027-01-04T07:00:00.000Z',
    })
  })
})

describe('windows that come again', () => {
  test('open by cron and duration', async () => {
    expect((await at(OFFICE, '2026-11-20T08:00:00.000Z')).verdict).toBe('allow')
    expect((await at(OFFICE, '2026-11-20T15:59:59.000Z')).verdict).toBe('allow')
    expect(await at(OFFICE, '2026-11-20T16:00:00.000Z')).toMatchObject({
      verdict: 'deny',
      reason: 'outside-window',
      dueAt: '2026-11-23T08:00:00.000Z',
    })
    expect((await at(OFFICE, '2026-11-21T10:00:00.000Z')).verdict).toBe('deny')
  })

  test('follow the clocks of their zone through both changes of the year', async () => {
    // 2026-03-29 clocks go forward, 2026-10-25 back: nine o'clock is 08:00Z before and 07:00Z in summer.
    const opens = async (now: string) => (await at(OFFICE, now)).dueAt
    expect(await opens('2026-03-27T20:00:00.000Z')).toBe('2026-03-30T07:00:00.000Z')
    expect(await opens('2026-10-23T20:00:00.000Z')).toBe('2026-10-26T08:00:00.000Z')
  })

  test('deny beats allow', async () => {
    const both = `${OFFICE}\ndeny: [{ cron: 0 12 * * *, duration: 1h, timezone: Europe/Amsterdam }]`
    expect(await at(both, '2026-11-20T11:30:00.000Z')).toMatchObject({
      verdict: 'deny',
      reason: 'frozen',
      dueAt: '2026-11-20T12:00:00.000Z',
    })
    expect((await at(both, '2026-11-20T12:00:00.000Z')).verdict).toBe('allow')
  })

  test('any of several allow windows suffices', async () => {
    const two = `allow:\n  - { cron: 0 1 * * *, duration: 1h, timezone: Etc/UTC }\n  - { cron: 0 3 * * *, duration: 1h, timezone: Etc/UTC }`
    const verdicts = await Promise.all(
      ['01:30', '02:30', '03:30'].map(async (time) => (await at(two, `2026-11-20T${time}:00.000Z`)).verdict),
    )
    expect(verdicts).toEqual(['allow', 'deny', 'allow'])
  })

  test('windows that overlap or touch are one', async () => {
    const day = `deny: [{ cron: 0 * * * *, duration: 2h, timezone: Etc/UTC }]`
    const finding = await at(day, '2026-11-20T10:30:00.000Z')
    expect(finding).toMatchObject({ verdict: 'deny', result: 'fail' })
    // Closed for ever: there is no moment to wait for.
    expect(finding.dueAt).toBeUndefined()
    expect(finding.remediation).toBe('It does not open again: ask the owner of the policy.')
  })
})

describe('a local time', () => {
  test('that the clocks skip is a problem, never another time', async () => {
    expect(
      await problemsOf(
        rule('deny: [{ from: 2026-03-29T02:30, to: 2026-03-29T05:00, timezone: Europe/Amsterdam }]'),
      ),
    ).toEqual([expect.stringContaining('does not exist in Europe/Amsterdam')])
  })

  test('that comes twice makes a deny window long and an allow window short', async () => {
    // 02:30 on 2026-10-25 is 00:30Z and, an hour later, 01:30Z.
    const hours = '{ from: 2026-10-24T12:00, to: 2026-10-25T02:30, timezone: Europe/Amsterdam }'
    expect((await at(`deny: [${hours}]`, '2026-10-25T01:00:00.000Z')).verdict).toBe('deny')
    expect((await at(`allow: [${hours}]`, '2026-10-25T01:00:00.000Z')).verdict).toBe('deny')
    expect((await at(`allow: [${hours}]`, '2026-10-25T00:15:00.000Z')).verdict).toBe('allow')
  })
})

describe('F14: a window that cannot be read makes the policy invalid', () => {
  test.each([
    ['deny: [{ from: 2026-12-18T00:00, to: 2026-12-19T00:00 }]', 'has no time zone'],
    [
      'deny: [{ from: 2026-12-18T00:00, to: 2026-12-19T00:00, timezone: Europe/Amsterdm }]',
      'not an IANA time zone',
    ],
    ['deny: [{ from: 2026-12-18T00:00, to: 2026-12-17T00:00, timezone: Etc/UTC }]', 'to must be later'],
    ['deny: [{ from: 2026-12-18T25:00, to: 2026-12-19T00:00, timezone: Etc/UTC }]', 'not a date that exists'],
    ['deny: [{ from: 18-12-2026, to: 2026-12-19T00:00, timezone: Etc/UTC }]', 'is not a date such as'],
    ['deny: [{ from: 2026-12-18T00:00, timezone: Etc/UTC }]', 'to is missing'],
    ['deny: [{ cron: 0 25 * * *, duration: 1h, timezone: Etc/UTC }]', 'not a cron pattern'],
    ['deny: [{ cron: "* * * *", duration: 1h, timezone: Etc/UTC }]', 'five fields'],
    ['deny: [{ cron: 0 9 * * *, timezone: Etc/UTC }]', 'duration is missing'],
    ['deny: [{ cron: 0 9 * * *, duration: 1h }]', 'timezone is missing'],
    ['deny: [{ cron: 0 9 * * *, duration: 32d, timezone: Etc/UTC }]', 'longer than 31 days'],
    ['deny: []', 'must not be empty'],
    ['allow: [{ timezone: Etc/UTC }]', 'at least one of from, cron'],
  ])('%s', async (more, message) => {
    expect((await problemsOf(rule(more))).join('\n')).toContain(message)
  })

  test('moments with an offset need no time zone', async () => {
    expect(await problemsOf(rule('deny: [{ from: 2026-12-18T00:00Z, to: 2026-12-19T00:00+01:00 }]'))).toEqual(
      [],
    )
  })
})
