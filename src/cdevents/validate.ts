/** Is this a CDEvent, and if not, why not. */
import type { Problem } from '../errors.ts'
import { check } from './check.ts'
import type { Problems } from './check.ts'
import type { CDEvent } from './event.ts'
import type { Version } from './kinds.ts'
import { isObject } from './object.ts'
import { nearest, shown } from './say.ts'
import { shapeOf } from './shape.ts'
import { strictProblems } from './strict.ts'
import type { StrictCheck } from './strict.ts'
import { EVENT_TYPES, describeType } from './vocabulary.ts'
import type { TypeRow } from './vocabulary.ts'

export type Verdict =
  | { valid: true; event: CDEvent; type: string; specversion: string; problems: readonly [] }
  | { valid: false; type?: string; specversion?: string; problems: Problem[] }

export interface ValidateOptions {
  /** Checks beyond the official schemas: all of them, or those named. Default none. */
  strict?: boolean | readonly StrictCheck[]
}

/**
 * Judges a value as the official schema of its type and version does.
 *
 * Which schema: `context.version` without `context.specversion` means 0.3 or 0.4.1 (the type's own version tells
 * which); `specversion` 0.6… means the draft; anything else means 0.5.1, also 0.5.0, whose own schemas admit no event,
 * and unknown words, which no schema forbids.
 *
 * Never throws; the work is bounded by the shape of the type, whatever the value. At most 100 problems are told.
 * `event` is the value itself, of the shape of its own version: `upgrade` lifts it.
 */
export function validate(value: unknown, options: ValidateOptions = {}): Verdict {
  try {
    return judge(value, options)
  } catch (error) {
    // A getter or a proxy that throws, or a string too long for a pattern: not an event either way.
    const why = error instanceof Error ? error.message : 'unknown reason'
    return { valid: false, problems: [{ path: '', message: `cannot be read: ${why}` }] }
  }
}

function judge(value: unknown, options: ValidateOptions): Verdict {
  const context = isObject(value) && isObject(value.context) ? value.context : {}
  const { type } = context
  const specversion = context.specversion ?? context.version
  const row = typeof type === 'string' ? describeType(type) : undefined
  const version = versionOf(context, row)
  const known = row !== undefined && row.types[version] === type
  const shape = shapeOf(known ? row : undefined, version)
  const strict = options.strict ?? false
  if (known && strict === false && check(shape, value, '', null)) return accepted(value, type, specversion)

  const problems: Problems = []
  // The context is told with the claimed type's own rules where there are such, else with what all types share.
  check(shape, value, '', problems)
  if (!known && typeof type === 'string')
    problems.push({ path: '/context/type', message: strange(type, version) })
  if (problems.length === 0 && strict !== false) problems.push(...strictProblems(value as CDEvent, strict))
  if (problems.length === 0) return accepted(value, type, specversion)
  return {
    valid: false,
    ...(typeof type === 'string' && { type }),
    ...(typeof specversion === 'string' && { specversion }),
    problems,
  }
}

function accepted(value: unknown, type: unknown, specversion: unknown): Verdict {
  return {
    valid: true,
    event: value as CDEvent,
    type: type as string,
    specversion: specversion as string,
    problems: [],
  }
}

/** The version of the vocabulary whose rules an event is under. */
export function versionOf(context: Readonly<Record<string, unknown>>, row: TypeRow | undefined): Version {
  if (context.specversion === undefined && context.version !== undefined) {
    return row !== undefined && !row.custom && row.types['0.3.0'] === context.type ? '0.3.0' : '0.4.1'
  }
  const { specversion } = context
  return typeof specversion === 'string' && specversion.startsWith('0.6') ? '0.6.0-draft' : '0.5.1'
}

function strange(type: string, version: Version): string {
  const row = describeType(type) ?? describeType(withoutVersion(type))
  const here = row?.types[version]
  if (here !== undefined) {
    return `is not the type of ${row?.name ?? ''} in CDEvents ${version}: there it is ${here}`
  }
  if (row !== undefined) {
    const others = Object.keys(row.types).join(', ')
    return `does not exist in CDEvents ${version}; ${row.name} is in ${others}`
  }
  if (type.startsWith('dev.cdeventsx.')) {
    return 'must be of the form dev.cdeventsx.<tool>-<subject>.<predicate>.<M.m.p>, letters only in subject and predicate, one digit per version part'
  }
  const meant = nearest(withoutVersion(type).replace(/^dev\.cdevents\./u, ''), EVENT_TYPES)
  const hint = meant === undefined ? 'custom types start with dev.cdeventsx.' : `did you mean ${meant}?`
  return `is not a type of CDEvents, was ${shown(type)}; ${hint}`
}

function withoutVersion(type: string): string {
  return type.slice(0, 200).replace(/(?:\.\d+){1,3}$/u, '')
}
