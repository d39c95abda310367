/** What another policy would have made of a decision that was recorded. Pure. */
import type { Decision, Finding, GateRequest, Mode, Result, Verdict } from './decision.ts'
import { clip } from './say.ts'

/** A rule by which the verdict would have been another. Strings come from strangers: escape at the exit. */
export interface ImpactReason {
  policy: string
  rule: string
  title: string
  /** Absent where the rule was not there. */
  was?: Result
  wouldBe?: Result
  found: string
}

/** A decision that would have been another. */
export interface ImpactRow {
  id: string
  sequence: number
  decidedAt: string
  mode: Mode
  artifacts: GateRequest['artifacts']
  environment: string
  service?: string
  was: Verdict
  wouldBe: Verdict
  because: ImpactReason[]
  /** How many more rules there are. */
  becauseMore?: number
}

/** A decision that could not be judged with the other policy. */
export interface ImpactGap {
  id: string
  sequence: number
  decidedAt: string
  why: string
}

export interface ImpactTotals {
  /** Decisions that were judged or could not be. */
  examined: number
  same: number
  different: number
  /** This version judges them otherwise, whatever the policy: nothing is said of the policy. */
  drifted: number
  impossible: number
  /** How many of each kind of change. */
  changes: { was: Verdict; wouldBe: Verdict; count: number }[]
}

/** A part of the answer; the totals are those of the part. */
export interface ImpactPage {
  apiVersion: 'turnpike/v1'
  kind: 'PolicyImpact'
  policies: { name: string; digest: string }[]
  without: string[]
  since: string
  environment?: string
  totals: ImpactTotals
  /** Newest first. */
  rows: ImpactRow[]
  gaps: ImpactGap[]
  /** Decisions before this number are yet to be looked at; absent when all were. */
  next?: number
}

const MAX_REASONS = 10

export const NO_IMPACT: ImpactTotals = Object.freeze({
  examined: 0,
  same: 0,
  different: 0,
  drifted: 0,
  impossible: 0,
  changes: [],
})

/** Two parts of an answer together. */
export function addTotals(a: ImpactTotals, b: ImpactTotals): ImpactTotals {
  const changes = new Map<string, ImpactTotals['changes'][number]>()
  for (const one of [...a.changes, ...b.changes]) {
    const key = `${one.was} ${one.wouldBe}`
    changes.set(key, { ...one, count: one.count + (changes.get(key)?.count ?? 0) })
  }
  return {
    examined: a.examined + b.examined,
    same: a.same + b.same,
    different: a.different + b.different,
    drifted: a.drifted + b.drifted,
    impossible: a.impossible + b.impossible,
    changes: [...changes.values()].sort((one, other) => other.count - one.count),
  }
}

/**
 * The row of a decision that would have been another.
 * @param was as recorded, or judged again by this version, so that the rules differ by the policy alone
 */
export function impactRow(sequence: number, was: Decision, wouldBe: Decision): ImpactRow {
  const { id, decidedAt, mode, request } = was
  const because = reasonsFor(was, wouldBe)
  return {
    id,
    sequence,
    decidedAt,
    mode,
    artifacts: request.artifacts,
    environment: request.environment,
    ...(request.service === undefined ? {} : { service: request.service }),
    was: was.verdict,
    wouldBe: wouldBe.verdict,
    because: because.slice(0, MAX_REASONS),
    ...(because.length > MAX_REASONS ? { becauseMore: because.length - MAX_REASONS } : {}),
  }
}

/** Rules that block now and did not, or did and no longer do; what blocks first. */
function reasonsFor(was: Decision, wouldBe: Decision): ImpactReason[] {
  const before = new Map(was.findings.map((finding) => [nameOf(finding), finding]))
  const after = new Map(wouldBe.findings.map((finding) => [nameOf(finding), finding]))
  const reasons: (ImpactReason & { weight: number })[] = []
  for (const name of new Set([...after.keys(), ...before.keys()])) {
    const [then, now] = [before.get(name), after.get(name)]
    if (weightOf(then) === weightOf(now)) continue
    reasons.push({ ...reasonOf(then, now), weight: weightOf(now) })
  }
  reasons.sort((a, b) => b.weight - a.weight)
  const rules = reasons.map(({ weight: _weight, ...reason }) => reason)
  return rules.length > 0 ? rules : [wholeReason(wouldBe)]
}

function reasonOf(then: Finding | undefined, now: Finding | undefined): ImpactReason {
  const { policy, rule, title, found } = (now ?? then)!
  return {
    policy,
    rule,
    title,
    ...(then === undefined ? {} : { was: then.result }),
    ...(now === undefined ? {} : { wouldBe: now.result }),
    found: clip(now === undefined ? 'no longer asked' : found, 300),
  }
}

/** No rule made the difference: the policies together did, e.g. none governs, or one loosens another. */
function wholeReason({ summary, notices }: Decision): ImpactReason {
  return { policy: '', rule: '', title: 'the policies', found: clip(notices[0] ?? summary, 300) }
}

/** How much a finding stands in the way: error, fail, pending, not at all. */
function weightOf(finding: Finding | undefined): number {
  if (finding === undefined || finding.enforce !== 'block') return 0
  if (finding.result === 'error') return 3
  return finding.result === 'fail' ? 2 : finding.result === 'pending' ? 1 : 0
}

function nameOf({ policy, rule }: Finding): string {
  return JSON.stringify([policy, rule])
}
