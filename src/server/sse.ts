/** Server-sent events (WHATWG HTML §9.2), written only as fast as the reader reads. */
import { COMMON_HEADERS } from './answer.ts'

export interface SseMessage {
  event?: string
  id?: string
  data: string
}

/** One message as it goes over the wire; text with line breaks becomes several `data` lines. */
function sseText(message: SseMessage): string {
  const head = (message.event === undefined ? '' : `event: ${message.event}\n`) + idLine(message.id)
  return `${head}${message.data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
}

function idLine(id: string | undefined): string {
  return id === undefined ? '' : `id: ${id}\n`
}

/** The second one keeps nginx from holding messages back. */
export const SSE_HEADERS = {
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
  ...COMMON_HEADERS,
}

const HEARTBEAT = ': alive\n\n'

/**
 * Answers with messages as they come, and with a comment whenever nothing was said for `heartbeatMs`, so that nobody
 * on the way takes the connection for dead. The source is asked for the next message only when the reader has taken
 * the last one. `onClose` is called once, at the end or when the reader goes away.
 */
export function sseResponse(
  messages: AsyncIterator<SseMessage>,
  heartbeatMs: number,
  onClose: () => void,
): Response {
  const encoder = new TextEncoder()
  let upcoming: Promise<IteratorResult<SseMessage>> | undefined
  let closed = false
  const close = () => {
    if (closed) return
    closed = true
    onClose()
    // The source may be waiting for something that never comes: it is told by onClose, not waited for.
    void messages.return?.().catch(() => undefined)
  }
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        upcoming ??= messages.next()
        const next = await orSilence(upcoming, heartbeatMs)
        if (closed) return
        if (next === undefined) return controller.enqueue(encoder.encode(HEARTBEAT))
        upcoming = undefined
        if (next.done !== true) return controller.enqueue(encoder.encode(sseText(next.value)))
        close()
        controller.close()
      },
      cancel: close,
    },
    { highWaterMark: 1 },
  )
  return new Response(stream, { headers: SSE_HEADERS })
}

/** What comes first: the value, or undefined after so many milliseconds. */
async function orSilence<T>(value: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([value, silence])
  } finally {
    clearTimeout(timer)
  }
}
