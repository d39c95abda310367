/**
 * Sends events while they are still being made: piece by piece, in order, in bounded memory and bounded time. What does
 * not arrive is kept and told as `deliver` does it.
 */
import type { CDEvent } from '../cdevents/event.ts'
import type { Client, Delivery, SentReceipt } from '../client/client.ts'
import { TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import {
  BUDGET_MS,
  countOf,
  isHandedOver,
  senderFor,
  tell,
  todoFor,
  withoutStore,
  type Delivered,
  type Destination,
} from './deliver.ts'
import type { Deps } from './deps.ts'
import { createKeptEvents, isCase, type KeptEvents } from './kept-events.ts'
import { pendingFor, type Pending } from './pending.ts'

export interface EventStream {
  /** In order. Resolves when there is room for more. Never throws for trouble on the way. */
  put(events: readonly CDEvent[]): Promise<void>
  /** Sends the rest, keeps what did not arrive, and tells of it. */
  end(): Promise<Delivered>
}

/** Events that travel together at most; the sender makes requests of a hundred of them, and fewer wait in memory. */
const PIECE = 200
/** The same in bytes: a signed statement may have a megabyte. */
const PIECE_BYTES = 4 * 1024 * 1024

/** What a healthy store takes for a hundred events at most; what it takes longer counts as waiting for it. */
const HEALTHY_MS = 250

/** Whoever passes a file on that was handed over reads 5,000 events and 16 MiB: room is left for what is not a case. */
const MAX_HANDED_CASES = 4000

/** Refused events that are told one by one. */
const MAX_REFUSED = 1000
const MAX_LINES = 20

/** Milliseconds; only differences count. */
type Clock = () => number

export async function streamTo(
  to: Destination,
  host: Host,
  deps: Deps,
  clock: Clock = () => performance.now(),
): Promise<EventStream> {
  const handedOver = isHandedOver(to, deps)
  if (to.store === undefined && !handedOver) return streamToNowhere(to, host)
  const store = to.store ?? ''
  const pending = await pendingFor(`${to.format ?? 'turnpike'} ${store}`, deps, host.facts)
  const sending = createSending(senderFor(to, store, host, deps), to, host, clock)
  if (pending.events.length > 0) {
    host.log(`Sending ${countOf(pending.events.length)} again that did not arrive before.`)
    await inPieces(pending.events, (piece) => sending.send(piece))
  }
  let waiting: CDEvent[] = []
  let bytes = 0
  let cases = 0
  let pieces = 0
  const flush = async () => {
    const piece = waiting
    waiting = []
    bytes = 0
    if (piece.length === 0) return
    pieces++
    await sending.send(piece)
  }
  return {
    async put(events) {
      for (const event of events) {
        if (handedOver && isCase(event) && ++cases > MAX_HANDED_CASES) {
          sending.told.leftOut++
          continue
        }
        waiting.push(event)
        bytes += sizeOf(event)
        if (waiting.length >= PIECE || bytes >= PIECE_BYTES) await flush()
      }
    },
    async end() {
      // Of a call of one piece, all is on its way now: kept meanwhile, because whoever cancels the job ends this at once.
      const all = pieces === 0 ? [...pending.events, ...waiting] : []
      let holding: Promise<void> | undefined
      const holds = setTimeout(() => {
        if (all.length > 0) holding = pending.hold(all)
      }, BUDGET_MS.held)
      await flush()
      clearTimeout(holds)
      await holding
      return await ended(sending, pending, to, host, deps)
    },
  }
}

function streamToNowhere(to: Destination, host: Host): EventStream {
  let count = 0
  return {
    async put(events) {
      count += events.length
    },
    end: () => withoutStore(count, to, host),
  }
}

interface Sending {
  send(piece: readonly CDEvent[]): Promise<void>
  readonly kept: KeptEvents
  readonly told: { sent: number; refused: number; leftOut: number; error?: TurnpikeError }
  readonly refused: { receipt: SentReceipt; event: CDEvent | undefined }[]
  /** Lines that were not printed one by one. */
  readonly unprinted: { lines: number }
}

/**
 * The whole call waits for a store in trouble no longer than one step's budget: when that is used up, or the store does
 * not answer at all, nothing more is tried.
 */
function createSending(client: Pick<Client, 'send'>, to: Destination, host: Host, clock: Clock): Sending {
  const kept = createKeptEvents()
  const told: Sending['told'] = { sent: 0, refused: 0, leftOut: 0 }
  const refused: Sending['refused'] = []
  const unprinted = { lines: 0 }
  let left: number = to.last === true ? BUDGET_MS.last : BUDGET_MS.usual
  let printed = 0
  let isDown = false

  const take = (receipt: SentReceipt, event: CDEvent | undefined) => {
    const isTaken = receipt.status === 'accepted' || receipt.status === 'duplicate'
    if (isTaken) told.sent++
    else {
      told.refused++
      if (refused.length < MAX_REFUSED) refused.push({ receipt, event })
    }
    if ((event !== undefined && isCase(event)) || printed >= MAX_LINES) {
      unprinted.lines++
      return
    }
    printed++
    const number = receipt.sequence === 0 ? '' : ` as number ${receipt.sequence}`
    host.log(`${receipt.status}${number}: ${event?.context.type ?? 'event'} ${receipt.id}`)
  }

  return {
    kept,
    told,
    refused,
    unprinted,
    async send(piece) {
      if (isDown) {
        kept.add(piece)
        return
      }
      const healthy = Math.ceil(piece.length / 100) * HEALTHY_MS
      const limit = AbortSignal.timeout(Math.ceil(healthy + left))
      const before = clock()
      const delivery = await client.send(piece, { signal: limit })
      left -= Math.max(0, clock() - before - healthy)
      const byName = new Map(piece.map((event) => [nameOf(event.context), event]))
      for (const receipt of delivery.receipts) take(receipt, byName.get(nameOf(receipt)))
      kept.add(delivery.undelivered)
      const tooSlow = limit.aborted || left <= 0
      isDown = tooSlow || holdsForTheRest(delivery)
      const error = tooSlow && delivery.undelivered.length > 0 ? slow(delivery.error) : delivery.error
      if (error !== undefined) told.error ??= error
      if (tooSlow) told.error ??= slow(undefined)
    },
  }
}

/** 400, 413 and 422 say something of what was sent, and so does its size; all else of the store or the way there. */
function holdsForTheRest({ undelivered, error }: Delivery): boolean {
  if (undelivered.length === 0 || error === undefined) return false
  return !(error.code === 'TOO_LARGE' || [400, 413, 422].includes(error.status ?? 0))
}

function slow(cause: unknown): TurnpikeError {
  return new TurnpikeError('STORE_UNREACHABLE', 'The store is too slow for this many events', { cause })
}

async function ended(
  sending: Sending,
  pending: Pending,
  to: Destination,
  host: Host,
  deps: Deps,
): Promise<Delivered> {
  const { told, refused, unprinted } = sending
  if (unprinted.lines > 0) host.log(`and ${unprinted.lines} more`)
  const { events, leftOut } = sending.kept.result()
  if (told.leftOut > 0)
    host.log(
      `${countOf(told.leftOut)} of single test cases are left out: a file that is handed over has no room for them.`,
    )
  const isKept = await pending.keep(events)
  const more = [
    ...(leftOut === 0
      ? []
      : [
          `${countOf(leftOut)} more could not be delivered and ${leftOut === 1 ? 'is' : 'are'} lost: a job keeps at most 10,000 events and 16 MiB for a later step. How single test cases ended gives way first; how the suites ended is kept.`,
        ]),
    ...(told.refused > refused.length ? [`${countOf(told.refused)} in all were not accepted.`] : []),
  ]
  const code = await tell(
    {
      undelivered: events,
      reason: told.error,
      refused,
      retried: isKept && to.last !== true,
      ...(isKept && pending.folder !== undefined ? { folder: pending.folder } : {}),
      notKept: pending.trouble(),
      todo: await todoFor(told, to, deps),
      more,
    },
    to,
    host,
  )
  return { sent: told.sent, undelivered: events.length + leftOut + told.leftOut, code }
}

async function inPieces(events: readonly CDEvent[], send: Sending['send']): Promise<void> {
  for (let first = 0; first < events.length; first += PIECE) await send(events.slice(first, first + PIECE))
}

function nameOf({ source, id }: { source: string; id: string }): string {
  return `${source} ${id}`
}

/** Close enough for a bound, without writing the event out: only statements carry long texts. */
function sizeOf(event: CDEvent): number {
  return isCase(event) ? 2048 : Buffer.byteLength(JSON.stringify(event))
}
