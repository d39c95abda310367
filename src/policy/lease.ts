/**
 * The lease that an allow takes, and its events. Pure: the lease is part of the decision, so that both are kept in one
 * append, or neither.
 *
 * Its fencing number is the position that was judged, plus one. The append that keeps it fails when any lease of the
 * environment was acquired after that position, and a lease always comes to lie after the position it was judged at: so
 * every earlier lease of the environment has a lower number, whichever server took it and however often one was started
 * again. Numbers are not given out one by one; that some are left out says nothing.
 */
import type { CDEvent } from '../cdevents/event.ts'
import { eventId } from '../cdevents/identity.ts'
import { keyOf } from '../store/keys.ts'
import type { Principal, Unless } from '../store/store.ts'
import type { Decision, Finding, LeaseRef } from './decision.ts'
import type { EnvironmentRule, Policy } from './policy.ts'
import { LEASE_ACQUIRED, LEASE_RELEASED, ownLease, refOf } from './rules/environment-lease.ts'
import type { Inquiry } from './rules/kind.ts'

export interface Leasing {
  policies: readonly Policy[]
  findings: readonly Finding[]
  inquiryFor: (policy: Policy) => Inquiry
  /** The decision's id, its time and its requester. */
  id: string
  now: number
  requester: Pick<Principal, 'kind' | 'id'>
  /** The position that was judged. */
  position: number
}

/** Results with which a rule lets through. Who breaks the glass takes the place over: the number before is void. */
const OPENS = ['pass', 'waived', 'overridden']

/**
 * The lease of an allow that opens a gate: the one that the run holds already, or a new one. Undefined where no blocking
 * rule wants one.
 */
export function leaseOf(leasing: Leasing): LeaseRef | undefined {
  const { policies, findings, inquiryFor, id, now, requester, position } = leasing
  const wanted = policies.flatMap((policy) =>
    policy.rules
      .filter((rule): rule is EnvironmentRule & { lease: number } => wantsLease(rule))
      .filter((rule) => opens(findings, policy, rule))
      .map((rule) => ({ rule, inquiry: inquiryFor(policy) })),
  )
  const [first] = wanted
  if (first === undefined) return undefined
  for (const { rule, inquiry } of wanted) {
    const own = ownLease(rule, inquiry)
    if (own !== undefined) return own
  }
  const { environment, service, run } = first.inquiry.request
  return refOf({
    id,
    environment,
    ...(service === undefined ? {} : { service }),
    fencing: position + 1,
    holder: run ?? requester.id,
    until: new Date(now + Math.min(...wanted.map(({ rule }) => rule.lease))).toISOString(),
  })
}

function wantsLease(rule: Policy['rules'][number]): boolean {
  return rule.kind === 'environment' && rule.lease !== undefined && rule.enforce === 'block'
}

function opens(findings: readonly Finding[], policy: Policy, rule: EnvironmentRule): boolean {
  return findings.some(
    (finding) => finding.policy === policy.name && finding.rule === rule.id && OPENS.includes(finding.result),
  )
}

/** Does this decision take its lease, rather than go on with one that the run holds? */
export function takesLease({ id, lease }: Pick<Decision, 'id' | 'lease'>): boolean {
  return lease?.id === id
}

/** What must not have come in between for a decision with a lease to be recorded. */
export function conditionOf(decision: Decision, lease: LeaseRef): Unless {
  const ofEnvironment = { types: [LEASE_ACQUIRED], keys: [keyOf('environment', lease.environment)] }
  const given = { types: [LEASE_RELEASED], keys: [keyOf('lease', lease.id)] }
  return { after: decision.position, none: takesLease(decision) ? [ofEnvironment] : [ofEnvironment, given] }
}

/** The event by which a decision's lease is taken: kept in one append with the decision. */
export function leaseEvent(decision: Decision, lease: LeaseRef, source: string): CDEvent {
  const { request, requester } = decision
  const { id: _, ...said } = lease
  return eventOf({
    type: LEASE_ACQUIRED,
    id: eventId({
      source,
      type: LEASE_ACQUIRED,
      run: lease.id,
      attempt: 1,
      subject: '',
      order: Date.parse(decision.decidedAt),
    }),
    lease,
    source,
    now: decision.decidedAt,
    artifacts: request.artifacts,
    content: {
      ...said,
      ...(request.run === undefined ? {} : { run: request.run }),
      requester: { kind: requester.kind, id: requester.id },
      artifacts: request.artifacts.map(({ digest }) => digest),
      decision: decision.id,
    },
  })
}

/** Who gave a lease back: a person where one is known. */
export interface ReleasedBy {
  principal: string
  person?: string
}

/** The event by which a lease is given back. Said twice, it is one event. */
export function releaseEvent(
  lease: LeaseRef & { artifacts: readonly string[] },
  { by, reason, source, now }: { by: ReleasedBy; reason?: string; source: string; now: string },
): CDEvent {
  return eventOf({
    type: LEASE_RELEASED,
    id: eventId({
      source,
      type: LEASE_RELEASED,
      run: lease.id,
      attempt: 1,
      subject: now,
      order: Date.parse(now),
    }),
    lease,
    source,
    now,
    artifacts: lease.artifacts.map((digest) => ({ digest })),
    content: { fencing: lease.fencing, by, ...(reason === undefined ? {} : { reason }) },
  })
}

interface Said {
  type: string
  id: string
  lease: LeaseRef
  source: string
  now: string
  artifacts: readonly { digest: string; purl?: string }[]
  content: Record<string, unknown>
}

function eventOf({ type, id, lease, source, now, artifacts, content }: Said): CDEvent {
  const { environment, service } = lease
  return {
    context: { specversion: '0.5.1', id, source, type: `${type}.0.1.0`, timestamp: now },
    subject: { id: lease.id, source, content },
    customData: {
      turnpike: {
        artifacts: artifacts.map((artifact) => ({ ...artifact })),
        environment,
        ...(service === undefined ? {} : { service }),
      },
    },
  }
}
