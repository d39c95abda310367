/** `threshold`, field by field: see stricter.ts. */
import { LEVELS } from '../level.ts'
import type { ThresholdRule } from '../policy.ts'
import { compareBelieved } from './believed.ts'
import { STRICT, equal, larger, longer, looser, ranked, sameSet, shorter, smaller } from './compared.ts'
import type { Compared } from './compared.ts'
import { compareMatch, compareWhere } from './conditions.ts'
import { policies } from './row.ts'
import type { Pair, Table } from './row.ts'

export const THRESHOLD: Table<ThresholdRule> = {
  producer: {
    compare: (later, earlier, pair) => {
      const compared = compareBelieved(later, earlier, policies(pair))
      return compared.is === 'strict' && !isSafe(pair) ? asExact(pair) : compared
    },
  },
  level: {
    compare: (later, earlier, pair) => {
      const compared = ranked([undefined, ...LEVELS] as string[])(later, earlier)
      return compared.is === 'strict' && later !== earlier && !isSafe(pair) ? UNWEIGHED : compared
    },
  },
  types: { compare: sameSet, as: 'type' },
  // Of the newest event everything must hold; of several, it says which of them count, on either side of a bound.
  match: {
    compare: (later, earlier, { later: { rule } }) =>
      rule.of === 'latest' ? compareMatch(later, earlier) : sameSet(later, earlier),
  },
  where: {
    compare: (later, earlier, pair) =>
      pair.later.rule.of === 'latest' || (later !== undefined && earlier !== undefined)
        ? compareWhere(later, earlier, policies(pair))
        : later === earlier
          ? STRICT
          : looser('it counts other events than the earlier rule'),
  },
  value: { compare: equal },
  of: { compare: equal },
  atLeast: { compare: larger },
  atMost: { compare: smaller },
  scope: { compare: equal },
  // Longer adds events. Only a count that must stay low, and starts from zero, can but grow with them; a sum may fall,
  // and what was missing may be there.
  period: {
    compare: (later, earlier, { earlier: { rule } }) =>
      rule.of === 'count' && rule.atLeast === undefined && rule.onMissing === 'zero'
        ? longer(later, earlier, 'nothing is asked for')
        : equal(later, earlier),
  },
  maxAge: { compare: shorter },
  onMissing: { compare: ranked(['zero', 'wait', 'deny']) },
}

/**
 * Is an event that may no longer be used always an objection? The newest one is. Of several, the bound must hold with
 * and without it; but one that made the rule an error, because a condition could not be answered, no longer does, and
 * added in another order floating point numbers differ in their last digits.
 */
function isSafe({ earlier: { rule } }: Pair<ThresholdRule>): boolean {
  if (rule.of === 'latest') return true
  return (
    rule.of !== 'sum' &&
    rule.of !== 'average' &&
    rule.where === undefined &&
    rule.match.every(({ says }) => says === 'which')
  )
}

const UNWEIGHED: Compared = {
  is: 'beside',
  why: 'fewer events would be usable, and an error over one of the others would not be seen',
}

function asExact(pair: Pair<ThresholdRule>): Compared {
  const { later, earlier } = pair
  const back = compareBelieved(earlier.rule.producer, later.rule.producer, {
    later: earlier.policy,
    earlier: later.policy,
  })
  return back.is === 'strict' ? STRICT : UNWEIGHED
}
