/** The closed set of rule kinds, one file each. */
import type { RuleKind } from '../decision.ts'
import type { Rule } from '../policy.ts'
import { absence } from './absence.ts'
import { anyOf } from './any-of.ts'
import { approval } from './approval.ts'
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

const BUILT = {
  evidence,
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

export const KINDS = BUILT as unknown as { readonly [K in RuleKind]: Kind<Extract<Rule, { kind: K }>> }

/** In the order a decision looks at them: what is already known first, then time, then people. */
export const KIND_ORDER = Object.keys(KINDS) as readonly RuleKind[]

/** The implementation of a rule's kind. */
export function kindOf(rule: Rule): Kind<Rule> {
  return KINDS[rule.kind]
}

/** Kinds that this version does not know yet: a policy that uses one does not load. */
export const LATER_KINDS: Readonly<Record<string, string>> = Object.fromEntries(
  ['attestation'].map((kind) => [
    kind,
    `rules of kind "${kind}" are not supported by this version; supported: ${KIND_ORDER.join(', ')}`,
  ]),
)
