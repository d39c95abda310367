/**
 * The authenticity filter: whose event it is (as the store authenticated it, never as the event claims), and whether
 * it can be used at all. What is not used is kept with the reason, so that a reader sees "found but refused".
 *
 * A refusal may take support away but never an objection: an unusable event of a believed producer stays in the list,
 * marked, and a rule whose newest event is unusable does not pass on an older one.
 *
 * Bounds (rules of kind `producer`) are looked at here, so that no kind can forget them.
 */
import type { Bound } from '../cdevents/binding.ts'
import type { CDEvent } from '../cdevents/event.ts'
import type { Principal, Signature, StoredEvent } from '../store/store.ts'
import { belowLevel } from './level.ts'
import { readLoosely } from './loose.ts'
import { LAYERS } from './decision.ts'
import { typeIs } from './paths.ts'
import type { Policy, ProducerClaims, Trusting } from './policy.ts'
import { knownAs } from './producer-name.ts'
import type { TypeBound } from './rules/producer.ts'
import { whyWronglyBound } from './wrongly-bound.ts'

/** How far an event's own clock may be ahead of the store's. */
const MAX_SKEW_MS = 5 * 60_000

/** An event of a believed producer, newest first. */
export interface Candidate {
  stored: StoredEvent
  /** What it says; of an invalid one (`stored.event` is absent then), what could be read. */
  event: CDEvent
  /** Why it cannot support anything; absent when it can. */
  unusable?: Reason
  /** Its producer sent another event with the same source and id that says something else. */
  disputed?: true
}

export interface Reason {
  reason: string
  explanation: string
}

export interface Refusal extends Reason {
  stored: StoredEvent
}

export interface Sifted {
  candidates: Candidate[]
  refused: Refusal[]
}

/** What the filter needs of an inquiry. `boundTo`: what an event is about, worked out once a decision. */
export interface Sifting {
  policy: Pick<Policy, 'producers' | 'name' | 'layer'>
  now: number
  readonly boundTo: (event: CDEvent) => Bound
  /** Who alone may supply which types, by the rules of kind `producer` of all layers. */
  readonly bounds: readonly TypeBound[]
}

/** Whom to believe; `open`: bounds do not count, for what speaks against a deployment. */
type Listening = Trusting & { open?: true }

/** Parts the events of an answer into candidates (newest first by store position) and refused. */
export function sift(events: readonly StoredEvent[], trusting: Listening, sifting: Sifting): Sifted {
  const { producers } = sifting.policy
  const candidates: Candidate[] = []
  const refused: Refusal[] = []
  const first = new Map<string, Candidate>()
  for (const stored of events) {
    const belief = beliefIn(stored, trusting, producers)
    if (belief === 'not believed') {
      refused.push({ stored, ...notBelieved(stored.producer, trusting) })
      continue
    }
    const bound = trusting.open === true ? undefined : outOfBounds(stored, sifting)
    if (bound?.holds === 'wholly') {
      refused.push({ stored, ...bound.reason })
      continue
    }
    const event = stored.event ?? readLoosely(stored)
    const unusable =
      whyUnusable(stored, event, sifting) ??
      bound?.reason ??
      (belief === 'believed' ? belowLevel(stored, trusting.level) : wronglySigned(stored, trusting))
    if (unusable !== undefined) refused.push({ stored, ...unusable })
    if (event === undefined) continue
    const candidate: Candidate = { stored, event, ...(unusable === undefined ? {} : { unusable }) }
    candidates.push(candidate)
    if (stored.status === 'accepted') first.set(identityOf(stored), candidate)
  }
  for (const candidate of candidates) {
    const { status, event } = candidate.stored
    const other =
      status === 'conflict' && event !== undefined ? first.get(identityOf(candidate.stored)) : undefined
    if (other !== undefined) candidate.disputed = other.disputed = true
  }
  candidates.sort((a, b) => b.stored.sequence - a.stored.sequence)
  refused.sort((a, b) => b.stored.sequence - a.stored.sequence)
  return { candidates, refused }
}

function identityOf({ producer, source, id }: StoredEvent): string {
  return JSON.stringify([producer.kind, producer.id, source, id])
}

function whyUnusable(
  stored: StoredEvent,
  event: CDEvent | undefined,
  { now, boundTo }: Sifting,
): Reason | undefined {
  if (stored.event === undefined || event === undefined || stored.status === 'quarantined') {
    const why = stored.problems[0]?.message ?? 'it breaks its schema'
    return { reason: 'invalid', explanation: `not a valid event: ${why}` }
  }
  // Its producer said something else under this id before; which is true, nobody knows.
  if (stored.status === 'conflict')
    return { reason: 'conflict', explanation: 'the same id was sent before with other content' }
  const wronglyBound = whyWronglyBound(event, boundTo(event))
  if (wronglyBound !== undefined) return wronglyBound
  const said = Date.parse(stored.timestamp)
  if (Number.isNaN(said))
    return { reason: 'unreadable-timestamp', explanation: 'its timestamp cannot be read' }
  if (said > now + MAX_SKEW_MS)
    return {
      reason: 'future-timestamp',
      explanation: `it says it happened at ${stored.timestamp}, later than now`,
    }
  const received = Date.parse(stored.receivedAt)
  if (Number.isNaN(received) || received > now + MAX_SKEW_MS)
    return {
      reason: 'future-timestamp',
      explanation: `it was received at ${stored.receivedAt}, later than now`,
    }
  return undefined
}

/** From when on (epoch ms) what is refused as later than now no longer is. */
export function usableFrom({ stored, reason }: Refusal): number | undefined {
  if (reason !== 'future-timestamp') return undefined
  const latest = Math.max(Date.parse(stored.timestamp), Date.parse(stored.receivedAt))
  return Number.isNaN(latest) ? undefined : latest - MAX_SKEW_MS
}

/** Anybody is heard, whatever the bounds: for what speaks against a deployment. */
export const ANYBODY = Object.freeze({ producer: 'any', open: true } as const)

/** Is this event by one of those a rule believes, within the bounds, signed as the policy wants it, and at the rule's level? */
export function isAccepted(
  stored: StoredEvent,
  trusting: Trusting,
  sifting: Omit<Sifting, 'now' | 'boundTo'>,
): boolean {
  return (
    beliefIn(stored, trusting, sifting.policy.producers) === 'believed' &&
    outOfBounds(stored, sifting) === undefined &&
    belowLevel(stored, trusting.level) === undefined
  )
}

/**
 * Why an event is none of its type that counts: a rule of kind `producer` says who alone supplies them. A bound of the
 * same policy or of an earlier layer holds `wholly`: the event is as good as not there. One of a later layer, or beside,
 * must not take an objection away: the event supports nothing, and still objects. So no layer loosens another.
 */
function outOfBounds(
  stored: StoredEvent,
  { policy, bounds }: Pick<Sifting, 'policy' | 'bounds'>,
): { holds: 'wholly' | 'for support'; reason: Reason } | undefined {
  let found: { holds: 'wholly' | 'for support'; reason: Reason } | undefined
  for (const bound of bounds) {
    if (!bound.types.some((type) => typeIs(stored.type, type))) continue
    const belief = beliefOf(stored, bound.claims)
    if (belief === 'believed') continue
    const isAbove = bound.policy === policy.name || isEarlier(bound.layer, policy.layer)
    // Whose sender is right but whose signature is not may still object: a signature is easily taken away.
    const holds = isAbove && belief === 'not believed' ? 'wholly' : 'for support'
    if (found === undefined || holds === 'wholly') found = { holds, reason: notWithin(stored, bound, belief) }
    if (holds === 'wholly') break
  }
  return found
}

function isEarlier(one: Policy['layer'], other: Policy['layer']): boolean {
  return LAYERS.indexOf(one) < LAYERS.indexOf(other)
}

function notWithin(stored: StoredEvent, { names, rule }: TypeBound, belief: Belief): Reason {
  const who = `only ${names.join(', ')} may supply this type (rule ${rule})`
  return belief === 'wrongly signed'
    ? { reason: 'signer-not-allowed', explanation: `not signed as it must be: ${who}` }
    : { reason: 'producer-not-allowed', explanation: `sent by ${knownAs(stored.producer)}, but ${who}` }
}

/**
 * Is this event by one of those a rule believes? `wrongly signed`: its sender is, but the policy wants its events signed
 * by somebody, and it is not. Such an event objects: else whoever takes a signature away takes a failure away.
 */
function beliefIn(
  stored: StoredEvent,
  { producer: believed }: Trusting,
  producers: Policy['producers'],
): Belief {
  if (believed === 'any') return 'believed'
  let belief: Belief = 'not believed'
  for (const name of believed) {
    const found = Object.hasOwn(producers, name) ? beliefOf(stored, producers[name]!) : 'not believed'
    if (found === 'believed') return found
    if (found === 'wrongly signed') belief = found
  }
  return belief
}

type Belief = 'believed' | 'wrongly signed' | 'not believed'

function beliefOf({ producer, signature }: StoredEvent, alternatives: ProducerClaims): Belief {
  let belief: Belief = 'not believed'
  for (const claims of alternatives) {
    const fits = fit(claims, producer, signature)
    if (fits === 'wholly') return 'believed'
    if (fits === 'but for the signer') belief = 'wrongly signed'
  }
  return belief
}

function fit(
  claims: ProducerClaims[number],
  principal: Principal,
  signature: Signature | undefined,
): 'wholly' | 'but for the signer' | 'not' {
  let own = 0
  let ofSigner = 0
  let isSigned = true
  for (const claim in claims) {
    const pattern = claims[claim]!
    if (isOfSigner(claim)) {
      ofSigner++
      isSigned &&= covers(pattern, signerClaim(signature?.signer, claim))
    } else {
      if (!covers(pattern, claimOf(principal, claim))) return 'not'
      own++
    }
  }
  if (own + ofSigner === 0) return 'not'
  if (isSigned) return 'wholly'
  // Where only the signer is named, an event without it is anybody's.
  return own > 0 ? 'but for the signer' : 'not'
}

function isOfSigner(claim: string): boolean {
  return claim === 'signer' || claim.startsWith('signer.')
}

function signerClaim(signer: Signature['signer'], claim: string): string | undefined {
  const name = claim === 'signer' ? 'id' : claim.slice('signer.'.length)
  return signer !== undefined && Object.hasOwn(signer, name) ? signer[name] : undefined
}

/** Does what was authenticated fit one of these? A claim that it lacks never does. */
export function hasClaims(principal: Principal, alternatives: ProducerClaims): boolean {
  return alternatives.some((claims) => {
    let some = false
    for (const claim in claims) {
      if (!covers(claims[claim]!, claimOf(principal, claim))) return false
      some = true
    }
    return some
  })
}

function claimOf(principal: Principal, claim: string): string | undefined {
  if (claim === 'id') return principal.id
  if (claim === 'kind') return principal.kind
  const claims = principal.claims
  return claims !== undefined && Object.hasOwn(claims, claim) ? claims[claim] : undefined
}

/** A name, or a prefix that ends in `*`. An absent value is never covered. */
export function covers(pattern: string, value: string | undefined): boolean {
  if (typeof value !== 'string') return false
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern
}

function wronglySigned({ signature }: StoredEvent, { producer }: Trusting): Reason {
  const id = signature?.signer?.['id']
  const by =
    id !== undefined ? `signed by ${id}` : signature === undefined ? 'not signed' : 'signed by nobody known'
  return {
    reason: 'signer-not-allowed',
    explanation: `${by}, but ${producer === 'any' ? 'anybody' : producer.join(', ')} must sign with another`,
  }
}

function notBelieved(principal: Principal, { producer: believed }: Trusting): Reason {
  const names = believed === 'any' ? 'anybody' : believed.join(', ')
  return {
    reason: 'producer-not-allowed',
    explanation: `sent by ${knownAs(principal)}, but only ${names} may say this`,
  }
}
