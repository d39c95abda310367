/**
 * Members that are in a JSON object twice. `JSON.parse` takes the last one, others the first, so a text with two says
 * one thing to us and another to somebody else. RFC 8259 §4 warns of it; what is signed must have one meaning.
 */
import { afterSpace, afterString, COLON, QUOTE } from './json-text.ts'

/**
 * The first name that an object of this document has twice, at any depth, or undefined. Names are compared as they
 * read, so that `"a"` and `"\u0061"` are one.
 * @param text a document that `JSON.parse` accepts
 */
export function repeatedMember(text: string): string | undefined {
  // A list has no names; an object has those seen so far.
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '{') open.push(new Set())
    else if (mark === '[') open.push(undefined)
    else if (mark === '}' || mark === ']') open.pop()
    else if (mark === '"') {
      const end = afterString(text, at)
      const names = open.at(-1)
      if (names !== undefined && text.charCodeAt(afterSpace(text, end)) === COLON) {
        const name = nameIn(text.slice(at, end))
        if (names.has(name)) return name
        names.add(name)
      }
      at = end - 1
    }
  }
  return undefined
}

/** Most names have no escape, and are read in a fraction of the time. */
function nameIn(string: string): string {
  return string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1)
}

/**
 * The same document without white space between its marks; numbers, escapes and names stay as they are written.
 * @param text a document that `JSON.parse` accepts
 */
export function compactJson(text: string): string {
  let compact = ''
  let at = 0
  while ((at = afterSpace(text, at)) < text.length) {
    const start = at
    at = text.charCodeAt(at) === QUOTE ? afterString(text, at) : at + 1
    compact += text.slice(start, at)
  }
  return compact
}
