/**
 * `POST /v1/approvals`: somebody approves, or refuses, artifacts for an environment. Who it is comes from how they are
 * authenticated, never from what they send: a person who signed in, or a pipeline whose person the trust document lets
 * speak for themselves.
 */
import type { Problem } from '../../errors.ts'
import { admit } from '../../store/admit.ts'
import { json } from '../answer.ts'
import { forbidden } from '../forbidden.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { createTurns } from '../turns.ts'
import { approvalEvent, APPROVAL_SOURCE } from './approval-event.ts'
import { readApproval, type ApprovalRequest } from './approval-request.ts'
import { redirect } from './login.ts'
import type { PeopleOptions, Place } from './settings.ts'
import { repeated, statementsOf } from './statements.ts'
import { localTarget } from './target.ts'

export type PostApproval = (call: Call) => Promise<Response>

/** `POST /v1/approvals`: who says it is who signed in, or who is behind the pipeline. Throws Refusal. */
export function createApprovals(options: PeopleOptions, place: Place | undefined): PostApproval {
  const { organisation } = options
  const inTurn = createTurns()
  return async (call) => {
    const { request, back, form } = await readApproval(call.request)
    // Under one name, however they came: the same person, by a page and by a pipeline, is one of a quorum.
    const responder = options.trust().calledHere(responderOf(call))
    if (!call.authority.may('approve', request.environment))
      throw forbidden('approve', call.authority, request.environment)
    // Pressed twice, it is answered twice and said once.
    const { principal } = call.identity
    const turn = JSON.stringify([organisation, principal.kind, principal.id, request.environment])
    const kept = await inTurn(turn, () => keep(options, call, request, responder, place))
    if (form && place !== undefined) return redirect(`${place.origin}${localTarget(place, back)}`)
    return json(kept.body, kept.isNew ? 201 : 200)
  }
}

/** @throws Refusal forbidden for whoever is nobody in particular */
function responderOf({ identity, authority }: Call): string {
  if (identity.person !== undefined) return identity.person
  throw new Refusal(
    'forbidden',
    `An approval is somebody's, and behind '${identity.principal.id}' there is nobody in particular. Sign in, or approve from a pipeline whose token says who started it. ${authority.describe()}`,
  )
}

async function keep(
  options: PeopleOptions,
  { identity, authority }: Call,
  request: ApprovalRequest,
  responder: string,
  place: Place | undefined,
) {
  const { store, organisation } = options
  const before = await statementsOf(options, identity.principal, request)
  // Behind one pipeline there are many people: what another of them said is not said by this one.
  const isOnePerson = identity.principal.kind === 'person'
  const own = isOnePerson ? before : before.filter((said) => said.responder === responder)
  const earlier = repeated(own, request)
  if (earlier === 'other')
    throw new Refusal(
      'conflict',
      `Under the key '${request.key ?? ''}' you said something else before; say this under another one.`,
    )
  if (earlier !== undefined) {
    const { sequence, id, receivedAt } = earlier.stored
    return {
      isNew: false,
      body: answerOf({ status: 'duplicate', sequence, id, receivedAt }, request, responder),
    }
  }
  const now = options.now()
  const event = approvalEvent({
    request,
    responder,
    source: identity.sources?.[0] ?? APPROVAL_SOURCE,
    now,
    ...(before[0] === undefined ? {} : { follows: before[0].stored.sequence }),
    ...detailsOf(request, place),
  })
  const incoming = admit(event)
  // The store itself chose the source, so only what the person chose is judged.
  const objections = authority.objections(incoming, now).filter(({ path }) => path !== '/context/source')
  if (objections.length > 0) throw new Refusal('forbidden', sentenceOf(objections), { problems: objections })
  const [receipt] = await store.append(organisation, identity.principal, [incoming], now)
  if (receipt === undefined || !receipt.valid) {
    const why = incoming.problems.map(({ path, message }) => `${path} ${message}`).join('; ')
    throw new Error(`an approval was not kept (${receipt?.status ?? 'no receipt'}): ${why}`)
  }
  options.onReceipts?.([receipt])
  const { sequence, id, receivedAt } = receipt
  return { isNew: true, body: answerOf({ status: 'accepted', sequence, id, receivedAt }, request, responder) }
}

function answerOf(
  kept: { status: 'accepted' | 'duplicate'; sequence: number; id: string; receivedAt: string },
  { artifacts, environment, decision }: ApprovalRequest,
  responder: string,
) {
  return { ...kept, responder, decision, environment, artifacts }
}

function detailsOf(
  { answers, artifacts }: ApprovalRequest,
  place: Place | undefined,
): { detailsUrl?: string } {
  if (place === undefined) return {}
  const page =
    answers === undefined
      ? `/v1/artifacts/${encodeURIComponent(artifacts[0]?.digest ?? '')}/timeline`
      : `/v1/decisions/${encodeURIComponent(answers)}`
  return { detailsUrl: `${place.origin}${place.base}${page}` }
}

function sentenceOf(objections: readonly Problem[]): string {
  return `This approval is not yours to give: ${objections.map(({ message }) => message).join('; ')}`
}
