/** What each known predicate implements: its fields in a rule, which statement is about what, and whether one passes. */
import { isObject } from '../../../cdevents/object.ts'
import type { Statement } from '../../../sources/statement.ts'
import { covers } from '../../believe.ts'
import { sayDuration } from '../../duration.ts'
import type { Reader } from '../../reader.ts'
import { clip } from '../../say.ts'
import { own, quote } from '../../shape.ts'
import type { Shape } from '../../shape.ts'

/** How far a signer's clock may be ahead of the store's. */
const MAX_SKEW_MS = 5 * 60_000

type Raw = Readonly<Record<string, unknown>>

/** What one statement comes to. `until`: the moment, epoch ms, from which its own times are too old. */
export type Judged =
  | { result: 'pass'; says: string; until?: number }
  | { result: 'fail' | 'error'; reason: string; found: string; remediation: string }

export interface Predicate<C> {
  /** Every `predicateType` that it can read. */
  types: readonly string[]
  /** How each version of it begins, also those that are not known. */
  family: string
  /** Fields in a rule, and which of them a rule must have. */
  fields: Readonly<Record<string, Shape>>
  required: readonly string[]
  readonly read: (raw: Raw, reader: Reader) => C
  /** What passes, for people. */
  readonly says: (conditions: C) => string
  /**
   * What a statement is about beside the artifact: the newest of each thing counts. Undefined when the rule means
   * another one. What cannot be read is a thing too, so that it is judged, and not passed over.
   */
  readonly thing: (predicate: Raw, conditions: C) => string | undefined
  readonly judge: (statement: Statement, conditions: C, now: number) => Judged
  /** When it says it was made, epoch ms. */
  readonly statedAt: (predicate: Raw) => number | undefined
}

/** The value at a path of names, own properties only. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  for (const step of path) value = isObject(value) ? own(value, step) : undefined
  return value
}

/** A text that is there and not empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path)
  return typeof found === 'string' && found !== '' ? found : undefined
}

/** A list of texts; undefined when it is none. */
export function textsAt(value: unknown, ...path: readonly string[]): string[] | undefined {
  const found = at(value, ...path)
  return Array.isArray(found) && found.every((one) => typeof one === 'string') ? found : undefined
}

/** RFC 3339 with an offset, in epoch ms; undefined when it is none. */
export function timeAt(value: unknown, ...path: readonly string[]): number | undefined {
  const text = textAt(value, ...path)
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/u.test(text))
    return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

export function isOneOf(value: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => covers(pattern, value))
}

export function failed(found: string, remediation: string): Judged {
  return { result: 'fail', reason: 'predicate-failed', found: clip(found), remediation }
}

export function lacking(what: string, predicate: string): Judged {
  return {
    result: 'error',
    reason: 'field-missing',
    found: `the ${predicate} has no ${what} that can be read`,
    remediation: `Have it made again, with ${what}.`,
  }
}

/** Is a time of the statement's own within a limit? Undefined when it is; a time that is missing never is. */
export function notWithin(
  time: number | undefined,
  limit: number | undefined,
  { what, predicate, now }: { what: string; predicate: string; now: number },
): Judged | undefined {
  if (limit === undefined) return undefined
  if (time === undefined) return lacking(what, predicate)
  if (time > now + MAX_SKEW_MS)
    return failed(`its ${what} is later than now`, 'Look at the clock of whoever made it.')
  const age = now - time
  if (age < limit) return undefined
  return {
    result: 'fail',
    reason: 'too-old',
    found: `its ${what} is ${sayDuration(age)} ago`,
    remediation: `Needed: at most ${sayDuration(limit)} ago. Have it made again.`,
  }
}

/** `until` of a pass: when the first of these limits is passed. */
export function untilOf(
  ...limits: readonly (readonly [time: number | undefined, limit: number | undefined])[]
): { until?: number } {
  const ends = limits.flatMap(([time, limit]) =>
    time === undefined || limit === undefined ? [] : [time + limit],
  )
  return ends.length === 0 ? {} : { until: Math.min(...ends) }
}

/** `, timeVerified at most 30 d ago`, or nothing. */
export function sayWithin(what: string, limit: number | undefined): string {
  return limit === undefined ? '' : `, ${what} at most ${sayDuration(limit)} ago`
}

export function sayPatterns(patterns: readonly string[]): string {
  return patterns.join(' or ')
}

/** `"x"`, short. */
export function shown(text: string): string {
  return clip(quote(text), 120)
}

const pattern: Shape = {
  is: 'text',
  max: 1000,
  pattern: '^[^*]*\\*?$',
  says: 'a value, or a prefix that ends in *',
}

export function patterns(about: string): Shape {
  return { is: 'list', of: pattern, min: 1, max: 50, about: `${about} A trailing * matches any end.` }
}
