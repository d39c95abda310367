/**
 * Can two people be told apart? Only under names that can be compared: two numbers of one forge are two people, but
 * nobody knows whether `urn:user:alice` is `urn:github:user:17` until somebody writes down that she is, or who is.
 */
import type { Person, Policy } from '../policy.ts'

export type Apart = 'same' | 'different' | 'unknown'

/** The lists that say which names are one person's: the groups of the policy, and the people of the trust document. */
export function knownPeople(policy: Pick<Policy, 'groups' | 'people'>): readonly (readonly Person[])[] {
  return [...Object.values(policy.groups), policy.people ?? []]
}

/** Everything this person is known as, names of names included. */
export function namesOf(
  names: readonly string[],
  known: readonly (readonly Person[])[],
): ReadonlySet<string> {
  const all = new Set(names.map((name) => name.trim()))
  const lists = known.map((people) => people.filter((person) => person.length > 1))
  for (let before = -1; before !== all.size;) {
    before = all.size
    for (const people of lists)
      for (const person of people)
        if (person.some((name) => all.has(name))) for (const name of person) all.add(name)
  }
  return all
}

/** By all their names. */
export function tellApart(one: ReadonlySet<string>, other: ReadonlySet<string>): Apart {
  for (const name of one) if (other.has(name)) return 'same'
  let apart: Apart = 'unknown'
  for (const name of one)
    for (const against of other) {
      const said = compare(name, against)
      // Spelled alike but for the case of letters: perhaps one person, whatever their other names say.
      if (said === 'alike') return 'unknown'
      if (said === 'different') apart = 'different'
    }
  return apart
}

function compare(one: string, other: string): 'alike' | 'different' | 'no' {
  const space = namespaceOf(one)
  if (space === undefined || space !== namespaceOf(other)) return 'no'
  return one.toLowerCase() === other.toLowerCase() ? 'alike' : 'different'
}

/**
 * The part of a URI within which one person has one name: `urn:github:user:`, `urn:user:`,
 * `https://login.example.org#user:`. Undefined where one person may have several, as of mail addresses and pages.
 */
export function namespaceOf(uri: string): string | undefined {
  const provider = /^(https?:\/\/[^#]+#user:)[^#]+$/u.exec(uri)
  if (provider !== null) return provider[1]!
  const urn = /^(urn:(?:[^:]+:)+)[^:]+$/iu.exec(uri)
  return urn?.[1]?.toLowerCase()
}
