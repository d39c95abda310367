/** Reads a request's body, never more of it than is allowed. */
import { Refusal } from './problem.ts'

export const MAX_EVENT_BYTES = 1024 * 1024
export const MAX_BATCH_BYTES = 16 * 1024 * 1024

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * The body as text, without a byte order mark. `limitFor` sees the first chunk and says how many bytes may follow it
 * in all; reading stops as soon as they are passed.
 * @throws Refusal too-large, or bad-request when the bytes are not UTF-8 or the body breaks off
 */
export async function readText(request: Request, limitFor: (start: Uint8Array) => number): Promise<string> {
  const announced = Number(request.headers.get('content-length') ?? NaN)
  if (announced > MAX_BATCH_BYTES) throw tooLarge(MAX_BATCH_BYTES)
  // The listener passes on exactly what was announced, so a small body can be read in one go.
  if (announced <= MAX_EVENT_BYTES) return toText(new Uint8Array(await whole(request)), limitFor)
  if (request.body === null) return ''
  return decode(await streamed(request.body, limitFor))
}

async function whole(request: Request): Promise<ArrayBuffer> {
  try {
    return await request.arrayBuffer()
  } catch {
    throw new Refusal('bad-request', 'The body broke off.')
  }
}

function toText(bytes: Uint8Array, limitFor: (start: Uint8Array) => number): string {
  const limit = limitFor(bytes)
  if (bytes.length > limit) throw tooLarge(limit)
  return decode(bytes)
}

async function streamed(
  body: ReadableStream<Uint8Array>,
  limitFor: (start: Uint8Array) => number,
): Promise<Uint8Array> {
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  let limit: number | undefined
  for (;;) {
    const { done, value } = await read(reader)
    if (done) return Buffer.concat(chunks, size)
    if (value.length === 0) continue
    limit ??= limitFor(value)
    size += value.length
    if (size > limit) {
      void reader.cancel().catch(() => undefined)
      throw tooLarge(limit)
    }
    chunks.push(value)
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read()
  } catch {
    throw new Refusal('bad-request', 'The body broke off.')
  }
}

function decode(bytes: Uint8Array): string {
  try {
    // TextDecoder drops one byte order mark by itself.
    return decoder.decode(bytes)
  } catch {
    throw new Refusal('bad-request', 'The body is not UTF-8.')
  }
}

function tooLarge(limit: number): Refusal {
  return new Refusal(
    'too-large',
    `A body of this form may have ${limit} bytes. One event may have 1 MiB, a batch 16 MiB; send several batches.`,
    { headers: { connection: 'close' } },
  )
}
