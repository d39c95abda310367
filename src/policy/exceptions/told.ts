/**
 * What the store's events say of waivers and overrides. Only the store's own voice is read: it writes down what an
 * authenticated person did, and nobody can send these types.
 */
import type { CDEvent } from '../../cdevents/event.ts'
import { isObject } from '../../cdevents/object.ts'
import type { StoredEvent } from '../../store/store.ts'
import { typeIs } from '../paths.ts'
import { readMoment } from '../reader.ts'
import { own } from '../shape.ts'

const WAIVER = 'dev.cdeventsx.turnpike-waiver'
const OVERRIDE = 'dev.cdeventsx.turnpike-override'

export const WAIVER_STEPS = ['requested', 'granted', 'refused', 'revoked'] as const
export type WaiverStep = (typeof WAIVER_STEPS)[number]
export const OVERRIDE_STEPS = ['granted', 'confirmed', 'reviewed'] as const
export type OverrideStep = (typeof OVERRIDE_STEPS)[number]

/** Types without their version, as queries take them. */
export const WAIVER_TYPES: readonly string[] = WAIVER_STEPS.map((step) => `${WAIVER}.${step}`)
/** What only somebody who may ask can add, */
export const WAIVER_REQUESTS: readonly string[] = [`${WAIVER}.requested`]
/** and what takes somebody who may grant. */
export const WAIVER_ANSWERS: readonly string[] = WAIVER_TYPES.filter(
  (type) => !WAIVER_REQUESTS.includes(type),
)
export const OVERRIDE_TYPES: readonly string[] = OVERRIDE_STEPS.map((step) => `${OVERRIDE}.${step}`)

/** One step in the life of a waiver or an override. */
export interface Told<Step extends string> {
  step: Step
  stored: StoredEvent
  event: CDEvent
  /** When the store received it, epoch ms. */
  at: number
  /** The person who did it; undefined where it cannot be read. */
  by: string | undefined
}

/** The steps of each waiver or override by its id, in the order of the store. */
export type Tales<Step extends string> = ReadonlyMap<string, readonly Told<Step>[]>

export function waiversTold(events: readonly StoredEvent[]): Tales<WaiverStep> {
  return talesOf(events, WAIVER, WAIVER_STEPS)
}

export function overridesTold(events: readonly StoredEvent[]): Tales<OverrideStep> {
  return talesOf(events, OVERRIDE, OVERRIDE_STEPS)
}

function talesOf<Step extends string>(
  events: readonly StoredEvent[],
  family: string,
  steps: readonly Step[],
): Tales<Step> {
  const once = new Map(events.map((stored) => [stored.sequence, stored]))
  const tales = new Map<string, Told<Step>[]>()
  for (const stored of [...once.values()].sort((a, b) => a.sequence - b.sequence)) {
    const { producer, event, status } = stored
    if (producer.kind !== 'store' || status !== 'accepted' || event === undefined) continue
    // Nobody could ask about it, and no record could name it.
    if (event.subject.id.trim() === '') continue
    const step = steps.find((one) => typeIs(stored.type, `${family}.${one}`))
    if (step === undefined) continue
    const told = { step, stored, event, at: Date.parse(stored.receivedAt), by: personIn(event, 'by') }
    const before = tales.get(event.subject.id)
    if (before === undefined) tales.set(event.subject.id, [told])
    else before.push(told)
  }
  return tales
}

/** `{ person }` in a field of the content. */
export function personIn(event: CDEvent, field: string): string | undefined {
  const said = contentOf(event)[field]
  const person = isObject(said) ? own(said, 'person') : undefined
  return typeof person === 'string' && person.trim() !== '' ? person.trim() : undefined
}

export function textIn(event: CDEvent, field: string): string | undefined {
  const said = contentOf(event)[field]
  return typeof said === 'string' && said.trim() !== '' ? said : undefined
}

export function contentOf(event: CDEvent): Readonly<Record<string, unknown>> {
  return isObject(event.subject.content) ? { ...event.subject.content } : {}
}

/** A moment with its time zone, epoch ms; undefined when it cannot be read or does not exist. */
export function momentIn(event: CDEvent, field: string): number | undefined {
  const said = textIn(event, field)
  if (said === undefined) return undefined
  // As the store writes it; whatever else a person wrote takes the long way.
  const at = said.length === 24 ? Date.parse(said) : Number.NaN
  if (Number.isFinite(at) && new Date(at).toISOString() === said) return at
  const read = readMoment(said, undefined, false)
  return typeof read === 'number' ? read : undefined
}
