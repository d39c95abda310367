/** Somebody breaks the glass. What the policies in force would not accept is refused before anything is kept. */
import { LEAST_REASON, tooLong, whyNotBroken } from '../../policy/exceptions/overrides.ts'
import type { OverrideTerms } from '../../policy/policy.ts'
import { json } from '../answer.ts'
import { forbidden } from '../forbidden.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { actingIn, keep } from './acting.ts'
import {
  idUnderKey,
  overrideEvent,
  reviewOpened,
  statementOf,
  type Acting,
  type OverrideFacts,
} from './events.ts'
import { artifactOf, invalid, readFields, untilOf, type Fields, type Sent } from './fields.ts'
import { refuseOther, type AnswerForm } from './handling.ts'
import {
  findOverride,
  lawFor,
  lawOfOverride,
  overrideTermsIn,
  viewOfOverride,
  type ExceptionServices,
  type Kept,
  type Law,
} from './shelf.ts'
import type { Override } from '../../policy/exceptions/overrides.ts'

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

/** @throws Refusal forbidden, invalid-request, conflict */
export async function breakGlass(
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
  refuseOther(kept.told, fields)
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
  if (long.every((one) => one !== undefined))
    throw invalid([{ path: '/until', message: `is too late: ${long[0]}` }])
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
  throw new Refusal('not-yours', `The glass is not yours to break: ${why}.`)
}

/** @throws Refusal forbidden */
export function refuseWithoutRight({ authority }: Call, environment: string): void {
  if (!authority.may('override', environment)) throw forbidden('override', authority, environment)
}

export interface Said {
  kept: Kept<Override>
  isNew: boolean
  sent: Sent
  answerForm: AnswerForm
  created?: true
}

/** What became of it: with its page, or as JSON. */
export function said(
  services: ExceptionServices,
  { kept, isNew, sent, answerForm, created }: Said,
): Response {
  const override = viewOfOverride(kept, lawOfOverride(services, kept.it))
  const status = isNew ? 'accepted' : 'duplicate'
  return answerForm(sent) ?? json({ status, override }, isNew && created === true ? 201 : 200)
}
