/** `POST /v1/events`: from a body in any form to receipts. */
import { setImmediate } from 'node:timers/promises'
import type { Problem } from '../errors.ts'
import { admit } from '../store/admit.ts'
import type { EventStore, Incoming, Principal, Receipt } from '../store/store.ts'
import { json } from './answer.ts'
import { readText } from './body.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'
import { candidatesOf, formOf, limitOf, type Candidate } from './shapes.ts'

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

/** These types carry the store's own word (verdicts, policies), so nobody else may write them. */
const RESERVED = /^dev\.cdeventsx\.turnpike-(gate|policy)\./

/** After so many events others get their turn: judging one takes some tens of microseconds. */
const EVENTS_PER_TURN = 200

export interface Ingest {
  store: EventStore
  organisation: string
  now: () => string
  /** Told of every event's fate, for the metrics. */
  onReceipts: (receipts: readonly Acknowledgement[]) => void
}

/**
 * Keeps what was posted and answers 202 with a receipt for each, in their order.
 * @throws Refusal when nothing was kept: not readable, too large, `?strict` and one is invalid, or all of it reserved
 */
export async function postEvents(ingest: Ingest, call: Call): Promise<Response> {
  const form = formOf(call.request.headers.get('content-type'))
  const candidates = candidatesOf(form, await readText(call.request, limitOf(form)))
  const incoming = await judged(candidates)
  if (call.query.one('strict') !== undefined) refuseInvalid(incoming)
  const receipts = await keep(ingest, call.principal, incoming)
  ingest.onReceipts(receipts)
  return json({ receipts }, 202)
}

async function judged(candidates: readonly Candidate[]): Promise<Incoming[]> {
  const incoming: Incoming[] = []
  for (const { value, text } of candidates) {
    incoming.push(admit(value, text))
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

async function keep(ingest: Ingest, principal: Principal, incoming: Incoming[]): Promise<Acknowledgement[]> {
  const allowed = incoming.filter((event) => !RESERVED.test(event.type))
  if (allowed.length < incoming.length && allowed.length === 0) {
    throw new Refusal('forbidden', 'Events of this type are written by the store alone.', {
      problems: incoming.map((event, index) => ({ path: `/${index}`, message: reservedMessage(event) })),
    })
  }
  const receipts = await ingest.store.append(ingest.organisation, principal, allowed, ingest.now())
  if (allowed.length === incoming.length) return receipts
  const kept = receipts.values()
  return incoming.map((event) =>
    RESERVED.test(event.type) ? refusedReceipt(event) : (kept.next().value as Receipt),
  )
}

function refusedReceipt(event: Incoming): RefusedReceipt {
  const problems = [{ path: '/context/type', message: reservedMessage(event) }]
  const { source, id, type } = event
  return { status: 'refused', sequence: 0, source, id, type, valid: false, problems }
}

function reservedMessage(event: Incoming): string {
  return `'${event.type.slice(0, 120)}' is written by the store alone.`
}
