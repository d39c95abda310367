/**
 * One person, whatever they are called: the trust document says which URIs are one person's, so an approval given under
 * one of them is theirs under all, is counted once, and is their own where they must not approve themselves.
 */
import { underAllNames } from '../policy/known-people.ts'
import type { Policy } from '../policy/policy.ts'
import type { Person } from '../trust/document.ts'
import type { Identity } from '../trust/identity.ts'

/** By policy, for the list of people it was made with: neither ever changes. */
const made = new WeakMap<Policy, { people: readonly Person[]; policy: Policy }>()

/** The policies with everybody whom they appoint under all their names; see known-people.ts. */
export function withNames(policies: readonly Policy[], people: readonly Person[]): readonly Policy[] {
  if (people.length === 0) return policies
  return policies.map((policy) => {
    const known = made.get(policy)
    if (known?.people === people) return known.policy
    const named = underAllNames(
      policy,
      people.map(({ uris }) => uris),
    )
    made.set(policy, { people, policy: named })
    return named
  })
}

/** The identity with its person under the URI that the trust document gives them. */
export function underOwnName(identity: Identity, people: readonly Person[]): Identity {
  const { person } = identity
  if (person === undefined || people.length === 0) return identity
  const id = people.find(({ uris }) => uris.includes(person))?.id
  return id === undefined || id === person ? identity : { ...identity, person: id }
}
