/** The parts that JSON Schemas (2020-12) of what goes over the wire are made of. */
import type { Schema } from './route.ts'

export const text: Schema = { type: 'string' }
export const moment: Schema = { type: 'string', format: 'date-time' }
export const digest: Schema = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' }
export const open = { additionalProperties: true }

/** An object with these members, those of `optional` not always there, and no others unless `open`. */
export function object(
  required: Record<string, Schema>,
  optional: Record<string, Schema> = {},
  more: Record<string, unknown> = {},
): Schema {
  const properties = { ...required, ...optional }
  return { type: 'object', required: Object.keys(required), properties, additionalProperties: false, ...more }
}

export const list = (items: Schema): Schema => ({ type: 'array', items })

export const artifact = object({ digest }, { purl: text })
