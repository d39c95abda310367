/**
 * An override: somebody whom the policy names breaks the glass for one digest in one environment, for hours. A second
 * person confirms it, before it counts or soon after, and it is shown until somebody else has reviewed it.
 */
import type { GateRequest, OverrideRef, OverrideState } from '../decision.ts'
import { sayDuration } from '../duration.ts'
import { iso } from '../judge.ts'
import type { Appointed, OverrideTerms } from '../policy.ts'
import { clip } from '../say.ts'
import type { People } from './bounds.ts'
import { momentIn, textIn } from './told.ts'
import type { OverrideStep, Told } from './told.ts'

export const LEAST_REASON = 20

export interface Override {
  id: string
  /** How it was written so that nobody can read it. */
  problem?: string
  artifact: string
  environment: string
  service?: string
  until?: number
  reason: string
  ticket?: string
  by: string
  granted: Told<OverrideStep>
  confirmed: readonly Told<OverrideStep>[]
  reviewed: readonly Told<OverrideStep>[]
  newest: Told<OverrideStep>
}

/** No terms hold any more: only the trust document tells people apart. */
const NOBODY: Appointed = { from: [], people: [] }
const DIGEST = /^sha256:[0-9a-f]{64}$/u

/** What one id's events say together; undefined while nobody broke anything (the rest is older than what was looked at). */
export function readOverride(id: string, told: readonly Told<OverrideStep>[]): Override | undefined {
  const granted = told.find(({ step }) => step === 'granted')
  if (granted === undefined) return undefined
  const { event } = granted
  const service = textIn(event, 'service')
  const until = momentIn(event, 'until')
  const ticket = textIn(event, 'ticket')
  const override: Override = {
    id,
    artifact: textIn(event, 'artifact') ?? '',
    environment: textIn(event, 'environment') ?? '',
    ...(service === undefined ? {} : { service }),
    ...(until === undefined ? {} : { until }),
    reason: textIn(event, 'reason') ?? '',
    ...(ticket === undefined ? {} : { ticket }),
    by: granted.by ?? '',
    granted,
    confirmed: told.filter(({ step }) => step === 'confirmed'),
    reviewed: told.filter(({ step }) => step === 'reviewed'),
    newest: told.at(-1)!,
  }
  const problem = problemOf(override)
  return problem === undefined ? override : { ...override, problem }
}

function problemOf({ artifact, environment, until, reason, ticket, by }: Override): string | undefined {
  if (!DIGEST.test(artifact)) return 'it names no digest of an artifact'
  if (environment === '' || environment.includes('*')) return 'it names no environment'
  if (until === undefined) return 'nobody can read until when it holds'
  if ([...reason.trim()].length < LEAST_REASON) return `its reason has less than ${LEAST_REASON} characters`
  if (ticket === undefined) return 'it names no ticket'
  return by === '' ? 'nobody can read whose it is' : undefined
}

export interface OverrideRuling {
  state: OverrideState
  why?: string
  /** While it counts: until when, the term of the second person included. */
  until?: number
  second?: Told<OverrideStep>
  secondDue?: number
}

export interface OverrideBounds {
  now: number
  people: People
}

/** What an override is worth under the terms of one policy. */
export function ruleOnOverride(
  override: Override,
  terms: OverrideTerms | undefined,
  { now, people }: OverrideBounds,
): OverrideRuling {
  const { until, problem, granted } = override
  if (problem !== undefined || until === undefined) return { state: 'not-allowed', why: problem ?? '' }
  if (until <= now) return { state: 'expired', why: `it ended at ${iso(until)}` }
  if (terms === undefined) return { state: 'not-allowed', why: 'no policy here lets anybody break the glass' }
  const why = whyNotBroken(override.by, terms, people) ?? tooLong(until - granted.at, terms)
  if (why !== undefined) return { state: 'not-allowed', why }
  const { within, from } = terms.second
  const secondDue = within === 0 ? until : granted.at + within
  const second = override.confirmed.find(
    ({ at, by }) =>
      at <= secondDue && by !== undefined && whyNotSecond(by, override.by, terms, people) === undefined,
  )
  if (second !== undefined) return { state: 'in-force', until, second }
  const who = from.join(', ')
  if (within === 0)
    return { state: 'awaiting-second', secondDue, why: `it counts once one of ${who} has confirmed it` }
  if (secondDue <= now)
    return { state: 'expired', why: `none of ${who} confirmed it within ${sayDuration(within)}` }
  return { state: 'in-force', until: Math.min(until, secondDue), secondDue }
}

/** Why this person may not break the glass. */
export function whyNotBroken(person: string, terms: OverrideTerms, people: People): string | undefined {
  return people.isAmong(terms.people, person)
    ? undefined
    : `${person} is not one of ${terms.people.from.join(', ')}`
}

/** Why it may not hold for this long (ms). */
export function tooLong(long: number, { maxDuration }: OverrideTerms): string | undefined {
  return long > maxDuration
    ? `it holds for ${sayDuration(long)}; at most ${sayDuration(maxDuration)} are allowed`
    : undefined
}

export function whyNotSecond(
  second: string,
  first: string,
  terms: OverrideTerms,
  people: People,
): string | undefined {
  if (!people.isAmong(terms.second, second)) return `${second} is not one of ${terms.second.from.join(', ')}`
  const why = people.notApart(second, first, terms.second)
  return why === undefined ? undefined : `whoever broke it does not confirm it: ${why}`
}

export function whyNotReviewer(
  reviewer: string,
  first: string,
  terms: OverrideTerms | undefined,
  people: People,
): string | undefined {
  if (terms !== undefined && !people.isAmong(terms.review, reviewer))
    return `${reviewer} is not one of ${terms.review.from.join(', ')}`
  const why = people.notApart(reviewer, first, terms?.review ?? NOBODY)
  return why === undefined ? undefined : `whoever broke it does not review it: ${why}`
}

/** Is it for this artifact, as asked for here? */
export function isFor({ artifact, environment, service }: Override, digest: string, request: GateRequest) {
  return (
    artifact === digest &&
    environment === request.environment &&
    (service === undefined || service === request.service)
  )
}

/** What of its review: under every one of these terms somebody who may has reviewed it. */
export function reviewOf(
  override: Override,
  terms: readonly OverrideTerms[],
  { now, people }: OverrideBounds,
): OverrideRef['review'] {
  const { by, granted, reviewed, id } = override
  const under = terms.filter((one) => people.isAmong(one.people, by))
  const reviewers = (under.length === 0 ? [undefined] : under).map((one) =>
    reviewed.find((told) => told.by !== undefined && whyNotReviewer(told.by, by, one, people) === undefined),
  )
  const ticket = clip(reviewTicket(id))
  const due =
    under.length === 0 ? undefined : granted.at + Math.min(...under.map(({ review }) => review.within))
  const said = { ...(due === undefined ? {} : { due: iso(due) }), ticket }
  if (reviewers.every((told) => told !== undefined))
    return { state: 'done', ...said, by: clip(reviewers[0]?.by ?? '') }
  return { state: due !== undefined && due <= now ? 'overdue' : 'open', ...said }
}

/** The subject of the ticket that an override opens and its review closes. */
export function reviewTicket(id: string): string {
  return `urn:turnpike:review:${id}`
}

const STANDING: readonly OverrideState[] = ['in-force', 'awaiting-second', 'expired', 'not-allowed']

/** The best it is worth under any of these terms. */
export function standing(
  override: Override,
  terms: readonly OverrideTerms[],
  bounds: OverrideBounds,
): OverrideRuling {
  return (terms.length === 0 ? [undefined] : terms)
    .map((one) => ruleOnOverride(override, one, bounds))
    .reduce((best, one) => (rank(one) < rank(best) ? one : best))
}

function rank({ state }: OverrideRuling): number {
  return STANDING.indexOf(state)
}

/** As a decision shows it. */
export function overrideRef(
  override: Override,
  ruling: OverrideRuling,
  more: Pick<OverrideRef, 'concerns' | 'rules' | 'review'>,
): OverrideRef {
  const { id, by, reason, ticket, until, artifact, newest, granted } = override
  const { state, why, second, secondDue } = ruling
  return {
    id: clip(id, 100),
    state,
    by: clip(by) || 'unknown',
    ...(second?.by === undefined ? {} : { second: clip(second.by) }),
    ...(secondDue === undefined ? {} : { secondDue: iso(secondDue) }),
    reason: clip(reason, 300),
    ...(ticket === undefined ? {} : { ticket: clip(ticket) }),
    until: iso(until ?? granted.at),
    artifact: clip(artifact, 100) || 'unknown',
    concerns: more.concerns,
    rules: more.rules,
    review: more.review,
    ...(why === undefined ? {} : { why: clip(why, 300) }),
    sequence: newest.stored.sequence,
  }
}
