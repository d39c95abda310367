/** Deployments that no valid decision stood behind: raised by the store, shown in every decision until answered for. */
import { bindingOf } from '../cdevents/binding.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { eventId } from '../cdevents/identity.ts'
import { isObject } from '../cdevents/object.ts'
import { keyOf } from '../store/keys.ts'
import type { StoredEvent } from '../store/store.ts'
import type { GateRequest, NonconformityRef } from './decision.ts'
import { shortType } from './paths.ts'
import type { Inquiry, Query } from './rules/kind.ts'
import { clip, nameArtifact } from './say.ts'
import { own } from './shape.ts'

export const NONCONFORMITY_RAISED = 'dev.cdeventsx.turnpike-nonconformity.raised'
export const NONCONFORMITY_ANSWERED = 'dev.cdeventsx.turnpike-nonconformity.answered'

/** The newest that are looked at, and shown: somebody who deploys past the gate all day must not fill every record. */
const LOOKED_AT = 200
const MOST_SHOWN = 20

/** What is asked beside the rules. */
export function nonconformityQueries(request: GateRequest): Query[] {
  return [
    {
      keys: [keyOf('environment', request.environment)],
      types: [NONCONFORMITY_RAISED, NONCONFORMITY_ANSWERED],
      order: 'desc',
      limit: LOOKED_AT,
    },
  ]
}

/**
 * Those of the environment that are still open, the newest first, and a notice where not all are there: whoever deploys
 * past the gate must not be able to hide one among many.
 */
export function nonconformitiesIn({ request, answer }: Pick<Inquiry, 'request' | 'now' | 'answer'>): {
  shown: NonconformityRef[]
  notices: string[]
} {
  const [query] = nonconformityQueries(request)
  const { events, complete } = answer(query!)
  const open = openIn(events)
  const notices: string[] = []
  if (open.length > MOST_SHOWN)
    notices.push(
      `${open.length - MOST_SHOWN} more deployments without a valid decision are not listed here; the store lists all (GET /v1/nonconformities).`,
    )
  if (!complete)
    notices.push(
      `There are more than ${LOOKED_AT} events about deployments without a valid decision in ${clip(request.environment, 100)}: older ones are not listed here.`,
    )
  return { shown: open.slice(0, MOST_SHOWN), notices }
}

/** The open ones among events of both types, in any order; the newest first. */
export function openIn(events: readonly StoredEvent[]): NonconformityRef[] {
  const answered = new Set<string>()
  const open: NonconformityRef[] = []
  for (const stored of events) if (isOf(stored, NONCONFORMITY_ANSWERED)) answered.add(stored.subject)
  for (const stored of events) {
    const raised = answered.has(stored.subject) ? undefined : readNonconformity(stored)
    if (raised !== undefined) open.push(raised)
  }
  return open.sort((a, b) => b.sequence - a.sequence)
}

/** Only what the store itself raised is one. */
export function readNonconformity(stored: StoredEvent): NonconformityRef | undefined {
  if (!isOf(stored, NONCONFORMITY_RAISED) || stored.event === undefined) return undefined
  const { deployment, says } = stored.event.subject.content
  const of = isObject(deployment) ? deployment : {}
  const sequence = own(of, 'sequence')
  const producer = own(of, 'producer')
  const { artifacts, service } = bindingOf(stored.event)
  return {
    sequence: stored.sequence,
    deployment: typeof sequence === 'number' ? sequence : 0,
    at: stored.timestamp,
    ...(artifacts[0] === undefined ? {} : { artifact: artifacts[0].digest }),
    ...(service === undefined ? {} : { service: clip(service, 200) }),
    by: typeof producer === 'string' ? clip(producer) : 'unknown',
    says: typeof says === 'string' ? clip(says, 300) : 'deployed without a valid decision',
  }
}

function isOf({ producer, type }: StoredEvent, wanted: string): boolean {
  return producer.kind === 'store' && type.startsWith(`${wanted}.`)
}

/** The subject of everything about one: it is the deployment's, whoever looks at it and however often. */
function subjectOf(deployment: number): string {
  return `urn:turnpike:nonconformity:${deployment}`
}

/**
 * The event that raises one. It is made of the deployment alone, its time included, so that raising it twice, also by
 * two servers, is one event.
 */
export function raisedEvent(
  deployment: StoredEvent & { event: CDEvent },
  { reason, says }: { reason: string; says: string },
  source: string,
): CDEvent {
  const { artifacts, environment, service } = bindingOf(deployment.event)
  const subject = subjectOf(deployment.sequence)
  return {
    context: {
      specversion: '0.5.1',
      id: eventId({
        source,
        type: NONCONFORMITY_RAISED,
        run: subject,
        attempt: 1,
        subject,
        order: Date.parse(deployment.receivedAt),
      }),
      source,
      type: `${NONCONFORMITY_RAISED}.0.1.0`,
      timestamp: deployment.receivedAt,
    },
    subject: {
      id: subject,
      source,
      content: {
        deployment: {
          sequence: deployment.sequence,
          type: shortType(deployment.type),
          source: clip(deployment.source),
          id: clip(deployment.id),
          producer: clip(deployment.producer.id),
        },
        reason,
        says,
      },
    },
    customData: {
      turnpike: {
        artifacts: artifacts.map((artifact) => ({ ...artifact })),
        ...(environment === undefined ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
      },
    },
  }
}

export interface Answer {
  by: { person: string; principal: string }
  reason: string
  now: string
}

/** The event by which somebody answers for one. */
export function answeredEvent(
  raised: StoredEvent & { event: CDEvent },
  { by, reason, now }: Answer,
  source: string,
): CDEvent {
  const { artifacts, environment, service } = bindingOf(raised.event)
  return {
    context: {
      specversion: '0.5.1',
      id: eventId({
        source,
        type: NONCONFORMITY_ANSWERED,
        run: raised.subject,
        attempt: 1,
        subject: now,
        order: Date.parse(now),
      }),
      source,
      type: `${NONCONFORMITY_ANSWERED}.0.1.0`,
      timestamp: now,
    },
    subject: { id: raised.subject, source, content: { raised: raised.sequence, reason, by } },
    customData: {
      turnpike: {
        artifacts: artifacts.map((artifact) => ({ ...artifact })),
        ...(environment === undefined ? {} : { environment }),
        ...(service === undefined ? {} : { service }),
      },
    },
  }
}

/** What was deployed, in a few words. */
export function sayDeployed(digest: string | undefined, service: string | undefined): string {
  const what = digest === undefined ? 'something without a digest' : nameArtifact({ digest })
  return service === undefined ? what : `${what} as ${clip(service, 80)}`
}
