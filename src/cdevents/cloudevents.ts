/**
 * CloudEvents over HTTP with the `cloudevents` package: binary, structured and batch, both ways. For the edges; hot
 * paths use `envelope.ts`, since the package takes 38 ms to load and five times as long as parsing and judging.
 *
 * What comes in is read for its data alone. `ce-id`, `ce-source` and `ce-time` are often wrong in the wild (random
 * ids on every delivery, no time), and `HTTP.toEvent` makes up an id where there is none: whoever wants to know whether
 * two are the same asks the CDEvent's own `context.source` and `context.id`.
 */
import { CloudEvent, HTTP } from 'cloudevents'
import { TurnpikeError } from '../errors.ts'
import { toStructured, unwrap } from './envelope.ts'
import type { CDEvent } from './event.ts'

export interface HttpMessage {
  headers: Record<string, string>
  body: string
}

const BATCH = 'application/cloudevents-batch+json; charset=utf-8'

/** One event, its attributes in `ce-` headers, the CDEvent as the body. */
export function toBinary(event: CDEvent): HttpMessage {
  const { headers, body } = HTTP.binary(envelope(event))
  const written: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') continue
    // The binding makes this type a must; the package adds a charset to it.
    if (name.toLowerCase() === 'content-type') written['content-type'] = 'application/json'
    else if (name !== 'ce-datacontenttype') written[name] = headerText(value)
  }
  return { headers: written, body: String(body) }
}

/** One event as one JSON object. */
export function toStructuredHttp(event: CDEvent): HttpMessage {
  const { headers, body } = HTTP.structured(envelope(event))
  return { headers: { 'content-type': String(headers['content-type']) }, body: String(body) }
}

/** Any number of events as a JSON list. The package reads batches but does not write them. */
export function toBatch(events: readonly CDEvent[]): HttpMessage {
  const list = events.map((event) => envelope(event).toJSON())
  return { headers: { 'content-type': BATCH }, body: JSON.stringify(list) }
}

/**
 * The CDEvents in an HTTP message of any of the three modes, not yet judged.
 * @param message headers in any case
 * @throws TurnpikeError INVALID_EVENT when it is no CloudEvent or its data is no JSON object
 */
export function fromHttp(message: {
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string | Uint8Array
}): unknown[] {
  const body = typeof message.body === 'string' ? message.body : Buffer.from(message.body).toString('utf8')
  const received = read({ headers: { ...message.headers }, body })
  return received.map((cloudEvent) => {
    const { data, data_base64: base64 } = cloudEvent
    const inside = unwrap({
      specversion: '1.0',
      ...(base64 === undefined ? { data } : { data_base64: base64 }),
    })
    if (typeof inside === 'object' && inside !== null && 'context' in inside) return inside
    throw new TurnpikeError('INVALID_EVENT', `the CloudEvent ${cloudEvent.id} holds no CDEvent as its data`)
  })
}

function read(message: { headers: Record<string, string | string[] | undefined>; body: string }) {
  try {
    const received = HTTP.toEvent<unknown>(message)
    return Array.isArray(received) ? received : [received]
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown reason'
    throw new TurnpikeError('INVALID_EVENT', `not a CloudEvent over HTTP: ${why}`, { cause })
  }
}

/** Not strict: whether the event is fit to be sent is decided by its own schema. */
function envelope(event: CDEvent) {
  return new CloudEvent({ ...toStructured(event) }, false)
}

/** CloudEvents HTTP binding §3.1.3.2: what is not printable ASCII, space, quote and percent are percent-encoded. */
function headerText(value: string): string {
  return value.toWellFormed().replace(/[^!#-$&-~]+/gu, (part) => encodeURIComponent(part))
}
