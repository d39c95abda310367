/**
 * What a document may look like, said once. The same shape checks a document (`checkShape`) and is published as JSON
 * Schema 2020-12 (`shape-schema.ts`), so that an editor and the loader cannot disagree.
 */
import { isObject } from '../cdevents/object.ts'
import type { Problem } from '../errors.ts'
import { nearest } from './suggest.ts'

export type Shape =
  | { is: 'text'; max?: number; pattern?: string; says?: string; empty?: true; about?: string }
  | { is: 'number'; min: number; max: number; about?: string }
  | { is: 'integer'; min: number; max: number; about?: string }
  | { is: 'boolean'; about?: string }
  | { is: 'word'; of: readonly string[]; about?: string }
  | { is: 'list'; of: Shape; min?: number; max: number; about?: string }
  | {
      is: 'record'
      fields: Readonly<Record<string, Shape>>
      required: readonly string[]
      /** Fields that are not listed are allowed. */
      open?: true
      /** At least one of these must be there. */
      someOf?: readonly string[]
      about?: string
    }
  | { is: 'map'; of: Shape; key: string; keySays: string; min?: number; max: number; about?: string }
  /** Any of several shapes that differ in their JSON type. */
  | { is: 'either'; of: readonly Shape[]; about?: string }
  /** Records told apart by the word in one field. */
  | { is: 'choice'; by: string; of: Readonly<Record<string, RecordShape>>; about?: string }

export type RecordShape = Extract<Shape, { is: 'record' }>

/** Every way in which `value` breaks `shape`, as pointer and sentence; empty when it does not. Never throws. */
export function checkShape(shape: Shape, value: unknown): Problem[] {
  const problems: Problem[] = []
  walk(shape, value, '', problems)
  return problems
}

function walk(shape: Shape, value: unknown, path: string, problems: Problem[]): void {
  if (problems.length >= 100) return
  const complain = (message: string, at = path): void => void problems.push({ path: at, message })
  switch (shape.is) {
    case 'text': {
      if (typeof value !== 'string') return complain(`must be text, not ${nameOf(value)}`)
      if (value === '' && shape.empty !== true) return complain('must not be empty')
      if (lengthOf(value) > (shape.max ?? 1000))
        return complain(`is longer than ${shape.max ?? 1000} characters`)
      if (shape.pattern !== undefined && !new RegExp(shape.pattern, 'u').test(value))
        complain(`${quote(value)} is not ${shape.says ?? 'of the right form'}`)
      return
    }
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || !Number.isFinite(value))
        return complain(`must be a number, not ${nameOf(value)}`)
      if (shape.is === 'integer' && !Number.isInteger(value)) return complain('must be a whole number')
      if (value < shape.min || value > shape.max)
        complain(`must be from ${shape.min} to ${shape.max}, not ${value}`)
      return
    }
    case 'boolean':
      if (typeof value !== 'boolean') complain(`must be true or false, not ${nameOf(value)}`)
      return
    case 'word':
      if (typeof value !== 'string' || !shape.of.includes(value))
        complain(`${quote(value)} is not allowed; allowed: ${shape.of.join(', ')}${nearest(value, shape.of)}`)
      return
    case 'list': {
      if (!Array.isArray(value)) return complain(`must be a list, not ${nameOf(value)}`)
      if (value.length < (shape.min ?? 0)) return complain(tooFew(shape.min!))
      if (value.length > shape.max)
        return complain(`has ${value.length} entries; at most ${shape.max} are allowed`)
      value.forEach((item, index) => walk(shape.of, item, `${path}/${index}`, problems))
      return
    }
    case 'map': {
      if (!isObject(value)) return complain(`must be a mapping, not ${nameOf(value)}`)
      const names = Object.keys(value)
      if (names.length < (shape.min ?? 0)) return complain(tooFew(shape.min!))
      if (names.length > shape.max)
        return complain(`has ${names.length} entries; at most ${shape.max} are allowed`)
      for (const name of names) {
        const at = `${path}/${escape(name)}`
        if (!new RegExp(shape.key, 'u').test(name)) complain(`${quote(name)} is not ${shape.keySays}`, at)
        walk(shape.of, value[name], at, problems)
      }
      return
    }
    case 'either': {
      const fitting = shape.of.filter((option) => fits(option, value))
      if (fitting.length === 1) return walk(fitting[0]!, value, path, problems)
      for (const option of fitting) if (checkShape(option, value).length === 0) return
      if (fitting.length > 0) return walk(fitting[0]!, value, path, problems)
      return complain(`must be ${shape.of.map(kindName).join(' or ')}, not ${nameOf(value)}`)
    }
    case 'record':
      if (!isObject(value)) return complain(`must be a mapping, not ${nameOf(value)}`)
      return walkRecord(shape, value, path, problems)
    case 'choice': {
      if (!isObject(value)) return complain(`must be a mapping, not ${nameOf(value)}`)
      const word = own(value, shape.by)
      if (word === undefined)
        return complain(`${shape.by} is missing; one of ${Object.keys(shape.of).join(', ')}`)
      const at = `${path}/${shape.by}`
      const chosen = typeof word === 'string' ? own(shape.of, word) : undefined
      if (chosen !== undefined) return walkRecord(chosen as RecordShape, value, path, problems, shape.by)
      const options = Object.keys(shape.of)
      return complain(
        `${quote(word)} is not a ${shape.by}; allowed: ${options.join(', ')}${nearest(word, options)}`,
        at,
      )
    }
  }
}

function tooFew(min: number): string {
  return min === 1 ? 'must not be empty' : `needs at least ${min} entries`
}

function walkRecord(
  shape: RecordShape,
  value: Record<string, unknown>,
  path: string,
  problems: Problem[],
  by?: string,
): void {
  const allowed = Object.keys(shape.fields)
  for (const name of Object.keys(value)) {
    if (name === by) continue
    const field = own(shape.fields, name)
    const at = `${path}/${escape(name)}`
    if (field !== undefined) walk(field as Shape, value[name], at, problems)
    else if (shape.open !== true)
      problems.push({
        path: at,
        message: `${quote(name)} is not a known field here; known: ${allowed.join(', ')}${nearest(name, allowed)}`,
      })
  }
  for (const name of shape.required)
    if (own(value, name) === undefined) problems.push({ path, message: `${name} is missing` })
  if (shape.someOf !== undefined && !shape.someOf.some((name) => own(value, name) !== undefined))
    problems.push({ path, message: `needs at least one of ${shape.someOf.join(', ')}` })
}

function fits(shape: Shape, value: unknown): boolean {
  switch (shape.is) {
    case 'list':
      return Array.isArray(value)
    case 'record':
    case 'map':
    case 'choice':
      return isObject(value)
    case 'number':
    case 'integer':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'either':
      return shape.of.some((option) => fits(option, value))
    default:
      return typeof value === 'string'
  }
}

function kindName(shape: Shape): string {
  if (shape.is === 'word') return shape.of.map((word) => `"${word}"`).join(' or ')
  if (shape.is === 'list') return 'a list'
  if (shape.is === 'number' || shape.is === 'integer') return 'a number'
  if (shape.is === 'boolean') return 'true or false'
  return shape.is === 'text' ? 'text' : 'a mapping'
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return `${typeof value === 'string' ? 'text' : typeof value} ${quote(value)}`
}

/** A value as shown in a message: short, on one line. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** An own property, so that `constructor` and `__proto__` in a document are never found. */
export function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

/** One step of a JSON pointer (RFC 6901). */
export function escape(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}

function lengthOf(text: string): number {
  return [...text].length
}
