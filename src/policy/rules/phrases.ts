/** Small things that several kinds say and ask alike. */
import type { Candidate } from '../believe.ts'
import type { Scalar } from '../policy.ts'
import { knownAs } from '../producer-name.ts'

/** When the store received it, and from whom. */
export function whoAndWhen({ stored }: Candidate): { at: string; by: string } {
  return { at: stored.receivedAt, by: knownAs(stored.producer) }
}

export function sayValues(values: readonly Scalar[]): string {
  return values.map(String).join(' or ')
}

export function isOneOf(value: unknown, values: readonly Scalar[]): boolean {
  return values.some((wanted) => wanted === value)
}
