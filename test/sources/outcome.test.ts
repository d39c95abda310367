import { expect, test } from '@jest/globals'
import { outcomeOf, worstOutcome } from '../../src/sources/outcome.ts'

test.each([
  // GitHub: job.status, needs.*.result, conclusions of runs and jobs
  ['success', 'success'],
  ['failure', 'failure'],
  ['cancelled', 'cancel'],
  ['skipped', undefined],
  ['timed_out', 'failure'],
  ['action_required', 'error'],
  ['startup_failure', 'error'],
  ['neutral', undefined],
  ['stale', 'cancel'],
  // GitLab: CI_JOB_STATUS, status of jobs and pipelines
  ['failed', 'failure'],
  ['canceled', 'cancel'],
  ['timedout', 'failure'],
  ['running', undefined],
  ['manual', undefined],
  // Case and space are a person's
  [' Success ', 'success'],
  // What nobody knows is never a success
  ['', 'error'],
  ['succes', 'error'],
  ['constructor', 'error'],
  ['__proto__', 'error'],
])('%j is %j', (word, outcome) => {
  expect(outcomeOf(word)).toBe(outcome)
})

test.each([
  [['success', 'skipped', 'failure', 'cancelled'], 'failure'],
  [['success', 'cancelled'], 'cancel'],
  [['success', 'skipped'], 'success'],
  [['skipped'], undefined],
  [[], undefined],
  [['success', 'what'], 'error'],
])('of the jobs %j the run is %j', (words, outcome) => {
  expect(worstOutcome(words)).toBe(outcome)
})
