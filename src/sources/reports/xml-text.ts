/**
 * Which encoding an XML document is in, by its first bytes (XML 1.0, appendix F): a byte order mark, else the
 * declaration, else UTF-8. Pure.
 */
import type { Bytes } from './report.ts'
import { decoded, markedEncoding } from './text-pieces.ts'

/** Enough for a declaration. It is waited for, or the end of the file. */
const HEAD = 256

/** Text of the document, piece by piece. Bytes that are no text become U+FFFD. @throws TurnpikeError INVALID_REPORT */
export function xmlText(bytes: Bytes): AsyncGenerator<string> {
  return decoded(bytes, HEAD, xmlEncoding)
}

function xmlEncoding(head: Uint8Array): string {
  const marked = markedEncoding(head)
  if (marked !== undefined) return marked
  const [a, b] = head
  if (a === 0x3c && b === 0) return 'utf-16le'
  if (a === 0 && b === 0x3c) return 'utf-16be'
  const declaration = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"'>]{1,60})["']/u.exec(
    String.fromCharCode(...head.subarray(0, HEAD)),
  )
  const name = declaration?.[1]?.trim() ?? 'utf-8'
  // The declaration was legible byte by byte, so it is wrong: .NET's StringWriter always says utf-16.
  return /^(?:utf-?16|ucs-?2|iso-10646-ucs-2)/iu.test(name) ? 'utf-8' : name
}
