/**
 * The nonconformities of an organisation, for people: which are open, which were answered, and the answer.
 *
 * Answering takes the right to override, for the environment: it says that what runs there without a verdict may stay,
 * which is what breaking the glass says before the fact. The right to administer is about the store, and takes nobody's
 * risk on them. It is a person's word, and not that of whoever deployed it.
 */
import { bindingOf } from '../cdevents/binding.ts'
import type { CDEvent } from '../cdevents/event.ts'
import {
  answeredEvent,
  NONCONFORMITY_ANSWERED,
  NONCONFORMITY_RAISED,
  readNonconformity,
} from '../policy/nonconformity.ts'
import { namesOf, tellApart } from '../policy/rules/apart.ts'
import { admit } from '../store/admit.ts'
import { keyOf } from '../store/keys.ts'
import type { EventStore, Principal, StoredEvent } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import { json } from './answer.ts'
import { nextLink } from './events.ts'
import { forbidden } from './forbidden.ts'
import { readObject } from './json-body.ts'
import { STORE_PRINCIPAL, STORE_SOURCE } from './judge.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'

export interface NonconformityServices {
  store: EventStore
  organisation: string
  now: () => string
  trust: () => Pick<Trust, 'document' | 'personUriOf'>
}

const LEAST_REASON = 20
const MOST_REASON = 1000

/** `GET /v1/nonconformities`: newest first. */
export async function listNonconformities(services: NonconformityServices, call: Call): Promise<Response> {
  const environment = call.query.one('environment')
  const wanted = call.query.one('state') ?? 'open'
  const limit = call.query.integer('limit') ?? 20
  const rows: object[] = []
  let before = call.query.integer('before')
  for (;;) {
    const page = await services.store.query({
      organisation: services.organisation,
      types: [NONCONFORMITY_RAISED],
      ...(environment === undefined ? {} : { keys: [keyOf('environment', environment)] }),
      ...(before === undefined ? {} : { before }),
      limit: 100,
    })
    for (const stored of page.events) {
      const row = await rowOf(services, stored)
      if (row === undefined || (wanted !== 'any' && row.state !== wanted)) continue
      rows.push(row)
      if (rows.length < limit) continue
      return json({ nonconformities: rows, next: nextLink(call, { order: 'desc' }, stored.sequence) })
    }
    if (page.next === undefined) return json({ nonconformities: rows })
    before = page.next
  }
}

/** `POST /v1/nonconformities/{sequence}/answer`. Answered once; again by anybody, it is the first answer. */
export async function answerNonconformity(services: NonconformityServices, call: Call): Promise<Response> {
  const { store, organisation, now } = services
  const { authority, identity } = call
  const raised = await raisedAt(services, call.path.sequence ?? '')
  const environment = bindingOf(raised.event).environment ?? ''
  if (!authority.may('override', environment)) throw forbidden('override', authority, environment)
  const { person } = identity
  if (person === undefined)
    throw new Refusal(
      'forbidden',
      `An answer is somebody's, and behind '${identity.principal.id}' there is nobody in particular. Sign in. ${authority.describe()}`,
    )
  if (identity.foreignCode === true)
    throw new Refusal(
      'forbidden',
      `'${identity.principal.id}' runs a fork's code: it cannot speak for ${person}.`,
    )
  const { reason } = await readAnswer(call)
  await refuseDeployer(services, raised, { person, principal: identity.principal })
  const at = now()
  const by = { person, principal: identity.principal.id }
  const incoming = admit(answeredEvent(raised, { by, reason, now: at }, STORE_SOURCE))
  const kept = await store.appendUnless(organisation, STORE_PRINCIPAL, [incoming], at, {
    after: raised.sequence,
    none: [{ types: [NONCONFORMITY_ANSWERED], keys: [keyOf('nonconformity', raised.subject)] }],
  })
  if (kept !== 'overtaken' && kept[0]?.status !== 'accepted')
    throw new Error(`an answer was not kept: ${incoming.problems[0]?.message ?? kept[0]?.status ?? ''}`)
  return json(await rowOf(services, raised), kept === 'overtaken' ? 200 : 201)
}

/**
 * Whoever deployed it is the sender of the deployment, and the person who started that pipeline, under all of their names.
 * @throws Refusal not-yours, also where nobody knows whether it is the same person
 */
async function refuseDeployer(
  { store, organisation, trust }: NonconformityServices,
  raised: StoredEvent,
  { person, principal }: { person: string; principal: Principal },
): Promise<void> {
  const deployment = await store.get(organisation, readNonconformity(raised)?.deployment ?? 0)
  const { document, personUriOf } = trust()
  const people = [document.people.map(({ uris }) => uris)]
  const producer = deployment?.producer
  const { issuer = '', actorId, userId } = producer?.claims ?? {}
  const starter = personUriOf({
    issuer,
    ...(actorId === undefined ? {} : { actorId }),
    ...(userId === undefined ? {} : { userId }),
  })
  const own = namesOf([person], people)
  const isThem = producer?.id === principal.id || (producer !== undefined && own.has(producer.id))
  const apart = starter === undefined ? 'different' : tellApart(own, namesOf([starter], people))
  if (isThem || apart === 'same')
    throw new Refusal('not-yours', 'Whoever deployed it does not answer for it: somebody else has to.')
  if (apart === 'unknown')
    throw new Refusal(
      'not-yours',
      `Whoever deployed it does not answer for it, and nobody knows whether ${person} and ${starter} are two people: the trust document can say it (people).`,
    )
}

/** @throws Refusal not-found */
async function raisedAt(
  { store, organisation }: NonconformityServices,
  text: string,
): Promise<StoredEvent & { event: CDEvent }> {
  const stored = /^\d{1,15}$/.test(text) ? await store.get(organisation, Number(text)) : undefined
  const event = stored === undefined || readNonconformity(stored) === undefined ? undefined : stored.event
  if (stored !== undefined && event !== undefined) return { ...stored, event }
  throw new Refusal('not-found', `There is no nonconformity '${text.slice(0, 60)}'.`)
}

/** @throws Refusal invalid-request, bad-request, unsupported-media-type, too-large */
async function readAnswer(call: Call): Promise<{ reason: string }> {
  const body = await readObject(call.request)
  const reason = typeof body['reason'] === 'string' ? body['reason'].trim() : ''
  const others = Object.keys(body).filter((name) => name !== 'reason')
  const problems = others.map((name) => ({ path: `/${name.slice(0, 100)}`, message: 'is not known here' }))
  if (reason.length < LEAST_REASON || reason.length > MOST_REASON)
    problems.push({
      path: '/reason',
      message: `says in ${LEAST_REASON} to ${MOST_REASON} characters what happened and what follows`,
    })
  if (problems.length > 0) throw new Refusal('invalid-request', 'The answer has problems.', { problems })
  return { reason }
}

async function rowOf({ store, organisation }: NonconformityServices, stored: StoredEvent) {
  const raised = readNonconformity(stored)
  if (raised === undefined || stored.event === undefined) return undefined
  const { reason } = stored.event.subject.content as { reason?: unknown }
  const { environment = '' } = bindingOf(stored.event)
  const { events } = await store.query({
    organisation,
    keys: [keyOf('nonconformity', stored.subject)],
    types: [NONCONFORMITY_ANSWERED],
    order: 'asc',
    limit: 1,
  })
  const answer = events.find(({ producer }) => producer.kind === STORE_PRINCIPAL.kind)
  const said = answer?.event?.subject.content as { by?: { person?: unknown }; reason?: unknown } | undefined
  return {
    ...raised,
    environment,
    reason: typeof reason === 'string' ? reason : 'unknown',
    state: answer === undefined ? ('open' as const) : ('answered' as const),
    ...(answer === undefined
      ? {}
      : {
          answer: {
            at: answer.receivedAt,
            by: textIn(said?.by?.person),
            reason: textIn(said?.reason),
            sequence: answer.sequence,
          },
        }),
  }
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** How many are open, folded from where it was: a question costs what happened since the last one. */
export function countOpen(store: EventStore, organisation: string): () => Promise<number> {
  const open = new Set<string>()
  let position = 0
  let folding: Promise<unknown> = Promise.resolve()
  const fold = async () => {
    for (;;) {
      const page = await store.query({
        organisation,
        types: [NONCONFORMITY_RAISED, NONCONFORMITY_ANSWERED],
        after: position,
        order: 'asc',
        limit: 500,
      })
      for (const { sequence, type, subject, producer } of page.events) {
        position = sequence
        if (producer.kind !== STORE_PRINCIPAL.kind) continue
        if (type.startsWith(`${NONCONFORMITY_RAISED}.`)) open.add(subject)
        else open.delete(subject)
      }
      if (page.next === undefined) return
    }
  }
  return async () => {
    const turn = folding.then(fold)
    folding = turn.catch(() => undefined)
    await turn
    return open.size
  }
}
