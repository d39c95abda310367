/** Which terms a rule is under, and who is somebody else. */
import type { Finding } from '../decision.ts'
import type { Appointed, OverrideTerms, Policy, Rule, WaiverTerms } from '../policy.ts'
import { namesOf, tellApart } from '../rules/apart.ts'

export interface Terms {
  waivers?: WaiverTerms
  override?: OverrideTerms
}

/** A rule in the layer that it is judged in. */
export interface Placed {
  rule: Rule
  policy: Policy
}

/** The one rule behind a finding; undefined where several could be meant. */
export function ruleOf(finding: Finding, policies: readonly Policy[]): Placed | undefined {
  const placed = policies
    .filter(({ name, layer }) => name === finding.policy && layer === finding.layer)
    .flatMap((policy) =>
      policy.rules.filter(({ id }) => id === finding.rule).map((rule) => ({ rule, policy })),
    )
  return placed.length === 1 ? placed[0] : undefined
}

/**
 * A rule that stands in for a rule of an earlier layer stays under that layer's terms: else whoever may write a later
 * layer could name themselves as those who waive the baseline.
 */
export function termsOf({ rule, policy }: Placed): Terms {
  if (rule.terms !== undefined) return rule.terms
  return (rule.tightens ?? []).length > 0 ? {} : policy
}

/** Everybody's terms, each once. */
export function termsIn<F extends keyof Terms>(
  policies: readonly Policy[],
  field: F,
): NonNullable<Terms[F]>[] {
  const all = policies.flatMap((policy) => [
    policy[field],
    ...policy.rules.map((rule) => rule.terms?.[field]),
  ])
  return [...new Set(all)].filter((terms) => terms !== undefined)
}

export interface People {
  /** Is this person one of those, under any name that the trust document gives them? */
  isAmong(appointed: Appointed, person: string): boolean
  /** Undefined when they are two people for certain; else why not. `appointed`: whose names can be relied on. */
  notApart(one: string, other: string, appointed: Appointed): string | undefined
}

/**
 * Two names are one person's where any layer says so. That they are two people's, only the trust document and the list
 * of those who were appointed can show: else a file sent with a request could give somebody another name.
 */
export function peopleOf(policies: readonly Policy[]): People {
  // The same list in every policy, of perhaps thousands.
  const trusted = [...new Set(policies.map(({ people }) => people ?? []))].flat()
  const said = policies.flatMap(({ groups }) => Object.values(groups))
  const once = createMemory()
  return {
    isAmong: (appointed, person) =>
      once(appointed, `among ${person}`, () => {
        const names = namesOf([person], [trusted])
        return appointed.people.some((known) => known.some((name) => names.has(name)))
      }),
    notApart: (one, other, appointed) =>
      once(appointed, `apart ${JSON.stringify([one, other])}`, () => {
        if (one === other) return `both are ${one}`
        const { people } = appointed
        const among = (known: Parameters<typeof namesOf>[1]) =>
          tellApart(namesOf([one], known), namesOf([other], known))
        if (among([trusted, people, ...said]) === 'same') return `${one} and ${other} are one person`
        if (among([trusted, people]) === 'different') return undefined
        return `nobody knows whether ${one} and ${other} are two people; the trust document can say it (people)`
      }),
  }
}

/** The same few people grant and ask for hundreds of waivers. */
function createMemory() {
  const known = new Map<object, Map<string, unknown>>()
  return <T>(about: object, what: string, find: () => T): T => {
    const answers = known.get(about) ?? new Map<string, unknown>()
    known.set(about, answers)
    if (!answers.has(what)) answers.set(what, find())
    return answers.get(what) as T
  }
}
