/** Is one event a pass? Its outcome, age, `how` paths and condition decide. Only an explicit success passes. */
import type { CDEvent } from '../../cdevents/event.ts'
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { fieldAt, rooted, valueAt } from '../paths.ts'
import type { EvidenceRule } from '../policy.ts'
import { quote } from '../shape.ts'
import { clip, sayEvent, thingOf } from '../say.ts'
import type { Conclusion, Inquiry } from './kind.ts'
import { isOneOf, sayValues, unanswered } from './phrases.ts'

/** The explicit table: a word that is not here is an error, never a pass (F10). */
const OUTCOMES = ['success', 'failure', 'cancel', 'error']

export type Failed = Pick<Conclusion, 'result' | 'reason' | 'found' | 'remediation'>

/** Is this event a pass? `how` paths, `where`, outcome and age decide. */
export function judge(rule: EvidenceRule, candidate: Candidate, inquiry: Inquiry): 'pass' | Failed {
  const { event, stored, unusable } = candidate
  const says = sayEvent(event)
  const fail = (reason: string, found: string, remediation: string): Failed => ({
    result: 'fail',
    reason,
    found,
    remediation,
  })
  if (unusable !== undefined)
    return fail(
      unusable.reason,
      `found but refused: ${unusable.explanation}`,
      'Send the evidence again, correctly.',
    )
  const outcome = outcomeOf(rule, event)
  if (outcome !== undefined && outcome !== 'success') {
    if (outcome === null)
      return fail(
        'outcome-missing',
        'an event without an outcome',
        'Send the event with its outcome: only an explicit success passes.',
      )
    if (!OUTCOMES.includes(outcome))
      return {
        result: 'error',
        reason: 'unknown-outcome',
        found: `an outcome nobody knows: ${quote(clip(outcome, 60))}`,
        remediation: `Send one of ${OUTCOMES.join(', ')}.`,
      }
    return fail(
      'evidence-failed',
      says,
      `Fix what failed and run it again${thingRun(event) === '' ? '' : ` (${clip(thingOf(event) ?? '', 80)})`}.`,
    )
  }
  const age = inquiry.now - Date.parse(stored.receivedAt)
  if (rule.maxAge !== undefined && age >= rule.maxAge)
    return fail(
      'evidence-too-old',
      `${says}, ${sayDuration(age)} old`,
      'Run it again: the evidence has aged out.',
    )
  for (const { path, values, says: role } of rule.match) {
    if (role === 'which' || isOutcome(path)) continue
    const value = valueAt(event, path)
    if (value === undefined)
      return {
        result: 'error',
        reason: 'field-missing',
        found: `the event has no ${path}`,
        remediation: `Send ${path} with the event.`,
      }
    if (!isOneOf(value, values))
      return fail('evidence-failed', `${path} is ${quote(value)}`, `Needed: ${path} ${sayValues(values)}.`)
  }
  if (rule.where !== undefined) {
    const holds = rule.where.holds({ event, request: inquiry.request, now: inquiry.now })
    if (typeof holds !== 'boolean') return unanswered(holds.ruleError)
    if (!holds) return fail('evidence-failed', says, `Needed: ${clip(rule.where.text, 200)}`)
  }
  return 'pass'
}

export function isOutcome(path: string): boolean {
  return rooted(path).join('.') === 'subject.content.outcome'
}

/** The outcome an event must have: undefined when its type has none and the rule asks for none; null when absent. */
function outcomeOf(rule: EvidenceRule, event: CDEvent): string | null | undefined {
  const value = valueAt(event, 'outcome')
  if (typeof value === 'string') return value
  const asked = rule.match.some(({ path }) => isOutcome(path))
  const has = fieldAt(['subject', 'content', 'outcome'], event.context.type) !== undefined
  if (value !== undefined) return JSON.stringify(value) ?? ''
  return asked || has ? null : undefined
}

const THINGS = ['testSuite.id', 'testSuite.name', 'testCase.id', 'taskName', 'pipelineName']

/** Does the rule say which run it means, so that the newest selected event is the answer? */
export function isPinned(rule: Pick<EvidenceRule, 'match'>): boolean {
  return rule.match.some(({ path }) => THINGS.includes(path.replace(/^subject\.content\./u, '')))
}

/** What an event is a run of. Each thing's newest run must pass: a green lint says nothing about red unit tests. */
export function thingRun(event: CDEvent): string {
  for (const path of THINGS) {
    const value = valueAt(event, path)
    if (typeof value === 'string' && value !== '') return `${path}=${value}`
  }
  return ''
}
