import { describe, expect, test } from '@jest/globals'
import { jobOutcome, runOutcome } from '../../src/actions/outcome.js'
const needs = (...results) =>
  Object.fromEntries(results.map((result, index) => [`job-${index}`, { result, outputs: {} }]))
describe('the outcome of a run', () => {
  test.each([
    [['success', 'success'], 'success', 'success'],
    [['success', 'cancelled', 'failure'], 'success', 'failure'],
    [['success', 'cancelled'], 'success', 'cancel'],
    [['skipped', 'skipped'], 'success', 'success'],
    [['skipped'], 'failure', 'failure'],
    [[], 'cancel', 'cancel'],
    [['a word of tomorrow'], 'success', 'error'],
  ])('of jobs %j and a last job with %s is %s', (results, own, expected) => {
    expect(runOutcome(needs(...results), own)).toBe(expected)
  })
  test('is never a success when a job has no result: each such job is named', () => {
    expect(() =>
      runOutcome({ 'a/b': {}, c: null, d: { result: 'success' }, e: { result: 1 } }, 'success'),
    ).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        problems: [
          expect.objectContaining({ path: '/pipeline-finished/a~1b' }),
          expect.objectContaining({ path: '/pipeline-finished/c' }),
          expect.objectContaining({ path: '/pipeline-finished/e' }),
        ],
      }),
    )
  })
})
test.each([
  ['success', 'success'],
  ['failed', 'failure'],
  ['canceled', 'cancel'],
  ['who knows', 'error'],
])('a job that ends with %s has the outcome %s', (status, outcome) => {
  expect(jobOutcome(status)).toBe(outcome)
})
test.each(['running', 'skipped', 'queued'])('%s is no end of a job', (status) => {
  expect(() => jobOutcome(status)).toThrow(expect.objectContaining({ code: 'USAGE' }))
})
