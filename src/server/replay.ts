/** A recorded decision, judged again from what the store holds: as it was, or as it would have been otherwise. */
import { explain } from '../errors.ts'
import { governs } from '../policy/applies.ts'
import type { Decision } from '../policy/decision.ts'
import { gather } from '../policy/gather.ts'
import type { Policy } from '../policy/policy.ts'
import {
  evaluatorCause,
  judgeAgain,
  judgeInstead,
  replayOf,
  unreadableReplay,
  type Cause,
  type Replay,
} from '../policy/replay.ts'
import { requirements } from '../policy/requirements.ts'
import { keyOf } from '../store/keys.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import type { Sharing } from '../trust/shares.ts'
import { DECISION_TYPE, decisionOf, STORE_PRINCIPAL } from './judge.ts'
import { withNames } from './known-as.ts'
import { alterations, unlikeTheLog } from './replay-integrity.ts'
import { policiesOfThen, previousOf } from './replay-material.ts'
import { alsoNow, sharedThen } from './replay-sharing.ts'
import type { Texts } from './replay-texts.ts'
import { Refusal } from './problem.ts'

export interface ReplayContext {
  store: EventStore
  organisation: string
  texts: Texts
  /** What another organisation shares with this one now. */
  sharedBy: (other: string) => Sharing | undefined
  newId: () => string
  version: string
}

/** Another moment, or other policies; neither ever gives an answer that opens something. */
export interface Instead {
  /** RFC 3339 in UTC, ms. */
  at?: string
  policies?: readonly Policy[]
}

/** @throws Refusal not-found */
export async function replay(context: ReplayContext, id: string, instead?: Instead): Promise<Replay> {
  const stored = await recordOf(context, id)
  const read = readRecord(stored)
  if ('cause' in read) return unreadableReplay(id, [read.cause])
  const { decision: recorded } = read
  const then = await policiesOfThen(
    context.texts,
    recorded,
    new Set(instead?.policies?.map(({ name }) => name)),
  )
  return instead === undefined
    ? asItWas(context, stored, recorded, then)
    : otherwise(context, recorded, then, instead)
}

type Then = Awaited<ReturnType<typeof policiesOfThen>>

async function asItWas(
  context: ReplayContext,
  stored: StoredEvent,
  recorded: Decision,
  then: Then,
): Promise<Replay> {
  const { store, organisation, texts, newId } = context
  const evaluator = { name: 'turnpike', version: context.version }
  const needs = requirements(then.policies, recorded.request, recorded.decidedAt)
  const shares = await sharedThen(store, organisation, needs, recorded.position)
  const evidence = await gather(store, organisation, needs, recorded.position, shares)
  const { previous, causes } = await previousOf(store, recorded)
  const again = judgeAgain(recorded, {
    policies: then.policies,
    evidence,
    ...(previous === undefined ? {} : { previous }),
    evaluator,
  })
  return replayOf(recorded, again, {
    id: newId(),
    causes: [
      ...then.causes,
      ...(await recordAltered(store, stored)),
      ...evaluatorCause(recorded, evaluator),
      ...causes,
      ...(await alterations(store, recorded, evidence)),
    ],
    remarks: await remarksOn(texts, recorded),
  })
}

async function otherwise(
  context: ReplayContext,
  recorded: Decision,
  ofThen: Then,
  { at, policies = [] }: Instead,
): Promise<Replay> {
  const { store, organisation, newId } = context
  const evaluator = { name: 'turnpike', version: context.version }
  const now = at ?? recorded.decidedAt
  const judged = [...ofThen.policies, ...withNames(policies, ofThen.people)]
  const position = at === undefined ? recorded.position : await positionAt(store, organisation, at)
  const needs = requirements(judged, recorded.request, now)
  const then = await sharedThen(store, organisation, needs, position)
  const evidence = await gather(store, organisation, needs, position, alsoNow(then, context.sharedBy))
  const id = newId()
  const again = judgeInstead(recorded, { policies: judged, evidence, evaluator }, { id, now })
  return replayOf(recorded, again, {
    id,
    causes: [...ofThen.causes, ...evaluatorCause(recorded, evaluator)],
    remarks: [],
    whatIf: {
      ...(at === undefined ? {} : { at }),
      ...(policies.length === 0 ? {} : { policies: policies.map(({ name, digest }) => ({ name, digest })) }),
    },
  })
}

/** The newest thing that the store had received by then. */
async function positionAt(store: EventStore, organisation: string, at: string): Promise<number> {
  const { events } = await store.query({
    organisation,
    status: 'any',
    receivedBefore: new Date(Date.parse(at) + 1).toISOString(),
    limit: 1,
  })
  return events[0]?.sequence ?? 0
}

async function recordOf({ store, organisation }: ReplayContext, id: string): Promise<StoredEvent> {
  const { events } = await store.query({
    organisation,
    keys: [keyOf('decision', id)],
    types: [DECISION_TYPE],
    limit: 10,
  })
  const stored = events.find(({ producer }) => producer.kind === STORE_PRINCIPAL.kind)
  if (stored !== undefined) return stored
  throw new Refusal(
    'not-found',
    `There is no decision '${id.slice(0, 60)}' on record. What a gate waits with is recorded when the waiting ends, a replay never is.`,
  )
}

function readRecord(stored: StoredEvent): { decision: Decision } | { cause: Cause } {
  try {
    const decision = decisionOf(stored)
    if (decision !== undefined) return { decision }
  } catch (error) {
    return { cause: { what: 'record-unreadable', sequence: stored.sequence, says: `${explain(error)}.` } }
  }
  const says = `Event #${stored.sequence}, the record, can no longer be read.`
  return { cause: { what: 'record-unreadable', sequence: stored.sequence, says } }
}

async function recordAltered(store: EventStore, stored: StoredEvent): Promise<Cause[]> {
  const causes = await unlikeTheLog(store, [stored])
  return causes.map(({ says }) => ({
    what: 'record-altered',
    sequence: stored.sequence,
    says: `The record: ${says}`,
  }))
}

/** Policies that were published before, govern the target, and are not in the record. */
async function remarksOn(texts: Texts, recorded: Decision): Promise<string[]> {
  const remarks: string[] = []
  for (const { name, digest, sequence } of await texts.allPublishedAt(recorded.position)) {
    const judged = recorded.policies.find((policy) => policy.origin === 'store' && policy.name === name)
    if (judged?.digest === digest) continue
    if (judged === undefined) {
      const loaded = await texts.policy({ name, digest, origin: 'store' })
      if ('cause' in loaded || !governs(loaded.found, recorded.request)) continue
    }
    const instead = judged === undefined ? 'it is not among those judged' : `${judged.digest} was judged`
    remarks.push(
      `Before this decision the policy ${name} (${digest}) had been published as event #${sequence}, and ${instead}: the server that judged did not have it yet.`,
    )
  }
  return remarks
}
