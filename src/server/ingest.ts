/** `POST /v1/events`: from a body in any form to receipts. */
import { setImmediate } from 'node:timers/promises'
import type { Problem } from '../errors.ts'
import { admit } from '../store/admit.ts'
import type { EventStore, Incoming, Principal, Receipt } from '../store/store.ts'
import type { Trust } from '../trust/trust.ts'
import { RESERVED_TYPES } from '../trust/type-pattern.ts'
import { json } from './answer.ts'
import { readText } from './body.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'
import { candidatesOf, formOf, limitOf } from './shapes.ts'
import { verified, type Verified } from './signed.ts'

/** What the answer says of one event: the store's receipt, or that its sender may not say this. */
export type Acknowledgement = Receipt | RefusedReceipt

interface RefusedReceipt {
  status: 'refused'
  sequence: 0
  source: string
  id: string
  type: string
  valid: false
  problems: readonly Problem[]
}

type ForetoldReceipt =
  Pick<Receipt, 'status' | 'sequence' | 'source' | 'id' | 'type' | 'valid' | 'problems'> | RefusedReceipt

/** After so many events others get their turn: judging one takes some tens of microseconds. */
const EVENTS_PER_TURN = 200

export interface Ingest {
  store: EventStore
  organisation: string
  now: () => string
  /** The trust in force: whose signatures on events count. */
  trust: () => Pick<Trust, 'signers'>
  /** Told of every event's fate, for the metrics. */
  onReceipts: (receipts: readonly Acknowledgement[]) => void
  /** Told of every event that its sender may not send: it is kept nowhere. */
  onRefused?: (producer: Principal, problems: readonly Problem[], at: string) => void
}

/**
 * Keeps what was posted and answers 202 with a receipt for each, in their order.
 * @throws Refusal when nothing was kept: not readable, too large, `?strict` and one is invalid, or none of it may be sent
 */
export async function postEvents(ingest: Ingest, call: Call): Promise<Response> {
  const form = formOf(call.request.headers.get('content-type'))
  const { headers } = call.request
  const candidates = candidatesOf(form, await readText(call.request, limitOf(form)), headers)
  const looked = await verified(candidates, ingest.trust().signers, call.identity)
  const incoming = await judged(looked)
  const unproven = looked.map(({ problem }) => problem)
  if (call.query.one('dry') !== undefined)
    return json({ receipts: await foretold(ingest, call, incoming, unproven) })
  const strict = call.query.one('strict') !== undefined
  if (strict) refuseInvalid(incoming)
  const receipts = await keep(ingest, call, { incoming, unproven }, strict)
  ingest.onReceipts(receipts)
  return json({ receipts }, 202)
}

async function judged(looked: readonly Verified[]): Promise<Incoming[]> {
  const incoming: Incoming[] = []
  for (const { candidate, signature } of looked) {
    const event = admit(candidate.value, candidate.text)
    incoming.push(signature === undefined ? event : { ...event, signature })
    if (incoming.length % EVENTS_PER_TURN === 0) await setImmediate()
  }
  return incoming
}

function refuseInvalid(incoming: readonly Incoming[]): void {
  const single = incoming.length === 1
  const problems = incoming.flatMap((event, index) =>
    event.problems.map((problem) => (single ? problem : { ...problem, path: `/${index}${problem.path}` })),
  )
  if (problems.length === 0) return
  throw new Refusal('invalid-event', 'With ?strict nothing is kept unless every event is valid.', {
    problems: problems.slice(0, 1000),
  })
}

/** Keeps what the caller may say; the rest gets a receipt that says why not. */
async function keep(
  ingest: Ingest,
  call: Call,
  { incoming, unproven }: { incoming: Incoming[]; unproven: readonly (Problem | undefined)[] },
  strict: boolean,
): Promise<Acknowledgement[]> {
  const receivedAt = ingest.now()
  const objections = await objectionsToAll(incoming, unproven, call, receivedAt)
  for (const problems of objections)
    if (problems.length > 0) ingest.onRefused?.(call.principal, problems, receivedAt)
  const allowed = incoming.filter((_, index) => objections[index]?.length === 0)
  const refused = incoming.length - allowed.length
  if (refused > 0 && (strict || allowed.length === 0)) {
    throw new Refusal('forbidden', refusedAll(call, refused), { problems: placed(objections) })
  }
  const receipts = await ingest.store.append(ingest.organisation, call.principal, allowed, receivedAt)
  if (allowed.length === incoming.length) return receipts
  const kept = receipts.values()
  return incoming.map((event, index) => {
    const problems = objections[index] ?? []
    return problems.length > 0 ? refusedReceipt(event, problems) : (kept.next().value as Receipt)
  })
}

/** What would become of each, as far as that can be known without keeping it: a duplicate or a conflict is not. */
async function foretold(
  ingest: Ingest,
  call: Call,
  incoming: readonly Incoming[],
  unproven: readonly (Problem | undefined)[],
): Promise<ForetoldReceipt[]> {
  const objections = await objectionsToAll(incoming, unproven, call, ingest.now())
  return incoming.map((event, index) => {
    const refusals = objections[index] ?? []
    if (refusals.length > 0) return refusedReceipt(event, refusals)
    const { source, id, type, problems } = event
    const valid = problems.length === 0
    return { status: valid ? 'accepted' : 'quarantined', sequence: 0, source, id, type, valid, problems }
  })
}

/** For each event, why its sender may not send it. */
async function objectionsToAll(
  incoming: readonly Incoming[],
  unproven: readonly (Problem | undefined)[],
  call: Call,
  receivedAt: string,
): Promise<(readonly Problem[])[]> {
  const objections: (readonly Problem[])[] = []
  for (const [index, event] of incoming.entries()) {
    const problem = unproven[index]
    const found = objectionsTo(event, call, receivedAt)
    objections.push(problem === undefined ? found : [problem, ...found])
    if (objections.length % EVENTS_PER_TURN === 0) await setImmediate()
  }
  return objections
}

function objectionsTo(event: Incoming, call: Call, receivedAt: string): readonly Problem[] {
  // The store's own word (verdicts, policies, trust): whatever a grant says.
  if (RESERVED_TYPES.test(event.type)) {
    const message = `'${event.type.slice(0, 120)}' is written by the store alone.`
    return [{ path: '/context/type', message }]
  }
  return call.authority.objections(event, receivedAt)
}

function refusedAll(call: Call, refused: number): string {
  const what = refused === 1 ? 'An event' : `${refused} events`
  return `${what} may not be sent by this caller; nothing was kept. ${call.authority.describe()}`
}

/** Problems of events, under their place in the request; so many that they can be read. */
function placed(objections: readonly (readonly Problem[])[]): Problem[] {
  return objections
    .flatMap((problems, index) => problems.map((found) => ({ ...found, path: `/${index}${found.path}` })))
    .slice(0, 1000)
}

function refusedReceipt(event: Incoming, problems: readonly Problem[]): RefusedReceipt {
  const { source, id, type } = event
  return { status: 'refused', sequence: 0, source, id, type, valid: false, problems }
}
