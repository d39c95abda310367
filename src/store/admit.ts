/** From parsed JSON to something the store can keep: judged, lifted, indexed. Pure; never throws. */
import { createHash } from 'node:crypto'
import { digestOfJson } from '../cdevents/canonical.ts'
import { upgrade } from '../cdevents/convert.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { validate } from '../cdevents/validate.ts'
import { explain, type Problem } from '../errors.ts'
import { keysOf, MAX_ARTIFACTS } from './keys.ts'
import type { Incoming } from './store.ts'

/** The source of things that do not say who they are; their id is their digest. */
export const UNIDENTIFIED = 'urn:turnpike:unidentified'

/**
 * Judges one event.
 *
 * @param value the event as parsed, any CloudEvents envelope taken off already; anything at all is allowed
 * @param body its JSON text as it was sent; without it, `JSON.stringify(value)`
 * @returns what `EventStore.append` takes; `problems` says why it will be quarantined
 */
export function admit(value: unknown, body?: string): Incoming {
  const text = body ?? jsonOf(value)
  const problems: Problem[] = []
  const event = judged(value, problems)
  const digest = digestOf(value, text, problems)
  const valid = event !== undefined && problems.length === 0

  const context = record(record(value)['context'])
  const subject = record(record(value)['subject'])
  const identified = named(context['source']) && named(context['id'])
  return {
    body: text,
    digest,
    source: identified ? (context['source'] as string) : UNIDENTIFIED,
    id: identified ? (context['id'] as string) : digest,
    type: textOf(context['type']),
    subject: textOf(subject['id']),
    timestamp: utc(context['timestamp']),
    ...(valid ? { event } : {}),
    problems,
    keys: valid ? keysOf(event) : looseKeys(value),
  }
}

/** The event in the newest shape; or undefined, with the reasons added to `problems`. */
function judged(value: unknown, problems: Problem[]): CDEvent | undefined {
  try {
    const verdict = validate(value)
    if (!verdict.valid) {
      problems.push(...verdict.problems)
      return undefined
    }
    const event = upgrade(verdict.event)
    const listed = record(record(event.customData)['turnpike'])['artifacts']
    if (Array.isArray(listed) && listed.length > MAX_ARTIFACTS) {
      problems.push({
        path: '/customData/turnpike/artifacts',
        message: `lists ${listed.length} artifacts; at most ${MAX_ARTIFACTS} can be found again: send several events`,
      })
    }
    return event
  } catch (error) {
    problems.push({ path: '', message: `cannot be read as a CDEvent: ${explain(error)}` })
    return undefined
  }
}

/** RFC 8785 digest; of the text as sent where the value cannot be canonicalised (nested too deeply). */
function digestOf(value: unknown, text: string, problems: Problem[]): string {
  try {
    return digestOfJson(value)
  } catch (error) {
    if (problems.length === 0) {
      problems.push({ path: '', message: `has no canonical JSON: ${explain(error)}` })
    }
    return `sha256:${createHash('sha256').update(text).digest('hex')}`
  }
}

/** Keys of something invalid, as far as it can be read: people look for what was refused under the same names. */
function looseKeys(value: unknown): string[] {
  const { context, subject, customData } = record(value)
  if (typeof context !== 'object' || context === null) return []
  try {
    const { id, source, type, chainId, links } = record(context)
    return keysOf({
      context: {
        specversion: '',
        timestamp: '',
        id: textOf(id),
        source: textOf(source),
        type: textOf(type),
        ...(typeof chainId === 'string' ? { chainId } : {}),
        ...(Array.isArray(links) ? { links } : {}),
      },
      subject: { id: textOf(record(subject)['id']), content: record(record(subject)['content']) },
      customData: record(customData),
    })
  } catch {
    return []
  }
}

/** RFC 3339 to UTC milliseconds, `''` when unreadable. */
function utc(value: unknown): string {
  if (typeof value !== 'string' || value.length > 64) return ''
  const time = Date.parse(value)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch {
    return 'null'
  }
}

function named(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
