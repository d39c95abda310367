/** A signature by the CloudEvents verifiability extension as a request holds it: in the envelope, or in `ce-*` headers. */
import { compactJson } from '../cdevents/repeated.ts'

/** Text that may be the signed data; a function where working it out costs something. */
type Reading = string | (() => string)

export interface Unverified {
  /** `dssematerial`, whatever it is. */
  material: unknown
  /** The context attributes as they came: those of JSON, or text from headers. */
  attributes: Readonly<Record<string, unknown>>
  /**
   * Texts of the data that the sender may have signed, the likeliest first. An event in JSON has no bytes of its own
   * before somebody cuts them out: this project takes the text of the value; others take the space behind the colon
   * too (so do the extension's vectors), or write it without white space.
   */
  data: () => Iterable<string>
}

/** Of a structured CloudEvent; empty when it is not signed (absent, null or empty material). */
export function unverifiedIn(
  envelope: Readonly<Record<string, unknown>>,
  readings: readonly Reading[],
): { signature?: Unverified } {
  const { dssematerial: material, data: _data, data_base64: _base64, ...attributes } = envelope
  if (material === undefined || material === null || material === '') return {}
  return { signature: { material, attributes, data: () => everyReading(readings) } }
}

/** Of a CloudEvent in binary mode (HTTP binding §3.1): undefined when it is not signed. */
export function unverifiedInHeaders(headers: Headers, body: string): Unverified | undefined {
  const material = headers.get('ce-dssematerial') ?? ''
  if (material === '') return undefined
  const attributes: Record<string, string> = {}
  // The content type is the attribute; some senders write it as a header of its own as well.
  const type = headers.get('content-type')
  if (type !== null) attributes['datacontenttype'] = type
  for (const [name, value] of headers)
    if (name.startsWith('ce-') && name !== 'ce-dssematerial') attributes[name.slice(3)] = decoded(value)
  const trimmed = body.trim()
  return { material, attributes, data: () => everyReading([body, trimmed]) }
}

function* everyReading(readings: readonly Reading[]): Generator<string> {
  const known = new Set<string>()
  for (const reading of [...readings, () => compactJson([...known][0] ?? '')]) {
    const text = typeof reading === 'string' ? reading : reading()
    if (known.has(text)) continue
    known.add(text)
    yield text
  }
}

/** HTTP binding §3.1.3.2: values are percent-encoded. What is not rightly so is taken as it stands. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
