/**
 * What another organisation shares with this one: `?organisation=<other>` on a few reading routes. The other's trust
 * document says how far, event by event. What is not shared cannot be told from what is not there: no count, no
 * position, no `next` because of it, and the same answer for an organisation that shares nothing as for one that does
 * not exist.
 */
import type { EventQuery, EventStore, StoredEvent } from '../store/store.ts'
import type { Sharing } from '../trust/shares.ts'
import { jsonText } from './answer.ts'
import type { Cursors } from './cursor.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'

export interface SharedReading {
  store: EventStore
  organisation: string
  /** What another organisation shares with this one; undefined when there is no such organisation. */
  sharedBy: (other: string) => Sharing | undefined
  cursors: Cursors
}

/** Another organisation, as far as it can be read. */
export interface Other {
  name: string
  sharing: Sharing
}

/** Events looked at for one answer, shared or not. */
const MOST_LOOKED_AT = 2000
const AT_A_TIME = 200

/**
 * The other organisation that a request asks about; undefined when it asks about its own.
 * @throws Refusal forbidden when nothing is shared, or there is no such organisation
 */
export function otherOf({ organisation, sharedBy }: SharedReading, call: Call): Other | undefined {
  const name = call.query.one('organisation')
  if (name === undefined || name === organisation) return undefined
  const sharing = sharedBy(name)
  if (sharing?.any !== true) throw notShared(name)
  return { name, sharing }
}

/** Says the same whether the organisation exists, shares nothing, or shares something else. */
export function notShared(name: string): Refusal {
  return new Refusal(
    'forbidden',
    `There is no organisation '${name.slice(0, 80)}' that shares this with yours. Its trust document would have to say so under \`shares\`.`,
  )
}

/**
 * A page of what is shared among the events that a query finds. The query names an artifact, so that how long the search
 * took tells of that artifact's events at most.
 */
export async function sharedPage(
  reading: SharedReading,
  call: Call,
  other: Other,
  query: EventQuery,
  toJson: (stored: StoredEvent) => string,
): Promise<Response> {
  if (!query.keys?.some((key) => /^(artifact|purl):/.test(key))) {
    throw new Refusal(
      'bad-request',
      "Of another organisation's events those about an artifact can be read: give `key=artifact:sha256:…` or `key=purl:pkg:…`.",
    )
  }
  const about = `${other.name} ${query.order ?? 'desc'}`
  const cursor = call.query.one('cursor')
  const start = cursor === undefined ? undefined : reading.cursors.open(cursor, about)
  const { found, end } = await search(reading.store, { ...query, organisation: other.name }, other, start)
  const events = found.map(toJson).join(',')
  if (end === undefined) return jsonText(`{"events":[${events}]}`)
  const url = new URL(call.request.url)
  url.searchParams.set('cursor', reading.cursors.seal(end, about))
  return jsonText(`{"events":[${events}],"next":${JSON.stringify(url.pathname + url.search)}}`)
}

/** @returns where the search ended, only if there is more that is shared, or so much was looked at */
async function search(
  store: EventStore,
  query: EventQuery,
  { sharing }: Other,
  start: number | undefined,
): Promise<{ found: StoredEvent[]; end?: number }> {
  const limit = query.limit ?? 100
  const found: StoredEvent[] = []
  const onward = query.order === 'asc' ? 'after' : 'before'
  let place = start
  for (let seen = 0; seen < MOST_LOOKED_AT;) {
    const page = await store.query({
      ...query,
      limit: AT_A_TIME,
      ...(place === undefined ? {} : { [onward]: place }),
    })
    for (const stored of page.events) {
      if (!sharing.readable(stored)) continue
      if (found.length === limit) return { found, end: found.at(-1)?.sequence ?? 0 }
      found.push(stored)
    }
    if (page.next === undefined) return { found }
    place = page.next
    seen += Math.max(1, page.events.length)
  }
  return place === undefined ? { found } : { found, end: place }
}
