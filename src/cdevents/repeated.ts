/**
 * Members that are in a JSON object twice. `JSON.parse` takes the last one, others the first, so a text with two says
 * one thing to us and another to somebody else. RFC 8259 §4 warns of it; what is signed must have one meaning.
 */

const QUOTE = 34
const BACKSLASH = 92
const COLON = 58

/**
 * The first name that an object of this document has twice, or undefined. Names are compared as they read, so that
 * `"a"` and `"\u0061"` are one.
 * @param text a document that `JSON.parse` accepts
 */
export function repeatedMember(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '{') open.push(new Set())
    else if (mark === '[') open.push(undefined)
    else if (mark === '}' || mark === ']') open.pop()
    else if (mark === '"') {
      const end = endOfString(text, at)
      const names = open.at(-1)
      if (names !== undefined && text.charCodeAt(afterSpace(text, end)) === COLON) {
        const name = JSON.parse(text.slice(at, end)) as string
        if (names.has(name)) return name
        names.add(name)
      }
      at = end - 1
    }
  }
  return undefined
}

/** The same document without white space between its marks; numbers, escapes and names stay as they are written. */
export function compactJson(text: string): string {
  let compact = ''
  let at = 0
  while ((at = afterSpace(text, at)) < text.length) {
    const start = at
    if (text.charCodeAt(at) === QUOTE) at = endOfString(text, at)
    else at++
    compact += text.slice(start, at)
  }
  return compact
}

/** The first position at or after `at` that is not white space (RFC 8259 §2). */
function afterSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1
  return at + 1
}
