/**
 * XML from strangers, as a stream in bounded memory. No DOCTYPE at all, so there are no entities but XML's own five
 * and nothing outside of the file is ever asked for. Pure.
 *
 * Over `sax` in strict mode, which is lax in places. What it lets pass and is refused here: a second root element,
 * CDATA outside of the root, an attribute that is there twice (it takes the first), HTML's entities (`&nbsp;`), a
 * file without an element. Its own bounds hold only between two writes and stop at nothing else, so text comes in
 * pieces of 16 KiB, and what it has collected is looked at after each.
 *
 * Let pass on purpose, since tools write it: characters that XML forbids (an ESC in a message), also as `&#27;`,
 * which is kept as these letters.
 */
import type { QualifiedTag, SAXParser, Tag } from 'sax'
import { TurnpikeError } from '../../errors.ts'
import type { Bytes } from './report.ts'
import { xmlText } from './xml-text.ts'

export type XmlPiece =
  | {
      is: 'open'
      /** Without its prefix. */
      name: string
      /** Names as written. Only what is in the document: there is no `toString` in it. */
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

export const XML_LIMITS: XmlLimits = Object.freeze({ depth: 100, tag: 1024 * 1024 })

/** Longest name of an element or an attribute. */
const MAX_NAME = 1000

/**
 * The document, in groups as its bytes come. Comments and processing instructions are left out.
 * @throws TurnpikeError INVALID_REPORT with line and column
 */
export async function* readXml(
  bytes: Bytes,
  { limits = XML_LIMITS }: { limits?: XmlLimits } = {},
): AsyncGenerator<XmlPiece[]> {
  const { default: sax } = (await import('sax')) as unknown as { default: Sax }
  // It is a setting of the whole module; the bound of a tag is ours, and is smaller.
  if (sax.MAX_BUFFER_LENGTH < 2 * limits.tag) sax.MAX_BUFFER_LENGTH = 2 * limits.tag
  const parser = sax.parser(true, { strictEntities: true })
  const { OPEN_TAG, CLOSE_TAG_SAW_WHITE } = sax.STATE
  const inTag = (): boolean => parser.state >= OPEN_TAG && parser.state <= CLOSE_TAG_SAW_WHITE
  const pieces = collect(parser, limits)
  for await (const text of xmlText(bytes)) {
    guarded(parser, () => {
      parser.write(text)
      if (inTag() && parser.position - parser.startTagPosition > limits.tag)
        throw refusal(parser, `a tag of over ${limits.tag} characters`)
      checkCollected(parser)
      parser.flush()
    })
    if (pieces.length > 0) yield pieces.splice(0)
  }
  guarded(parser, () => {
    if (!parser.sawRoot) throw refusal(parser, 'there is no element in it; is it XML at all?')
    const [open] = parser.tags.slice(-1)
    if (open !== undefined) throw refusal(parser, `it ends inside of <${shown(open.name)}>; was it cut off?`)
    parser.close()
  })
  if (pieces.length > 0) yield pieces
}

/** What sax has and its types leave out. */
type Insides = SAXParser & {
  sawRoot: boolean
  tags: Tag[]
  tagName: string
  attribName: string
  entity: string
  sgmlDecl: string
  comment: string
  procInstName: string
  procInstBody: string
  startTagPosition: number
  state: number
}

interface Sax {
  parser: (strict: boolean, options: { strictEntities: boolean }) => Insides
  MAX_BUFFER_LENGTH: number
  STATE: Record<'OPEN_TAG' | 'CLOSE_TAG_SAW_WHITE', number>
}

function collect(parser: Insides, limits: XmlLimits): XmlPiece[] {
  const pieces: XmlPiece[] = []
  let roots = 0
  // Not `parser.tags`: there the element is gone already when the last text in it is told.
  let depth = 0
  const text = (piece: string): void => {
    if (depth > 0) pieces.push({ is: 'text', text: piece })
    else if (piece.trim() !== '') throw refusal(parser, 'there is text outside of the root element')
  }
  parser.ontext = text
  parser.oncdata = text
  const declaration = (): never => {
    throw refusal(parser, NO_DOCTYPE)
  }
  parser.ondoctype = declaration
  parser.onsgmldeclaration = declaration
  parser.onopentagstart = (tag) => {
    if (tag.name.length > MAX_NAME) throw refusal(parser, `a name of over ${MAX_NAME} characters`)
    if (depth === 0 && ++roots > 1) throw refusal(parser, `a second root element, <${shown(tag.name)}>`)
    if (depth >= limits.depth)
      throw refusal(parser, `elements stand more than ${limits.depth} deep in each other`)
    tag.attributes = Object.create(ONCE) as Tag['attributes']
  }
  parser.onopentag = ({ name, attributes }: Tag | QualifiedTag) => {
    depth++
    pieces.push({
      is: 'open',
      name: localName(name),
      attributes: attributes as Record<string, string>,
      line: parser.line + 1,
    })
  }
  parser.onclosetag = (name) => {
    depth--
    pieces.push({ is: 'close', name: localName(name), line: parser.line + 1 })
  }
  parser.onerror = (error) => {
    const [message = ''] = error.message.split('\n')
    // The one thing that is let pass: an entity that stands for a character no XML may hold.
    if (message === 'Invalid character entity' && /^#(?:x[0-9a-f]{1,8}|[0-9]{1,8})$/iu.test(parser.entity)) {
      parser.resume()
      return
    }
    throw refusal(parser, told(message, parser))
  }
  return pieces
}

const NO_DOCTYPE = 'a DOCTYPE or another declaration; reports need none, and none is read'

/**
 * sax asks the attributes themselves whether it has one already, and then drops the second. Asked through this
 * prototype, the answer to a second one is no.
 */
const ONCE: object = Object.create(null, {
  hasOwnProperty: {
    value(this: object, name: string): boolean {
      if (name === 'hasOwnProperty') throw new Error(`an attribute named ${name}`)
      if (Object.hasOwn(this, name)) throw new Error(`the attribute ${shown(name)} is there twice`)
      return false
    },
  },
}) as object

function checkCollected(parser: Insides): void {
  const { sgmlDecl, comment } = parser
  // Of a declaration nothing is kept but the `!`, of CDATA its opening.
  if (sgmlDecl !== '' && !'[CDATA['.startsWith(sgmlDecl) && sgmlDecl !== '-')
    throw refusal(parser, NO_DOCTYPE)
  if (inDoctype(parser)) throw refusal(parser, NO_DOCTYPE)
  for (const name of [parser.tagName, parser.attribName, parser.entity, parser.procInstName])
    if (name.length > MAX_NAME) throw refusal(parser, `a name of over ${MAX_NAME} characters`)
  // Of no use to anybody, and may be of any length.
  if (comment !== '') parser.comment = ''
  if (parser.procInstBody !== '') parser.procInstBody = ''
}

function inDoctype(parser: Insides): boolean {
  const { doctype } = parser as unknown as { doctype: unknown }
  return doctype !== '' && doctype !== undefined
}

function guarded(parser: Insides, step: () => void): void {
  try {
    step()
  } catch (error) {
    if (error instanceof TurnpikeError) throw error
    throw refusal(parser, error instanceof Error ? error.message : 'it cannot be read')
  }
}

/** sax's words say what it saw; these say what to make of it. */
function told(message: string, { entity }: Insides): string {
  if (message === 'Invalid character entity')
    return `the entity &${shown(entity)}; is not one of XML's own, and no others are read`
  if (message === 'Invalid character in entity name') return 'an & that begins no entity; it is written &amp;'
  if (message === 'Non-whitespace before first tag.') return 'it does not begin like XML'
  return message.replace(/\.$/u, '').replace(/^./u, (letter) => letter.toLowerCase())
}

function refusal({ line, column }: SAXParser, why: string): TurnpikeError {
  const message = `line ${line + 1}, column ${column}: ${why}`
  return new TurnpikeError('INVALID_REPORT', message, {
    problems: [{ path: '', message: why, line: line + 1, column }],
  })
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}
