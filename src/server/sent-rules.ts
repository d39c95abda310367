/**
 * How much work policies may make that come with a question. Whoever may ask, or read, writes them; judging them holds up
 * every organisation of the process. What is published is in the hands of whoever administers.
 */
import type { Policy } from '../policy/policy.ts'
import { Refusal } from './problem.ts'

/** Rules of all policies that come with one question, members of `anyOf` included. */
export const MOST_SENT_RULES = 200

/** @throws Refusal invalid-policy */
export function refuseTooManyRules(policies: readonly Policy[]): void {
  const many = policies
    .flatMap(({ rules }) => rules)
    .reduce((all, rule) => all + (rule.kind === 'anyOf' ? 1 + rule.members.length : 1), 0)
  if (many <= MOST_SENT_RULES) return
  throw new Refusal(
    'invalid-policy',
    `The policies that come with the question have ${many} rules, members of anyOf included; ${MOST_SENT_RULES} at most. Publish them in the store, or send fewer.`,
  )
}
