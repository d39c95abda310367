/** What tests of report readers share: a text as a stream, a report as its pieces, counts and events. */
import { expect } from '@jest/globals'
import type { CDEvent } from '../../../src/cdevents/event.ts'
import { validate } from '../../../src/cdevents/validate.ts'
import { TurnpikeError } from '../../../src/errors.ts'
import { describe } from '../../../src/sources/described.ts'
import type { Description } from '../../../src/sources/described.ts'
import { readJUnit } from '../../../src/sources/reports/junit.ts'
import type {
  ReportContext,
  SuiteClaim,
  TestCase,
  TestCounts,
  TestPiece,
  TestReader,
} from '../../../src/sources/reports/report.ts'
import { createTestRun } from '../../../src/sources/reports/test-events.ts'
import type { TestRunOptions } from '../../../src/sources/reports/test-events.ts'
import { facts, NOW, PURL, DIGEST } from '../describing.ts'

export const context: ReportContext = { facts, now: NOW, artifacts: [{ digest: DIGEST, purl: PURL }] }

/** @param size bytes of one piece; small ones split names, entities and characters */
export async function* streamed(text: string | Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export interface Report {
  cases: TestCase[]
  suites: SuiteClaim[]
  notes: string[]
}

export async function reportOf(
  text: string | Uint8Array,
  read: TestReader = readJUnit,
  size?: number,
): Promise<Report> {
  const report: Report = { cases: [], suites: [], notes: [] }
  for await (const pieces of read(streamed(text, size))) {
    for (const piece of pieces) {
      if (piece.is === 'case') report.cases.push(piece.case)
      else if (piece.is === 'suite') report.suites.push(piece.suite)
      else report.notes.push(piece.note)
    }
  }
  return report
}

/** The one case of a report. */
export async function oneCase(text: string, read?: TestReader): Promise<TestCase> {
  const { cases } = await reportOf(text, read)
  expect(cases).toHaveLength(1)
  return cases[0] as TestCase
}

/** Why a file is refused; fails when it is not. */
export async function refusalOf(
  text: string | Uint8Array,
  read: TestReader = readJUnit,
  size?: number,
): Promise<TurnpikeError> {
  try {
    await reportOf(text, read, size)
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'INVALID_REPORT') return error
    throw error
  }
  throw new Error('it was read')
}

export interface Told {
  events: CDEvent[]
  /** `testcaserun.*` */
  cases: CDEvent[]
  started: CDEvent
  finished: CDEvent
  counts: TestCounts
  /** `customData.turnpike.tests` of the finished run. */
  numbers: Record<string, number>
}

const DEFAULTS: TestRunOptions = { suite: { id: 'unit' }, cases: 'all', groupBy: 'run' }

/** The events of files, all of them valid. */
export async function told(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<TestRunOptions> = {},
  read: TestReader = readJUnit,
  where: ReportContext = context,
): Promise<Told> {
  const run = createTestRun(where, { ...DEFAULTS, ...options })
  const descriptions: Description[] = []
  for (const [file, text] of Object.entries(files)) {
    try {
      for await (const pieces of read(streamed(text)))
        for (const piece of pieces) descriptions.push(...run.add(piece, file))
    } catch (error) {
      if (!(error instanceof TurnpikeError)) throw error
      run.unreadable(file, error.message)
    }
  }
  descriptions.push(...run.finish())
  return toldBy(descriptions, run.counts(), where)
}

/** The events of pieces, all of them valid. */
export function toldOf(
  pieces: readonly TestPiece[],
  options: Partial<TestRunOptions> = {},
  where: ReportContext = context,
): Told {
  const run = createTestRun(where, { ...DEFAULTS, ...options })
  const descriptions = pieces.flatMap((piece) => run.add(piece, 'report.xml'))
  descriptions.push(...run.finish())
  return toldBy(descriptions, run.counts(), where)
}

function toldBy(descriptions: Description[], counts: TestCounts, where: ReportContext): Told {
  const events = describe(descriptions, where.facts, where.now)
  for (const event of events) expect(validate(event).problems).toEqual([])
  expect(new Set(events.map(({ context: { id } }) => id)).size).toBe(events.length)
  const started = events.findLast(({ context: { type } }) => type.includes('testsuiterun.started'))
  const finished = events.findLast(({ context: { type } }) => type.includes('testsuiterun.finished'))
  if (started === undefined || finished === undefined) throw new Error('there is no run of tests')
  const { tests } = (finished.customData as { turnpike: { tests: Record<string, number> } }).turnpike
  return {
    events,
    cases: events.filter(({ context: { type } }) => type.includes('testcaserun.')),
    started,
    finished,
    counts,
    numbers: tests,
  }
}
