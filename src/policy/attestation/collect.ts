/**
 * Which of the events about an artifact carry a statement that one of the rule's attesters signed. The signature
 * decides, not who sent it: what does not verify is listed as refused, and objects only when it came from a producer
 * that the rule names.
 */
import type { CDEvent } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import { readCarried } from '../../sources/statement.ts'
import type { SignedStatement, Unreadable } from '../../sources/statement.ts'
import type { StoredEvent } from '../../store/store.ts'
import { isAccepted, sift } from '../believe.ts'
import type { Candidate, Reason, Refusal } from '../believe.ts'
import { typeIs } from '../paths.ts'
import type { Attester, StatementWanted, Vouched } from '../policy.ts'
import type { Inquiry } from '../rules/kind.ts'
import { own } from '../shape.ts'
import { PREDICATES } from './predicates/predicates.ts'

/** What carries statements: the content of these, */
export const CARRIERS = ['dev.cdeventsx.turnpike-attestation.published']
/** and `customData.turnpike.attestation` of these. */
export const BESIDE = [
  'dev.cdevents.artifact.signed',
  'dev.cdevents.artifact.packaged',
  'dev.cdevents.artifact.published',
]

/** Different statements of one predicate about one artifact that are verified: each costs milliseconds, and anybody may send some. */
const MOST_VERIFIED = 100

/** A statement of an attester of the rule's, about the artifact and of the rule's predicate. */
export interface Attested {
  candidate: Candidate
  signed: SignedStatement
  attester: Attester
  vouched: Vouched
}

export interface Collected {
  /** Newest first. Each statement once, at the position where it first came: sent again it is no newer. */
  attested: Attested[]
  refused: Refusal[]
  /** What cannot be verified, of producers that the rule names: newest first. */
  objections: (Candidate & { why: Reason })[]
  /** Not all were looked at. */
  tooMany: boolean
}

export function collect(
  events: readonly StoredEvent[],
  wanted: StatementWanted,
  digest: string,
  inquiry: Inquiry,
): Collected {
  const { family } = PREDICATES[wanted.predicate]
  const carrying = events.filter(({ event }) => event === undefined || carriedBy(event) !== undefined)
  const { candidates, refused } = sift(carrying, { producer: 'any' }, inquiry)
  const found: Attested[] = []
  const objections: Collected['objections'] = []
  const different = new Set<string>()
  for (const candidate of candidates) {
    const read = signedIn(candidate.event)
    if (read === undefined) continue
    const refuse = (why: Reason) => {
      refused.push({ stored: candidate.stored, ...why })
      if (isAccepted(candidate.stored, { producer: wanted.producer }, inquiry))
        objections.push({ ...candidate, why })
    }
    if ('unreadable' in read) {
      refuse({ reason: 'unreadable-statement', explanation: read.unreadable })
      continue
    }
    if (!read.statement.predicateType.startsWith(family)) continue
    if (!read.statement.subjects.has(digest)) {
      refused.push({ stored: candidate.stored, ...OTHER })
      continue
    }
    if (different.add(read.digest).size > MOST_VERIFIED) break
    const vouched = vouchedBy(wanted.attesters, read)
    if ('reason' in vouched) refuse(vouched)
    else found.push({ candidate, signed: read, ...vouched })
  }
  refused.sort((a, b) => b.stored.sequence - a.stored.sequence)
  return { attested: eachOnce(found), refused, objections, tooMany: different.size > MOST_VERIFIED }
}

const OTHER: Reason = {
  reason: 'other-digest',
  explanation: 'the statement is not about this digest: none of its subjects has it',
}

function carriedBy(event: CDEvent): Readonly<Record<string, unknown>> | undefined {
  const { type } = event.context
  if (CARRIERS.some((carrier) => typeIs(type, carrier))) return event.subject.content
  const block = isObject(event.customData) ? own(event.customData, 'turnpike') : undefined
  const beside = isObject(block) ? own(block, 'attestation') : undefined
  return isObject(beside) ? beside : undefined
}

/** Read once, however many rules ask. */
const read = new WeakMap<CDEvent, SignedStatement | Unreadable>()

function signedIn(event: CDEvent): SignedStatement | Unreadable | undefined {
  const known = read.get(event)
  if (known !== undefined) return known
  const carried = carriedBy(event)
  if (carried === undefined) return undefined
  const found = readCarried(carried)
  read.set(event, found)
  return found
}

function vouchedBy(
  attesters: readonly Attester[],
  signed: SignedStatement,
): { attester: Attester; vouched: Vouched } | Reason {
  let why: Reason = { reason: 'signature-invalid', explanation: 'nobody signed it' }
  for (const attester of attesters) {
    const answer = attester.verify(signed)
    if (!('refused' in answer)) return { attester, vouched: answer }
    // That it was somebody else says more than that it was not this one.
    if (why.reason !== 'attester-not-allowed') why = { reason: answer.refused, explanation: answer.why }
  }
  return why
}

/**
 * One entry for each statement, at its first position: whoever keeps an old one and sends it again must not make it the
 * newest. A usable event stands for it where there is one.
 */
function eachOnce(found: readonly Attested[]): Attested[] {
  const once = new Map<string, Attested>()
  for (const one of found) {
    const { envelope, payloadDigest } = one.signed
    const signature = one.vouched.once ? Buffer.from(envelope.signatures[0]!.sig).toString('base64') : ''
    const key = `${one.attester.name}\n${payloadDigest}\n${signature}`
    const before = once.get(key)
    // Candidates come newest first, so what comes later in the list came earlier.
    if (
      before === undefined ||
      one.candidate.unusable === undefined ||
      before.candidate.unusable !== undefined
    )
      once.set(key, one)
  }
  return [...once.values()].sort((a, b) => b.candidate.stored.sequence - a.candidate.stored.sequence)
}
