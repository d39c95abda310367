/** What runs where, from the events of one environment: shared by `order`, `soak` and `environment`. */
import { keyOf } from '../../store/keys.ts'
import { sift } from '../believe.ts'
import type { Candidate, Refusal } from '../believe.ts'
import { shortType } from '../paths.ts'
import type { Trusting } from '../policy.ts'
import type { Inquiry, Query } from './kind.ts'
import { TWO_EVENTS } from './phrases.ts'

const LIMIT = 1000
/** Of one service the newest few say what runs; reading more would cost every decision for nothing. */
const SERVICE_LIMIT = 32
const TYPES = ['deployed', 'upgraded', 'rolledback', 'removed'].map((what) => `dev.cdevents.service.${what}`)

/** What one service is in an environment, by the newest event of it. */
export interface Running {
  service: string
  /** Digests that run now; empty when it was removed. */
  digests: readonly string[]
  /** The event that made it so. */
  newest: Candidate
  /** The oldest event since which exactly this digest has been there without a break; given a digest. */
  since(digest: string): Candidate
}

export interface Landscape {
  services: Running[]
  refused: Refusal[]
  /** False: there are more events than were looked at, so a service that is not listed may still run. */
  complete: boolean
}

/** The service events of an environment, of one service where the request names it. */
export function deploymentsQuery(environment: string, service: string | undefined): Query {
  const everywhere = { types: TYPES, status: 'any', order: 'desc' } as const
  if (service === undefined) return { ...everywhere, keys: [keyOf('environment', environment)], limit: LIMIT }
  const keys = [keyOf('environment', environment), keyOf('service', service)]
  return { ...everywhere, keys, limit: SERVICE_LIMIT }
}

export function landscape(environment: string, trusting: Trusting, inquiry: Inquiry): Landscape {
  const { events, complete } = inquiry.answer(deploymentsQuery(environment, inquiry.request.service))
  const { candidates, refused } = sift(events, trusting, inquiry)
  const byService = new Map<string, Candidate[]>()
  for (const candidate of candidates) {
    const service = inquiry.boundTo(candidate.event).service ?? candidate.event.subject.id
    const list = byService.get(service) ?? []
    list.push(candidate)
    byService.set(service, list)
  }
  const services = [...byService].map(([service, list]) => runningOf(service, list, inquiry))
  return { services, refused, complete }
}

function runningOf(service: string, events: readonly Candidate[], { boundTo }: Inquiry): Running {
  const digestsOf = ({ event }: Candidate): string[] =>
    shortType(event.context.type) === 'service.removed'
      ? []
      : boundTo(event).artifacts.map(({ digest }) => digest)
  const newest = events[0]!
  return {
    service,
    // A statement that cannot be used says that something happened, not what runs now.
    digests: isUsable(newest) ? digestsOf(newest) : [],
    newest,
    since(digest) {
      let since = newest
      for (const candidate of events) {
        if (!isUsable(candidate) || !digestsOf(candidate).includes(digest)) break
        since = candidate
        // Coming back to a digest by a rollback is a new beginning.
        if (shortType(candidate.event.context.type) === 'service.rolledback') break
      }
      return since
    },
  }
}

function isUsable(candidate: Candidate): boolean {
  return candidate.unusable === undefined && candidate.disputed === undefined
}

/** Why the newest statement about a service cannot be used, for people. */
export function whyUnusable({ newest }: Running): string | undefined {
  if (newest.disputed) return TWO_EVENTS
  return newest.unusable?.explanation
}
