/** What metrics tell of exceptions. The newest events are looked through, at most so many, and not at every scrape. */
import {
  listOverrides,
  listWaivers,
  lawOnce,
  viewOfOverride,
  viewOfWaiver,
  type ExceptionServices,
} from './shelf.ts'

export interface ExceptionCounts {
  waiversInForce: number
  waiversPending: number
  overridesInForce: number
  reviewsOpen: number
  reviewsOverdue: number
}

const HOLDS_MS = 15_000

/** Counts that are at most fifteen seconds old. Undefined while not all policies are known. */
export function createExceptionCounts(
  services: ExceptionServices,
): () => Promise<ExceptionCounts | undefined> {
  let last: { at: number; counts: Promise<ExceptionCounts | undefined> } | undefined
  return () => {
    const at = Date.parse(services.now())
    if (last === undefined || !(Math.abs(at - last.at) < HOLDS_MS))
      last = { at, counts: count(services).catch(() => undefined) }
    return last.counts
  }
}

async function count(services: ExceptionServices): Promise<ExceptionCounts> {
  const [waivers, overrides] = await Promise.all([
    listWaivers(services, undefined),
    listOverrides(services, undefined),
  ])
  const lawAt = lawOnce(services)
  const states = waivers.all.map(
    (kept) => viewOfWaiver(kept, lawAt(kept.it.environment, kept.it.scope.service)).state,
  )
  const broken = overrides.all.map((kept) =>
    viewOfOverride(kept, lawAt(kept.it.environment, kept.it.service)),
  )
  const reviews = (state: string) => broken.filter(({ review }) => review.state === state).length
  return {
    waiversInForce: states.filter((state) => state === 'in-force' || state === 'expiring').length,
    waiversPending: states.filter((state) => state === 'pending').length,
    overridesInForce: broken.filter(({ state }) => state === 'in-force').length,
    reviewsOpen: reviews('open'),
    reviewsOverdue: reviews('overdue'),
  }
}
