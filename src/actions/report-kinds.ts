/** The kinds of reports that are read, in the order of a delivery's events. Small: track looks at it at its start. */
import type { InputReader } from './inputs.ts'

export const KINDS = ['junit', 'tap', 'attestation', 'sbom', 'sarif', 'coverage'] as const
export type ReportKind = (typeof KINDS)[number]

/** Patterns of files, of the kinds that were asked for. */
export type ReportFiles = Readonly<Partial<Record<ReportKind, readonly string[]>>>

export const KIND_WORDS: Readonly<Record<ReportKind, string>> = {
  junit: 'JUnit',
  tap: 'TAP',
  attestation: 'signed statement',
  sbom: 'SBOM',
  sarif: 'SARIF',
  coverage: 'coverage',
}

/** The patterns of each kind that were given. */
export function readReportFiles(read: Pick<InputReader, 'lines'>): ReportFiles {
  const files: Partial<Record<ReportKind, string[]>> = {}
  for (const kind of KINDS) {
    const patterns = read.lines(kind)
    if (patterns.length > 0) files[kind] = patterns
  }
  return files
}
