/** Bytes of a text file → text, in pieces of bounded size, whatever its lines. Pure. */
import { TurnpikeError } from '../../errors.ts'
import type { Bytes } from './report.ts'

/** Bytes that are decoded in one go. Small, because readers look at their bounds between pieces only. */
const PIECE = 16 * 1024

/**
 * @param first how many bytes the encoding is told by (fewer where the file has fewer)
 * @param encodingOf a label of the WHATWG Encoding Standard
 * @throws TurnpikeError INVALID_REPORT for an encoding that is not known. Bytes that are no text become U+FFFD
 */
export async function* decoded(
  bytes: Bytes,
  first: number,
  encodingOf: (head: Uint8Array) => string,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let head = new Uint8Array(0)
  for await (const chunk of bytes) {
    let rest = chunk
    if (decoder === undefined) {
      head = joined(head, chunk)
      if (head.length < first) continue
      decoder = decoderFor(encodingOf(head))
      rest = head
    }
    for (let at = 0; at < rest.length; at += PIECE)
      yield decoder.decode(rest.subarray(at, at + PIECE), { stream: true })
  }
  if (decoder === undefined) {
    decoder = decoderFor(encodingOf(head))
    yield decoder.decode(head, { stream: true })
  }
  const last = decoder.decode()
  if (last !== '') yield last
}

/** What a byte order mark says. */
export function markedEncoding([a, b, c, d]: Uint8Array): string | undefined {
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'UTF-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return 'UTF-32'
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : undefined
}

function joined(head: Uint8Array, chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(head.length + chunk.length)
  both.set(head)
  both.set(chunk, head.length)
  return both
}

function decoderFor(name: string): TextDecoder {
  try {
    return new TextDecoder(name)
  } catch {
    const message = `line 1: the file says it is in the encoding ${JSON.stringify(name)}, which is not known here; write it as UTF-8`
    throw new TurnpikeError('INVALID_REPORT', message, { problems: [{ path: '', message, line: 1 }] })
  }
}
