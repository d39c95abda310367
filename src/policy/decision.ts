/** What a gate answers: the recorded verdict with all its findings (design: decision record). */

/** The question. */
export interface GateRequest {
  /** At least one; every artifact must satisfy every rule. */
  artifacts: { digest: string; purl?: string }[]
  environment: string
  service?: string
  change?: { id: string; class?: ChangeClass; author?: string }
  /** Who asks, as the pipeline claims it (URI such as `urn:github:user:123`); used by separation of duties. */
  actor?: string
  /** The run that asks, its URL with attempt. */
  run?: string
  /** Names of policies that must be among those that apply; each unknown one is an error. */
  policies?: string[]
}

export type Verdict = 'allow' | 'deny' | 'pending' | 'error'
export type Mode = 'enforce' | 'warn' | 'dry-run' | 'replay'
export type RuleKind =
  | 'evidence'
  | 'anyOf'
  | 'threshold'
  | 'absence'
  | 'producer'
  | 'approval'
  | 'change'
  | 'window'
  | 'order'
  | 'soak'
  | 'environment'
  | 'attestation'
  | 'rollback-plan'

/** Where a policy stands: later layers add or tighten, never loosen. `file`: it came with the request. */
export const LAYERS = ['baseline', 'environment', 'service', 'file'] as const
export type Layer = (typeof LAYERS)[number]

export const CHANGE_CLASSES = ['standard', 'normal', 'major', 'emergency'] as const
export type ChangeClass = (typeof CHANGE_CLASSES)[number]

export const RESULTS = [
  'pass',
  'fail',
  'pending',
  'error',
  'waived',
  'overridden',
  'not-applicable',
  'off',
] as const
/**
 * What one rule says. `off`: disabled or outside its dates; `not-applicable`: its `when`/`unless` excluded it; `waived`
 * and `overridden`: it fails or waits, and somebody who may took that on themselves.
 */
export type Result = (typeof RESULTS)[number]

/** An event that a rule used. Strings come from strangers: escape at the exit. */
export interface EvidenceRef {
  sequence: number
  source: string
  id: string
  type: string
  /** Content digest of the event, `sha256:…`. */
  digest: string
  /** Authenticated producer id. */
  producer: string
  /** What people call it, e.g. `acme/webshop on github.com`; for reading only. */
  producerName?: string
  /** Who signed it, as the store verified: `key:<name>`, `sigstore:<identity>`. */
  signer?: string
  receivedAt: string
  timestamp: string
  subject: string
  /** A few words on what it says, e.g. `success, 412 tests`. */
  says: string
  uri?: string
}

/** An event that was looked at and not accepted as evidence. */
export interface RefusedRef extends EvidenceRef {
  /**
   * Short code, e.g. `producer-not-allowed`, `too-old`, `future-timestamp`, `conflict`, `outcome-missing`,
   * `level-too-low`, `signer-not-allowed`.
   */
  reason: string
  explanation: string
}

export interface Finding {
  /** The rule's id, unique within its policy. */
  rule: string
  policy: string
  /** The layer that its policy is; absent in records of earlier versions. */
  layer?: Layer
  /** Rules of earlier layers that this one stands in for, because it is as strict or stricter: `policy/rule`. */
  tightens?: string[]
  kind: RuleKind
  title: string
  result: Result
  /** The waiver or override under which it is `waived` or `overridden`: its id. */
  exception?: string
  enforce: 'block' | 'warn' | 'off'
  /** Typed reason, stable for machines, e.g. `no-evidence`, `evidence-failed`, `evidence-too-old`, `frozen`. */
  reason: string
  /** For people: what the rule asks for, and what was there. Plain text, may hold strangers' strings. */
  required: string
  found: string
  /** When what was found happened (RFC 3339), if there is such a moment. */
  at?: string
  /** Who supplied it (producer id or approver), if there is somebody. */
  by?: string
  /** What to do to get past it; always there on fail, pending and error. */
  remediation?: string
  /** Whom to ask. */
  owner?: string
  controls: string[]
  evidence: EvidenceRef[]
  refused: RefusedRef[]
  /** How many more refused events there were than `refused` lists. */
  refusedMore?: number
  /** The next moment (RFC 3339) at which time alone can change this result. */
  dueAt?: string
  /** For `anyOf`: the findings of its members. */
  members?: Finding[]
}

/**
 * `in-force`: it counts. `expiring`: it counts, and ends soon. `pending`: asked for, not granted. `expired`, `revoked`,
 * `refused`: over. `not-allowed`: granted by somebody who may not, for too long, for a rule that cannot be waived…;
 * `unreadable`: it cannot be read. Only the first two waive anything.
 */
export type WaiverState =
  'in-force' | 'expiring' | 'pending' | 'expired' | 'revoked' | 'refused' | 'not-allowed' | 'unreadable'

/** A waiver that has to do with the request. Strings come from strangers. */
export interface WaiverRef {
  id: string
  state: WaiverState
  /** Id of the rule, and the policy where the waiver names one. */
  rule: string
  policy?: string
  /** Who granted it (a person's URI); while it is pending, nobody. */
  by?: string
  requestedBy?: string
  reason: string
  /** What tracks the exception, e.g. `SEC-123` or a URL. */
  ticket?: string
  until?: string
  /** What it is for: `artifact sha256:…`, `service webshop`. */
  scope: string
  /** Why it does not count, for states other than `in-force` and `expiring`. */
  why?: string
  /** The store's number of the newest event about it. */
  sequence: number
}

/**
 * `in-force`: it opens what it may open. `awaiting-second`: it needs a second person before it counts. `expired`: over.
 * `not-allowed`: by somebody who may not, or too long…. Review: see `review`.
 */
export type OverrideState = 'in-force' | 'awaiting-second' | 'expired' | 'not-allowed'

/** A break-glass that has to do with the environment; shown until it is reviewed. */
export interface OverrideRef {
  id: string
  state: OverrideState
  by: string
  /** Who confirmed it. */
  second?: string
  /** Until when somebody must confirm it; absent when confirmed. */
  secondDue?: string
  reason: string
  ticket?: string
  until: string
  /** The one artifact it is for, and whether that is the one asked about. */
  artifact: string
  concerns: boolean
  /** Ids of the rules that it overrode in this decision. */
  rules: string[]
  review: { state: 'open' | 'overdue' | 'done'; due?: string; by?: string; ticket?: string }
  why?: string
  sequence: number
}

/** A deployment that no valid decision stood behind, not yet answered for. */
export interface NonconformityRef {
  /** The store's number of the event that raised it, and of the deployment. */
  sequence: number
  deployment: number
  at: string
  artifact?: string
  service?: string
  by: string
  says: string
}

/** The right to deploy to an environment, held by one run at a time. */
export interface LeaseRef {
  id: string
  environment: string
  service?: string
  /** Grows with every lease of the environment: whoever deploys can refuse one that is lower than the last it saw. */
  fencing: number
  /** The run, or else the requester, that holds it. */
  holder: string
  until: string
}

/** A moment worth drawing: an event about the artifact, or this decision. */
export interface TimelineEntry {
  at: string
  /** CDEvents subject.predicate, e.g. `testsuiterun.finished`. */
  what: string
  label: string
  outcome?: 'success' | 'failure' | 'neutral'
  environment?: string
  sequence?: number
}

export interface Decision {
  apiVersion: 'turnpike/v1'
  kind: 'Decision'
  /** UUID. */
  id: string
  verdict: Verdict
  mode: Mode
  /** One sentence, plain: `2 of 7 checks fail.` */
  summary: string
  organisation: string
  request: GateRequest
  /** As authenticated; `name` is what people call it, for reading only. */
  requester: { kind: string; id: string; name?: string }
  /** The layers, in order. */
  policies: {
    name: string
    digest: string
    owner?: string
    origin: 'store' | 'file'
    /** Absent in records of earlier versions. */
    layer?: Layer
    rules: number
  }[]
  /**
   * Digests of the policy files that came with the request, in their order, also of those that do not apply. Their texts
   * are in the store (`turnpike-policy.presented`). Absent when there were none.
   */
  files?: string[]
  /** The trust document in force, whose people and their names counted; absent where there is none. */
  trust?: string
  /** The change as its record says; absent where no rule looked. `unknown` counts as major. */
  change?: { id?: string; class: ChangeClass; author?: string; from: 'record' | 'claimed' | 'unknown' }
  evaluator: { name: string; version: string }
  /** The store position that was judged. */
  position: number
  /** For each feed an absence rule relied on: when it last spoke. */
  watermarks: { feed: string; lastSeen?: string }[]
  decidedAt: string
  /** Until when an allow may be used; absent unless the verdict is allow. */
  expiresAt?: string
  /** The earliest moment at which time alone can change the verdict. */
  dueAt?: string
  findings: Finding[]
  /** Checks that were switched off, and why: never invisible. */
  disabled: { rule: string; policy: string; why: string }[]
  /** Things a reader must know that are not findings, e.g. no store policy governs the environment. */
  notices: string[]
  /** Those in force first. */
  waivers: WaiverRef[]
  overrides: OverrideRef[]
  nonconformities?: NonconformityRef[]
  /** What an allow of a policy with leases got. */
  lease?: LeaseRef
  previous?: {
    id: string
    verdict: Verdict
    decidedAt: string
    /** What is different since then, a sentence each. */
    changes: string[]
  }
  timeline: TimelineEntry[]
  /** Of a replay: the decision that was judged again. */
  replayOf?: string
  /** Where a person can read it, when the store knows its own address. */
  url?: string
}
