/**
 * Asks the gate over one request that stays open: the store pushes every change while evidence is missing, and the
 * final decision the moment there is one. A connection that breaks or falls silent is made again with what is left of
 * the wait; it never becomes an allow.
 */
import { TurnpikeError } from '../errors.ts'
import { failureOf, pauseOrThrow, refusal } from './attempts.ts'
import { open, readAll } from './http.ts'
import type { HttpRequest, HttpStream } from './http.ts'
import type { Clock } from './retry.ts'
import { isRetryable, retryAfterMs } from './retry.ts'
import { createSseReader } from './sse.ts'

/** The body of `POST /v1/decisions`. */
export interface AskBody {
  /** The question (`GateRequest`). */
  request: object
  mode?: 'enforce' | 'warn' | 'dry-run'
  /** How long to wait for evidence: a number and `s`, `m` or `h`. */
  wait?: string
  policyFiles?: readonly { name: string; text: string }[]
}

export interface AskOptions {
  /** Told of every decision that is not final yet, as it was sent, unread. */
  onPending?: (decision: unknown) => void
  signal?: AbortSignal
}

interface AskDeps {
  make(body: string): Promise<HttpRequest>
  clock: Clock
  /** How long the store may be unreachable beyond the wait, in milliseconds. */
  budgetMs: number
  log?: (line: string) => void
}

/** The store says something at least every 10 s; three times that is a dead connection. */
const SILENCE_MS = 30_000

export async function ask(body: AskBody, { onPending, signal }: AskOptions, deps: AskDeps): Promise<unknown> {
  const { clock } = deps
  const started = clock.now()
  const waitMs = durationMs(body.wait)
  // Each loss of the store gets a budget of its own; the wait as a whole is never longer for it.
  let deadline = started + deps.budgetMs
  for (let attempt = 0; ; attempt++) {
    const left = Math.max(0, waitMs - (clock.now() - started))
    const request = await deps.make(JSON.stringify(withWait(body, left)))
    let failure: TurnpikeError
    let after = 0
    try {
      const stream = await open({
        ...request,
        timeoutMs: SILENCE_MS,
        ...(signal === undefined ? {} : { signal }),
      })
      if (stream.status < 300) {
        // Reached: from here on a loss is a new one.
        attempt = 0
        const answer = await readDecision(stream, onPending)
        if (answer !== undefined) return answer.decision
        failure = lost(request.url)
      } else {
        after = retryAfterMs(stream.headers['retry-after'], clock.now())
        const { status, headers } = stream
        failure = refusal(request.url, { status, headers, body: await readAll(stream) })
      }
      if (failure.status === undefined) deadline = clock.now() + deps.budgetMs
    } catch (error) {
      failure = failureOf(request.url, error)
    }
    if (signal?.aborted === true)
      throw new TurnpikeError('STORE_UNREACHABLE', 'Stopped while waiting', { cause: failure })
    await pauseOrThrow(failure, attempt, after, {
      clock,
      deadline,
      ...(deps.log === undefined ? {} : { log: deps.log }),
      ...(signal === undefined ? {} : { signal }),
    })
  }
}

/** The final decision, or undefined when the stream ended without one. */
async function readDecision(
  stream: HttpStream,
  onPending: AskOptions['onPending'],
): Promise<{ decision: unknown } | undefined> {
  if (!/^text\/event-stream\b/.test(stream.headers['content-type'] ?? '')) {
    return { decision: parse(await readAll(stream)) }
  }
  const read = createSseReader()
  const decoder = new TextDecoder()
  try {
    for await (const piece of stream.pieces) {
      for (const { event, data } of read(decoder.decode(piece, { stream: true }))) {
        if (event === 'decision') return { decision: parse(data) }
        if (event === 'pending') onPending?.(parse(data))
        if (event === 'error') throw told(data)
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
  return new TurnpikeError(
    isRetryable(status) ? 'STORE_UNREACHABLE' : 'STORE_REFUSED',
    `The store stopped while deciding${text === '' ? '' : `: ${text.slice(0, 2000)}`}`,
    { status },
  )
}

function lost(url: URL): TurnpikeError {
  return new TurnpikeError('STORE_UNREACHABLE', `The connection to ${url.origin} ended before the decision`)
}

function withWait({ wait, ...body }: AskBody, leftMs: number): AskBody {
  const seconds = Math.ceil(leftMs / 1000)
  return wait === undefined || seconds === 0 ? body : { ...body, wait: `${seconds}s` }
}

/** Milliseconds of `90s`, `15m`, `2h`. What the store would refuse is left to the store: 0. */
function durationMs(text: string | undefined): number {
  const match = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text ?? '')
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? ''] ?? 0
  return Number(match?.[1] ?? 0) * unit
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TurnpikeError('STORE_ANSWER', "The store's decision is not JSON", { cause })
  }
}
