/**
 * What somebody said last, and what is wrong with it. An older statement never takes the place of a newer one, but for
 * one: an objection stands until the same person approves. Whatever else they say in between (deferred, delegated,
 * cancelled, or an approval that cannot be used) is no approval.
 */
import type { Candidate } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import type { ApprovalRule, Person } from '../policy.ts'
import type { Inquiry } from './kind.ts'
import { TWO_EVENTS } from './phrases.ts'
import { policyDigestsOf } from './statements.ts'
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

export interface Voter extends Vote {
  names: ReadonlySet<string>
  /** Their latest statement. */
  last: Statement
  /** Nothing older can change it. */
  settled: boolean
}

/** Why a word does not count. */
export type Wrong = readonly [reason: string, explanation: string]

/** Unusable events are listed as refused when they are sifted. */
export const REFUSED_BEFORE: Wrong = ['', '']

/** What votes are counted with. */
export interface Counting {
  rule: ApprovalRule
  /** Lists of who is who. */
  known: readonly (readonly Person[])[]
  readonly objection: (statement: Statement, names: ReadonlySet<string>) => Wrong | undefined
  readonly refuse: (statement: Statement, wrong: Wrong) => void
}

/** One more statement of somebody, older than what was heard before. */
export function hear(
  before: Voter | undefined,
  statement: Statement,
  names: ReadonlySet<string>,
  { objection, refuse }: Pick<Counting, 'objection' | 'refuse'>,
): Voter {
  if (before?.settled === true) return before
  const { candidate, who = '', word = '', stance = 'none' } = statement
  const since = Date.parse(candidate.stored.receivedAt)
  const wrong = stance === 'yes' ? objection(statement, names) : undefined
  const heard = { who, candidate, word, names, since, last: before?.last ?? statement }
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
export function whyNot(
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

export function disputed(candidate: Candidate): Uncountable {
  return {
    reason: 'conflict',
    found: TWO_EVENTS,
    remediation: 'Send the approval again under a new id.',
    candidate,
  }
}
