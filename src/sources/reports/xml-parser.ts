/**
 * The parser under `readXml`. Written here after a first version over sax, which takes a process 2.3 times the CPU time
 * for 200 MB, be it test cases or one long text; is lax in strict mode (it drops a second attribute of one name); looks
 * at its bounds between two writes only; and has to be bounded by inner fields of its own, one of them global. A test
 * compares the two on thousands of documents. Pure.
 *
 * What it does not do, on purpose: no DOCTYPE, so no entities but XML's own five. What it lets pass, since tools write
 * it: `--` in a comment, `<` in an attribute, characters that XML forbids, also as `&#27;` (kept as these letters).
 */
import { TurnpikeError } from '../../errors.ts'
import type { XmlLimits, XmlPiece } from './xml.ts'

/** Longest name of an element or an attribute. */
const MAX_NAME = 1000
/** Attributes of one element. */
const MAX_ATTRIBUTES = 1000

/** A name; beyond ASCII every character is let pass. */
const NAME = /[:A-Z_a-z\u0080-\uffff][-.:\w\u0080-\uffff]*/y
const ATTRIBUTE = /\s+([:A-Z_a-z\u0080-\uffff][-.:\w\u0080-\uffff]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
const TAG_END = /\s*\/?$/y
/** Where a tag or a quoted value in it may end. */
const QUOTE_OR_END = /["'>]/g
const ENTITY = /&(?:([^&;<\s]{1,100});)?/g
const FIVE: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Whatever is read to its end and not kept: what ends it. */
const ENDS = { comment: '-->', instruction: '?>', cdata: ']]>' } as const
type Mode = 'text' | keyof typeof ENDS

export interface XmlParser {
  /** Takes the next text of the document. `refused` is INVALID_REPORT with line and column, and the end of it. */
  feed(text: string): { pieces: XmlPiece[]; refused?: TurnpikeError }
  /** The document has ended. */
  end(): void
}

export function createXmlParser(limits: XmlLimits): XmlParser {
  const open: string[] = []
  let pieces: XmlPiece[] = []
  let seenRoot = false
  let mode: Mode = 'text'
  /** What is not parsed yet. */
  let buffer = ''
  /** Up to where it is parsed. */
  let at = 0
  /** The line at hand, where it begins (a place in the buffer; negative: before it), and where it ends (-1: not here). */
  let line = 1
  let lineStart = 0
  let newline = -1
  /** Up to where the tag at hand was looked through for its end, in vain. */
  let looked = 0

  /** Places only grow. Each newline is looked for once: a document may be one line. */
  function lineAt(place: number): number {
    while (newline !== -1 && newline < place) {
      line++
      lineStart = newline + 1
      newline = buffer.indexOf('\n', lineStart)
    }
    return line
  }

  function refusal(place: number, why: string): TurnpikeError {
    const where = lineAt(place)
    const column = place - lineStart + 1
    const message = `line ${where}, column ${column}: ${why}`
    return new TurnpikeError('INVALID_REPORT', message, {
      problems: [{ path: '', message: why, line: where, column }],
    })
  }

  function decoded(text: string, place: number): string {
    if (!text.includes('&')) return text
    return text.replace(ENTITY, (whole, name: string | undefined, offset: number) => {
      if (name === undefined) throw refusal(place + offset, 'an & that begins no entity; it is written &amp;')
      const letter = FIVE.get(name)
      if (letter !== undefined) return letter
      const [, hex, decimal] = /^#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))$/iu.exec(name) ?? []
      if (hex === undefined && decimal === undefined)
        throw refusal(
          place + offset,
          `the entity &${shown(name)}; is none of XML's own five, and no others are read`,
        )
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return isCharacter(code) ? String.fromCodePoint(code) : whole
    })
  }

  function text(to: number, raw: boolean): void {
    if (to <= at) return
    const said = buffer.slice(at, to)
    if (open.length > 0) pieces.push({ is: 'text', text: raw ? said : decoded(said, at) })
    else if (raw || /\S/u.test(said)) {
      const place = at + (raw ? 0 : said.search(/\S/u))
      throw refusal(place, seenRoot ? 'there is text behind the root element' : 'it does not begin like XML')
    }
    at = to
  }

  /** @returns false when more has to be read first */
  function step(): boolean {
    if (mode !== 'text') return skipped(mode)
    const mark = buffer.indexOf('<', at)
    if (mark === -1) {
      // An entity may go on in the next piece.
      const entity = buffer.lastIndexOf('&')
      const cut = entity >= at && buffer.length - entity < 110 && !buffer.includes(';', entity)
      text(cut ? entity : buffer.length, false)
      return false
    }
    text(mark, false)
    const next = buffer[mark + 1]
    if (next === undefined) return false
    if (next === '?') return begun('instruction', 2)
    if (next === '!') return declared()
    return next === '/' ? closed() : opened()
  }

  function begun(what: Mode, length: number): boolean {
    mode = what
    at += length
    return true
  }

  function declared(): boolean {
    if (buffer.startsWith('<!--', at)) return begun('comment', 4)
    if (buffer.startsWith('<![CDATA[', at)) {
      if (open.length === 0) throw refusal(at, 'there is text outside of the root element')
      return begun('cdata', 9)
    }
    const head = buffer.slice(at, at + 9)
    if (head.length < 9 && ('<![CDATA['.startsWith(head) || '<!--'.startsWith(head))) return false
    throw refusal(at, 'a DOCTYPE or another declaration; reports need none, and none is read')
  }

  function skipped(what: keyof typeof ENDS): boolean {
    const found = buffer.indexOf(ENDS[what], at)
    const to = found === -1 ? Math.max(at, buffer.length - ENDS[what].length + 1) : found
    if (what === 'cdata') text(to, true)
    at = to
    if (found === -1) return false
    at += ENDS[what].length
    mode = 'text'
    return true
  }

  function opened(): boolean {
    const end = tagEnd()
    const size = (end === -1 ? buffer.length : end) - at
    if (size > limits.tag) throw refusal(at, `a tag of over ${limits.tag} characters`)
    if (end === -1) return false
    const tag = buffer.slice(at + 1, end)
    const name = nameIn(tag)
    if (open.length === 0 && seenRoot) throw refusal(at, `a second root element, <${shown(name)}>`)
    if (open.length >= limits.depth)
      throw refusal(at, `elements stand more than ${limits.depth} deep in each other`)
    const attributes = attributesOf(tag, name)
    const where = lineAt(at)
    const local = localName(name)
    seenRoot = true
    pieces.push({ is: 'open', name: local, attributes, line: where })
    if (tag.endsWith('/')) pieces.push({ is: 'close', name: local, line: where })
    else open.push(name)
    at = end + 1
    return true
  }

  /** Where the tag at hand ends, past what is quoted; -1 when that is not here yet. */
  function tagEnd(): number {
    for (let from = at + 1; ;) {
      QUOTE_OR_END.lastIndex = from
      const found = QUOTE_OR_END.exec(buffer)
      if (found === null) return -1
      if (found[0] === '>') return found.index
      const closing = buffer.indexOf(found[0], found.index + 1)
      if (closing === -1) return -1
      from = closing + 1
    }
  }

  function nameIn(tag: string): string {
    NAME.lastIndex = 0
    const name = NAME.exec(tag)?.[0]
    if (name === undefined) throw refusal(at, 'a < that begins no tag; in text it is written &lt;')
    if (name.length > MAX_NAME) throw refusal(at, `a name of over ${MAX_NAME} characters`)
    return name
  }

  function attributesOf(tag: string, element: string): Record<string, string> {
    const attributes = Object.create(null) as Record<string, string>
    let place = element.length
    for (let count = 1; ; count++) {
      ATTRIBUTE.lastIndex = place
      const [whole, name = '', double, single] = ATTRIBUTE.exec(tag) ?? []
      if (whole === undefined) break
      const where = at + 1 + place + whole.indexOf(name)
      if (name.length > MAX_NAME) throw refusal(where, `a name of over ${MAX_NAME} characters`)
      if (count > MAX_ATTRIBUTES) throw refusal(where, `more than ${MAX_ATTRIBUTES} attributes`)
      if (name in attributes) throw refusal(where, `the attribute ${shown(name)} is there twice`)
      const value = double ?? single ?? ''
      attributes[name] = decoded(value, at + place + whole.length - value.length)
      place += whole.length
    }
    TAG_END.lastIndex = place
    if (!TAG_END.test(tag))
      throw refusal(at + place + 1, `in <${shown(element)}> is something that is not written name="value"`)
    return attributes
  }

  function closed(): boolean {
    const end = buffer.indexOf('>', at)
    if (end === -1 ? buffer.length - at > 2 * MAX_NAME : end - at > 2 * MAX_NAME)
      throw refusal(at, `a name of over ${MAX_NAME} characters`)
    if (end === -1) return false
    const name = buffer.slice(at + 2, end).trimEnd()
    const expected = open.pop()
    if (name !== expected)
      throw refusal(
        at,
        `</${shown(name)}> closes ${expected === undefined ? 'nothing' : `<${shown(expected)}>`}`,
      )
    pieces.push({ is: 'close', name: localName(name), line: lineAt(at) })
    at = end + 1
    return true
  }

  return {
    feed(more) {
      lineAt(at)
      const rest = buffer.length - at
      // What is parsed goes; the rest is rarely more than the piece of a tag.
      buffer = rest === 0 ? more : buffer.slice(at) + more
      lineStart -= at
      newline = newline === -1 ? buffer.indexOf('\n', rest) : newline - at
      looked = Math.max(0, looked - at)
      at = 0
      let refused: TurnpikeError | undefined
      try {
        while (at < buffer.length && step());
      } catch (error) {
        // What stands before it was read, and may say that a test failed.
        if (!(error instanceof TurnpikeError)) throw error
        refused = error
      }
      const found = pieces
      pieces = []
      return { pieces: found, ...(refused === undefined ? {} : { refused }) }
    },
    end() {
      const inside = open.at(-1)
      if (inside !== undefined)
        throw refusal(buffer.length, `it ends inside of <${shown(inside)}>; was it cut off?`)
      if (mode !== 'text' || at < buffer.length)
        throw refusal(buffer.length, 'it ends in the middle of something; was it cut off?')
      if (!seenRoot) throw refusal(buffer.length, 'there is no element in it; is it XML at all?')
    },
  }
}

/** `Char` of XML 1.0. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

function shown(name: string): string {
  return name.length > 80 ? `${name.slice(0, 80)}…` : name
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}
