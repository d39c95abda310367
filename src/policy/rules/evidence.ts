/**
 * `evidence`: at least n matching events about this digest, and the newest decisive one is a pass.
 *
 * Newest is by store position, never by what an event says of its own time (F22). A believed producer's newest
 * statement counts even when it cannot be used: nothing older is put in its place.
 */
import type { CDEvent } from '../../cdevents/event.ts'
import { keyOf } from '../../store/keys.ts'
import type { StoredEvent } from '../../store/store.ts'
import { sift } from '../believe.ts'
import type { Candidate, Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, eventTypes, match, onMissing, producer, ruleShape, where } from '../fields.ts'
import { fieldAt, rooted, shortType, typeIs, valueAt } from '../paths.ts'
import type { EvidenceRule, Scalar } from '../policy.ts'
import { quote } from '../shape.ts'
import { clip, nameArtifact, sayEvent, thingOf } from '../say.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { worstOf } from './worst.ts'

/** The events of one type about one digest that a decision looks at, at most. */
export const EVIDENCE_LIMIT = 1000

export const OUTCOMES = ['success', 'failure', 'cancel', 'error']

export const evidence: Kind<EvidenceRule> = {
  shape: (place) =>
    ruleShape(
      {
        type: eventTypes,
        producer,
        match,
        where,
        count: { is: 'integer', min: 1, max: 100, about: 'How many passing events are needed. Default 1.' },
        maxAge: duration,
        onMissing,
      },
      ['type'],
      'At least n events about this digest; the newest decisive one must be a pass.',
      place,
    ),

  read(raw, common, reader) {
    const types = reader.types(raw, 'type')
    const maxAge = reader.duration(raw, 'maxAge')
    const where = reader.where(raw, types)
    const match = reader.match(raw, types)
    for (const { path, values } of match)
      if (isOutcome(path) && (values.length !== 1 || values[0] !== 'success'))
        reader.problem('only an explicit success passes; write outcome: success', 'match', path)
    return {
      ...common,
      kind: 'evidence',
      types,
      producer: reader.producer(raw, common),
      match,
      ...(where === undefined ? {} : { where }),
      count: (raw['count'] as number | undefined) ?? 1,
      ...(maxAge === undefined ? {} : { maxAge }),
      onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: (rule, { request }) => request.artifacts.map(({ digest }) => queryFor(rule, digest)),

  conclude: (rule, inquiry) =>
    worstOf(
      inquiry.request.artifacts.map((artifact) => ({
        name: nameArtifact(artifact),
        conclusion: about(rule, artifact.digest, inquiry),
      })),
    ),
}

function queryFor(rule: EvidenceRule, digest: string): Query {
  return {
    keys: [keyOf('artifact', digest)],
    types: rule.types,
    status: 'any',
    order: 'desc',
    limit: EVIDENCE_LIMIT,
  }
}

function about(rule: EvidenceRule, digest: string, inquiry: Inquiry): Conclusion {
  const { events, complete } = inquiry.answer(queryFor(rule, digest))
  const required = sayRequired(rule)
  const looked = events.filter((stored) => stored.event === undefined || selects(rule, stored))
  const { candidates: selected, refused } = sift(looked, rule.producer, inquiry)
  const base = { required, refused }

  const disputed = selected.find((candidate) => candidate.disputed)
  if (disputed !== undefined)
    return {
      ...base,
      ...whoAndWhen(disputed),
      result: 'error',
      reason: 'conflict',
      found: 'its producer sent two different events under one id',
      remediation: 'Find out which one is true and send it again under a new id.',
    }
  if (!complete && (selected.length === 0 || !isPinned(rule)))
    return {
      ...base,
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${EVIDENCE_LIMIT} events about this artifact, not all were looked at`,
      remediation: 'Select with match, e.g. by testSuite.id, so that fewer events are asked for.',
    }
  if (selected.length === 0) return missing(rule, base, refused)

  const passing: Candidate[] = []
  const newest = new Map<string, Candidate>()
  for (const candidate of selected) {
    const thing = thingRun(candidate.event)
    const isNewest = !newest.has(thing)
    if (isNewest) newest.set(thing, candidate)
    // What is older than the newest of its thing can only add to the count.
    if (!isNewest && passing.length >= rule.count) continue
    const judged = judge(rule, candidate, inquiry)
    if (judged === 'pass') passing.push(candidate)
    else if (isNewest)
      return {
        ...base,
        ...judged,
        ...whoAndWhen(candidate),
        evidence: [candidate],
        refused: withRefusal(refused, candidate, judged),
      }
  }
  const distinct = distinctSubjects(passing)
  if (distinct.length < rule.count)
    return {
      ...base,
      ...whoAndWhen(passing[0]!),
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: 'not-enough-evidence',
      found: `${distinct.length} of ${rule.count}: ${sayEvent(passing[0]!.event)}`,
      remediation: `Supply ${rule.count - distinct.length} more.`,
      evidence: distinct,
    }
  // It holds while every one of these does: the newest run of each thing, and as many as were asked for.
  const used = [...new Set([...distinct.slice(0, rule.count), ...newest.values()])]
  const oldest = used.reduce((least, { stored }) => Math.min(least, Date.parse(stored.receivedAt)), Infinity)
  return {
    ...base,
    ...whoAndWhen(used[0]!),
    result: 'pass',
    reason: 'evidence-found',
    found: rule.count > 1 ? `${distinct.length}: ${sayEvent(used[0]!.event)}` : sayEvent(used[0]!.event),
    evidence: used,
    ...(rule.maxAge === undefined ? {} : { dueAt: oldest + rule.maxAge }),
  }
}

type Failed = Pick<Conclusion, 'result' | 'reason' | 'found' | 'remediation'>

/** Is this event a pass? `how` paths, `where`, outcome and age decide. */
function judge(rule: EvidenceRule, candidate: Candidate, inquiry: Inquiry): 'pass' | Failed {
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
    if (typeof holds !== 'boolean')
      return {
        result: 'error',
        reason: 'condition-error',
        found: `the condition could not be answered: ${clip(holds.ruleError, 200)}`,
        remediation: 'Send the missing field with the event, or correct the condition in the policy.',
      }
    if (!holds) return fail('evidence-failed', says, `Needed: ${clip(rule.where.text, 200)}`)
  }
  return 'pass'
}

function missing(
  rule: EvidenceRule,
  base: { required: string; refused: readonly Refusal[] },
  refused: readonly Refusal[],
): Conclusion {
  const first = refused[0]
  return {
    ...base,
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason: first === undefined ? 'no-evidence' : 'evidence-refused',
    found: first === undefined ? 'nothing' : `found but refused: ${first.explanation}`,
    ...(first === undefined ? {} : { at: first.stored.receivedAt, by: first.stored.producer.id }),
    remediation: `Supply ${required(rule)} for this digest${rule.producer === 'any' ? '' : `, from ${rule.producer.join(' or ')}`}.`,
  }
}

/** An event refused for its content (no outcome, too old) is listed as refused as well. */
function withRefusal(refused: readonly Refusal[], candidate: Candidate, judged: Failed): readonly Refusal[] {
  if (judged.reason !== 'outcome-missing' && judged.reason !== 'evidence-too-old') return refused
  const reason = judged.reason === 'evidence-too-old' ? 'too-old' : judged.reason
  return [{ stored: candidate.stored, reason, explanation: judged.found }, ...refused]
}

function selects(rule: EvidenceRule, { type, event }: StoredEvent): boolean {
  if (event === undefined || !rule.types.some((wanted) => typeIs(type, wanted))) return false
  return rule.match.every(({ path, values, says }) => says === 'how' || isOneOf(valueAt(event, path), values))
}

export function isOneOf(value: unknown, values: readonly Scalar[]): boolean {
  return values.some((wanted) => wanted === value)
}

function isOutcome(path: string): boolean {
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
function isPinned(rule: EvidenceRule): boolean {
  return rule.match.some(({ path }) => THINGS.includes(path.replace(/^subject\.content\./u, '')))
}

/** What an event is a run of. Each thing's newest run must pass: a green lint says nothing about red unit tests. */
function thingRun(event: CDEvent): string {
  for (const path of THINGS) {
    const value = valueAt(event, path)
    if (typeof value === 'string' && value !== '') return `${path}=${value}`
  }
  return ''
}

function distinctSubjects(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return candidates.filter(({ stored, event }) => {
    const subject = `${event.context.source}\n${event.subject.id}\n${stored.type}`
    if (seen.has(subject)) return false
    seen.add(subject)
    return true
  })
}

export function whoAndWhen({ stored }: Candidate): { at: string; by: string } {
  return { at: stored.receivedAt, by: stored.producer.id }
}

export function sayValues(values: readonly Scalar[]): string {
  return values.map(String).join(' or ')
}

function required(rule: EvidenceRule): string {
  const which = rule.match.filter(({ says }) => says === 'which').map(({ values }) => sayValues(values))
  const types = rule.types.map(shortType).join(' or ')
  return [types, ...which].join(' ')
}

function sayRequired(rule: EvidenceRule): string {
  const hasOutcome = rule.types.some((type) => fieldAt(['subject', 'content', 'outcome'], type) !== undefined)
  const how = rule.match
    .filter(({ says, path }) => says === 'how' && !isOutcome(path))
    .map(({ path, values }) => `${path} ${sayValues(values)}`)
  const asked = hasOutcome || rule.match.some(({ path }) => isOutcome(path))
  const parts = [asked ? 'success' : required(rule), ...how]
  if (rule.where !== undefined) parts.push(clip(rule.where.text, 80))
  if (rule.count > 1) parts.unshift(`${rule.count} ×`)
  if (rule.maxAge !== undefined) parts.push(`≤ ${sayDuration(rule.maxAge)} old`)
  return parts.join(', ').replace('×, ', '× ')
}
