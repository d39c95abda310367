/**
 * What makes a rule stricter, field by field, with the reason. A field without a row does not compile; a value that
 * cannot be proven stricter for any events must be equal. `test/policy/tighten-properties.test.ts` tries to find events
 * that break a row.
 */
import type { Policy, Rule, RuleCommon } from '../policy.ts'
import { STRICT, looser, ranked, superset, free } from './compared.ts'
import { compareUnless, compareWhen } from './conditions.ts'
import { policies } from './row.ts'
import type { Table } from './row.ts'

import { ABSENCE, EVIDENCE, PRODUCER } from './stricter-evidence.ts'
import { APPROVAL, CHANGE } from './stricter-people.ts'
import { ATTESTATION, ENVIRONMENT, ORDER, ROLLBACK_PLAN, SOAK, WINDOW } from './stricter-place.ts'
import { THRESHOLD } from './stricter-threshold.ts'

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
