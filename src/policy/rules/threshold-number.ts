/** The number that a `threshold` rule is about: where it is looked for, how it is read, and which side passes. */
import type { CDEvent } from '../../cdevents/event.ts'
import { keyOf } from '../../store/keys.ts'
import { sayDuration } from '../duration.ts'
import { shortType, valueAt } from '../paths.ts'
import type { ThresholdRule } from '../policy.ts'
import { quote } from '../shape.ts'
import { clip, nameArtifact, sayCondition } from '../say.ts'
import type { Conclusion, Inquiry, Query, Question } from './kind.ts'
import { isOutcome } from './pass.ts'
import { isOneOf, sayValues, unanswered } from './phrases.ts'

/** The events of one place that a decision looks at, at most. */
export const THRESHOLD_LIMIT = 1000

export type Found = Omit<Conclusion, 'required'>

/** What is asked about, each with its query; empty where the rule is about a service and the request names none. */
export function placesOf(rule: ThresholdRule, { request, now }: Question): { name: string; query: Query }[] {
  const since = rule.period === undefined ? {} : { receivedSince: new Date(now - rule.period).toISOString() }
  const query = (...keys: string[]): Query => ({
    keys,
    types: rule.types,
    status: 'any',
    order: 'desc',
    limit: THRESHOLD_LIMIT,
    ...since,
  })
  const environment = keyOf('environment', request.environment)
  if (rule.scope === 'artifact')
    return request.artifacts.map((artifact) => ({
      name: nameArtifact(artifact),
      query: query(keyOf('artifact', artifact.digest)),
    }))
  if (rule.scope === 'environment') return [{ name: request.environment, query: query(environment) }]
  if (request.service === undefined) return []
  return [{ name: request.service, query: query(environment, keyOf('service', request.service)) }]
}

/** The number of an event, or why there is none. Nothing is turned into a number. */
export function numberIn(event: CDEvent, path: string): number | Found {
  const value = valueAt(event, path)
  if (typeof value === 'number' && Number.isFinite(value)) return value
  const given = value === undefined || value === null ? `no ${path}` : `${path} ${quote(value)}`
  return {
    result: 'error',
    reason: value === undefined || value === null ? 'value-missing' : 'value-not-a-number',
    found: `an event with ${clip(given, 150)}`,
    remediation: `Send ${path} with the event, as a number.`,
  }
}

/** Do the `how` paths of `match` and the condition hold? A field that is not there is an error, never a no. */
export function holds(rule: ThresholdRule, event: CDEvent, { request, now }: Inquiry): boolean | Found {
  let all = true
  for (const { path, values, says } of rule.match) {
    if (says === 'which') continue
    const value = valueAt(event, path)
    if (value === undefined)
      return {
        result: 'error',
        reason: 'field-missing',
        found: `an event without ${path}`,
        remediation: `Send ${path} with the event.`,
      }
    all &&= isOneOf(value, values)
  }
  if (!all || rule.where === undefined) return all
  const answer = rule.where.holds({ event, request, now })
  if (typeof answer === 'boolean') return answer
  return unanswered(answer.ruleError)
}

/** Undefined: within the bounds; else what to do about it. */
export function outside(rule: ThresholdRule, low: number, high: number): string | undefined {
  if (rule.atMost !== undefined && !(high <= rule.atMost)) return `Bring it down to ${rule.atMost} or less.`
  if (rule.atLeast !== undefined && !(low >= rule.atLeast)) return `Bring it up to ${rule.atLeast} or more.`
  return undefined
}

/** `customData.slo.burnedMinutes` → `slo.burnedMinutes`; of a count, what is counted. */
export function sayWhat(rule: ThresholdRule): string {
  const said = rule.match.map(({ path, values, says }) =>
    says === 'which' || isOutcome(path) ? sayValues(values) : `${path} ${sayValues(values)}`,
  )
  const counted = [rule.types.map(shortType).join(' or '), ...said].join(' ')
  return rule.value?.replace(/^(customData|subject\.content|subject)\./u, '') ?? counted
}

export function sayRequired(rule: ThresholdRule): string {
  const { atLeast, atMost, maxAge, period } = rule
  const side =
    atLeast === undefined ? `≤ ${atMost}` : atMost === undefined ? `≥ ${atLeast}` : `${atLeast} to ${atMost}`
  const aggregated = rule.of === 'latest' || rule.of === 'count' ? '' : `${rule.of} of `
  const parts = [`${aggregated}${sayWhat(rule)} ${side}`]
  if (period !== undefined) parts[0] += ` in ${sayDuration(period)}`
  if (rule.where !== undefined) parts.push(sayCondition(rule.where.text))
  if (maxAge !== undefined) parts.push(`≤ ${sayDuration(maxAge)} old`)
  return parts.join(', ')
}
