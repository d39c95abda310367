/** What is known of one run of tests while its reports are read. Pure. */
import type { SuiteClaim, TestCase, TestCounts } from './report.ts'
import { countCase, noTests } from './test-counts.ts'
import { bounded } from './test-text.ts'

const MAX_NOTES = 20

export interface TestTally {
  readonly of: { id: string; name?: string }
  readonly counts: TestCounts
  /** Cases that got no event of their own, because there were too many. */
  leftOut: number
  /** Files that could not be read, and suites that went wrong outside of their cases: the first ones, in words. */
  readonly broken: readonly string[]
  files: { unreadable: number }
  suites: { failed: number }
  case(result: TestCase): void
  suite(claim: SuiteClaim, file: string): void
  unreadable(why: string): void
  note(text: string): void
  notes(): readonly string[]
  /** Of all cases; where no case says any, of the outermost suites. */
  milliseconds(): number
  /** As the reports have them, unchecked. */
  readonly timestamps: readonly string[]
}

/** The most timestamps that are kept; the earliest is looked for, and the first suites are the likely ones. */
const MAX_TIMESTAMPS = 10_000

export function createTestTally(of: { id: string; name?: string }): TestTally {
  const counts = noTests()
  const broken: string[] = []
  const notes: string[] = []
  const timestamps: string[] = []
  let more = 0
  let ofCases = 0
  let ofSuites = 0

  return {
    of,
    counts,
    leftOut: 0,
    broken,
    files: { unreadable: 0 },
    suites: { failed: 0 },
    timestamps,
    case(result) {
      countCase(counts, result)
      ofCases += result.milliseconds ?? 0
    },
    suite({ suites, milliseconds, timestamp, reason, notRun = 0 }, file) {
      counts.passed -= notRun
      counts.skipped += notRun
      if (suites.length === 1) ofSuites += milliseconds ?? 0
      if (timestamp !== undefined && timestamps.length < MAX_TIMESTAMPS) timestamps.push(timestamp)
      if (reason === undefined) return
      this.suites.failed++
      if (broken.length < MAX_NOTES) broken.push(bounded(`${file}: ${reason}`, 500))
    },
    unreadable(why) {
      this.files.unreadable++
      if (broken.length < MAX_NOTES) broken.push(why)
    },
    note(text) {
      if (notes.length < MAX_NOTES) notes.push(bounded(text, 500))
      else more++
    },
    notes: () => (more === 0 ? notes : [...notes, `and ${more} more notes`]),
    milliseconds: () => Math.round((ofCases > 0 ? ofCases : ofSuites) * 1000) / 1000,
  }
}
