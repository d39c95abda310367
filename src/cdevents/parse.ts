/**
 * Reads JSON that strangers wrote. `JSON.parse` of Node 24 has a defect: when an earlier text of the process had, after
 * the same members, one whose name ends in a backslash (`"x\\"`), a later name that is written with an escape behind
 * the same letters (`"x\u0061"`) is read as that earlier name. So one sender could change what another one's event
 * says, and an event could be judged by other names than those in the text that is kept.
 *
 * The defect needs an escape inside a member's name. So none gets to `JSON.parse`: names are written out first, and
 * those that JSON cannot write without an escape travel under a stand-in.
 */
import { afterSpace, afterString, COLON } from './json-text.ts'

/** What JSON can write only with an escape (RFC 8259 §7). */
const UNWRITABLE = /["\\\u0000-\u001f]/u

/**
 * `JSON.parse`, whatever was parsed before.
 * @throws SyntaxError for text that is not JSON
 */
export function parseJson(text: string): unknown {
  if (!text.includes('\\')) return JSON.parse(text)
  const standIns = new Map<string, string>()
  const value: unknown = JSON.parse(withPlainNames(text, standIns))
  return standIns.size === 0 ? value : withNames(value, standIns)
}

/** The text with every escaped member name written out, or replaced by a stand-in. What is no JSON stays none. */
function withPlainNames(text: string, standIns: Map<string, string>): string {
  const pieces: string[] = []
  let mark: string | undefined
  let copied = 0
  let start = text.indexOf('"')
  while (start !== -1) {
    const end = afterString(text, start)
    // It does not end: JSON.parse says so better.
    if (end === -1) break
    if (text.charCodeAt(afterSpace(text, end)) === COLON && text.slice(start, end).includes('\\')) {
      let name = JSON.parse(text.slice(start, end)) as string
      if (UNWRITABLE.test(name)) name = standInFor(name, (mark ??= unusedIn(text)), standIns)
      pieces.push(text.slice(copied, start), `"${name}"`)
      copied = end
    }
    start = text.indexOf('"', end)
  }
  return copied === 0 ? text : pieces.join('') + text.slice(copied)
}

/** Letters that are nowhere in the text, also not behind an escape: a private one, as often as it takes. */
function unusedIn(text: string): string {
  const runs = text.match(/(?:\uE000|\\u[eE]000)+/gu) ?? []
  return '\uE000'.repeat(1 + Math.max(0, ...runs.map(({ length }) => length)))
}

/** Equal names have one, so that the last of two members of one name counts, as always. */
function standInFor(name: string, mark: string, standIns: Map<string, string>): string {
  const key = `${mark}${Buffer.from(name, 'utf16le').toString('base64url')}`
  standIns.set(key, name)
  return key
}

/** The value with the names behind the stand-ins. Keeps its own stack: depth is an ordinary hostile input. */
function withNames(value: unknown, standIns: ReadonlyMap<string, string>): unknown {
  const root = { value }
  const stack: Record<string, unknown>[] = [root]
  for (let parent = stack.pop(); parent !== undefined; parent = stack.pop()) {
    for (const key of Object.keys(parent)) {
      const child = parent[key]
      if (typeof child !== 'object' || child === null) continue
      const named = Array.isArray(child) ? child : renamed(child as Record<string, unknown>, standIns)
      // Not by assignment, which `__proto__` would take for something else.
      if (named !== child)
        Object.defineProperty(parent, key, {
          value: named,
          writable: true,
          enumerable: true,
          configurable: true,
        })
      stack.push(named as Record<string, unknown>)
    }
  }
  return root.value
}

function renamed(
  record: Record<string, unknown>,
  standIns: ReadonlyMap<string, string>,
): Record<string, unknown> {
  if (!Object.keys(record).some((key) => standIns.has(key))) return record
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [standIns.get(key) ?? key, value]))
}
