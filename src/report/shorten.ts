/** A decision with every string cut, for a page that must be small whatever its strings are. */
import { cut } from './escape.ts'
import type { Decision } from '../policy/decision.ts'

/**
 * Every string cut to `length` characters. A cut address ends with `…` and is no link any more; moments and words of the
 * closed sets are shorter than any length that is used.
 */
export function shortened(decision: Decision, length: number): Decision {
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return KEPT.has(name) ? value : cut(value.slice(0, length * 4), length)
    if (Array.isArray(value)) return value.map((one) => walk(one, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]))
  }
  return walk(decision, '') as Decision
}

/** Closed sets and the store's own moments: a cut would change what they say. */
const KEPT: ReadonlySet<string> = new Set([
  'verdict',
  'mode',
  'result',
  'enforce',
  'kind',
  'origin',
  'outcome',
  'decidedAt',
  'expiresAt',
  'dueAt',
])
