/** Rules over events, field by field: see stricter.ts. */
import type { AbsenceRule, EvidenceRule, ProducerRule } from '../policy.ts'
import { compareBelieved } from './believed.ts'
import {
  STRICT,
  equal,
  larger,
  longer,
  looser,
  ranked,
  sameSet,
  shorter,
  subset,
  superset,
} from './compared.ts'
import type { Compared } from './compared.ts'
import { compareExcuses, compareExcusingWhere, compareMatch, compareWhere } from './conditions.ts'
import { missing, policies, trusting } from './row.ts'
import type { Table } from './row.ts'

export const EVIDENCE: Table<EvidenceRule> = {
  ...trusting<EvidenceRule>(),
  // Fewer types hear fewer failures, more types accept more passes.
  types: { compare: sameSet, as: 'type' },
  match: { compare: compareMatch },
  where: { compare: (later, earlier, pair) => compareWhere(later, earlier, policies(pair)) },
  count: { compare: larger },
  maxAge: { compare: shorter },
  onMissing: { compare: missing },
}

export const ABSENCE: Table<AbsenceRule> = {
  ...trusting<AbsenceRule>(),
  // A new type of opening is only more to object to while each newest opening counts: one that `match`, `where` or
  // `grace` excuses would hide an older one that counts.
  openedBy: {
    compare: (later, earlier, { later: { rule } }) =>
      rule.match.length === 0 && rule.where === undefined && rule.grace === undefined
        ? superset(later, earlier)
        : sameSet(later, earlier),
  },
  // What closes less often leaves open what was open.
  closedBy: { compare: subset },
  // Everything of the environment also holds more closings than those of one service.
  scope: { compare: equal },
  match: { compare: compareExcuses },
  where: { compare: (later, earlier, pair) => compareExcusingWhere(later, earlier, policies(pair)) },
  lookback: { compare: (later, earlier) => longer(later, earlier, 'for ever') },
  feed: { compare: compareFeeds },
  grace: {
    // Without it, what is open counts at once.
    compare: (later = 0, earlier = 0) => shorter(later, earlier),
  },
}

function compareFeeds(later: AbsenceRule['feed'], earlier: AbsenceRule['feed']): Compared {
  if (earlier === 'none') return STRICT
  if (later === 'none') return looser('nothing shows any more that the feed is alive', 'feed')
  const { maxLag, ...feed } = later
  const { maxLag: before, ...other } = earlier
  const same = equal(feed, other)
  if (same.is !== 'strict') return looser('it is another feed than that of the earlier rule', 'feed')
  const lag = shorter(maxLag, before)
  return lag.is === 'looser' ? { ...lag, at: ['feed', 'maxLag'] } : lag
}

export const PRODUCER: Table<ProducerRule> = {
  // Each type is one more of which theirs must be there, and which nobody else may supply.
  types: { compare: superset },
  // Any one of theirs is enough, so fewer of them is stricter; and for rules of earlier layers a bound takes no
  // objection away.
  from: {
    compare: (later, earlier, pair) => {
      const compared = compareBelieved(later, earlier, policies(pair))
      return compared.is === 'looser' ? compared : STRICT
    },
  },
  onMissing: { compare: ranked(['pass', 'wait', 'deny']) },
}
