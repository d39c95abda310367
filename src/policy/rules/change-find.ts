/**
 * Which record is the one of the change that is asked about.
 *
 * The request names a change: its record is the ticket with that id, or else the one ticket of a change that is bound to
 * it (`customData.turnpike.change`), as for a pull request. It names none: exactly one record must be bound to the
 * digest. Of a record, the newest event by store position counts, wherever it was said before; what that event does not
 * say is not known.
 */
import { keyOf } from '../../store/keys.ts'
import { sift } from '../believe.ts'
import type { Candidate, Refusal } from '../believe.ts'
import type { ChangeRule } from '../policy.ts'
import { clip } from '../say.ts'
import { isChange } from './change-record.ts'
import type { Inquiry, Query, Question } from './kind.ts'
import { TWO_EVENTS } from './phrases.ts'

const LIMIT = 1000
const TYPES = ['created', 'updated', 'closed'].map((what) => `dev.cdevents.ticket.${what}`)

export type Sought =
  | { newest: Candidate; refused: readonly Refusal[] }
  | {
      none: 'no-record' | 'not-a-change' | 'other-change' | 'several-records' | 'too-many-events' | 'conflict'
      found: string
      refused: readonly Refusal[]
      evidence?: readonly Candidate[]
    }

/** The places where the record of the change may be; asked about each digest where the request names no change. */
export function recordQueries({ request, asked = request }: Question): Query[] {
  if (asked.change !== undefined)
    return [ticketQuery('ticket', asked.change.id), ticketQuery('change', asked.change.id)]
  return asked.artifacts.map(({ digest }) => ticketQuery('artifact', digest))
}

function ticketQuery(kind: 'ticket' | 'change' | 'artifact', value: string): Query {
  return { keys: [keyOf(kind, value)], types: TYPES, status: 'any', order: 'desc', limit: LIMIT }
}

/** The record of the change that the request names. */
export function namedRecord(rule: ChangeRule, id: string, inquiry: Inquiry): Sought {
  // A ticket may name another one as its own; only the subject is the ticket itself.
  const own = look(rule, ticketQuery('ticket', id), inquiry, ({ event }) => event.subject.id === id)
  if ('newest' in own || own.none !== 'no-record') return ofRequest(own, inquiry)
  const bound = look(rule, ticketQuery('change', id), inquiry)
  return 'newest' in bound || bound.none !== 'no-record'
    ? ofRequest(bound, inquiry)
    : { ...bound, refused: [...own.refused, ...bound.refused] }
}

/**
 * Whoever asks names the change, so what its record says it is for must be what is asked about: else somebody else's
 * approved change, or a standard one that is still open, would do. What the record does not name is not compared.
 */
function ofRequest(sought: Sought, { request, boundTo }: Inquiry): Sought {
  if (!('newest' in sought)) return sought
  const { newest, refused } = sought
  const { artifacts, environment, service } = boundTo(newest.event)
  const named = new Set(artifacts.map(({ digest }) => digest))
  const isOther = (one: string | undefined, asked: string | undefined) =>
    one !== undefined && asked !== undefined && one !== asked
  const other =
    named.size > 0 && !request.artifacts.every(({ digest }) => named.has(digest))
      ? 'another artifact'
      : isOther(environment, request.environment)
        ? `another environment, ${clip(environment ?? '', 60)}`
        : isOther(service, request.service)
          ? `another service, ${clip(service ?? '', 60)}`
          : undefined
  if (other === undefined) return sought
  return {
    none: 'other-change',
    found: `${sayTicket(newest)} is a change of ${other}`,
    refused,
    evidence: [newest],
  }
}

/** The one record that is bound to a digest. */
export function boundRecord(rule: ChangeRule, digest: string, inquiry: Inquiry): Sought {
  return look(rule, ticketQuery('artifact', digest), inquiry)
}

/** @param isNamed the ticket itself is sought: one that is no change is not passed over */
function look(
  rule: ChangeRule,
  query: Query,
  inquiry: Inquiry,
  isNamed?: (candidate: Candidate) => boolean,
): Sought {
  const { events, complete } = inquiry.answer(query)
  const { candidates, refused } = sift(events, rule, inquiry)
  const tickets = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    if (isNamed !== undefined && !isNamed(candidate)) continue
    const { id } = candidate.event.subject
    tickets.set(id, [...(tickets.get(id) ?? []), candidate])
  }
  const changes = [...tickets.values()].filter((said) => said.some(({ event }) => isChange(event)))
  const [said] = changes
  // The newest of a ticket that was asked for by its name is among the newest events.
  if (!complete && (isNamed === undefined || said === undefined))
    return { none: 'too-many-events', found: `more than ${LIMIT} events, not all were looked at`, refused }
  if (said === undefined) {
    const [ticket] = [...tickets.values()]
    return ticket !== undefined && isNamed !== undefined
      ? { none: 'not-a-change', found: 'a ticket, but not of a change', refused, evidence: [ticket[0]!] }
      : { none: 'no-record', found: 'no record of a change', refused }
  }
  const newest = changes.map((each) => each[0]!)
  if (newest.length > 1 || sourcesOf(said).length > 1)
    return {
      none: 'several-records',
      found: `several records: ${newest.slice(0, 5).map(sayTicket).join(', ')}`,
      refused,
      evidence: newest,
    }
  const disputed = said.find((candidate) => candidate.disputed)
  if (disputed !== undefined)
    return {
      none: 'conflict',
      found: TWO_EVENTS,
      refused,
      evidence: [disputed],
    }
  return { newest: newest[0]!, refused }
}

/** Two trackers may use the same number for different tickets. */
function sourcesOf(said: readonly Candidate[]): string[] {
  return [...new Set(said.map(({ event }) => event.subject.source).filter((source) => source !== undefined))]
}

export function sayTicket({ event }: Candidate): string {
  return clip(event.subject.id, 80)
}
