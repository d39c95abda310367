/** What was read as values for later steps. */
import { percentOf } from '../sources/reports/coverage-events.ts'
import { outcomeOfAll, type Collected } from './collected.ts'

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const

/** Names as in `action.yml`; what was not read is empty, which is not zero. */
export function outputsOf(collected: Collected): Record<string, string> {
  const { counts, scans, coverage } = collected
  const found = (severity: string) =>
    scans.length === 0 ? '' : String(scans.reduce((sum, { counts }) => sum + (counts[severity] ?? 0), 0))
  return {
    outcome: outcomeOfAll(collected) ?? '',
    'tests-total': counts === undefined ? '' : String(counts.total),
    'tests-failed': counts === undefined ? '' : String(counts.failed + counts.errored),
    'tests-skipped': counts === undefined ? '' : String(counts.skipped),
    ...Object.fromEntries(SEVERITIES.map((severity) => [`findings-${severity}`, found(severity)])),
    findings: scans.length === 0 ? '' : String(scans.reduce((sum, { total }) => sum + total, 0)),
    coverage:
      coverage === undefined || coverage.total === 0
        ? ''
        : String(percentOf(coverage.covered, coverage.total)),
  }
}
