/**
 * The store's contract. `sqlite.ts` implements it; one contract suite (`test/store/contract.ts`) runs against every
 * implementation. No store knows what a policy is.
 */
import type { CDEvent } from '../cdevents/event.ts'
import type { Problem } from '../errors.ts'

/** Who sent something, as authenticated by the server; never as claimed by the event. */
export interface Principal {
  /**
   * `loopback` = no authentication configured, peer on the same machine; `token` = a static bearer token; `oidc` = a
   * CI's own identity token; `hook` = a webhook sender, by its signature; `person` = somebody who signed in; `store` =
   * the store's own voice.
   */
  kind: 'loopback' | 'token' | 'oidc' | 'hook' | 'person' | 'store'
  /** Stable: `loopback`, `token:<name>`, `hook:<name>`, `<issuer>#<what>:<immutable id>`, a person's URI, `store`. */
  id: string
  /**
   * What the credential proves and a policy's `producers` may ask for, e.g. `{ issuer, repositoryId, jobWorkflowRef }`.
   * They may differ from one job to the next (ref, run), so they are kept with each event but are no part of who it is:
   * an event's identity has `kind` and `id` alone.
   */
  claims?: Readonly<Record<string, string>>
}

/**
 * A signature by the CloudEvents verifiability extension (`dssematerial`), kept with the event it came with. The event's
 * `body` is the signed data, byte for byte.
 */
export interface Signature {
  /** The attribute as it came: base64 of a DSSE envelope. */
  material: string
  /** The CloudEvents context attributes that the signature covers, as they came. */
  attributes: Readonly<Record<string, string>>
  /**
   * Who signed, as verified on arrival: `id` (`key:<name>` or `sigstore:<certificate identity>`) and what else the
   * signer's certificate proves. Absent: nobody here was configured to verify it, so it counts as unsigned.
   */
  signer?: Readonly<Record<string, string>>
}

/** An event on its way in: parsed, judged and indexed, but not yet kept. Made by `admit` (`admit.ts`, pure). */
export interface Incoming {
  /** The event's JSON exactly as it was sent (after unwrapping a CloudEvents envelope). */
  body: string
  /** `sha256:<hex>` of the canonical JSON (RFC 8785) of the body. */
  digest: string
  /** `context.source` and `context.id`; for something without them, `urn:turnpike:unidentified` and the digest. */
  source: string
  id: string
  /** `context.type` as sent, or `''`. */
  type: string
  /** `subject.id`, or `''`. */
  subject: string
  /** `context.timestamp` in UTC milliseconds (`2026-11-21T14:03:00.000Z`), or `''` when unreadable. */
  timestamp: string
  /** Lifted to the newest shape; absent when invalid. */
  event?: CDEvent
  /** Why it is quarantined; empty when valid. */
  problems: readonly Problem[]
  /** What it is about, from `keys.ts`. Bounded to 256. */
  keys: readonly string[]
  signature?: Signature
}

export type ReceiptStatus =
  /** Kept, valid, on disk. */
  | 'accepted'
  /** Kept, on disk, visible, but never evidence. */
  | 'quarantined'
  /** The same (organisation, producer, source, id, digest) is there already; this is the first one's receipt. */
  | 'duplicate'
  /**
   * The same (organisation, producer, source, id) is there with other content; this one is kept aside and never evidence. Sent
   * again, it gets the same answer again. `problems` names the sequence of the first.
   */
  | 'conflict'

export interface Receipt {
  status: ReceiptStatus
  /** The store's own number for it; grows with every commit. For a duplicate, the first one's. */
  sequence: number
  source: string
  id: string
  type: string
  digest: string
  /** RFC 3339 UTC, of the first acknowledgement. */
  receivedAt: string
  valid: boolean
  problems: readonly Problem[]
}

/** An event as kept. */
export interface StoredEvent {
  sequence: number
  organisation: string
  receivedAt: string
  producer: Principal
  digest: string
  status: 'accepted' | 'quarantined' | 'conflict'
  problems: readonly Problem[]
  source: string
  id: string
  type: string
  subject: string
  timestamp: string
  /** As sent. */
  body: string
  /** Lifted to the newest shape; absent when it is not valid. */
  event?: CDEvent
  signature?: Signature
  /** Its place in the organisation's log (RFC 6962 leaf index). Whatever is acknowledged has one. */
  logIndex: number
}

/** An event as the log commits to it: everything `src/log/entry.ts` hashes into the leaf. */
export interface LogRow {
  index: number
  sequence: number
  receivedAt: string
  producer: Principal
  status: StoredEvent['status']
  body: string
  material?: string
}

/** A checkpoint worth keeping: the store's own newest one (`witness` is empty), or the newest one a witness cosigned. */
export interface KeptCheckpoint {
  witness: string
  size: number
  /** The signed note, whole. */
  note: string
}

/**
 * Each organisation's log: an RFC 6962 Merkle tree over everything kept for it, in the order of acknowledgement. A leaf
 * is added in the transaction that keeps its event, so an acknowledged event is in the tree and nothing else is.
 */
export interface StoreLog {
  /** How many leaves, and the root over them. */
  head(organisation: string): Promise<{ size: number; root: Uint8Array }>
  /** Hashes of complete subtrees: (level, index) covers the leaves [index * 2^level, (index + 1) * 2^level). */
  hashes(organisation: string, places: readonly { level: number; index: number }[]): Promise<Uint8Array[]>
  /** Rows from an index on, in order; at most `limit` (1000), fewer when they are very large, none at the end. */
  rows(organisation: string, from: number, limit: number): Promise<LogRow[]>
  /** Keeps a checkpoint in place of the same witness's former one, unless that one is larger. */
  keep(organisation: string, checkpoint: KeptCheckpoint): Promise<void>
  kept(organisation: string): Promise<KeptCheckpoint[]>
}

export interface EventQuery {
  organisation: string
  /** Every one of these keys must be on the event (at most 8). `event:<id>` finds an event by its own id. */
  keys?: readonly string[]
  /**
   * Any of these types (at most 32): a full type, or without its version (`dev.cdevents.service.deployed`), which
   * matches every version of it.
   */
  types?: readonly string[]
  /** `context.source`, exactly. */
  source?: string
  /** Only sequences greater than this. */
  after?: number
  /** Only sequences lower than this. */
  before?: number
  /** Only sequences up to and including this: the position a decision is replayed at. */
  upTo?: number
  /** Received at or after / before (RFC 3339). */
  receivedSince?: string
  receivedBefore?: string
  /** Default `accepted` only. */
  status?: 'accepted' | 'quarantined' | 'conflict' | 'any'
  /** By sequence. Default `desc` (newest first). */
  order?: 'asc' | 'desc'
  /** 1 to 1000, default 100. */
  limit?: number
}

export interface Page {
  /** Fewer than the limit when they are very large (16 Mi characters); `next` is there then. */
  events: StoredEvent[]
  /** Pass it as `before` (desc) or `after` (asc) for the next page; absent on the last one. */
  next?: number
}

/**
 * A condition of an append: that nothing of these has been accepted after a position. `none` is a list of alternatives; an
 * event is one of them when it has any of the types (as `EventQuery.types`) and every one of the keys.
 */
export interface Unless {
  after: number
  /** At least one, at most 8. */
  none: readonly { types: readonly string[]; keys: readonly string[] }[]
}

export interface EventStore {
  /**
   * Keeps events. Resolves **after** they are on disk; concurrent calls are committed together. The receipts are in
   * the order of the events. All of one call become visible at once.
   * @throws TurnpikeError STORE_FAILED when nothing of the call was kept
   */
  append(
    organisation: string,
    producer: Principal,
    events: readonly Incoming[],
    receivedAt: string,
  ): Promise<Receipt[]>
  /**
   * Keeps all of these events, or none of them when something came in between: the condition is looked at in the
   * transaction that keeps them, and whatever was committed before it, by whichever process, is seen. So of two callers
   * that looked at one position and would each keep what the other's condition names, one succeeds.
   *
   * @returns the receipts as `append`; or `overtaken`, and nothing was kept
   * @throws TurnpikeError as `append`; USAGE for a condition out of its bounds
   */
  appendUnless(
    organisation: string,
    producer: Principal,
    events: readonly Incoming[],
    receivedAt: string,
    unless: Unless,
  ): Promise<Receipt[] | 'overtaken'>
  query(query: EventQuery): Promise<Page>
  /** One event by its store sequence, or undefined. */
  get(organisation: string, sequence: number): Promise<StoredEvent | undefined>
  /**
   * Index keys that start with a prefix (`environment:`), in order, after a given one; at most 1000. Only those that an
   * accepted event has, and none of `event:`, which every event has.
   */
  keys(organisation: string, options: { prefix: string; after?: string; limit?: number }): Promise<string[]>
  /** The newest sequence kept, 0 when empty. */
  position(organisation: string): Promise<number>
  /**
   * Every accepted event after a position, in order, then what comes next, until the signal aborts. Ends quietly on
   * abort. A consumer that is slow is never skipped past.
   */
  follow(
    organisation: string,
    after: number,
    options?: { signal?: AbortSignal; types?: readonly string[]; keys?: readonly string[] },
  ): AsyncIterable<StoredEvent>
  /** An organisation's counts by status, for metrics. Cheap: kept, not counted. */
  counts(organisation: string): Promise<{ accepted: number; quarantined: number; conflict: number }>
  log: StoreLog
  /** Throws STORE_FAILED when the store cannot write now. */
  check(): Promise<void>
  /** Waits for what is under way, then closes. Later calls throw STORE_FAILED. */
  close(): Promise<void>
}
