import { describe, expect, test } from '@jest/globals'
import { annotationsOf } from '../../src/report/annotations.ts'
import { renderHtml } from '../../src/report/html.ts'
import { renderJUnit } from '../../src/report/junit.ts'
import { renderLine, renderLog } from '../../src/report/line.ts'
import { everywhere, first, log, markdown } from './formats.ts'
import { deny } from './sample-decisions.ts'
import * as sample from './sample-exceptions.ts'
import { decodeText } from './structure.ts'
import type { OverrideRef } from '../../src/policy/decision.ts'

describe('an allow that only an override made', () => {
  const decision = sample.overridden

  test('says so in the first line of every report', () => {
    const words = 'Ready for production by override: 5 of 7 checks pass, 2 are overridden'
    expect(markdown(decision).split('\n')[0]).toBe(`## ${words} ⚠️`)
    expect(renderLine(decision)).toMatch(new RegExp(`^${words}\\.`))
    expect(log(decision).split('\n')[0]).toMatch(new RegExp(`^${words}\\.`))
    expect(first(annotationsOf(decision)).title).toBe(words)
    expect(renderHtml(decision)).toContain('<h1>Ready for production by override</h1>')
    expect(decodeText(renderJUnit(decision))).toContain(words)
  })

  test('has no green tick and no green banner', () => {
    expect(markdown(decision).split('\n')[0]).not.toContain('✅')
    expect(renderHtml(decision)).toContain('<header class="verdict warn">')
    expect(first(annotationsOf(decision)).level).toBe('warning')
    expect(renderLog(decision, { colour: true })[0]).toContain('\u001B[33m')
  })

  test('does not claim that all checks pass, whatever the record’s sentence is', () => {
    expect(decision.summary).toBe('All 7 checks pass.')
    for (const [format, text] of everywhere(decision))
      expect([format, text.includes('All 7 checks pass')]).toEqual([format, false])
  })

  test.each(everywhere(decision))(
    'tells who, why, until when, what, and how far the review is: %s',
    (_, text) => {
      for (const part of [
        'Override (break-glass) by duty.officer is in force until',
        'confirmed by m.okafor',
        'It overrides: Change board approval, No open incident in production',
        '“Payment outage: the fix must go out before the board can meet”',
        'Review open, due',
        'by somebody other than duty.officer',
        'turnpike override review 0197b2e0-0d11-7c01-8e02-000000000009',
      ])
        expect(text).toContain(part)
    },
  )

  test('shows it before the checks, as a call-out on GitHub and a quote on GitLab', () => {
    const github = markdown(decision)
    expect(github).toMatch(/\n> \[!CAUTION\]\n> ❗ <strong>Override/)
    expect(github.indexOf('Override (break-glass)')).toBeLessThan(github.indexOf('### Checks'))
    const gitlab = markdown(decision, 'gitlab')
    expect(gitlab).toMatch(/\n> ❗ <strong>Override/)
    expect(gitlab).not.toContain('[!')
  })

  test('marks the checks that it opened, and the test cases as skipped, not passed', () => {
    expect(markdown(decision).match(/⚠️&nbsp;overridden/g)).toHaveLength(2)
    expect(renderJUnit(decision)).toMatch(/skipped="2"/)
    expect(log(decision)).toMatch(/overridden Change board approval: .*overridden until .* by duty\.officer/)
  })
})

describe('overrides that open nothing', () => {
  test('that wait for a second person say until when, who, and the command', () => {
    for (const [format, text] of everywhere(sample.awaitingSecond)) {
      expect([
        format,
        text.includes(
          'does not count yet: it counts once one of group:duty-managers has confirmed it, at the latest by',
        ),
      ]).toEqual([format, true])
      expect(text).toContain('one of group:duty-managers')
      expect(text).toContain('turnpike override confirm 0197b2e0-0d11-7c01-8e02-000000000009')
    }
    expect(markdown(sample.awaitingSecond)).toContain('> ⏳ <strong>Override')
    expect(first(sample.awaitingSecond.overrides).state).toBe('awaiting-second')
  })

  test('that nobody reviewed in time stay on top, also for another artifact', () => {
    const text = markdown(sample.reviewOverdue)
    expect(text.indexOf('Review overdue')).toBeGreaterThan(0)
    expect(text.indexOf('Review overdue')).toBeLessThan(text.indexOf('### To unblock'))
    for (const [, one] of everywhere(sample.reviewOverdue))
      expect(one).toContain('of another artifact, sha256:7be1…7be1')
  })

  test('of another artifact stand below the checks until they are reviewed', () => {
    const other: OverrideRef = { ...first(sample.overridden.overrides), concerns: false, rules: [] }
    const text = markdown({ ...deny, overrides: [other] })
    expect(text).not.toContain('[!CAUTION]')
    expect(text.indexOf('### Overrides')).toBeGreaterThan(text.indexOf('### Checks'))
    expect(text).toContain('Review open')
  })

  test('are told apart: over, not confirmed in time, not allowed, unknown to this version', () => {
    const base = first(sample.overridden.overrides)
    const say = (over: Partial<OverrideRef>) =>
      log({ ...deny, overrides: [{ ...base, second: undefined, ...over }] })
    expect(
      say({ state: 'expired', why: 'it ended at 2026-11-21T13:00:00.000Z', until: '2026-11-21T13:00:00Z' }),
    ).toContain('is over since 2026-11-21 13:00 UTC (1 h 3 min ago).')
    expect(say({ state: 'awaiting-second', secondDue: '2026-11-21T14:30:00Z' })).toContain(
      'does not count yet: a second person must confirm it, at the latest by 2026-11-21 14:30 UTC (in 27 min)',
    )
    expect(say({ state: 'expired', why: 'none of group:x confirmed it within 1h' })).toContain(
      'is over: none of group:x confirmed it within 1h.',
    )
    expect(say({ state: 'not-allowed', why: 'urn:user:x is not one of group:duty' })).toContain(
      'does not count: urn:user:x is not one of group:duty.',
    )
    expect(say({ state: 'new-state' as never })).toContain('does not count: its state is new-state.')
    expect(say({ state: 'in-force', secondDue: '2026-11-21T14:30:00Z' })).toContain(
      'not confirmed yet: a second person must by 2026-11-21 14:30 UTC (in 27 min), or it ends',
    )
  })
})
