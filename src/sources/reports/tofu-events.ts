/** A run of OpenTofu or Terraform as events. Pure. */
import type { Description } from '../description.ts'
import { boundTo } from './report-binding.ts'
import type { ReportContext } from './report.ts'
import type { TofuRun, TofuStep } from './tofu-run.ts'

const PLANNED_TYPE = 'dev.cdeventsx.turnpike-infrastructure.planned.0.1.0'
const APPLIED_TYPE = 'dev.cdeventsx.turnpike-infrastructure.applied.0.1.0'

/**
 * `turnpike-infrastructure.planned` and `.applied`, each where the run tells of it; and `environment.modified` when an
 * apply changed something of an environment that is known, be it that it failed half-way.
 * @param report the file it comes from, where it comes from one
 */
export function tofuDescriptions(
  run: TofuRun,
  context: ReportContext,
  report?: { path: string; digest: string },
): Description[] {
  const { planned, applied } = run
  const subject = `${context.facts.job.id}#infrastructure`
  const event = (type: string, step: TofuStep): Description => ({
    type,
    subject,
    content: {
      outcome: step.outcome,
      tool: run.tool,
      ...step.changes,
      drift: run.drift,
      reason: step.reason,
    },
    ...boundTo(context),
    ...(report === undefined ? {} : { customData: { turnpike: { report } } }),
  })
  const { environment } = context
  const isModified = applied !== undefined && Object.values(applied.changes).some((count) => count > 0)
  return [
    ...(planned === undefined ? [] : [event(PLANNED_TYPE, planned)]),
    ...(applied === undefined ? [] : [event(APPLIED_TYPE, applied)]),
    ...(isModified && environment !== undefined
      ? [{ type: 'environment.modified', subject: environment, environment, content: { name: environment } }]
      : []),
  ]
}
