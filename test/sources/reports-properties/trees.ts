/** Any tree of test results, and what the table of docs/evidence.md makes of it. */
import fc from 'fast-check'
import type { CaseResult, TestCounts } from '../../../src/sources/reports/report.ts'

/** `todo` is promised for later; `flaky` failed and then passed. */
export type Result = CaseResult | 'todo' | 'flaky'

export interface Case {
  name: string
  result: Result
  reason: string
  milliseconds: number
}

export interface Suite {
  name: string
  cases: readonly Case[]
  suites: readonly Suite[]
}

/** Marks of XML, TAP and terminals, control characters, halves of characters, other scripts. */
const UNITS = [...'abé🧾 <>&"\'#\\/%[](){}|*-_.:;,=!?0123', '\u0000', '\u001b[31m', '\u202e', '\ud800', '\t']
export const texts = fc.string({
  unit: fc.constantFrom(...UNITS, ']]>', '-->', 'ok', 'not ok'),
  maxLength: 20,
})

const cases: fc.Arbitrary<Case> = fc.record({
  name: texts,
  result: fc.oneof(
    { weight: 3, arbitrary: fc.constant('passed' as const) },
    { weight: 2, arbitrary: fc.constantFrom('failed', 'errored', 'skipped', 'todo', 'flaky') },
  ),
  reason: texts,
  milliseconds: fc.nat(100_000),
})

/** Up to three suites deep; about as often as not one in which nothing went wrong. */
export const trees: fc.Arbitrary<readonly Suite[]> = fc
  .tuple(fc.array(suitesOf(2), { maxLength: 4 }), fc.boolean())
  .map(([suites, isGood]) => (isGood ? suites.map(withoutFaults) : suites))

function suitesOf(depth: number): fc.Arbitrary<Suite> {
  return fc.record({
    name: texts,
    cases: fc.array(cases, { maxLength: 5 }),
    suites: depth === 0 ? fc.constant([]) : fc.array(suitesOf(depth - 1), { maxLength: 2 }),
  })
}

function withoutFaults(suite: Suite): Suite {
  return {
    ...suite,
    cases: suite.cases.filter(({ result }) => result !== 'failed' && result !== 'errored'),
    suites: suite.suites.map(withoutFaults),
  }
}

export function casesIn(suites: readonly Suite[]): Case[] {
  return suites.flatMap((suite) => [...suite.cases, ...casesIn(suite.suites)])
}

/** @param means what is read of a result, where a format has no word for it */
export function countsOf(all: readonly Case[], means: (result: Result) => CaseResult | 'flaky'): TestCounts {
  const counts = { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 }
  for (const { result } of all) {
    const meant = means(result)
    counts.total++
    counts[meant]++
    if (meant === 'flaky') counts.passed++
  }
  return counts
}

/** The table of docs/evidence.md, written down once more. */
export function outcomeOf({ passed, failed, errored }: TestCounts): string {
  if (failed > 0) return 'failure'
  if (errored > 0) return 'error'
  return passed > 0 ? 'success' : 'error'
}
