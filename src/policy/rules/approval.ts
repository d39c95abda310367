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
import { own } from '../shape.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { whoAndWhen } from './phrases.ts'
import { excludedBy } from './excluded.ts'
import { wordOf } from './statements.ts'
import type { Uncountable } from './statements.ts'
import type { Vote } from './voter.ts'
import { collectVotes } from './votes.ts'
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
          about: 'Who may not: separation of duties. Who cannot be told from them may not either.',
        },
        delegation: {
          is: 'boolean',
          about: 'Somebody whom an approver names may vote in their place, once. Default false.',
        },
        bindPolicy: {
          is: 'boolean',
          about:
            'Only approvals that state the digest of this policy count. Default false: one that states another does not.',
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
      delegation: raw['delegation'] === true,
      bindPolicy: raw['bindPolicy'] === true,
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
  const excluded = excludedBy(rule, inquiry)
  if (!Array.isArray(excluded)) return uncounted(base, excluded)
  const votes = collectVotes(rule, candidates, excluded, refused, inquiry)
  if (!Array.isArray(votes)) return uncounted(base, votes)
  const against = votes.filter(({ vote }) => vote === 'no')
  const yes = votes.filter(({ vote }) => vote === 'yes').sort(newestFirst)
  const used = [...against, ...yes].map(({ candidate }) => candidate)
  if (against.length > 0) return { ...vetoed(against[0]!), ...base, evidence: used }
  if (yes.length < rule.quorum) return { ...notEnough(rule, votes, yes, base, inquiry), evidence: used }
  const ages = yes.map(({ since }) => since).sort((a, b) => b - a)
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

function newestFirst(a: Vote, b: Vote): number {
  return b.candidate.stored.sequence - a.candidate.stored.sequence
}

function uncounted(base: Base, { candidate, ...why }: Uncountable): Conclusion {
  return { ...base, ...(candidate === undefined ? {} : whoAndWhen(candidate)), ...why, result: 'error' }
}

function vetoed(vote: Vote): Omit<Conclusion, 'required'> {
  const { candidate } = vote
  const name = sayPeople([vote])
  return {
    result: 'fail',
    reason: 'rejected',
    found: `${wordOf(candidate.event) === 'requestChanges' ? 'changes asked for' : 'rejected'} by ${name}`,
    at: candidate.stored.receivedAt,
    by: name,
    remediation: `Talk to ${clip(vote.who, 100)}: only they can lift it, by approving.`,
  }
}

function notEnough(
  rule: ApprovalRule,
  votes: readonly Vote[],
  yes: readonly Vote[],
  base: Base,
  { request }: Inquiry,
): Conclusion {
  const first = yes[0]
  const unmapped = base.refused?.find(({ reason }) => reason === 'identity-unmapped')
  const refusal = first === undefined ? (unmapped ?? base.refused?.[0]) : undefined
  const count = `${yes.length} of ${rule.quorum}${first === undefined ? '' : ` (${sayPeople(yes)})`}`
  const asides = votes.filter(({ vote, word }) => vote === 'none' && own(ASIDES, word) !== undefined)
  return {
    ...base,
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason:
      unmapped !== undefined
        ? 'identity-unmapped'
        : refusal !== undefined
          ? 'approval-refused'
          : 'quorum-not-reached',
    found: [
      count,
      ...asides.map(({ who, word }) => `${String(own(ASIDES, word))} by ${clip(who, 60)}`),
      ...(refusal === undefined ? [] : [`found but refused: ${clip(refusal.explanation, 150)}`]),
    ].join('; '),
    ...(first === undefined ? {} : { at: first.candidate.stored.receivedAt, by: sayPeople(yes) }),
    remediation:
      unmapped === undefined
        ? `Ask ${rule.from.map(sayGroup).join(' or ')} to approve this digest for ${request.environment}.`
        : `Write down who is who: ${clip(unmapped.explanation, 200)}. List all URIs of one of them as one person, under people of the trust document or as one entry of a group of the policy; or let somebody approve who is known by the same kind of name.`,
  }
}

/** Words that are no vote, as they are shown. */
const ASIDES: Readonly<Record<string, string>> = {
  escalated: 'escalated',
  delegate: 'delegated',
  deferred: 'deferred',
  cancelled: 'withdrawn',
  expired: 'expired, given',
}

function sayPeople(votes: readonly Vote[]): string {
  return votes
    .map(({ who, instead }) => `${clip(who, 60)}${instead === undefined ? '' : ` for ${clip(instead, 60)}`}`)
    .join(', ')
}

function sayGroup(from: string): string {
  return from.startsWith('group:') ? `group ${from.slice('group:'.length)}` : from
}

function sayRequired(rule: ApprovalRule): string {
  const not = rule.excluding.map((one) => (one === 'change.author' ? 'the author' : 'the requester'))
  const parts = [`${rule.quorum} of ${rule.from.map((from) => from.replace(/^group:/u, '')).join(', ')}`]
  if (not.length > 0) parts.push(`not ${not.join(' or ')}`)
  if (rule.bindPolicy) parts.push('under this very policy')
  if (rule.maxAge !== undefined) parts.push(`≤ ${sayDuration(rule.maxAge)} old`)
  return parts.join(', ')
}
