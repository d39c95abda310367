/**
 * The votes of an approval: each person's latest statement, whatever is wrong with it. An older one never takes its
 * place, but for one: an objection stands until the same person approves. Whatever else they say in between (deferred,
 * delegated, cancelled, or an approval that cannot be used) is no approval.
 */
import type { Candidate, Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import type { ApprovalRule, Person } from '../policy.ts'
import { clip } from '../say.ts'
import { knownPeople, namesOf, tellApart } from './apart.ts'
import { objectionTo } from './excluded.ts'
import type { Excluded } from './excluded.ts'
import type { Inquiry } from './kind.ts'
import { delegateOf, policyDigestsOf, readStatement } from './statements.ts'
import type { Stance, Statement, Uncountable } from './statements.ts'

/** What somebody who may vote said last. `none`: nothing that counts. */
export interface Vote {
  who: string
  /** In whose place. */
  instead?: string
  /** The event that decides it. */
  candidate: Candidate
  vote: Stance
  /** The word they said last, e.g. `escalated`. */
  word: string
  /** Epoch ms from which its age counts: of the vote, or of the delegation that it needs. */
  since: number
}

interface Voter extends Vote {
  names: ReadonlySet<string>
  /** Nothing older can change it. */
  settled: boolean
}

interface Delegation {
  to: ReadonlySet<string>
  by: Voter
  /** Why nobody can approve on it. */
  wrong?: Wrong
}

type Wrong = readonly [reason: string, explanation: string]
/** Unusable events are listed as refused when they are sifted. */
const REFUSED_BEFORE: Wrong = ['', '']

/** Each person's latest statement; what was not accepted goes to `refused`. */
export function collectVotes(
  rule: ApprovalRule,
  candidates: readonly Candidate[],
  excluded: readonly Excluded[],
  refused: Refusal[],
  inquiry: Inquiry,
): Vote[] | Uncountable {
  const known = [rule.people, ...knownPeople(inquiry.policy)]
  const refuse = ({ candidate }: Statement, [reason, explanation]: Wrong): void =>
    void (reason !== '' && refused.push({ stored: candidate.stored, reason, explanation }))
  const objection = (statement: Statement, names: ReadonlySet<string>): Wrong | undefined =>
    whyNot(rule, statement, inquiry) ?? objectionTo(statement.who ?? '', names, excluded)

  const members = new Map<Person, Voter>()
  const strangers: Statement[] = []
  for (const candidate of candidates) {
    const statement = readStatement(candidate, inquiry)
    if ('reason' in statement) return statement
    const { who, stance, place, word } = statement
    const person = who === undefined ? undefined : rule.people.find((one) => one.includes(who))
    if (place === 'elsewhere') {
      if (word === 'approved')
        refuse(statement, ['other-environment', 'it was given for another environment'])
    } else if (person === undefined) strangers.push(statement)
    else if (candidate.disputed) return disputed(candidate)
    else if (stance === undefined && candidate.stored.event !== undefined)
      refuse(statement, ['decision-missing', 'it states no decision'])
    else {
      const before = members.get(person)
      const names = before?.names ?? namesOf(person, known)
      members.set(person, hear(before, statement, names, objection, refuse))
    }
  }

  const delegations = rule.delegation ? [...members.values()].flatMap((voter) => delegationBy(voter)) : []
  const delegates: Voter[] = []
  for (const statement of strangers) {
    const { who, stance, candidate } = statement
    const names = namesOf(who === undefined ? [] : [who], known)
    const delegation = delegations.find(
      ({ to, by }) => shares(to, names) && by.candidate.stored.sequence < candidate.stored.sequence,
    )
    const isMember = rule.people.some((person) => person.some((name) => names.has(name)))
    if (delegation === undefined || isMember || who === undefined) {
      const name = who === undefined ? 'nobody named' : clip(who, 100)
      if (stance !== 'none')
        refuse(statement, ['not-an-approver', `${name} is not one of ${rule.from.join(', ')}`])
      continue
    }
    if (candidate.disputed) return disputed(candidate)
    const before = delegates.find((one) => shares(one.names, names))
    const heard = hear(before, statement, names, (said) => delegation.wrong ?? objection(said, names), refuse)
    const voter = {
      ...heard,
      instead: delegation.by.who,
      since: Math.min(heard.since, delegation.by.since),
    }
    if (before === undefined) delegates.push(voter)
    else delegates[delegates.indexOf(before)] = voter
  }
  return [...members.values(), ...tellingApart([...members.values()], delegates, refused)]

  function delegationBy(voter: Voter): Delegation[] {
    const { word, candidate, names } = voter
    if (word !== 'delegate' || voter.vote === 'no') return []
    const statement: Statement = { candidate, who: voter.who, word, place: placeIn(candidate) }
    const named = delegateOf(candidate.event)
    if (named === undefined) {
      refuse(statement, ['delegate-missing', 'it delegates to nobody: customData.turnpike.approval.delegate'])
      return []
    }
    const wrong = objection(statement, names)
    if (wrong !== undefined) refuse(statement, wrong)
    // Too old to approve on, it still lets the delegate object.
    if (wrong !== undefined && wrong[0] !== 'too-old') return []
    return [
      { to: namesOf([named], known), by: voter, ...(wrong === undefined ? {} : { wrong: REFUSED_BEFORE }) },
    ]
  }

  function placeIn(candidate: Candidate): Statement['place'] {
    const statement = readStatement(candidate, inquiry)
    return 'place' in statement ? statement.place : 'unknown'
  }
}

/** One more statement of somebody, older than what was heard before. */
function hear(
  before: Voter | undefined,
  statement: Statement,
  names: ReadonlySet<string>,
  objection: (statement: Statement, names: ReadonlySet<string>) => Wrong | undefined,
  refuse: (statement: Statement, wrong: Wrong) => void,
): Voter {
  if (before?.settled === true) return before
  const { candidate, who = '', word = '', stance = 'none' } = statement
  const since = Date.parse(candidate.stored.receivedAt)
  const wrong = stance === 'yes' ? objection(statement, names) : undefined
  const heard = { who, candidate, word, names, since }
  if (before === undefined && wrong !== undefined) refuse(statement, wrong)
  if (stance === 'no') return { ...heard, vote: 'no', settled: true }
  const lifts = stance === 'yes' && (wrong === undefined || LIFTING.has(wrong[0]))
  if (before !== undefined) return { ...before, settled: lifts }
  return { ...heard, vote: wrong === undefined ? stance : 'none', settled: lifts }
}

/** Approvals that support nothing and are a person's own word all the same: they take their objection back. */
const LIFTING = new Set([
  'too-old',
  'other-policy',
  'not-bound-to-policy',
  'separation-of-duties',
  'identity-unmapped',
])

/** What is wrong with an approval (or a delegation) of somebody who may give one, whoever they are. */
function whyNot(
  rule: ApprovalRule,
  { candidate: { event, stored, unusable }, place }: Statement,
  { now, policy }: Inquiry,
): Wrong | undefined {
  if (unusable !== undefined) return REFUSED_BEFORE
  if (place !== 'here') return ['not-bound-to-environment', 'it does not say for which environment']
  const given = policyDigestsOf(event)
  if (given.length > 0 && !given.includes(policy.digest))
    return ['other-policy', 'it was given under another version of the policy']
  if (given.length === 0 && rule.bindPolicy)
    return ['not-bound-to-policy', 'it does not say under which version of the policy']
  const age = now - Date.parse(stored.receivedAt)
  if (rule.maxAge !== undefined && !(age < rule.maxAge)) return ['too-old', `given ${sayDuration(age)} ago`]
  return undefined
}

/** A delegate is named by a person, not by the policy: they count only when they are surely nobody who voted already. */
function tellingApart(members: readonly Voter[], delegates: readonly Voter[], refused: Refusal[]): Voter[] {
  const counted = members.filter(({ vote }) => vote === 'yes')
  return delegates.map((voter) => {
    if (voter.vote !== 'yes') return voter
    const same = counted.find(({ names }) => tellApart(names, voter.names) !== 'different')
    if (same === undefined) {
      counted.push(voter)
      return voter
    }
    refused.push({
      stored: voter.candidate.stored,
      reason: 'identity-unmapped',
      explanation: `nobody knows whether ${clip(voter.who, 100)} is ${clip(same.who, 100)}, who approved too`,
    })
    return { ...voter, vote: 'none' }
  })
}

function shares(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const name of one) if (other.has(name)) return true
  return false
}

function disputed(candidate: Candidate): Uncountable {
  return {
    reason: 'conflict',
    found: 'its producer sent two different events under one id',
    remediation: 'Send the approval again under a new id.',
    candidate,
  }
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
