/** A scan as events: the outcome of a test suite run, and the numbers as an event of our own. Pure. */
import type { Description } from '../description.ts'
import { clipped } from './json-stream-places.ts'
import type { ReportContext, ReportFile } from './report.ts'
import { boundTo } from './report-binding.ts'
import { judgeScan, suiteOf, worstOf } from './scan.ts'
import type { Scan, Threshold } from './scan.ts'

const SCAN_TYPE = 'dev.cdeventsx.turnpike-scan.finished.0.1.0'

export interface ScanOptions {
  /** The lowest severity that makes it fail; default `high`. */
  failOn?: Threshold
  /** The suite it is a run of, in place of the tool's name. */
  suite?: string
}

/**
 * `testsuiterun.finished` (what a rule that asks for an outcome takes) and `turnpike-scan.finished` (what a rule that
 * asks for numbers takes), for one scan. Scans of one suite belong together first: see `combineScans`.
 */
export function scanDescriptions(
  scan: Scan,
  file: ReportFile,
  context: ReportContext,
  { failOn = 'high', suite = suiteOf(scan) }: ScanOptions = {},
): Description[] {
  const { outcome, reason } = judgeScan(scan, failOn)
  const { tool, counts, total, suppressed, levels, complaints } = scan
  const severity = worstOf(counts)
  const id = clipped(suite, 300)
  const about = boundTo(context)
  const report = { path: clipped(file.path, 1000), digest: file.digest }
  return [
    {
      type: 'testsuiterun.finished',
      content: {
        testSuite: { id, name: tool.name, ...(tool.version === undefined ? {} : { version: tool.version }) },
        outcome,
        reason,
        ...(severity === undefined ? {} : { severity }),
      },
      ...about,
      customData: { turnpike: { scan: { total, suppressed, failOn }, report } },
    },
    {
      type: SCAN_TYPE,
      subject: `${context.facts.job.id}#${encodeURIComponent(id.toWellFormed())}`,
      content: {
        outcome,
        tool,
        counts,
        total,
        suppressed,
        ...(levels === undefined ? {} : { levels }),
        ...(complaints === undefined || complaints === 0 ? {} : { complaints }),
        failOn,
        reason,
      },
      ...about,
      customData: { turnpike: { report } },
    },
  ]
}
