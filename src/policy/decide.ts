/**
 * The decision: policies, a request and what the store knew → a verdict with all its reasons. Pure: no clock, no
 * network, no randomness. Total: it never throws; what goes wrong is a finding or a notice, and the verdict `error`.
 */
import { bindingOf } from '../cdevents/binding.ts'
import { changesSince } from './changes.ts'
import { combine } from './combine.ts'
import type { Decision, Finding, GateRequest, LeaseRef, Mode } from './decision.ts'
import { drawTimeline } from './draw.ts'
import type { Evidence } from './gather.ts'
import { applyExceptions } from './exceptions/apply.ts'
import { asSeenBy, changeTold, knownChange } from './facts.ts'
import { inquiryOf, iso, judgeRule } from './judge.ts'
import { leaseOf } from './lease.ts'
import { nonconformitiesIn } from './nonconformity.ts'
import { requirementKey } from './requirements.ts'
import type { Query } from './rules/kind.ts'
import { typeBounds } from './rules/producer.ts'
import type { Policy } from './policy.ts'
import { KIND_ORDER } from './rules/rules.ts'
import { clip } from './say.ts'
import type { Principal } from '../store/store.ts'
import { producerName } from './producer-name.ts'
import { sayVerdict, verdictOf } from './verdict.ts'

export interface DecideOptions {
  /** UUID of the decision. */
  id: string
  /** The server's time, RFC 3339; another one only in mode `replay`, which never opens a gate (F20). */
  now: string
  organisation: string
  /** Who asks, as authenticated. What its credential proves beside its id is for a name; it is not recorded. */
  requester: Principal
  mode: Mode
  /** The last decision for the same target. */
  previous?: Decision
  evaluator?: { name: string; version: string }
  /** Digest of the trust document in force. */
  trust?: string
  /** In a replay: the decision that is judged again. */
  replayOf?: string
  /** Where a person can read it. */
  url?: string
}

/** Same policies, same store position, same request, same time: the same decision, for ever. */
export function decide(
  policies: readonly Policy[],
  request: GateRequest,
  evidence: Evidence,
  options: DecideOptions,
): Decision {
  try {
    // A copy: what conditions may cost is counted for this decision, however often the same question is asked.
    return judgeAll(policies, { ...request }, evidence, options)
  } catch (error) {
    return failed(request, evidence, options, error)
  }
}

function judgeAll(
  all: readonly Policy[],
  request: GateRequest,
  evidence: Evidence,
  options: DecideOptions,
): Decision {
  const now = Date.parse(options.now)
  if (!Number.isFinite(now)) throw new Error(`the time ${JSON.stringify(options.now)} cannot be read`)
  const layers = combine(all, request)
  const known = asKnownAt(evidence, now, options.mode)
  const watermarks = new Map<string, string | undefined>()
  const looking = {
    evidence: known,
    watermark: (feed: string, lastSeen?: string) => void watermarks.set(feed, lastSeen),
    boundTo: onceEach(bindingOf),
  }
  // Until the class of the change is known, every bound that may hold does.
  const unseen = (policy: Policy) => asSeenBy(policy, request, { class: 'major', from: 'unknown' })
  const unseenBounds = typeBounds(layers.policies, unseen, now)
  const looksUp = (policy: Policy) =>
    inquiryOf({ policy, request, classKnown: false, now }, { ...looking, bounds: unseenBounds })
  const change = knownChange(layers.policies, looksUp)
  // Each policy goes by what its own rules and those of earlier layers found: nobody else tells it the class.
  const isSought = layers.policies.some(({ rules }) => rules.some(({ kind }) => kind === 'change'))
  const told = onceEach((policy: Policy) => ({ change: changeTold(policy, layers.policies, looksUp) }))
  const seen = (policy: Policy) => asSeenBy(policy, request, isSought ? told(policy).change : change)
  const judging = { ...looking, bounds: typeBounds(layers.policies, seen, now) }
  const { requester } = options
  const questionOf = (policy: Policy) => ({ policy, ...seen(policy), now, requester })
  const judged = layers.policies.flatMap((policy) => {
    const question = questionOf(policy)
    return policy.rules.map((rule) => judgeRule(rule, question, judging))
  })
  const beside = { request, now, answer: answersIn(known), boundTo: judging.boundTo }
  const { waivers, overrides, ...excepted } = applyExceptions(inOrder(judged), {
    ...beside,
    policies: layers.policies,
  })
  const findings = excepted.findings
  const nonconformities = nonconformitiesIn(beside)
  const verdict = layers.problems.length > 0 ? 'error' : verdictOf(findings)
  const asked = verdict === 'allow' ? findings : findings.map((finding) => notYet(finding, findings))
  const dueAt = dueOf(findings)
  const lease =
    verdict === 'allow' && options.mode === 'enforce'
      ? leaseOf({
          policies: layers.policies,
          findings,
          inquiryFor: (policy) => inquiryOf(questionOf(policy), judging),
          id: options.id,
          now,
          requester,
          position: evidence.position,
        })
      : undefined
  const expiresAt =
    verdict === 'allow' && options.mode !== 'replay'
      ? withinLease(expiryOf(findings, layers.policies, now), lease)
      : undefined
  const { previous } = options
  const decision: Decision = {
    ...frame(request, evidence, options),
    verdict,
    summary: layers.problems[0] ?? sayVerdict(verdict, findings),
    policies: layers.policies.map(({ name, digest, owner, origin, layer, rules }) => ({
      name,
      digest,
      ...(owner === undefined ? {} : { owner }),
      origin,
      layer,
      rules: rules.length,
    })),
    ...(change === undefined ? {} : { change }),
    waivers,
    overrides,
    ...(nonconformities.shown.length === 0 ? {} : { nonconformities: nonconformities.shown }),
    watermarks: [...watermarks].map(([feed, lastSeen]) => ({
      feed,
      ...(lastSeen === undefined ? {} : { lastSeen }),
    })),
    ...(lease === undefined ? {} : { lease }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(dueAt === undefined ? {} : { dueAt }),
    findings: asked,
    disabled: disabledIn(asked),
    notices: [...layers.problems, ...layers.notices, ...excepted.notices, ...nonconformities.notices],
    timeline: drawTimeline(request, known, findings, { now: options.now, verdict }),
  }
  if (previous === undefined) return decision
  return {
    ...decision,
    previous: {
      id: previous.id,
      verdict: previous.verdict,
      decidedAt: previous.decidedAt,
      changes: changesSince(previous, decision),
    },
  }
}

/** Rules look at the same events again and again; what one is about is worked out once. */
function onceEach<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/** What every decision says, whatever became of it. */
function frame(request: GateRequest, evidence: Evidence, options: DecideOptions): Decision {
  return {
    apiVersion: 'turnpike/v1',
    kind: 'Decision',
    id: options.id,
    verdict: 'error',
    mode: options.mode,
    summary: 'No check was judged.',
    organisation: options.organisation,
    request,
    requester: requesterOf(options.requester),
    policies: [],
    evaluator: options.evaluator ?? { name: 'turnpike', version: '0.0.0' },
    position: evidence.position,
    watermarks: [],
    decidedAt: options.now,
    findings: [],
    disabled: [],
    notices: [],
    waivers: [],
    overrides: [],
    timeline: [],
    ...(options.trust === undefined ? {} : { trust: options.trust }),
    ...(options.replayOf === undefined ? {} : { replayOf: options.replayOf }),
    ...(options.url === undefined ? {} : { url: options.url }),
  }
}

function failed(request: GateRequest, evidence: Evidence, options: DecideOptions, error: unknown): Decision {
  const why = error instanceof Error ? clip(error.message) : 'unknown reason'
  return {
    ...frame(request, evidence, options),
    summary: `The request could not be judged: ${why}`,
    notices: [`The request could not be judged: ${why}`],
  }
}

/** In replay, what came after the moment is not seen. Otherwise the answers are taken as they are. */
function asKnownAt(evidence: Evidence, now: number, mode: Mode): Evidence {
  if (mode !== 'replay') return evidence
  const answers = [...evidence.answers].map(([key, { events, complete }]) => {
    const seen = events.filter(({ receivedAt }) => !(Date.parse(receivedAt) > now))
    return [key, { events: seen, complete }] as const
  })
  return { position: evidence.position, answers: new Map(answers) }
}

/** For what stands beside the rules. An answer that is not there is not known, which is never taken for an empty one. */
function answersIn(evidence: Evidence) {
  return (query: Query) => evidence.answers.get(requirementKey(query)) ?? { events: [], complete: false }
}

/** What is known first, then what time decides, then people; within a kind as written. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind))
}

/** Nobody is asked to approve a doomed release: first what blocks it anyway. */
function notYet(finding: Finding, all: readonly Finding[]): Finding {
  const waits = finding.kind === 'approval' && (finding.result === 'fail' || finding.result === 'pending')
  if (!waits || finding.reason === 'rejected' || finding.remediation === undefined) return finding
  const doomed = all.some(
    ({ kind, enforce, result }) =>
      kind !== 'approval' && enforce === 'block' && (result === 'fail' || result === 'error'),
  )
  return doomed
    ? { ...finding, remediation: `${finding.remediation} First solve the other checks that block.` }
    : finding
}

/** The earliest moment at which time alone can change a result. */
function dueOf(findings: readonly Finding[]): string | undefined {
  return findings
    .filter(({ enforce }) => enforce === 'block')
    .map(({ dueAt }) => dueAt)
    .filter((at) => at !== undefined)
    .sort()[0]
}

/** An allow holds for the shortest time any layer grants, and never beyond the evidence it stands on. */
function expiryOf(findings: readonly Finding[], policies: readonly Policy[], now: number): string {
  const ttl = Math.min(...policies.map(({ decisionTtl }) => decisionTtl))
  const due = dueOf(findings)
  return iso(Math.min(now + ttl, due === undefined ? Infinity : Date.parse(due)))
}

/** Nor beyond its lease, which ends by itself where the rule that wants it is waived or overridden. */
function withinLease(expiry: string, lease: LeaseRef | undefined): string {
  return lease === undefined ? expiry : iso(Math.min(Date.parse(expiry), Date.parse(lease.until)))
}

function disabledIn(findings: readonly Finding[]): Decision['disabled'] {
  return findings
    .filter(({ result }) => result === 'off')
    .map(({ rule, policy, found }) => ({ rule, policy, why: found }))
}

function requesterOf(principal: Principal): Decision['requester'] {
  const name = producerName(principal)
  return { kind: principal.kind, id: principal.id, ...(name === undefined ? {} : { name }) }
}
