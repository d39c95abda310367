/**
 * What makes a rule stricter, field by field, with the reason. A field without a row here does not compile; a value
 * that cannot be proven stricter for any events must be equal. `test/policy/tighten-properties.test.ts` tries to find
 * events that break a row.
 *
 * The levels of a rule (`level`) rise safely for the kinds whose unusable events still object (see believe.ts): what is
 * below the level stays in the list, and is no support.
 */
import { LEVELS } from '../level.ts'
import type {
  AbsenceRule,
  ApprovalRule,
  AttestationRule,
  ChangeRule,
  EnvironmentRule,
  EvidenceRule,
  OrderRule,
  Policy,
  ProducerRule,
  RollbackPlanRule,
  Rule,
  RuleCommon,
  SoakRule,
  ThresholdRule,
  Trusting,
  WindowRule,
} from '../policy.ts'
import { compareWanted } from './attested.ts'
import { compareBelieved, comparePeople } from './believed.ts'
import {
  STRICT,
  equal,
  free,
  larger,
  longer,
  looser,
  ranked,
  sameSet,
  shorter,
  smaller,
  subset,
  superset,
} from './compared.ts'
import type { Compared } from './compared.ts'
import {
  compareExcuses,
  compareExcusingWhere,
  compareMatch,
  compareUnless,
  compareWhen,
  compareWhere,
} from './conditions.ts'
import { compareAllow, compareDeny } from './windows.ts'

/** Two rules of one id, each with its policy. */
export interface Pair<R> {
  later: { rule: R; policy: Policy }
  earlier: { rule: R; policy: Policy }
}

/** How one field is compared. `as`: what it is called in the document, where that differs. */
export interface Row<R, V> {
  readonly compare: (later: V, earlier: V, pair: Pair<R>) => Compared
  readonly as?: string
}

export type Table<R, Done = RuleCommon> = {
  readonly [F in Exclude<keyof R, keyof Done>]-?: Row<R, R[F]>
}

const policies = <R>({ later, earlier }: Pair<R>) => ({ later: later.policy, earlier: earlier.policy })

/** Waits are no allows; but whoever said that missing is a no meant it. */
const missing = ranked(['wait', 'deny'] as const)

/** Fields that every rule has. */
export const COMMON: Table<RuleCommon, Record<'id', string>> = {
  kind: {
    compare: (later, earlier) =>
      later === earlier
        ? STRICT
        : looser(`a rule of kind ${later} cannot stand in for one of kind ${earlier}`),
  },
  // What people read and whom they ask changes no result.
  title: { compare: free },
  remediation: { compare: free },
  owner: { compare: free },
  // Written ones must hold the earlier ones; a rule that names none serves those of the earlier one.
  controls: {
    compare: (later, _earlier, pair) =>
      later.length === 0 ? STRICT : superset(later, controlsOf(pair.earlier.rule, pair.earlier.policy)),
  },
  enforce: { compare: ranked(['off', 'warn', 'block']) },
  // In force whenever the earlier rule is.
  effectiveFrom: {
    compare: (later = -Infinity, earlier = -Infinity) =>
      later <= earlier ? STRICT : looser('it comes into force later than the earlier rule'),
  },
  effectiveUntil: {
    compare: (later = Infinity, earlier = Infinity) =>
      later >= earlier ? STRICT : looser('it ends before the earlier rule'),
  },
  when: { compare: (later, earlier, pair) => compareWhen(later, earlier, policies(pair)) },
  unless: { compare: (later, earlier, pair) => compareUnless(later, earlier, policies(pair)) },
  waivable: {
    compare: (later, earlier) =>
      later && !earlier ? looser('the earlier rule cannot be waived, so this one cannot either') : STRICT,
  },
  // Set when layers are merged, from the earlier rule.
  tightens: { compare: free },
  terms: { compare: free },
}

function trusting<R extends Trusting>(): Table<R, Omit<R, 'producer' | 'level'>> {
  return {
    producer: {
      compare: (later: Trusting['producer'], earlier: Trusting['producer'], pair: Pair<R>) =>
        compareBelieved(later, earlier, policies(pair)),
    },
    level: { compare: ranked([undefined, ...LEVELS] as string[]) },
  } as unknown as Table<R, Omit<R, 'producer' | 'level'>>
}

const EVIDENCE: Table<EvidenceRule> = {
  ...trusting<EvidenceRule>(),
  // Fewer types hear fewer failures, more types accept more passes.
  types: { compare: sameSet, as: 'type' },
  match: { compare: compareMatch },
  where: { compare: (later, earlier, pair) => compareWhere(later, earlier, policies(pair)) },
  count: { compare: larger },
  maxAge: { compare: shorter },
  onMissing: { compare: missing },
}

const ABSENCE: Table<AbsenceRule> = {
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

const APPROVAL: Table<ApprovalRule> = {
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

const WINDOW: Table<WindowRule> = {
  deny: { compare: compareDeny },
  allow: { compare: compareAllow },
  onClosed: { compare: missing },
}

const ORDER: Table<OrderRule> = {
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

const SOAK: Table<SoakRule> = {
  ...trusting<SoakRule>(),
  environment: { compare: equal },
  duration: { compare: larger },
  onMissing: { compare: missing },
}

const ENVIRONMENT: Table<EnvironmentRule> = {
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

const THRESHOLD: Table<ThresholdRule> = {
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

const PRODUCER: Table<ProducerRule> = {
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

const CHANGE: Table<ChangeRule> = {
  ...trusting<ChangeRule>(),
  classes: { compare: subset },
  states: { compare: subset },
  scheduled: { compare: superset },
  onMissing: { compare: missing },
}

const ROLLBACK_PLAN: Table<RollbackPlanRule> = {
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
const ATTESTATION: Table<AttestationRule> = {
  wanted: { compare: (later, earlier, pair) => compareWanted(later, earlier, policies(pair)) },
  maxAge: { compare: shorter },
  onMissing: { compare: missing },
}

/** By kind; `anyOf` is compared member by member. */
export const TABLES = {
  evidence: EVIDENCE,
  absence: ABSENCE,
  approval: APPROVAL,
  window: WINDOW,
  order: ORDER,
  soak: SOAK,
  environment: ENVIRONMENT,
  threshold: THRESHOLD,
  producer: PRODUCER,
  change: CHANGE,
  'rollback-plan': ROLLBACK_PLAN,
  attestation: ATTESTATION,
} as const

/** The clauses that a rule serves: its own, else its policy's. */
export function controlsOf(
  rule: Pick<Rule, 'controls'>,
  policy: Pick<Policy, 'controls'>,
): readonly string[] {
  return rule.controls.length > 0 ? rule.controls : policy.controls
}
