/**
 * One person, whatever they are called. Lists of who is who (the people of a trust document, those of a file of cases)
 * are written into the policies that are judged, so that an approval given under one name is that person's under all.
 */
import type { Appointed, ApprovalRule, Person, Policy, Rule } from './policy.ts'
import { mergePeople } from './rules/votes.ts'

/**
 * The policy with everybody whom it appoints under all their names. Nobody is added whom it does not name, so nobody
 * may do what they could not before.
 * @param people every person with all their URIs
 */
export function underAllNames(policy: Policy, people: readonly Person[]): Policy {
  if (people.length === 0) return policy
  const uris = new Map(people.flatMap((person) => person.map((uri) => [uri, person] as const)))
  const all = (appointed: readonly Person[]): Person[] =>
    mergePeople(appointed.map((person) => [...person, ...person.flatMap((uri) => uris.get(uri) ?? [])]))
  const appoint = <T extends Pick<Appointed, 'people'>>(appointed: T): T => ({
    ...appointed,
    people: all(appointed.people),
  })
  const inRule = (rule: Rule): Rule => {
    if (rule.kind === 'anyOf') return { ...rule, members: rule.members.map(inRule) }
    return rule.kind === 'approval' ? ({ ...rule, people: all(rule.people) } satisfies ApprovalRule) : rule
  }
  const { waivers, override } = policy
  return Object.freeze({
    ...policy,
    people,
    rules: policy.rules.map(inRule),
    ...(waivers === undefined ? {} : { waivers: { ...waivers, grantors: appoint(waivers.grantors) } }),
    ...(override === undefined
      ? {}
      : {
          override: {
            ...override,
            people: appoint(override.people),
            second: appoint(override.second),
            review: appoint(override.review),
          },
        }),
  })
}
