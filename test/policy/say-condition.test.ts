/** What a rule requires is read by release managers: a page of CEL in it tells them nothing. */
import { expect, test } from '@jest/globals'
import { sayCondition } from '../../src/policy/say.ts'

test('a short condition is shown, on one line', () => {
  expect(sayCondition('event.customData.coverage\n  >= 80')).toBe('event.customData.coverage >= 80')
})

test('a long one is said to be there, and never shown in part', () => {
  const long = `has(event.customData.scan) && ${'event.customData.scan.critical == 0 && '.repeat(3)}true`
  expect(sayCondition(long)).toBe('as the condition of the policy says')
})

test('sixty characters are short', () => {
  expect(sayCondition('x'.repeat(60))).toBe('x'.repeat(60))
  expect(sayCondition('x'.repeat(61))).not.toContain('x')
})
