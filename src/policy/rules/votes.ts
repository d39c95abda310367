/** The votes of an approval: each person's latest statement, whatever is wrong with it; see voter.ts. */
import type { Candidate, Refusal } from '../believe.ts'
import type { ApprovalRule, Person } from '../policy.ts'
import { knownPeople, namesOf } from './apart.ts'
import { collectDelegates, tellingApart } from './delegates.ts'
import { objectionTo } from './excluded.ts'
import type { Excluded } from './excluded.ts'
import type { Inquiry } from './kind.ts'
import { readStatement } from './statements.ts'
import type { Statement, Uncountable } from './statements.ts'
import { disputed, hear, whyNot } from './voter.ts'
import type { Counting, Vote, Voter } from './voter.ts'

/** Each person's latest statement; what was not accepted goes to `refused`. */
export function collectVotes(
  rule: ApprovalRule,
  candidates: readonly Candidate[],
  excluded: readonly Excluded[],
  refused: Refusal[],
  inquiry: Inquiry,
): Vote[] | Uncountable {
  const counting: Counting = {
    rule,
    known: [rule.people, ...knownPeople(inquiry.policy)],
    refuse: ({ candidate }, [reason, explanation]) =>
      void (reason !== '' && refused.push({ stored: candidate.stored, reason, explanation })),
    objection: (statement, names) =>
      whyNot(rule, statement, inquiry) ?? objectionTo(statement.who ?? '', names, excluded),
  }
  const heard = hearMembers(candidates, counting, inquiry)
  if ('reason' in heard) return heard
  const members = [...heard.members.values()]
  const delegates = collectDelegates(heard.strangers, members, counting)
  return 'reason' in delegates ? delegates : [...members, ...tellingApart(members, delegates, refused)]
}

/** What the rule's people said, and what everybody else did; newest first. */
function hearMembers(
  candidates: readonly Candidate[],
  counting: Counting,
  inquiry: Inquiry,
): { members: Map<Person, Voter>; strangers: Statement[] } | Uncountable {
  const { rule, known, refuse } = counting
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
      members.set(person, hear(before, statement, before?.names ?? namesOf(person, known), counting))
    }
  }
  return { members, strangers }
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
