/** Counting test cases. Pure. */
import type { TestCase, TestCounts } from './report.ts'

export function noTests(): TestCounts {
  return { total: 0, passed: 0, failed: 0, errored: 0, skipped: 0, flaky: 0 }
}

export function countCase(counts: TestCounts, { result, flaky }: TestCase): void {
  counts.total++
  counts[result]++
  if (flaky === true) counts.flaky++
}
