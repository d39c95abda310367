/**
 * The votes of an approval: each person's latest statement, whatever is wrong with it. An older one never takes its
 * place.
 */
import type { CDEvent } from '../../cdevents/event.ts'
import type { Candidate, Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { valueAt } from '../paths.ts'
import type { ApprovalRule, Person } from '../policy.ts'
import { isRecord, own, quote } from '../shape.ts'
import { clip } from '../say.ts'
import type { Inquiry } from './kind.ts'

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

/** What somebody who may vote said last. `none`: nothing that counts. */
export interface Vote {
  who: string
  candidate: Candidate
  vote: 'yes' | 'no' | 'none'
}

/** Why the votes cannot be counted at all. */
export interface Uncountable {
  reason: string
  found: string
  remediation: string
  candidate?: Candidate
}

/** Each person's latest statement; what was not accepted goes to `refused`. */
export function collectVotes(
  rule: ApprovalRule,
  candidates: readonly Candidate[],
  barred: ReadonlyMap<Person, string>,
  refused: Refusal[],
  inquiry: Inquiry,
): Vote[] | Uncountable {
  const latest = new Map<Person, Vote>()
  for (const candidate of candidates) {
    const { stored, event } = candidate
    const refuse = (reason: string, explanation: string) => void refused.push({ stored, reason, explanation })
    const word = wordOf(event)
    const place = placeOf(event, inquiry)
    if (place === 'elsewhere') {
      if (word === 'approved') refuse('other-environment', 'it was given for another environment')
      continue
    }
    const vote = word === undefined ? undefined : (own(VOTES, word) as Vote['vote'] | undefined)
    if (word !== undefined && vote === undefined && stored.event !== undefined)
      return unknownWord(word, candidate)
    const who = valueAt(event, 'responder')
    const person = typeof who === 'string' ? personOf(rule.people, who) : undefined
    if (person === undefined || typeof who !== 'string') {
      const name = typeof who === 'string' ? clip(who, 100) : 'nobody named'
      if (vote !== 'none') refuse('not-an-approver', `${name} is not one of ${rule.from.join(', ')}`)
    } else if (candidate.disputed) return disputed(candidate)
    else if (vote === undefined && stored.event !== undefined)
      refuse('decision-missing', 'it states no decision')
    else if (!latest.has(person)) {
      const wrong = vote === 'yes' ? whyNot(rule, candidate, place, barred.get(person), inquiry) : undefined
      if (wrong !== undefined && wrong !== 'refused before') refuse(...wrong)
      latest.set(person, { who, candidate, vote: wrong === undefined ? (vote ?? 'none') : 'none' })
    }
  }
  return [...latest.values()]
}

/** What is wrong with an approval of somebody who may approve. */
function whyNot(
  rule: ApprovalRule,
  { event, stored, unusable }: Candidate,
  place: 'here' | 'unknown',
  barred: string | undefined,
  { now, policy }: Inquiry,
): [reason: string, explanation: string] | 'refused before' | undefined {
  if (unusable !== undefined) return 'refused before'
  if (place === 'unknown') return ['not-bound-to-environment', 'it does not say for which environment']
  if (barred !== undefined) return ['separation-of-duties', `the approver ${barred}`]
  const given = policyDigestOf(event)
  if (given !== undefined && given !== policy.digest)
    return ['other-policy', 'it was given under another version of the policy']
  const age = now - Date.parse(stored.receivedAt)
  if (rule.maxAge !== undefined && !(age < rule.maxAge)) return ['too-old', `given ${sayDuration(age)} ago`]
  return undefined
}

/** Who must not approve, and why; or what the request does not say of them. */
export function barredFrom(rule: ApprovalRule, { request }: Inquiry): Map<Person, string> | Uncountable {
  const barred = new Map<Person, string>()
  for (const excluded of rule.excluding) {
    const isAuthor = excluded === 'change.author'
    const who = isAuthor ? request.change?.author : request.actor
    if (who === undefined)
      return {
        reason: 'separation-unknown',
        found: `nobody knows the ${isAuthor ? 'author of the change' : 'person who asks'}`,
        remediation: `State ${isAuthor ? 'change.author' : 'actor'} in the request: this rule excludes them from approving.`,
      }
    const person = personOf(rule.people, who)
    if (person !== undefined) barred.set(person, isAuthor ? 'wrote the change' : 'asks for the deployment')
  }
  return barred
}

function unknownWord(word: string, candidate: Candidate): Uncountable {
  return {
    reason: 'unknown-decision',
    found: `a decision nobody knows: ${quote(clip(word, 60))}`,
    remediation: `Send one of ${Object.keys(VOTES).join(', ')}.`,
    candidate,
  }
}

function disputed(candidate: Candidate): Uncountable {
  return {
    reason: 'conflict',
    found: 'its producer sent two different events under one id',
    remediation: 'Send the approval again under a new id.',
    candidate,
  }
}

/** The decision of one person, or the status with which an approval was closed. */
export function wordOf(event: CDEvent): string | undefined {
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
export function mergePeople(people: readonly Person[]): Person[] {
  const merged: string[][] = []
  for (const person of people) {
    const same = merged.filter((other) => other.some((identity) => person.includes(identity)))
    const all = [...new Set([...same.flat(), ...person])]
    for (const other of same) merged.splice(merged.indexOf(other), 1)
    merged.push(all)
  }
  return merged
}
