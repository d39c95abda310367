/** CloudEvents context attributes as the bytes that are hashed (extension `dssematerial`, canonical value serialisation). */

import { bytesOfBase64 } from './base64.ts'

/** The core attributes in the order of their digests; the data comes after them. */
export const CORE_ATTRIBUTES = [
  'id',
  'source',
  'specversion',
  'type',
  'datacontenttype',
  'dataschema',
  'subject',
  'time',
] as const

/** URI and URI-reference are written as String is. */
export type AttributeType = 'Boolean' | 'Integer' | 'String' | 'Binary' | 'Timestamp'

const TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d):(\d\d)(?:\.\d+)?([Zz]|[+-]\d\d:\d\d)?$/u
/** CloudEvents 1.0 §3.1: integers have 32 bits. */
const MAX_INTEGER = 2 ** 31

/**
 * A time in UTC with whole seconds, cut and not rounded; without a zone it is UTC. Undefined when it is not RFC 3339 or
 * does not exist. An offset is whole minutes, so the seconds stay what they are, a leap second too.
 */
export function wholeSeconds(time: string): string | undefined {
  const [, day = '', minute = '', second = '', zone = 'Z'] = TIME.exec(time) ?? []
  if (day === '' || minute > '23:59' || minute.slice(3) > '59' || second > '60') return undefined
  const utc = Date.parse(`${day}T${minute}:00Z`)
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) return undefined
  const offset = /^[Zz]$/u.test(zone) ? 0 : minutesIn(zone)
  if (offset === undefined) return undefined
  const moved = new Date(utc - offset * 60_000).toISOString()
  // A year of five digits is written with a sign, and is no RFC 3339.
  return moved.length === 24 ? `${moved.slice(0, 16)}:${second}Z` : undefined
}

function minutesIn(zone: string): number | undefined {
  const [hours = 0, minutes = 0] = zone.slice(1).split(':').map(Number)
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

/**
 * The bytes of an extension attribute's value: those of JSON's own type where it has one, else of the type named.
 * An absent value has none. Undefined for what is no CloudEvents value (lists, objects, fractions).
 */
export function bytesOfAttribute(value: unknown, type: AttributeType): Buffer | undefined {
  if (value === undefined || value === null) return Buffer.alloc(0)
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value === 'boolean') return Buffer.from(String(value))
  if (typeof value === 'number') {
    const fits = Number.isInteger(value) && value >= -MAX_INTEGER && value < MAX_INTEGER
    return fits ? Buffer.from(String(value === 0 ? 0 : value)) : undefined
  }
  if (typeof value !== 'string' || !value.isWellFormed()) return undefined
  if (type === 'Timestamp') {
    const time = wholeSeconds(value)
    return time === undefined ? undefined : Buffer.from(time)
  }
  return type === 'Binary' ? bytesOfBase64(value) : Buffer.from(value)
}
