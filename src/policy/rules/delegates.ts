/** Votes in somebody else's place: where the rule allows it, once, after the delegation, and never by the excluded. */
import type { Refusal } from '../believe.ts'
import { clip } from '../say.ts'
import { namesOf, tellApart } from './apart.ts'
import { delegateOf } from './statements.ts'
import type { Statement, Uncountable } from './statements.ts'
import { disputed, hear, REFUSED_BEFORE } from './voter.ts'
import type { Counting, Voter, Wrong } from './voter.ts'

interface Delegation {
  to: ReadonlySet<string>
  by: Voter
  /** Why nobody can approve on it. */
  wrong?: Wrong
}

/** What those said who are not of the rule's people, newest first: in whose place, or why it does not count. */
export function collectDelegates(
  strangers: readonly Statement[],
  members: readonly Voter[],
  counting: Counting,
): Voter[] | Uncountable {
  const { rule, known, refuse, objection } = counting
  const delegations = rule.delegation ? members.flatMap((voter) => delegationBy(voter, counting)) : []
  const delegates: Voter[] = []
  for (const statement of strangers) {
    const { who, stance, candidate } = statement
    const names: ReadonlySet<string> =
      who === undefined || delegations.length === 0 ? new Set() : namesOf([who], known)
    const delegation = delegations.find(
      ({ to, by }) => shares(to, names) && by.candidate.stored.sequence < candidate.stored.sequence,
    )
    // Who may vote under another name has a vote of their own.
    const isMember = rule.people.some((person) => person.some((name) => names.has(name)))
    if (delegation === undefined || isMember) {
      const name = who === undefined ? 'nobody named' : clip(who, 100)
      if (stance !== 'none')
        refuse(statement, ['not-an-approver', `${name} is not one of ${rule.from.join(', ')}`])
      continue
    }
    if (candidate.disputed) return disputed(candidate)
    const at = delegates.findIndex((one) => shares(one.names, names))
    const heard = hear(delegates[at], statement, names, {
      objection: (said) => delegation.wrong ?? objection(said, names),
      refuse,
    })
    const { who: instead, since } = delegation.by
    delegates[at < 0 ? delegates.length : at] = { ...heard, instead, since: Math.min(heard.since, since) }
  }
  return delegates
}

function delegationBy(voter: Voter, { known, objection, refuse }: Counting): Delegation[] {
  const { word, names, last } = voter
  if (word !== 'delegate' || voter.vote === 'no') return []
  const named = delegateOf(last.candidate.event)
  if (named === undefined) {
    refuse(last, ['delegate-missing', 'it delegates to nobody: customData.turnpike.approval.delegate'])
    return []
  }
  const wrong = objection(last, names)
  if (wrong !== undefined) refuse(last, wrong)
  // Too old to approve on, it still lets the delegate object.
  if (wrong !== undefined && wrong[0] !== 'too-old') return []
  return [
    { to: namesOf([named], known), by: voter, ...(wrong === undefined ? {} : { wrong: REFUSED_BEFORE }) },
  ]
}

/** A delegate is named by a person, not by the policy: they count only when they are surely nobody who voted already. */
export function tellingApart(
  members: readonly Voter[],
  delegates: readonly Voter[],
  refused: Refusal[],
): Voter[] {
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
