/**
 * Bytes of an XML document → text, in pieces of bounded size. The encoding is what the first bytes say (XML 1.0,
 * appendix F): a byte order mark, else the declaration, else UTF-8. Pure.
 */
import { TurnpikeError } from '../../errors.ts'
import type { Bytes } from './report.ts'

/** Bytes that are decoded and parsed in one go. Small, because the parser looks at its bounds between pieces only. */
const PIECE = 16 * 1024

/** Enough for a declaration. It is waited for, or the end of the file. */
const HEAD = 256

/** Text of the document, piece by piece. Bytes that are no text become U+FFFD. @throws TurnpikeError INVALID_REPORT */
export async function* xmlText(bytes: Bytes): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let head = new Uint8Array(0)
  for await (const chunk of bytes) {
    let rest = chunk
    if (decoder === undefined) {
      head = joined(head, chunk)
      if (head.length < HEAD) continue
      decoder = decoderOf(head)
      rest = head
    }
    for (let at = 0; at < rest.length; at += PIECE)
      yield decoder.decode(rest.subarray(at, at + PIECE), { stream: true })
  }
  if (decoder === undefined) {
    decoder = decoderOf(head)
    yield decoder.decode(head, { stream: true })
  }
  const last = decoder.decode()
  if (last !== '') yield last
}

function joined(head: Uint8Array, chunk: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(head.length + chunk.length)
  both.set(head)
  both.set(chunk, head.length)
  return both
}

function decoderOf(head: Uint8Array): TextDecoder {
  const name = encodingOf(head)
  try {
    return new TextDecoder(name)
  } catch {
    throw new TurnpikeError(
      'INVALID_REPORT',
      `line 1: the file says it is written in the encoding ${JSON.stringify(name)}, which is not known here; write it as UTF-8`,
    )
  }
}

function encodingOf(head: Uint8Array): string {
  const [a, b, c, d] = head
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && head.length > 3 ? 'UTF-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0 && b === 0) return 'UTF-32'
  if (a === 0x3c && b === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c) return 'utf-16be'
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  const declaration = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]{1,60})["']/u.exec(
    String.fromCharCode(...head.subarray(0, HEAD)),
  )
  const name = declaration?.[1]?.trim() ?? 'utf-8'
  // The declaration was legible byte by byte, so it is wrong: .NET's StringWriter always says utf-16.
  return /^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/iu.test(name) ? 'utf-8' : name
}
