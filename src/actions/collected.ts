/** What a call found in report files, for the page, the log and the outputs. Plain data that grows while files are read. */
import type { Part } from '../sources/reports/coverage.ts'
import type { TestCounts } from '../sources/reports/report.ts'
import type { Outcome } from '../sources/outcome.ts'
import type { ReportKind } from './report-kinds.ts'

export interface ReadFile {
  kind: ReportKind
  path: string
  /** Why it could not be read: the file is no evidence then. */
  problem?: FileProblem
}

export interface FileProblem {
  message: string
  line?: number
  column?: number
}

/** One run of tests, as its event says it. */
export interface SuiteSaid {
  name: string
  outcome: Outcome
  reason?: string
  tests?: Partial<TestCounts> & { milliseconds?: number }
}

export interface ScanSaid {
  tool: string
  outcome: Outcome
  reason?: string
  counts: Readonly<Record<string, number>>
  total: number
  /** Of no account in the others. */
  suppressed?: number
}

export interface Failure {
  name: string
  result: 'failed' | 'errored'
  reason?: string
  file?: string
  line?: number
}

export interface Collected {
  files: ReadFile[]
  /** Kinds that were asked for and of which there is no file, with their patterns. */
  absent: { kind: ReportKind; patterns: readonly string[] }[]
  suites: SuiteSaid[]
  counts: TestCounts | undefined
  /** The first ones, in the order of the files. */
  failures: Failure[]
  scans: ScanSaid[]
  sboms: { format: string; version: string; components: number; path: string }[]
  /** Lines of all reports together; undefined when none was read, or one could not be. */
  coverage: Part | undefined
  /** Signed statements that went along. */
  statements: number
  /** What a person should know, a sentence each. */
  notes: string[]
}

const MAX_NOTES = 20

export function nothingCollected(): Collected {
  return {
    files: [],
    absent: [],
    suites: [],
    counts: undefined,
    failures: [],
    scans: [],
    sboms: [],
    coverage: undefined,
    statements: 0,
    notes: [],
  }
}

/** A sentence for people; the first twenty are enough. */
export function note(into: Collected, sentence: string): void {
  if (into.notes.length < MAX_NOTES && !into.notes.includes(sentence)) into.notes.push(sentence)
}

export function problemFiles({ files }: Collected): (ReadFile & { problem: FileProblem })[] {
  return files.filter((file): file is ReadFile & { problem: FileProblem } => file.problem !== undefined)
}

/**
 * The worst of what was read: a failed suite or scan is a failure; a file that could not be read is an error, and so is a
 * suite that did not run. Undefined where nothing that has an outcome was asked for.
 */
export function outcomeOfAll(collected: Collected): Outcome | undefined {
  const outcomes = [...collected.suites, ...collected.scans].map(({ outcome }) => outcome)
  if (problemFiles(collected).length > 0) outcomes.push('error')
  return (['failure', 'error', 'cancel', 'success'] as const).find((one) => outcomes.includes(one))
}
