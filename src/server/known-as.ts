/**
 * One person, whatever they are called: the trust document says which URIs are one person's, so an approval given under
 * one of them is theirs under all, is counted once, and is their own where they must not approve themselves.
 */
import type { ApprovalRule, Policy, Rule } from '../policy/policy.ts'
import { mergePeople } from '../policy/rules/votes.ts'
import type { Person } from '../trust/document.ts'
import type { Identity } from '../trust/identity.ts'

/** By policy, for the list of people it was made with: neither ever changes. */
const made = new WeakMap<Policy, { people: readonly Person[]; policy: Policy }>()

/**
 * The policies with everybody whom an approval rule names under all their names. Nobody is added who is not named, so
 * nobody may approve who could not before.
 */
export function withNames(policies: readonly Policy[], people: readonly Person[]): readonly Policy[] {
  if (people.length === 0) return policies
  return policies.map((policy) => {
    const known = made.get(policy)
    if (known?.people === people) return known.policy
    const uris = new Map(people.flatMap((person) => person.uris.map((uri) => [uri, person.uris] as const)))
    const named = Object.freeze({ ...policy, rules: policy.rules.map((rule) => allNamesIn(rule, uris)) })
    made.set(policy, { people, policy: named })
    return named
  })
}

function allNamesIn(rule: Rule, uris: ReadonlyMap<string, readonly string[]>): Rule {
  if (rule.kind === 'anyOf')
    return { ...rule, members: rule.members.map((member) => allNamesIn(member, uris)) }
  if (rule.kind !== 'approval') return rule
  const people: ApprovalRule['people'] = mergePeople(
    rule.people.map((person) => [...person, ...person.flatMap((uri) => uris.get(uri) ?? [])]),
  )
  return { ...rule, people }
}

/** The identity with its person under the URI that the trust document gives them. */
export function underOwnName(identity: Identity, people: readonly Person[]): Identity {
  const { person } = identity
  if (person === undefined || people.length === 0) return identity
  const id = people.find(({ uris }) => uris.includes(person))?.id
  return id === undefined || id === person ? identity : { ...identity, person: id }
}
