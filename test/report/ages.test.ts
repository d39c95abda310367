import { expect, test } from '@jest/globals'
import { age, clock, exact, minute, span } from '../../src/report/ages.ts'
import { fixed, withinBudget } from '../../src/report/budget.ts'

const NOW = '2026-11-21T14:03:00Z'

test.each([
  ['2026-11-21T14:02:58Z', 'just now'],
  ['2026-11-21T14:02:30Z', '30 s ago'],
  ['2026-11-21T13:52:00Z', '11 min ago'],
  ['2026-11-21T14:52:00+01:00', '11 min ago'],
  ['2026-11-21T10:51:00Z', '3 h ago'],
  ['2026-11-21T12:03:00Z', '2 h ago'],
  ['2026-11-19T10:03:00Z', '2 d 4 h ago'],
  ['2026-10-01T00:00:00Z', '51 d ago'],
  ['2026-11-21T14:18:00Z', 'in 15 min'],
  ['2026-12-01T00:00:00Z', 'in 9 d'],
])('%s is %s', (at, words) => {
  expect(age(at, NOW)).toBe(words)
})

test('what is no moment has no age and is shown as it is', () => {
  for (const text of ['', 'Friday 1', '2026-13-45T99:99:99Z', '1']) {
    expect(age(text, NOW)).toBeUndefined()
    expect(exact(text)).toBe(text)
    expect(minute(text)).toBe(text)
    expect(clock(text, NOW)).toBe(text)
  }
})

test('a clock shows the day when it is another one', () => {
  expect(clock('2026-11-21T14:18:00Z', NOW)).toBe('14:18')
  expect(clock('2026-11-22T00:10:00+02:00', NOW)).toBe('22:10')
  expect(clock('2026-11-22T08:00:00Z', NOW)).toBe('2026-11-22 08:00')
  expect(span(90_000)).toBe('1 min')
})

test('rows are given out by importance, and a cut section says how many are missing', () => {
  const section = (importance: number, sign: string) => ({
    importance,
    opening: `${sign}:`,
    rows: Array.from({ length: 10 }, () => `${sign}${sign}${sign}${sign}\n`),
    closing: '.',
    leftOut: (n: number) => `${n} missing`,
  })
  const sections = [fixed('head '), section(2, 'b'), section(1, 'a')]
  expect(withinBudget(sections, 1000)).toBe(`head b:${'bbbb\n'.repeat(10)}.a:${'aaaa\n'.repeat(10)}.`)
  const cut = withinBudget(sections, 90)
  expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(90)
  expect(cut).toContain('aaaa\n'.repeat(10))
  expect(cut).toMatch(/^head b:(bbbb\n){3}7 missing\./)
})
