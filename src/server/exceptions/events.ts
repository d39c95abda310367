/**
 * Waivers and overrides as events of the store's own: what an authenticated person did. They are about an artifact or a
 * service in an environment, so gates find them there; `chainId` is the id of the waiver or override, so each is found
 * with all that was said of it.
 */
import { hash } from 'node:crypto'
import { bind } from '../../cdevents/binding.ts'
import { create } from '../../cdevents/create.ts'
import type { ArtifactRef, CDEvent } from '../../cdevents/event.ts'
import { eventId } from '../../cdevents/identity.ts'
import { reviewTicket } from '../../policy/exceptions/overrides.ts'
import type { OverrideStep, WaiverStep } from '../../policy/exceptions/told.ts'
import { STORE_SOURCE } from '../judge.ts'
import type { Fields } from './fields.ts'

/** Who did it, as authenticated: the person, and the credential they came with. */
export interface Acting {
  person: string
  principal: { kind: string; id: string }
}

export interface Stamp {
  /** Of the waiver or override. */
  subject: string
  /** Of the event. */
  id: string
  now: string
}

export interface WaiverFacts {
  rule: string
  policy: string
  /** Of the text that was in force. */
  policyDigest: string
  artifact?: ArtifactRef
  service?: string
  environment: string
  /** RFC 3339 in UTC. */
  until: string
  reason: string
  ticket: string
  by: Acting
  requestedBy: Acting
  /** What whoever granted, refused or revoked it says. */
  comment?: string
  retry?: Retry
}

/** How a retry is known. */
export interface Retry {
  key: string
  statement: string
}

export function waiverEvent(step: WaiverStep, facts: WaiverFacts, stamp: Stamp): CDEvent {
  const { artifact, service, environment, retry, ticket, ...said } = facts
  return exceptionEvent(`turnpike-waiver.${step}`, stamp, {
    about: {
      environment,
      ticket,
      ...(artifact === undefined ? {} : { artifact }),
      ...(service === undefined ? {} : { service }),
    },
    ...(retry === undefined ? {} : { retry }),
    content: {
      ...said,
      scope: {
        ...(artifact === undefined ? {} : { artifact: artifact.digest }),
        ...(service === undefined ? {} : { service }),
      },
      environment,
      ticket,
    },
  })
}

export interface OverrideFacts {
  artifact: ArtifactRef
  environment: string
  service?: string
  until: string
  reason: string
  ticket: string
  by: Acting
  /** Of a later step: what was found, what was agreed. */
  comment?: string
  retry?: Retry
}

export function overrideEvent(step: OverrideStep, facts: OverrideFacts, stamp: Stamp): CDEvent {
  const { artifact, service, environment, retry, ticket, ...said } = facts
  return exceptionEvent(`turnpike-override.${step}`, stamp, {
    about: { environment, artifact, ticket, ...(service === undefined ? {} : { service }) },
    ...(retry === undefined ? {} : { retry }),
    content: {
      ...said,
      artifact: artifact.digest,
      environment,
      ...(service === undefined ? {} : { service }),
      ticket,
    },
  })
}

interface About {
  environment: string
  artifact?: ArtifactRef
  service?: string
  ticket?: string
}

function exceptionEvent(
  name: string,
  { subject, id, now }: Stamp,
  { about, content, retry }: { about: About; content: Record<string, unknown>; retry?: Retry },
): CDEvent {
  return create(
    `dev.cdeventsx.${name}.0.1.0`,
    {
      source: STORE_SOURCE,
      subject: { id: subject, source: STORE_SOURCE, content },
      chainId: subject,
      customData: bound(about, retry === undefined ? {} : { exception: retry }),
    },
    { id, now },
  )
}

function bound({ environment, artifact, service, ticket }: About, more: Record<string, unknown>) {
  return bind(
    { turnpike: { ...more, ...(ticket === undefined ? {} : { ticket }) } },
    {
      ...(artifact === undefined ? {} : { artifacts: [{ ...artifact }] }),
      environment,
      ...(service === undefined ? {} : { service }),
    },
  )
}

/** The record of the review: a ticket of the standard vocabulary, for whatever listens to tickets. */
export function reviewOpened(
  facts: OverrideFacts,
  reviewers: readonly string[],
  { subject, id, now }: Stamp,
) {
  const { artifact, environment, service, by, until } = facts
  return create(
    'ticket.created',
    {
      source: STORE_SOURCE,
      subject: {
        id: reviewTicket(subject),
        source: STORE_SOURCE,
        content: {
          summary: `Review of the override of ${artifact.digest} for ${environment} until ${until}`,
          ticketType: 'post-implementation-review',
          creator: by.person,
          assignees: [...reviewers],
          priority: 'high',
          uri: overrideUri(subject),
        },
      },
      chainId: subject,
      customData: bound({ environment, artifact, ...(service === undefined ? {} : { service }) }, {}),
    },
    { id, now },
  )
}

export function reviewClosed(facts: OverrideFacts, { subject, id, now }: Stamp): CDEvent {
  const { artifact, environment, service, by } = facts
  return create(
    'ticket.closed',
    {
      source: STORE_SOURCE,
      subject: {
        id: reviewTicket(subject),
        source: STORE_SOURCE,
        content: { resolution: 'completed', updatedBy: by.person, uri: overrideUri(subject) },
      },
      chainId: subject,
      customData: bound({ environment, artifact, ...(service === undefined ? {} : { service }) }, {}),
    },
    { id, now },
  )
}

function overrideUri(id: string): string {
  return `urn:turnpike:override:${id}`
}

/** One id for what one person says under one key, however often and at whichever server. */
export function idUnderKey(what: 'waiver' | 'override', person: string, key: string): string {
  return eventId({ source: STORE_SOURCE, type: what, run: key, attempt: 1, subject: person, order: 0 })
}

/** The same for the same words, whenever they are sent. */
export function statementOf(fields: Fields): string {
  const words = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
  return hash('sha256', JSON.stringify(words), 'hex')
}
