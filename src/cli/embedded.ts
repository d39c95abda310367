/** A store without a server: `--store sqlite:FILE`. The same handler as over HTTP, called in this process. */
import { createSseReader } from '../client/sse.ts'
import type { Client } from '../client/client.ts'
import { readReceipts } from '../client/delivery.ts'
import { TurnpikeError, type Problem } from '../errors.ts'
import { VERSION } from '../actions/version.ts'
import type { Terminal } from './command.ts'
import { requireNode24 } from './runtime.ts'

export interface Embedded {
  client: Client
  /** Any of the store's routes, with the answer as it is. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
  close: () => Promise<void>
}

const SCHEME = 'sqlite:'

export function isEmbedded(store: string): boolean {
  return store.startsWith(SCHEME)
}

/** @param store `sqlite:FILE` @throws TurnpikeError USAGE (older Node, no file), STORE_FAILED */
export async function openEmbedded(store: string, terminal: Terminal): Promise<Embedded> {
  requireNode24(`--store ${store}`)
  const file = store.slice(SCHEME.length)
  if (file === '') throw new TurnpikeError('USAGE', `--store ${store} names no file; write sqlite:events.db`)
  const [{ openSqliteStore }, { createOwnApp }, { readLogKeys }] = await Promise.all([
    import('../store/sqlite.ts'),
    import('../server/own-app.ts'),
    import('../server/log-key.ts'),
  ])
  const events = openSqliteStore(file)
  const app = await createOwnApp({
    store: events,
    // Whoever may not read it, or has none, has no checkpoints; all else goes on.
    signers: await readLogKeys(`${file}.log-key`).catch(() => []),
    now: terminal.now,
    newId: terminal.newId,
    version: VERSION,
    log: terminal.note,
  })
  const fetch = (path: string, init?: RequestInit) =>
    app.fetch(new Request(new URL(path.replace(/^\/+/, ''), 'http://127.0.0.1/'), init), {
      remoteAddress: '127.0.0.1',
    })
  return {
    fetch,
    client: clientOf(fetch),
    async close() {
      await app.close()
      await events.close()
    },
  }
}

type Fetch = Embedded['fetch']

function clientOf(fetch: Fetch): Client {
  return {
    async send(events) {
      const answer = await fetch('v1/events', post(JSON.stringify(events)))
      if (!answer.ok) return { receipts: [], undelivered: [...events], error: await refusal(answer) }
      return { receipts: readReceipts(await answer.text(), events), undelivered: [] }
    },
    async ask(body, { onPending, signal } = {}) {
      const init = post(JSON.stringify(body), { accept: 'text/event-stream' })
      const answer = await fetch('v1/decisions', signal === undefined ? init : { ...init, signal })
      if (!answer.ok) throw await refusal(answer)
      if (!(answer.headers.get('content-type') ?? '').startsWith('text/event-stream'))
        return (await answer.json()) as unknown
      return decisionIn(answer, onPending, signal)
    },
    async getJson(path) {
      const answer = await fetch(path)
      if (!answer.ok) throw await refusal(answer)
      return (await answer.json()) as unknown
    },
    async postJson(path, value) {
      const answer = await fetch(path, post(JSON.stringify(value)))
      if (!answer.ok) throw await refusal(answer)
      return (await answer.json()) as unknown
    },
    async putText(path, text, type) {
      const answer = await fetch(path, { method: 'PUT', body: text, headers: { 'content-type': type } })
      if (!answer.ok) throw await refusal(answer)
      return (await answer.json()) as unknown
    },
  }
}

function post(body: string, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }
}

async function decisionIn(
  answer: Response,
  onPending: ((decision: unknown) => void) | undefined,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const read = createSseReader()
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  const stop = () => void reader.cancel()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) throw new TurnpikeError('STORE_UNREACHABLE', 'Stopped before there was a decision')
      for (const { event, data } of read(decoder.decode(value, { stream: true }))) {
        if (event === 'decision') return JSON.parse(data) as unknown
        if (event === 'pending') onPending?.(JSON.parse(data))
        if (event === 'problem' || event === 'error')
          throw new TurnpikeError('STORE_FAILED', `The store failed: ${data}`)
      }
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

async function refusal(answer: Response): Promise<TurnpikeError> {
  const said = (await answer.json()) as {
    title?: string
    detail?: string
    type?: string
    problems?: Problem[]
  }
  const isPolicy = said.type?.endsWith('/invalid-policy') === true
  return new TurnpikeError(
    isPolicy ? 'INVALID_POLICY' : 'STORE_REFUSED',
    `The store answered ${answer.status}: ${said.detail ?? said.title ?? ''}`,
    {
      status: answer.status,
      problems: said.problems ?? [],
    },
  )
}
