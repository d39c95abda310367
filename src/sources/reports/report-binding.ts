/** What everything out of a report is bound to, as descriptions have it. Pure. */
import type { ArtifactRef } from '../../cdevents/event.ts'
import type { Description } from '../description.ts'
import type { ReportContext } from './report.ts'

/** @param artifacts those of the context that are meant, when not all are */
export function boundTo(
  { artifacts: all, environment, service, change }: ReportContext,
  artifacts: readonly ArtifactRef[] = all,
): Partial<Description> {
  return {
    ...(artifacts.length === 0 ? {} : { artifact: artifacts.map(({ purl, digest }) => purl ?? digest) }),
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
    ...(change === undefined ? {} : { change }),
  }
}
