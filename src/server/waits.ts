/**
 * Gates that wait. Each one is judged again when an event that may change its answer has been committed, when time
 * alone may change it, or when the policies changed: never on a poll. Those that wait for a lease are judged in the order
 * in which they came, and the one that gets it is recorded before the next is judged.
 */
import type { Decision } from '../policy/decision.ts'
import { concerns } from '../policy/requirements.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import { DECISION_TYPE, type Ask, type Judge, type Judgement } from './judge.ts'
import { createTurns } from './lease-turns.ts'
import { Refusal } from './problem.ts'
import { createAlarm, SYSTEM, type WaitClock } from './wait-alarm.ts'
import { createFeed } from './wait-feed.ts'

/** More are refused: each one costs an evaluation when an event concerns it. */
const MAX_WAITS = 1000
/** Timers of Node hold 31 bits of milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
/** Between a moment that fell due and the next look, should the rule say that it is still due. */
const LEAST_DUE_MS = 25
/** How often a decision with a lease is judged again because a gate of another server came first. */
const MOST_OVERTAKEN = 20

export interface Waiting {
  ask: Ask
  /** How long to wait for something better than `pending`, in ms; 0 answers at once. */
  waitMs: number
  /** Told of every pending answer that differs from the one before. */
  onPending?: (decision: Decision) => void
  /** Aborts when nobody listens any more. */
  signal: AbortSignal
  /** Throws when whoever asked may not ask any more: a wait can be longer than a right. */
  checkStill?: () => void
}

export interface Waits {
  /**
   * The decision, recorded. Undefined when the signal aborted: then nothing is recorded, for nobody was answered.
   * @throws Refusal too-many-waits
   */
  decide(waiting: Waiting): Promise<Decision | undefined>
  /** Every wait is to be judged again, because the policies changed. */
  reconsider(): void
  count: () => number
  /** What gates wait with now, oldest first: answers that nothing records before the waiting is over. */
  unrecorded: () => Decision[]
  /** Ends every wait with the answer it has; resolves when all are recorded. */
  close(): Promise<void>
}

interface Wait {
  judgement: Judgement
  /** What it has to look at: the newest event that may matter, or Infinity for something that is no event. */
  news: number
  ring: () => void
}

export interface WaitsContext {
  store: EventStore
  organisation: string
  judge: Judge
  log: (line: string) => void
  clock?: WaitClock
}

export function createWaits(context: WaitsContext): Waits {
  const { judge, clock = SYSTEM } = context
  const turns = createTurns()
  let arrivals = 0
  const waits = new Set<Wait>()
  /** Longer than the wait: until the decision is recorded, so that its address is never without it in between. */
  const unrecorded = new Map<string, Decision>()
  const running = new Set<Promise<unknown>>()
  const closing = new AbortController()
  const tell = (stored: StoredEvent | undefined) => {
    for (const wait of waits) {
      if (stored === undefined || mayChange(wait.judgement, stored)) wake(wait, stored?.sequence)
    }
  }
  const feed = createFeed(context, tell)
  /** Decisions of other organisations whose verdicts a gate waits for. */
  const abroad = new Map<string, ReturnType<typeof createFeed>>()
  const wake = (wait: Wait, sequence = Infinity) => {
    wait.news = Math.max(wait.news, sequence)
    wait.ring()
  }

  /** Listens to whose verdicts a gate waits for; how far they have come. */
  const hear = async ({ judgement }: Wait): Promise<number> => {
    const others = new Set(judgement.requirements.flatMap(({ query }) => query.of?.organisation ?? []))
    others.delete(context.organisation)
    const positions = [...others].map(async (other) => {
      const one =
        abroad.get(other) ?? createFeed({ ...context, organisation: other, types: [DECISION_TYPE] }, tell)
      abroad.set(other, one)
      await one.ready()
      return one.position()
    })
    return Math.max(0, ...(await Promise.all(positions)))
  }

  const decide = async ({
    ask,
    waitMs,
    onPending = () => undefined,
    signal,
    checkStill = () => undefined,
  }: Waiting): Promise<Decision | undefined> => {
    const asked = { ask, deadline: clock.now() + waitMs, place: arrivals++, signal, onPending, checkStill }
    // Listening begins before looking, so that nothing committed in between is missed.
    if (waitMs > 0) await feed.ready()
    let settled = await settle(await judge.judge(ask), asked)
    if (waitMs > 0 && !settled.recorded && settled.decision.verdict === 'pending') {
      if (waits.size >= MAX_WAITS)
        throw new Refusal('too-many-waits', `${MAX_WAITS} gates are waiting already.`)
      settled = await pending(settled, asked)
    }
    if (settled.recorded) return settled.decision
    if (waitMs > 0) checkStill()
    if (signal.aborted) return undefined
    await judge.record(settled.decision)
    return settled.decision
  }

  /** Records a decision that comes with a lease, or what became of it by then. All others are recorded by the caller. */
  const settle = async (judgement: Judgement, asked: Pending): Promise<Settled> => {
    if (judgement.decision.lease === undefined) return { ...judgement, recorded: false }
    const { request } = asked.ask
    return turns.inTurn(request.environment, asked.place, () => take(judgement, asked))
  }

  const take = async (first: Judgement, { ask, signal, checkStill }: Pending): Promise<Settled> => {
    let judgement = first
    for (let overtaken = 0; overtaken <= MOST_OVERTAKEN; overtaken++) {
      if (judgement.decision.lease === undefined) return { ...judgement, recorded: false }
      // Nobody listens any more, or may not: then nobody holds the lease either.
      checkStill()
      if (signal.aborted) return { ...judgement, recorded: false }
      if ((await judge.record(judgement.decision)) === 'recorded') return { ...judgement, recorded: true }
      judgement = await judge.judge(ask)
    }
    throw new Refusal(
      'unavailable',
      `Other gates took leases of '${ask.request.environment.slice(0, 100)}' ${MOST_OVERTAKEN} times while this one was judged; nothing is recorded. Ask again.`,
      { headers: { 'retry-after': '1' } },
    )
  }

  const forgetting = async (waiting: Waiting) => {
    try {
      return await decide(waiting)
    } finally {
      unrecorded.delete(waiting.ask.id)
    }
  }

  const pending = async (first: Judgement, asked: Pending): Promise<Settled> => {
    const { ask, deadline, signal, onPending } = asked
    const alarm = createAlarm(clock)
    const wait: Wait = { judgement: first, news: 0, ring: alarm.ring }
    const stop = AbortSignal.any([signal, closing.signal])
    stop.addEventListener('abort', alarm.ring)
    waits.add(wait)
    unrecorded.set(ask.id, first.decision)
    onPending(first.decision)
    // Something may have been committed after what was judged and before this wait was listed.
    if (feed.position() > first.decision.position) wake(wait, feed.position())
    try {
      const elsewhere = await hear(wait)
      if (elsewhere > first.decision.position) wake(wait, elsewhere)
      while (!stop.aborted && clock.now() < deadline) {
        const why = await alarm.rung(untilNext(wait.judgement.decision, deadline - clock.now()))
        if (signal.aborted) break
        // It was judged after what it was woken for, in its turn.
        const isKnown = why === 'ring' && wait.news <= wait.judgement.decision.position
        if (isKnown && !stop.aborted) continue
        const settled = await again(wait, asked)
        if (settled.recorded || settled.decision.verdict !== 'pending') return settled
      }
      return { ...wait.judgement, recorded: false }
    } finally {
      waits.delete(wait)
      stop.removeEventListener('abort', alarm.ring)
      alarm.stop()
    }
  }

  const again = async (wait: Wait, asked: Pending): Promise<Settled> => {
    const { ask, place, onPending, checkStill } = asked
    // Not at the end only: what is pending, and why, is told meanwhile.
    checkStill()
    const before = wait.judgement.decision
    // The policies may have changed, and with them whose verdicts are waited for.
    await hear(wait)
    const look = () => {
      wait.news = 0
      return judge.judge(ask)
    }
    const settled = waitsForLease(before)
      ? await turns.inTurn(ask.request.environment, place, async () => take(await look(), asked))
      : await settle(await look(), asked)
    wait.judgement = settled
    const { decision } = settled
    if (!settled.recorded && decision.verdict === 'pending') {
      unrecorded.set(ask.id, decision)
      if (differs(before, decision)) onPending(decision)
    }
    return settled
  }

  return {
    decide(waiting) {
      const work = forgetting(waiting)
      running.add(work)
      return work.finally(() => running.delete(work))
    },
    reconsider: () => waits.forEach((wait) => wake(wait)),
    count: () => waits.size,
    unrecorded: () => [...unrecorded.values()],
    async close() {
      closing.abort()
      await Promise.allSettled(running)
      await Promise.all([feed, ...abroad.values()].map((each) => each.close()))
    },
  }
}

/** A judgement, and whether it is on record already. */
interface Settled extends Judgement {
  recorded: boolean
}

interface Pending {
  ask: Ask
  deadline: number
  /** Who came first goes first. */
  place: number
  signal: AbortSignal
  onPending: (decision: Decision) => void
  checkStill: () => void
}

function mayChange(judgement: Judgement, stored: StoredEvent): boolean {
  return stored.sequence > judgement.decision.position && concerns(judgement.requirements, stored)
}

function waitsForLease({ findings }: Decision): boolean {
  return findings.some(
    ({ enforce, result, reason }) => enforce === 'block' && result === 'pending' && reason === 'leased',
  )
}

/** Milliseconds until time alone may change the answer, or the waiting is over. */
function untilNext({ dueAt, decidedAt }: Decision, left: number): number {
  const due = dueAt === undefined ? Infinity : Date.parse(dueAt) - Date.parse(decidedAt)
  return Math.min(left, Math.max(due, LEAST_DUE_MS), LONGEST_TIMER_MS)
}

/** Does a reader see something new? */
function differs(before: Decision, after: Decision): boolean {
  const seen = ({ summary, findings }: Decision) =>
    JSON.stringify([
      summary,
      findings.map(({ rule, policy, result, found }) => [rule, policy, result, found]),
    ])
  return seen(before) !== seen(after)
}
