/**
 * `absence`: nothing is open (an incident, a revoked artifact), and the feed that would tell is known to be alive.
 *
 * Silence of the feed is not good news: a feed that never spoke is an error, one that is late is waited for, because
 * its next sign of life can settle it.
 */
import type { CDEvent } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { keyOf } from '../../store/keys.ts'
import { sift } from '../believe.ts'
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, eventType, eventTypes, level, match, producer, ruleShape, where } from '../fields.ts'
import { shortType, typeIs, valueAt } from '../paths.ts'
import type { AbsenceRule } from '../policy.ts'
import { clip, nameArtifact, sayEvent } from '../say.ts'
import { feedQuery, feedState } from './absence-feed.ts'
import { isOneOf, noService, unanswered, whoAndWhen } from './phrases.ts'
import type { Conclusion, Inquiry, Kind, Query, Question } from './kind.ts'
import { worstOf } from './worst.ts'

const LIMIT = 1000

export const absence: Kind<AbsenceRule> = {
  shape: (place) =>
    ruleShape(
      {
        openedBy: { ...eventTypes, about: 'What opens one, e.g. incident.detected.' },
        closedBy: { ...eventTypes, about: 'What closes it, of the same subject id, e.g. incident.resolved.' },
        scope: {
          is: 'word',
          of: ['environment', 'service', 'artifact'],
          about: 'Where to look. Default environment.',
        },
        producer,
        level,
        match,
        where,
        lookback: { ...duration, about: 'Openings older than this are not looked for.' },
        grace: {
          ...duration,
          about:
            'What has been open for less than this does not count yet, e.g. a review that is not overdue.',
        },
        feed: {
          is: 'either',
          of: [
            { is: 'word', of: ['none'] },
            {
              is: 'record',
              required: ['maxLag'],
              someOf: ['source', 'type'],
              fields: {
                source: { is: 'text', max: 500, about: 'context.source of the feed.' },
                type: { is: 'either', of: [eventType, { is: 'list', of: eventType, min: 1, max: 16 }] },
                maxLag: { ...duration, about: 'How long ago its newest event may have been received.' },
              },
            },
          ],
          about: 'What shows that the feed is alive, or the word none.',
        },
      },
      ['openedBy'],
      'No matching open event, and the feed is fresh enough to know.',
      place,
    ),

  read(raw, common, reader) {
    const openedBy = reader.types(raw, 'openedBy')
    const lookback = reader.duration(raw, 'lookback')
    const grace = reader.duration(raw, 'grace')
    const where = reader.where(raw, openedBy)
    const feed = raw['feed']
    if (grace !== undefined && lookback !== undefined && lookback <= grace)
      reader.problem(
        'lookback must be longer: whatever is that old would be forgotten before it counts',
        'grace',
      )
    if (feed === undefined && common.enforce === 'block')
      reader.problem('feed is missing: say what shows that the feed is alive, or write `feed: none`')
    return {
      ...common,
      kind: 'absence',
      openedBy,
      closedBy: reader.types(raw, 'closedBy'),
      scope: (raw['scope'] as AbsenceRule['scope'] | undefined) ?? 'environment',
      ...reader.trusting(raw, common),
      match: reader.match(raw, openedBy),
      ...(where === undefined ? {} : { where }),
      ...(lookback === undefined ? {} : { lookback }),
      ...(grace === undefined ? {} : { grace }),
      feed: isObject(feed)
        ? {
            ...(feed['source'] === undefined ? {} : { source: feed['source'] as string }),
            types: reader.at('feed').types(feed, 'type'),
            maxLag: reader.duration(feed, 'maxLag')!,
          }
        : 'none',
    }
  },

  needs(rule, question) {
    const feed = feedQuery(rule)
    return [...placesOf(rule, question).map(({ query }) => query), ...(feed === undefined ? [] : [feed])]
  },

  conclude(rule, inquiry) {
    const required = sayRequired(rule)
    const places = placesOf(rule, inquiry)
    if (places.length === 0) return noService(required, 'one service')
    const feed = feedState(rule, inquiry)
    const parts = places.map(({ name, query }) => ({
      name,
      conclusion: { ...openIn(rule, query, inquiry), required },
    }))
    const all = worstOf(parts)
    // Something open is known whatever the feed does.
    if (all.result !== 'pass' || feed === undefined) return all
    if (feed.result !== 'pass') return { ...all, ...feed }
    const due = [all.dueAt, feed.dueAt].filter((at) => at !== undefined)
    return {
      ...feed,
      ...all,
      found: `${all.found}, ${feed.found}`,
      dueAt: Math.min(...due),
    }
  },
}

function placesOf(rule: AbsenceRule, { request, now }: Question): { name: string; query: Query }[] {
  const types = [...rule.openedBy, ...rule.closedBy]
  const since =
    rule.lookback === undefined ? {} : { receivedSince: new Date(now - rule.lookback).toISOString() }
  const query = (...keys: string[]): Query => ({
    keys,
    types,
    status: 'any',
    order: 'desc',
    limit: LIMIT,
    ...since,
  })
  const environment = keyOf('environment', request.environment)
  if (rule.scope === 'environment') return [{ name: request.environment, query: query(environment) }]
  if (rule.scope === 'artifact')
    return request.artifacts.map((artifact) => ({
      name: nameArtifact(artifact),
      query: query(keyOf('artifact', artifact.digest)),
    }))
  if (request.service === undefined) return []
  return [{ name: request.service, query: query(environment, keyOf('service', request.service)) }]
}

type Found = Omit<Conclusion, 'required'>

function openIn(rule: AbsenceRule, query: Query, inquiry: Inquiry): Found {
  const { events, complete } = inquiry.answer(query)
  const { candidates, refused } = sift(events, rule, inquiry)
  const base = { refused }
  const open: Candidate[] = []
  const young: { candidate: Candidate; countsAt: number }[] = []
  for (const { newest: candidate, since } of openSubjects(rule, candidates)) {
    const counts = matters(rule, candidate.event, inquiry)
    if (typeof counts !== 'boolean')
      return {
        ...base,
        ...whoAndWhen(candidate),
        ...unanswered(counts.ruleError),
        evidence: [candidate],
      }
    if (!counts) continue
    const countsAt = Date.parse(since.stored.receivedAt) + (rule.grace ?? 0)
    if (rule.grace !== undefined && inquiry.now < countsAt) young.push({ candidate, countsAt })
    else open.push(candidate)
  }
  const first = open[0]
  if (first !== undefined)
    return {
      ...base,
      ...whoAndWhen(first),
      result: 'fail',
      reason: 'open',
      found: `${sayOpen(first)}${open.length > 1 ? ` and ${open.length - 1} more` : ''}`,
      remediation:
        rule.closedBy.length === 0
          ? 'Use another artifact.'
          : `Close it; ${rule.closedBy.map(shortType).join(' or ')} of the same subject settles it.`,
      evidence: open,
    }
  if (!complete)
    return {
      ...base,
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${LIMIT} events, not all were looked at`,
      remediation: 'Give the rule a lookback, so that fewer events are asked for.',
    }
  const next = young.sort((a, b) => a.countsAt - b.countsAt)[0]
  if (next === undefined) return { ...base, result: 'pass', reason: 'none-open', found: 'none open' }
  const more = young.length > 1 ? ` and ${young.length - 1} more` : ''
  return {
    ...base,
    ...whoAndWhen(next.candidate),
    result: 'pass',
    reason: 'within-grace',
    found: `${sayOpen(next.candidate)}${more} open, counts in ${sayDuration(next.countsAt - inquiry.now)}`,
    evidence: young.map(({ candidate }) => candidate),
    dueAt: next.countsAt,
  }
}

/**
 * What is open, each by the newest word on it, and since which event: the oldest opening after the last closing, so that
 * who opens it again does not start its time anew.
 */
function openSubjects(
  rule: AbsenceRule,
  candidates: readonly Candidate[],
): { newest: Candidate; since: Candidate }[] {
  const subjects = new Map<string, { newest: Candidate; since: Candidate; over: boolean }>()
  for (const candidate of candidates) {
    const closes = rule.closedBy.some((type) => typeIs(candidate.stored.type, type))
    // What cannot be used opens (it is an objection) but never closes.
    if (closes && (candidate.unusable !== undefined || candidate.disputed)) continue
    const subject = `${candidate.event.subject.source ?? ''}\n${candidate.event.subject.id}`
    const later = subjects.get(subject)
    if (later === undefined) subjects.set(subject, { newest: candidate, since: candidate, over: closes })
    else if (closes) later.over = true
    else if (!later.over) later.since = candidate
  }
  return [...subjects.values()].filter(({ newest }) => opens(rule, newest))
}

function opens(rule: AbsenceRule, { stored }: Candidate): boolean {
  return rule.openedBy.some((type) => typeIs(stored.type, type))
}

/** Does an opening count? A field it does not state does not excuse it. */
function matters(
  rule: AbsenceRule,
  event: CDEvent,
  { request, now }: Inquiry,
): boolean | { ruleError: string } {
  const excused = rule.match.some(({ path, values }) => {
    const value = valueAt(event, path)
    return value !== undefined && !isOneOf(value, values)
  })
  if (excused) return false
  return rule.where === undefined ? true : rule.where.holds({ event, request, now })
}

function sayOpen(candidate: Candidate): string {
  return `${clip(candidate.event.subject.id, 80)}${sayMore(candidate)}`
}

function sayMore({ event }: Candidate): string {
  const description = valueAt(event, 'description')
  if (typeof description === 'string' && description !== '') return ` ${clip(description, 80)}`
  const says = sayEvent(event)
  return says === shortType(event.context.type).replace('.', ' ') ? '' : ` (${clip(says, 80)})`
}

function sayRequired(rule: AbsenceRule): string {
  const nouns = rule.openedBy.map((type) =>
    shortType(type)
      .split('.')[0]
      ?.replace(/^turnpike-/u, ''),
  )
  const what = [...new Set(nouns)].join(' or ')
  const grace = rule.grace === undefined ? '' : ` for ${sayDuration(rule.grace)} or longer`
  const feed = rule.feed === 'none' ? '' : `, feed ≤ ${sayDuration(rule.feed.maxLag)} old`
  return `no open ${what}${grace}${feed}`
}
