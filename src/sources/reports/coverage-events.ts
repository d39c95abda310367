/** A coverage report as an event, with the numbers that a `threshold` rule takes. Pure. */
import type { Description } from '../description.ts'
import type { Coverage, Part } from './coverage.ts'
import { clipped } from './json-stream-places.ts'
import type { ReportContext, ReportFile } from './report.ts'
import { boundTo } from './report-binding.ts'

const COVERAGE_TYPE = 'dev.cdeventsx.turnpike-coverage.measured.0.1.0'

/**
 * `turnpike-coverage.measured`. Where nothing was measured there is no percentage (0 of 0 is not all), so that a rule
 * that asks for one has an error, whatever was measured before.
 * @param options.suite which measurement it is, where a pipeline has several
 */
export function coverageDescriptions(
  coverage: Coverage,
  file: ReportFile,
  context: ReportContext,
  { suite }: { suite?: string } = {},
): Description[] {
  const { format, lines, branches, functions, files } = coverage
  const id = clipped(suite ?? 'coverage', 300)
  return [
    {
      type: COVERAGE_TYPE,
      subject: `${context.facts.job.id}#${encodeURIComponent(id.toWellFormed())}`,
      content: {
        format,
        ...(suite === undefined ? {} : { suite: id }),
        lines: measured(lines),
        ...(branches === undefined ? {} : { branches: measured(branches) }),
        ...(functions === undefined ? {} : { functions: measured(functions) }),
        files,
        ...(lines.total === 0 ? { reason: 'no line was measured' } : {}),
      },
      ...boundTo(context),
      customData: { turnpike: { report: { path: clipped(file.path, 1000), digest: file.digest } } },
    },
  ]
}

function measured({ covered, total }: Part): { covered: number; total: number; percent?: number } {
  return total === 0 ? { covered, total } : { covered, total, percent: percentOf(covered, total) }
}

/** In hundredths, rounded down: 79.999 is 79.99, and only all of them are 100. */
export function percentOf(covered: number, total: number): number {
  const scaled = covered * 10_000
  return (scaled - (scaled % total)) / total / 100
}
