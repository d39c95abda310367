/** Time, places and statements, field by field: see stricter.ts. */
import type {
  AttestationRule,
  EnvironmentRule,
  OrderRule,
  RollbackPlanRule,
  SoakRule,
  WindowRule,
} from '../policy.ts'
import { compareWanted } from './attested.ts'
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
  free,
} from './compared.ts'
import type { Compared } from './compared.ts'
import { missing, policies, trusting } from './row.ts'
import type { Pair, Table } from './row.ts'
import { compareAllow, compareDeny } from './windows.ts'

export const WINDOW: Table<WindowRule> = {
  deny: { compare: compareDeny },
  allow: { compare: compareAllow },
  onClosed: { compare: missing },
}

export const ORDER: Table<OrderRule> = {
  ...trusting<OrderRule>(),
  environments: {
    compare: (later, earlier, pair) => compareOrder(later, earlier, pair),
  },
  // Judged together with the environments.
  oneOf: { compare: free },
  onMissing: { compare: missing },
}

function compareOrder(later: readonly string[], earlier: readonly string[], pair: Pair<OrderRule>): Compared {
  const oneOf = (rule: OrderRule) => rule.oneOf && rule.environments.length > 1
  const weOne = oneOf(pair.later.rule)
  if (oneOf(pair.earlier.rule)) {
    // One of a few is one of many; all of some that include one of many, too.
    if (weOne) return subset(later, earlier)
    return later.some((one) => earlier.includes(one))
      ? STRICT
      : looser(`it asks for none of ${earlier.join(', ')}`)
  }
  return weOne
    ? looser('one of them is enough, the earlier rule asks for all', 'oneOf')
    : superset(later, earlier)
}

export const SOAK: Table<SoakRule> = {
  ...trusting<SoakRule>(),
  environment: { compare: equal },
  duration: { compare: larger },
  onMissing: { compare: missing },
}

export const ENVIRONMENT: Table<EnvironmentRule> = {
  ...trusting<EnvironmentRule>(),
  unlocked: {
    compare: (later, earlier) => (earlier && !later ? looser('the earlier rule looks for locks') : STRICT),
  },
  idle: { compare: (later, earlier) => longer(later, earlier, 'nothing is asked for') },
  expect: {
    compare: (later, earlier) => {
      if (earlier.length === 0) return STRICT
      return later.length === 0 ? looser('any digest may run there', 'expect') : subset(later, earlier)
    },
  },
  // Who has the environment keeps others out for as long.
  lease: { compare: (later, earlier) => longer(later, earlier, 'nothing is asked for') },
  onMissing: { compare: missing },
}

export const ROLLBACK_PLAN: Table<RollbackPlanRule> = {
  ...trusting<RollbackPlanRule>(),
  tested: {
    compare: (later, earlier) => {
      if (earlier === undefined) return STRICT
      if (later === undefined) return looser('it no longer asks for a test')
      const { match, maxAge, ...rest } = later
      const { match: matchBefore, maxAge: before, ...other } = earlier
      const same = equal(rest, other)
      if (same.is !== 'strict') return same
      const age = shorter(maxAge, before)
      if (age.is === 'looser') return { ...age, at: ['tested', 'maxAge'] }
      return sameSet(match, matchBefore)
    },
  },
  first: { compare: ranked(['allow', 'deny']) },
  onMissing: { compare: missing },
}

/** See attested.ts. */
export const ATTESTATION: Table<AttestationRule> = {
  wanted: { compare: (later, earlier, pair) => compareWanted(later, earlier, policies(pair)) },
  maxAge: { compare: shorter },
  onMissing: { compare: missing },
}
