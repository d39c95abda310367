/** What the events of a report are about, as a description says it. Pure. */
import { digestOf } from '../../cdevents/digest.ts'
import type { ArtifactRef } from '../../cdevents/event.ts'
import type { Description } from '../description.ts'
import type { ReportContext } from './report.ts'

/** @param artifacts those of the context that are meant, when not all are */
export function named(
  { artifacts: all, environment, service, change }: ReportContext,
  artifacts: readonly ArtifactRef[] = all,
): Partial<Description> {
  return {
    ...(artifacts.length === 0 ? {} : { artifact: artifacts.map(artifactText) }),
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
    ...(change === undefined ? {} : { change }),
  }
}

/** A name may be without the digest (`pkg:npm/shop@1.0.0`): the digest alone identifies it then. */
export function artifactText({ digest, purl }: ArtifactRef): string {
  return purl !== undefined && digestOf(purl) === digest ? purl : digest
}
