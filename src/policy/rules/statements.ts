/** What one event of an approval says: who, which word, about which environment, under which policy, naming whom. */
import type { CDEvent } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import type { Candidate } from '../believe.ts'
import { valueAt } from '../paths.ts'
import { clip } from '../say.ts'
import { own, quote } from '../shape.ts'
import type { Inquiry } from './kind.ts'

export type Stance = 'yes' | 'no' | 'none'

/** The explicit table: every decision and status the draft knows. A word that is not here is an error (F10). */
const STANCES: Readonly<Record<string, Stance>> = {
  approved: 'yes',
  rejected: 'no',
  requestChanges: 'no',
  escalated: 'none',
  delegate: 'none',
  deferred: 'none',
  cancelled: 'none',
  expired: 'none',
}

export const STANCE_WORDS: readonly string[] = Object.keys(STANCES)

export interface Statement {
  candidate: Candidate
  /** A responder that is a text, trimmed. */
  who?: string
  word?: string
  /** Absent: no word that could be read. */
  stance?: Stance
  place: 'here' | 'elsewhere' | 'unknown'
}

/** Why the votes cannot be counted at all. */
export interface Uncountable {
  reason: string
  found: string
  remediation: string
  candidate?: Candidate
}

/** An event as a statement; uncountable when a valid one about this place says a word that nobody knows. */
export function readStatement(candidate: Candidate, inquiry: Inquiry): Statement | Uncountable {
  const { event, stored } = candidate
  const word = wordOf(event)
  const place = placeOf(event, inquiry)
  const stance = word === undefined ? undefined : (own(STANCES, word) as Stance | undefined)
  if (place !== 'elsewhere' && word !== undefined && stance === undefined && stored.event !== undefined)
    return {
      reason: 'unknown-decision',
      found: `a decision nobody knows: ${quote(clip(word, 60))}`,
      remediation: `Send one of ${STANCE_WORDS.join(', ')}.`,
      candidate,
    }
  const who = valueAt(event, 'responder')
  return {
    candidate,
    place,
    ...(typeof who === 'string' ? { who: who.trim() } : {}),
    ...(word === undefined ? {} : { word }),
    ...(stance === undefined ? {} : { stance }),
  }
}

/** The decision of one person, or the status with which an approval was closed. */
export function wordOf(event: CDEvent): string | undefined {
  const status = valueAt(event, 'status')
  // A closing that is not an approval undoes the decision it repeats.
  const word = status !== undefined && status !== 'approved' ? status : (valueAt(event, 'decision') ?? status)
  if (word === undefined) return undefined
  return typeof word === 'string' ? word : JSON.stringify(word)
}

/** The digests of the policies under which it was said: `policy`, or a list of them in `policies`. */
export function policyDigestsOf(event: CDEvent): readonly string[] {
  const block = valueAt(event, 'customData.turnpike')
  if (!isObject(block)) return []
  const several = own(block, 'policies')
  const named = [own(block, 'policy'), ...(Array.isArray(several) ? (several as unknown[]) : [])]
  // What is there and cannot be read names another one than any that is judged.
  return named
    .filter((policy) => policy !== undefined)
    .map((policy) => (isObject(policy) ? own(policy, 'digest') : policy))
    .map((digest) => (typeof digest === 'string' ? digest : ''))
}

/** Whom a delegation names. The draft has no field for it, so it stands with what is ours. */
export function delegateOf(event: CDEvent): string | undefined {
  const block = valueAt(event, 'customData.turnpike')
  const approval = isObject(block) ? own(block, 'approval') : undefined
  const named = isObject(approval) ? own(approval, 'delegate') : undefined
  return typeof named === 'string' && named.trim() !== '' ? named.trim() : undefined
}

/** Is the event about the environment that is asked about? `unknown`: it names none. */
function placeOf(event: CDEvent, { request, boundTo }: Inquiry): Statement['place'] {
  const { environment } = boundTo(event)
  if (environment === undefined) return 'unknown'
  return environment === request.environment ? 'here' : 'elsewhere'
}
