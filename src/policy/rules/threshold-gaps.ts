/** When there is no number to compare: nothing was said, or too much. */
import type { Refusal } from '../believe.ts'
import { shortType } from '../paths.ts'
import type { ThresholdRule } from '../policy.ts'
import { noEvidence } from './phrases.ts'
import type { Found } from './threshold-number.ts'

export function nothing(rule: ThresholdRule, refused: readonly Refusal[]): Found {
  const from = rule.producer === 'any' ? '' : `, from ${rule.producer.join(' or ')}`
  return {
    ...noEvidence(rule.onMissing, refused),
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
