/**
 * The forms in which senders post events, as one list of candidates. Which form it is follows from the content type
 * first and from the body second, because senders mislabel: Spinnaker posts a JSON string that holds the JSON,
 * Jenkins posts Java's `toString()` of a CloudEvent, kubewatch a structured CloudEvent as plain JSON.
 * The `ce-*` headers decide nothing: the identity of an event is its own `context.source` and `context.id`. Only its
 * signature, when it has one, is over them (`signed.ts`).
 */
import { parseJson } from '../cdevents/parse.ts'
import { elementsOf, memberOf } from './json-text.ts'
import { MAX_BATCH_BYTES, MAX_EVENT_BYTES } from './body.ts'
import { Refusal } from './problem.ts'
import { unverifiedIn, unverifiedInHeaders, type Unverified } from './unverified.ts'

/** Something that may be an event: the value and the exact text it was parsed from. */
export interface Candidate {
  value: unknown
  text: string
  /** What came with it by the CloudEvents verifiability extension. Nothing of it is verified. */
  signature?: Unverified
}

/** More than these in one request are refused: a request must not hold everybody else up for seconds. */
export const MAX_EVENTS_PER_REQUEST = 10_000

/** An envelope around an event of 1 MiB, its data in base64 or escaped, has room in this. */
const MAX_ENVELOPE_BYTES = 2 * MAX_EVENT_BYTES

type Form = 'json' | 'structured' | 'batch' | 'lines'

const FORMS: Readonly<Record<string, Form>> = {
  'application/json': 'json',
  'text/json': 'json',
  'application/cloudevents+json': 'structured',
  'application/cloudevents-batch+json': 'batch',
  'application/x-ndjson': 'lines',
  'application/ndjson': 'lines',
  'application/jsonl': 'lines',
  'application/x-jsonlines': 'lines',
}

/** The content types that `POST /v1/events` takes, for its documentation. */
export const EVENT_MEDIA_TYPES = Object.keys(FORMS)

/** @throws Refusal unsupported-media-type */
export function formOf(contentType: string | null): Form {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const media = type.trim()
  const form = FORMS[media] ?? (/^application\/[\w.-]+\+json$/.test(media) ? 'json' : undefined)
  if (form === undefined) {
    throw new Refusal(
      'unsupported-media-type',
      `Events come as ${EVENT_MEDIA_TYPES.join(', ')}; this was ${media === '' ? 'without a content type' : `'${media.slice(0, 100)}'`}.`,
    )
  }
  const charset = parameters
    .map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)/.exec(parameter)?.[1])
    .find(Boolean)
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && charset !== 'us-ascii') {
    throw new Refusal('unsupported-media-type', 'Events are read as UTF-8 only.')
  }
  return form
}

/** How many bytes a body of this form may have, told from its first bytes. */
export function limitOf(form: Form): (start: Uint8Array) => number {
  return (start) => {
    if (form === 'batch' || form === 'lines') return MAX_BATCH_BYTES
    const first = start.find((byte) => byte > 32 && byte < 128)
    // One event; everything else may be a batch, or a form that takes several bytes for one of the event.
    return first === 123 ? MAX_ENVELOPE_BYTES : MAX_BATCH_BYTES
  }
}

/**
 * Every candidate in a body.
 * @param headers the request's, for the signature of an event in binary mode
 * @throws Refusal bad-request when it is not JSON, too-large when one event or their number passes the bound
 */
export function candidatesOf(form: Form, text: string, headers?: Headers): Candidate[] {
  const candidates = form === 'lines' ? fromLines(text) : fromDocument(text, '', 0)
  const [only] = candidates
  // Binary mode: one event is the whole body.
  if (form === 'json' && headers !== undefined && candidates.length === 1 && only?.text === text.trim()) {
    const signature = unverifiedInHeaders(headers, text)
    if (signature !== undefined) candidates[0] = { ...only, signature }
  }
  if (candidates.length > MAX_EVENTS_PER_REQUEST) throw tooMany()
  for (const [index, { text: body }] of candidates.entries()) {
    // A UTF-16 unit is at least one byte and at most three; count bytes only where it can matter.
    if (body.length * 3 > MAX_EVENT_BYTES && Buffer.byteLength(body) > MAX_EVENT_BYTES) {
      throw new Refusal(
        'too-large',
        `Event ${index + 1} of ${candidates.length} has more than 1 MiB; nothing was kept.`,
      )
    }
  }
  return candidates
}

function fromLines(text: string): Candidate[] {
  const candidates: Candidate[] = []
  let number = 0
  for (const line of text.split('\n')) {
    number++
    if (line.trim() === '') continue
    for (const candidate of fromDocument(line.trim(), `line ${number}`, 0)) candidates.push(candidate)
    if (candidates.length > MAX_EVENTS_PER_REQUEST) throw tooMany()
  }
  if (candidates.length === 0) throw new Refusal('bad-request', 'The body holds no event.')
  return candidates
}

/** One JSON document: an array of events, one event in any envelope, or a string that holds such a document. */
function fromDocument(text: string, where: string, depth: number): Candidate[] {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (source.startsWith('CloudEvent{')) return [fromJavaText(source, where)]
  const value = parse(source, where)
  // Spinnaker's sender wraps once; twice is the most anybody has been seen to do.
  if (typeof value === 'string' && depth < 2) return fromDocument(value, where, depth + 1)
  if (!Array.isArray(value)) return [withoutEnvelope({ value, text: source.trim() }, where)]
  if (value.length > MAX_EVENTS_PER_REQUEST) throw tooMany()
  const texts = elementsOf(source)
  return value.map((element: unknown, index) =>
    withoutEnvelope({ value: element, text: texts[index] ?? 'null' }, `${where}/${index}`),
  )
}

function parse(text: string, where: string): unknown {
  // Text that was itself a string can hold what UTF-8 cannot: then what is kept, sent out and hashed would differ.
  if (!text.isWellFormed()) {
    throw new Refusal(
      'bad-request',
      `The body${where === '' ? '' : ` (${where})`} holds half of a surrogate pair, which is no character. Nothing was kept.`,
    )
  }
  try {
    return parseJson(text)
  } catch (error) {
    const why = text.trim() === '' ? 'it is empty' : (error as Error).message
    throw new Refusal('bad-request', `The body${where === '' ? '' : ` (${where})`} is not JSON: ${why}`)
  }
}

type Envelope = Readonly<Record<string, unknown>> & { data?: unknown; data_base64?: unknown }

/** The event inside a structured CloudEvent (JSON Format 1.0 §3); anything else stays what it is. */
function withoutEnvelope(candidate: Candidate, where: string): Candidate {
  const { value, text } = candidate
  if (!isEnvelope(value)) return candidate
  if (typeof value.data_base64 === 'string') {
    const inner = Buffer.from(value.data_base64, 'base64').toString('utf8')
    return { value: parse(inner, `${where}, data_base64`), text: inner, ...unverifiedIn(value, [inner]) }
  }
  // Some senders encode the data once more.
  if (typeof value.data === 'string' && /^\s*\{/.test(value.data)) {
    return {
      value: parse(value.data, `${where}, data`),
      text: value.data,
      ...unverifiedIn(value, [value.data]),
    }
  }
  const data = memberOf(text, 'data') ?? 'null'
  return {
    value: value.data,
    text: data,
    ...unverifiedIn(value, [data, () => memberOf(text, 'data', true) ?? data]),
  }
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null || 'context' in value) return false
  return 'specversion' in value && ('data' in value || 'data_base64' in value)
}

/**
 * What sdk-java prints for a CloudEvent, sent by the Jenkins CDEvents plugin as if it were JSON:
 * `CloudEvent{id='…', …, data=BytesCloudEventData{value=[123, 34, …]}, extensions={…}}`. The bytes are signed.
 */
function fromJavaText(text: string, where: string): Candidate {
  const list = /\bdata=BytesCloudEventData\{value=\[([\d,\s-]*)\]\}/.exec(text)?.[1]
  if (list === undefined) {
    throw new Refusal(
      'bad-request',
      `The body${where === '' ? '' : ` (${where})`} is a CloudEvent without data.`,
    )
  }
  const bytes = Buffer.from(list.split(',').map((byte) => Number(byte) & 0xff))
  const inner = bytes.toString('utf8')
  return { value: parse(inner, `${where}data`), text: inner }
}

function tooMany(): Refusal {
  return new Refusal(
    'too-large',
    `One request may hold ${MAX_EVENTS_PER_REQUEST} events; send several. Nothing was kept.`,
  )
}
