/**
 * What on the front page needs somebody: overrides without a review, waivers that wait or end, deployments without a
 * decision, and leases. Each comes from one look at the newest events, at most so many; where there are more, it says so.
 */
import type { NonconformityRef } from '../policy/decision.ts'
import { NONCONFORMITY_ANSWERED, NONCONFORMITY_RAISED, openIn } from '../policy/nonconformity.ts'
import { LEASE_ACQUIRED, LEASE_RELEASED, readLease, type Lease } from '../policy/rules/environment-lease.ts'
import { bindingOf } from '../cdevents/binding.ts'
import type { StoredEvent } from '../store/store.ts'
import {
  lawOnce,
  listOverrides,
  listWaivers,
  viewOfOverride,
  viewOfWaiver,
  type ExceptionServices,
  type OverrideView,
  type WaiverView,
} from './exceptions/shelf.ts'
import { STORE_PRINCIPAL } from './judge.ts'

export interface Attention {
  /** RFC 3339: what is in force now is told from it. */
  now: string
  overrides: readonly OverrideView[]
  waivers: readonly WaiverView[]
  nonconformities: readonly (NonconformityRef & { environment?: string })[]
  leases: readonly Lease[]
  /** Are there events that were not looked at? */
  more: boolean
  /** Why exceptions cannot be told now. */
  unknown?: string
}

/** Events of one kind that are looked at. */
const MOST_EVENTS = 500

export async function attentionOf(services: ExceptionServices): Promise<Attention> {
  const [exceptions, deployed, leases] = await Promise.all([
    exceptionsOf(services),
    newest(services, [NONCONFORMITY_RAISED, NONCONFORMITY_ANSWERED]),
    newest(services, [LEASE_ACQUIRED, LEASE_RELEASED]),
  ])
  const now = services.now()
  return {
    now,
    ...exceptions,
    nonconformities: nonconformitiesOf(deployed.events),
    leases: leasesOf(leases.events, Date.parse(now)),
    more: exceptions.more || deployed.more || leases.more,
  }
}

/** Whose exception counts is a question of the policies: a page is shown also while they are not all known. */
async function exceptionsOf(
  services: ExceptionServices,
): Promise<Pick<Attention, 'overrides' | 'waivers' | 'more' | 'unknown'>> {
  try {
    const [waivers, overrides] = await Promise.all([
      listWaivers(services, undefined),
      listOverrides(services, undefined),
    ])
    const lawAt = lawOnce(services)
    return {
      overrides: overrides.all
        .map((kept) => viewOfOverride(kept, lawAt(kept.it.environment, kept.it.service)))
        .filter(({ state, review }) => review.state !== 'done' || state === 'in-force'),
      waivers: waivers.all
        .map((kept) => viewOfWaiver(kept, lawAt(kept.it.environment, kept.it.scope.service)))
        .filter(({ state }) => ['pending', 'expiring', 'in-force'].includes(state)),
      more: waivers.more || overrides.more,
    }
  } catch (error) {
    const unknown = error instanceof Error ? error.message : 'not all policies are known'
    return { overrides: [], waivers: [], more: false, unknown }
  }
}

function nonconformitiesOf(events: readonly StoredEvent[]): Attention['nonconformities'] {
  const raised = new Map(events.map((stored) => [stored.sequence, stored]))
  return openIn(events).map((one) => {
    const event = raised.get(one.sequence)?.event
    const environment = event === undefined ? undefined : bindingOf(event).environment
    return { ...one, ...(environment === undefined ? {} : { environment }) }
  })
}

/** Not given back, and not over by time. That its deployment is done ends one too; that is not looked for here. */
function leasesOf(events: readonly StoredEvent[], now: number): Lease[] {
  const ours = events.filter(({ producer }) => producer.kind === STORE_PRINCIPAL.kind)
  const released = new Set(
    ours.filter(({ type }) => type.startsWith(`${LEASE_RELEASED}.`)).map(({ subject }) => subject),
  )
  return ours
    .filter(({ type, subject }) => type.startsWith(`${LEASE_ACQUIRED}.`) && !released.has(subject))
    .flatMap((stored) => readLease(stored) ?? [])
    .filter(({ until }) => now < Date.parse(until))
}

async function newest({ store, organisation }: ExceptionServices, types: readonly string[]) {
  const { events, next } = await store.query({ organisation, types, limit: MOST_EVENTS })
  return { events, more: next !== undefined }
}
