/**
 * The condition of a conditional append, looked at under the write lock: what any process committed before it is seen,
 * and nothing can come in between it and the commit.
 *
 * With several servers over one PostgreSQL the same holds under the lock of the organisation's head row (see
 * `sqlite-leaf.ts`): every append takes it before it numbers its events, so a transaction that holds it reads, at
 * `read committed`, everything with a lower sequence that will ever be there. The condition is one more statement after
 * `select … for update` and before the inserts: `select exists (select 1 from posting where term = $1 and facet = any($2)
 * and sequence > $3 …)`. Conditions of one group are looked at in its order, each after the inserts before it.
 */
import type { DatabaseSync } from 'node:sqlite'
import { TurnpikeError } from '../errors.ts'
import { boundKey } from './keys.ts'
import { STATUS } from './sqlite-codec.ts'
import { facetOf } from './sqlite-posting.ts'
import type { Terms } from './sqlite-terms.ts'
import type { Unless } from './store.ts'

const MOST_ALTERNATIVES = 8
const MOST_TYPES = 32
const MOST_KEYS = 8

/** Only inside a write transaction whose postings are written. */
export function createConditions(
  db: DatabaseSync,
  terms: Terms,
): (organisation: string, unless: Unless) => boolean {
  // Every term must have the sequence under the facet: one ordered run is read from the position on, the others probed.
  const sql = db.prepare(`
    select 1 from json_each(?2) f cross join posting p
    where p.term = ?1 and p.facet = f.value and p.sequence > ?3
    and not exists (
      select 1 from json_each(?4) k where not exists (
        select 1 from posting o where o.term = k.value and o.facet = p.facet and o.sequence = p.sequence))
    limit 1`)

  return (name, { after, none }) => {
    check({ after, none })
    const organisation = terms.find.organisation(name)
    if (organisation === undefined) return false
    return none.some(({ types, keys }) => {
      const facets = types
        .flatMap((type) => terms.find.types(type))
        .map((type) => facetOf(STATUS.accepted, type))
      const required = keys.map((key) => terms.find.key(organisation, boundKey(key)))
      if (facets.length === 0 || required.includes(undefined)) return false
      const [first = organisation, ...others] = required as number[]
      return sql.get(first, JSON.stringify(facets), after, JSON.stringify(others)) !== undefined
    })
  }
}

/** @throws TurnpikeError USAGE */
function check({ after, none }: Unless): void {
  const fits =
    Number.isSafeInteger(after) &&
    after >= 0 &&
    none.length > 0 &&
    none.length <= MOST_ALTERNATIVES &&
    none.every(
      ({ types, keys }) =>
        types.length > 0 &&
        types.length <= MOST_TYPES &&
        keys.length <= MOST_KEYS &&
        // An event's own key is in no posting (see `isOwnKey`): such a condition would never hold anything up.
        !keys.some((key) => key.startsWith('event:')),
    )
  if (fits) return
  throw new TurnpikeError(
    'USAGE',
    `a condition has a position and 1 to ${MOST_ALTERNATIVES} alternatives, each of 1 to ${MOST_TYPES} types and up to ${MOST_KEYS} keys, none of them event:…`,
  )
}
