/** The closed set of rule kinds, one file each. */
import type { RuleKind } from '../decision.ts'
import type { Rule } from '../policy.ts'
import { approval } from './approval.ts'
import { evidence } from './evidence.ts'
import type { Kind } from './kind.ts'
import { window } from './window.ts'

type Kinds = { readonly [K in RuleKind]: Kind<Extract<Rule, { kind: K }>> }

export const KINDS = { evidence, approval, window } as unknown as Kinds

/** In the order a decision looks at them: what is already known first, people last. */
export const KIND_ORDER: readonly RuleKind[] = [
  'evidence',
  'anyOf',
  'absence',
  'order',
  'soak',
  'environment',
  'window',
  'approval',
]

/** The implementation of a rule's kind. */
export function kindOf(rule: Rule): Kind<Rule> {
  return KINDS[rule.kind] as unknown as Kind<Rule>
}

/** Kinds that this version does not know yet: a policy that uses one does not load. */
export const LATER_KINDS: Readonly<Record<string, string>> = Object.fromEntries(
  ['threshold', 'producer', 'change', 'attestation', 'rollback-plan'].map((kind) => [
    kind,
    `rules of kind "${kind}" are not supported by this version; supported: ${KIND_ORDER.join(', ')}`,
  ]),
)
