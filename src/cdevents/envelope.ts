/**
 * CloudEvents envelopes without a package, for hot paths: the structured JSON form out, and whatever form a sender
 * chose in. The CDEvent inside is what counts: `ce-*` attributes are often wrong in the wild (random ids, missing
 * time), so nothing is read from them but where the data is.
 */
import type { CDEvent } from './event.ts'
import { isObject } from './object.ts'
import { parseJson } from './parse.ts'

export interface StructuredCloudEvent {
  specversion: '1.0'
  id: string
  source: string
  type: string
  subject: string
  time: string
  datacontenttype: 'application/json'
  data: CDEvent
}

/** The CloudEvents attributes of an event, as the CDEvents binding has them; the data is the whole event. */
export function toStructured(event: CDEvent): StructuredCloudEvent {
  const { id, source, type, timestamp } = event.context
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject: event.subject.id,
    time: timestamp,
    datacontenttype: 'application/json',
    data: event,
  }
}

/** An envelope in an envelope in a string is as deep as it gets. */
const DEEPEST = 4

/**
 * The CDEvent inside of a value: a structured CloudEvent gives its data (also base64, also text), a string gives the
 * JSON it holds (one known sender encodes twice) or the bytes of a Java `CloudEvent{…}` print-out (another known
 * sender). What is neither comes back as it is. Never throws; says nothing about validity.
 */
export function unwrap(value: unknown): unknown {
  let current = value
  for (let depth = 0; depth < DEEPEST; depth++) {
    const inner = typeof current === 'string' ? fromText(current) : fromEnvelope(current)
    if (inner === undefined) return current
    current = inner
  }
  return current
}

function fromEnvelope(value: unknown): unknown {
  if (!isObject(value) || 'context' in value || typeof value.specversion !== 'string') return undefined
  if (typeof value.data_base64 === 'string')
    return parsed(Buffer.from(value.data_base64, 'base64').toString('utf8'))
  const { data } = value
  return typeof data === 'string' ? parsed(data) : isObject(data) ? data : undefined
}

function fromText(text: string): unknown {
  const start = text.trimStart()
  if (start.startsWith('{') || start.startsWith('"')) return parsed(start)
  return start.startsWith('CloudEvent{') ? fromJava(start) : undefined
}

/** `CloudEvent{id='…', …, data=BytesCloudEventData{value=[123, 34, …]}, …}`: signed bytes, comma separated. */
function fromJava(text: string): unknown {
  const bytes = /data=BytesCloudEventData\{value=\[([-0-9, ]*)\]/u.exec(text)?.[1]
  return bytes === undefined ? undefined : parsed(Buffer.from(bytes.split(',').map(Number)).toString('utf8'))
}

function parsed(text: string): unknown {
  try {
    const value: unknown = parseJson(text)
    return isObject(value) || typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
