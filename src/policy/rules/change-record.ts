/**
 * The record of a change (FitSM: RFC), as a ticket tells it. What is read of a `ticket.created`, `ticket.updated` or
 * `ticket.closed` event:
 *
 * - `content.ticketType`: `change`, `change-request`, `rfc` or `request-for-change` make it a change; `standard-change`,
 *   `emergency change` and so on say the class as well.
 * - `content.labels`: the name of a class alone, `change-class:<class>`, `change-state:<state>`; all others are nothing.
 * - `customData.turnpike.changeRecord: { class, state, schedule: { from, to }, author }`: what trackers know of a change
 *   and a ticket event has no field for. `schedule` holds RFC 3339 moments, `author` a URI. Every member may be absent.
 *
 * A word is read without regard to case, and spaces and `_` are as good as `-` (`In Progress` is `in-progress`).
 */
import type { CDEvent } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { CHANGE_CLASSES } from '../decision.ts'
import type { ChangeClass } from '../decision.ts'
import { shortType, valueAt } from '../paths.ts'
import { readMoment } from '../reader.ts'
import { own, quote } from '../shape.ts'
import { clip } from '../say.ts'

export interface ChangeRecord {
  /** Undefined: it states none, several, or a word that nobody knows. It counts as major then. */
  class?: ChangeClass
  /** What it says of its class, for people. */
  classSaid: string
  /** Every state it is said to be in; usually one. */
  states: readonly string[]
  /** By a `ticket.closed`. */
  isClosed: boolean
  /** Closed, or in a state after which nothing is done any more. */
  isFinal: boolean
  schedule: { from: number; to: number } | 'none' | 'unreadable'
  /** Null: there is one that cannot be read. */
  author?: string | null
}

const TYPES = ['change', 'change-request', 'rfc', 'request-for-change']

/** Words of states after which nothing is done any more: they are no approval whatever a policy says. */
export const FINAL_STATES = [
  'closed',
  'completed',
  'cancelled',
  'canceled',
  'rejected',
  'refused',
  'declined',
  'denied',
  'withdrawn',
  'failed',
  'expired',
]

/** A word as trackers write it, in one spelling. */
export function plainWord(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/gu, '-')
}

/** Does this event say itself that its ticket is a change? */
export function isChange(event: CDEvent): boolean {
  return typeClass(event) !== undefined || isObject(blockOf(event))
}

export function readRecord(event: CDEvent): ChangeRecord {
  const block = blockOf(event)
  const record = isObject(block) ? block : {}
  const labels = labelsOf(event)
  const said = [
    ...wordsOf(own(record, 'class')),
    ...[typeClass(event)].filter((word) => word !== undefined && word !== ''),
    ...labels.flatMap((label) => prefixed(label, 'change-class:')),
    ...labels.filter(isClass),
  ] as string[]
  const classes = [...new Set(said)]
  const only = classes.length === 1 ? classes[0] : undefined
  const states = [
    ...wordsOf(own(record, 'state')),
    ...labels.flatMap((label) => prefixed(label, 'change-state:')),
  ]
  const author = own(record, 'author')
  const isClosed = shortType(event.context.type) === 'ticket.closed'
  return {
    ...(only !== undefined && isClass(only) ? { class: only } : {}),
    classSaid: classes.length === 0 ? 'none stated' : clip(classes.join(' and '), 60),
    states: [...new Set(states)],
    isClosed,
    isFinal: isClosed || states.some((state) => FINAL_STATES.includes(state)),
    schedule: scheduleOf(own(record, 'schedule')),
    ...(author === undefined || author === null
      ? {}
      : { author: typeof author === 'string' && author.trim() !== '' ? author.trim() : null }),
  }
}

/** `''` for a change of no class, undefined for no change. */
function typeClass(event: CDEvent): string | undefined {
  const type = valueAt(event, 'ticketType')
  if (typeof type !== 'string') return undefined
  const word = plainWord(type)
  if (TYPES.includes(word)) return ''
  return word.endsWith('-change') ? word.slice(0, -'-change'.length) : undefined
}

function blockOf(event: CDEvent): unknown {
  return valueAt(event, 'customData.turnpike.changeRecord')
}

function labelsOf(event: CDEvent): string[] {
  const labels = valueAt(event, 'labels')
  return Array.isArray(labels)
    ? labels.filter((label): label is string => typeof label === 'string').map(plainWord)
    : []
}

function prefixed(label: string, prefix: string): string[] {
  return label.startsWith(prefix) ? [plainWord(label.slice(prefix.length))] : []
}

/** What is there but no text is a word that nobody knows, never nothing. */
function wordsOf(value: unknown): string[] {
  if (value === undefined || value === null) return []
  return [typeof value === 'string' ? plainWord(value) : quote(value)]
}

function isClass(word: string): word is ChangeClass {
  return (CHANGE_CLASSES as readonly string[]).includes(word)
}

function scheduleOf(value: unknown): ChangeRecord['schedule'] {
  if (value === undefined || value === null) return 'none'
  if (!isObject(value)) return 'unreadable'
  const from = momentOf(own(value, 'from'))
  const to = momentOf(own(value, 'to'))
  return from === undefined || to === undefined || to <= from ? 'unreadable' : { from, to }
}

/** A moment of RFC 3339; one without an offset would be read as another one elsewhere. */
function momentOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined
  const read = readMoment(value.toUpperCase().replace(/(\.\d{3})\d+/u, '$1'), undefined, false)
  return typeof read === 'number' ? read : undefined
}
