/**
 * Did a valid decision stand behind a deployment? Pure; judged by the store's order and the store's clock, never by what
 * an event says of its own time.
 *
 * Valid for a digest: an allow in mode enforce, for that digest, that environment, and that service or no service, which
 * was recorded before the deployment and had not ended when the deployment began. It began when the store first heard of
 * it: by a `taskrun.started` or `pipelinerun.started` of the same producer and run, bound to the environment and received
 * after the allow, or else by the event that says that it is done. So a deployment that takes longer than its allow holds
 * says when it begins, or has an allow that holds longer. An allow with a lease is over when its lease was given back or
 * somebody else has it. Going back by `service.rolledback` needs a digest that was ever allowed there: a way back must not
 * wait for a verdict. One deployment of several artifacts needs an allow for each.
 */
import type { Bound } from '../cdevents/binding.ts'
import type { StoredEvent } from '../store/store.ts'
import type { Decision, LeaseRef } from './decision.ts'
import { sayDeployed } from './nonconformity.ts'
import { shortType } from './paths.ts'
import { clip } from './say.ts'

/** A decision on record. */
export interface Recorded {
  decision: Decision
  sequence: number
}

/** What the store knew when the deployment came. */
export interface Known {
  deployment: StoredEvent
  bound: Bound
  environment: string
  /** Decisions for the digest and the environment with lower sequences, the newest first. */
  decisionsFor: (digest: string) => readonly Recorded[]
  /** Events by which the run says that it began there: of the same producer, with lower sequences. */
  started: readonly StoredEvent[]
  /** The sequence at which an allow's lease was given back or taken by others; undefined when it was not. */
  leaseEnded: (lease: LeaseRef, after: number) => number | undefined
}

export interface Nonconformity {
  /** Stable for machines. */
  reason: 'no-digest' | 'ambiguous' | 'no-decision' | 'not-allowed' | 'expired' | 'lease-ended'
  /** For people; may hold strangers' strings. */
  says: string
}

/** Undefined when it conforms. */
export function nonconformityOf(known: Known): Nonconformity | undefined {
  const { bound, environment } = known
  if (bound.inconsistent !== undefined)
    return { reason: 'ambiguous', says: `it contradicts itself: ${clip(bound.inconsistent, 200)}` }
  if (bound.artifacts.length === 0)
    return {
      reason: 'no-digest',
      says: `${sayDeployed(undefined, bound.service)} is in ${clip(environment, 80)}: no decision can be for it`,
    }
  for (const { digest } of bound.artifacts) {
    const reason = reasonFor(digest, known)
    if (reason !== undefined)
      return {
        reason,
        says: `${sayDeployed(digest, bound.service)} is in ${clip(environment, 80)}, ${SAID[reason]}`,
      }
  }
  return undefined
}

type Reason = 'no-decision' | 'not-allowed' | 'expired' | 'lease-ended'

const SAID: Record<Reason, string> = {
  'no-decision': 'and no gate was asked for it',
  'not-allowed': 'and no gate allowed it',
  expired: 'and the allow was over when it began',
  'lease-ended': 'and the lease of its allow was over when it began',
}

/** Undefined when an allow was valid; else the best that can be said of the decisions there were. */
function reasonFor(digest: string, known: Known): Reason | undefined {
  const { deployment, bound } = known
  const asked = known
    .decisionsFor(digest)
    .filter(({ sequence }) => sequence < deployment.sequence)
    .filter(({ decision: { request, mode } }) => {
      const isFor = request.artifacts.some((artifact) => artifact.digest === digest)
      const isThere = request.environment === known.environment
      const isOfService = request.service === undefined || request.service === bound.service
      return mode === 'enforce' && isFor && isThere && isOfService
    })
  const allows = asked.filter(({ decision }) => decision.verdict === 'allow')
  if (allows.length === 0) return asked.length === 0 ? 'no-decision' : 'not-allowed'
  if (shortType(deployment.type) === 'service.rolledback') return undefined
  let reason: Reason = 'expired'
  for (const allow of allows) {
    const began = beganUnder(allow, known)
    if (began === undefined) continue
    const { lease } = allow.decision
    const ended = lease === undefined ? undefined : known.leaseEnded(lease, allow.sequence)
    if (ended === undefined || ended > began) return undefined
    reason = 'lease-ended'
  }
  return reason
}

/** The sequence of what shows that it began while the allow held; undefined when nothing does. */
function beganUnder({ decision, sequence }: Recorded, { deployment, started }: Known): number | undefined {
  const ends = Date.parse(decision.expiresAt ?? '')
  // The earliest that counts: what came before the allow was no deployment by it.
  const signs = [...started, deployment]
    .filter((sign) => sign.sequence > sequence && Date.parse(sign.receivedAt) < ends)
    .map((sign) => sign.sequence)
  return signs.length === 0 ? undefined : Math.min(...signs)
}
