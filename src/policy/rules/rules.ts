/** The closed set of rule kinds, one file each. */
import type { RuleKind } from '../decision.ts'
import type { Rule } from '../policy.ts'
import { absence } from './absence.ts'
import { anyOf } from './any-of.ts'
import { approval } from './approval.ts'
import { attestation } from './attestation.ts'
import { change } from './change.ts'
import { environment } from './environment.ts'
import { evidence } from './evidence.ts'
import type { Kind } from './kind.ts'
import { order } from './order.ts'
import { producer } from './producer.ts'
import { rollbackPlan } from './rollback-plan.ts'
import { soak } from './soak.ts'
import { threshold } from './threshold.ts'
import { window } from './window.ts'

export const KINDS: { readonly [K in RuleKind]: Kind<Extract<Rule, { kind: K }>> } = {
  evidence,
  attestation,
  producer,
  threshold,
  anyOf,
  absence,
  order,
  soak,
  environment,
  'rollback-plan': rollbackPlan,
  change,
  window,
  approval,
}

/** In the order a decision looks at them: what is already known first, then time, then people. */
export const KIND_ORDER = Object.keys(KINDS) as readonly RuleKind[]

/** The implementation of a rule's kind. */
export function kindOf(rule: Rule): Kind<Rule> {
  return KINDS[rule.kind]
}
