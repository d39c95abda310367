/** The store over HTTP, as a fetch handler: no listener, no process, no clock of its own. */
import { Hono, type Context } from 'hono'
import { getPath } from 'hono/utils/url'
import { explain } from '../errors.ts'
import type { Signer } from '../log/keys.ts'
import type { EventStore, Receipt } from '../store/store.ts'
import type { Identity } from '../trust/identity.ts'
import type { Sharing } from '../trust/shares.ts'
import type { Trust } from '../trust/trust.ts'
import { NOBODY, type Access } from './access.ts'
import { createConformance } from './conformance.ts'
import { createCurrentLog } from './current-log.ts'
import { createCursors } from './cursor.ts'
import { createEnvironments } from './environments.ts'
import { createExceptionCounts } from './exceptions/gauges.ts'
import { createJudge } from './judge.ts'
import type { Peer } from './loopback.ts'
import { createMetrics } from './metrics.ts'
import { countOpen } from './nonconformities.ts'
import { watchDeployments } from './nonconformity-watch.ts'
import { openApiOf } from './openapi.ts'
import type { People } from './people/people.ts'
import type { PolicyBook } from './policies.ts'
import { refuseWithout } from './forbidden.ts'
import { isFault, problemResponse, Refusal, refusalOf } from './problem.ts'
import { readQuery, type Route } from './route.ts'
import { createRoutes } from './routes.ts'
import { createStreams } from './stream.ts'
import type { TrustBook } from './trust-book.ts'
import { createWaits } from './waits.ts'

export interface AppOptions {
  store: EventStore
  organisation: string
  policies: PolicyBook
  book: Pick<TrustBook, 'entry' | 'troubles'>
  /** The trust in force now, the implicit one included. */
  trust: () => Trust
  access: Access
  /** Who signs in; absent where nobody does. */
  people?: People
  /** The secret keys of the organisation's log; without any there are no checkpoints. */
  signers: readonly Signer[]
  /** What another organisation shares with this one; undefined when there is none of that name. */
  sharedBy: (other: string) => Sharing | undefined
  /** The moment, RFC 3339 in UTC. */
  now: () => string
  /** A UUID. */
  newId: () => string
  version: string
  /** What stands before every path of this organisation: nothing, or `/o/<name>`. */
  prefix: string
  /** How people reach this organisation, its prefix included, without a slash at the end; decisions link to it. */
  publicUrl?: string
  /** Does this app's `/metrics` tell of the process too? One of several does. */
  tellsOfProcess: boolean
  log: (line: string) => void
}

export interface App {
  fetch(request: Request, peer: Peer): Promise<Response>
  /** The policies changed: waiting gates are judged again. */
  reconsider(): void
  /** Another trust document is in force: readers of the stream come again, with what they may then. */
  trustChanged(): void
  /** Something was kept that no route took in. */
  count(receipts: readonly Receipt[]): void
  /** From now on new work is refused, waiting gates get the answer they have, streams end. */
  close(): Promise<void>
  routes: readonly Route[]
}

type Env = { Bindings: { peer: Peer } }

export function createApp(options: AppOptions): App {
  const {
    store,
    organisation,
    policies,
    book,
    trust,
    access,
    people,
    signers,
    now,
    newId,
    version,
    prefix,
    publicUrl,
    log,
  } = options
  const address = publicUrl === undefined ? {} : { publicUrl }
  const judge = createJudge({
    store,
    organisation,
    inForce: () => policies.inForce(),
    people: () => trust().document.people,
    sharedBy: options.sharedBy,
    trust: () => digestOfTrust(trust(), book.entry() !== undefined),
    now,
    version,
    ...address,
  })
  const waits = createWaits({ store, organisation, judge, log })
  const streams = createStreams(store, organisation)
  const watch = watchDeployments({
    store,
    organisation,
    inForce: () => policies.inForce(),
    now,
    onRaised: () => metrics.nonconformity(),
    log,
  })
  const metrics = createMetrics({
    store,
    organisation,
    tellsOfProcess: options.tellsOfProcess,
    waits: waits.count,
    streams: streams.count,
    policies: () => policies.entries().length,
    troubles: () => policies.troubles().length,
    trustTroubles: () => book.troubles().length,
    nonconformities: countOpen(store, organisation),
    exceptions: createExceptionCounts({
      store,
      organisation,
      now,
      newId,
      book: policies,
      trust,
      onReceipts: () => undefined,
    }),
  })
  const conformance = createConformance({ store, organisation, now })
  let stopping = false
  const onFault = (error: unknown) => log(`fault: ${explain(error)}`)

  const routes = createRoutes({
    store,
    organisation,
    prefix,
    now,
    newId,
    version,
    waits,
    streams,
    metrics,
    onFault,
    book: policies,
    trustBook: book,
    trust,
    sharedBy: options.sharedBy,
    log: createCurrentLog({ store, organisation, signers, trust, now }),
    ...(people === undefined ? {} : { people }),
    cursors: createCursors(),
    environments: createEnvironments(store, organisation),
    isStopping: () => stopping,
    conformance,
    onReceipts: (receipts) => metrics.receipts(receipts),
    onRefused: conformance.refused,
    onDecision: (decision, seconds) => metrics.decision(decision, seconds),
    openapi: () => document,
  })
  const document = openApiOf(routes, version, publicUrl ?? `${prefix}/`)

  // The request stays as it came, so that whatever is made of its address keeps the prefix.
  const hono = new Hono<Env>({ getPath: (request) => getPath(request).slice(prefix.length) || '/' })
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
      const toLogin = refusal.kind === 'unauthorized' ? people?.loginRedirect(context.req.raw) : undefined
      return toLogin ?? problemResponse(refusal)
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
    if (identity.principal.kind === 'person') await checkPerson(people, request, identity)
    const query = readQuery(request.url, route.parameters)
    const { principal } = identity
    const path = context.req.param()
    const answer = await route.handle({ request, principal, identity, authority, path, query })
    return people === undefined ? answer : people.renewed(answer, identity)
  }

  return {
    routes,
    fetch: async (request, peer) => hono.fetch(request, { peer }),
    reconsider: () => waits.reconsider(),
    trustChanged() {
      streams.close()
      waits.reconsider()
    },
    count: (receipts) => metrics.receipts(receipts),
    async close() {
      stopping = true
      streams.close()
      await waits.close()
      await watch.close()
    },
  }
}

/** What nobody wrote down names nobody, except where people are invented for trying out. */
function digestOfTrust({ document }: Trust, isWritten: boolean): string | undefined {
  return isWritten || document.people.length > 0 ? document.digest : undefined
}

/** @throws Refusal forbidden for a change that a browser may have made by itself */
async function checkPerson(people: People | undefined, request: Request, identity: Identity): Promise<void> {
  // A person without a session could not be checked: then nothing is done in their name.
  if (people?.sessionOf(identity) === undefined) throw new Error('a person came without a session')
  await people.checkCsrf(request, identity)
}

/** `/v1/events/{sequence}` → `/v1/events/:sequence`. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

function unmatched(routes: readonly Route[], method: string, path: string): Refusal {
  const there = routes.filter((route) =>
    new RegExp(`^${route.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  if (there.length === 0) return nothingThere()
  const allow = there.map((route) => route.method).join(', ')
  return new Refusal('method-not-allowed', `${method.slice(0, 20)} is not for this address; ${allow} is.`, {
    headers: { allow },
  })
}

/** The same for everybody and everywhere, so that it tells nothing. */
function nothingThere(): Refusal {
  return new Refusal('not-found', 'There is nothing at this address; /openapi.json lists what there is.')
}
