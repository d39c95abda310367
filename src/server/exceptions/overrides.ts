/**
 * Overrides over HTTP: somebody breaks the glass, somebody else confirms it, and somebody reviews it. What the policies
 * in force would not accept is refused here, with the reason; what counts is what a decision finds.
 */
import type { People } from '../../policy/exceptions/bounds.ts'
import {
  LEAST_REASON,
  reviewOf,
  standing,
  tooLong,
  whyNotBroken,
  whyNotReviewer,
  whyNotSecond,
  type Override,
} from '../../policy/exceptions/overrides.ts'
import type { OverrideTerms } from '../../policy/policy.ts'
import { isRecord } from '../../policy/shape.ts'
import { json } from '../answer.ts'
import { forbidden } from '../forbidden.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { createTurns } from '../turns.ts'
import { actingIn, keep } from './acting.ts'
import {
  idUnderKey,
  overrideEvent,
  reviewClosed,
  reviewOpened,
  statementOf,
  type Acting,
  type OverrideFacts,
} from './events.ts'
import { artifactOf, invalid, readFields, untilOf, type Fields, type Sent } from './fields.ts'
import {
  findOverride,
  lawFor,
  lawOnce,
  listOverrides,
  overrideTermsIn,
  viewOfOverride,
  type ExceptionServices,
  type Kept,
  type Law,
} from './shelf.ts'
import type { AnswerForm, Handle } from './waivers.ts'

const BROKEN = {
  artifact: true,
  environment: true,
  service: false,
  until: false,
  for: false,
  reason: true,
  ticket: true,
  key: false,
} as const

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
      return json(viewOfOverride(kept, lawOf(services, kept.it)))
    },
  }
}

async function breakGlass(
  services: ExceptionServices,
  call: Call,
  answerForm: AnswerForm,
): Promise<Response> {
  const sent = await readFields(call.request, BROKEN)
  const { fields } = sent
  const by = actingIn(services, call)
  const environment = fields.environment ?? ''
  refuseWithoutRight(call, environment)
  const id = fields.key === undefined ? services.newId() : idUnderKey('override', by.person, fields.key)
  const before = fields.key === undefined ? undefined : await findOverride(services, id)
  let isNew = false
  if (before === undefined) {
    const { facts, reviewers } = factsOf(services, fields, by)
    const now = services.now()
    const events = [
      overrideEvent('granted', facts, { subject: id, id, now }),
      reviewOpened(facts, reviewers, { subject: id, id: services.newId(), now }),
    ]
    isNew = (await keep(services, events, now)) === 'kept'
  }
  const kept = await findOverride(services, id)
  if (kept === undefined) throw new Error(`override ${id} was not kept`)
  refuseOther(kept, fields)
  return said(services, { kept, isNew, sent, answerForm, created: true })
}

/** @throws Refusal forbidden or invalid-request with what the policies in force would not accept */
function factsOf(
  services: ExceptionServices,
  fields: Fields,
  by: Acting,
): { facts: OverrideFacts; reviewers: string[] } {
  const { environment = '', service, reason = '', ticket = '', key } = fields
  const artifact = artifactOf(fields)
  if (artifact === undefined)
    throw invalid([{ path: '/artifact', message: 'is missing: an override is for one digest' }])
  for (const [name, value] of Object.entries({ environment, service: service ?? '' }))
    if (value.includes('*'))
      throw invalid([{ path: `/${name}`, message: 'is one name; an override is never for all' }])
  if ([...reason].length < LEAST_REASON)
    throw invalid([
      {
        path: '/reason',
        message: `has less than ${LEAST_REASON} characters: say what is broken, and why this cannot wait`,
      },
    ])
  const law = lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
  const terms = termsFor(law, environment, by.person)
  const until = untilOf(fields, law.now) ?? law.now + Math.min(...terms.map(({ maxDuration }) => maxDuration))
  const long = terms.map((one) => tooLong(until - law.now, one))
  if (long.every((one) => one !== undefined)) throw invalid([{ path: '/until', message: long[0] ?? '' }])
  return {
    facts: {
      artifact,
      environment,
      ...(service === undefined ? {} : { service }),
      until: new Date(until).toISOString(),
      reason,
      ticket,
      by,
      ...(key === undefined ? {} : { retry: { key, statement: statementOf(fields) } }),
    },
    reviewers: [...new Set(terms.flatMap(({ review: { from } }) => from))],
  }
}

/** The terms under which this person may break the glass here. @throws Refusal forbidden, invalid-request */
function termsFor(law: Law, environment: string, person: string): OverrideTerms[] {
  const all = overrideTermsIn(law)
  if (all.length === 0)
    throw invalid([
      { path: '/environment', message: `has no policy that lets anybody break the glass (${environment})` },
    ])
  const terms = all.filter((one) => whyNotBroken(person, one, law.people) === undefined)
  if (terms.length > 0) return terms
  const why = whyNotBroken(person, all[0]!, law.people) ?? ''
  throw new Refusal('forbidden', `The glass is not yours to break: ${why}.`)
}

async function confirm(services: ExceptionServices, call: Call, answerForm: AnswerForm): Promise<Response> {
  const sent = await readFields(call.request, { reason: false })
  const by = actingIn(services, call)
  const before = await overrideIn(services, call)
  const { it } = before
  refuseWithoutRight(call, it.environment)
  const again = it.confirmed.some((told) => told.by === by.person)
  if (!again) {
    const law = lawOf(services, it)
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
    const law = lawOf(services, it)
    const all = overrideTermsIn(law)
    if (reviewOf(it, all, law).state === 'done')
      throw new Refusal('conflict', 'This override is reviewed already.')
    if (all.length === 0) {
      const why = whyNotReviewer(by.person, it.by, undefined, law.people)
      if (why !== undefined) throw new Refusal('forbidden', `This override is not yours to review: ${why}.`)
    } else
      refuseUnder(all, it, law.people, (one) => whyNotReviewer(by.person, it.by, one, law.people), 'review')
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
    throw new Refusal('forbidden', `This override is not yours to ${what}: ${why}.`)
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

function refuseWithoutRight({ authority }: Call, environment: string): void {
  if (!authority.may('override', environment)) throw forbidden('override', authority, environment)
}

/** @throws Refusal conflict when the key was used for other words */
function refuseOther({ told }: Kept<Override>, fields: Fields): void {
  const { key } = fields
  if (key === undefined) return
  const block = told[0]?.event.customData
  const turnpike = isRecord(block) && isRecord(block['turnpike']) ? block['turnpike'] : {}
  const retry = isRecord(turnpike['exception']) ? turnpike['exception'] : {}
  if (retry['statement'] === statementOf(fields)) return
  throw new Refusal(
    'conflict',
    `Under the key '${key}' you said something else before; say this under another one.`,
  )
}

interface Said {
  kept: Kept<Override>
  isNew: boolean
  sent: Sent
  answerForm: AnswerForm
  created?: true
}

function said(services: ExceptionServices, { kept, isNew, sent, answerForm, created }: Said): Response {
  const override = viewOfOverride(kept, lawOf(services, kept.it))
  const status = isNew ? 'accepted' : 'duplicate'
  return answerForm(sent) ?? json({ status, override }, isNew && created === true ? 201 : 200)
}

/** @throws Refusal not-found */
async function overrideIn(services: ExceptionServices, call: Call): Promise<Kept<Override>> {
  const id = call.path.id ?? ''
  const kept = await findOverride(services, id)
  if (kept === undefined) throw new Refusal('not-found', `There is no override '${id.slice(0, 60)}'.`)
  return kept
}

function lawOf(services: ExceptionServices, { environment, service }: Override): Law {
  return lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
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
