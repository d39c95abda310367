/**
 * Gates that wait. Each one is judged again when an event that may change its answer has been committed, when time
 * alone may change it, or when the policies changed: never on a poll.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { explain } from '../errors.ts'
import type { Decision } from '../policy/decision.ts'
import { concerns } from '../policy/requirements.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import type { Ask, Judge, Judgement } from './judge.ts'
import { Refusal } from './problem.ts'

/** More are refused: each one costs an evaluation when an event concerns it. */
const MAX_WAITS = 1000
/** Timers of Node hold 31 bits of milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1
/** Between a moment that fell due and the next look, should the rule say that it is still due. */
const LEAST_DUE_MS = 25

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
  wake: () => void
}

export interface WaitsContext {
  store: EventStore
  organisation: string
  judge: Judge
  log: (line: string) => void
}

export function createWaits(context: WaitsContext): Waits {
  const { judge } = context
  const waits = new Set<Wait>()
  /** Longer than the wait: until the decision is recorded, so that its address is never without it in between. */
  const unrecorded = new Map<string, Decision>()
  const running = new Set<Promise<unknown>>()
  const closing = new AbortController()
  const feed = createFeed(context, (stored) => {
    for (const wait of waits) {
      if (stored === undefined || mayChange(wait.judgement, stored)) wait.wake()
    }
  })

  const decide = async ({
    ask,
    waitMs,
    onPending,
    signal,
    checkStill,
  }: Waiting): Promise<Decision | undefined> => {
    const deadline = performance.now() + waitMs
    // Listening begins before looking, so that nothing committed in between is missed.
    if (waitMs > 0) await feed.ready()
    let judgement = await judge.judge(ask)
    if (waitMs > 0 && judgement.decision.verdict === 'pending') {
      if (waits.size >= MAX_WAITS)
        throw new Refusal('too-many-waits', `${MAX_WAITS} gates are waiting already.`)
      judgement = await pending(judgement, {
        ask,
        deadline,
        signal,
        onPending: onPending ?? (() => undefined),
        checkStill: checkStill ?? (() => undefined),
      })
      checkStill?.()
    }
    if (signal.aborted) return undefined
    await judge.record(judgement.decision)
    return judgement.decision
  }
  const forgetting = async (waiting: Waiting) => {
    try {
      return await decide(waiting)
    } finally {
      unrecorded.delete(waiting.ask.id)
    }
  }

  const pending = async (first: Judgement, ask: Pending): Promise<Judgement> => {
    const alarm = createAlarm()
    const wait: Wait = { judgement: first, wake: alarm.ring }
    const stop = AbortSignal.any([ask.signal, closing.signal])
    stop.addEventListener('abort', alarm.ring)
    waits.add(wait)
    unrecorded.set(ask.ask.id, first.decision)
    ask.onPending(first.decision)
    // Something may have been committed after what was judged and before this wait was listed.
    if (feed.position() > first.decision.position) alarm.ring()
    try {
      while (!stop.aborted && performance.now() < ask.deadline) {
        await alarm.rung(untilNext(wait.judgement.decision, ask.deadline))
        if (ask.signal.aborted) break
        // Not at the end only: what is pending, and why, is told meanwhile.
        ask.checkStill()
        const before = wait.judgement.decision
        wait.judgement = await judge.judge(ask.ask)
        const { decision } = wait.judgement
        if (decision.verdict !== 'pending') break
        unrecorded.set(ask.ask.id, decision)
        if (differs(before, decision)) ask.onPending(decision)
      }
      return wait.judgement
    } finally {
      waits.delete(wait)
      stop.removeEventListener('abort', alarm.ring)
      alarm.stop()
    }
  }

  return {
    decide(waiting) {
      const work = forgetting(waiting)
      running.add(work)
      return work.finally(() => running.delete(work))
    },
    reconsider: () => waits.forEach((wait) => wait.wake()),
    count: () => waits.size,
    unrecorded: () => [...unrecorded.values()],
    async close() {
      closing.abort()
      await Promise.allSettled(running)
      await feed.close()
    },
  }
}

interface Pending {
  ask: Ask
  deadline: number
  signal: AbortSignal
  onPending: (decision: Decision) => void
  checkStill: () => void
}

function mayChange(judgement: Judgement, stored: StoredEvent): boolean {
  return stored.sequence > judgement.decision.position && concerns(judgement.requirements, stored)
}

/** Milliseconds until time alone may change the answer, or the waiting is over. */
function untilNext(decision: Decision, deadline: number): number {
  const left = deadline - performance.now()
  const due =
    decision.dueAt === undefined ? Infinity : Date.parse(decision.dueAt) - Date.parse(decision.decidedAt)
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

/** Wakes one waiter: by a ring, or when its time has come. Rings of one burst count once. */
function createAlarm() {
  let rang = false
  let wakeUp: (() => void) | undefined
  let timer: NodeJS.Timeout | undefined
  return {
    ring: () => {
      rang = true
      // The rest of a burst is committed by the end of this turn of the event loop.
      if (wakeUp !== undefined) setImmediate(wakeUp)
    },
    rung: async (ms: number): Promise<void> => {
      if (!rang) {
        await new Promise<void>((resolve) => {
          wakeUp = resolve
          timer = setTimeout(resolve, Math.max(0, ms))
        })
        clearTimeout(timer)
        wakeUp = undefined
      }
      rang = false
    },
    stop: () => clearTimeout(timer),
  }
}

/** One subscription for all waits, begun with the first one. An outage of the store wakes everybody when it is over. */
function createFeed(context: WaitsContext, tell: (stored: StoredEvent | undefined) => void) {
  const { store, organisation, log } = context
  const stop = new AbortController()
  let position = 0
  let started: Promise<void> | undefined
  let ended: Promise<void> = Promise.resolve()

  const start = async () => {
    position = await store.position(organisation)
    ended = run()
  }
  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        for await (const stored of store.follow(organisation, position, { signal: stop.signal })) {
          position = stored.sequence
          tell(stored)
        }
        if (stop.signal.aborted) return
      } catch (error) {
        log(`the waiting gates lost the store's events: ${explain(error)}; trying again`)
      }
      await sleep(1000, undefined, { signal: stop.signal }).catch(() => undefined)
      tell(undefined)
    }
  }

  return {
    position: () => position,
    ready: () =>
      (started ??= start().catch((error: unknown) => {
        started = undefined
        throw error
      })),
    async close() {
      stop.abort()
      await ended
    },
  }
}
