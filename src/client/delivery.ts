/** What became of events that were sent, and how many travel at once. */
import type { CDEvent } from '../cdevents/event.ts'
import type { Problem } from '../errors.ts'
import { TurnpikeError } from '../errors.ts'
import { readProblem } from './attempts.ts'

/** What the store says of one event. A sink that is not a store gives no number: 0. */
export interface SentReceipt {
  /** `refused`: not kept, because the sender may not say this; sending it again is of no use. */
  status: 'accepted' | 'quarantined' | 'duplicate' | 'conflict' | 'refused'
  sequence: number
  source: string
  id: string
  problems: Problem[]
}

export interface Delivery {
  receipts: SentReceipt[]
  /** What is not acknowledged, in order. */
  undelivered: CDEvent[]
  /** Why, when something is undelivered, or the store refused all of a batch. */
  error?: TurnpikeError
}

const MAX_EVENTS = 100
const MAX_BYTES = 4 * 1024 * 1024
/** The store refuses larger ones; so they are never sent. */
const MAX_EVENT_BYTES = 1024 * 1024

export interface Batch {
  events: CDEvent[]
  /** The events as JSON texts, in the same order. */
  texts: string[]
}

/** Events in order, in batches of at most 100 (or `most`) and 4 MiB; those that are too large for any come apart. */
export function batchesOf(
  events: readonly CDEvent[],
  textOf: (event: CDEvent) => string,
  most: number = MAX_EVENTS,
): { batches: Batch[]; tooLarge: CDEvent[] } {
  const batches: Batch[] = []
  const tooLarge: CDEvent[] = []
  let bytes = 0
  for (const event of events) {
    const text = textOf(event)
    const size = Buffer.byteLength(text)
    if (size > MAX_EVENT_BYTES) {
      tooLarge.push(event)
      continue
    }
    const last = batches.at(-1)
    if (last === undefined || last.events.length >= most || bytes + size > MAX_BYTES) {
      batches.push({ events: [event], texts: [text] })
      bytes = size
    } else {
      last.events.push(event)
      last.texts.push(text)
      bytes += size
    }
  }
  return { batches, tooLarge }
}

const STATUSES = ['accepted', 'quarantined', 'duplicate', 'conflict', 'refused'] as const

/**
 * The receipts of a store's answer, one for each event, in order.
 * @throws TurnpikeError STORE_ANSWER when it is anything else: then nothing counts as acknowledged
 */
export function readReceipts(body: string, events: readonly CDEvent[]): SentReceipt[] {
  const receipts = receiptsOf(body)
  if (receipts.length !== events.length) {
    throw wrongAnswer(`${receipts.length} receipts for ${events.length} events`)
  }
  return events.map(({ context }, index) => {
    const receipt = receipts[index] as Record<string, unknown> | null
    const status = STATUSES.find((word) => word === receipt?.status)
    if (status === undefined || receipt?.id !== context.id || receipt.source !== context.source) {
      throw wrongAnswer(`receipt ${index + 1} is not for the event ${context.id}`)
    }
    const problems = Array.isArray(receipt.problems)
      ? receipt.problems.slice(0, 100).flatMap(readProblem)
      : []
    const sequence = typeof receipt.sequence === 'number' ? receipt.sequence : 0
    return { status, sequence, source: context.source, id: context.id, problems }
  })
}

/**
 * The receipts of events that the store refused all of: 403 with problems under the events' places (`/0/context/type`).
 * Undefined for any other failure, whose events are worth another attempt.
 */
export function refusedReceipts(
  { status, problems }: TurnpikeError,
  events: readonly CDEvent[],
): SentReceipt[] | undefined {
  const placed = problems.map(({ path, ...rest }) => {
    const [, index, inside = ''] = /^\/(\d{1,5})(\/.*)?$/s.exec(path) ?? []
    return { index: Number(index ?? NaN), problem: { ...rest, path: inside } }
  })
  const isOfEvents = placed.length > 0 && placed.every(({ index }) => index < events.length)
  if (status !== 403 || !isOfEvents) return undefined
  return events.map(({ context: { source, id } }, at) => ({
    status: 'refused',
    sequence: 0,
    source,
    id,
    problems: placed.filter(({ index }) => index === at).map(({ problem }) => problem),
  }))
}

function receiptsOf(body: string): unknown[] {
  try {
    const answer = JSON.parse(body) as { receipts?: unknown } | null
    if (Array.isArray(answer?.receipts)) return answer.receipts
  } catch {
    // Said below.
  }
  throw wrongAnswer('it is not JSON with receipts. Is this the address of a Turnpike store?')
}

function wrongAnswer(what: string): TurnpikeError {
  return new TurnpikeError('STORE_ANSWER', `The store's answer cannot be used: ${what}`)
}
