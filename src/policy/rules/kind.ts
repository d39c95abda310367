/** What every rule kind implements: what its document looks like, what it asks the store, and what it concludes. */
import type { Bound } from '../../cdevents/binding.ts'
import type { CDEvent } from '../../cdevents/event.ts'
import type { EventQuery, Principal, StoredEvent } from '../../store/store.ts'
import type { Candidate, Refusal } from '../believe.ts'
import type { Finding, GateRequest } from '../decision.ts'
import type { Policy, Rule, RuleCommon } from '../policy.ts'
import type { Reader } from '../reader.ts'
import type { RecordShape } from '../shape.ts'
import type { TypeBound } from './producer.ts'

/** `of`: another organisation's decisions about one of its environments, as far as it shares them (see gather.ts). */
export type Query = Omit<EventQuery, 'organisation'> & {
  of?: { organisation: string; environment: string }
}

/** What a rule is asked about. */
export interface Question {
  policy: Policy
  /** With the class of the change as it is known (see facts.ts), not as it was claimed. */
  request: GateRequest
  /** Is that class known? An unknown one takes no rule out of force. */
  classKnown: boolean
  /** The request as it came, where `request` says of the change what is known. Queries go by this one. */
  asked?: GateRequest
  /** Epoch ms, the caller's: server time, or the moment that is replayed. */
  now: number
  /** Who asks, as authenticated; without it, nothing is theirs already. */
  requester?: Pick<Principal, 'kind' | 'id'>
}

/** A question together with what the store answered. */
export interface Inquiry extends Question {
  /** The answer to one of the rule's own queries. Throws when it was not asked. */
  answer(query: Query): { events: readonly StoredEvent[]; complete: boolean }
  /** Judges a rule inside this one (`anyOf`). */
  member(rule: Rule): Finding
  /** When a feed last spoke, for the record. */
  readonly watermark: (feed: string, lastSeen?: string) => void
  /** What an event is about, worked out once a decision. */
  readonly boundTo: (event: CDEvent) => Bound
  /** Who alone may supply which types, by the rules of kind `producer` of all layers. */
  readonly bounds: readonly TypeBound[]
}

/** What one rule concludes; `judge.ts` makes a finding of it. */
export interface Conclusion {
  /** `not-applicable`: it asks for nothing here; never what a gate opens on. */
  result: 'pass' | 'fail' | 'pending' | 'error' | 'not-applicable'
  reason: string
  required: string
  found: string
  at?: string
  by?: string
  remediation?: string
  evidence?: readonly Candidate[]
  refused?: readonly Refusal[]
  /** The next moment, epoch ms, at which time alone can change this. */
  dueAt?: number
  members?: Finding[]
}

export interface Kind<R extends Rule> {
  /** The fields of the rule in a policy, with or without those that only stand-alone rules have. */
  shape(place: 'rule' | 'member'): RecordShape
  /** A rule from a document that has this shape; problems go to the reader. */
  read(raw: Readonly<Record<string, unknown>>, common: RuleCommon, reader: Reader): R
  /** Every query whose answer the rule needs. Bounded. */
  needs(rule: R, question: Question): Query[]
  conclude(rule: R, inquiry: Inquiry): Conclusion
}
