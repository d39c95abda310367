/** Bodies that are JSON. */
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { MAX_EVENT_BYTES, readText } from './body.ts'
import { Refusal } from './problem.ts'

/** Of what says a word or two about something that is there already. */
const MOST_BYTES = 16 * 1024

/**
 * What is asked of the gate, or about what it said. Bounded, because it may bring policies along.
 * @throws Refusal unsupported-media-type, too-large or bad-request
 */
export async function readQuestion(request: Request): Promise<unknown> {
  if (!/^application\/([\w.-]+\+)?json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) {
    throw new Refusal('unsupported-media-type', 'The question comes as application/json.')
  }
  return parsed(await readText(request, () => 4 * MAX_EVENT_BYTES))
}

/**
 * A small object; no body at all is an empty one.
 * @throws Refusal unsupported-media-type, too-large, bad-request or invalid-request
 */
export async function readObject(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request, () => MOST_BYTES)
  if (text === '') return {}
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new Refusal('unsupported-media-type', 'The body comes as application/json.')
  return asObject(parsed(text))
}

/** @throws Refusal invalid-request */
export function asObject(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value
  throw new Refusal('invalid-request', 'The body is an object.')
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch (error) {
    throw new Refusal('bad-request', `The body is not JSON: ${(error as Error).message}`)
  }
}
