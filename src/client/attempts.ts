/** One request, tried until it is answered, refused for good, or the time for it is over. */
import { explain, TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import { clean } from '../host/clean.ts'
import { sendAs, type Token } from './bearer.ts'
import type { HttpAnswer, HttpRequest } from './http.ts'
import { backoffMs, isRetryable, retryAfterMs } from './retry.ts'
import type { Clock } from './retry.ts'

export interface Attempts {
  clock: Clock
  /** When to stop trying, on the clock. */
  deadline: number
  /** Shown with every attempt. */
  token?: Token
  log?: (line: string) => void
  signal?: AbortSignal
}

/**
 * @returns an answer below 300
 * @throws TurnpikeError STORE_UNREACHABLE (no answer), STORE_REFUSED (an answer of 300 and more), TOO_LARGE, NO_TOKEN
 */
export async function sendUntilAnswered(
  make: () => Promise<HttpRequest>,
  attempts: Attempts,
): Promise<HttpAnswer> {
  for (let attempt = 0; ; attempt++) {
    const { signal } = attempts
    const request = { ...(await make()), ...(signal === undefined ? {} : { signal }) }
    let failure: TurnpikeError
    let after = 0
    try {
      const answer = await sendAs(request, attempts.token)
      if (answer.status < 300) return answer
      failure = refusal(request.url, answer)
      after = retryAfterMs(answer.headers['retry-after'], attempts.clock.now())
    } catch (error) {
      failure = failureOf(request.url, error)
    }
    await pauseOrThrow(failure, attempt, after, attempts)
  }
}

/** Waits for the next attempt, or throws the failure when another attempt is of no use or comes too late. */
export async function pauseOrThrow(
  failure: TurnpikeError,
  attempt: number,
  after: number,
  { clock, deadline, log, signal }: Attempts,
): Promise<void> {
  const worthwhile =
    failure.code === 'STORE_UNREACHABLE' || (failure.status !== undefined && isRetryable(failure.status))
  const pause = backoffMs(attempt, clock.random(), after)
  if (!worthwhile || isAborted(signal) || clock.now() + pause >= deadline) throw failure
  log?.(`${explain(failure)}; again in ${(pause / 1000).toFixed(1)} s`)
  await clock.sleep(pause, signal)
  if (isAborted(signal)) throw failure
}

/** A call, so that the compiler knows that it changes over time. */
/** A function, because the answer changes while something is waited for. */
export function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true
}

/** What went wrong without an answer. Errors that are ours already stay as they are. */
export function failureOf(url: URL, error: unknown): TurnpikeError {
  if (error instanceof TurnpikeError) return error
  return new TurnpikeError('STORE_UNREACHABLE', `No answer from ${url.origin}${url.pathname}`, {
    cause: error,
  })
}

/** An answer of 300 and more as an error that says what the store said. */
export function refusal(
  url: URL,
  { status, headers, body }: Pick<HttpAnswer, 'status' | 'headers' | 'body'>,
): TurnpikeError {
  const problem = /\bjson\b/.test(headers['content-type'] ?? '') ? problemOf(body) : undefined
  const said = [problem?.title, problem?.detail].filter((text) => text !== undefined).join(': ')
  const hint = said === '' ? HINTS[status] : said
  const message = `${url.origin}${url.pathname} answers ${status}${hint === undefined ? '' : `: ${hint}`}`
  return new TurnpikeError('STORE_REFUSED', message, { status, problems: problem?.problems ?? [] })
}

const HINTS: Readonly<Record<number, string>> = {
  401: 'it asks for a token it knows, such as one given as TURNPIKE_TOKEN',
  403: 'this token may not do that',
  407: 'the proxy on the way wants a name and a password',
  404: 'nothing is there; is this the address of a Turnpike store?',
  413: 'that is too much at once',
}

/** An RFC 9457 problem document, bounded, whatever it really is. */
function problemOf(body: string): { title?: string; detail?: string; problems: Problem[] } | undefined {
  try {
    const value = JSON.parse(body) as Record<string, unknown> | null
    if (typeof value !== 'object' || value === null) return undefined
    const problems = Array.isArray(value.problems) ? value.problems.slice(0, 100).flatMap(readProblem) : []
    return {
      ...(typeof value.title === 'string' ? { title: clean(value.title, 300) } : {}),
      ...(typeof value.detail === 'string' ? { detail: clean(value.detail, 1000) } : {}),
      problems,
    }
  } catch {
    return undefined
  }
}

/** A problem as a store writes it, in one line: it may repeat a stranger's words. What is not one is left out. */
export function readProblem(value: unknown): Problem[] {
  if (typeof value !== 'object' || value === null) return []
  const { path, message, line, column } = value as Record<string, unknown>
  if (typeof message !== 'string') return []
  return [
    {
      path: clean(path, 200),
      message: clean(message, 1000),
      ...(typeof line === 'number' ? { line } : {}),
      ...(typeof column === 'number' ? { column } : {}),
    },
  ]
}
