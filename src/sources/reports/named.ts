/** What the events of a report are about, as a description says it, where that is not all that the run names. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import type { Description } from '../description.ts'
import type { ReportContext } from './report.ts'
import { boundTo } from './report-binding.ts'

/** @param artifacts those of the context that are meant, when not all are */
export function named(
  context: ReportContext,
  artifacts: readonly ArtifactRef[] = context.artifacts,
): Partial<Description> {
  return boundTo({ ...context, artifacts })
}
