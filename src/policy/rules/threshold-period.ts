/**
 * One number of all events of a period: an error budget, how many deployments were rolled back.
 *
 * An event that cannot be used is on neither side: the bound must hold with it and without it. An invalid one is answered
 * by a later valid one about the same subject by the same producer.
 */
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import type { ThresholdRule } from '../policy.ts'
import { clip } from '../say.ts'
import { aggregate } from './aggregate.ts'
import type { Extent } from './aggregate.ts'
import type { Inquiry, Query } from './kind.ts'
import { conflict, whoAndWhen } from './phrases.ts'
import { selected } from './select.ts'
import { nothing, tooMany } from './threshold-gaps.ts'
import { THRESHOLD_LIMIT, holds, numberIn, outside } from './threshold-number.ts'
import type { Found } from './threshold-number.ts'

export function overPeriod(rule: ThresholdRule, query: Query, inquiry: Inquiry): Found {
  const { events, complete } = inquiry.answer(query)
  const { candidates, refused } = selected(events, rule, inquiry)
  const base = { refused }
  const disputed = candidates.find((candidate) => candidate.disputed)
  if (disputed !== undefined) return { ...base, ...conflict(disputed), evidence: [disputed] }
  if (!complete) return { ...base, ...tooMany(THRESHOLD_LIMIT, rule) }

  const usable = candidates.filter(({ unusable }) => unusable === undefined)
  const counted: Candidate[] = []
  const numbers: number[] = []
  for (const candidate of usable) {
    const number = countedNumber(rule, candidate, inquiry)
    if (typeof number === 'object')
      return { ...base, ...number, ...whoAndWhen(candidate), evidence: [candidate] }
    if (number === undefined) continue
    counted.push(candidate)
    numbers.push(number)
  }
  const doubted = candidates.filter((candidate) => isDoubted(rule, candidate, usable, inquiry))
  const due = dueAt(rule, [...counted, ...doubted], usable)
  const timed = { ...base, ...(due === undefined ? {} : { dueAt: due }) }
  const doubtful: number[] = []
  for (const candidate of doubted) {
    const number = rule.value === undefined ? 1 : numberIn(candidate.event, rule.value)
    // What it would have said is not known, so it cannot be weighed.
    if (typeof number !== 'number') return { ...timed, ...doubt(candidate) }
    doubtful.push(number)
  }
  // Nobody said anything of this kind, whatever the rule counts of it.
  if (usable.length === 0 && (rule.onMissing !== 'zero' || rule.of !== 'count'))
    return { ...timed, ...(doubted[0] === undefined ? nothing(rule, refused) : doubt(doubted[0])) }
  const extent = aggregate(rule.of === 'latest' ? 'max' : rule.of, numbers, doubtful)
  // Something was said, but nothing that the rule counts.
  if (extent === undefined)
    return { ...timed, ...(doubted[0] === undefined ? nothing(rule, refused) : doubt(doubted[0])) }
  return { ...timed, ...weigh(rule, extent, counted, doubted) }
}

/** Undefined: the rule does not count this event. */
function countedNumber(
  rule: ThresholdRule,
  { event }: Candidate,
  inquiry: Inquiry,
): number | undefined | Found {
  const held = holds(rule, event, inquiry)
  if (typeof held === 'object') return held
  if (!held) return undefined
  return rule.value === undefined ? 1 : numberIn(event, rule.value)
}

/** Could this unusable event have counted? What it does not say, it may have meant. */
function isDoubted(
  rule: ThresholdRule,
  candidate: Candidate,
  usable: readonly Candidate[],
  inquiry: Inquiry,
): boolean {
  if (candidate.unusable === undefined || holds(rule, candidate.event, inquiry) === false) return false
  // Only its own producer can break an event's form, and sends it again; a signature is taken away by others.
  if (candidate.stored.event !== undefined) return true
  const later = usable.filter(({ stored }) => stored.sequence > candidate.stored.sequence)
  return !later.some((other) => isAbout(other, candidate))
}

function isAbout(one: Candidate, other: Candidate): boolean {
  return (
    one.stored.type === other.stored.type &&
    one.stored.producer.kind === other.stored.producer.kind &&
    one.stored.producer.id === other.stored.producer.id &&
    one.event.subject.id === other.event.subject.id &&
    one.event.subject.source === other.event.subject.source
  )
}

function doubt(candidate: Candidate): Found {
  const { reason, explanation } = candidate.unusable!
  return {
    ...whoAndWhen(candidate),
    result: 'fail',
    reason,
    found: `found but refused: ${explanation}`,
    remediation: 'Send it again, correctly: what it counts for is not known.',
    evidence: [candidate],
  }
}

function weigh(
  rule: ThresholdRule,
  { low, high }: Extent,
  counted: readonly Candidate[],
  doubted: readonly Candidate[],
): Found {
  const shown = `${low === high ? low : `${low} to ${high}`}`
  const of = rule.of === 'count' ? '' : ` from ${counted.length} ${counted.length === 1 ? 'event' : 'events'}`
  const found = `${shown}${of}`
  const evidence = [...counted, ...doubted].sort((a, b) => b.stored.sequence - a.stored.sequence)
  const base = { ...(evidence[0] === undefined ? {} : whoAndWhen(evidence[0])), evidence }
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return {
      ...base,
      result: 'error',
      reason: 'value-too-large',
      found: 'numbers too large to be added up',
      remediation: 'Send numbers that a rule can compare.',
    }
  const away = outside(rule, low, high)
  if (away === undefined) return { ...base, result: 'pass', reason: 'within-bounds', found }
  const first = doubted[0]
  if (first === undefined || low === high)
    return {
      ...base,
      result: 'fail',
      reason: 'out-of-bounds',
      found,
      remediation: `${away} Events older than ${sayDuration(rule.period ?? 0)} no longer count.`,
    }
  return {
    ...base,
    result: 'fail',
    reason: first.unusable!.reason,
    found: `${found}; found but refused: ${clip(first.unusable!.explanation, 150)}`,
    remediation: `Send what was refused again, correctly. ${away}`,
  }
}

/** When the first of those that count leaves the period, or the last that shows that somebody is looking. */
function dueAt(
  rule: ThresholdRule,
  counting: readonly Candidate[],
  usable: readonly Candidate[],
): number | undefined {
  const looking = rule.onMissing === 'zero' ? [] : usable.slice(0, 1)
  const received = [...counting, ...looking].map(({ stored }) => Date.parse(stored.receivedAt))
  return received.length === 0 ? undefined : Math.min(...received) + (rule.period ?? 0) + 1
}
