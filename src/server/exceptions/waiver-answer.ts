/** Somebody grants, refuses or revokes a waiver. Granting is for whom the policy names, and never for the requester. */
import { termsOf, type Placed } from '../../policy/exceptions/bounds.ts'
import { contentOf, textIn, type Told } from '../../policy/exceptions/told.ts'
import { rulesOf, tooLong, whyNotBy, whyNotWaivable, type Waiver } from '../../policy/exceptions/waivers.ts'
import { json } from '../answer.ts'
import { forbidden } from '../forbidden.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { actingIn, keep } from './acting.ts'
import { waiverEvent, type Acting, type WaiverFacts } from './events.ts'
import { invalid, readFields, untilOf, type Fields } from './fields.ts'
import type { AnswerForm } from './handling.ts'
import { lawOfWaiver, viewOfWaiver, waiverIn, type ExceptionServices, type Kept, type Law } from './shelf.ts'

export type Answer = 'granted' | 'refused' | 'revoked'

/** @throws Refusal not-found, forbidden, conflict, invalid-request */
export async function answerWaiver(
  services: ExceptionServices,
  call: Call,
  word: Answer,
  answerForm: AnswerForm,
): Promise<Response> {
  const sent = await readFields(
    call.request,
    word === 'granted' ? { reason: false, until: false, for: false } : { reason: true },
  )
  const by = actingIn(services, call)
  const before = await waiverIn(services, call)
  const { it } = before
  if (!call.authority.may('waive', it.environment)) throw forbidden('waive', call.authority, it.environment)
  const again = saidBefore(before, word, by)
  if (!again) {
    const facts = factsOfAnswer(services, before, word, { fields: sent.fields, by })
    const now = services.now()
    await keep(services, [waiverEvent(word, facts, { subject: it.id, id: services.newId(), now })], now)
  }
  const kept = again ? before : await waiverIn(services, call)
  return (
    answerForm(sent) ??
    json({ status: again ? 'duplicate' : 'accepted', waiver: viewOfWaiver(kept, lawOfWaiver(services, it)) })
  )
}

/** The same person said the same: a retry. @throws Refusal conflict when it cannot be said any more */
function saidBefore({ it }: Kept<Waiver>, word: Answer, { person }: Acting): boolean {
  const { granted, ended } = it
  const is = (told: Told<string> | undefined) => told?.step === word && told.by === person
  if (is(ended) || (ended === undefined && is(granted))) return true
  if (ended !== undefined)
    throw new Refusal(
      'conflict',
      `This waiver was ${ended.step} by ${ended.by ?? 'somebody'}; ask for a new one.`,
    )
  if (word === 'granted' && granted !== undefined)
    throw new Refusal('conflict', `This waiver was granted by ${granted.by ?? 'somebody'} already.`)
  if (word === 'refused' && granted !== undefined)
    throw new Refusal('conflict', 'This waiver is granted; revoke it.')
  if (word === 'revoked' && granted === undefined)
    throw new Refusal('conflict', 'This waiver is not granted; refuse it.')
  return false
}

/** @throws Refusal forbidden, conflict or invalid-request where the policies in force would not accept it */
function factsOfAnswer(
  services: ExceptionServices,
  { it, told }: Kept<Waiver>,
  word: Answer,
  { fields, by }: { fields: Fields; by: Acting },
): WaiverFacts {
  const first = told[0]!
  const asked = contentOf((it.granted ?? first).event)
  const artifact = it.scope.artifact
  const law = lawOfWaiver(services, it)
  const placed = rulesOf(it, law.policies)
  const until = word === 'granted' ? grantedUntil(it, fields, law.now) : (it.until ?? law.now)
  if (word === 'granted') refuseGrant(it, placed, { until, by, law })
  const { reason } = fields
  return {
    rule: it.rule,
    policy: it.policy ?? '',
    policyDigest: placed[0]?.policy.digest ?? textIn(first.event, 'policyDigest') ?? '',
    ...(artifact === undefined ? {} : { artifact: { digest: artifact } }),
    ...(it.scope.service === undefined ? {} : { service: it.scope.service }),
    environment: it.environment,
    until: new Date(until).toISOString(),
    reason: it.reason,
    ticket: it.ticket ?? '',
    by,
    requestedBy: (asked['requestedBy'] ?? { person: it.requestedBy ?? '' }) as Acting,
    ...(reason === undefined ? {} : { comment: reason }),
  }
}

/** As asked for, or earlier. */
function grantedUntil(it: Waiver, fields: Fields, now: number): number {
  const asked = it.until ?? 0
  const until = untilOf(fields, now) ?? asked
  if (until > asked)
    throw invalid([
      { path: '/until', message: `is later than was asked for (${new Date(asked).toISOString()})` },
    ])
  return until
}

function refuseGrant(
  it: Waiver,
  placed: readonly Placed[],
  { until, by, law }: { until: number; by: Acting; law: Law },
): void {
  if (it.problem !== undefined) throw new Refusal('conflict', `This waiver cannot be granted: ${it.problem}.`)
  if (until <= law.now)
    throw new Refusal('conflict', 'This waiver is over before anybody granted it; ask for a new one.')
  const closed = (placed.length === 0 ? [undefined] : placed).map((one) => whyNotWaivable(it.rule, one))
  const why = closed.find((one) => one !== undefined)
  if (why !== undefined) throw new Refusal('conflict', `This waiver cannot be granted: ${why}.`)
  for (const one of placed) {
    const terms = termsOf(one).waivers!
    const not = whyNotBy(by.person, it.requestedBy ?? '', terms, law.people)
    if (not !== undefined) throw new Refusal('not-yours', `This waiver is not yours to grant: ${not}.`)
    const long = tooLong(until - law.now, terms)
    if (long !== undefined) throw invalid([{ path: '/until', message: `is too late: ${long}` }])
  }
}
