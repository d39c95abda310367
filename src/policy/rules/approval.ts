/**
 * `approval`: enough different people of the named groups approved this digest for this environment, none of them the
 * author or the requester, and nobody of the groups objects.
 *
 * A person's latest statement counts (by store position). Objections never age out; approvals do.
 */
import type { CDEvent } from '../../cdevents/event.ts'
import { keyOf } from '../../store/keys.ts'
import { sift } from '../believe.ts'
import type { Candidate, Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { duration, onMissing, producer, ruleShape } from '../fields.ts'
import { valueAt } from '../paths.ts'
import type { ApprovalRule, Person } from '../policy.ts'
import { isRecord, own, quote } from '../shape.ts'
import { clip, nameArtifact } from '../say.ts'
import { nearest } from '../suggest.ts'
import { whoAndWhen } from './evidence.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { worstOf } from './worst.ts'

const LIMIT = 500
const TYPES = ['dev.cdevents.approval.updated', 'dev.cdevents.approval.closed']

/** The explicit table: every decision and status the draft knows. A word that is not here is an error (F10). */
const VOTES: Readonly<Record<string, 'yes' | 'no' | 'none'>> = {
  approved: 'yes',
  rejected: 'no',
  requestChanges: 'no',
  escalated: 'none',
  delegate: 'none',
  deferred: 'none',
  cancelled: 'none',
  expired: 'none',
}

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
          is: 'list',
          of: { is: 'text', max: 300 },
          min: 1,
          max: 50,
          about: 'Who may approve: group:<name>, or a person as a URI such as urn:user:alice.',
        },
        excluding: {
          is: 'list',
          of: { is: 'word', of: ['change.author', 'request.actor'] },
          max: 2,
          about: 'Who may not: separation of duties.',
        },
        producer,
        maxAge: duration,
        onMissing,
      },
      ['from'],
      'Enough different people approved this digest for this environment, and nobody objects.',
      place,
    ),

  read(raw, common, reader) {
    const from = raw['from'] as string[]
    const people: Person[] = []
    from.forEach((written, index) => {
      if (!written.startsWith('group:')) return void people.push([written])
      const group = written.slice('group:'.length)
      const members = own(reader.names.groups, group) as Person[] | undefined
      if (members !== undefined) people.push(...members)
      else
        reader.problem(
          `${quote(group)} is not defined under groups${nearest(group, Object.keys(reader.names.groups))}`,
          'from',
          index,
        )
    })
    const quorum = (raw['quorum'] as number | undefined) ?? 1
    const persons = merge(people)
    if (people.length > 0 && persons.length < quorum)
      reader.problem(`${quorum} people are needed but only ${persons.length} may approve`, 'quorum')
    const maxAge = reader.duration(raw, 'maxAge')
    return {
      ...common,
      kind: 'approval',
      quorum,
      people: persons,
      from,
      excluding: (raw['excluding'] as ApprovalRule['excluding'] | undefined) ?? [],
      producer: reader.producer(raw, common),
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

/** A vote of somebody who may vote. */
interface Vote {
  person: Person
  who: string
  candidate: Candidate
  vote: 'yes' | 'no' | 'none'
}

function about(rule: ApprovalRule, digest: string, inquiry: Inquiry): Conclusion {
  const { policy, now, request } = inquiry
  const { events, complete } = inquiry.answer(queryFor(digest))
  const sifted = sift(events, rule.producer, inquiry)
  const refused: Refusal[] = [...sifted.refused]
  const base = { required: sayRequired(rule), refused }
  const error = (reason: string, found: string, remediation: string, candidate?: Candidate): Conclusion => ({
    ...base,
    ...(candidate === undefined ? {} : whoAndWhen(candidate)),
    result: 'error',
    reason,
    found,
    remediation,
  })
  if (!complete)
    return error(
      'too-many-events',
      `more than ${LIMIT} approvals of this artifact`,
      'Ask for a new build: its digest has none.',
    )

  const barred = new Map<Person, string>()
  for (const excluded of rule.excluding) {
    const who = excluded === 'change.author' ? request.change?.author : request.actor
    if (who === undefined)
      return error(
        'separation-unknown',
        `nobody knows the ${excluded === 'change.author' ? 'author of the change' : 'person who asks'}`,
        `State ${excluded === 'change.author' ? 'change.author' : 'actor'} in the request: this rule excludes them from approving.`,
      )
    const person = personOf(rule.people, who)
    if (person !== undefined)
      barred.set(person, excluded === 'change.author' ? 'wrote the change' : 'asks for the deployment')
  }

  const latest = new Map<Person, Vote>()
  for (const candidate of sifted.candidates) {
    const { stored, event } = candidate
    const refuse = (reason: string, explanation: string) => void refused.push({ stored, reason, explanation })
    const bound = placeOf(event, inquiry)
    if (bound === 'elsewhere') {
      if (wordOf(event) === 'approved') refuse('other-environment', 'it was given for another environment')
      continue
    }
    const word = wordOf(event)
    const vote = word === undefined ? undefined : (own(VOTES, word) as Vote['vote'] | undefined)
    if (word !== undefined && vote === undefined)
      return error(
        'unknown-decision',
        `a decision nobody knows: ${quote(clip(word, 60))}`,
        `Send one of ${Object.keys(VOTES).join(', ')}.`,
        candidate,
      )
    const who = valueAt(event, 'responder')
    const person = typeof who === 'string' ? personOf(rule.people, who) : undefined
    if (person === undefined || typeof who !== 'string') {
      if (vote !== 'none')
        refuse(
          'not-an-approver',
          `${typeof who === 'string' ? clip(who, 100) : 'nobody named'} is not one of ${rule.from.join(', ')}`,
        )
      continue
    }
    if (candidate.disputed)
      return error(
        'conflict',
        'its producer sent two different events under one id',
        'Send the approval again under a new id.',
        candidate,
      )
    if (vote === undefined) {
      refuse('decision-missing', 'it states no decision')
      continue
    }
    if (latest.has(person)) continue
    if (vote !== 'yes') {
      latest.set(person, { person, who, candidate, vote })
      continue
    }
    // From here on: an approval, and its person's latest statement. Whatever is wrong with it, no older one replaces it.
    latest.set(person, { person, who, candidate, vote: 'none' })
    const why = barred.get(person)
    const age = now - Date.parse(stored.receivedAt)
    const digestOfPolicy = policyDigestOf(event)
    if (candidate.unusable !== undefined) continue
    if (bound === 'unknown') refuse('not-bound-to-environment', 'it does not say for which environment')
    else if (why !== undefined) refuse('separation-of-duties', `${clip(who, 100)} ${why}`)
    else if (digestOfPolicy !== undefined && digestOfPolicy !== policy.digest)
      refuse('other-policy', 'it was given under another version of the policy')
    else if (rule.maxAge !== undefined && age >= rule.maxAge)
      refuse('too-old', `given ${sayDuration(age)} ago`)
    else latest.set(person, { person, who, candidate, vote: 'yes' })
  }

  const votes = [...latest.values()]
  const against = votes.filter(({ vote }) => vote === 'no')
  const yes = votes.filter(({ vote }) => vote === 'yes')
  const used = [...against, ...yes].map(({ candidate }) => candidate)
  if (against.length > 0) {
    const first = against[0]!
    return {
      ...base,
      result: 'fail',
      reason: 'rejected',
      found: `${wordOf(first.candidate.event) === 'requestChanges' ? 'changes asked for' : 'rejected'} by ${clip(first.who, 100)}`,
      at: first.candidate.stored.receivedAt,
      by: clip(first.who, 100),
      remediation: `Talk to ${clip(first.who, 100)}: only they can lift it, by approving.`,
      evidence: used,
    }
  }
  const people = yes.map(({ who }) => clip(who, 60)).join(', ')
  if (yes.length < rule.quorum)
    return {
      ...base,
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: yes.length === 0 && refused.length > 0 ? 'approval-refused' : 'quorum-not-reached',
      found:
        yes.length === 0 && refused.length > 0
          ? `0 of ${rule.quorum}; found but refused: ${clip(refused[0]!.explanation, 150)}`
          : `${yes.length} of ${rule.quorum}${people === '' ? '' : ` (${people})`}`,
      ...(yes[0] === undefined ? {} : { at: yes[0].candidate.stored.receivedAt, by: people }),
      remediation: `Ask ${rule.from.map(sayGroup).join(' or ')} to approve this digest for ${request.environment}.`,
      evidence: used,
    }
  const ages = yes.map(({ candidate }) => Date.parse(candidate.stored.receivedAt)).sort((a, b) => b - a)
  return {
    ...base,
    result: 'pass',
    reason: 'approved',
    found: `${yes.length} of ${rule.quorum} (${people})`,
    at: yes[0]!.candidate.stored.receivedAt,
    by: people,
    evidence: used,
    ...(rule.maxAge === undefined ? {} : { dueAt: ages[rule.quorum - 1]! + rule.maxAge }),
  }
}

/** The decision of one person, or the status with which an approval was closed. */
function wordOf(event: CDEvent): string | undefined {
  const status = valueAt(event, 'status')
  // A closing that is not an approval undoes the decision it repeats.
  const word = status !== undefined && status !== 'approved' ? status : (valueAt(event, 'decision') ?? status)
  if (word === undefined) return undefined
  return typeof word === 'string' ? word : JSON.stringify(word)
}

/** Is the event about the environment that is asked about? `unknown`: it names none. */
function placeOf(event: CDEvent, { request, boundTo }: Inquiry): 'here' | 'elsewhere' | 'unknown' {
  const { environment } = boundTo(event)
  if (environment === undefined) return 'unknown'
  return environment === request.environment ? 'here' : 'elsewhere'
}

function policyDigestOf(event: CDEvent): string | undefined {
  const block = valueAt(event, 'customData.turnpike')
  const policy = isRecord(block) ? own(block, 'policy') : undefined
  const digest = isRecord(policy) ? own(policy, 'digest') : policy
  return typeof digest === 'string' ? digest : undefined
}

function personOf(people: readonly Person[], identity: string): Person | undefined {
  const wanted = identity.trim()
  return people.find((person) => person.includes(wanted))
}

/** People who share an identity are one person, however many groups name them. */
function merge(people: readonly Person[]): Person[] {
  const merged: string[][] = []
  for (const person of people) {
    const same = merged.filter((other) => other.some((identity) => person.includes(identity)))
    const all = [...new Set([...same.flat(), ...person])]
    for (const other of same) merged.splice(merged.indexOf(other), 1)
    merged.push(all)
  }
  return merged
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
