/** Somebody asks for a waiver. What the policies in force would not accept is refused before anything is kept. */
import { termsOf, type Placed } from '../../policy/exceptions/bounds.ts'
import { rulesOf, tooLong, whyNotWaivable } from '../../policy/exceptions/waivers.ts'
import { nearest } from '../../policy/suggest.ts'
import { json } from '../answer.ts'
import { forbidden } from '../forbidden.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { actingIn, keep } from './acting.ts'
import { idUnderKey, statementOf, waiverEvent, type Acting, type WaiverFacts } from './events.ts'
import { artifactOf, invalid, readFields, untilOf, type Fields } from './fields.ts'
import { refuseOther, type AnswerForm } from './handling.ts'
import {
  findWaiver,
  lawFor,
  lawOfWaiver,
  listWaivers,
  viewOfWaiver,
  type ExceptionServices,
  type Law,
} from './shelf.ts'

const ASKED = {
  rule: true,
  policy: false,
  artifact: false,
  service: false,
  environment: true,
  until: false,
  for: false,
  reason: true,
  ticket: true,
  key: false,
} as const
/** That one person asks for, of one environment. */
const MOST_A_DAY = 200
const DAY_MS = 86_400_000

/** @throws Refusal forbidden, invalid-request, conflict, too-many-waits */
export async function askForWaiver(
  services: ExceptionServices,
  call: Call,
  answerForm: AnswerForm,
): Promise<Response> {
  const sent = await readFields(call.request, ASKED)
  const { fields } = sent
  const by = actingIn(services, call)
  const environment = fields.environment ?? ''
  if (!call.authority.may('ask', environment)) throw forbidden('ask', call.authority, environment)
  const id = fields.key === undefined ? services.newId() : idUnderKey('waiver', by.person, fields.key)
  const before = fields.key === undefined ? undefined : await findWaiver(services, id)
  let isNew = false
  // What was asked for once is answered again, whatever the policies say now.
  if (before === undefined) {
    const facts = factsOf(services, fields, by)
    await refuseTooMany(services, environment, by)
    const now = services.now()
    isNew =
      (await keep(services, [waiverEvent('requested', facts, { subject: id, id, now })], now)) === 'kept'
  }
  const kept = await findWaiver(services, id)
  if (kept === undefined) throw new Error(`waiver ${id} was not kept`)
  refuseOther(kept.told, fields)
  return (
    answerForm(sent) ??
    json(
      {
        status: isNew ? 'accepted' : 'duplicate',
        waiver: viewOfWaiver(kept, lawOfWaiver(services, kept.it)),
      },
      isNew ? 201 : 200,
    )
  )
}

/** @throws Refusal invalid-request with what the policies in force would not accept */
function factsOf(services: ExceptionServices, fields: Fields, by: Acting): WaiverFacts {
  const { rule = '', policy, service, environment = '', reason = '', ticket = '', key } = fields
  const artifact = artifactOf(fields)
  if (artifact === undefined && service === undefined)
    throw invalid([
      { path: '/artifact', message: 'is missing: a waiver is for an artifact, or for a service' },
    ])
  for (const [name, value] of Object.entries({ environment, service: service ?? '', rule }))
    if (value.includes('*'))
      throw invalid([{ path: `/${name}`, message: 'is one name; a waiver is never for all' }])
  const law = lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
  const placed = placedIn(law, rule, policy)
  const until = untilOf(fields, law.now)
  if (until === undefined)
    throw invalid([
      { path: '/until', message: 'is missing: a waiver ends at a moment, or after a duration (for)' },
    ])
  const long = tooLong(until - law.now, termsOf(placed).waivers!)
  if (long !== undefined) throw invalid([{ path: '/until', message: `is too late: ${long}` }])
  return {
    rule,
    policy: policy ?? placed.policy.name,
    policyDigest: placed.policy.digest,
    ...(artifact === undefined ? {} : { artifact }),
    ...(service === undefined ? {} : { service }),
    environment,
    until: new Date(until).toISOString(),
    reason,
    ticket,
    by,
    requestedBy: by,
    ...(key === undefined ? {} : { retry: { key, statement: statementOf(fields) } }),
  }
}

/** The one rule that is meant. @throws Refusal invalid-request */
function placedIn({ policies }: Law, rule: string, policy: string | undefined): Placed {
  const all = rulesOf({ rule, ...(policy === undefined ? {} : { policy }) }, policies)
  const [placed, other] = all
  if (placed === undefined) {
    const known = policies.flatMap(({ rules }) => rules.map(({ id }) => id))
    const where = policy === undefined ? 'the policies in force there' : `the policy ${policy} there`
    const message =
      policies.length === 0
        ? 'is of no policy: none governs this environment and service'
        : `is no rule of ${where}${nearest(rule, known)}`
    throw invalid([{ path: '/rule', message }])
  }
  if (other !== undefined) {
    const names = all.map(({ policy: { name } }) => name).join(', ')
    throw invalid([{ path: '/policy', message: `is missing: several have this rule (${names})` }])
  }
  const why = whyNotWaivable(rule, placed)
  if (why !== undefined) throw invalid([{ path: '/rule', message: `is not one to waive: ${why}` }])
  return placed
}

/** @throws Refusal too-many-waits: whoever grants them could not follow, and a gate looks at so many at most */
async function refuseTooMany(
  services: ExceptionServices,
  environment: string,
  { person }: Acting,
): Promise<void> {
  const { all } = await listWaivers(services, environment)
  const since = Date.parse(services.now()) - DAY_MS
  const own = all.filter(({ it, told }) => it.requestedBy === person && (told[0]?.at ?? 0) > since)
  if (own.length < MOST_A_DAY) return
  throw new Refusal(
    'too-many-waits',
    `You asked for ${own.length} waivers for ${environment} in a day; ask for one of the service instead.`,
  )
}
