/** From a question to a recorded decision: policies in force, evidence from the store, `decide`, and the record. */
import { decide } from '../policy/decide.ts'
import type { Decision, GateRequest, Mode } from '../policy/decision.ts'
import { gather, type SharesVerdicts } from '../policy/gather.ts'
import { conditionOf, leaseEvent, takesLease } from '../policy/lease.ts'
import type { Policy } from '../policy/policy.ts'
import { decisionEvent, readDecision } from '../policy/record.ts'
import { requirements, type Requirement } from '../policy/requirements.ts'
import { admit } from '../store/admit.ts'
import { keyOf } from '../store/keys.ts'
import type { EventStore, Principal, StoredEvent } from '../store/store.ts'
import type { Person } from '../trust/document.ts'
import type { Sharing } from '../trust/shares.ts'
import { withNames } from './known-as.ts'
import { createPresented } from './replay-presented.ts'

export const DECISION_TYPE = 'dev.cdeventsx.turnpike-gate.evaluated'

/** The store's own voice: verdicts and policies, and nothing that came from outside. */
export const STORE_PRINCIPAL: Principal = Object.freeze({ kind: 'store', id: 'store' })

/** `context.source` of the events that the store itself writes. */
export const STORE_SOURCE = 'urn:turnpike:store'

/** A question that has been read and admitted. */
export interface Ask {
  id: string
  request: GateRequest
  mode: Mode
  requester: Principal
  /** Policies sent along; they can only add rules. */
  files: readonly Policy[]
}

export interface Judgement {
  decision: Decision
  requirements: readonly Requirement[]
}

export interface Judge {
  /** Judges what the store holds now. Nothing is recorded. */
  judge(ask: Ask): Promise<Judgement>
  /**
   * Records the decision as an event, with the lease that it takes; resolves when it is on disk. `overtaken`: somebody
   * came first with a lease of the environment, nothing is recorded, and what was judged is to be judged again.
   */
  record(decision: Decision): Promise<'recorded' | 'overtaken'>
}

export interface JudgeContext {
  store: EventStore
  organisation: string
  /** The policies in force now. @throws Refusal when they are not all known */
  inForce: () => readonly Policy[]
  /** Who is one person under which names, by the trust document in force. */
  people?: () => readonly Person[]
  /** What another organisation shares with this one; undefined when there is none of that name. */
  sharedBy?: (other: string) => Sharing | undefined
  /** Digest of the trust document that says so; undefined where there is none. */
  trust?: () => string | undefined
  now: () => string
  version: string
  publicUrl?: string
}

export function createJudge(context: JudgeContext): Judge {
  const { store, organisation } = context
  const shares: SharesVerdicts = (other, environment) =>
    context.sharedBy?.(other)?.verdictsFor(environment) === true
  const presented = createPresented(store, organisation)
  return {
    async judge(ask) {
      await presented.keep(ask.files, context.now())
      const trust = context.trust?.()
      const policies = withNames([...context.inForce(), ...ask.files], context.people?.() ?? [])
      const now = context.now()
      const needs = requirements(policies, ask.request, now)
      const [evidence, previous] = await Promise.all([
        gather(store, organisation, needs, undefined, shares),
        previousDecision(store, organisation, ask.request),
      ])
      const decision = decide(policies, ask.request, evidence, {
        id: ask.id,
        now,
        organisation,
        requester: ask.requester,
        mode: ask.mode,
        evaluator: { name: 'turnpike', version: context.version },
        ...(previous === undefined ? {} : { previous }),
        ...(trust === undefined ? {} : { trust }),
        ...(context.publicUrl === undefined ? {} : { url: `${context.publicUrl}/v1/decisions/${ask.id}` }),
      })
      const files = ask.files.map(({ digest }) => digest)
      return { decision: files.length === 0 ? decision : { ...decision, files }, requirements: needs }
    },
    async record(decision) {
      const { lease } = decision
      const events = [decisionEvent(decision, { source: STORE_SOURCE })]
      if (lease !== undefined && takesLease(decision)) events.push(leaseEvent(decision, lease, STORE_SOURCE))
      const incoming = events.map((event) => admit(event))
      const kept = [organisation, STORE_PRINCIPAL, incoming, context.now()] as const
      const receipts =
        lease === undefined
          ? await store.append(...kept)
          : await store.appendUnless(...kept, conditionOf(decision, lease))
      if (receipts === 'overtaken') return 'overtaken'
      if (receipts.every(({ status }) => status === 'accepted')) return 'recorded'
      const why = incoming
        .flatMap(({ problems }) => problems)
        .map(({ path, message }) => `${path} ${message}`)
      const said = receipts.map(({ status }) => status).join(', ')
      throw new Error(`decision ${decision.id} was not recorded (${said}): ${why.join('; ')}`)
    },
  }
}

/** The newest decision that this store recorded for the same artifacts and environment. */
async function previousDecision(
  store: EventStore,
  organisation: string,
  request: GateRequest,
): Promise<Decision | undefined> {
  const artifacts = request.artifacts.slice(0, 7).map(({ digest }) => keyOf('artifact', digest))
  const { events } = await store.query({
    organisation,
    keys: [keyOf('target', request.environment), ...artifacts],
    types: [DECISION_TYPE],
    limit: 1,
  })
  const [newest] = events
  try {
    return newest === undefined ? undefined : decisionOf(newest)
  } catch {
    // A record of another version of this program: what changed since then cannot be told, the verdict can.
    return undefined
  }
}

/** The decision that an event of the store's own records; undefined for anything else. */
export function decisionOf(stored: StoredEvent): Decision | undefined {
  if (stored.producer.kind !== STORE_PRINCIPAL.kind || stored.event === undefined) return undefined
  if (!stored.event.context.type.startsWith(`${DECISION_TYPE}.`)) return undefined
  return readDecision(stored.event.subject.content)
}
