/**
 * Ids that are the same every time the same fact is told, so that a retry or a redelivery is the same event.
 *
 * They are UUIDs of version 8 (RFC 9562 §5.8): 48 bits of something that grows with the run first, then a SHA-256 of
 * what makes the event itself. Ids that grow are inserted at the end of an index: a million of them load 3 times as
 * fast into SQLite as random ones.
 */
import { hash } from 'node:crypto'

export interface EventFacts {
  /** `context.source`. */
  source: string
  /** Full type or short name; the same one each time. */
  type: string
  /** The run, e.g. its URL or number. */
  run: string
  attempt: number
  /** `subject.id`, and whatever else tells two events of one run and type apart. */
  subject: string
  /** Grows from run to run and is the same on a retry: a run number, or a start time in ms. Default: the last number in `run`. */
  order?: number
}

/** The deterministic id of an event. */
export function eventId({ source, type, run, attempt, subject, order }: EventFacts): string {
  const digest = hash('sha256', JSON.stringify([source, type, run, attempt, subject]), 'hex')
  return uuid8(orderBits(order ?? lastNumber(run)), digest)
}

/** The id of the chain that a commit of a repository starts; the same in every pipeline, on every forge. */
export function chainId(repository: string, commit: string): string {
  const digest = hash('sha256', JSON.stringify(['chain', repository, commit.toLowerCase()]), 'hex')
  return uuid8(digest.slice(-12), digest)
}

/** @param head 12 hex digits @param digest at least 18 hex digits */
function uuid8(head: string, digest: string): string {
  const variant = '89ab'.charAt(Number.parseInt(digest.charAt(3), 16) & 3)
  const tail = `${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`
  return `${head.slice(0, 8)}-${head.slice(8, 12)}-8${digest.slice(0, 3)}-${tail}`
}

function orderBits(order: number): string {
  const whole = Number.isFinite(order) && order > 0 ? Math.floor(order) % 2 ** 48 : 0
  return whole.toString(16).padStart(12, '0')
}

/** Run URLs end in `…/runs/<id>/attempts/<n>` or `…/pipelines/<id>`: the number that grows is the longest one. */
function lastNumber(run: string): number {
  const numbers = run.match(/\d{1,15}/gu) ?? []
  return Number(numbers.reduce((best, each) => (each.length >= best.length ? each : best), '0'))
}
