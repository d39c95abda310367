/** `GET /v1/stream`: every accepted event from a position on, as server-sent events. */
import type { EventStore, StoredEvent } from '../store/store.ts'
import { storedJson, typesOf } from './events.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'
import { SSE_HEADERS, sseResponse, type SseMessage } from './sse.ts'

const HEARTBEAT_MS = 15_000
const MAX_STREAMS = 1000
/** A credential ends, and a stream with it: its reader comes again after what it saw last, and shows who it is. */
const LONGEST_MS = 15 * 60_000

export interface Streams {
  open: (call: Call) => Promise<Response>
  count: () => number
  /** Ends every stream; each reader resumes elsewhere from the last id it saw. */
  close: () => void
}

export function createStreams(
  store: EventStore,
  organisation: string,
  longestMs: number = LONGEST_MS,
): Streams {
  const running = new Set<AbortController>()
  return {
    count: () => running.size,
    close: () => running.forEach((stream) => stream.abort()),
    open: async (call) => {
      // Nobody would ever read or end the stream behind it.
      if (call.request.method === 'HEAD') return new Response(null, { headers: SSE_HEADERS })
      if (running.size >= MAX_STREAMS) throw new Refusal('too-many-waits', 'Too many streams are open.')
      const after = await startOf(call, () => store.position(organisation))
      const types = typesOf(call.query)
      const keys = call.query.all('key')
      const stream = new AbortController()
      const events = store.follow(organisation, after, {
        signal: stream.signal,
        ...(types.length === 0 ? {} : { types }),
        ...(keys.length === 0 ? {} : { keys }),
      })
      running.add(stream)
      const end = setTimeout(() => stream.abort(), longestMs).unref()
      return sseResponse(messagesOf(events), HEARTBEAT_MS, () => {
        clearTimeout(end)
        running.delete(stream)
        stream.abort()
      })
    },
  }
}

/** After what to begin: what the reader saw last, else what it asks for, else what is newest now. */
async function startOf(call: Call, newest: () => Promise<number>): Promise<number> {
  const seen = call.request.headers.get('last-event-id')
  if (seen === null || seen === '') return call.query.integer('after') ?? (await newest())
  if (!/^\d{1,15}$/.test(seen))
    throw new Refusal('bad-request', 'Last-Event-ID is not a sequence of this store.')
  return Number(seen)
}

async function* messagesOf(events: AsyncIterable<StoredEvent>): AsyncGenerator<SseMessage> {
  for await (const stored of events) {
    yield { id: String(stored.sequence), data: storedJson(stored) }
  }
}
