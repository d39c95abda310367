/**
 * To the store and back. The client of a Turnpike store, and the sender for any other CDEvents sink.
 *
 * Sending is safe to repeat: an event's id is its own, and the store answers `duplicate` to the second one.
 */
import { toStructured } from '../cdevents/envelope.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { TurnpikeError } from '../errors.ts'
import { sinkAddress, storeAddress } from './address.ts'
import type { Env } from './address.ts'
import { ask } from './ask.ts'
import type { AskBody, AskOptions } from './ask.ts'
import { sendUntilAnswered } from './attempts.ts'
import type { Attempts } from './attempts.ts'
import type { Token } from './bearer.ts'
import { batchesOf, readReceipts, refusedReceipts } from './delivery.ts'
import type { Batch, Delivery, SentReceipt } from './delivery.ts'
import type { HttpRequest } from './http.ts'
import { systemClock } from './retry.ts'
import type { Clock } from './retry.ts'
import type { EventSigner } from './sign.ts'

export type { AskBody, AskOptions } from './ask.ts'
export type { Delivery, SentReceipt } from './delivery.ts'

export interface ClientOptions {
  /** The store's address; a path in it is kept. */
  url: string
  /** Bearer token, or where to get a fresh one for each request (`credentialFor`). */
  token?: Token
  /** How long one request (a batch, a question's start) may be tried again, in milliseconds. Default 20 s. */
  budgetMs?: number
  /** How long one attempt may be silent, in milliseconds. Default 10 s. */
  timeoutMs?: number
  /** Sends the token over plain http to other machines, too. Default false. */
  allowPlainHttp?: boolean
  /** Told of every attempt that failed and is repeated. Never sees the token. */
  log?: (line: string) => void
  /** Proxy variables. Default: the process's. */
  env?: Env
  clock?: Clock
  /** Signs each event; without it none is signed. What it throws keeps the events here. */
  sign?: EventSigner
}

export interface SendOptions {
  signal?: AbortSignal
}

export interface Client {
  /** Sends events in order. Never throws for trouble on the way: what is not acknowledged comes back. */
  send(events: readonly CDEvent[], options?: SendOptions): Promise<Delivery>
  /**
   * Asks the gate; with `body.wait` up to that long. Returns the final decision as it was answered, unread.
   * @throws TurnpikeError STORE_UNREACHABLE, STORE_REFUSED (`problems` for a bad request or policy), STORE_ANSWER
   */
  ask(body: AskBody, options?: AskOptions): Promise<unknown>
  /** What stands at a path (`v1/events?type=…`), parsed. Throws as `ask`. */
  getJson(path: string): Promise<unknown>
  /** Posts a value as JSON to a path and returns the answer, parsed. Throws as `ask`. */
  postJson(path: string, value: unknown): Promise<unknown>
  /** Puts a text at a path and returns the answer, parsed when it is JSON. Throws as `ask`. */
  putText(path: string, text: string, contentType: string): Promise<unknown>
}

const BUDGET_MS = 20_000
const TIMEOUT_MS = 10_000
const SIGNED_AT_A_TIME = 8

/** @throws TurnpikeError USAGE for an address that must not be used */
export function createClient(options: ClientOptions): Client {
  const { make, attempts } = connection(options, storeAddress)
  return {
    send: (events, { signal } = {}) =>
      deliver(events, options.sign, async (batch) => {
        const answer = await sendUntilAnswered(make('POST', 'v1/events', batchBody(batch)), attempts(signal))
        return readReceipts(answer.body, batch.events)
      }),
    ask: (body, askOptions = {}) =>
      ask(body, askOptions, {
        make: (text) =>
          make('POST', 'v1/decisions', { text, type: 'application/json', accept: 'text/event-stream' })(),
        ...(options.token === undefined ? {} : { token: options.token }),
        clock: options.clock ?? systemClock,
        budgetMs: options.budgetMs ?? BUDGET_MS,
        ...(options.log === undefined ? {} : { log: options.log }),
      }),
    async getJson(path) {
      return parse((await sendUntilAnswered(make('GET', path), attempts())).body)
    },
    async postJson(path, value) {
      const body = { text: JSON.stringify(value), type: 'application/json' }
      return parse((await sendUntilAnswered(make('POST', path, body), attempts())).body)
    },
    async putText(path, text, type) {
      const answer = await sendUntilAnswered(make('PUT', path, { text, type }), attempts())
      return answer.body === '' ? undefined : parse(answer.body)
    },
  }
}

/**
 * A CDEvents sink that is not a Turnpike store: any 2xx is an acknowledgement.
 * @throws TurnpikeError USAGE for an address that must not be used
 */
export function createSink(
  options: ClientOptions & { format: 'structured' | 'binary' | 'batch' },
): Pick<Client, 'send'> {
  const { make, attempts } = connection(options, sinkAddress)
  const post = async (body: Body, signal: AbortSignal | undefined) => {
    await sendUntilAnswered(make('POST', '', body), attempts(signal))
  }
  return {
    send: (events, { signal } = {}) =>
      deliver(
        events,
        options.format === 'binary' ? undefined : options.sign,
        async (batch) => {
          const [event] = batch.events
          if (options.format === 'binary' && event !== undefined)
            await post(await binaryBody(event, options.sign), signal)
          else if (options.format === 'batch')
            await post({ text: `[${batch.texts.join(',')}]`, type: BATCH }, signal)
          else await post({ text: batch.texts[0] ?? '', type: STRUCTURED }, signal)
          return batch.events.map(({ context: { source, id } }) => ({
            status: 'accepted',
            sequence: 0,
            source,
            id,
            problems: [],
          }))
        },
        options.format === 'batch' ? undefined : 1,
      ),
  }
}

const STRUCTURED = 'application/cloudevents+json; charset=utf-8'
const BATCH = 'application/cloudevents-batch+json; charset=utf-8'

interface Body {
  text: string
  type: string
  accept?: string
  headers?: Readonly<Record<string, string>>
}

/** The data of the envelope is exactly the text that is signed: a receiver takes it from there as it stands. */
async function structuredText(event: CDEvent, sign: EventSigner): Promise<string> {
  const { data, ...attributes } = toStructured(event)
  const dssematerial = await sign(attributes, JSON.stringify(data))
  return JSON.stringify({ ...attributes, ...(dssematerial === undefined ? {} : { dssematerial }), data })
}

/** Each event's text, signed where somebody signs. Some at a time: a signature may be a question to a server. */
async function textsOf(
  events: readonly CDEvent[],
  sign: EventSigner | undefined,
): Promise<(event: CDEvent) => string> {
  if (sign === undefined) return (event) => JSON.stringify(toStructured(event))
  const texts = new Map<CDEvent, string>()
  for (let first = 0; first < events.length; first += SIGNED_AT_A_TIME) {
    const some = events.slice(first, first + SIGNED_AT_A_TIME)
    const signed = await Promise.all(some.map((event) => structuredText(event, sign)))
    for (const [index, event] of some.entries()) texts.set(event, signed[index] ?? '')
  }
  return (event) => texts.get(event) ?? ''
}

function batchBody({ texts }: Batch): Body {
  return texts.length === 1
    ? { text: texts[0] ?? '', type: STRUCTURED }
    : { text: `[${texts.join(',')}]`, type: BATCH }
}

/** The `cloudevents` package knows how headers are escaped; it is loaded only for sinks that want that form. */
async function binaryBody(event: CDEvent, sign: EventSigner | undefined): Promise<Body> {
  const { toBinary } = await import('../cdevents/cloudevents.ts')
  const { headers, body } = toBinary(event)
  const { data: _, ...attributes } = toStructured(event)
  const material = await sign?.(attributes, body)
  const signed: Record<string, string> = material === undefined ? {} : { 'ce-dssematerial': material }
  return { text: body, type: 'application/json', headers: { ...headers, ...signed } }
}

/** Requests to one address with one credential. */
function connection(options: ClientOptions, address: typeof storeAddress) {
  const { token, allowPlainHttp = false } = options
  const base = address(options.url, { token: token !== undefined, allowPlainHttp })
  const clock = options.clock ?? systemClock
  const make =
    (method: HttpRequest['method'], path: string, body?: Body) => async (): Promise<HttpRequest> => {
      return {
        method,
        url: path === '' ? base : new URL(path.replace(/^\/+/, ''), base),
        headers: {
          ...body?.headers,
          accept: body?.accept ?? 'application/json',
          'user-agent': 'turnpike',
          ...(body === undefined ? {} : { 'content-type': body.type }),
        },
        ...(body === undefined ? {} : { body: body.text }),
        timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
        ...(options.env === undefined ? {} : { env: options.env }),
      }
    }
  const attempts = (signal?: AbortSignal): Attempts => ({
    clock,
    deadline: clock.now() + (options.budgetMs ?? BUDGET_MS),
    ...(token === undefined ? {} : { token }),
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(signal === undefined ? {} : { signal }),
  })
  return { make, attempts }
}

/** Batch after batch, in order, until one cannot be delivered for a reason that holds for the rest as well. */
async function deliver(
  events: readonly CDEvent[],
  sign: EventSigner | undefined,
  sendBatch: (batch: Batch) => Promise<SentReceipt[]>,
  batchSize?: number,
): Promise<Delivery> {
  let textOf: (event: CDEvent) => string
  try {
    textOf = await textsOf(events, sign)
  } catch (error) {
    return { receipts: [], undelivered: [...events], error: asTurnpike(error) }
  }
  const { batches, tooLarge } = batchesOf(events, textOf, batchSize)
  const receipts: SentReceipt[] = []
  const undelivered = new Set<CDEvent>(tooLarge)
  let error =
    tooLarge.length === 0
      ? undefined
      : new TurnpikeError(
          'TOO_LARGE',
          `${tooLarge.length} of ${events.length} events are over 1 MiB and not sent`,
        )
  for (const [index, batch] of batches.entries()) {
    try {
      receipts.push(...(await sendBatch(batch)))
    } catch (caught) {
      const failure = asTurnpike(caught)
      error ??= failure
      const refused = refusedReceipts(failure, batch.events)
      if (refused !== undefined) {
        receipts.push(...refused)
        continue
      }
      const rest = isOnlyAboutThisBatch(failure) ? [batch] : batches.slice(index)
      for (const { events: left } of rest) for (const event of left) undelivered.add(event)
      if (rest.length > 1) break
    }
  }
  return {
    receipts,
    undelivered: events.filter((event) => undelivered.has(event)),
    ...(error === undefined ? {} : { error }),
  }
}

/** 400, 413 and 422 say something of what was sent; all else of the store or the way there. */
function isOnlyAboutThisBatch({ status }: TurnpikeError): boolean {
  return status === 400 || status === 413 || status === 422
}

function asTurnpike(error: unknown): TurnpikeError {
  if (error instanceof TurnpikeError) return error
  return new TurnpikeError('STORE_UNREACHABLE', 'Events could not be sent', { cause: error })
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new TurnpikeError('STORE_ANSWER', "The store's answer is not JSON", { cause })
  }
}
