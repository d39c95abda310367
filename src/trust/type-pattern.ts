/**
 * Types of events as a grant names them: `testsuiterun.finished`, `service.*`, `acme-scan.finished` or
 * `dev.cdeventsx.acme-scan.finished` for custom types, `dev.cdeventsx.acme-*`, and `*` for all. Every version of a type
 * is the same type, also one that does not exist: an invalid event must not slip through by its number.
 */
import { EVENT_TYPES } from '../cdevents/vocabulary.ts'
import { fullType, typeIs } from '../policy/paths.ts'
import { quote } from '../policy/shape.ts'
import { nearest } from '../policy/suggest.ts'

export interface TypePattern {
  /** As in the document, for people. */
  written: string
  /** A full type with or without version, or, for `prefix`, how a full type begins. */
  full: string
  prefix: boolean
}

const SUBJECTS = [...new Set(EVENT_TYPES.map((name) => name.slice(0, name.indexOf('.'))))]
const CUSTOM_SUBJECT = /^[A-Za-z0-9]+-[A-Za-z]+$/u
/** The store's own word; no grant gives it away. */
export const RESERVED_TYPES =
  /^dev\.cdeventsx\.turnpike-(gate|policy|trust|log|waiver|override|lease|nonconformity)(\.|$)/u

/** A written type, or what is wrong with it. */
export function readTypePattern(written: string): TypePattern | { problem: string } {
  if (written === '*') return { written, full: '', prefix: true }
  if (written.slice(0, -1).includes('*'))
    return { problem: `${quote(written)} has a * before its end; only the last character may be one` }
  const pattern = written.endsWith('*') ? prefixOf(written) : typeOf(written)
  if ('problem' in pattern) return pattern
  if (RESERVED_TYPES.test(pattern.full) || pattern.full === 'dev.cdeventsx.turnpike-')
    return { problem: `${quote(written)} is written by the store alone; no grant can allow it` }
  return pattern
}

function typeOf(written: string): TypePattern | { problem: string } {
  const custom = /^[A-Za-z0-9]+-[A-Za-z]+\.[A-Za-z]+$/u.test(written)
  const full = fullType(custom ? `dev.cdeventsx.${written}` : written)
  if (full !== undefined) return { written, full, prefix: false }
  const short = written.replace(/^dev\.cdevents\./u, '')
  const near = nearest(short, EVENT_TYPES) || nearest(`${short}.*`, subjectPatterns())
  return {
    problem: `${quote(written)} is not a type of event${near}; write one such as build.finished, build.*, a custom type dev.cdeventsx.<tool>-<subject>.<predicate>, or *`,
  }
}

function prefixOf(written: string): TypePattern | { problem: string } {
  const start = written.slice(0, -1)
  const wrong = (why: string) => ({ problem: `${quote(written)} ${why}` })
  if (start === 'dev.cdevents.' || start === 'dev.cdeventsx.') return { written, full: start, prefix: true }
  // A tool's own types: the tool's name is whole, the subject need not be.
  if (/^dev\.cdeventsx\.[A-Za-z0-9]+-[A-Za-z]*$/u.test(start)) return { written, full: start, prefix: true }
  if (!start.endsWith('.')) return wrong('has its * inside a word; write <subject>.*, such as build.*')
  const subject = start.slice(0, -1).replace(/^dev\.cdeventsx?\./u, '')
  if (SUBJECTS.includes(subject) && !start.startsWith('dev.cdeventsx.'))
    return { written, full: `dev.cdevents.${subject}.`, prefix: true }
  if (CUSTOM_SUBJECT.test(subject) && !start.startsWith('dev.cdevents.'))
    return { written, full: `dev.cdeventsx.${subject}.`, prefix: true }
  return wrong(`names no subject of the vocabulary${nearest(`${subject}.*`, subjectPatterns())}`)
}

function subjectPatterns(): string[] {
  return SUBJECTS.map((subject) => `${subject}.*`)
}

/** Does an event's type, as sent, fall under a pattern? */
export function coversType(pattern: TypePattern, type: string): boolean {
  return pattern.prefix ? type.startsWith(pattern.full) : typeIs(type, pattern.full)
}

/** Patterns as people read them in a sentence. */
export function sayTypes(patterns: readonly TypePattern[]): string {
  if (patterns.some(({ written }) => written === '*')) return 'events of any type'
  return patterns.map(({ written }) => written).join(', ')
}
