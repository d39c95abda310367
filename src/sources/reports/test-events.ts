/**
 * Test cases → events of one run of tests. The outcome, first that holds:
 *
 *  | in the reports                                                             | outcome |
 *  | -------------------------------------------------------------------------- | ------- |
 *  | a case failed                                                              | failure |
 *  | a case errored, or a suite did outside of its cases                        | error   |
 *  | a file could not be read                                                   | error   |
 *  | nothing was run: no case at all, or all were skipped                       | error   |
 *  | everything else: at least one case passed, none went wrong                 | success |
 *
 * Skipped is never passed. A case that failed and passed when it was run again is passed, and counted as flaky. Pure.
 */
import { TurnpikeError } from '../../errors.ts'
import type { Description } from '../description.ts'
import type { ReportContext, TestCounts, TestPiece } from './report.ts'
import { caseDescription } from './test-case-event.ts'
import { createTestTally } from './test-tally.ts'
import type { TestTally } from './test-tally.ts'
import { suiteDescriptions, suiteSubject } from './test-suite-events.ts'
import { bounded } from './test-text.ts'

export interface TestRunOptions {
  suite: { id: string; name?: string }
  /** Which cases become events of their own: those that failed or errored, all, or none. */
  cases: 'failures' | 'all' | 'none'
  /** One run of tests for everything, for each file, or for each outermost suite. */
  groupBy: 'run' | 'file' | 'suite'
}

export interface TestRun {
  /** What was read of a file, as it comes; gives the events of single cases. */
  add(piece: TestPiece, file: string): Description[]
  /** A file that could not be read (to its end). What was read of it before counts. */
  unreadable(file: string, why: string): void
  /** `testsuiterun.started` and `testsuiterun.finished`, a pair for each group. Last of all calls. */
  finish(): Description[]
  /** Of all groups. */
  counts(): TestCounts
  /** What people should know, at most 100; already in the events of their group. */
  notes(): readonly string[]
}

/** Events of single cases in one run. A run of a million failures is told by its counts. */
export const MAX_CASE_EVENTS = 100_000

/** Groups, of files or suites. Whatever comes after goes into the last one. */
export const MAX_GROUPS = 1000

/** @throws TurnpikeError USAGE when the suite has no id */
export function createTestRun(context: ReportContext, options: TestRunOptions): TestRun {
  const { suite, cases, groupBy } = options
  if (suite.id.trim() === '') throw new TurnpikeError('USAGE', 'a run of tests needs the id of its suite')
  const groups = new Map<string, TestTally>()
  const ids = new Map<string, number>()
  let told = 0

  function groupOf(key: string): TestTally {
    const known = groups.get(key)
    if (known !== undefined) return known
    const rest = groups.size >= MAX_GROUPS ? '(others)' : key
    const group = groups.get(rest) ?? createTestTally(suiteOf(rest))
    groups.set(rest, group)
    return group
  }

  function suiteOf(key: string): { id: string; name?: string } {
    if (groupBy === 'run') return suite
    return { id: `${suite.id}/${key}`, name: bounded(`${suite.name ?? suite.id}: ${key}`, 1000) }
  }

  function keyOf(file: string, suites: readonly string[]): string {
    if (groupBy === 'run') return ''
    return groupBy === 'file' ? bounded(file, 300) : bounded(suites[0] ?? '(no suite)', 300)
  }

  return {
    add(piece, file) {
      if (piece.is === 'note') {
        groupOf(keyOf(file, [])).note(`${file}: ${piece.note}`)
        return []
      }
      const suites = piece.is === 'case' ? piece.case.suites : piece.suite.suites
      const group = groupOf(keyOf(file, suites))
      if (piece.is === 'suite') {
        group.suite(piece.suite, file)
        return []
      }
      group.case(piece.case)
      const wanted =
        cases === 'all' || (cases === 'failures' && ['failed', 'errored'].includes(piece.case.result))
      if (!wanted) return []
      if (told >= MAX_CASE_EVENTS) {
        group.leftOut++
        return []
      }
      told++
      return [caseDescription(piece.case, suiteSubject(group.of, context), ids, context)]
    },
    unreadable(file, why) {
      groupOf(keyOf(file, [])).unreadable(bounded(`${file}: ${why}`, 500))
    },
    finish() {
      if (groups.size === 0) groupOf(groupBy === 'run' ? '' : '(nothing)')
      return [...new Set(groups.values())].flatMap((group) => suiteDescriptions(group, context))
    },
    counts() {
      const sum: TestCounts = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 }
      for (const { counts } of groups.values())
        for (const key of Object.keys(sum) as (keyof TestCounts)[]) sum[key] += counts[key]
      return sum
    },
    notes: () => [...groups.values()].flatMap((group) => group.notes()).slice(0, 100),
  }
}
