/** Canonical JSON (RFC 8785) and content digests: equal content gives equal text, whatever the order of the keys. */
import { hash } from 'node:crypto'

interface Open {
  readonly value: Readonly<Record<string, unknown>> | readonly unknown[]
  /** Sorted names; undefined for a list. */
  readonly names: readonly string[] | undefined
  next: number
}

/**
 * The canonical text of a JSON value: keys in the order of their UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them (RFC 8785 §3.2). Members that JSON cannot say (`undefined`, functions) are left
 * out of objects and are `null` in lists, as `JSON.stringify` does.
 *
 * @throws RangeError for a number beyond the range of a double, which RFC 8785 has no word for
 *
 * Keeps its own stack: a document nested ten thousand deep is an ordinary hostile input.
 */
export function canonicalJson(value: unknown): string {
  let text = ''
  const stack: Open[] = []
  let current: unknown = value
  for (;;) {
    if (typeof current === 'object' && current !== null) {
      const open = begin(current)
      text += open.names === undefined ? '[' : '{'
      stack.push(open)
    } else {
      text += scalar(current)
    }
    for (;;) {
      const top = stack.at(-1)
      if (top === undefined) return text
      if (top.names === undefined) {
        const list = top.value as readonly unknown[]
        if (top.next < list.length) {
          if (top.next > 0) text += ','
          current = list[top.next++]
          break
        }
        text += ']'
      } else {
        const name = top.names[top.next]
        if (name !== undefined) {
          text += `${top.next > 0 ? ',' : ''}${JSON.stringify(name)}:`
          current = (top.value as Readonly<Record<string, unknown>>)[name]
          top.next++
          break
        }
        text += '}'
      }
      stack.pop()
    }
  }
}

function begin(value: object): Open {
  if (Array.isArray(value)) return { value, names: undefined, next: 0 }
  const record = value as Readonly<Record<string, unknown>>
  const names = Object.keys(record).filter((name) => sayable(record[name]))
  return { value: record, names: names.sort(), next: 0 }
}

function sayable(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function' && typeof value !== 'symbol'
}

function scalar(value: unknown): string {
  // `1e999` reads as Infinity, which would be written as null: two contents, one digest (RFC 8785 §3.2.2.3).
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError('a number is too large for JSON (IEEE 754)')
  }
  // JSON.stringify throws on a bigint and has no word for undefined; neither can come out of JSON.parse.
  if (typeof value === 'bigint') return String(value)
  return sayable(value) ? JSON.stringify(value) : 'null'
}

/** `sha256:<hex>` of the canonical JSON of a value. */
export function digestOfJson(value: unknown): string {
  return `sha256:${hash('sha256', canonicalJson(value), 'hex')}`
}
