/**
 * What a person writes → events. A line or two suffice: what the run knows fills in the rest, and nothing is sent
 * before every item is valid. Pure.
 */
import { bind, bindingOf } from '../cdevents/binding.ts'
import { create } from '../cdevents/create.ts'
import { digestOfJson } from '../cdevents/canonical.ts'
import { unwrap } from '../cdevents/envelope.ts'
import type { ArtifactRef, Binding, CDEvent, EmbeddedLink } from '../cdevents/event.ts'
import { eventId } from '../cdevents/identity.ts'
import { path } from '../cdevents/links.ts'
import { artifactRef } from '../cdevents/purl.ts'
import { validate } from '../cdevents/validate.ts'
import { describeType } from '../cdevents/vocabulary.ts'
import type { EventType, TypeRow } from '../cdevents/vocabulary.ts'
import { TurnpikeError } from '../errors.ts'
import type { Problem } from '../errors.ts'
import type { Facts } from '../host/host.ts'
import { changeOf, filledContent, subjectOf } from './defaults.ts'
import type { Said } from './defaults.ts'
import { isFull, readDescription } from './description.ts'
import type { Description } from './description.ts'
import { runBinding, runOrder } from './pipeline.ts'

export type { Description } from './description.ts'

/**
 * Descriptions (or full CDEvents) as events, in order. A description of an artifact event with several artifacts gives
 * one event for each.
 *
 * An id is a function of the run, the job and all that is said, the moment included: what is sent again is the same
 * event, what happens again is another one.
 * @param now RFC 3339
 * @throws TurnpikeError INVALID_EVENT with every problem of every item; paths are of the description
 */
export function describe(descriptions: readonly unknown[], facts: Facts, now: string): CDEvent[] {
  const events: CDEvent[] = []
  const problems: Problem[] = []
  descriptions.forEach((item, index) => {
    // A single description is what somebody wrote into inputs: its paths need no number.
    const place = descriptions.length === 1 ? '' : `/${index}`
    try {
      events.push(...eventsOf(item, facts, now))
    } catch (error) {
      if (!(error instanceof TurnpikeError)) throw error
      for (const problem of problemsOf(error)) problems.push({ ...problem, path: place + problem.path })
    }
  })
  if (problems.length === 0) return events
  throw new TurnpikeError('INVALID_EVENT', toldShortly(problems), {
    problems: problems.slice(0, MAX_PROBLEMS),
  })
}

/** Longest item, in UTF-16 units. */
const MAX_ITEM = 1024 * 1024

/** The most problems that are told; a person mends the first of a thousand equal ones. */
const MAX_PROBLEMS = 1000

function eventsOf(item: unknown, facts: Facts, now: string): CDEvent[] {
  const given = unwrap(asJson(item))
  if (isFull(given)) return [passedThrough(given)]
  const description = readDescription(given)
  const row = describeType(description.type)
  // `create` knows best how to say that a type does not exist.
  if (row === undefined) return [createDescribed(description, undefined, [], facts, now)]
  const artifacts = artifactsOf(description)
  if (row.subject !== 'artifact' || artifacts.length < 2) {
    return [createDescribed(description, row, artifacts, facts, now)]
  }
  if (description.subject !== undefined) {
    throw problem(
      '/subject',
      'names one subject for several artifacts; leave it out, each artifact is its own subject',
    )
  }
  return artifacts.map((artifact) => createDescribed(description, row, [artifact], facts, now))
}

/** A copy that is certainly a tree: an anchor in YAML may refer to itself, and a reader of JSON would never end. */
function asJson(item: unknown): unknown {
  let text: string | undefined
  try {
    text = JSON.stringify(item)
  } catch {
    throw problem('', 'cannot be written as JSON: it refers to itself, or is nested too deeply')
  }
  if (text !== undefined && text.length > MAX_ITEM)
    throw problem('', 'is over 1 MiB; a store takes no larger event')
  return text === undefined ? undefined : (JSON.parse(text) as unknown)
}

function passedThrough(value: unknown): CDEvent {
  const verdict = validate(value)
  if (verdict.valid) return verdict.event
  throw new TurnpikeError('INVALID_EVENT', 'not a valid CDEvent', { problems: verdict.problems })
}

function createDescribed(
  description: Description,
  row: TypeRow | undefined,
  artifacts: ArtifactRef[],
  facts: Facts,
  now: string,
): CDEvent {
  const said: Said = { description, artifacts, facts }
  const source = description.source ?? facts.source
  const timestamp = description.timestamp ?? now
  const content = row === undefined ? { ...description.content } : filledContent(row, said)
  const subject = row === undefined ? 'unknown' : subjectOf(row, said, content)
  const links = description.links?.map(linkOf)
  const customData = bind(description.customData, describedBinding(row, said, content))
  const id =
    description.id ??
    eventId({
      source,
      type: description.type,
      run: facts.run.id,
      attempt: facts.run.attempt,
      subject: digestOfJson([facts.job.id, subject, timestamp, content, customData, links ?? null]),
      order: runOrder(facts),
    })
  const event: CDEvent = create(
    description.type as EventType,
    {
      source,
      subject: { id: subject, content },
      chainId: description.chainId ?? facts.chainId,
      ...(links === undefined ? {} : { links }),
      customData,
    },
    { id, now: timestamp },
  )
  const { inconsistent } = bindingOf(event)
  if (inconsistent !== undefined) throw problem('', `${inconsistent}: such an event would never be evidence`)
  return event
}

function describedBinding(
  row: TypeRow | undefined,
  { description, artifacts, facts }: Said,
  content: Readonly<Record<string, unknown>>,
): Binding {
  const { service } = description
  // CDEvents has no field for it in builds; they name it as artifact.packaged does.
  const change = row?.subject === 'build' ? changeOf(description, facts) : description.change
  // Where the type has a field for it, the field says it; a test ran somewhere, but counts wherever it is asked for.
  const environment =
    description.environment ?? (content.environment === undefined ? facts.environment : undefined)
  return {
    ...runBinding(facts),
    ...(artifacts.length === 0 ? {} : { artifacts }),
    ...(environment === undefined || row?.subject === 'environment' ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
    ...(change === undefined ? {} : { change }),
  }
}

function artifactsOf({ artifact = [] }: Description): ArtifactRef[] {
  const texts = typeof artifact === 'string' ? [artifact] : artifact
  const byDigest = new Map<string, ArtifactRef>()
  const problems: Problem[] = []
  for (const text of texts) {
    try {
      const ref = artifactRef(text)
      byDigest.set(ref.digest, ref)
    } catch (error) {
      if (!(error instanceof TurnpikeError)) throw error
      problems.push({ path: '/artifact', message: error.message })
    }
  }
  if (problems.length > 0) throw new TurnpikeError('INVALID_EVENT', 'not an artifact', { problems })
  return [...byDigest.values()]
}

/** A plain text is the id of the event that caused this one. Everything else is judged by `create`. */
function linkOf(link: unknown): EmbeddedLink {
  return typeof link === 'string' ? path(link) : (link as EmbeddedLink)
}

/** Where the event says it → where the description says it. */
function problemsOf({ problems, message }: TurnpikeError): Problem[] {
  if (problems.length === 0) return [{ path: '', message }]
  return problems.map((each) => ({
    ...each,
    path: each.path
      .replace(/^\/subject\/content/, '/content')
      .replace(/^\/subject\/id$/, '/subject')
      .replace(/^\/context\//, '/'),
  }))
}

function problem(at: string, message: string): TurnpikeError {
  return new TurnpikeError('INVALID_EVENT', message, { problems: [{ path: at, message }] })
}

function toldShortly(problems: readonly Problem[]): string {
  const first = problems
    .slice(0, 5)
    .map(({ path: at, message }) => (at === '' ? message : `${at}: ${message}`))
  const more = problems.length - first.length
  return first.join('; ') + (more > 0 ? `; and ${more} more` : '')
}
