/** Events out: one, a page of them, and everything about one artifact. */
import { searchedType } from '../cdevents/vocabulary.ts'
import { keyOfArtifact } from '../store/keys.ts'
import type { EventQuery, Page, StoredEvent } from '../store/store.ts'
import { jsonText } from './answer.ts'
import { Refusal } from './problem.ts'
import type { Call, Query } from './route.ts'
import { otherOf, sharedPage, type SharedReading } from './shared.ts'

export type Reading = SharedReading

/** `GET /v1/events`. */
export function listEvents(reading: Reading, call: Call): Promise<Response> {
  return pageOf(reading, call, eventQuery(reading.organisation, call.query))
}

/** `GET /v1/events/{sequence}`. */
export async function oneEvent(reading: Reading, call: Call): Promise<Response> {
  const sequence = call.path.sequence ?? ''
  const other = otherOf(reading, call)
  const stored = /^\d{1,15}$/.test(sequence)
    ? await reading.store.get(other?.name ?? reading.organisation, Number(sequence))
    : undefined
  if (stored === undefined || other?.sharing.readable(stored) === false)
    throw new Refusal('not-found', `There is no event ${sequence.slice(0, 40)}.`)
  return jsonText(storedJson(stored))
}

/** `GET /v1/artifacts/{id}/timeline`: oldest first, so that it reads as the artifact's life. */
export function artifactTimeline(reading: Reading, call: Call): Promise<Response> {
  const artifact = artifactKey(call.path.id ?? '')
  const query: EventQuery = {
    ...eventQuery(reading.organisation, call.query),
    keys: [artifact],
    order: orderOf(call.query, 'asc'),
  }
  return pageOf(reading, call, query)
}

async function pageOf(reading: Reading, call: Call, query: EventQuery): Promise<Response> {
  const other = otherOf(reading, call)
  if (other !== undefined) return sharedPage(reading, call, other, query, storedJson)
  return pageResponse(call, query, await reading.store.query(query))
}

/**
 * The key of an artifact named by digest or purl.
 * @throws Refusal bad-request for text that is neither
 */
export function artifactKey(text: string): string {
  try {
    return keyOfArtifact(text)
  } catch {
    throw new Refusal(
      'bad-request',
      `'${text.slice(0, 200)}' is neither a digest (sha256:<64 hex digits>) nor a package URL (pkg:type/name@version).`,
    )
  }
}

/** The store's query from a request's query, for any route that lists events. */
function eventQuery(organisation: string, query: Query): EventQuery {
  const optional = {
    source: query.one('source'),
    after: query.integer('after'),
    before: query.integer('before'),
    receivedSince: utc(query.one('since')),
    receivedBefore: utc(query.one('until')),
    status: query.one('status') as EventQuery['status'],
  }
  return {
    organisation,
    keys: query.all('key'),
    types: typesOf(query),
    order: orderOf(query, 'desc'),
    limit: query.integer('limit') ?? 100,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  }
}

/** @throws Refusal bad-request for a name that is no type: a typo must not look like an empty store */
export function typesOf(query: Query): string[] {
  return query.all('type').map((name) => {
    const type = searchedType(name)
    if (type !== undefined) return type
    throw new Refusal('bad-request', `'${name.slice(0, 100)}' is no type of event, such as service.deployed.`)
  })
}

function orderOf(query: Query, fallback: 'asc' | 'desc'): 'asc' | 'desc' {
  return (query.one('order') as 'asc' | 'desc' | undefined) ?? fallback
}

/** The store compares times as text, so they have to be in one form. */
function utc(moment: string | undefined): string | undefined {
  return moment === undefined ? undefined : new Date(moment).toISOString()
}

function pageResponse(call: Call, query: EventQuery, page: Page): Response {
  const events = page.events.map(storedJson).join(',')
  const next = page.next === undefined ? '' : `,"next":${JSON.stringify(nextLink(call, query, page.next))}`
  return jsonText(`{"events":[${events}]${next}}`)
}

/** The same request, further on. Relative to the address that was asked, for it may be behind a proxy. */
export function nextLink(call: Call, query: Pick<EventQuery, 'order'>, next: number): string {
  const url = new URL(call.request.url)
  url.searchParams.set(query.order === 'asc' ? 'after' : 'before', String(next))
  return url.pathname + url.search
}

/** A stored event as JSON. Its body goes out as it came in, byte for byte: it is JSON already. */
export function storedJson(stored: StoredEvent): string {
  const { sequence, status, receivedAt, producer, source, id, type, subject, timestamp, digest, problems } =
    stored
  const facts = {
    sequence,
    status,
    receivedAt,
    producer,
    source,
    id,
    type,
    subject,
    timestamp,
    digest,
    problems,
    ...(stored.signature === undefined ? {} : { signature: stored.signature }),
  }
  return `${JSON.stringify(facts).slice(0, -1)},"event":${stored.body}}`
}
