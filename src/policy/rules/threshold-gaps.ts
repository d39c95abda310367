/** When there is no number to compare: nothing was said, too much was said, or two things were. */
import type { Candidate, Refusal } from '../believe.ts'
import { shortType } from '../paths.ts'
import type { ThresholdRule } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import { whoAndWhen } from './phrases.ts'
import type { Found } from './threshold-number.ts'

export function nothing(rule: ThresholdRule, refused: readonly Refusal[]): Found {
  const first = refused[0]
  const from = rule.producer === 'any' ? '' : `, from ${rule.producer.join(' or ')}`
  return {
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason: first === undefined ? 'no-evidence' : 'evidence-refused',
    found: first === undefined ? 'nothing' : `found but refused: ${first.explanation}`,
    ...(first === undefined ? {} : { at: first.stored.receivedAt, by: knownAs(first.stored.producer) }),
    remediation: `Supply ${rule.types.map(shortType).join(' or ')}${rule.value === undefined ? '' : ` with ${rule.value}`}${from}.`,
  }
}

export function tooMany(limit: number, rule: ThresholdRule): Found {
  return {
    result: 'error',
    reason: 'too-many-events',
    found: `more than ${limit} events, not all were looked at`,
    remediation:
      rule.period === undefined
        ? 'Send fewer events of this type about one thing, or a type of their own for these numbers.'
        : 'Use a shorter period, or send a number that sums up many of these events.',
  }
}

export function conflict(disputed: Candidate): Found {
  return {
    ...whoAndWhen(disputed),
    result: 'error',
    reason: 'conflict',
    found: 'its producer sent two different events under one id',
    remediation: 'Find out which one is true and send it again under a new id.',
    evidence: [disputed],
  }
}
