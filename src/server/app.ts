/** The store over HTTP, as a fetch handler: no listener, no process, no clock of its own. */
import { Hono, type Context } from 'hono'
import { explain } from '../errors.ts'
import type { EventStore } from '../store/store.ts'
import type { Authority } from '../trust/identity.ts'
import type { Access, Caller } from './access.ts'
import { createEnvironments } from './environments.ts'
import { createJudge } from './judge.ts'
import type { Peer } from './loopback.ts'
import { createMetrics } from './metrics.ts'
import { openApiOf } from './openapi.ts'
import type { PolicyBook } from './policies.ts'
import { forbidden } from './forbidden.ts'
import { isFault, problemResponse, Refusal, refusalOf } from './problem.ts'
import { readQuery, type Need, type Route } from './route.ts'
import { createRoutes } from './routes.ts'
import { createStreams } from './stream.ts'
import { createWaits } from './waits.ts'

export interface AppOptions {
  store: EventStore
  organisation: string
  policies: PolicyBook
  access: Access
  /** The moment, RFC 3339 in UTC. */
  now: () => string
  /** A UUID. */
  newId: () => string
  version: string
  /** How people reach this store, without a slash at the end; decisions link to it. */
  publicUrl?: string
  log: (line: string) => void
}

export interface App {
  fetch(request: Request, peer: Peer): Promise<Response>
  /** The policies changed: waiting gates are judged again. */
  reconsider(): void
  /** From now on new work is refused, waiting gates get the answer they have, streams end. */
  close(): Promise<void>
  routes: readonly Route[]
}

type Env = { Bindings: { peer: Peer } }

export function createApp(options: AppOptions): App {
  const { store, organisation, policies, access, now, newId, version, publicUrl, log } = options
  const address = publicUrl === undefined ? {} : { publicUrl }
  const judge = createJudge({
    store,
    organisation,
    inForce: () => policies.inForce(),
    now,
    version,
    ...address,
  })
  const waits = createWaits({ store, organisation, judge, log })
  const streams = createStreams(store, organisation)
  const metrics = createMetrics({
    store,
    organisation,
    waits: waits.count,
    streams: streams.count,
    policies: () => policies.entries().length,
    troubles: () => policies.troubles().length,
  })
  let stopping = false
  const onFault = (error: unknown) => log(`fault: ${explain(error)}`)

  const routes = createRoutes({
    store,
    organisation,
    now,
    newId,
    version,
    waits,
    streams,
    metrics,
    onFault,
    book: policies,
    environments: createEnvironments(store, organisation),
    isStopping: () => stopping,
    onReceipts: (receipts) => metrics.receipts(receipts),
    onDecision: (decision, seconds) => metrics.decision(decision, seconds),
    openapi: () => document,
  })
  const document = openApiOf(routes, version, publicUrl)

  const hono = new Hono<Env>()
  for (const route of routes) {
    hono.on(route.method, honoPath(route.path), (context) => answer(route, context))
  }
  hono.notFound((context) => problemResponse(unmatched(routes, context.req.method, context.req.path)))

  const answer = async (route: Route, context: Context<Env>): Promise<Response> => {
    const started = performance.now()
    const response = await attempt(route, context)
    metrics.request(route.method, route.path, response.status, (performance.now() - started) / 1000)
    return response
  }
  /** The one place where anything thrown becomes an answer. */
  const attempt = async (route: Route, context: Context<Env>): Promise<Response> => {
    try {
      return await handle(route, context)
    } catch (error) {
      const refusal = refusalOf(error)
      if (isFault(refusal) && error !== refusal) onFault(error)
      return problemResponse(refusal)
    }
  }
  /** The one place where what a route needs is checked, before anything of the request but its head is read. */
  const handle = async (route: Route, context: Context<Env>): Promise<Response> => {
    const request = context.req.raw
    const admitted = route.needs === 'nothing' ? NOBODY : access(request, context.env.peer)
    const { identity, authority } = admitted instanceof Promise ? await admitted : admitted
    refuseWithout(route.needs, authority)
    if (stopping && route.needs !== 'nothing') {
      throw new Refusal('unavailable', 'The store is stopping.', { headers: { connection: 'close' } })
    }
    const query = readQuery(request.url, route.parameters)
    const { principal } = identity
    return route.handle({ request, principal, identity, authority, path: context.req.param(), query })
  }

  return {
    routes,
    fetch: async (request, peer) => hono.fetch(request, { peer }),
    reconsider: () => waits.reconsider(),
    async close() {
      stopping = true
      streams.close()
      await waits.close()
    },
  }
}

/** Health is asked by anybody and tells nothing. */
const NOBODY: Caller = Object.freeze({
  identity: { principal: Object.freeze({ kind: 'loopback', id: 'nobody' } as const) },
  authority: {
    grants: [],
    may: () => false,
    objections: () => [{ path: '', message: 'nobody sends events' }],
    describe: () => 'nobody',
  },
})

/** @throws Refusal forbidden: what it takes, who they are, what they may, and what could be granted */
function refuseWithout(needs: Need, authority: Authority): void {
  if (needs === 'nothing' || needs === 'anybody' || authority.may(needs)) return
  throw forbidden(needs, authority)
}

/** `/v1/events/{sequence}` → `/v1/events/:sequence`. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

function unmatched(routes: readonly Route[], method: string, path: string): Refusal {
  const there = routes.filter((route) =>
    new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  if (there.length === 0)
    return new Refusal('not-found', 'There is nothing at this address; /openapi.json lists what there is.')
  const allow = there.map((route) => route.method).join(', ')
  return new Refusal('method-not-allowed', `${method.slice(0, 20)} is not for this address; ${allow} is.`, {
    headers: { allow },
  })
}
