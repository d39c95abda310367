/**
 * Istanbul (Jest, Vitest, nyc), gcovr and Cobertura itself name their DTD in the second line. It is never loaded, and says
 * nothing about what follows: so a DOCTYPE that only names one is blanked out, and every other one is left for the XML
 * reader to refuse. Pure.
 */
import type { Bytes } from './report.ts'

/** With the declaration before it. No `[`: in there would be entities. */
const NAMED =
  /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^<>]*\?>)?\s*(<!DOCTYPE\s+coverage\s+(?:SYSTEM|PUBLIC\s+"[^"<>[\]]*")\s+["'][^"'<>[\]]*["']\s*>)/u
const HEAD = 1024

/** The same bytes with spaces in place of it, so that lines and columns stay as they are. */
export async function* withoutDoctype(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of bytes) {
    if (head === undefined) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < HEAD) continue
    yield blanked(head)
    head = undefined
  }
  if (head !== undefined) yield blanked(head)
}

function blanked(head: Buffer): Buffer {
  const [all = '', doctype = ''] = NAMED.exec(head.toString('latin1', 0, HEAD)) ?? []
  return doctype === '' ? head : head.fill(0x20, all.length - doctype.length, all.length)
}
