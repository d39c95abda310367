/** `producer`: who may supply which types of event, in every rule of every layer. */
import type { Policy, ProducerClaims } from '../policy.ts'

/** Events of these types count only from one of these. */
export interface TypeBound {
  types: readonly string[]
  claims: ProducerClaims
  /** Names of the producers, and the rule that says so: `policy/rule`. */
  names: readonly string[]
  rule: string
}

/** The bounds that the rules of kind `producer` set, all layers together. */
export function typeBounds(_policies: readonly Policy[]): readonly TypeBound[] {
  return []
}
