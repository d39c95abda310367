/**
 * Paths into an event, as `match` and `where` use them: `outcome` and `testSuite.id` are short for
 * `subject.content.…`; `subject.…`, `context.…` and `customData.…` start at the event. Every path is checked against
 * the vocabulary when the policy loads, so a typo fails the policy and not the Friday deploy (F7).
 */
import type { CDEvent } from '../cdevents/event.ts'
import type { Field } from '../cdevents/kinds.ts'
import { isObject } from '../cdevents/object.ts'
import { EVENT_TYPES, describeType } from '../cdevents/vocabulary.ts'
import { own, quote } from './shape.ts'
import { nearest } from './suggest.ts'

const CUSTOM = /^dev\.cdeventsx\.[a-zA-Z0-9]+-[a-zA-Z]+\.[a-zA-Z]+(\.[0-9]+\.[0-9]+\.[0-9]+)?$/u
const VERSION = /\.[0-9]+\.[0-9]+\.[0-9]+(-[A-Za-z0-9.-]+)?$/u
const CONTEXT = ['id', 'source', 'type', 'timestamp', 'specversion', 'chainId', 'schemaUri']
const REFERENCE: Field = { kind: 'object', fields: { id: { kind: 'text' }, source: { kind: 'text' } } }

/** A type as the store matches it: in full, without version unless one was written. Undefined: no such type. */
export function fullType(written: string): string | undefined {
  if (CUSTOM.test(written)) return written
  const row = describeType(written)
  if (row === undefined || row.custom) return undefined
  return VERSION.test(written) ? written : `dev.cdevents.${row.name}`
}

/** What is wrong with a type's name, with a suggestion; undefined when nothing is. */
export function typeProblem(written: string): string | undefined {
  if (fullType(written) !== undefined) return undefined
  const short = written.replace(/^dev\.cdevents\./u, '').replace(VERSION, '')
  return `${quote(written)} is not a type of event${nearest(short, EVENT_TYPES)}; custom types are dev.cdeventsx.<tool>-<subject>.<predicate>`
}

/** A type without prefix and version: `testsuiterun.finished`, `turnpike-gate.evaluated`. */
export function shortType(type: string): string {
  return type.replace(/^dev\.cdeventsx?\./u, '').replace(VERSION, '')
}

/** Does an event's type fall under a full type, with or without version? */
export function typeIs(type: string, wanted: string): boolean {
  // A type without its version is followed by nothing but a version.
  return type.startsWith(wanted) && (type.length === wanted.length || type[wanted.length] === '.')
}

const known = new Map<string, readonly string[]>()

/** The path from the event's root. Paths come from policies and from here, so there are few of them. */
export function rooted(path: string): readonly string[] {
  const before = known.get(path)
  if (before !== undefined) return before
  const steps = path.split('.')
  const from = ['subject', 'context', 'customData'].includes(steps[0]!)
    ? steps
    : ['subject', 'content', ...steps]
  if (known.size < 10_000) known.set(path, from)
  return from
}

/** The value at a path, or undefined. Only own properties are seen. */
export function valueAt(event: CDEvent, path: string): unknown {
  let value: unknown = event
  for (const step of rooted(path)) {
    if (!isObject(value)) return undefined
    value = own(value, step)
  }
  return value
}

/** What is wrong with a path for events of these types; undefined when every one of them may have it. */
export function pathProblem(path: readonly string[], types: readonly string[]): string | undefined {
  for (const type of types) {
    const problem = problemIn(path, type)
    if (problem !== undefined) return problem
  }
  return undefined
}

function problemIn(path: readonly string[], type: string): string | undefined {
  const [root, first] = path
  const shown = path.join('.')
  if (root === 'customData') return undefined
  if (root === 'context') {
    if (path.length === 1 || (path.length === 2 && CONTEXT.includes(first!))) return undefined
    return `${shown}: the context of an event has ${CONTEXT.join(', ')}${nearest(first, CONTEXT)}`
  }
  if (root !== 'subject')
    return `${shown}: an event has context, subject and customData${nearest(root, ['context', 'subject', 'customData'])}`
  if (path.length === 1 || (path.length === 2 && ['id', 'source', 'content'].includes(first!)))
    return undefined
  if (first !== 'content')
    return `${shown}: a subject has id, source and content${nearest(first, ['id', 'source', 'content'])}`
  const row = describeType(type)
  // Custom types declare no fields; what they hold is between the policy and its producers.
  if (row === undefined || row.custom) return undefined
  let at: Field = { kind: 'object', fields: row.content }
  for (const [index, step] of path.slice(2).entries()) {
    if (at.kind === 'reference') at = REFERENCE
    if (at.kind !== 'object') return `${path.slice(2, 2 + index).join('.')} of ${row.name} has no fields`
    const next = own(at.fields, step) as Field | undefined
    if (next === undefined) {
      if (at.open === true) return undefined
      const names = Object.keys(at.fields)
      return `${row.name} has no field ${quote(path.slice(2, 3 + index).join('.'))}; it has ${names.join(', ') || 'none'}${nearest(step, names)}`
    }
    at = next
  }
  return undefined
}

/** The field a path ends at, where the vocabulary knows it. */
export function fieldAt(path: readonly string[], type: string): Field | undefined {
  if (path[0] !== 'subject' || path[1] !== 'content') return undefined
  const row = describeType(type)
  if (row === undefined || row.custom) return undefined
  let at: Field | undefined = { kind: 'object', fields: row.content }
  for (const step of path.slice(2))
    at = at?.kind === 'object' ? (own(at.fields, step) as Field | undefined) : undefined
  return at
}

const WHICH = new Set([
  'id',
  'name',
  'source',
  'type',
  'uri',
  'taskname',
  'pipelinename',
  'chainid',
  'artifactid',
  'repository',
  'environment',
  'service',
])

/**
 * Does a path say *which* thing an event is about (a name, an id, a place), or *how* it went? Paths of the first sort
 * select events; paths of the second must hold for the newest selected one, so that a later failure is never
 * skipped in favour of an earlier success.
 */
export function saysWhich(path: string): boolean {
  return WHICH.has(path.split('.').at(-1)!.toLowerCase())
}
