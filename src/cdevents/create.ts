/** Making events: what comes out is valid, or nothing comes out. */
import { TurnpikeError } from '../errors.ts'
import type { CDEvent, Context, EmbeddedLink } from './event.ts'
import { linkTarget } from './links.ts'
import { isObject } from './object.ts'
import { validate } from './validate.ts'
import { DRAFT, describeType, typeOf, versionFor } from './vocabulary.ts'
import type { CDEventOf, ContentOfType, EventType } from './vocabulary.ts'

/** What is to be told. */
export interface CreateFacts<T extends EventType> {
  /** URI reference of who says so; better an absolute URI. */
  source: string
  subject: { id: string; source?: string } & Content<T>
  chainId?: string
  links?: readonly EmbeddedLink[]
  customData?: Record<string, unknown> | string
  customDataContentType?: string
  schemaUri?: string
}

/** `content` may be left out where the type requires no field. */
type Content<T extends EventType> = T extends EventType
  ? Record<never, never> extends ContentOfType<T>
    ? { content?: ContentOfType<T> }
    : { content: ContentOfType<T> }
  : never

export interface Stamp {
  /** `context.id`, see `identity.ts`. */
  id: string
  /** `context.timestamp`, RFC 3339. */
  now: string
}

/**
 * Makes a valid event, frozen to the bottom.
 *
 * Its version is 0.5.1, and 0.6.0-draft for types that only that has and when a link ends at a domain id.
 * @param type short name, `testsuiterun.finished`, or a custom type in full
 * @throws TurnpikeError INVALID_EVENT with every problem
 */
export function create<T extends EventType>(
  type: T,
  facts: CreateFacts<T>,
  { id, now }: Stamp,
): CDEventOf<T> {
  const row = describeType(type)
  if (row === undefined) throw invalid(type, unknownType(type))
  const specversion = facts.links?.some(endsAtDomainId) ? DRAFT : versionFor(row)
  const context: Context = {
    specversion,
    id,
    source: facts.source,
    type: typeOf(type, specversion),
    timestamp: now,
    ...(facts.schemaUri !== undefined && { schemaUri: facts.schemaUri }),
    ...(facts.chainId !== undefined && { chainId: facts.chainId }),
    ...(facts.links !== undefined && facts.links.length > 0 && { links: [...facts.links] }),
  }
  const { content, ...subject } = facts.subject
  const event: CDEvent = {
    context,
    subject: { ...subject, content: content ?? {} },
    ...(facts.customData !== undefined && { customData: facts.customData }),
    ...(facts.customDataContentType !== undefined && { customDataContentType: facts.customDataContentType }),
  }
  // A copy: what is frozen must not be the caller's, and what JSON cannot say must not look as if it were there.
  const copy = asJson(type, event)
  const verdict = validate(copy)
  if (!verdict.valid) throw invalid(type, verdict.problems)
  return frozen(copy) as unknown as CDEventOf<T>
}

/** Links may come from a file a person wrote: what is no link at all is for the validation to tell. */
function endsAtDomainId(link: unknown): boolean {
  if (!isObject(link)) return false
  const target = linkTarget(link as unknown as EmbeddedLink)
  return isObject(target) && target.domainId !== undefined
}

function asJson(type: string, event: CDEvent): CDEvent {
  try {
    return JSON.parse(JSON.stringify(event)) as CDEvent
  } catch (cause) {
    throw new TurnpikeError('INVALID_EVENT', `not a valid ${type} event: it cannot be written as JSON`, {
      cause,
    })
  }
}

function unknownType(type: string) {
  return validate({ context: { specversion: '0.5.1', type } }).problems.filter(
    (problem) => problem.path === '/context/type',
  )
}

function invalid(type: string, problems: readonly { path: string; message: string }[]): TurnpikeError {
  const told = problems.map((problem) => `${problem.path} ${problem.message}`).join('; ')
  return new TurnpikeError('INVALID_EVENT', `not a valid ${type} event: ${told}`, { problems })
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) frozen(each)
    Object.freeze(value)
  }
  return value
}
