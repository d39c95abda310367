/**
 * XML from strangers, as a stream in bounded memory. No DOCTYPE at all, so there are no entities but XML's own five,
 * and nothing outside of the file is ever asked for. Pure.
 */
import type { Bytes } from './report.ts'
import { createXmlParser } from './xml-parser.ts'
import { xmlText } from './xml-text.ts'

export type XmlPiece =
  | {
      is: 'open'
      /** Without its prefix. */
      name: string
      /** Names as written, prefix and all; values without entities. Has no prototype. */
      attributes: Readonly<Record<string, string>>
      line: number
    }
  /** Text or CDATA; a long one comes in several pieces. */
  | { is: 'text'; text: string }
  | { is: 'close'; name: string; line: number }

export interface XmlLimits {
  /** Elements in each other. */
  depth: number
  /** Characters of one tag with all its attributes. */
  tag: number
}

const XML_LIMITS: XmlLimits = Object.freeze({ depth: 100, tag: 1024 * 1024 })

/**
 * The document, in groups as its bytes come. Comments and processing instructions are left out.
 * @throws TurnpikeError INVALID_REPORT with line and column
 */
export async function* readXml(
  bytes: Bytes,
  { limits = XML_LIMITS }: { limits?: XmlLimits } = {},
): AsyncGenerator<XmlPiece[]> {
  const parser = createXmlParser(limits)
  for await (const text of xmlText(bytes)) {
    const { pieces, refused } = parser.feed(text)
    if (pieces.length > 0) yield pieces
    if (refused !== undefined) throw refused
  }
  parser.end()
}
