/** What we make of report files: counts, and how many events of which outcome. */
import { readFileSync } from 'node:fs'
import { expect } from '@jest/globals'
import type { TestCounts } from '../../../src/sources/reports/report.ts'
import type { TestReader } from '../../../src/sources/reports/report.ts'
import { told } from '../../sources/reports-tests/reading.ts'
import type { Told } from '../../sources/reports-tests/reading.ts'

/** Reads files that a tool wrote, and makes sure that there are as many events as cases, outcome by outcome. */
export async function counted(files: readonly string[], read?: TestReader): Promise<Told> {
  expect(files).not.toEqual([])
  const texts = Object.fromEntries(files.map((file) => [file, readFileSync(file)]))
  const all = await told(texts, {}, read)
  expect(eventsByResult(all)).toEqual(numbersOf(all.counts))
  const failures = await told(texts, { cases: 'failures' }, read)
  expect(failures.cases).toHaveLength(all.counts.failed + all.counts.errored)
  expect(failures.finished).toEqual(all.finished)
  const none = await told(texts, { cases: 'none' }, read)
  expect(none.cases).toEqual([])
  return all
}

/** @param total of what the tool counts */
export function numbersOf({
  total,
  passed,
  failed,
  errored,
  skipped,
}: TestCounts): Omit<TestCounts, 'flaky'> {
  return { total, passed, failed, errored, skipped }
}

function eventsByResult({ cases }: Told): Omit<TestCounts, 'flaky'> {
  const of = (outcome: string): number =>
    cases.filter(({ subject }) => subject.content.outcome === outcome).length
  const skipped = cases.filter(({ context }) => context.type.includes('.skipped.')).length
  return {
    total: cases.length,
    passed: of('success'),
    failed: of('failure'),
    errored: of('error'),
    skipped,
  }
}
