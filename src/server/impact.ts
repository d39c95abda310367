/**
 * Which decisions of the past would have been others under another policy. One part of the answer at a time, so that
 * nothing grows with the history; one at a time for an organisation, and other work gets its turn after every decision,
 * so that no gate waits for it.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { explain, TurnpikeError } from '../errors.ts'
import type { Decision } from '../policy/decision.ts'
import { gather } from '../policy/gather.ts'
import { addTotals, impactRow, NO_IMPACT, type ImpactPage, type ImpactTotals } from '../policy/impact.ts'
import type { Policy } from '../policy/policy.ts'
import { judgeQuestion, type Cause, type Material } from '../policy/replay.ts'
import { requirements } from '../policy/requirements.ts'
import { keyOf } from '../store/keys.ts'
import type { StoredEvent } from '../store/store.ts'
import { DECISION_TYPE, decisionOf } from './judge.ts'
import { withNames } from './known-as.ts'
import { Refusal } from './problem.ts'
import type { ReplayContext } from './replay.ts'
import { policiesOfThen } from './replay-material.ts'
import { alsoNow, sharedThen } from './replay-sharing.ts'

export interface ImpactAsked {
  policies: readonly Policy[]
  /** Names of policies to leave out. */
  without: readonly string[]
  /** RFC 3339. */
  since: string
  environment?: string
  /** Only decisions before this number; from `next`. */
  before?: number
  /** Decisions of one part at most. */
  limit: number
}

/** Records are read so many at a time: one may have 900 KiB. */
const AT_A_TIME = 20
/** A part is answered after this long, ms, however few decisions it holds. */
const LONGEST_MS = 5_000

/** Undefined when nobody waits for the answer any more. */
export async function impactPage(
  context: ReplayContext,
  asked: ImpactAsked,
  signal: AbortSignal,
): Promise<ImpactPage | undefined> {
  const { policies, without, since, environment } = asked
  const page: ImpactPage = {
    apiVersion: 'turnpike/v1',
    kind: 'PolicyImpact',
    policies: policies.map(({ name, digest }) => ({ name, digest })),
    without: [...without],
    since,
    ...(environment === undefined ? {} : { environment }),
    totals: NO_IMPACT,
    rows: [],
    gaps: [],
  }
  const until = performance.now() + LONGEST_MS
  for await (const stored of decisionsBefore(context, asked)) {
    if (signal.aborted) return undefined
    if (page.totals.examined >= asked.limit || (page.totals.examined > 0 && performance.now() > until))
      return { ...page, next: stored.sequence + 1 }
    page.totals = addTotals(page.totals, await examine(context, asked, stored, page))
    await yieldToOthers()
  }
  return page
}

/** Newest first. */
async function* decisionsBefore(
  { store, organisation }: ReplayContext,
  { since, environment, before }: ImpactAsked,
): AsyncGenerator<StoredEvent> {
  let place = before
  for (;;) {
    const { events, next } = await store.query({
      organisation,
      types: [DECISION_TYPE],
      ...(environment === undefined ? {} : { keys: [keyOf('target', environment)] }),
      receivedSince: since,
      ...(place === undefined ? {} : { before: place }),
      limit: AT_A_TIME,
    })
    yield* events
    if (next === undefined) return
    place = next
  }
}

/** One decision; its row or gap goes on the page. */
async function examine(
  context: ReplayContext,
  asked: ImpactAsked,
  stored: StoredEvent,
  page: ImpactPage,
): Promise<ImpactTotals> {
  const { sequence } = stored
  const recorded = readable(stored)
  // A dry run opened nothing and closed nothing.
  if (recorded !== undefined && recorded.mode !== 'enforce' && recorded.mode !== 'warn') return NO_IMPACT
  try {
    if (recorded === undefined) throw new Error('the record cannot be read')
    const except = new Set([...asked.without, ...asked.policies.map(({ name }) => name)])
    const then = await policiesOfThen(context.texts, recorded, except)
    complete(then.causes)
    const given = withNames(asked.policies, then.people)
    const material = await materialOf(context, recorded, [...then.policies, ...given])
    const wouldBe = judgeQuestion(recorded, material)
    if (wouldBe.verdict === recorded.verdict) return one('same')
    const again = await asJudgedNow(context, recorded)
    if (again.verdict === wouldBe.verdict) return one('drifted')
    page.rows.push({ ...impactRow(sequence, again, wouldBe), was: recorded.verdict })
    return {
      ...one('different'),
      changes: [{ was: recorded.verdict, wouldBe: wouldBe.verdict, count: 1 }],
    }
  } catch (error) {
    // The store's own trouble is no property of a decision.
    if (error instanceof TurnpikeError && error.code === 'STORE_FAILED') throw error
    const { id, decidedAt } = recorded ?? { id: stored.subject, decidedAt: stored.receivedAt }
    page.gaps.push({ id, sequence, decidedAt, why: explain(error) })
    return one('impossible')
  }
}

/** With its own policies, by this version: only what differs from that is the other policy's doing. */
async function asJudgedNow(context: ReplayContext, recorded: Decision): Promise<Decision> {
  const then = await policiesOfThen(context.texts, recorded)
  // Without the text of then there is nothing to hold it against but the record.
  if (then.causes.length > 0) return recorded
  return judgeQuestion(recorded, await materialOf(context, recorded, then.policies))
}

async function materialOf(
  { store, organisation, sharedBy, version }: ReplayContext,
  recorded: Decision,
  policies: readonly Policy[],
): Promise<Material> {
  const needs = requirements(policies, recorded.request, recorded.decidedAt)
  const then = await sharedThen(store, organisation, needs, recorded.position)
  const evidence = await gather(store, organisation, needs, recorded.position, alsoNow(then, sharedBy))
  return { policies, evidence, evaluator: { name: 'turnpike', version } }
}

function complete(causes: readonly Cause[]): void {
  if (causes[0] !== undefined) throw new Error(causes.map(({ says }) => says).join(' '))
}

function one(what: 'same' | 'different' | 'drifted' | 'impossible'): ImpactTotals {
  return { ...NO_IMPACT, examined: 1, [what]: 1 }
}

function readable(stored: StoredEvent): Decision | undefined {
  try {
    return decisionOf(stored)
  } catch {
    return undefined
  }
}

/** How many may stand in line behind the one that is worked on. */
const MOST_WAITING = 8

/** Lets one through at a time. @throws Refusal too-many-waits */
export function createLine(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return (work) => {
    if (waiting > MOST_WAITING) {
      throw new Refusal(
        'too-many-waits',
        'The history is being judged for others already. Ask again in a few seconds.',
      )
    }
    waiting++
    const result = last.then(work).finally(() => waiting--)
    last = result.catch(() => undefined)
    return result
  }
}
