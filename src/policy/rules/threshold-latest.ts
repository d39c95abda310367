/**
 * The number of the newest event, by store position. Each suite, task and pipeline has its own newest one, and all of
 * them must pass: a good number of one run says nothing of another. A newest event that cannot be used is not replaced
 * by an older one.
 */
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import type { ThresholdRule } from '../policy.ts'
import { sayEvent } from '../say.ts'
import type { Inquiry, Query } from './kind.ts'
import { isPinned, thingRun } from './pass.ts'
import { conflict, whoAndWhen } from './phrases.ts'
import { selected } from './select.ts'
import { THRESHOLD_LIMIT, holds, numberIn, outside, sayWhat } from './threshold-number.ts'
import type { Found } from './threshold-number.ts'
import { nothing, tooMany } from './threshold-gaps.ts'

export function latestOf(rule: ThresholdRule, query: Query, inquiry: Inquiry): Found {
  const { events, complete } = inquiry.answer(query)
  const { candidates, refused } = selected(events, rule, inquiry)
  const base = { refused }
  const disputed = candidates.find((candidate) => candidate.disputed)
  if (disputed !== undefined) return { ...base, ...conflict(disputed), evidence: [disputed] }
  const newest = newestOfEach(candidates)
  if (!complete && !isKnown(rule, newest)) return { ...base, ...tooMany(THRESHOLD_LIMIT, rule) }
  if (newest.length === 0) return { ...base, ...nothing(rule, refused) }

  const numbers: number[] = []
  for (const candidate of newest) {
    const number = numberOf(rule, candidate, inquiry)
    if (typeof number !== 'number')
      return { ...base, ...number, ...whoAndWhen(candidate), evidence: [candidate] }
    numbers.push(number)
  }
  const oldest = Math.min(...newest.map(({ stored }) => Date.parse(stored.receivedAt)))
  return {
    ...base,
    ...whoAndWhen(newest[0]!),
    result: 'pass',
    reason: 'within-bounds',
    found: `${sayWhat(rule)} ${numbers.slice(0, 3).join(', ')}${numbers.length > 3 ? ` and ${numbers.length - 3} more` : ''}`,
    evidence: newest,
    ...(rule.maxAge === undefined ? {} : { dueAt: oldest + rule.maxAge }),
  }
}

/** Is nothing newer of anything else among the events that were not looked at? The newest come first. */
function isKnown(rule: ThresholdRule, newest: readonly Candidate[]): boolean {
  return newest.length > 0 && (isPinned(rule) || newest.every(({ event }) => thingRun(event) === ''))
}

function newestOfEach(candidates: readonly Candidate[]): Candidate[] {
  const newest = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const thing = thingRun(candidate.event)
    // An invalid event that does not say what it is a run of is answered by whatever came after it.
    if (candidate.stored.event === undefined && thing === '' && newest.size > 0) continue
    if (!newest.has(thing)) newest.set(thing, candidate)
  }
  return [...newest.values()]
}

/** The number, where it passes. */
function numberOf(
  rule: ThresholdRule,
  { event, stored, unusable }: Candidate,
  inquiry: Inquiry,
): number | Found {
  const fail = (reason: string, found: string, remediation: string): Found => ({
    result: 'fail',
    reason,
    found,
    remediation,
  })
  if (unusable !== undefined)
    return fail(unusable.reason, `found but refused: ${unusable.explanation}`, 'Send it again, correctly.')
  const age = inquiry.now - Date.parse(stored.receivedAt)
  if (rule.maxAge !== undefined && !(age < rule.maxAge))
    return fail(
      'evidence-too-old',
      `${sayWhat(rule)}, measured ${sayDuration(age)} ago`,
      'Measure it again: the number has aged out.',
    )
  const held = holds(rule, event, inquiry)
  if (typeof held !== 'boolean') return held
  if (!held)
    return fail(
      'not-matching',
      `the newest one says something else: ${sayEvent(event)}`,
      'Measure it again, under the conditions that the rule names.',
    )
  const number = numberIn(event, rule.value ?? '')
  if (typeof number !== 'number') return number
  const away = outside(rule, number, number)
  return away === undefined ? number : fail('out-of-bounds', `${sayWhat(rule)} ${number}`, away)
}
