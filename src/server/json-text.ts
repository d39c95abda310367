/**
 * Finds the source text of values inside a JSON document, so that every event of a batch or an envelope is kept
 * exactly as it was sent: parsing and writing again would change large numbers, escapes and duplicate keys.
 * Everything here expects text that `JSON.parse` has accepted; it does not recurse, so depth costs nothing.
 */
import { afterSpace, afterString, QUOTE } from '../cdevents/json-text.ts'

const OPEN_BRACKET = 91
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125
const COMMA = 44

/** The text of every element of a JSON array. */
export function elementsOf(text: string): string[] {
  const elements: string[] = []
  let at = afterSpace(text, afterSpace(text, 0) + 1)
  while (text.charCodeAt(at) !== CLOSE_BRACKET) {
    const end = afterValue(text, at)
    elements.push(text.slice(at, end))
    at = afterSpace(text, end)
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1)
  }
  return elements
}

/**
 * The text of a JSON object's member, of the last one when the name is there twice (as `JSON.parse` has it).
 * @param spaced with the white space between the colon and it
 */
export function memberOf(text: string, name: string, spaced = false): string | undefined {
  let found: string | undefined
  let at = afterSpace(text, afterSpace(text, 0) + 1)
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const keyEnd = afterString(text, at)
    const key = JSON.parse(text.slice(at, keyEnd)) as string
    const behindColon = afterSpace(text, keyEnd) + 1
    const start = afterSpace(text, behindColon)
    const end = afterValue(text, start)
    if (key === name) found = text.slice(spaced ? behindColon : start, end)
    at = afterSpace(text, end)
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1)
  }
  return found
}

function afterValue(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === QUOTE) return afterString(text, at)
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return afterContainer(text, at)
  return afterLiteral(text, at)
}

function afterContainer(text: string, at: number): number {
  let depth = 0
  for (;;) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = afterString(text, at)
      continue
    }
    at++
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      depth--
      if (depth === 0) return at
    }
  }
}

/** A number, `true`, `false` or `null` ends at the next delimiter or at the end of the text. */
function afterLiteral(text: string, at: number): number {
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === COMMA || code === CLOSE_BRACKET || code === CLOSE_BRACE || code <= 32) return at
    at++
  }
  return at
}
