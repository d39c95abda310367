/** Reads the values of a policy document whose shape was checked, and collects what a shape cannot say. */
import { DateTime, IANAZone } from 'luxon'
import type { Problem } from '../errors.ts'
import { parseDuration } from './duration.ts'
import { fullType, pathProblem, rooted, saysWhich, typeProblem } from './paths.ts'
import type { Level } from './level.ts'
import type {
  Attester,
  Believed,
  Condition,
  Match,
  Person,
  RuleCommon,
  Scalar,
  Trusting,
  Where,
} from './policy.ts'
import { escape, quote } from './shape.ts'
import { nearest } from './suggest.ts'

/**
 * Compiles a CEL condition; `types` are those of `event`, undefined where only `request` is known, `statement` where the
 * one variable is a signed statement.
 */
export type Compile = (
  expression: string,
  types: readonly string[] | undefined | 'statement',
) => { holds: Condition } | { problem: string }

export interface Names {
  producers: readonly string[]
  groups: Readonly<Record<string, readonly Person[]>>
  attesters?: Readonly<Record<string, Attester>>
}

type Raw = Readonly<Record<string, unknown>>

/** Reads fields below one place of a document. */
export interface Reader {
  readonly path: string
  readonly names: Names
  readonly compile: Compile
  readonly at: (...steps: (string | number)[]) => Reader
  problem(message: string, ...steps: (string | number)[]): void
  duration(raw: Raw, field: string): number | undefined
  types(raw: Raw, field: string): string[]
  producer(raw: Raw, common: RuleCommon): Believed
  /** `producer` and `level`: to be spread into a rule. */
  trusting(raw: Raw, common: RuleCommon): Trusting
  match(raw: Raw, types: readonly string[]): Match[]
  where(raw: Raw, types: readonly string[]): Where | undefined
  /** A date or moment; `timezone` is needed where it has no offset. A time that falls twice gives the `late` one. */
  moment(text: string, field: string, timezone: string | undefined, late?: boolean): number | undefined
  timezone(raw: Raw, field: string): string | undefined
}

/** A list of what may be written as one value or several. */
export function listOf<T>(value: unknown): T[] {
  if (value === undefined) return []
  return (Array.isArray(value) ? value : [value]) as T[]
}

export function createReader(problems: Problem[], names: Names, compile: Compile, path = ''): Reader {
  const reader: Reader = {
    path,
    names,
    compile,
    at: (...steps) => createReader(problems, names, compile, below(path, steps)),
    problem: (message, ...steps) => void problems.push({ path: below(path, steps), message }),
    duration(raw, field) {
      const text = raw[field]
      return typeof text === 'string' ? parseDuration(text) : undefined
    },
    types(raw, field) {
      return listOf<string>(raw[field]).map((written, index) => {
        const problem = typeProblem(written)
        if (problem !== undefined)
          reader.problem(problem, field, ...(Array.isArray(raw[field]) ? [index] : []))
        return fullType(written) ?? written
      })
    },
    producer(raw, common) {
      const written = raw['producer']
      if (written === 'any') return 'any'
      if (written === undefined) {
        if (common.enforce === 'block')
          reader.problem(
            `producer is missing: name who may say this (${names.producers.join(', ') || 'define them under producers'}), or write \`producer: any\``,
          )
        return 'any'
      }
      const list = written as string[]
      list.forEach((name, index) => {
        if (!names.producers.includes(name))
          reader.problem(
            `${quote(name)} is not defined under producers${nearest(name, names.producers)}`,
            'producer',
            index,
          )
      })
      return list
    },
    trusting(raw, common) {
      const level = raw['level'] as Level | undefined
      return { producer: reader.producer(raw, common), ...(level === undefined ? {} : { level }) }
    },
    match(raw, types) {
      const written = (raw['match'] ?? {}) as Record<string, Scalar | Scalar[]>
      return Object.entries(written).map(([path, values]) => {
        const known = types.filter((type) => typeProblem(type) === undefined)
        const problem = pathProblem(rooted(path), known)
        if (problem !== undefined) reader.problem(problem, 'match', path)
        return { path, values: listOf<Scalar>(values), says: saysWhich(path) ? 'which' : 'how' }
      })
    },
    where(raw, types) {
      const text = raw['where']
      if (typeof text !== 'string') return undefined
      const compiled = compile(text, types)
      if ('problem' in compiled) {
        reader.problem(compiled.problem, 'where')
        return undefined
      }
      return { text, holds: compiled.holds }
    },
    moment(text, field, timezone, late = false) {
      const result = readMoment(text, timezone, late)
      if (typeof result === 'number') return result
      reader.problem(result, field)
      return undefined
    },
    timezone(raw, field) {
      const zone = raw[field]
      if (typeof zone !== 'string') return undefined
      if (IANAZone.isValidZone(zone)) return zone
      reader.problem(`${quote(zone)} is not an IANA time zone such as Europe/Amsterdam or Etc/UTC`, field)
      return undefined
    },
  }
  return reader
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/u

/** Epoch ms, or what is wrong. An unreadable date makes the policy invalid; it is never skipped (F14). */
export function readMoment(text: string, timezone: string | undefined, late: boolean): number | string {
  if (!MOMENT.test(text)) return `${quote(text)} is not a date such as 2026-12-18 or 2026-12-18T08:00`
  const offset = /(Z|[+-]\d{2}:\d{2})$/u.test(text.slice(10))
  if (!offset && timezone === undefined)
    return `${quote(text)} has no time zone: add a timezone, or end it in Z or +01:00`
  const read = DateTime.fromISO(text, { zone: offset ? 'utc' : timezone, setZone: false })
  if (!read.isValid) return `${quote(text)} is not a date that exists`
  if (offset) return read.toMillis()
  if (text.length > 10 && !read.toISO({ includeOffset: false }).startsWith(text.slice(0, 16)))
    return `${quote(text)} does not exist in ${timezone}: the clocks skip it`
  const both = read.getPossibleOffsets().map((one) => one.toMillis())
  return late ? Math.max(...both) : Math.min(...both)
}

function below(path: string, steps: readonly (string | number)[]): string {
  return steps.reduce<string>((at, step) => `${at}/${escape(String(step))}`, path)
}
