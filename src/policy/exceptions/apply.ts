/**
 * Waivers and overrides: what of the findings somebody who may has taken on themselves. They cover what fails or waits,
 * never what could not be judged.
 */
import { keyOf } from '../../store/keys.ts'
import type { StoredEvent } from '../../store/store.ts'
import type { Finding, GateRequest, OverrideRef, WaiverRef } from '../decision.ts'
import { iso } from '../judge.ts'
import type { Policy } from '../policy.ts'
import type { Inquiry, Query } from '../rules/kind.ts'
import { clip, evidenceRef } from '../say.ts'
import { peopleOf, ruleOf, termsIn, termsOf } from './bounds.ts'
import type { People } from './bounds.ts'
import { isFor, overrideRef, readOverride, reviewOf, ruleOnOverride, standing } from './overrides.ts'
import type { Override } from './overrides.ts'
import { OVERRIDE_TYPES, overridesTold, WAIVER_ANSWERS, WAIVER_REQUESTS, waiversTold } from './told.ts'
import type { Told } from './told.ts'
import { covers, isAbout, rank, readWaiver, ruleOn, stateOf, waiverRef } from './waivers.ts'
import type { Waiver } from './waivers.ts'

/** Events about one artifact, or one service, in one environment. More: none of them counts. */
const MOST_EVENTS = 1000
/** Overrides of an environment that are looked through for those without a review. */
const MOST_SHOWN_EVENTS = 500
/** A waiver that is over is still shown for as long. */
const SHOWN_AFTER_MS = 30 * 86_400_000
/** How many a decision lists. */
const MOST_LISTED = 50

/** What is asked beside the rules. `now`: epoch ms. */
export function exceptionQueries(policies: readonly Policy[], request: GateRequest, now: number): Query[] {
  return [
    ...waiverQueries(WAIVER_ANSWERS, policies, request, now),
    ...waiverQueries(WAIVER_REQUESTS, policies, request, now),
    ...brokenQueries(policies, request),
    shownQuery(request),
  ]
}

/**
 * None where no layer lets anybody waive anything. Answers and requests apart: a granting says all that was asked for, and
 * whoever may only ask must not be able to ask so often that nothing that was granted counts any more.
 */
function waiverQueries(
  types: readonly string[],
  policies: readonly Policy[],
  request: GateRequest,
  now: number,
): Query[] {
  const terms = termsIn(policies, 'waivers')
  if (terms.length === 0) return []
  // Whatever was granted longer ago cannot be in force any more.
  const longest = Math.max(...terms.map(({ maxDuration }) => maxDuration))
  const receivedSince = iso(Math.max(0, now - longest - SHOWN_AFTER_MS))
  const { artifacts, environment, service } = request
  const about = [
    ...artifacts.map(({ digest }) => keyOf('artifact', digest)),
    ...(service === undefined ? [] : [keyOf('service', service)]),
  ]
  return about.map((key) => ({
    keys: [keyOf('environment', environment), key],
    types,
    order: 'desc',
    limit: MOST_EVENTS,
    receivedSince,
  }))
}

/** None where no layer lets anybody break the glass. */
function brokenQueries(policies: readonly Policy[], { artifacts, environment }: GateRequest): Query[] {
  if (termsIn(policies, 'override').length === 0) return []
  return artifacts.map(({ digest }) => ({
    keys: [keyOf('environment', environment), keyOf('artifact', digest)],
    types: OVERRIDE_TYPES,
    order: 'desc',
    limit: MOST_EVENTS,
  }))
}

function shownQuery({ environment }: GateRequest): Query {
  return {
    keys: [keyOf('environment', environment)],
    types: OVERRIDE_TYPES,
    order: 'desc',
    limit: MOST_SHOWN_EVENTS,
  }
}

export interface Excepted {
  findings: Finding[]
  waivers: WaiverRef[]
  overrides: OverrideRef[]
  /** What a reader must know of them. */
  notices: string[]
}

/** What an exception is judged by: the layers, the request, and what the store answered. */
export type ExceptionInquiry = Pick<Inquiry, 'request' | 'now' | 'answer' | 'boundTo'> & {
  policies: readonly Policy[]
}

interface Known {
  policies: readonly Policy[]
  request: GateRequest
  now: number
  people: People
  waivers: readonly Waiver[]
  /** Of the artifacts that are asked about. */
  broken: readonly Override[]
  /** Of the environment. */
  overrides: readonly Override[]
}

/** The findings with what is waived or overridden marked so, and every exception there is to know of. */
export function applyExceptions(findings: readonly Finding[], inquiry: ExceptionInquiry): Excepted {
  const notices: string[] = []
  const known = knownExceptions(inquiry, notices)
  const excepted = findings.map((finding) => exceptedFrom(finding, known))
  return {
    findings: excepted,
    waivers: bounded(waiverRefs(known), 'waivers', notices),
    overrides: bounded(overrideRefs(excepted, known), 'overrides', notices),
    notices,
  }
}

function knownExceptions({ policies, request, now, answer }: ExceptionInquiry, notices: string[]): Known {
  const ask = (queries: readonly Query[], overflow: string): StoredEvent[] => {
    const answers = queries.map(answer)
    if (answers.every(({ complete }) => complete)) return answers.flatMap(({ events }) => events)
    notices.push(overflow)
    return []
  }
  const waived = ask(
    waiverQueries(WAIVER_ANSWERS, policies, request, now),
    `There are more than ${MOST_EVENTS} events about waivers here: which of them hold is not known, so nothing is waived.`,
  )
  const asked = waiverQueries(WAIVER_REQUESTS, policies, request, now).map(answer)
  if (asked.some(({ complete }) => !complete))
    notices.push(`More than ${MOST_EVENTS} waivers were asked for here: older ones that wait are not listed.`)
  const broken = ask(
    brokenQueries(policies, request),
    `There are more than ${MOST_EVENTS} events about overrides of this artifact: which of them hold is not known, so nothing is overridden.`,
  )
  const shown = answer(shownQuery(request))
  if (!shown.complete)
    notices.push(
      `There are more than ${MOST_SHOWN_EVENTS} events about overrides in ${clip(request.environment, 100)}: older ones without a review are not listed.`,
    )
  const overridesIn = (events: readonly StoredEvent[]) =>
    [...overridesTold(events)].flatMap(([id, told]) => readOverride(id, told) ?? [])
  return {
    policies,
    request,
    now,
    people: peopleOf(policies),
    waivers: [...waiversTold([...waived, ...asked.flatMap(({ events }) => events)])].map(([id, told]) =>
      readWaiver(id, told),
    ),
    broken: overridesIn(broken),
    // Both answers together: the steps of one override are in both.
    overrides: overridesIn([...broken, ...shown.events]),
  }
}

/** A finding that blocks and that somebody answers for. */
function exceptedFrom(finding: Finding, known: Known): Finding {
  if (finding.enforce !== 'block' || (finding.result !== 'fail' && finding.result !== 'pending'))
    return finding
  const placed = ruleOf(finding, known.policies)
  if (placed?.rule.waivable !== true) return finding
  const waived = ofAll(known.request, (digest) =>
    known.waivers
      .filter((waiver) => isAbout(waiver, finding) && covers(waiver, digest, known.request))
      .flatMap((waiver) => holding(waiver.id, ruleOn(waiver, placed, known).until, [waiver.granted])),
  )
  if (waived !== undefined) return marked(finding, 'waived', waived)
  const { override: terms } = termsOf(placed)
  if (terms === undefined) return finding
  const overridden = ofAll(known.request, (digest) =>
    known.broken
      .filter((override) => isFor(override, digest, known.request))
      .flatMap((override) => {
        const { until, second } = ruleOnOverride(override, terms, known)
        return holding(override.id, until, [override.granted, second])
      }),
  )
  return overridden === undefined ? finding : marked(finding, 'overridden', overridden)
}

/** An exception that holds, and the events that make it so. */
interface Holding {
  id: string
  until: number
  told: readonly Told<string>[]
}

function holding(
  id: string,
  until: number | undefined,
  told: readonly (Told<string> | undefined)[],
): Holding[] {
  return until === undefined ? [] : [{ id, until, told: told.filter((one) => one !== undefined) }]
}

/**
 * One for each artifact: of several the one that holds longest. Undefined unless every artifact has one, because which
 * of them a rule failed for is not told.
 */
function ofAll(request: GateRequest, holdingFor: (digest: string) => Holding[]): Holding[] | undefined {
  const all = request.artifacts.map(({ digest }) =>
    holdingFor(digest).reduce<Holding | undefined>(
      (longest, one) => (longest === undefined || one.until > longest.until ? one : longest),
      undefined,
    ),
  )
  const there = all.filter((one) => one !== undefined)
  return there.length > 0 && there.length === all.length ? there : undefined
}

/** It holds as long as the first of them to end, and links to what they rest on. */
function marked(finding: Finding, result: 'waived' | 'overridden', held: readonly Holding[]): Finding {
  const first = held.reduce((least, one) => (one.until < least.until ? one : least))
  const told = new Map(held.flatMap((one) => one.told).map((one) => [one.stored.sequence, one]))
  const until = iso(first.until)
  return {
    ...finding,
    result,
    exception: clip(first.id, 100),
    dueAt: finding.dueAt !== undefined && finding.dueAt < until ? finding.dueAt : until,
    evidence: [...[...told.values()].map(evidenceRef), ...finding.evidence],
  }
}

/** Those in force first, those that end first before others. */
function waiverRefs(known: Known): WaiverRef[] {
  return known.waivers
    .map((waiver) => waiverRef(waiver, stateOf(waiver, known.policies, known)))
    .sort(
      (a, b) =>
        rank(a.state) - rank(b.state) || compare(a.until ?? '', b.until ?? '') || a.sequence - b.sequence,
    )
}

/** Those that hold, and those that nobody has reviewed; the newest first. */
function overrideRefs(findings: readonly Finding[], known: Known): OverrideRef[] {
  const terms = termsIn(known.policies, 'override')
  return known.overrides
    .map((override) =>
      overrideRef(override, standing(override, terms, known), {
        concerns: known.request.artifacts.some(({ digest }) => isFor(override, digest, known.request)),
        rules: findings
          .filter(({ result, evidence }) => result === 'overridden' && restsOn(evidence, override))
          .map(({ rule }) => rule),
        review: reviewOf(override, terms, known),
      }),
    )
    .filter(({ state, review }) => review.state !== 'done' || ['in-force', 'awaiting-second'].includes(state))
    .sort((a, b) => Number(b.concerns) - Number(a.concerns) || b.sequence - a.sequence)
}

function restsOn(evidence: Finding['evidence'], { granted }: Override): boolean {
  return evidence.some(({ sequence }) => sequence === granted.stored.sequence)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function bounded<T>(all: T[], what: string, notices: string[]): T[] {
  if (all.length <= MOST_LISTED) return all
  notices.push(`${all.length - MOST_LISTED} more ${what} are not listed here.`)
  return all.slice(0, MOST_LISTED)
}
