/**
 * Asks the gate over one request that stays open: the store pushes every change while evidence is missing, and the
 * final decision the moment there is one. A connection that breaks or falls silent is made again with what is left of
 * the wait; it never becomes an allow. Once the store was there, it may be away for minutes while there is time left to
 * wait: a waiting gate outlives a store that is started again, and brought to a new schema meanwhile.
 */
import { TurnpikeError } from '../errors.ts'
import { clean } from '../host/clean.ts'
import { failureOf, isAborted, pauseOrThrow, refusal } from './attempts.ts'
import { openAs, type Token } from './bearer.ts'
import { readAll } from './http.ts'
import type { HttpRequest, HttpStream } from './http.ts'
import { backoffMs, isRetryable, retryAfterMs } from './retry.ts'
import type { Clock } from './retry.ts'
import { createSseReader } from './sse.ts'

/** The body of `POST /v1/decisions`. */
export interface AskBody {
  /** The question (`GateRequest`). */
  request: object
  mode?: 'enforce' | 'warn' | 'dry-run'
  /** How long to wait for evidence: `90s`, `15m`, `1h30m`. */
  wait?: string
  policyFiles?: readonly { name: string; text: string }[]
}

export interface AskOptions {
  /** Told of every decision that is not final yet, as it was sent, unread. */
  onPending?: (decision: unknown) => void
  signal?: AbortSignal
}

export interface AskDeps {
  make(body: string): Promise<HttpRequest>
  /** Shown with every request: a connection that is made again shows a fresh one. */
  token?: Token
  clock: Clock
  /** How long the store may be out of reach, each time, in milliseconds. */
  budgetMs: number
  /** How long a connection may be silent, in milliseconds. Default 30 s: the store speaks at least every 10 s. */
  silenceMs?: number
  log?: (line: string) => void
}

const SILENCE_MS = 30_000
/** How long a store that was there may be away within the wait. */
const AWAY_MS = 5 * 60_000

/** What one request came to: a decision, or why there is none. */
interface Turn {
  decision?: unknown
  failure?: TurnpikeError
  /** What the store asks to wait before the next attempt, in milliseconds. */
  after: number
  /** The store was there, so that a loss after it is a new one. */
  reached: boolean
}

/** @throws TurnpikeError STORE_UNREACHABLE, STORE_REFUSED, STORE_ANSWER, TOO_LARGE, NO_TOKEN */
export async function ask(body: AskBody, options: AskOptions, deps: AskDeps): Promise<unknown> {
  const { clock, budgetMs, silenceMs = SILENCE_MS, log } = deps
  const { signal } = options
  const waitMs = durationMs(body.wait)
  const ends = clock.now() + (waitMs ?? 0)
  let deadline = clock.now() + budgetMs
  const whileWaiting = () => Math.max(clock.now() + budgetMs, Math.min(clock.now() + AWAY_MS, ends))
  let most = Infinity
  let isLast = false
  for (let attempt = 0; ; attempt++) {
    const left = Math.min(most, Math.max(0, ends - clock.now()))
    const turn = await askOnce(waitMs === undefined ? body : withWait(body, left), options, deps)
    if (turn.failure === undefined) {
      if (!isPending(turn.decision) || ends - clock.now() < 1000) return turn.decision
      // Not the end of the wait: a short turn of it is over, or the store is being restarted.
      options.onPending?.(turn.decision)
      if (most !== Infinity) attempt = -1
      else await clock.sleep(Math.min(ends - clock.now(), backoffMs(attempt, clock.random())), signal)
      deadline = whileWaiting()
      continue
    }
    if (isAborted(signal)) {
      throw new TurnpikeError('STORE_UNREACHABLE', 'Stopped while waiting for the decision', {
        cause: turn.failure,
      })
    }
    const silent = isTimeout(turn.failure) && !turn.reached && left > silenceMs / 2
    // Once the wait is over, a store that only ever breaks off has one more budget, not one each time.
    if ((turn.reached || silent) && !isLast) {
      isLast = clock.now() >= ends
      attempt = 0
      deadline = turn.reached ? whileWaiting() : Math.max(deadline, clock.now() + budgetMs)
    }
    // Something on the way holds answers back until they are complete: ask in turns shorter than the silence.
    if (silent) most = silenceMs / 2
    await pauseOrThrow(turn.failure, attempt, turn.after, {
      clock,
      deadline,
      ...(log === undefined ? {} : { log }),
      ...(signal === undefined ? {} : { signal }),
    })
  }
}

async function askOnce(body: AskBody, { onPending, signal }: AskOptions, deps: AskDeps): Promise<Turn> {
  const request = await deps.make(JSON.stringify(body))
  let reached = false
  try {
    const stream = await openAs(
      {
        ...request,
        timeoutMs: deps.silenceMs ?? SILENCE_MS,
        ...(signal === undefined ? {} : { signal }),
      },
      deps.token,
    )
    const { status, headers } = stream
    if (status >= 300) {
      const after = retryAfterMs(headers['retry-after'], deps.clock.now())
      return {
        failure: refusal(request.url, { status, headers, body: await readAll(stream) }),
        after,
        reached,
      }
    }
    reached = true
    const answer = await readDecision(stream, onPending)
    return answer === undefined
      ? { failure: lost(request.url), after: 0, reached }
      : { ...answer, after: 0, reached }
  } catch (error) {
    return { failure: failureOf(request.url, error), after: 0, reached }
  }
}

/** The final decision, or undefined when the stream ended without one. */
async function readDecision(
  stream: HttpStream,
  onPending: AskOptions['onPending'],
): Promise<{ decision: unknown } | undefined> {
  if (!/^text\/event-stream\b/i.test(stream.headers['content-type'] ?? '')) {
    return { decision: parse(await readAll(stream)) }
  }
  const read = createSseReader()
  const decoder = new TextDecoder()
  try {
    for await (const piece of stream.pieces) {
      for (const { event, data } of read(decoder.decode(piece, { stream: true }))) {
        if (event === 'decision') return { decision: parse(data) }
        if (event === 'pending') onPending?.(parse(data))
        if (event === 'problem') throw told(data)
      }
    }
  } finally {
    stream.close()
  }
  return undefined
}

/** A problem document inside the stream, once the status line is long gone. */
function told(data: string): TurnpikeError {
  const value = parse(data) as { status?: unknown; detail?: unknown; title?: unknown } | null
  const status = typeof value?.status === 'number' ? value.status : 500
  const text = [value?.title, value?.detail].filter((part) => typeof part === 'string').join(': ')
  const message = `The store stopped while deciding${text === '' ? '' : `: ${clean(text, 1000)}`}`
  return new TurnpikeError(isRetryable(status) ? 'STORE_UNREACHABLE' : 'STORE_REFUSED', message, { status })
}

function lost(url: URL): TurnpikeError {
  return new TurnpikeError('STORE_UNREACHABLE', `The connection to ${url.origin} ended before the decision`)
}

function isPending(decision: unknown): boolean {
  return (decision as { verdict?: unknown } | null)?.verdict === 'pending'
}

function isTimeout({ cause }: TurnpikeError): boolean {
  return (cause as { code?: unknown } | undefined)?.code === 'ETIMEDOUT'
}

function withWait({ wait: _, ...body }: AskBody, leftMs: number): AskBody {
  const seconds = Math.ceil(leftMs / 1000)
  return seconds === 0 ? body : { ...body, wait: `${seconds}s` }
}

/** Milliseconds of `90s`, `15m`, `1h30m`; undefined for anything else, which the store judges. */
function durationMs(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d{1,6}[wdhms]){1,5}$/.test(text)) return undefined
  const units = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 }
  const parts = [...text.matchAll(/(\d+)([wdhms])/g)]
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TurnpikeError('STORE_ANSWER', "The store's decision is not JSON", { cause })
  }
}
