/** Layers checked without a request: policies that could ever govern the same one must not loosen each other. */
import type { Problem } from '../../errors.ts'
import type { Policy } from '../policy.ts'
import { compareRules } from './compare.ts'
import { inLayers, located, looseningOf, pairsIn } from './merge.ts'
import type { Loosening } from './merge.ts'

/** A problem of one of the policies, with line and column in its text. */
export interface LayerProblem {
  policy: string
  /** The policy of the earlier layer. */
  earlier: string
  problem: Problem
}

/** Every rule that is looser than one of its id in an earlier layer; empty when there is none. Never throws. */
export function checkLayers(policies: readonly Policy[]): LayerProblem[] {
  return loosenings(policies).map((loosening) => ({
    policy: loosening.policy.name,
    earlier: loosening.earlier.name,
    problem: located(loosening),
  }))
}

export function loosenings(policies: readonly Policy[]): Loosening[] {
  return pairsIn(inLayers(policies)).flatMap(({ later, earlier }) => {
    if (!mayMeet(later.policy, earlier.policy)) return []
    const compared = compareRules(later, earlier)
    return compared.is === 'looser' ? [looseningOf(later, earlier, compared)] : []
  })
}

/**
 * May one request be governed by both? Environments decide: a request that names no service is governed by the policies
 * of every service.
 */
function mayMeet(one: Pick<Policy, 'applies'>, other: Pick<Policy, 'applies'>): boolean {
  return one.applies.environments.some((a) => other.applies.environments.some((b) => overlap(a, b)))
}

/** Names, or prefixes that end in `*`. */
function overlap(a: string, b: string): boolean {
  const [one, other] = [a.replace(/\*$/u, ''), b.replace(/\*$/u, '')]
  if (a.endsWith('*') && other.startsWith(one)) return true
  if (b.endsWith('*') && one.startsWith(other)) return true
  return a === b
}
