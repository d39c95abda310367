/**
 * `evidence`: at least n matching events about this digest, and the newest decisive one is a pass.
 *
 * Newest is by store position, never by what an event says of its own time (F22). A believed producer's newest
 * statement counts even when it cannot be used: nothing older is put in its place.
 */
import { keyOf } from '../../store/keys.ts'
import type { Candidate, Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, eventTypes, level, match, onMissing, producer, ruleShape, where } from '../fields.ts'
import { fieldAt, shortType } from '../paths.ts'
import type { EvidenceRule } from '../policy.ts'
import { nameArtifact, sayCondition, sayEvent } from '../say.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { isOutcome, isPinned, judge, thingRun } from './pass.ts'
import type { Failed } from './pass.ts'
import { conflict, noEvidence, sayValues, whoAndWhen } from './phrases.ts'
import { selected } from './select.ts'
import { worstOf } from './worst.ts'

/** The events of one type about one digest that a decision looks at, at most. */
const EVIDENCE_LIMIT = 1000

export const evidence: Kind<EvidenceRule> = {
  shape: (place) =>
    ruleShape(
      {
        type: eventTypes,
        producer,
        level,
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
      ...reader.trusting(raw, common),
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
  const { candidates, refused } = selected(events, rule, inquiry)
  const base = { required, refused }

  const disputed = candidates.find((candidate) => candidate.disputed)
  if (disputed !== undefined) return { ...base, ...conflict(disputed) }
  if (!complete && (candidates.length === 0 || !isPinned(rule)))
    return {
      ...base,
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${EVIDENCE_LIMIT} events about this artifact, not all were looked at`,
      remediation: 'Select with match, e.g. by testSuite.id, so that fewer events are asked for.',
    }
  if (candidates.length === 0)
    return { ...base, ...noEvidence(rule.onMissing, refused), remediation: sayWanted(rule) }

  const passing: Candidate[] = []
  const subjects = new Set<string>()
  const newest = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const thing = thingRun(candidate.event)
    // An invalid event that does not say what it is a run of is answered by whatever came after it.
    if (candidate.stored.event === undefined && thing === '' && newest.size > 0) continue
    const isNewest = !newest.has(thing)
    if (isNewest) newest.set(thing, candidate)
    // What is older than the newest of its thing can only add to the count.
    if (!isNewest && subjects.size >= rule.count) continue
    const judged = judge(rule, candidate, inquiry)
    if (judged === 'pass') {
      passing.push(candidate)
      subjects.add(subjectOf(candidate))
    } else if (isNewest)
      return {
        ...base,
        ...judged,
        ...whoAndWhen(candidate),
        evidence: [candidate],
        refused: withRefusal(refused, candidate, judged),
      }
  }
  const distinct = distinctSubjects(passing)
  // The newest run of each thing fails once it is too old, also while more are waited for.
  if (distinct.length < rule.count)
    return {
      ...base,
      ...whoAndWhen(passing[0]!),
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: 'not-enough-evidence',
      found: `${distinct.length} of ${rule.count}: ${sayEvent(passing[0]!.event)}`,
      remediation: `Supply ${rule.count - distinct.length} more.`,
      evidence: distinct,
      ...agesOut(rule, [...newest.values()]),
    }
  // It holds while every one of these does: the newest run of each thing, and as many as were asked for.
  const used = [...new Set([...distinct.slice(0, rule.count), ...newest.values()])]
  return {
    ...base,
    ...whoAndWhen(used[0]!),
    result: 'pass',
    reason: 'evidence-found',
    found: rule.count > 1 ? `${distinct.length}: ${sayEvent(used[0]!.event)}` : sayEvent(used[0]!.event),
    evidence: used,
    ...agesOut(rule, used),
  }
}

/** When the oldest of these is too old. */
function agesOut({ maxAge }: EvidenceRule, used: readonly Candidate[]): { dueAt?: number } {
  if (maxAge === undefined) return {}
  const oldest = used.reduce((least, { stored }) => Math.min(least, Date.parse(stored.receivedAt)), Infinity)
  return { dueAt: oldest + maxAge }
}

function sayWanted(rule: EvidenceRule): string {
  const from = rule.producer === 'any' ? '' : `, from ${rule.producer.join(' or ')}`
  return `Supply ${required(rule)} for this digest${from}.`
}

/** An event refused for its content (no outcome, too old) is listed as refused as well. */
function withRefusal(refused: readonly Refusal[], candidate: Candidate, judged: Failed): readonly Refusal[] {
  if (judged.reason !== 'outcome-missing' && judged.reason !== 'evidence-too-old') return refused
  const reason = judged.reason === 'evidence-too-old' ? 'too-old' : judged.reason
  return [{ stored: candidate.stored, reason, explanation: judged.found }, ...refused]
}

/** One for each subject, the first of it. */
function distinctSubjects(candidates: readonly Candidate[]): Candidate[] {
  const first = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const subject = subjectOf(candidate)
    if (!first.has(subject)) first.set(subject, candidate)
  }
  return [...first.values()]
}

/** Several events of one run about one thing are one piece of evidence. */
function subjectOf({ stored, event }: Candidate): string {
  return `${event.context.source}\n${event.subject.id}\n${stored.type}`
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
  if (rule.where !== undefined) parts.push(sayCondition(rule.where.text))
  if (rule.count > 1) parts.unshift(`${rule.count} ×`)
  if (rule.maxAge !== undefined) parts.push(`≤ ${sayDuration(rule.maxAge)} old`)
  return parts.join(', ').replace('×, ', '× ')
}
