/** When to try again, and after how long. Pure but for what `Clock` brings. */

/** Time and chance, so that tests bring their own. */
export interface Clock {
  /** Milliseconds; only differences count. */
  now(): number
  /** Resolves after the time, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** 0 ≤ x < 1. */
  random(): number
}

const FIRST_MS = 250
const MOST_MS = 15_000

/** 408, 429 and every 5xx may be different next time; other answers are final. */
export function isRetryable(status: number): boolean {
  return status === 408 || status === 429 || status >= 500
}

/**
 * How long to wait before attempt `attempt + 1`: full jitter over a doubling bound, so that a hundred jobs that failed
 * together do not come back together; never sooner than the server asks.
 */
export function backoffMs(attempt: number, random: number, retryAfterMs = 0): number {
  const jittered = random * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20))
  // Those who were told the same moment are spread after it, too.
  return Math.round(retryAfterMs > 0 ? retryAfterMs + random * FIRST_MS : jittered)
}

/** `Retry-After` (seconds or an HTTP date) in milliseconds from now; 0 when absent or unreadable. */
export function retryAfterMs(value: string | undefined, now: number): number {
  if (value === undefined) return 0
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const time = Date.parse(text)
  return Number.isNaN(time) ? 0 : Math.max(0, time - now)
}

/** The process's clock. */
export const systemClock: Clock = {
  now: Date.now,
  random: Math.random,
  sleep(ms, signal) {
    const { promise, resolve } = Promise.withResolvers<void>()
    if (signal?.aborted === true) return Promise.resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
    return promise
  },
}
