/** The beginning of a file, without losing it: formats are told apart by it. Pure. */
import type { Bytes } from './report.ts'
import { markedEncoding } from './text-pieces.ts'

const ENOUGH = 1024

/** @returns the first characters, without a byte order mark and white space; and all of the bytes */
export async function peek(bytes: Bytes): Promise<{ head: string; all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  let ended = false
  while (length < ENOUGH && !ended) {
    const next = await iterator.next()
    if (next.done === true) ended = true
    else {
      first.push(next.value)
      length += next.value.length
    }
  }
  const bytesOfHead = Buffer.concat(first).subarray(0, ENOUGH)
  // UTF-32 has no decoder; its readers say so.
  const isWide = markedEncoding(bytesOfHead)?.startsWith('utf-16') === true
  const head = new TextDecoder(isWide ? markedEncoding(bytesOfHead) : 'utf-8').decode(bytesOfHead).trimStart()
  return { head, all: resumed(first, iterator) }
}

async function* resumed(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* first
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    // A file that is refused half-way is closed.
    await rest.return?.()
  }
}
