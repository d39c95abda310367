import { distance } from '../cdevents/distance.ts'

/** What is longer is compared by its beginning. */
const LONGEST = 64

/** The candidate a person most likely meant, or undefined when none is close. */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const lower = typed.toLowerCase().slice(0, LONGEST)
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(lower, candidate.slice(0, LONGEST)) }))
    .sort((a, b) => a.edits - b.edits)
  const best = ranked[0]
  if (best === undefined) return undefined
  return best.edits <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : undefined
}
