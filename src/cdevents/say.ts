/** The sentences a problem is told in: what was given, what is allowed. */
import type { Node } from './shape.ts'

const SHOWN = 80

/** Any value in a few words, bounded: it comes from a stranger. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    if (value === '') return 'an empty string'
    return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value)
  }
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return `the number ${value}`
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return value === undefined ? 'nothing' : `a ${typeof value}`
}

/** What a field must be, as the end of "must be …". */
export function wanted(node: Node): string {
  switch (node.kind) {
    case 'text':
      return node.filled === true ? 'a string that is not empty' : 'a string'
    case 'suggested':
      return `a string${node.filled === true ? ' that is not empty' : ''}, usually ${either(node.words)}`
    case 'words':
      return node.words.length === 1 ? JSON.stringify(node.words[0]) : `one of ${either(node.words)}`
    case 'uri':
      return 'an absolute URI, such as https://example.com/path'
    case 'reference':
      return `a URI or a relative reference${node.empty === true ? '' : ' that is not empty'}`
    case 'time':
      return 'a date and time with its zone (RFC 3339), such as 2026-11-21T14:03:00Z'
    case 'pattern':
      return `of the form ${node.form}`
    case 'list':
      return 'a list of strings'
    case 'object':
      return 'an object'
    case 'data':
      return 'an object, or a string that holds base64'
    case 'links':
      return 'a list of links'
  }
}

function either(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`
}

/** The words other versions and other tools use for what is now a closed list. */
const SYNONYMS: Readonly<Record<string, string>> = {
  pass: 'success',
  passed: 'success',
  succeeded: 'success',
  ok: 'success',
  fail: 'failure',
  failed: 'failure',
  cancelled: 'cancel',
  canceled: 'cancel',
  url: 'uri',
  version: 'specversion',
}

/** What was probably meant: the same word in another spelling, or an older name; undefined when nothing is near. */
export function nearest(given: string, allowed: Iterable<string>): string | undefined {
  if (given.length > 40) return undefined
  const lower = given.toLowerCase()
  const synonym = SYNONYMS[lower]
  let best: string | undefined
  let bestDistance = given.length < 5 ? 2 : 3
  for (const word of allowed) {
    if (word === synonym) return word
    const distance = steps(lower, word.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      best = word
      bestDistance = distance
    }
  }
  return best
}

/**
 * Edits (insert, delete, replace) from one word to another, or `limit` when it is at least that many. A swap is two of
 * them, other than in distance.ts: the short words of the vocabulary are too alike for one.
 */
function steps(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) >= limit) return limit
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return Math.min(row[to.length] ?? limit, limit)
}
