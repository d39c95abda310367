/**
 * What a decision was judged by, found again: policies and trust documents by the digest of their text, and which
 * policies had been published at a position. A text is believed because its digest is the one recorded, so what was
 * loaded once holds for ever.
 */
import { keyOf } from '../store/keys.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import { loadPolicy } from '../policy/load.ts'
import type { Policy } from '../policy/policy.ts'
import type { Cause } from '../policy/replay.ts'
import type { Person } from '../trust/document.ts'
import { loadTrust } from '../trust/load.ts'
import { STORE_PRINCIPAL } from './judge.ts'
import { PRESENTED_TYPE } from './replay-presented.ts'
import { told } from './policies.ts'

const PUBLISHED_TYPE = 'dev.cdeventsx.turnpike-policy.published'
const TRUST_TYPE = 'dev.cdeventsx.turnpike-trust.published'

/** Loaded documents that are kept; an organisation has fewer in a month. */
const REMEMBERED = 500
/** Publications that are looked at for one text; somebody would have to publish every hour of a year. */
const MOST_LOOKED_AT = 10_000

export type Found<T> = { found: T } | { cause: Cause }

/** A policy as it had been published at a position. */
export interface Published {
  name: string
  digest: string
  sequence: number
}

export interface Texts {
  policy(named: { name: string; digest: string; origin: 'store' | 'file' }): Promise<Found<Policy>>
  /** A file that came with a question; its name is in its text. */
  file(digest: string): Promise<Found<Policy>>
  /** The people of a trust document. */
  people(digest: string): Promise<Found<readonly Person[]>>
  /** The newest publication of a name up to a position. */
  publishedAt(name: string, position: number): Promise<Published | undefined>
  /** Of every name. */
  allPublishedAt(position: number): Promise<Published[]>
}

export function createTexts(store: EventStore, organisation: string): Texts {
  const policies = bounded<Found<Policy>>()
  const trusts = bounded<Found<readonly Person[]>>()
  const common = { store, organisation }

  const published = async (name: string, digest: string) =>
    textIn(common, { keys: [keyOf('policy', name)], types: [PUBLISHED_TYPE] }, digest)
  const presented = async (digest: string) =>
    textIn(common, { keys: [keyOf('event', digest)], types: [PRESENTED_TYPE] }, digest)

  const load = async (
    digest: string,
    origin: 'store' | 'file',
    called: string,
    read: () => Promise<string | undefined>,
  ): Promise<Found<Policy>> => {
    const known = policies.get(`${origin} ${digest}`)
    if (known !== undefined) return known
    const text = await read()
    // Not remembered: it may be a database that is being restored.
    if (text === undefined) return missing('policy-missing', `The text of ${called}`, digest)
    return policies.put(`${origin} ${digest}`, await loaded(text, digest, origin, called))
  }

  return {
    policy: ({ name, digest, origin }) =>
      load(digest, origin, `the policy ${name}`, async () =>
        origin === 'file' ? presented(digest) : published(name, digest),
      ),
    file: (digest) => load(digest, 'file', 'a policy file', () => presented(digest)),
    async people(digest) {
      const known = trusts.get(digest)
      if (known !== undefined) return known
      const text = await textIn(common, { types: [TRUST_TYPE] }, digest)
      if (text === undefined) return missing('trust-missing', 'The text of the trust document', digest)
      return trusts.put(digest, peopleIn(text, digest))
    },
    async publishedAt(name, position) {
      const { events } = await store.query({
        organisation,
        keys: [keyOf('policy', name)],
        types: [PUBLISHED_TYPE],
        upTo: position,
        limit: 100,
      })
      return events.flatMap((stored) => publicationOf(stored)).find((one) => one.name === name)
    },
    async allPublishedAt(position) {
      const all: Published[] = []
      for await (const name of policyNames(store, organisation)) {
        const one = await this.publishedAt(name, position)
        if (one !== undefined) all.push(one)
      }
      return all
    },
  }
}

async function loaded(
  text: string,
  digest: string,
  origin: 'store' | 'file',
  called: string,
): Promise<Found<Policy>> {
  const result = await loadPolicy(text, { name: called, origin })
  if ('problems' in result) {
    const says = `The text of ${called} (${digest}) does not load in this version: ${told(result.problems)}`
    return { cause: { what: 'policy-unreadable', says } }
  }
  if (result.policy.digest === digest) return { found: result.policy }
  const says = `The text of ${called} is not the one that was judged: its digest is ${result.policy.digest}, recorded is ${digest}.`
  return { cause: { what: 'policy-altered', says } }
}

function peopleIn(text: string, digest: string): Found<readonly Person[]> {
  const result = loadTrust(text, { name: 'the trust document' })
  if ('problems' in result) {
    const says = `The trust document ${digest} does not load in this version: ${told(result.problems)}`
    return { cause: { what: 'trust-unreadable', says } }
  }
  if (result.trust.digest === digest) return { found: result.trust.people }
  const says = `The text of the trust document is not the one of then: its digest is ${result.trust.digest}, recorded is ${digest}.`
  return { cause: { what: 'trust-altered', says } }
}

function missing(what: Cause['what'], called: string, digest: string): { cause: Cause } {
  return { cause: { what, says: `${called} (${digest}) is not in the store.` } }
}

/** The text that an event of the store itself says has this digest. */
async function textIn(
  { store, organisation }: { store: EventStore; organisation: string },
  where: { keys?: readonly string[]; types: readonly string[] },
  digest: string,
): Promise<string | undefined> {
  let before: number | undefined
  for (let seen = 0; seen < MOST_LOOKED_AT;) {
    const { events, next } = await store.query({
      organisation,
      ...where,
      limit: 100,
      ...(before === undefined ? {} : { before }),
    })
    for (const { producer, event } of events) {
      const { text, digest: said } = event?.subject.content ?? {}
      if (producer.kind === STORE_PRINCIPAL.kind && said === digest && typeof text === 'string') return text
    }
    if (next === undefined) return undefined
    seen += events.length
    before = next
  }
  return undefined
}

function publicationOf({ producer, event, sequence }: StoredEvent): Published[] {
  const { name, digest } = event?.subject.content ?? {}
  if (producer.kind !== STORE_PRINCIPAL.kind || typeof name !== 'string' || typeof digest !== 'string')
    return []
  return [{ name, digest, sequence }]
}

async function* policyNames(store: EventStore, organisation: string): AsyncGenerator<string> {
  const prefix = 'policy:'
  let after: string | undefined
  for (;;) {
    const keys = await store.keys(organisation, { prefix, ...(after === undefined ? {} : { after }) })
    if (keys.length === 0) return
    for (const key of keys) yield key.slice(prefix.length)
    after = keys.at(-1)
  }
}

/** The oldest goes when there are too many. */
function bounded<T>() {
  const kept = new Map<string, T>()
  return {
    get: (key: string) => kept.get(key),
    put(key: string, value: T): T {
      const oldest = kept.keys().next()
      if (kept.size >= REMEMBERED && oldest.done !== true) kept.delete(oldest.value)
      kept.set(key, value)
      return value
    },
  }
}
