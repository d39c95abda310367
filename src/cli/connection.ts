/** Reading from a store, over HTTP or in this process. */
import { allowsPlainHttp, storeAddress } from '../client/address.ts'
import { openAs } from '../client/bearer.ts'
import { credentialFor } from '../client/credentials.ts'
import { readAll, type HttpRequest } from '../client/http.ts'
import { TurnpikeError, explain, type Problem } from '../errors.ts'
import type { Args, Terminal } from './command.ts'
import { isEmbedded, openEmbedded } from './embedded.ts'
import { tokenOf } from './surroundings.ts'

export interface Connection {
  /** The store, for people. */
  name: string
  /** The text at a path. @throws TurnpikeError STORE_UNREACHABLE, STORE_REFUSED, NOT_FOUND */
  text: (path: string, accept?: string) => Promise<string>
  /** What stands at a path, as it comes, until the signal aborts or the store ends it. Throws as `text`. */
  pieces: (path: string, signal: AbortSignal) => Promise<AsyncIterable<Uint8Array>>
  /** Hands in a text; the answer's text. Throws as `text`. */
  post: (path: string, body: string, type: string) => Promise<string>
  close: () => Promise<void>
}

const TIMEOUT_MS = 30_000
const MOST_PROBLEMS = 100

/** @throws TurnpikeError USAGE when no store is named */
export async function connect(args: Args, terminal: Terminal): Promise<Connection> {
  const store = args.text('store') ?? terminal.env['TURNPIKE_STORE'] ?? ''
  if (store === '') throw new TurnpikeError('USAGE', 'which store? Give --store URL, or set TURNPIKE_STORE')
  return isEmbedded(store) ? embedded(store, terminal) : remote(store, args, terminal)
}

async function embedded(store: string, terminal: Terminal): Promise<Connection> {
  const opened = await openEmbedded(store, terminal)
  const answerTo = async (path: string, init: RequestInit) => {
    const answer = await opened.fetch(path, init)
    if (!answer.ok) throw refused(store, answer.status, await answer.text())
    return answer
  }
  return {
    name: store,
    text: async (path, accept = 'application/json') => (await answerTo(path, { headers: { accept } })).text(),
    pieces: async (path, signal) => {
      const body = (await answerTo(path, { headers: { accept: 'text/event-stream' } })).body
      const reader = (body as ReadableStream<Uint8Array>).getReader()
      signal.addEventListener('abort', () => void reader.cancel(), { once: true })
      return piecesOf(reader)
    },
    post: async (path, body, type) =>
      (await answerTo(path, { method: 'POST', body, headers: { 'content-type': type } })).text(),
    close: opened.close,
  }
}

async function* piecesOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

function remote(store: string, args: Args, terminal: Terminal): Connection {
  const explicit = tokenOf(args, terminal)
  const token = credentialFor({ store, explicit, env: terminal.env })
  const base = storeAddress(store, {
    token: token !== undefined,
    allowPlainHttp: allowsPlainHttp(terminal.env),
  })
  type Given = Pick<HttpRequest, 'method' | 'headers' | 'body' | 'signal'>
  const request = async (path: string, given: Given) => {
    try {
      return await openAs({ ...given, url: addressOf(path, base), timeoutMs: TIMEOUT_MS }, token)
    } catch (cause) {
      if (cause instanceof TurnpikeError) throw cause
      throw new TurnpikeError('STORE_UNREACHABLE', `${store} cannot be reached (${explain(cause)})`)
    }
  }
  const answerTo = async (path: string, given: Given) => {
    const answer = await request(path, given)
    if (answer.status < 300) return answer
    const body = await readAll(answer)
    const refusal = refused(store, answer.status, body)
    if (answer.status !== 401 && answer.status !== 403) throw refusal
    // Neither another token nor a grant would help: the sentence says who may.
    if (problemIn(body).type === 'urn:turnpike:problem/not-yours') throw refusal
    const { tokenAdvice } = await import('../client/token-advice.ts')
    const todo = tokenAdvice({ store, explicit, env: terminal.env, status: answer.status })
    throw new TurnpikeError('STORE_REFUSED', `${refusal.message} What to do: ${todo}.`, {
      status: answer.status,
    })
  }
  return {
    name: store,
    text: async (path, accept = 'application/json') =>
      readAll(await answerTo(path, { method: 'GET', headers: { accept } })),
    pieces: async (path, signal) =>
      (await answerTo(path, { method: 'GET', headers: { accept: 'text/event-stream' }, signal })).pieces,
    post: async (path, body, type) =>
      readAll(await answerTo(path, { method: 'POST', headers: { 'content-type': type }, body })),
    close: async () => undefined,
  }
}

/** @throws TurnpikeError USAGE for a name such as `..`, which an address takes for a step up */
function addressOf(path: string, base: URL): URL {
  const url = new URL(path, base)
  if (url.origin === base.origin && url.pathname === base.pathname + path.split('?', 1)[0]) return url
  throw new TurnpikeError('USAGE', `${JSON.stringify(path)} is no path in a store`)
}

function refused(store: string, status: number, body: string): TurnpikeError {
  const { title, detail, problems } = problemIn(body)
  const said = detail ?? title ?? ''
  return new TurnpikeError(
    status === 404 ? 'NOT_FOUND' : 'STORE_REFUSED',
    `${store} answered ${status}${said === '' ? '' : `: ${said}`}`,
    { status, problems: problemsIn(problems) },
  )
}

/** Those that say something: whatever answers need not be a store. */
function problemsIn(given: unknown): Problem[] {
  if (!Array.isArray(given)) return []
  return given.slice(0, MOST_PROBLEMS).flatMap((one: Partial<Problem> | null) => {
    const { path, message } = one ?? {}
    return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : []
  })
}

interface ProblemIn {
  type?: string
  title?: string
  detail?: string
  problems?: unknown
}

function problemIn(body: string): ProblemIn {
  try {
    return (JSON.parse(body) as ProblemIn | null) ?? {}
  } catch {
    return {}
  }
}
