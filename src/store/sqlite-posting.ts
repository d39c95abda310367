/** How the one index is addressed; see `sqlite-schema.ts`. */
import { keyOf } from './keys.ts'
import { STATUS } from './sqlite-codec.ts'

/** Type number that stands for every type, under an organisation's own term. */
export const ANY_TYPE = 0
/** Facets of one status: `base` to `base + FACETS - 1`. */
export const FACETS = 2 ** 32

/** The facet of an event of a type, by the column `status`. */
export function facetOf(status: number, type: number): number {
  return Math.min(status, STATUS.conflict) * FACETS + type
}

/**
 * Whether a key is the `event:` key of an event with this id. Every event has its own, so it is not indexed a second
 * time: the unique index on ids answers for it. Hashed keys cannot be turned back into an id and are indexed.
 */
export function isOwnKey(boundedKey: string, id: string): boolean {
  return boundedKey.startsWith('event:') && ownId(boundedKey) === id && keyOf('event', id) === boundedKey
}

/** The id an `event:` key names; undefined for other keys and for hashed ones. */
export function ownId(boundedKey: string): string | undefined {
  if (!boundedKey.startsWith('event:') || boundedKey.startsWith('event:~')) return undefined
  return boundedKey.slice('event:'.length)
}
