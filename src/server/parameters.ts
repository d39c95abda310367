/** What several rows of the table have: parameters, answers, and the parts they are made of. */
import type { Answer, Parameter, Schema } from './route.ts'

export const text = (maxLength: number): Schema => ({ type: 'string', minLength: 1, maxLength })
export const number = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum })
export const SEQUENCE = number(0, Number.MAX_SAFE_INTEGER)
const MOMENT: Schema = { type: 'string', format: 'date-time' }

export const query = (name: string, schema: Schema, description: string): Parameter => ({
  name,
  in: 'query',
  schema,
  description,
})
export const inPath = (name: string, description: string): Parameter => ({
  name,
  in: 'path',
  schema: text(2048),
  description,
})

export const KEY: Parameter = {
  ...query(
    'key',
    { ...text(2048), maxItems: 8 },
    'What the event is about, e.g. `environment:production`. All of them.',
  ),
  repeated: true,
}
export const TYPE: Parameter = {
  ...query(
    'type',
    { ...text(256), maxItems: 32 },
    'Event type, such as service.deployed, or in full, with or without its version. Any of them.',
  ),
  repeated: true,
}
export const ORGANISATION = query(
  'organisation',
  text(63),
  "Another organisation's, as far as its trust document shares them with this one.",
)
/** Where a page of what is shared goes on. */
export const CURSOR = query('cursor', text(100), 'From `next`, with `organisation` only. Opaque.')
export const PAGING: readonly Parameter[] = [
  query('after', SEQUENCE, 'Only sequences greater than this.'),
  query('before', SEQUENCE, 'Only sequences lower than this.'),
  query('since', MOMENT, 'Received at or after.'),
  query('until', MOMENT, 'Received before.'),
  query(
    'status',
    { type: 'string', enum: ['accepted', 'quarantined', 'conflict', 'any'] },
    'Default accepted.',
  ),
  query('order', { type: 'string', enum: ['asc', 'desc'] }, 'By sequence.'),
  query('limit', number(1, 1000), 'Default 100.'),
]

/** An answer of server-sent events, by its media type. */
export const STREAM = { 'text/event-stream': { type: 'string' } } as const
/** An answer for people. */
export const PAGE = { 'text/html': { type: 'string' } } as const

/** An answer in JSON. */
export const ok = (description: string, schema: Schema): Answer => ({
  description,
  content: { 'application/json': schema },
})
