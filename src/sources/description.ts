/** The form of a description, checked by hand so that every mistake is told in the writer's own words. Pure. */
import { isObject } from '../cdevents/object.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'

/** What a person writes of one event; only the type is needed where the run knows the rest. */
export interface Description {
  /** `testsuiterun.finished`, or a full type. */
  type: string
  /** The subject's id. */
  subject?: string
  content?: Record<string, unknown>
  /** Package URLs with a digest, or `sha256:…`. */
  artifact?: string | string[]
  environment?: string
  service?: string
  change?: string
  /** Links as CDEvents has them, or ids of events that this one follows. */
  links?: unknown[]
  customData?: Record<string, unknown>
  id?: string
  source?: string
  timestamp?: string
  chainId?: string
}

const TEXTS = [
  'type',
  'subject',
  'environment',
  'service',
  'change',
  'id',
  'source',
  'timestamp',
  'chainId',
] as const
const OBJECTS = ['content', 'customData'] as const
const KEYS: readonly string[] = [...TEXTS, ...OBJECTS, 'artifact', 'links']

/** A CDEvent rather than a description of one: it has a context. */
export function isFull(value: unknown): value is object {
  return isObject(value) && Object.hasOwn(value, 'context')
}

/** @throws TurnpikeError INVALID_EVENT with every problem */
export function readDescription(value: unknown): Description {
  if (!isObject(value)) {
    throw invalid([
      { path: '', message: 'must be an object such as { type: build.started }, or a full CDEvent' },
    ])
  }
  const problems: Problem[] = []
  const tell = (key: string, message: string) => problems.push({ path: `/${key}`, message })
  // What is left empty (`service:` in YAML, an input nobody filled in) is not there.
  const given = Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== null && each !== undefined),
  )
  for (const key of Object.keys(given)) if (!KEYS.includes(key)) tell(pointer(key), strangeKey(key))
  if (given.type === undefined) tell('type', 'is missing; say what happened, such as type: build.started')
  for (const key of TEXTS) {
    if (given[key] !== undefined && !isText(given[key])) tell(key, 'must be a text that is not empty')
  }
  for (const key of OBJECTS) {
    if (given[key] !== undefined && !isObject(given[key])) tell(key, 'must be an object')
  }
  const { artifact, links } = given
  if (artifact !== undefined && !isText(artifact) && !(Array.isArray(artifact) && artifact.every(isText))) {
    tell('artifact', 'must be a text or a list of texts')
  }
  if (links !== undefined && !Array.isArray(links)) tell('links', 'must be a list')
  if (problems.length > 0) throw invalid(problems)
  return given as unknown as Description
}

function strangeKey(key: string): string {
  const shown = JSON.stringify(key.slice(0, 80))
  if (key === 'subjectId') return `${shown} is not known here; write subject`
  if (key === 'artifacts') return `${shown} is not known here; write artifact, it takes a list too`
  return `${shown} is not known here; known are ${KEYS.join(', ')}. Fields of the event's own go under content`
}

/** A key as a part of a JSON pointer (RFC 6901). */
function pointer(key: string): string {
  return key.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function invalid(problems: Problem[]): TurnpikeError {
  return new TurnpikeError('INVALID_EVENT', 'not a description of an event', { problems })
}
