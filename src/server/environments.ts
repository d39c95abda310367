/**
 * What runs where now, folded from the `service.*` events in the order in which the store got them. The fold is kept
 * and goes on from where it was, so a question costs what happened since the last one, not the history.
 */
import type { CDEvent } from '../cdevents/event.ts'
import { bindingOf } from '../cdevents/binding.ts'
import type { EventStore, StoredEvent } from '../store/store.ts'
import { json } from './answer.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'

const PREDICATES = ['deployed', 'upgraded', 'rolledback']
/** By which something comes to run. */
export const DEPLOYS: readonly string[] = PREDICATES.map((predicate) => `dev.cdevents.service.${predicate}`)
/** By which what runs changes. */
export const SERVICE_TYPES: readonly string[] = [...DEPLOYS, 'dev.cdevents.service.removed']

/** Pairs of environment and service that are kept; beyond, the fold says that it is not complete. */
const MAX_PLACES = 100_000

/** One service in one environment. */
export interface Running {
  service: string
  artifact: { digest?: string; purl?: string }
  /** How it got there: `deployed`, `upgraded` or `rolledback`. */
  by: string
  /** When the store heard of it, from whom, and where to read it. */
  since: string
  producer: string
  sequence: number
}

export interface Environment {
  id: string
  services: Running[]
}

export interface Environments {
  /** Every environment that an event placed a service in, by name. */
  all(): Promise<{ position: number; complete: boolean; environments: Environment[] }>
}

export function createEnvironments(store: EventStore, organisation: string): Environments {
  const places = new Map<string, Map<string, Running>>()
  let position = 0
  let count = 0
  let complete = true
  let folding = Promise.resolve()

  const fold = async () => {
    for (;;) {
      const page = await store.query({
        organisation,
        types: SERVICE_TYPES,
        after: position,
        order: 'asc',
        limit: 500,
      })
      for (const stored of page.events) apply(stored)
      if (page.next === undefined) return
    }
  }

  const apply = (stored: StoredEvent) => {
    position = stored.sequence
    const { event } = stored
    if (event === undefined) return
    const { environment } = bindingOf(event)
    if (environment === undefined) return
    const services = places.get(environment) ?? new Map<string, Running>()
    const running = runningOf(event, stored)
    if (running === undefined) {
      if (services.delete(event.subject.id)) count--
    } else if (services.has(event.subject.id) || count < MAX_PLACES) {
      if (!services.has(event.subject.id)) count++
      services.set(event.subject.id, running)
    } else {
      complete = false
      return
    }
    places.set(environment, services)
  }

  return {
    async all() {
      // One fold at a time, and one for each question: the answer holds everything kept before it was asked.
      folding = folding.catch(() => undefined).then(fold)
      await folding
      const environments = [...places]
        .map(([id, services]) => ({ id, services: [...services.values()].sort(byService) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
      return { position, complete, environments }
    },
  }
}

/** Undefined when the event says that the service is gone. */
export function runningOf(event: CDEvent, stored: StoredEvent): Running | undefined {
  const by = event.context.type.split('.')[3] ?? ''
  if (!PREDICATES.includes(by)) return undefined
  const [artifact] = bindingOf(event).artifacts
  const named = event.subject.content.artifactId
  return {
    service: event.subject.id,
    artifact: { ...(typeof named === 'string' ? { purl: named } : {}), ...artifact },
    by,
    since: stored.receivedAt,
    producer: stored.producer.id,
    sequence: stored.sequence,
  }
}

function byService(a: Running, b: Running): number {
  return a.service < b.service ? -1 : 1
}

/** `GET /v1/environments`. */
export async function listEnvironments(environments: Environments): Promise<Response> {
  return json(await environments.all())
}

/** `GET /v1/environments/{id}`. */
export async function oneEnvironment(environments: Environments, call: Call): Promise<Response> {
  const { position, complete, environments: all } = await environments.all()
  const found = all.find((environment) => environment.id === call.path.id)
  if (found === undefined) {
    throw new Refusal(
      'not-found',
      `No event has placed a service in '${(call.path.id ?? '').slice(0, 100)}'.`,
    )
  }
  return json({ position, complete, ...found })
}
