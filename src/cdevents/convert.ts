/** From one version of the vocabulary to another. What an old event does not say is not made up. */
import { TurnpikeError } from '../errors.ts'
import type { CDEvent, EmbeddedLink } from './event.ts'
import { isUri } from './formats.ts'
import type { Field, Fields } from './kinds.ts'
import { linkTarget } from './links.ts'
import { isObject } from './object.ts'
import { knownOutcome } from './outcome.ts'
import { SUBJECTS } from './rows.ts'
import { versionOf } from './validate.ts'
import { CURRENT, describeType } from './vocabulary.ts'

type Json = Record<string, unknown>

const UNRESOLVED = 'urn:turnpike:unresolved:'

/**
 * Lifts an event that is valid in its own version to 0.5.1: `version` → `specversion`, `subject.type` gone, `url` →
 * `uri`, `pass`/`fail` → `success`/`failure`, the type's own version. 0.5.1 and draft events come back as they are;
 * 0.5.0 only changes its number. The result is valid again.
 *
 * - An outcome whose word is not known becomes `error`, never `success`, and the word is kept in `errors`; one that is
 *   missing stays missing.
 * - A `url` that is not an absolute URI is resolved against `context.source`; where that is none either it becomes
 *   `urn:turnpike:unresolved:<percent-encoded>`, which `downgrade` turns back.
 *
 * Pure; the given event is not changed. An event that is not valid is lifted as far as it goes.
 */
export function upgrade(event: CDEvent | Readonly<Json>): CDEvent {
  const { context, subject } = event as unknown as { context: Json; subject: Json }
  const row = typeof context.type === 'string' ? describeType(context.type) : undefined
  const version = versionOf(context, row)
  if (version === '0.6.0-draft') return event as CDEvent
  if (version === CURRENT) {
    if (context.specversion !== '0.5.0') return event as CDEvent
    return { ...event, context: { ...context, specversion: CURRENT } } as unknown as CDEvent
  }
  const { version: _version, ...rest } = context
  const { type: _type, content, ...named } = subject
  const lifted = isObject(content) ? lift(row?.content ?? {}, content, String(context.source)) : content
  return {
    ...event,
    context: { specversion: CURRENT, ...rest, type: row?.types[CURRENT] ?? context.type },
    subject: { ...named, content: lifted },
  } as unknown as CDEvent
}

function lift(fields: Fields, content: Json, source: string): Json {
  const lifted: Json = { ...content }
  for (const [name, field] of Object.entries(fields)) {
    const oldName = field.before?.name ?? name
    const value = content[oldName]
    if (value === undefined) continue
    if (oldName !== name) delete lifted[oldName]
    lifted[name] = liftValue(field, value, source)
    if (name !== 'outcome' || typeof value !== 'string' || knownOutcome(value) !== undefined) continue
    if ('errors' in fields && lifted.errors === undefined)
      lifted.errors = `outcome was ${JSON.stringify(value)}`
  }
  return lifted
}

function liftValue(field: Field, value: unknown, source: string): unknown {
  if (field.kind === 'object') return isObject(value) ? lift(field.fields, value, source) : value
  if (typeof value !== 'string') return value
  if (field.kind === 'uri') return absolute(value, source)
  return isOutcome(field) ? (knownOutcome(value) ?? 'error') : value
}

function isOutcome(field: Field): boolean {
  return (field.kind === 'words' || field.kind === 'suggested') && field.words.includes('success')
}

function absolute(value: string, source: string): string {
  if (isUri(value)) return value
  const base = value !== '' && /^[a-z][a-z0-9+.-]*:\/\//iu.test(source) && URL.canParse(value, source)
  const resolved = base ? new URL(value, source).href : ''
  return isUri(resolved) ? resolved : `${UNRESOLVED}${encodeURIComponent(value.toWellFormed())}`
}

/**
 * Brings a 0.5.1 or draft event down to 0.4.1, for consumers that know no newer one. Links that end at a domain id
 * alone, which 0.4.1 cannot say, are left out (but for RELATION, whose target is open there).
 * @returns an event of 0.4.1 shape; older events come back as they are
 * @throws TurnpikeError INVALID_EVENT when 0.4.1 has no such type (approvals) or the type is not known
 */
export function downgrade(event: CDEvent | Readonly<Json>): Json {
  const { context, subject } = event as unknown as { context: Json; subject: Json }
  const row = typeof context.type === 'string' ? describeType(context.type) : undefined
  if (context.specversion === undefined && context.version !== undefined) return event as Json
  const type = row?.types['0.4.1']
  if (row === undefined || type === undefined) {
    const message = `there is no ${row?.name ?? String(context.type)} in CDEvents 0.4.1`
    throw new TurnpikeError('INVALID_EVENT', message, { problems: [{ path: '/context/type', message }] })
  }
  const { specversion: _specversion, links, ...rest } = context
  const { content, ...named } = subject
  const kept = Array.isArray(links) ? (links as EmbeddedLink[]).filter(sayable) : undefined
  return {
    ...event,
    context: { version: '0.4.1', ...rest, type, ...(kept && { links: kept }) },
    subject: {
      ...named,
      type: SUBJECTS[row.subject]?.type ?? row.subject,
      content: isObject(content) ? lower(row.content, content) : content,
    },
  }
}

function sayable(link: EmbeddedLink): boolean {
  const target = linkTarget(link)
  return link.linkType === 'RELATION' || target.contextId !== undefined || target.domainId === undefined
}

function lower(fields: Fields, content: Json): Json {
  const lowered: Json = { ...content }
  for (const [name, field] of Object.entries(fields)) {
    const value = content[name]
    if (value === undefined) continue
    const oldName = field.before?.name ?? name
    if (oldName !== name) delete lowered[name]
    lowered[oldName] = lowerValue(field, value)
  }
  return lowered
}

function lowerValue(field: Field, value: unknown): unknown {
  if (field.kind === 'object') return isObject(value) ? lower(field.fields, value) : value
  if (typeof value !== 'string') return value
  if (value.startsWith(UNRESOLVED) && field.kind === 'uri') return decoded(value.slice(UNRESOLVED.length))
  const old = field.before?.as
  if (old?.kind !== 'words' || old.words.includes(value)) return value
  return old.words.find((word) => knownOutcome(word) === value) ?? value
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
