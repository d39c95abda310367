/** Steps through the text of a JSON document (RFC 8259) without reading it. Nothing recurses, so depth costs nothing. */

export const QUOTE = 34
const BACKSLASH = 92
export const COLON = 58

/** The first position at or after `at` that is not white space (RFC 8259 §2). */
export function afterSpace(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at
    at++
  }
}

/** Behind the closing quote of the string that begins at `start`; -1 when it does not end. */
export function afterString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote === -1 ? -1 : quote + 1
}

/** A quote is escaped when an odd number of backslashes stands before it; an even number escape each other. */
function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1
  while (text.charCodeAt(before) === BACKSLASH) before--
  return (quote - before) % 2 === 0
}
