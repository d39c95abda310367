/**
 * What report files say, whatever tool wrote them. Readers turn bytes into these; `*-events.ts` turn these into
 * descriptions of events. Pure: bytes come in as a stream, and a file of any size is read in bounded memory.
 */
import type { ArtifactRef } from '../../cdevents/event.ts'
import type { Facts } from '../../host/host.ts'

/** A file's bytes, piece by piece. */
export type Bytes = AsyncIterable<Uint8Array>

/**
 * How one test case ended. `failed` is an assertion that did not hold, `errored` anything else that stopped it; `skipped`
 * is whatever was not run (disabled, pending, todo, filtered out), and is never passed.
 */
export type CaseResult = 'passed' | 'failed' | 'errored' | 'skipped'

export interface TestCase {
  /** The suites it stands in, outermost first; may be empty. */
  suites: readonly string[]
  /** As the tool names it, with its class or file where the tool keeps them apart. Bounded to 1,000 characters. */
  name: string
  className?: string
  file?: string
  result: CaseResult
  /** Why it failed or was not run, for people. Bounded to 2,000 characters. */
  reason?: string
  milliseconds?: number
  /** It failed and then passed when it was run again (Surefire `flakyFailure`, `rerunFailure` is a failure). */
  flaky?: boolean
}

export interface TestCounts {
  total: number
  passed: number
  failed: number
  errored: number
  skipped: number
  flaky: number
}

/** What one suite element says of itself at its end. */
export interface SuiteClaim {
  suites: readonly string[]
  /** The attributes `tests`, `failures`, `errors`, `skipped`, where they are numbers. */
  claimed: Partial<Record<'total' | 'failed' | 'errored' | 'skipped', number>>
  /** Of the cases directly in it. */
  counted: TestCounts
  /** So many of its cases were told as passed and were not run: the suite does not count them (jest-junit's todo). */
  notRun?: number
  /** As written; where it has no zone, the tool's local time. */
  timestamp?: string
  milliseconds?: number
  /** A failure of the suite itself (`<error>` outside a case, TAP's `Bail out!`): no case says it. */
  reason?: string
}

/** What a reader of tests finds, in the order of the file. */
export type TestPiece =
  | { is: 'case'; case: TestCase }
  | { is: 'suite'; suite: SuiteClaim }
  /** Something a person should know that is no reason to refuse the file. */
  | { is: 'note'; note: string }

/**
 * Reads one file; pieces come in groups, as the bytes come.
 * @throws TurnpikeError INVALID_REPORT with line and column: not this format, cut off, an entity, too deep, too large
 */
export type TestReader = (bytes: Bytes) => AsyncIterable<readonly TestPiece[]>

/** What everything in one report is about, and where the file is. */
export interface ReportContext {
  facts: Facts
  /** RFC 3339 UTC. */
  now: string
  artifacts: readonly ArtifactRef[]
  environment?: string
  service?: string
  change?: string
}

/** A report file that was read to its end. */
export interface ReportFile {
  /** As it was found, with forward slashes, relative to the working directory. */
  path: string
  bytes: number
  /** `sha256:<hex>` of its bytes. */
  digest: string
  /** Where people can read it, when that is known. */
  uri?: string
}
