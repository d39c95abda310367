/** What the store knew when a deployment came: the questions that `src/policy/conformity.ts` needs answered. */
import type { Bound } from '../cdevents/binding.ts'
import type { Known, Recorded } from '../policy/conformity.ts'
import { LEASE_ACQUIRED, LEASE_RELEASED } from '../policy/rules/environment-lease.ts'
import { keyOf, WHOLE } from '../store/keys.ts'
import type { EventQuery, EventStore, StoredEvent } from '../store/store.ts'
import { DECISION_TYPE, decisionOf, STORE_PRINCIPAL } from './judge.ts'

/** Decisions about one digest and environment that are looked at, the newest first: an allow among older ones is over. */
const MOST_DECISIONS = 1000
const MOST_STARTS = 100
const STARTS = ['taskrun.started', 'pipelinerun.started'].map((type) => `dev.cdevents.${type}`)

interface Deployment {
  stored: StoredEvent
  bound: Bound
  environment: string
}

export async function knownOf(
  store: EventStore,
  organisation: string,
  { stored, bound, environment }: Deployment,
): Promise<Known> {
  const before = stored.sequence
  const find = async (query: Omit<EventQuery, 'organisation'>) =>
    (await store.query({ organisation, before, ...query })).events
  const decisions = new Map<string, readonly Recorded[]>()
  for (const { digest } of bound.artifacts) {
    const keys = [keyOf('target', environment), keyOf('artifact', digest)]
    const events = await find({ keys, types: [DECISION_TYPE], limit: MOST_DECISIONS })
    decisions.set(digest, events.flatMap(recordedIn))
  }
  const started =
    bound.run === undefined
      ? []
      : await find({
          keys: [keyOf('environment', environment), keyOf('run', bound.run)],
          types: STARTS,
          limit: MOST_STARTS,
        })
  const ends = new Map<string, number>()
  for (const { decision, sequence } of [...decisions.values()].flat()) {
    const { lease } = decision
    if (decision.verdict !== 'allow' || lease === undefined || ends.has(lease.id)) continue
    const released = await find({ keys: [keyOf('lease', lease.id)], types: [LEASE_RELEASED], limit: 1 })
    const place = keyOf('environment', environment)
    const part = lease.service === undefined ? [] : [keyOf('service', lease.service)]
    const taken = { types: [LEASE_ACQUIRED], after: sequence, order: 'asc', limit: 2 } as const
    const others = [
      ...(await find({ ...taken, keys: [place, ...part] })),
      // One of the whole environment is in the way of every service.
      ...(part.length === 0 ? [] : await find({ ...taken, keys: [place, keyOf('lease', WHOLE)] })),
    ]
    const over = [...released, ...others]
      .filter(({ producer, type, subject }) => {
        const isAnother = !type.startsWith(`${LEASE_ACQUIRED}.`) || subject !== lease.id
        return producer.kind === STORE_PRINCIPAL.kind && isAnother
      })
      .map((event) => event.sequence)
    if (over.length > 0) ends.set(lease.id, Math.min(...over))
  }
  return {
    deployment: stored,
    bound,
    environment,
    decisionsFor: (digest) => decisions.get(digest) ?? [],
    started: started.filter(
      ({ producer }) => producer.kind === stored.producer.kind && producer.id === stored.producer.id,
    ),
    leaseEnded: ({ id }) => ends.get(id),
  }
}

function recordedIn(stored: StoredEvent): Recorded[] {
  try {
    const decision = decisionOf(stored)
    return decision === undefined ? [] : [{ decision, sequence: stored.sequence }]
  } catch {
    // A record that contradicts itself, or of another version: it is no valid decision.
    return []
  }
}
