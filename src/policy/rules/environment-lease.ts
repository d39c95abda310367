/**
 * The lease of an environment (and service): one gate at a time may be open for it.
 *
 * A lease is held by a run: the same requester, as authenticated, the same run, the same artifacts, the same place. So a
 * gate that is asked again, by a retry or another job of the run, gets its own lease back with the number it had; anything
 * else waits. A question that names no run is nobody's again: two of them cannot be told apart. It is over when its time
 * is, when it was released, and when everything it was taken for has been deployed since, by a producer the rule believes.
 */
import { isObject } from '../../cdevents/object.ts'
import { keyOf, WHOLE } from '../../store/keys.ts'
import type { StoredEvent } from '../../store/store.ts'
import { sift } from '../believe.ts'
import type { Candidate, Sifting } from '../believe.ts'
import type { LeaseRef } from '../decision.ts'
import type { EnvironmentRule } from '../policy.ts'
import { clip } from '../say.ts'
import { own } from '../shape.ts'
import type { Conclusion, Inquiry, Query, Question } from './kind.ts'

export const LEASE_ACQUIRED = 'dev.cdeventsx.turnpike-lease.acquired'
export const LEASE_RELEASED = 'dev.cdeventsx.turnpike-lease.released'

export const LEAST_LEASE_MS = 60_000
export const MOST_LEASE_MS = 24 * 3_600_000

const DEPLOYS = ['deployed', 'upgraded', 'rolledback'].map((what) => `dev.cdevents.service.${what}`)
/** Of one place the newest few say who holds it: each lease is acquired and released once. */
const PLACE_LIMIT = 32
/** Of a whole environment all that may be open must be seen. */
const WHOLE_LIMIT = 1000
const DEPLOYMENT_LIMIT = 200

/** A lease as its event says. */
export interface Lease extends LeaseRef {
  sequence: number
  requester: { kind: string; id: string }
  run?: string
  /** Digests it was taken for. */
  artifacts: readonly string[]
}

/** A lease that stands in the way, or is one's own. */
interface Open {
  lease: Lease
  candidate: Candidate
  isOwn: boolean
}

type Found = Omit<Conclusion, 'required'>

/** Who holds the place, and what was deployed since. No lease is older than its longest time. */
export function leaseQueries({ request, now }: Question): Query[] {
  const environment = keyOf('environment', request.environment)
  const since = { receivedSince: new Date(now - MOST_LEASE_MS).toISOString(), order: 'desc' } as const
  const leases = { types: [LEASE_ACQUIRED, LEASE_RELEASED], ...since }
  const deployments = deploymentsSinceQuery(request.environment, now)
  if (request.service === undefined)
    return [{ ...leases, keys: [environment], limit: WHOLE_LIMIT }, deployments]
  const service = keyOf('service', request.service)
  return [
    { ...leases, keys: [environment, service], limit: PLACE_LIMIT },
    { ...leases, keys: [environment, keyOf('lease', WHOLE)], limit: PLACE_LIMIT },
    // Also those of other services: a lease of the whole environment is over when all it was taken for is deployed.
    deployments,
  ]
}

/** Deployments to an environment that a lease which is open now may have been for. */
export function deploymentsSinceQuery(environment: string, now: number): Query {
  return {
    keys: [keyOf('environment', environment)],
    types: DEPLOYS,
    status: 'any',
    receivedSince: new Date(now - MOST_LEASE_MS).toISOString(),
    order: 'desc',
    limit: DEPLOYMENT_LIMIT,
  }
}

/** May this run have the place? */
export function leased(rule: EnvironmentRule, ms: number, inquiry: Inquiry): Found {
  const found = openLeases(rule, inquiry)
  if ('problem' in found)
    return {
      result: 'error',
      reason: 'too-many-events',
      found: found.problem,
      remediation: 'Name the service in the request, so that one place is asked for.',
    }
  const others = found.open.filter(({ isOwn }) => !isOwn)
  const [first] = others
  if (first !== undefined)
    return {
      result: 'pending',
      reason: 'leased',
      found: `${sayHolder(first.lease)} holds ${sayPlace(first.lease)} until ${first.lease.until}${others.length > 1 ? ` and ${others.length - 1} more` : ''}`,
      at: first.candidate.stored.receivedAt,
      remediation: `Wait until it is released or over, or have lease ${first.lease.id} released.`,
      evidence: others.map(({ candidate }) => candidate),
      dueAt: Math.max(...others.map(({ lease }) => Date.parse(lease.until))),
    }
  const [mine] = found.open
  if (mine !== undefined)
    return {
      result: 'pass',
      reason: 'lease-held',
      found: `this run holds lease ${mine.lease.fencing} until ${mine.lease.until}`,
      at: mine.candidate.stored.receivedAt,
      evidence: [mine.candidate],
      dueAt: Date.parse(mine.lease.until),
    }
  // What is allowed under a lease ends with it.
  return { result: 'pass', reason: 'not-leased', found: 'nobody else holds it', dueAt: inquiry.now + ms }
}

/** The lease that whoever asks holds for exactly this, if it is still open. */
export function ownLease(rule: EnvironmentRule, inquiry: Inquiry): LeaseRef | undefined {
  const found = openLeases(rule, inquiry)
  const mine = 'problem' in found ? undefined : found.open.find(({ isOwn }) => isOwn)?.lease
  return mine === undefined ? undefined : refOf(mine)
}

function openLeases(rule: EnvironmentRule, inquiry: Inquiry): { open: Open[] } | { problem: string } {
  const queries = leaseQueries(inquiry)
  const answers = queries.slice(0, -1).map((query) => inquiry.answer(query))
  const newest = newestLeases(answers.flatMap(({ events }) => events))
  if ('problem' in newest) return newest
  if (answers.some(({ complete, events }) => !complete && !isSettled(events, inquiry)))
    return { problem: 'more leases than are looked at' }
  const deployments = inquiry.answer(queries.at(-1)!).events
  const open = newest.leases
    .filter(({ lease }) => inquiry.now < Date.parse(lease.until))
    .filter(({ lease }) => !deployedSince(rule, lease, deployments, inquiry))
    .map((one) => ({ ...one, isOwn: isOwn(one.lease, inquiry) }))
  return { open }
}

/** Of one place the newest lease is the only one that may be open, so a page that holds one is enough. */
function isSettled(events: readonly StoredEvent[], { request }: Question): boolean {
  return request.service !== undefined && events.some(isAcquired)
}

/** The newest lease of each place, unless it was released. */
function newestLeases(
  events: readonly StoredEvent[],
): { leases: { lease: Lease; candidate: Candidate }[] } | { problem: string } {
  const said = [...new Map(events.filter(isOfStore).map((stored) => [stored.sequence, stored])).values()]
  said.sort((a, b) => b.sequence - a.sequence)
  const released = new Set<string>()
  const places = new Set<string | undefined>()
  const leases: { lease: Lease; candidate: Candidate }[] = []
  for (const stored of said) {
    const { event } = stored
    if (event === undefined) continue
    if (!isAcquired(stored)) {
      released.add(event.subject.id)
      continue
    }
    const lease = readLease(stored)
    if (lease === undefined) return { problem: `lease ${clip(event.subject.id, 60)} cannot be read` }
    if (!places.has(lease.service) && !released.has(lease.id))
      leases.push({ lease, candidate: { stored, event } })
    places.add(lease.service)
  }
  return { leases }
}

function isAcquired({ type }: StoredEvent): boolean {
  return type.startsWith(`${LEASE_ACQUIRED}.`)
}

/** Only the store's own word takes or gives back a lease. */
function isOfStore({ producer }: StoredEvent): boolean {
  return producer.kind === 'store'
}

/** Undefined for what is no lease by this version's words. */
export function readLease({ event, sequence }: StoredEvent): Lease | undefined {
  if (event === undefined) return undefined
  const { environment, service, fencing, until, holder, run, requester, artifacts } = event.subject.content
  const who = isObject(requester) ? { kind: own(requester, 'kind'), id: own(requester, 'id') } : {}
  if (typeof environment !== 'string' || typeof fencing !== 'number' || typeof until !== 'string')
    return undefined
  if (!Number.isFinite(Date.parse(until)) || typeof holder !== 'string' || !Array.isArray(artifacts))
    return undefined
  if (typeof who.kind !== 'string' || typeof who.id !== 'string') return undefined
  return {
    id: event.subject.id,
    environment,
    ...(typeof service === 'string' ? { service } : {}),
    fencing,
    holder,
    until,
    sequence,
    requester: { kind: who.kind, id: who.id },
    ...(typeof run === 'string' ? { run } : {}),
    artifacts: artifacts.filter((digest) => typeof digest === 'string'),
  }
}

/** Has all of it been deployed since? What its producer says of another run than the holder's is about something else. */
export function deployedSince(
  rule: EnvironmentRule,
  lease: Lease,
  events: readonly StoredEvent[],
  sifting: Sifting,
): boolean {
  const { boundTo } = sifting
  const deployed = new Set<string>()
  for (const { stored, event, unusable, disputed } of sift(events, rule, sifting).candidates) {
    if (stored.sequence <= lease.sequence || unusable !== undefined || disputed === true) continue
    const { environment, service, run, artifacts } = boundTo(event)
    if (environment !== lease.environment) continue
    if (lease.service !== undefined && service !== lease.service) continue
    if (run !== undefined && lease.run !== undefined && runOf(run) !== runOf(lease.run)) continue
    for (const { digest } of artifacts) deployed.add(digest)
  }
  return lease.artifacts.length > 0 && lease.artifacts.every((digest) => deployed.has(digest))
}

function isOwn(lease: Lease, { request, requester }: Inquiry): boolean {
  if (requester === undefined || request.run === undefined || lease.run === undefined) return false
  return (
    lease.requester.kind === requester.kind &&
    lease.requester.id === requester.id &&
    runOf(lease.run) === runOf(request.run) &&
    lease.service === request.service &&
    sameDigests(
      lease.artifacts,
      request.artifacts.map(({ digest }) => digest),
    )
  )
}

/** A run again is the same run: it begins when all of the attempt before has ended. */
export function runOf(run: string): string {
  return run.replace(/\/attempts\/\d+$/u, '')
}

function sameDigests(some: readonly string[], others: readonly string[]): boolean {
  return (
    new Set([...some, ...others]).size === new Set(some).size && new Set(some).size === new Set(others).size
  )
}

/** What decisions say of a lease. */
export function refOf({ id, environment, service, fencing, holder, until }: LeaseRef): LeaseRef {
  return { id, environment, ...(service === undefined ? {} : { service }), fencing, holder, until }
}

function sayHolder({ holder }: LeaseRef): string {
  return clip(holder, 120)
}

function sayPlace({ environment, service }: LeaseRef): string {
  return service === undefined ? clip(environment, 60) : `${clip(service, 60)} in ${clip(environment, 60)}`
}
