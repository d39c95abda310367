/** What everything out of a report is bound to, as descriptions have it. Pure. */
import type { Description } from '../description.ts'
import type { ReportContext } from './report.ts'

export function boundTo({ artifacts, environment, service, change }: ReportContext): Partial<Description> {
  return {
    ...(artifacts.length === 0 ? {} : { artifact: artifacts.map(({ purl, digest }) => purl ?? digest) }),
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
    ...(change === undefined ? {} : { change }),
  }
}
