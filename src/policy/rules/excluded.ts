/** Separation of duties: who must not approve, and whether somebody can be told from them. */
import type { ApprovalRule } from '../policy.ts'
import { clip } from '../say.ts'
import { knownPeople, namesOf, tellApart } from './apart.ts'
import type { Inquiry } from './kind.ts'
import type { Uncountable } from './statements.ts'

/** Somebody who must not approve. */
export interface Excluded {
  names: ReadonlySet<string>
  /** As the request names them. */
  who: string
  /** `wrote the change`. */
  why: string
}

/** Who must not approve, and why; or what the request does not say of them. */
export function excludedBy(rule: ApprovalRule, { request, policy }: Inquiry): Excluded[] | Uncountable {
  const known = [rule.people, ...knownPeople(policy)]
  const excluded: Excluded[] = []
  for (const one of rule.excluding) {
    const isAuthor = one === 'change.author'
    const who = isAuthor ? request.change?.author : request.actor
    if (who === undefined)
      return {
        reason: 'separation-unknown',
        found: `nobody knows the ${isAuthor ? 'author of the change' : 'person who asks'}`,
        remediation: `State ${isAuthor ? 'change.author' : 'actor'} in the request: this rule excludes them from approving.`,
      }
    const why = isAuthor ? 'wrote the change' : 'asks for the deployment'
    excluded.push({ names: namesOf([who], known), who: clip(who, 100), why })
  }
  return excluded
}

/** Why this person's word does not count; undefined when they are surely none of the excluded. */
export function objectionTo(
  who: string,
  names: ReadonlySet<string>,
  excluded: readonly Excluded[],
): [reason: string, explanation: string] | undefined {
  const apart = excluded.map((one) => ({ ...one, apart: tellApart(names, one.names) }))
  const same = apart.find((one) => one.apart === 'same')
  if (same !== undefined) return ['separation-of-duties', `the approver ${same.why}`]
  const unmapped = apart.find((one) => one.apart === 'unknown')
  if (unmapped === undefined) return undefined
  return [
    'identity-unmapped',
    `nobody knows whether ${clip(who, 100)} is ${unmapped.who}, who ${unmapped.why}`,
  ]
}
