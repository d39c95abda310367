/** Approvals and changes, field by field: see stricter.ts. */
import type { ApprovalRule, ChangeRule, Policy } from '../policy.ts'
import { comparePeople } from './believed.ts'
import { STRICT, larger, looser, sameSet, shorter, subset, superset, free } from './compared.ts'
import type { Compared } from './compared.ts'
import { missing, trusting } from './row.ts'
import type { Pair, Table } from './row.ts'

export const APPROVAL: Table<ApprovalRule> = {
  ...trusting<ApprovalRule>(),
  quorum: { compare: larger },
  people: { compare: comparePeople, as: 'from' },
  // As written; what they stand for is `people`.
  from: { compare: free },
  excluding: { compare: compareExcluding },
  // A vote in somebody's place can be a veto too.
  delegation: {
    compare: (later, earlier) =>
      later === earlier
        ? STRICT
        : later
          ? looser('the earlier rule takes no votes in somebody else’s place')
          : { is: 'beside', why: 'without delegation a rejection by a deputy would not be heard' },
  },
  // Each is bound to its own policy's text: that of the later layer is the one that approvers see.
  bindPolicy: {
    compare: (later, earlier) =>
      earlier && !later ? looser('the earlier rule wants the policy’s digest stated') : STRICT,
  },
  maxAge: { compare: shorter },
  onMissing: { compare: missing },
}

/**
 * More must not approve. Who is who is also told by the groups of the policy: they can turn "perhaps the author" into
 * "somebody else", so where they name people otherwise both rules are judged.
 */
function compareExcluding(
  later: ApprovalRule['excluding'],
  earlier: ApprovalRule['excluding'],
  pair: Pair<ApprovalRule>,
): Compared {
  const compared = superset(later, earlier)
  if (compared.is === 'looser' || earlier.length === 0) return compared
  const names = ({ groups, people = [] }: Policy) =>
    [...Object.values(groups).flat(), ...people]
      .filter((person) => person.length > 1)
      .map((person) => [...person].sort())
  return sameSet(names(pair.later.policy), names(pair.earlier.policy)).is === 'strict'
    ? STRICT
    : { is: 'beside', why: 'the groups of the policies name people otherwise' }
}

export const CHANGE: Table<ChangeRule> = {
  ...trusting<ChangeRule>(),
  classes: { compare: subset },
  states: { compare: subset },
  scheduled: { compare: superset },
  onMissing: { compare: missing },
}
