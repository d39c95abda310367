/** `change`: a change record exists, its class is known, its state approved, its schedule covers now. */
import type { ChangeClass } from '../decision.ts'
import type { ChangeRule } from '../policy.ts'
import type { Inquiry } from './kind.ts'

/** The change as its record says; undefined when that cannot be told. */
export function recordedChange(
  _rule: ChangeRule,
  _inquiry: Inquiry,
): { id: string; class: ChangeClass } | undefined {
  return undefined
}
