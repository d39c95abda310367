/**
 * A policy as it is after loading: every text parsed, every name resolved. Times in ms, moments in epoch ms.
 * Over 300 lines, because all that a policy can say is read as a whole.
 */
import type { SignedStatement } from '../sources/statement.ts'
import type { ChangeClass, Layer, RuleKind } from './decision.ts'
import type { Level } from './level.ts'

/** What `compile` gives: a condition over named variables. The answer is true, false, or why there is none. */
export type Condition = (variables: Readonly<Record<string, unknown>>) => boolean | RuleError

/** A condition that could not be answered: a missing field, a value that is not a boolean. Never counts as true. */
export interface RuleError {
  ruleError: string
}

export type Scalar = string | number | boolean

/** One `match` entry: where to look, and which values are accepted. */
export interface Match {
  path: string
  values: readonly Scalar[]
  /** `which`: says which thing the event is about; `how`: says how it went. See `paths.ts`. */
  says: 'which' | 'how'
}

/** `where` and the text it was made from. */
export interface Where {
  text: string
  holds: Condition
}

/** `when` / `unless`: facts of the request, or a condition over it. */
export type Applicability =
  { facts: readonly { path: string; values: readonly Scalar[] }[] } | { text: string; holds: Condition }

/**
 * Alternatives; within one, every claim must hold. A value that ends in `*` is a prefix. `signer` and `signer.<claim>`
 * are about who signed the event, all others about who sent it.
 */
export type ProducerClaims = readonly Readonly<Record<string, string>>[]

/** Whose events a rule believes: names of `producers`, or anybody (said aloud in the policy). */
export type Believed = 'any' | readonly string[]

/** Whom a rule believes, and how well it must be known that it was them. */
export interface Trusting {
  producer: Believed
  /** Without it: nothing more than that the producer is believed. */
  level?: Level
}

/** All the identities of one person. */
export type Person = readonly string[]

export interface RuleCommon {
  id: string
  kind: RuleKind
  title: string
  controls: readonly string[]
  enforce: 'block' | 'warn' | 'off'
  effectiveFrom?: number
  effectiveUntil?: number
  when?: Applicability
  unless?: Applicability
  waivable: boolean
  remediation?: string
  owner?: string
  /** Rules of earlier layers that this one stands in for (`policy/rule`); set when layers are merged. */
  tightens?: readonly string[]
  /** Of a rule that tightens: the terms of the layer whose rule it stands in for. Otherwise its policy's hold. */
  terms?: { waivers?: WaiverTerms; override?: OverrideTerms }
}

export interface EvidenceRule extends RuleCommon, Trusting {
  kind: 'evidence'
  types: readonly string[]
  match: readonly Match[]
  where?: Where
  count: number
  maxAge?: number
  onMissing: 'deny' | 'wait'
}

export interface AnyOfRule extends RuleCommon {
  kind: 'anyOf'
  members: readonly Rule[]
}

export interface AbsenceRule extends RuleCommon, Trusting {
  kind: 'absence'
  openedBy: readonly string[]
  closedBy: readonly string[]
  scope: 'environment' | 'service' | 'artifact'
  match: readonly Match[]
  where?: Where
  /** How far back an opening is looked for; without it, for ever. */
  lookback?: number
  /** What proves that the feed is alive; `none` was said aloud. */
  feed: 'none' | { source?: string; types: readonly string[]; maxLag: number }
  /** What has been open for less than this does not count yet, e.g. a review that is not overdue. */
  grace?: number
}

export interface ApprovalRule extends RuleCommon, Trusting {
  kind: 'approval'
  quorum: number
  people: readonly Person[]
  /** As written, for people: `group:change-board`. */
  from: readonly string[]
  excluding: readonly ('change.author' | 'request.actor')[]
  /** Whom an approver names may vote in their place. */
  delegation: boolean
  /** An approval must state the digest of this policy. */
  bindPolicy: boolean
  maxAge?: number
  onMissing: 'deny' | 'wait'
}

/** A stretch of time: absolute, or again and again by cron. */
export type Window = ({ from: number; to: number } | { cron: string; duration: number }) & {
  timezone: string
  why?: string
}

export interface WindowRule extends RuleCommon {
  kind: 'window'
  deny: readonly Window[]
  allow: readonly Window[]
  onClosed: 'deny' | 'wait'
}

export interface OrderRule extends RuleCommon, Trusting {
  kind: 'order'
  environments: readonly string[]
  oneOf: boolean
  onMissing: 'deny' | 'wait'
}

export interface SoakRule extends RuleCommon, Trusting {
  kind: 'soak'
  environment: string
  duration: number
  onMissing: 'deny' | 'wait'
}

export interface EnvironmentRule extends RuleCommon, Trusting {
  kind: 'environment'
  unlocked: boolean
  /** Nothing started in the environment within this time is unfinished. */
  idle?: number
  /** Digests of which one must be what runs now. */
  expect: readonly string[]
  /** An allow takes the environment (of the service, if one is asked about) for this long; nobody else gets it meanwhile. */
  lease?: number
  onMissing: 'deny' | 'wait'
}

/** A number, and the side of it that passes. */
export interface ThresholdRule extends RuleCommon, Trusting {
  kind: 'threshold'
  types: readonly string[]
  match: readonly Match[]
  where?: Where
  /** Where the number is; absent with `of: count`. */
  value?: string
  /** `latest`: of the newest event; the others over all events of the period, which they then have. */
  of: 'latest' | 'max' | 'min' | 'sum' | 'average' | 'count'
  atLeast?: number
  atMost?: number
  scope: 'artifact' | 'environment' | 'service'
  /** How far back events are taken together, ms; absent with `of: latest`. */
  period?: number
  /** Only with `of: latest`. */
  maxAge?: number
  /** `zero`, only with `of: count`: that nothing was said means that nothing happened. */
  onMissing: 'deny' | 'wait' | 'zero'
}

/** Who may supply events of these types: holds for every rule of every layer, and wants one of theirs to be there. */
export interface ProducerRule extends RuleCommon {
  kind: 'producer'
  types: readonly string[]
  from: readonly string[]
  onMissing: 'deny' | 'wait' | 'pass'
}

export interface ChangeRule extends RuleCommon, Trusting {
  kind: 'change'
  classes: readonly ChangeClass[]
  /** Words of the record's state that are an approval, as `plainWord` (rules/change-record.ts) writes them. */
  states: readonly string[]
  /** Classes whose record must have a schedule that covers now; others must be within one where they have one. */
  scheduled: readonly ChangeClass[]
  onMissing: 'deny' | 'wait'
}

/** A signed statement about the digest, or another organisation's verdict on it. */
export interface AttestationRule extends RuleCommon {
  kind: 'attestation'
  wanted: StatementWanted | VerdictWanted
  maxAge?: number
  onMissing: 'deny' | 'wait'
}

/** Predicates that are known, by the name that a rule gives them. */
export type PredicateName = 'slsa-provenance' | 'test-result' | 'vulns' | 'vsa' | 'svr'

export interface StatementWanted {
  what: 'statement'
  predicate: PredicateName
  /** Any of these may have signed it. `is` tells them apart across policies, their names do not. */
  attesters: readonly Attester[]
  /** Producers whose statements object also when their signature does not hold. */
  producer: readonly string[]
  /** The fields of the predicate as written, durations and times in ms; plain data. */
  conditions: Readonly<Record<string, unknown>>
  where?: Where
}

export interface VerdictWanted {
  what: 'verdict'
  organisation: string
  environment: string
  /** Names of policies that must have judged; none: whichever did. */
  policies: readonly string[]
}

/** Whose signature on a statement counts. */
export interface Attester {
  name: string
  /** The same for the same key, or the same root and identity. */
  is: string
  readonly verify: (signed: SignedStatement) => Vouched | NotVouched
}

export interface Vouched {
  /** Who signed, for people. */
  by: string
  /** When it was signed at the latest, epoch ms, where somebody else testifies to it. */
  signedAt?: number
  /** The same bytes under another signature are another statement: each signature is in a log. */
  once?: true
}

export interface NotVouched {
  refused: 'signature-invalid' | 'attester-not-allowed'
  why: string
}

/** What shows that the way back was tried. */
export interface RollbackTest {
  /** `dev.cdevents.service.rolledback`, or the type of a test run. */
  type: string
  match: readonly Match[]
  /** Where it was rolled back; without it, in any environment but the target. */
  environment?: string
  maxAge?: number
}

export interface RollbackPlanRule extends RuleCommon, Trusting {
  kind: 'rollback-plan'
  /** Absent: to know the digest to go back to is enough. */
  tested?: RollbackTest
  /** What it means that nothing ever ran there, so that there is nothing to go back to. */
  first: 'allow' | 'deny'
  onMissing: 'deny' | 'wait'
}

export type Rule =
  | EvidenceRule
  | AnyOfRule
  | ThresholdRule
  | AbsenceRule
  | ProducerRule
  | ApprovalRule
  | ChangeRule
  | WindowRule
  | OrderRule
  | SoakRule
  | EnvironmentRule
  | AttestationRule
  | RollbackPlanRule

/** Some people, as written (`group:on-call`) and resolved. */
export interface Appointed {
  from: readonly string[]
  people: readonly Person[]
}

/** Who may grant waivers of this policy's rules, and for how long. Without it none of them can be waived. */
export interface WaiverTerms {
  grantors: Appointed
  maxDuration: number
  /** A waiver that ends within this time is said to. */
  expiringSoon: number
}

/** Who may break the glass for this policy's waivable rules. Without it nobody may. */
export interface OverrideTerms {
  people: Appointed
  /** Somebody else; `within`: ms after it was broken, 0: before it counts. */
  second: Appointed & { within: number }
  maxDuration: number
  review: Appointed & { within: number }
}

export interface Policy {
  name: string
  /** `sha256:<hex>` of the text. */
  digest: string
  owner?: string
  origin: 'store' | 'file'
  layer: Layer
  text: string
  controls: readonly string[]
  /** Exact names, or prefixes that end in `*`. */
  applies: { environments: readonly string[]; services?: readonly string[] }
  producers: Readonly<Record<string, ProducerClaims>>
  groups: Readonly<Record<string, readonly Person[]>>
  /** Whose signatures on statements count, for rules of kind `attestation`. */
  attesters?: Readonly<Record<string, Attester>>
  /** Who else is known under which names: the people of the trust document, put there by whoever judges. */
  people?: readonly Person[]
  waivers?: WaiverTerms
  override?: OverrideTerms
  /** Where `when` and `unless` have the class of the change from: its record, or (said aloud) the request's word. */
  changeClass: 'recorded' | 'claimed'
  /** How long an allow may be used, ms. */
  decisionTtl: number
  rules: readonly Rule[]
}
