/**
 * Which verdicts of other organisations a decision could see when it was made. Their trust documents of then say so: what
 * has been shared since was not known, and what is no longer shared was known all the same, and is in the record.
 */
import type { SharesVerdicts } from '../policy/gather.ts'
import type { Requirement } from '../policy/requirements.ts'
import type { EventStore } from '../store/store.ts'
import { loadTrust } from '../trust/load.ts'
import { sharingWith, type Sharing } from '../trust/shares.ts'
import { STORE_PRINCIPAL } from './judge.ts'

const TRUST_TYPE = 'dev.cdeventsx.turnpike-trust.published'

/** What was shared with an organisation at a position, as far as the questions ask for it. */
export async function sharedThen(
  store: EventStore,
  organisation: string,
  needs: readonly Requirement[],
  position: number,
): Promise<SharesVerdicts> {
  const others = new Set(
    needs.flatMap(({ query }) => (query.of === undefined ? [] : [query.of.organisation])),
  )
  others.delete(organisation)
  const sharing = new Map<string, Sharing>()
  for (const other of others) {
    const found = await sharingOf(store, other, organisation, position)
    if (found !== undefined) sharing.set(other, found)
  }
  return (other, environment) => sharing.get(other)?.verdictsFor(environment) === true
}

/** Only what was shared then and still is: nobody may ask anew about what is no longer shared. */
export function alsoNow(
  then: SharesVerdicts,
  sharedBy: (other: string) => Sharing | undefined,
): SharesVerdicts {
  return (other, environment) =>
    then(other, environment) && sharedBy(other)?.verdictsFor(environment) === true
}

async function sharingOf(
  store: EventStore,
  other: string,
  organisation: string,
  position: number,
): Promise<Sharing | undefined> {
  const { events } = await store.query({
    organisation: other,
    types: [TRUST_TYPE],
    upTo: position,
    limit: 20,
  })
  const text = events.find(({ producer }) => producer.kind === STORE_PRINCIPAL.kind)?.event?.subject.content[
    'text'
  ]
  if (typeof text !== 'string') return undefined
  const loaded = loadTrust(text, { name: 'the trust document' })
  return 'trust' in loaded ? sharingWith(loaded.trust.shares, organisation) : undefined
}
