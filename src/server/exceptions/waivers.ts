/**
 * Waivers over HTTP: asked for by one person, granted by another. What the policies in force would not accept is refused
 * here, with the reason; what counts is what a decision finds.
 */
import type { Told } from '../../policy/exceptions/told.ts'
import { termsOf, type Placed } from '../../policy/exceptions/bounds.ts'
import {
  rank,
  rulesOf,
  tooLong,
  whyNotBy,
  whyNotWaivable,
  type Waiver,
} from '../../policy/exceptions/waivers.ts'
import { contentOf, textIn } from '../../policy/exceptions/told.ts'
import { nearest } from '../../policy/suggest.ts'
import { isRecord } from '../../policy/shape.ts'
import { json } from '../answer.ts'
import { forbidden } from '../forbidden.ts'
import { Refusal } from '../problem.ts'
import type { Call } from '../route.ts'
import { createTurns } from '../turns.ts'
import { actingIn, keep } from './acting.ts'
import { idUnderKey, statementOf, waiverEvent, type Acting, type WaiverFacts } from './events.ts'
import { artifactOf, invalid, readFields, untilOf, type Fields } from './fields.ts'
import {
  findWaiver,
  lawFor,
  lawOnce,
  listWaivers,
  viewOfWaiver,
  type ExceptionServices,
  type Kept,
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

export type Handle = (call: Call) => Promise<Response>

export interface WaiverHandlers {
  ask: Handle
  grant: Handle
  refuse: Handle
  revoke: Handle
  list: Handle
  one: Handle
}

export function createWaivers(services: ExceptionServices, answerForm: AnswerForm): WaiverHandlers {
  const inTurn = createTurns()
  const step = (word: 'granted' | 'refused' | 'revoked'): Handle => {
    return (call) => inTurn(call.path.id ?? '', () => answer(services, call, word, answerForm))
  }
  return {
    ask: (call) => ask(services, call, answerForm),
    grant: step('granted'),
    refuse: step('refused'),
    revoke: step('revoked'),
    list: (call) => list(services, call),
    one: async (call) => {
      const kept = await waiverIn(services, call)
      return json(viewOfWaiver(kept, lawOf(services, kept.it)))
    },
  }
}

/** How a form is answered: with its page. Undefined: it was no form. */
export type AnswerForm = (sent: { form: boolean; back?: string }) => Response | undefined

async function ask(services: ExceptionServices, call: Call, answerForm: AnswerForm): Promise<Response> {
  const sent = await readFields(call.request, ASKED)
  const { fields } = sent
  const by = actingIn(services, call)
  const environment = fields.environment ?? ''
  if (!call.authority.may('ask', environment)) throw forbidden('ask', call.authority, environment)
  const id = fields.key === undefined ? services.newId() : idUnderKey('waiver', by.person, fields.key)
  const facts = factsOf(services, fields, by)
  const before = fields.key === undefined ? undefined : await findWaiver(services, id)
  let isNew = false
  if (before === undefined) {
    await refuseTooMany(services, environment, by)
    const now = services.now()
    isNew =
      (await keep(services, [waiverEvent('requested', facts, { subject: id, id, now })], now)) === 'kept'
  }
  const kept = await findWaiver(services, id)
  if (kept === undefined) throw new Error(`waiver ${id} was not kept`)
  refuseOther(kept, fields)
  return (
    answerForm(sent) ??
    json(
      {
        status: isNew ? 'accepted' : 'duplicate',
        waiver: viewOfWaiver(kept, lawOf(services, kept.it)),
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
  if (long !== undefined) throw invalid([{ path: '/until', message: long }])
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
  if (why !== undefined) throw invalid([{ path: '/rule', message: `cannot be waived: ${why}` }])
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

/** @throws Refusal conflict when the key was used for other words */
function refuseOther({ told }: Kept<Waiver>, fields: Fields): void {
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

async function answer(
  services: ExceptionServices,
  call: Call,
  word: 'granted' | 'refused' | 'revoked',
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
    json({ status: again ? 'duplicate' : 'accepted', waiver: viewOfWaiver(kept, lawOf(services, it)) })
  )
}

/** The same person said the same: a retry. @throws Refusal conflict when it cannot be said any more */
function saidBefore(
  { it }: Kept<Waiver>,
  word: 'granted' | 'refused' | 'revoked',
  { person }: Acting,
): boolean {
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
  word: 'granted' | 'refused' | 'revoked',
  { fields, by }: { fields: Fields; by: Acting },
): WaiverFacts {
  const first = told[0]!
  const asked = contentOf((it.granted ?? first).event)
  const artifact = it.scope.artifact
  const law = lawOf(services, it)
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
    if (not !== undefined) throw new Refusal('forbidden', `This waiver is not yours to grant: ${not}.`)
    const long = tooLong(until - law.now, terms)
    if (long !== undefined) throw invalid([{ path: '/until', message: long }])
  }
}

/** @throws Refusal not-found */
async function waiverIn(services: ExceptionServices, call: Call): Promise<Kept<Waiver>> {
  const id = call.path.id ?? ''
  const kept = await findWaiver(services, id)
  if (kept === undefined) throw new Refusal('not-found', `There is no waiver '${id.slice(0, 60)}'.`)
  return kept
}

function lawOf(services: ExceptionServices, { environment, scope: { service } }: Waiver): Law {
  return lawFor(services, { environment, ...(service === undefined ? {} : { service }) })
}

async function list(services: ExceptionServices, call: Call): Promise<Response> {
  const state = call.query.one('state')
  const { all, more } = await listWaivers(services, call.query.one('environment'))
  const lawAt = lawOnce(services)
  const waivers = all
    .map((kept) => viewOfWaiver(kept, lawAt(kept.it.environment, kept.it.scope.service)))
    .filter((view) => state === undefined || view.state === state)
    .sort((a, b) => rank(a.state) - rank(b.state) || b.sequence - a.sequence)
  return json({ waivers, more })
}
