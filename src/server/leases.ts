/** Leases for people and for their holders: which there are, what became of them, and giving one back. */
import { bindingOf } from '../cdevents/binding.ts'
import { governs } from '../policy/applies.ts'
import { releaseEvent } from '../policy/lease.ts'
import type { EnvironmentRule, Policy } from '../policy/policy.ts'
import {
  deployedSince,
  deploymentsSinceQuery,
  LEASE_ACQUIRED,
  LEASE_RELEASED,
  readLease,
  runOf,
  type Lease,
} from '../policy/rules/environment-lease.ts'
import { typeBounds } from '../policy/rules/producer.ts'
import { admit } from '../store/admit.ts'
import { keyOf, WHOLE } from '../store/keys.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import { json } from './answer.ts'
import { nextLink } from './events.ts'
import { readObject } from './json-body.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from './judge.ts'
import { Refusal } from './problem.ts'
import { provenRun } from './proven-run.ts'
import type { Call } from './route.ts'

export interface LeaseServices {
  store: EventStore
  organisation: string
  now: () => string
  /** The policies in force: they say whose word is believed that something was deployed. */
  book: { inForce(): readonly Policy[] }
}

const MOST_REASON = 1000

/** `GET /v1/leases`: newest first. */
export async function listLeases(services: LeaseServices, call: Call): Promise<Response> {
  const environment = call.query.one('environment')
  const before = call.query.integer('before')
  const { events, next } = await services.store.query({
    organisation: services.organisation,
    types: [LEASE_ACQUIRED],
    ...(environment === undefined ? {} : { keys: [keyOf('environment', environment)] }),
    ...(before === undefined ? {} : { before }),
    limit: call.query.integer('limit') ?? 20,
  })
  const rows: object[] = []
  for (const stored of events) {
    const lease = leaseIn(stored)
    if (lease !== undefined) rows.push(await rowOf(services, stored, lease))
  }
  const link = next === undefined ? {} : { next: nextLink(call, { order: 'desc' }, next) }
  return json({ leases: rows, ...link })
}

/**
 * `POST /v1/leases/{id}/release`: by whoever holds it, or may administer. One that is over stays as it is.
 * @throws Refusal not-found for whoever may not know of it, forbidden
 */
export async function releaseLease(services: LeaseServices, call: Call): Promise<Response> {
  const { store, organisation, now } = services
  const { run, reason } = await readRelease(call)
  const stored = await acquired(services, call.path.id ?? '')
  const lease = stored === undefined ? undefined : leaseIn(stored)
  const { authority, identity } = call
  const isKnown = authority.may('read') || authority.may('administer') || isOf(lease, call)
  if (stored === undefined || lease === undefined || !isKnown)
    throw new Refusal('not-found', `There is no lease '${(call.path.id ?? '').slice(0, 60)}'.`)
  if (!authority.may('administer') && !isHolder(lease, call, run))
    throw new Refusal(
      'forbidden',
      `Lease ${lease.id} is held by '${lease.requester.id.slice(0, 200)}'${lease.run === undefined ? '' : ` for the run '${lease.run.slice(0, 200)}'`}. That run gives it back, naming itself, or whoever may administer. ${authority.describe()}`,
    )
  if ((await rowOf(services, stored, lease)).state === 'held') {
    const at = now()
    const by = {
      principal: identity.principal.id,
      ...(identity.person === undefined ? {} : { person: identity.person }),
    }
    const event = releaseEvent(lease, {
      by,
      source: STORE_SOURCE,
      now: at,
      ...(reason === undefined ? {} : { reason }),
    })
    const incoming = admit(event)
    const kept = await store.appendUnless(organisation, STORE_PRINCIPAL, [incoming], at, {
      after: lease.sequence,
      none: [{ types: [LEASE_RELEASED], keys: [keyOf('lease', lease.id)] }],
    })
    if (kept !== 'overtaken' && kept[0]?.status !== 'accepted')
      throw new Error(`a release was not kept: ${incoming.problems[0]?.message ?? kept[0]?.status ?? ''}`)
  }
  return json(await rowOf(services, stored, lease))
}

async function acquired(
  { store, organisation }: LeaseServices,
  id: string,
): Promise<StoredEvent | undefined> {
  // The whole of an environment is no lease's id.
  if (id === WHOLE) return undefined
  const { events } = await store.query({
    organisation,
    keys: [keyOf('lease', id)],
    types: [LEASE_ACQUIRED],
    order: 'asc',
    limit: 1,
  })
  return events[0]
}

function leaseIn(stored: StoredEvent): Lease | undefined {
  return stored.producer.kind === STORE_PRINCIPAL.kind ? readLease(stored) : undefined
}

/** Was it taken by this caller, as authenticated? */
function isOf(lease: Lease | undefined, { principal }: Call): boolean {
  return lease?.requester.kind === principal.kind && lease.requester.id === principal.id
}

/**
 * The same requester alone is not enough: all pipelines of a repository are one. The run is what the credential proves;
 * where it proves none, what the caller says, as when the lease was taken.
 */
function isHolder(lease: Lease, call: Call, said: string | undefined): boolean {
  if (!isOf(lease, call)) return false
  const run = provenRun(call.identity) ?? said
  return lease.run === undefined ? run === undefined : run !== undefined && runOf(run) === runOf(lease.run)
}

/** @throws Refusal invalid-request and what `readObject` throws */
async function readRelease(call: Call): Promise<{ run?: string; reason?: string }> {
  const { run, reason, ...others } = await readObject(call.request)
  const problems = Object.keys(others).map((name) => ({
    path: `/${name.slice(0, 100)}`,
    message: 'is not known here',
  }))
  for (const [name, value] of Object.entries({ run, reason }))
    if (value !== undefined && (typeof value !== 'string' || value.length > MOST_REASON))
      problems.push({ path: `/${name}`, message: `is a text of up to ${MOST_REASON} characters` })
  if (problems.length > 0) throw new Refusal('invalid-request', 'The release has problems.', { problems })
  return {
    ...(typeof run === 'string' ? { run } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
  }
}

type State = 'held' | 'released' | 'deployed' | 'superseded' | 'expired'

async function rowOf(services: LeaseServices, stored: StoredEvent, lease: Lease) {
  const { store, organisation } = services
  const { events } = await store.query({
    organisation,
    keys: [keyOf('lease', lease.id)],
    types: [LEASE_RELEASED],
    order: 'asc',
    limit: 1,
  })
  const released = events.find(({ producer }) => producer.kind === STORE_PRINCIPAL.kind)
  const said = released?.event?.subject.content as
    { by?: { principal?: unknown; person?: unknown }; reason?: unknown } | undefined
  const { sequence: _, requester, artifacts, ...facts } = lease
  return {
    ...facts,
    requester: requester.id,
    artifacts: [...artifacts],
    acquiredAt: stored.receivedAt,
    sequence: stored.sequence,
    state: released === undefined ? await stateOf(services, lease) : ('released' as const),
    ...(released === undefined
      ? {}
      : {
          released: {
            at: released.receivedAt,
            by: textIn(said?.by?.person) ?? textIn(said?.by?.principal) ?? '',
            ...(typeof said?.reason === 'string' ? { reason: said.reason } : {}),
          },
        }),
  }
}

/** Of one that nobody gave back. */
async function stateOf(services: LeaseServices, lease: Lease): Promise<State> {
  const { store, organisation } = services
  const now = Date.parse(services.now())
  if (!(now < Date.parse(lease.until))) return 'expired'
  const place = keyOf('environment', lease.environment)
  const part = lease.service === undefined ? keyOf('lease', WHOLE) : keyOf('service', lease.service)
  const later = await store.query({
    organisation,
    keys: [place, part],
    types: [LEASE_ACQUIRED],
    after: lease.sequence,
    limit: 20,
  })
  if (later.events.some((stored) => leaseIn(stored) !== undefined)) return 'superseded'
  const query = deploymentsSinceQuery(lease.environment, now)
  const { events } = await store.query({ ...query, organisation })
  const { environment, service } = lease
  const request = { artifacts: [], environment, ...(service === undefined ? {} : { service }) }
  const policies = services.book.inForce().filter((policy) => governs(policy, request))
  const bounds = typeBounds(policies, () => ({ request, classKnown: false }), now)
  const isDeployed = leaseRules(policies).some(({ rule, policy }) =>
    deployedSince(rule, lease, events, { policy, now, bounds, boundTo: bindingOf }),
  )
  return isDeployed ? 'deployed' : 'held'
}

function leaseRules(policies: readonly Policy[]): { rule: EnvironmentRule; policy: Policy }[] {
  return policies.flatMap((policy) =>
    policy.rules.flatMap((rule) =>
      rule.kind === 'environment' && rule.lease !== undefined ? [{ rule, policy }] : [],
    ),
  )
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
