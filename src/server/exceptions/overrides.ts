/**
 * Overrides over HTTP: somebody breaks the glass, somebody else confirms it, and somebody reviews it. What the policies
 * in force would not accept is refused here, with the reason; what counts is what a decision finds.
 */
import type { People } from '../../policy/exceptions/bounds.ts'
import {
  reviewOf,
  standing,
  whyNotBroken,
  whyNotReviewer,
  whyNotSecond,
  type Override,
} from '../../policy/exceptions/overrides.ts'
import type { OverrideTerms } from '../../policy/policy.ts'
import { json } from '../answer.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { createTurns } from '../turns.ts'
import { actingIn, keep } from './acting.ts'
import { overrideEvent, reviewClosed, type Acting, type OverrideFacts } from './events.ts'
import { readFields, type Fields } from './fields.ts'
import type { AnswerForm, Handle } from './handling.ts'
import { breakGlass, refuseWithoutRight, said } from './override-break.ts'
import {
  lawOfOverride,
  lawOnce,
  listOverrides,
  overrideIn,
  overrideTermsIn,
  viewOfOverride,
  type ExceptionServices,
  type Law,
} from './shelf.ts'

export interface OverrideHandlers {
  breakGlass: Handle
  confirm: Handle
  review: Handle
  list: Handle
  one: Handle
}

export function createOverrides(services: ExceptionServices, answerForm: AnswerForm): OverrideHandlers {
  const inTurn = createTurns()
  return {
    breakGlass: (call) => breakGlass(services, call, answerForm),
    confirm: (call) => inTurn(call.path.id ?? '', () => confirm(services, call, answerForm)),
    review: (call) => inTurn(call.path.id ?? '', () => review(services, call, answerForm)),
    list: (call) => list(services, call),
    one: async (call) => {
      const kept = await overrideIn(services, call)
      return json(viewOfOverride(kept, lawOfOverride(services, kept.it)))
    },
  }
}

async function confirm(services: ExceptionServices, call: Call, answerForm: AnswerForm): Promise<Response> {
  const sent = await readFields(call.request, { reason: false })
  const by = actingIn(services, call)
  const before = await overrideIn(services, call)
  const { it } = before
  refuseWithoutRight(call, it.environment)
  const again = it.confirmed.some((told) => told.by === by.person)
  if (!again) {
    const law = lawOfOverride(services, it)
    refuseUnlessSecond(it, by.person, law)
    const facts = laterFacts(it, by, sent.fields)
    const now = services.now()
    await keep(
      services,
      [overrideEvent('confirmed', facts, { subject: it.id, id: services.newId(), now })],
      now,
    )
  }
  const kept = again ? before : await overrideIn(services, call)
  return said(services, { kept, isNew: !again, sent, answerForm })
}

/** @throws Refusal conflict when it is too late, forbidden when it is not theirs */
function refuseUnlessSecond(it: Override, person: string, law: Law): void {
  const all = overrideTermsIn(law)
  const { state, why, second } = standing(it, all, law)
  if (state === 'expired' || state === 'not-allowed')
    throw new Refusal('conflict', `This override cannot be confirmed any more: ${why ?? state}.`)
  if (second !== undefined)
    throw new Refusal('conflict', `This override was confirmed by ${second.by ?? 'somebody'} already.`)
  refuseUnder(all, it, law.people, (one) => whyNotSecond(person, it.by, one, law.people), 'confirm')
}

async function review(services: ExceptionServices, call: Call, answerForm: AnswerForm): Promise<Response> {
  const sent = await readFields(call.request, { reason: true })
  const by = actingIn(services, call)
  const before = await overrideIn(services, call)
  const { it } = before
  refuseWithoutRight(call, it.environment)
  const again = it.reviewed.some((told) => told.by === by.person)
  if (!again) {
    const law = lawOfOverride(services, it)
    const all = overrideTermsIn(law)
    if (reviewOf(it, all, law).state === 'done')
      throw new Refusal('conflict', 'This override is reviewed already.')
    if (all.length === 0) {
      const why = whyNotReviewer(by.person, it.by, undefined, law.people)
      if (why !== undefined) throw new Refusal('not-yours', `This override is not yours to review: ${why}.`)
    } else {
      refuseUnder(all, it, law.people, (one) => whyNotReviewer(by.person, it.by, one, law.people), 'review')
      refuseBeforeFirst(all, it, by.person, law.people)
    }
    const facts = laterFacts(it, by, sent.fields)
    const now = services.now()
    const events = [
      overrideEvent('reviewed', facts, { subject: it.id, id: services.newId(), now }),
      reviewClosed(facts, { subject: it.id, id: services.newId(), now }),
    ]
    await keep(services, events, now)
  }
  const kept = again ? before : await overrideIn(services, call)
  return said(services, { kept, isNew: !again, sent, answerForm })
}

/** Theirs under at least one of the terms that let it be broken. @throws Refusal forbidden */
function refuseUnder(
  all: readonly OverrideTerms[],
  { by }: Override,
  people: People,
  whyNot: (terms: OverrideTerms) => string | undefined,
  what: string,
): void {
  const under = all.filter((one) => whyNotBroken(by, one, people) === undefined)
  const reasons = (under.length === 0 ? all : under).map(whyNot)
  const [why] = reasons
  if (why !== undefined && reasons.every((one) => one !== undefined))
    throw new Refusal('not-yours', `This override is not yours to ${what}: ${why}.`)
}

/**
 * The first review is what closes an override for whoever waits for one, so it belongs to whom the earliest layer names: a
 * later layer must not name the reviewers of a baseline's overrides. @throws Refusal not-yours
 */
function refuseBeforeFirst(
  all: readonly OverrideTerms[],
  { by, reviewed }: Override,
  person: string,
  people: People,
): void {
  // Terms are in the order of their layers.
  const first = all.find((one) => whyNotBroken(by, one, people) === undefined)
  if (first === undefined) return
  const mayNot = (reviewer: string) => whyNotReviewer(reviewer, by, first, people)
  if (reviewed.some((told) => told.by !== undefined && mayNot(told.by) === undefined)) return
  const why = mayNot(person)
  if (why !== undefined) throw new Refusal('not-yours', `This override is not yours to review first: ${why}.`)
}

function laterFacts(it: Override, by: Acting, { reason }: Fields): OverrideFacts {
  return {
    artifact: { digest: it.artifact },
    environment: it.environment,
    ...(it.service === undefined ? {} : { service: it.service }),
    until: new Date(it.until ?? it.granted.at).toISOString(),
    reason: it.reason,
    ticket: it.ticket ?? '',
    by,
    ...(reason === undefined ? {} : { comment: reason }),
  }
}

async function list(services: ExceptionServices, call: Call): Promise<Response> {
  const state = call.query.one('state')
  const wanted = call.query.one('review')
  const { all, more } = await listOverrides(services, call.query.one('environment'))
  const lawAt = lawOnce(services)
  const overrides = all
    .map((kept) => viewOfOverride(kept, lawAt(kept.it.environment, kept.it.service)))
    .filter((view) => state === undefined || view.state === state)
    .filter(({ review }) => wanted === undefined || review.state === wanted)
    .sort((a, b) => b.sequence - a.sequence)
  return json({ overrides, more })
}
