/** Decisions that were recorded: one, in the form the reader wants, or the newest of them. */
import type { Decision } from '../policy/decision.ts'
import { renderHtml } from '../report/html.ts'
import { renderSummary } from '../report/summary.ts'
import { keyOf } from '../store/keys.ts'
import type { StoredEvent } from '../store/store.ts'
import { json, page, preferred, text } from './answer.ts'
import { artifactKey, nextLink } from './events.ts'
import { DECISION_TYPE, decisionOf } from './judge.ts'
import { aroundDecision, type PageServices } from './people/pages.ts'
import { withForms } from './people/sign-in-state.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'
import { notShared, otherOf, type Other, type SharedReading } from './shared.ts'
import type { Waits } from './waits.ts'

export type Reading = SharedReading

/** Where decisions are looked for. */
type Shelf = Pick<Reading, 'store' | 'organisation'>

/** A decision in a list: enough to choose one. The names are those of the whole. */
export type DecisionRow = Pick<
  Decision,
  'id' | 'verdict' | 'mode' | 'summary' | 'request' | 'requester' | 'decidedAt' | 'expiresAt' | 'url'
> & { sequence: number }

export interface DecisionServices extends Reading, PageServices {
  waits: Pick<Waits, 'unrecorded'>
}

const WAITING =
  'A gate is waiting with this answer. It is recorded when the waiting ends; until then it changes with what is said. Read this page again to see it.'

/** `GET /v1/decisions/{id}`; of a gate that waits, what it waits with: whoever is asked to approve has to see it. */
export async function oneDecision(reading: DecisionServices, call: Call): Promise<Response> {
  const other = otherOf(reading, call)
  const id = call.path.id ?? ''
  if (other !== undefined) return json(await sharedDecision(reading, other, id))
  const decision = await ownDecision(reading, id)
  const vary = { vary: 'accept' }
  const wanted = preferred(call.request.headers.get('accept'), [
    'application/json',
    'text/html',
    'text/markdown',
  ])
  if (wanted === 'application/json') return json(decision, 200, vary)
  const answer =
    wanted === 'text/html'
      ? await decisionPage(reading, call, decision)
      : text(renderSummary(decision, { flavour: 'github' }), 'text/markdown; charset=utf-8')
  answer.headers.set('vary', 'accept')
  return answer
}

/** @throws Refusal not-found */
async function ownDecision(reading: DecisionServices, id: string): Promise<Decision> {
  // Looked for first: when it is gone from here, it is recorded.
  const waiting = reading.waits.unrecorded().find((decision) => decision.id === id)
  if (waiting !== undefined) return { ...waiting, notices: [WAITING, ...waiting.notices] }
  return (await findDecision(reading, id)).decision
}

async function decisionPage(services: PageServices, call: Call, decision: Decision): Promise<Response> {
  const around = await aroundDecision(services, call, decision)
  const answer = page(renderHtml(decision, around))
  return around === undefined ? answer : withForms(answer)
}

/** A verdict for another organisation, in short: what it rests on is not shared with it. */
async function sharedDecision(reading: Reading, other: Other, id: string): Promise<DecisionRow> {
  const shelf = { store: reading.store, organisation: other.name }
  const { decision, stored } = await findDecision(shelf, id)
  if (!other.sharing.verdictsFor(decision.request.environment)) throw noDecision(id)
  return rowOf(decision, stored.sequence)
}

async function findDecision(
  { store, organisation }: Shelf,
  id: string,
): Promise<{ decision: Decision; stored: StoredEvent }> {
  const { events } = await store.query({
    organisation,
    keys: [keyOf('decision', id)],
    types: [DECISION_TYPE],
    limit: 1,
  })
  const [stored] = events
  const decision = stored === undefined ? undefined : decisionOf(stored)
  if (stored === undefined || decision === undefined) throw noDecision(id)
  return { decision, stored }
}

function noDecision(id: string): Refusal {
  return new Refusal('not-found', `There is no decision '${id.slice(0, 60)}'.`)
}

/** `GET /v1/decisions`: newest first. */
export async function listDecisions(reading: Reading, call: Call): Promise<Response> {
  const artifact = call.query.one('artifact')
  const environment = call.query.one('environment')
  const before = call.query.integer('before')
  const other = otherOf(reading, call)
  if (other !== undefined && !verdictsShared(other, environment)) throw notShared(other.name)
  const shelf = { store: reading.store, organisation: other?.name ?? reading.organisation }
  const { rows, next } = await newestDecisions(shelf, {
    keys: [
      ...(artifact === undefined ? [] : [artifactKey(artifact)]),
      ...(environment === undefined ? [] : [keyOf('target', environment)]),
    ],
    limit: call.query.integer('limit') ?? 20,
    ...(before === undefined ? {} : { before }),
  })
  const link = next === undefined ? {} : { next: nextLink(call, { order: 'desc' }, next) }
  return json({ decisions: rows, ...link })
}

/** Of one environment all verdicts are shared, or none: so a page of them tells nothing else. */
function verdictsShared({ sharing }: Other, environment: string | undefined): boolean {
  return environment !== undefined && sharing.verdictsFor(environment)
}

export async function newestDecisions(
  { store, organisation }: Shelf,
  options: { keys?: readonly string[]; before?: number; limit: number },
): Promise<{ rows: DecisionRow[]; next?: number }> {
  const { events, next } = await store.query({ organisation, types: [DECISION_TYPE], ...options })
  const rows = events.flatMap((stored) => {
    const decision = decisionOf(stored)
    return decision === undefined ? [] : [rowOf(decision, stored.sequence)]
  })
  return { rows, ...(next === undefined ? {} : { next }) }
}

function rowOf(decision: Decision, sequence: number): DecisionRow {
  const { id, verdict, mode, summary, request, requester, decidedAt, expiresAt, url } = decision
  const optional = {
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(url === undefined ? {} : { url }),
  }
  return { id, verdict, mode, summary, request, requester, decidedAt, ...optional, sequence }
}
