/**
 * `approval`: enough different people of the named groups approved this digest for this environment, none of them the
 * author or the requester, and nobody of the groups objects.
 *
 * A person's latest statement counts (by store position). Objections never age out; approvals do.
 */
import { keyOf } from '../../store/keys.ts'
import { appointedShape, readAppointed } from '../appointed.ts'
import { sift } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, level, onMissing, producer, ruleShape } from '../fields.ts'
import type { ApprovalRule } from '../policy.ts'
import { clip, nameArtifact } from '../say.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { whoAndWhen } from './phrases.ts'
import { barredFrom, collectVotes, wordOf } from './votes.ts'
import type { Uncountable, Vote } from './votes.ts'
import { worstOf } from './worst.ts'

const LIMIT = 500
const TYPES = ['dev.cdevents.approval.updated', 'dev.cdevents.approval.closed']

export const approval: Kind<ApprovalRule> = {
  shape: (place) =>
    ruleShape(
      {
        quorum: {
          is: 'integer',
          min: 1,
          max: 50,
          about: 'How many different people must approve. Default 1.',
        },
        from: {
          ...appointedShape,
          about: 'Who may approve: group:<name>, or a person as a URI such as urn:user:alice.',
        },
        excluding: {
          is: 'list',
          of: { is: 'word', of: ['change.author', 'request.actor'] },
          max: 2,
          about: 'Who may not: separation of duties.',
        },
        producer,
        level,
        maxAge: duration,
        onMissing,
      },
      ['from'],
      'Enough different people approved this digest for this environment, and nobody objects.',
      place,
    ),

  read(raw, common, reader) {
    const from = raw['from'] as string[]
    const { people: persons } = readAppointed(from, reader, 'from')
    const quorum = (raw['quorum'] as number | undefined) ?? 1
    if (persons.length > 0 && persons.length < quorum)
      reader.problem(`${quorum} people are needed but only ${persons.length} may approve`, 'quorum')
    const maxAge = reader.duration(raw, 'maxAge')
    return {
      ...common,
      kind: 'approval',
      quorum,
      people: persons,
      from,
      excluding: (raw['excluding'] as ApprovalRule['excluding'] | undefined) ?? [],
      ...reader.trusting(raw, common),
      ...(maxAge === undefined ? {} : { maxAge }),
      onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: (_rule, { request }) => request.artifacts.map(({ digest }) => queryFor(digest)),

  conclude: (rule, inquiry) =>
    worstOf(
      inquiry.request.artifacts.map((artifact) => ({
        name: nameArtifact(artifact),
        conclusion: about(rule, artifact.digest, inquiry),
      })),
    ),
}

function queryFor(digest: string): Query {
  return { keys: [keyOf('artifact', digest)], types: TYPES, status: 'any', order: 'desc', limit: LIMIT }
}

type Base = Pick<Conclusion, 'required' | 'refused'>

function about(rule: ApprovalRule, digest: string, inquiry: Inquiry): Conclusion {
  const { events, complete } = inquiry.answer(queryFor(digest))
  const { candidates, refused } = sift(events, rule, inquiry)
  const base = { required: sayRequired(rule), refused }
  if (!complete)
    return uncounted(base, {
      reason: 'too-many-events',
      found: `more than ${LIMIT} approvals of this artifact`,
      remediation: 'Ask for a new build: its digest has none.',
    })
  const barred = barredFrom(rule, inquiry)
  if (!(barred instanceof Map)) return uncounted(base, barred)
  const votes = collectVotes(rule, candidates, barred, refused, inquiry)
  if (!Array.isArray(votes)) return uncounted(base, votes)
  const against = votes.filter(({ vote }) => vote === 'no')
  const yes = votes.filter(({ vote }) => vote === 'yes')
  const used = [...against, ...yes].map(({ candidate }) => candidate)
  if (against.length > 0) return { ...vetoed(against[0]!), ...base, evidence: used }
  if (yes.length < rule.quorum) return { ...notEnough(rule, yes, base, inquiry), evidence: used }
  const ages = yes.map(({ candidate }) => Date.parse(candidate.stored.receivedAt)).sort((a, b) => b - a)
  return {
    ...base,
    result: 'pass',
    reason: 'approved',
    found: `${yes.length} of ${rule.quorum} (${sayPeople(yes)})`,
    at: yes[0]!.candidate.stored.receivedAt,
    by: sayPeople(yes),
    evidence: used,
    // It holds while as many of them as are needed are young enough.
    ...(rule.maxAge === undefined ? {} : { dueAt: ages[rule.quorum - 1]! + rule.maxAge }),
  }
}

function uncounted(base: Base, { candidate, ...why }: Uncountable): Conclusion {
  return { ...base, ...(candidate === undefined ? {} : whoAndWhen(candidate)), ...why, result: 'error' }
}

function vetoed({ who, candidate }: Vote): Omit<Conclusion, 'required'> {
  const name = clip(who, 100)
  return {
    result: 'fail',
    reason: 'rejected',
    found: `${wordOf(candidate.event) === 'requestChanges' ? 'changes asked for' : 'rejected'} by ${name}`,
    at: candidate.stored.receivedAt,
    by: name,
    remediation: `Talk to ${name}: only they can lift it, by approving.`,
  }
}

function notEnough(rule: ApprovalRule, yes: readonly Vote[], base: Base, { request }: Inquiry): Conclusion {
  const first = yes[0]
  const refusal = first === undefined ? base.refused?.[0] : undefined
  return {
    ...base,
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason: refusal === undefined ? 'quorum-not-reached' : 'approval-refused',
    found:
      refusal === undefined
        ? `${yes.length} of ${rule.quorum}${first === undefined ? '' : ` (${sayPeople(yes)})`}`
        : `0 of ${rule.quorum}; found but refused: ${clip(refusal.explanation, 150)}`,
    ...(first === undefined ? {} : { at: first.candidate.stored.receivedAt, by: sayPeople(yes) }),
    remediation: `Ask ${rule.from.map(sayGroup).join(' or ')} to approve this digest for ${request.environment}.`,
  }
}

function sayPeople(votes: readonly Vote[]): string {
  return votes.map(({ who }) => clip(who, 60)).join(', ')
}

function sayGroup(from: string): string {
  return from.startsWith('group:') ? `group ${from.slice('group:'.length)}` : from
}

function sayRequired(rule: ApprovalRule): string {
  const not = rule.excluding.map((one) => (one === 'change.author' ? 'the author' : 'the requester'))
  const parts = [`${rule.quorum} of ${rule.from.map((from) => from.replace(/^group:/u, '')).join(', ')}`]
  if (not.length > 0) parts.push(`not ${not.join(' or ')}`)
  if (rule.maxAge !== undefined) parts.push(`≤ ${sayDuration(rule.maxAge)} old`)
  return parts.join(', ')
}
