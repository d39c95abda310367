/**
 * An OIDC token of a GitHub job, from the runner's token service: for one audience, valid for some minutes.
 *
 * Not `core.getIDToken`: loading its HTTP client takes 50 ms of every step, and it waits 3 minutes for an answer.
 * Source: docs.github.com, "OpenID Connect reference"; actions/toolkit, `oidc-utils.ts`.
 */
import { parseJson } from '../cdevents/parse.ts'
import { explain, TurnpikeError } from '../errors.ts'
import { isLoopback, type Env } from './address.ts'
import { sendUntilAnswered } from './attempts.ts'
import { isRetryable, systemClock, type Clock } from './retry.ts'

export interface TokenRequest {
  /** ACTIONS_ID_TOKEN_REQUEST_URL. */
  service: string
  /** ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
  secret: string
  audience: string
  /** Proxy variables. */
  env: Env
  log?: (line: string) => void
  clock?: Clock
}

/** How long a token may take, all attempts together: a step waits for it. */
const BUDGET_MS = 5_000
const TIMEOUT_MS = 5_000
/** A token is 2 KB. */
const MAX_ANSWER = 64 * 1024

/** @throws TurnpikeError NO_TOKEN, with `status` 503 when another attempt later may help; never with a secret in it */
export async function githubIdToken(request: TokenRequest): Promise<string> {
  const url = serviceUrl(request)
  const clock = request.clock ?? systemClock
  return tokenIn(await answerOf(url, request, clock))
}

function serviceUrl({ service, secret, audience }: TokenRequest): URL {
  const url = URL.canParse(service) ? new URL(service) : undefined
  if (url === undefined || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) {
    throw noToken('ACTIONS_ID_TOKEN_REQUEST_URL is no https address, so nothing is sent there')
  }
  if (!/^[\x21-\x7e]+$/.test(secret)) throw noToken('ACTIONS_ID_TOKEN_REQUEST_TOKEN is no token')
  // Appended, so that what GitHub put into the query stays as it is.
  url.search += `${url.search === '' ? '?' : '&'}audience=${encodeURIComponent(audience)}`
  url.hash = ''
  return url
}

async function answerOf(url: URL, { secret, env, log }: TokenRequest, clock: Clock): Promise<string> {
  const request = {
    method: 'GET' as const,
    url,
    headers: { accept: 'application/json', 'user-agent': 'turnpike', authorization: `Bearer ${secret}` },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_ANSWER,
    env,
  }
  try {
    const answer = await sendUntilAnswered(async () => request, {
      clock,
      deadline: clock.now() + BUDGET_MS,
      ...(log === undefined ? {} : { log: () => log('GitHub gave no id token yet; asking again') }),
    })
    return answer.body
  } catch (error) {
    throw failed(url, error)
  }
}

/** What it answered is not repeated: an address it names, or a text, could hold a secret. */
function failed(url: URL, error: unknown): TurnpikeError {
  const status = error instanceof TurnpikeError ? error.status : undefined
  if (status !== undefined) return noToken(`${url.origin} answers ${status}`, isRetryable(status))
  const lost = error instanceof TurnpikeError && error.code === 'STORE_UNREACHABLE'
  return noToken(lost ? explain(error.cause) || 'no answer' : explain(error), lost)
}

/** @throws TurnpikeError NO_TOKEN; without a cause, because the parser's message quotes what it read */
function tokenIn(body: string): string {
  let value: unknown
  try {
    value = (parseJson(body) as { value?: unknown } | null)?.value
  } catch {
    throw noToken('its answer is not JSON')
  }
  if (typeof value !== 'string' || value.length > 16_384 || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(value)) {
    throw noToken('its answer holds no token')
  }
  return value
}

/** @param passes whether another attempt later may help */
function noToken(why: string, passes = false): TurnpikeError {
  return new TurnpikeError('NO_TOKEN', `GitHub gave no id token: ${why}`, passes ? { status: 503 } : {})
}
