/**
 * The part of a decision's page with which a person answers for its exceptions: grants or refuses a waiver, confirms or
 * reviews an override. What is shown is what the store holds now, not what the decision recorded.
 */
import type { Decision } from '../../policy/decision.ts'
import { iso } from '../../policy/judge.ts'
import { reviewTicket, type Override } from '../../policy/exceptions/overrides.ts'
import type { Waiver } from '../../policy/exceptions/waivers.ts'
import { minute } from '../../report/ages.ts'
import { htm, htmlText, type Html } from '../../report/escape.ts'
import { personName } from '../../report/names.ts'
import type { EventStore } from '../../store/store.ts'
import { LENGTHS } from '../exceptions/fields.ts'
import { findOverride, findWaiver } from '../exceptions/shelf.ts'
import type { Call } from '../route.ts'
import type { People } from './people.ts'
import { outside, type Place } from './settings.ts'
import { csrfField } from './sign-in-state.ts'

export interface ExceptionPart {
  store: EventStore
  organisation: string
  people: Pick<People, 'place' | 'configured' | 'sessionOf'>
}

/** A page holds this many forms of each kind. */
const MOST_FORMS = 10

/** Undefined when there is nothing that this person could answer. The policy has the last word on each. */
export async function exceptionsPart(
  part: ExceptionPart,
  call: Call,
  decision: Decision,
): Promise<Html | undefined> {
  const { people } = part
  const { place } = people
  const session = people.sessionOf(call.identity)
  if (place === undefined || session === undefined || !people.configured()) return undefined
  const { environment } = decision.request
  const back = outside(place, new URL(call.request.url).pathname)
  const hidden = htm`${csrfField(session.secret)}<input type="hidden" name="back" value="${htmlText(back, 2000)}">`
  const form: FormFor = (path, content) =>
    htm`<form method="post" action="${place.base}/v1/${path}">${hidden}${content}</form>\n`
  const forms = [
    ...(call.authority.may('waive', environment) ? await waiverForms(part, decision, form) : []),
    ...(call.authority.may('override', environment) ? await overrideForms(part, decision, form, place) : []),
  ]
  if (forms.length === 0) return undefined
  return htm`<section class="approve" id="exceptions" aria-labelledby="exceptions-title">
<h2 id="exceptions-title">Exceptions that wait for somebody</h2>
${forms}</section>`
}

type FormFor = (path: string, content: Html) => Html

async function waiverForms(part: ExceptionPart, { waivers }: Decision, form: FormFor): Promise<Html[]> {
  const pending = waivers.filter(({ id, state }) => state === 'pending' && isId(id)).slice(0, MOST_FORMS)
  const kept = await Promise.all(pending.map(({ id }) => findWaiver(part, id)))
  return kept.flatMap((one) =>
    one === undefined || one.it.granted !== undefined || one.it.ended !== undefined
      ? []
      : [waiverForm(one.it, form)],
  )
}

function waiverForm(waiver: Waiver, form: FormFor): Html {
  const { id, rule, policy, scope, environment, until, reason, ticket, requestedBy } = waiver
  return htm`<dl class="record">
${row('Waiver of', policy === undefined ? rule : `${rule} of ${policy}`)}${row('For', [scope.artifact, scope.service && `service ${scope.service}`].filter(Boolean).join(', '))}${row('Environment', environment)}${row('Reason', reason)}${row('Ticket', ticket)}${row('Asked for by', requestedBy === undefined ? undefined : personName(requestedBy))}${row('Until', until === undefined ? undefined : `${minute(iso(until))} UTC`)}</dl>
${form(`waivers/${id}/grant`, htm`<p class="choice"><button class="pass">Grant</button></p>`)}${form(`waivers/${id}/refuse`, htm`${why(`refuse-${id}`, 'Why not')}<p class="choice"><button class="fail">Refuse</button></p>`)}`
}

async function overrideForms(
  part: ExceptionPart,
  { overrides }: Decision,
  form: FormFor,
  place: Place,
): Promise<Html[]> {
  const open = overrides.filter(({ id }) => isId(id)).slice(0, MOST_FORMS)
  const kept = await Promise.all(open.map(async (ref) => ({ ref, one: await findOverride(part, ref.id) })))
  return kept.flatMap(({ ref, one }) => {
    if (one === undefined) return []
    const { it } = one
    const confirms = ref.second === undefined && ref.secondDue !== undefined && it.confirmed.length === 0
    const reviews = ref.review.state !== 'done' && it.reviewed.length === 0
    return confirms || reviews ? [overrideForm(it, { confirms, reviews }, form, place)] : []
  })
}

function overrideForm(
  override: Override,
  { confirms, reviews }: { confirms: boolean; reviews: boolean },
  form: FormFor,
  place: Place,
): Html {
  const { id, artifact, environment, service, until, reason, ticket, by } = override
  const confirm = form(
    `overrides/${id}/confirm`,
    htm`<p class="choice"><button class="wait">Confirm</button></p>`,
  )
  const review = form(
    `overrides/${id}/review`,
    htm`${why(`review-${id}`, 'What was found')}<p class="choice"><button class="pass">Reviewed</button></p>`,
  )
  return htm`<dl class="record">
${row('Override of', artifact)}${row('Environment', environment)}${row('Service', service)}${row('Reason', reason)}${row('Ticket', ticket)}${row('By', personName(by))}${row('Until', until === undefined ? undefined : `${minute(iso(until))} UTC`)}<div><dt>Review</dt><dd><a href="${place.base}/v1/events?key=ticket:${encodeURIComponent(reviewTicket(id))}">${htmlText(reviewTicket(id), 200)}</a></dd></div>
</dl>
${confirms ? confirm : undefined}${reviews ? review : undefined}`
}

function why(id: string, label: string): Html {
  return htm`<p><label for="${id}">${label}</label><br>
<textarea id="${id}" name="reason" rows="2" required maxlength="${LENGTHS.reason}"></textarea></p>
`
}

/** Ids that the store gave: they go into addresses. */
function isId(id: string): boolean {
  return /^[\w-]{1,100}$/u.test(id)
}

function row(name: string, value: string | undefined): Html | undefined {
  if (value === undefined || value === '') return undefined
  return htm`<div><dt>${name}</dt><dd>${htmlText(value, 1000)}</dd></div>\n`
}
