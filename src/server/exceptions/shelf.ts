/** Waivers and overrides as the store holds them, under the policies in force now. */
import { combine } from '../../policy/combine.ts'
import type { OverrideRef, WaiverRef } from '../../policy/decision.ts'
import { peopleOf, termsIn, type People } from '../../policy/exceptions/bounds.ts'
import {
  overrideRef,
  readOverride,
  reviewOf,
  standing,
  type Override,
} from '../../policy/exceptions/overrides.ts'
import {
  OVERRIDE_TYPES,
  overridesTold,
  textIn,
  WAIVER_TYPES,
  waiversTold,
  type Told,
} from '../../policy/exceptions/told.ts'
import { readWaiver, stateOf, waiverRef, type Waiver } from '../../policy/exceptions/waivers.ts'
import type { OverrideTerms, Policy } from '../../policy/policy.ts'
import { clip } from '../../policy/say.ts'
import { keyOf } from '../../store/keys.ts'
import type { EventStore, Receipt, StoredEvent } from '../../store/store.ts'
import type { Trust } from '../../trust/trust.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { withNames } from '../known-as.ts'
import type { PolicyBook } from '../policies.ts'

export interface ExceptionServices {
  store: EventStore
  organisation: string
  /** RFC 3339 in UTC. */
  now: () => string
  newId: () => string
  book: Pick<PolicyBook, 'inForce'>
  trust: () => Pick<Trust, 'document'>
  onReceipts: (receipts: readonly Receipt[]) => void
}

/** Events looked at for one list. */
const MOST_LISTED_EVENTS = 1000
/** Steps of one waiver or override. */
const MOST_STEPS = 100

/** The layers that govern a place, and who is who there. */
export interface Law {
  policies: readonly Policy[]
  people: People
  now: number
}

/** @throws Refusal unavailable when not all policies are known */
export function lawFor(
  { book, trust, now }: ExceptionServices,
  place: { environment: string; service?: string },
): Law {
  const named = withNames(book.inForce(), trust().document.people)
  const { policies } = combine(named, { artifacts: [], ...place })
  return { policies, people: peopleOf(policies), now: Date.parse(now()) }
}

export interface Kept<T> {
  it: T
  told: readonly Told<string>[]
}

/** The one of this id; undefined when there is none. */
export async function findWaiver(
  services: Pick<ExceptionServices, 'store' | 'organisation'>,
  id: string,
): Promise<Kept<Waiver> | undefined> {
  const told = waiversTold(await stepsOf(services, id, WAIVER_TYPES)).get(id)
  return told === undefined ? undefined : { it: readWaiver(id, told), told }
}

export async function findOverride(
  services: Pick<ExceptionServices, 'store' | 'organisation'>,
  id: string,
): Promise<Kept<Override> | undefined> {
  const told = overridesTold(await stepsOf(services, id, OVERRIDE_TYPES)).get(id)
  const it = told === undefined ? undefined : readOverride(id, told)
  return told === undefined || it === undefined ? undefined : { it, told }
}

/** The oldest first: the first granting is the one that counts. */
async function stepsOf(
  { store, organisation }: Pick<ExceptionServices, 'store' | 'organisation'>,
  id: string,
  types: readonly string[],
) {
  const keys = [keyOf('chain', id)]
  const { events } = await store.query({ organisation, keys, types, order: 'asc', limit: MOST_STEPS })
  return events
}

export interface Listed<T> {
  all: Kept<T>[]
  /** Are there older ones? */
  more: boolean
}

export async function listWaivers(
  services: ExceptionServices,
  environment: string | undefined,
): Promise<Listed<Waiver>> {
  const { events, more } = await newest(services, environment, WAIVER_TYPES)
  const all = [...waiversTold(events)].map(([id, told]) => ({ it: readWaiver(id, told), told }))
  return { all, more }
}

export async function listOverrides(
  services: ExceptionServices,
  environment: string | undefined,
): Promise<Listed<Override>> {
  const { events, more } = await newest(services, environment, OVERRIDE_TYPES)
  const all = [...overridesTold(events)].flatMap(([id, told]) => {
    const it = readOverride(id, told)
    return it === undefined ? [] : [{ it, told }]
  })
  return { all, more }
}

async function newest(
  { store, organisation }: ExceptionServices,
  environment: string | undefined,
  types: readonly string[],
): Promise<{ events: StoredEvent[]; more: boolean }> {
  const { events, next } = await store.query({
    organisation,
    types,
    limit: MOST_LISTED_EVENTS,
    ...(environment === undefined ? {} : { keys: [keyOf('environment', environment)] }),
  })
  return { events, more: next !== undefined }
}

interface Step {
  step: string
  at: string
  sequence: number
  by?: string
  comment?: string
}

export interface WaiverView extends WaiverRef {
  environment: string
  steps: Step[]
}

export interface OverrideView extends OverrideRef {
  environment: string
  service?: string
  steps: Step[]
}

export function viewOfWaiver({ it, told }: Kept<Waiver>, law: Law): WaiverView {
  return {
    ...waiverRef(it, stateOf(it, law.policies, law)),
    environment: clip(it.environment, 256),
    steps: told.map(stepOf),
  }
}

/** `concerns` and `rules` are of a decision; here they say nothing. */
export function viewOfOverride({ it, told }: Kept<Override>, law: Law): OverrideView {
  const terms = termsIn(law.policies, 'override')
  const ref = overrideRef(it, standing(it, terms, law), {
    concerns: true,
    rules: [],
    review: reviewOf(it, terms, law),
  })
  return {
    ...ref,
    environment: clip(it.environment, 256),
    ...(it.service === undefined ? {} : { service: clip(it.service, 256) }),
    steps: told.map(stepOf),
  }
}

function stepOf({ step, stored, event, by }: Told<string>): Step {
  const comment = textIn(event, 'comment')
  return {
    step,
    at: stored.receivedAt,
    sequence: stored.sequence,
    ...(by === undefined ? {} : { by: clip(by) }),
    ...(comment === undefined ? {} : { comment: clip(comment, 1000) }),
  }
}

export function overrideTermsIn({ policies }: Law): OverrideTerms[] {
  return termsIn(policies, 'override')
}

/** For a list: the layers of each place are put together once. */
export function lawOnce(services: ExceptionServices) {
  const known = new Map<string, Law>()
  return (environment: string, service: string | undefined): Law => {
    const place = JSON.stringify([environment, service ?? null])
    const law =
      known.get(place) ?? lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
    known.set(place, law)
    return law
  }
}

/** @throws Refusal not-found */
export async function waiverIn(services: ExceptionServices, call: Call): Promise<Kept<Waiver>> {
  const id = call.path.id ?? ''
  const kept = await findWaiver(services, id)
  if (kept === undefined) throw new Refusal('not-found', `There is no waiver '${id.slice(0, 60)}'.`)
  return kept
}

export function lawOfWaiver(services: ExceptionServices, { environment, scope: { service } }: Waiver): Law {
  return lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
}

/** @throws Refusal not-found */
export async function overrideIn(services: ExceptionServices, call: Call): Promise<Kept<Override>> {
  const id = call.path.id ?? ''
  const kept = await findOverride(services, id)
  if (kept === undefined) throw new Refusal('not-found', `There is no override '${id.slice(0, 60)}'.`)
  return kept
}

export function lawOfOverride(services: ExceptionServices, { environment, service }: Override): Law {
  return lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
}
