/** Who is asking, as the store authenticated them, and what they may. The contract between `trust` and `server`. */
import type { Problem } from '../errors.ts'
import type { Incoming, Principal } from '../store/store.ts'

/** Somebody whose credential was verified. `principal` is kept with what they send; the rest is for deciding now. */
export interface Identity {
  principal: Principal
  /** The person behind it, as a URI (`urn:user:alice`, `urn:github:user:123`): who signed in, or who runs the pipeline. */
  person?: string
  /** Groups that the provider says a person is in. Never kept. */
  groups?: readonly string[]
  /** Sources that the credential itself proves: `context.source` may be one of these or below it. */
  sources?: readonly string[]
  /** A pipeline that runs code of somebody else's repository (a fork's merge request). */
  foreignCode?: true
}

/** What a grant can allow. */
export const ACTIONS = [
  'write',
  'ask',
  'read',
  'approve',
  'waive',
  'override',
  'administer',
  'witness',
] as const
export type Action = (typeof ACTIONS)[number]

/** What somebody may do in one organisation: worked out once a request. */
export interface Authority {
  /** Names of the grants that apply to them. */
  readonly grants: readonly string[]
  /**
   * May they do this at all, and, where it is given, for this environment? `ask`, `approve`, `waive` and `override` are
   * for environments; `read` is for everything the organisation has.
   */
  may(action: Action, environment?: string): boolean
  /**
   * Why they may not send this event; empty when they may. Checks type, source, environment, the responder of an
   * approval, and the event's clock against the moment it was received.
   */
  objections(event: Incoming, receivedAt: string): readonly Problem[]
  /** In words, for a refusal: what they are known as and what they may do. */
  describe(): string
}
