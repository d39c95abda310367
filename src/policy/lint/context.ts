/** What a lint looks at: a policy that loads, the others it may meet, and a moment. */
import type { Problem } from '../../errors.ts'
import type { Policy, Rule } from '../policy.ts'

/** Something that loads and hardly can be meant. `lint` is a stable name, for machines. */
export interface Warning extends Problem {
  lint: string
}

export type Step = string | number

/** A rule and its place in the document; a member of `anyOf` has a rule around it. */
export interface Placed {
  rule: Rule
  at: readonly Step[]
  around?: Rule
}

export interface Linting {
  policy: Policy
  /** It and every other policy that is checked with it. */
  all: readonly Policy[]
  /** Epoch ms. */
  now: number
  /** Every rule, members too. */
  placed: readonly Placed[]
  readonly warn: (lint: string, message: string, ...at: readonly Step[]) => void
}

export function placedRules({ rules }: Policy): Placed[] {
  return rules.flatMap((rule, index): Placed[] => {
    const at = ['rules', index]
    const members = rule.kind === 'anyOf' ? rule.members : []
    return [
      { rule, at },
      ...members.map((member, place) => ({ rule: member, at: [...at, 'members', place], around: rule })),
    ]
  })
}

/** `a, b and c`. */
export function sayList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`
}
