/**
 * A waiver: somebody whom the policy names takes it on themselves that one rule does not hold, for an artifact or a
 * service, in one environment, until a date. What cannot be read, or was granted by somebody who may not, waives nothing
 * and is shown.
 */
import { isObject } from '../../cdevents/object.ts'
import type { Finding, GateRequest, WaiverRef, WaiverState } from '../decision.ts'
import { sayDuration } from '../duration.ts'
import { iso } from '../judge.ts'
import type { Policy, WaiverTerms } from '../policy.ts'
import { clip } from '../say.ts'
import { own } from '../shape.ts'
import { termsOf } from './bounds.ts'
import type { People, Placed } from './bounds.ts'
import { contentOf, momentIn, personIn, textIn } from './told.ts'
import type { Told, WaiverStep } from './told.ts'

/** What a waiver is for. */
export interface WaiverScope {
  artifact?: string
  service?: string
}

export interface Waiver {
  id: string
  /** Undefined where it was written in a way nobody can read; `problem` says how. */
  problem?: string
  rule: string
  policy?: string
  scope: WaiverScope
  environment: string
  until?: number
  reason: string
  ticket?: string
  requestedBy?: string
  /** The first granting; a later one changes nothing. */
  granted?: Told<WaiverStep>
  /** Whatever ended it, whenever it was said: it never comes back to life under the same id. */
  ended?: Told<WaiverStep>
  newest: Told<WaiverStep>
}

const DIGEST = /^sha256:[0-9a-f]{64}$/u

/** What one id's events say together. */
export function readWaiver(id: string, told: readonly Told<WaiverStep>[]): Waiver {
  const granted = told.find(({ step }) => step === 'granted')
  const requested = told.find(({ step }) => step === 'requested')
  const ended = told.find(({ step }) => step === 'refused' || step === 'revoked')
  const newest = told.at(-1)!
  const source = granted ?? requested ?? newest
  const { event } = source
  const scope = scopeOf(contentOf(event)['scope'])
  const policy = textIn(event, 'policy')
  const until = momentIn(event, 'until')
  const ticket = textIn(event, 'ticket')
  const requestedBy = source.step === 'requested' ? source.by : personIn(event, 'requestedBy')
  const waiver = {
    id,
    rule: textIn(event, 'rule') ?? '',
    ...(policy === undefined ? {} : { policy }),
    scope: scope ?? {},
    environment: textIn(event, 'environment') ?? '',
    ...(until === undefined ? {} : { until }),
    reason: textIn(event, 'reason') ?? '',
    ...(ticket === undefined ? {} : { ticket }),
    ...(requestedBy === undefined ? {} : { requestedBy }),
    ...(granted === undefined ? {} : { granted }),
    ...(ended === undefined ? {} : { ended }),
    newest,
  }
  const problem = problemOf(waiver, scope, source) ?? disagreement(requested, granted)
  return problem === undefined ? waiver : { ...waiver, problem }
}

function scopeOf(said: unknown): WaiverScope | undefined {
  if (!isObject(said)) return undefined
  const [artifact, service] = [own(said, 'artifact'), own(said, 'service')]
  if (artifact === undefined && service === undefined) return undefined
  if (artifact !== undefined && (typeof artifact !== 'string' || !DIGEST.test(artifact))) return undefined
  if (service !== undefined && (typeof service !== 'string' || isOpen(service))) return undefined
  return { ...(artifact === undefined ? {} : { artifact }), ...(service === undefined ? {} : { service }) }
}

/** A name that could be read as all names. */
function isOpen(name: string): boolean {
  return name.trim() === '' || name.includes('*')
}

function problemOf(
  waiver: Waiver,
  scope: WaiverScope | undefined,
  source: Told<WaiverStep>,
): string | undefined {
  if (isOpen(waiver.rule)) return 'it names no rule'
  if (isOpen(waiver.environment)) return 'it names no environment'
  if (scope === undefined) return 'it names neither the digest of an artifact nor a service'
  if (waiver.until === undefined) return 'nobody can read until when it holds'
  if (waiver.reason === '') return 'it gives no reason'
  if (waiver.ticket === undefined) return 'it names no ticket'
  if (waiver.requestedBy === undefined) return 'nobody can read who asked for it'
  return source.by === undefined ? 'nobody can read whose it is' : undefined
}

/** What is granted is what was asked for; only its end may be earlier. */
function disagreement(
  requested: Told<WaiverStep> | undefined,
  granted: Told<WaiverStep> | undefined,
): string | undefined {
  if (requested === undefined || granted === undefined) return undefined
  const [asked, given] = [contentOf(requested.event), contentOf(granted.event)]
  const [askedScope, givenScope] = [scopeOf(asked['scope']), scopeOf(given['scope'])]
  const same =
    ['rule', 'policy', 'environment'].every((field) => asked[field] === given[field]) &&
    askedScope?.artifact === givenScope?.artifact &&
    askedScope?.service === givenScope?.service &&
    requested.by === personIn(granted.event, 'requestedBy')
  return same ? undefined : 'what was granted is not what was asked for'
}

export interface Ruling {
  state: WaiverState
  why?: string
  /** Of one that counts. */
  until?: number
}

export interface Bounds {
  now: number
  people: People
}

/** What a waiver is worth under the terms of one rule; without a rule, under none. */
export function ruleOn(waiver: Waiver, placed: Placed | undefined, { now, people }: Bounds): Ruling {
  const { ended, granted, until, problem } = waiver
  if (ended !== undefined)
    return {
      state: ended.step === 'refused' ? 'refused' : 'revoked',
      why: `${ended.step} by ${ended.by ?? 'somebody'}`,
    }
  if (problem !== undefined || until === undefined) return { state: 'unreadable', why: problem ?? '' }
  if (until <= now) return { state: 'expired', why: `it ended at ${iso(until)}` }
  if (granted === undefined) return { state: 'pending', why: 'nobody has granted it yet' }
  const why = whyNotAllowed(waiver, granted, placed, people)
  if (why !== undefined) return { state: 'not-allowed', why }
  const soon = until - now <= termsOf(placed!).waivers!.expiringSoon
  return { state: soon ? 'expiring' : 'in-force', until }
}

function whyNotAllowed(
  waiver: Waiver,
  granted: Told<WaiverStep>,
  placed: Placed | undefined,
  people: People,
): string | undefined {
  const closed = whyNotWaivable(waiver.rule, placed)
  if (closed !== undefined) return closed
  const terms = termsOf(placed!).waivers!
  return (
    whyNotBy(granted.by ?? '', waiver.requestedBy ?? '', terms, people) ??
    tooLong(waiver.until! - granted.at, terms)
  )
}

/** Why nobody can waive this rule. */
export function whyNotWaivable(rule: string, placed: Placed | undefined): string | undefined {
  if (placed === undefined) return `no policy here has one rule ${clip(rule, 80)}`
  if (!placed.rule.waivable) return `the rule ${clip(rule, 80)} of ${placed.policy.name} cannot be waived`
  if (placed.rule.enforce !== 'block') return `the rule ${clip(rule, 80)} blocks nothing`
  return termsOf(placed).waivers === undefined
    ? `${placed.policy.name} lets nobody waive its rules (waivers.from)`
    : undefined
}

/** Why this person may not grant what that person asked for. */
export function whyNotBy(
  grantor: string,
  requester: string,
  { grantors }: WaiverTerms,
  people: People,
): string | undefined {
  if (!people.isAmong(grantors, grantor)) return `${grantor} is not one of ${grantors.from.join(', ')}`
  const why = people.notApart(grantor, requester, grantors)
  return why === undefined ? undefined : `nobody grants what they asked for themselves: ${why}`
}

/** Why it may not hold for this long (ms). */
export function tooLong(long: number, { maxDuration }: WaiverTerms): string | undefined {
  return long > maxDuration
    ? `it holds for ${sayDuration(long)}; at most ${sayDuration(maxDuration)} are allowed`
    : undefined
}

/** Is it about this rule of this layer, or about the one that this rule stands in for? */
export function isAbout(
  { rule, policy }: Pick<Waiver, 'rule' | 'policy'>,
  one: Pick<Finding, 'rule' | 'policy' | 'tightens'>,
): boolean {
  if (rule !== one.rule) return false
  return policy === undefined || policy === one.policy || (one.tightens ?? []).includes(`${policy}/${rule}`)
}

/** The rules that it is about. */
export function rulesOf(waiver: Pick<Waiver, 'rule' | 'policy'>, policies: readonly Policy[]): Placed[] {
  return policies.flatMap((policy) =>
    policy.rules
      .filter(({ id, tightens }) =>
        isAbout(waiver, {
          rule: id,
          policy: policy.name,
          ...(tightens === undefined ? {} : { tightens: [...tightens] }),
        }),
      )
      .map((rule) => ({ rule, policy })),
  )
}

/** Is it about this artifact, as asked for here? */
export function covers({ scope, environment }: Waiver, digest: string, request: GateRequest): boolean {
  return (
    environment === request.environment &&
    (scope.artifact !== undefined || scope.service !== undefined) &&
    (scope.artifact === undefined || scope.artifact === digest) &&
    (scope.service === undefined || scope.service === request.service)
  )
}

const STANDING: readonly WaiverState[] = [
  'in-force',
  'expiring',
  'pending',
  'unreadable',
  'not-allowed',
  'expired',
  'revoked',
  'refused',
]

/** The best it is worth under any of the rules that it is about. */
export function stateOf(waiver: Waiver, policies: readonly Policy[], bounds: Bounds): Ruling {
  const placed = rulesOf(waiver, policies)
  return (placed.length === 0 ? [undefined] : placed)
    .map((one) => ruleOn(waiver, one, bounds))
    .reduce((best, one) => (rank(one.state) < rank(best.state) ? one : best))
}

export function rank(state: WaiverState): number {
  return STANDING.indexOf(state)
}

/** As a decision shows it. */
export function waiverRef(waiver: Waiver, { state, why }: Ruling): WaiverRef {
  const { id, rule, policy, scope, until, reason, ticket, requestedBy, granted, newest } = waiver
  const parts = [
    ...(scope.artifact === undefined ? [] : [`artifact ${scope.artifact}`]),
    ...(scope.service === undefined ? [] : [`service ${clip(scope.service, 100)}`]),
  ]
  return {
    id: clip(id, 100),
    state,
    rule: clip(rule, 100) || 'unknown',
    ...(policy === undefined ? {} : { policy: clip(policy, 100) }),
    ...(granted?.by === undefined ? {} : { by: clip(granted.by) }),
    ...(requestedBy === undefined ? {} : { requestedBy: clip(requestedBy) }),
    reason: clip(reason, 300),
    ...(ticket === undefined ? {} : { ticket: clip(ticket) }),
    ...(until === undefined ? {} : { until: iso(until) }),
    scope: parts.join(', ') || 'unknown',
    ...(why === undefined ? {} : { why: clip(why, 300) }),
    sequence: newest.stored.sequence,
  }
}
