/** What a gate answers: the recorded verdict with all its findings (design: decision record). */

/** The question. */
export interface GateRequest {
  /** At least one; every artifact must satisfy every rule. */
  artifacts: { digest: string; purl?: string }[]
  environment: string
  service?: string
  change?: { id: string; class?: 'standard' | 'normal' | 'major' | 'emergency'; author?: string }
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
  'evidence' | 'anyOf' | 'absence' | 'approval' | 'window' | 'order' | 'soak' | 'environment'

/** What one rule says. `off`: disabled or outside its dates; `not-applicable`: its `when`/`unless` excluded it. */
export type Result = 'pass' | 'fail' | 'pending' | 'error' | 'waived' | 'not-applicable' | 'off'

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
  kind: RuleKind
  title: string
  result: Result
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
    rules: number
  }[]
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
  waivers: { rule: string; by: string; until: string; reason: string }[]
  overrides: { by: string; reason: string; until: string }[]
  previous?: {
    id: string
    verdict: Verdict
    decidedAt: string
    /** What is different since then, a sentence each. */
    changes: string[]
  }
  timeline: TimelineEntry[]
  /** Where a person can read it, when the store knows its own address. */
  url?: string
}
