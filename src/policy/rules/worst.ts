/** One rule asked about several things at once (artifacts, services): all must pass, the worst answer is the answer. */
import type { Conclusion } from './kind.ts'

const ORDER = ['error', 'fail', 'pending', 'not-applicable', 'pass'] as const

/**
 * The worst conclusion; evidence and refused of all of them; `dueAt` the earliest of those that share the result. Where
 * that one only waits, also of those that pass: what passes now may fail by then, and nothing is worth waiting for. A name
 * is put before what was found where there are several.
 */
export function worstOf(parts: readonly { name: string; conclusion: Conclusion }[]): Conclusion {
  const worst = ORDER.map((result) => parts.filter(({ conclusion }) => conclusion.result === result)).find(
    (group) => group.length > 0,
  )
  if (worst === undefined) throw new Error('nothing was asked about')
  const { name, conclusion } = worst[0]!
  if (parts.length === 1) return conclusion
  const moving = conclusion.result === 'pending' ? parts : worst
  const due = moving.map((part) => part.conclusion.dueAt).filter((at) => at !== undefined)
  const found =
    conclusion.result === 'pass'
      ? `${conclusion.found} (all ${parts.length})`
      : `${worst.length} of ${parts.length}; ${name}: ${conclusion.found}`
  const { dueAt: _, ...rest } = conclusion
  return {
    ...rest,
    found,
    evidence: parts.flatMap((part) => part.conclusion.evidence ?? []),
    refused: parts.flatMap((part) => part.conclusion.refused ?? []),
    ...(due.length === 0 ? {} : { dueAt: Math.min(...due) }),
  }
}
