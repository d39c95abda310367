/** Small things that several kinds say and ask alike. */
import type { Candidate, Refusal } from '../believe.ts'
import type { Scalar } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import { clip } from '../say.ts'
import type { Conclusion } from './kind.ts'

type Found = Omit<Conclusion, 'required'>

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

/**
 * Nothing that counts is there; what was refused says so with its reason.
 * @param onMissing what the rule says: with `wait` it may still come
 */
export function noEvidence(onMissing: string, refused: readonly Refusal[]): Found {
  const first = refused[0]
  return {
    result: onMissing === 'wait' ? 'pending' : 'fail',
    reason: first === undefined ? 'no-evidence' : 'evidence-refused',
    found: first === undefined ? 'nothing' : `found but refused: ${first.explanation}`,
    ...(first === undefined ? {} : { at: first.stored.receivedAt, by: knownAs(first.stored.producer) }),
  }
}

export const TWO_EVENTS = 'its producer sent two different events under one id'

/** Nobody can tell which of the two is true. */
export function conflict(disputed: Candidate): Found {
  return {
    ...whoAndWhen(disputed),
    result: 'error',
    reason: 'conflict',
    found: TWO_EVENTS,
    remediation: 'Find out which one is true and send it again under a new id.',
  }
}

/** @param ruleError why the condition has no answer */
export function unanswered(ruleError: string): {
  result: 'error'
  reason: string
  found: string
  remediation: string
} {
  return {
    result: 'error',
    reason: 'condition-error',
    found: `the condition could not be answered: ${clip(ruleError)}`,
    remediation: 'Send the missing field with the event, or correct the condition in the policy.',
  }
}

/** @param looks what the rule looks at, which is of one service */
export function noService(required: string, looks: string): Conclusion {
  return {
    result: 'error',
    reason: 'service-unknown',
    required,
    found: 'the request names no service',
    remediation: `Name the service in the request: this rule looks at ${looks}.`,
  }
}
