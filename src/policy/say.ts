/** Short plain phrases about events, for people. What they quote came from strangers: escape at the exit. */
import type { CDEvent } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import type { StoredEvent } from '../store/store.ts'
import type { Candidate, Refusal } from './believe.ts'
import type { EvidenceRef, RefusedRef } from './decision.ts'
import { shortType, valueAt } from './paths.ts'
import { producerName } from './producer-name.ts'
import { own } from './shape.ts'

/** Text cut to a length, on one line: an event may hold a megabyte in one field. */
export function clip(text: string, max = 200): string {
  const line = text
    .slice(0, max * 4)
    .replace(/\s+/gu, ' ')
    .trim()
  const points = [...line]
  return (points.length > max ? `${points.slice(0, max - 1).join('')}…` : line).toWellFormed()
}

/** Longer ones are for whoever writes policies: `explain` has all of it, and so has the remediation where it fails. */
const SHORT_CONDITION = 60

/** A condition (CEL) among what a rule requires: itself, where people can read it at a glance. */
export function sayCondition(text: string): string {
  const line = clip(text)
  return [...line].length <= SHORT_CONDITION ? line : 'as the condition of the policy says'
}

/** What an event says, in a few words: `success, unit`, `approved by urn:user:alice`. */
export function sayEvent(event: CDEvent): string {
  const type = shortType(event.context.type)
  const text = (path: string): string | undefined => {
    const value = valueAt(event, path)
    return typeof value === 'string' && value !== '' ? clip(value, 80) : undefined
  }
  if (type.startsWith('approval.')) {
    const said = text('decision') ?? text('status') ?? 'asked for'
    const who = text('responder') ?? text('requestor')
    return who === undefined ? said : `${said} by ${who}`
  }
  const parts = [text('outcome'), countsOf(event), thingOf(event)]
  const reason = text('reason') ?? text('errors') ?? text('description')
  if (reason !== undefined) parts.push(reason)
  const known = parts.filter((part) => part !== undefined)
  return known.length > 0 ? known.join(', ') : type.replace('.', ' ')
}

/** The name of what ran or is named: `unit`, `build`, `webshop`. */
export function thingOf(event: CDEvent): string | undefined {
  for (const path of [
    'testSuite.name',
    'testSuite.id',
    'testCase.name',
    'testCase.id',
    'taskName',
    'pipelineName',
    'environment.id',
  ]) {
    const value = valueAt(event, path)
    if (typeof value === 'string' && value !== '') return clip(value, 80)
  }
  return undefined
}

/** `412 tests` when the emitter counted them. */
function countsOf(event: CDEvent): string | undefined {
  const block = valueAt(event, 'customData.turnpike')
  const tests = isObject(block) ? own(block, 'tests') : undefined
  if (typeof tests === 'number' && Number.isFinite(tests)) return inTests(tests)
  const total = isObject(tests) ? (own(tests, 'total') ?? own(tests, 'passed')) : undefined
  return typeof total === 'number' && Number.isFinite(total) ? inTests(total) : undefined
}

const inTests = (count: number): string => `${count} test${count === 1 ? '' : 's'}`

export function evidenceRef({ stored, event }: Pick<Candidate, 'stored' | 'event'>): EvidenceRef {
  return refOf(stored, sayEvent(event), event)
}

export function refusedRef(refusal: Refusal): RefusedRef {
  const { stored } = refusal
  const says = stored.event === undefined ? 'not a valid event' : sayEvent(stored.event)
  return {
    ...refOf(stored, says, stored.event),
    reason: refusal.reason,
    explanation: clip(refusal.explanation, 300),
  }
}

function refOf(stored: StoredEvent, says: string, event: CDEvent | undefined): EvidenceRef {
  const uri = event === undefined ? undefined : uriOf(event)
  const signer = stored.signature?.signer?.['id']
  const name = producerName(stored.producer)
  return {
    sequence: stored.sequence,
    source: clip(stored.source),
    id: clip(stored.id),
    type: clip(stored.type),
    digest: stored.digest,
    producer: clip(stored.producer.id),
    ...(name === undefined ? {} : { producerName: clip(name) }),
    ...(signer === undefined ? {} : { signer: clip(signer) }),
    receivedAt: stored.receivedAt,
    timestamp: clip(stored.timestamp),
    subject: clip(stored.subject),
    says,
    ...(uri === undefined ? {} : { uri }),
  }
}

function uriOf(event: CDEvent): string | undefined {
  for (const path of ['uri', 'testSuite.uri', 'approvalDetailsUrl', 'customData.turnpike.run']) {
    const value = valueAt(event, path)
    if (typeof value === 'string' && value.length <= 500 && /^https?:\/\/[^\s]+$/u.test(value)) return value
  }
  return undefined
}

/** `webshop 2.4.1` or a short digest, for messages about one artifact of several. */
export function nameArtifact(artifact: { digest: string; purl?: string }): string {
  const digest = artifact.digest
  return `${digest.slice(0, 11)}…${digest.slice(-4)}`
}
