/** One event described by inputs, or a file of many → events → the store. */
import type { CDEvent } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import { EXIT, explain, TurnpikeError, type Problem } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { describe } from '../sources/described.ts'
import { isFull, type Description } from '../sources/description.ts'
import { readObject, readValues } from '../sources/read.ts'
import { deliver, type Destination } from './deliver.ts'
import type { Deps } from './deps.ts'
import { failUsage } from './failure.ts'
import { withProject } from './project.ts'

export interface EmitInputs extends Destination {
  /** `testsuiterun.finished`, a full type, or `auto` for what started the run; not together with `file`. */
  type?: string
  subject?: string
  /** The subject's content: an object as YAML or JSON. */
  content?: string
  /** Package URLs with a digest, `sha256:…`, images by digest, or paths of files. */
  artifact: string[]
  environment?: string
  service?: string
  change?: string
  /** A list of links as YAML or JSON. */
  links?: string
  /** `customData`: an object as YAML or JSON. */
  customData?: string
  /** A file of events or descriptions: YAML, JSON, a list, or one JSON a line. */
  file?: string
  /** Files that the jobs of a pull request handed over (`spool`): their events are passed on, by themselves. */
  fromFork?: string[]
}

/**
 * Every event is made and checked before the first is sent.
 * @returns 0; 2 for invalid input, always; 5 for what was not delivered, when `failOnError` asks for it
 */
export async function runEmit(inputs: EmitInputs, host: Host, deps: Deps): Promise<number> {
  return await failUsage(host, async () => {
    if (inputs.token !== undefined) await host.secret(inputs.token)
    const events = await eventsOf(await withProject(inputs, host), host, deps)
    const { sent, undelivered, code } =
      events.length === 0
        ? { sent: 0, undelivered: 0, code: EXIT.allow }
        : await deliver(events, inputs, host, deps)
    await host.output('event-id', events[0]?.context.id ?? '')
    await host.output('sent', String(sent))
    await host.output('undelivered', String(undelivered))
    return code
  })
}

async function eventsOf(inputs: EmitInputs, host: Host, deps: Deps): Promise<CDEvent[]> {
  if (inputs.fromFork !== undefined) {
    alone(inputs, [
      'file',
      'type',
      'subject',
      'content',
      'environment',
      'service',
      'change',
      'links',
      'customData',
    ])
    const { eventsFromFork } = await import('./from-fork.ts')
    return await eventsFromFork(inputs.fromFork, host, deps)
  }
  const described =
    inputs.type === 'auto' && inputs.file === undefined
      ? await ownEvents(inputs, host, deps)
      : inputs.file === undefined
        ? [await fromInputs(inputs)]
        : await fromFile(inputs, inputs.file, deps)
  const { items, problems } = await allWithDigests(described, host, deps)
  const events = () => describe(items, host.facts, deps.now())
  if (problems.length === 0) return events()
  // The rest is checked as if the artifacts were known, so that a person reads of everything at once.
  const more = problemsOf(events)
  throw new TurnpikeError('INVALID_EVENT', 'not every artifact is known', {
    problems: [...problems, ...more],
  })
}

function problemsOf(make: () => unknown): readonly Problem[] {
  try {
    make()
    return []
  } catch (error) {
    if (error instanceof TurnpikeError) return error.problems
    throw error
  }
}

/** `type: auto`: what the event that started this run means; none when it means no change. */
async function ownEvents(inputs: EmitInputs, host: Host, deps: Deps): Promise<Partial<Description>[]> {
  const given = (['subject', 'content', 'links', 'customData', 'change'] as const).filter(
    (name) => inputs[name] !== undefined,
  )
  if (given.length > 0)
    throw new TurnpikeError(
      'USAGE',
      `input type: auto takes what the event that started the run says, and ${given.join(', ')} ${given.length === 1 ? 'is' : 'are'} given; name a type, or leave them out`,
    )
  const { readOwnEvents } = await import('./own-event.ts')
  return await readOwnEvents(host, deps, defaultsOf(inputs))
}

async function fromInputs(inputs: EmitInputs): Promise<Partial<Description>> {
  if (inputs.type === undefined) {
    throw new TurnpikeError(
      'USAGE',
      'input type: is empty; say what happened, such as testsuiterun.finished, or give a file',
    )
  }
  const { content, links, customData } = await parsed(inputs)
  return {
    type: inputs.type,
    ...defaultsOf(inputs),
    ...(inputs.subject === undefined ? {} : { subject: inputs.subject }),
    ...(content === undefined ? {} : { content }),
    ...(links === undefined ? {} : { links }),
    ...(customData === undefined ? {} : { customData }),
  }
}

/** The inputs that are YAML or JSON. @throws TurnpikeError INVALID_EVENT with the problems of all of them */
async function parsed(inputs: EmitInputs): Promise<Pick<Description, 'content' | 'links' | 'customData'>> {
  const problems: Problem[] = []
  const tryRead = async <T>(
    text: string | undefined,
    read: (text: string) => Promise<T>,
  ): Promise<T | undefined> => {
    if (text === undefined) return undefined
    try {
      return await read(text)
    } catch (error) {
      problems.push({ path: '', message: explain(error) })
      return undefined
    }
  }
  const content = await tryRead(inputs.content, (text) => readObject(text, 'input content'))
  const links = await tryRead(inputs.links, (text) => readValues(text, 'input links'))
  const customData = await tryRead(inputs.customData, (text) => readObject(text, 'input custom-data'))
  if (problems.length > 0) {
    throw new TurnpikeError('INVALID_EVENT', problems.map(({ message }) => message).join('\n'), { problems })
  }
  return {
    ...(content === undefined ? {} : { content }),
    ...(links === undefined ? {} : { links }),
    ...(customData === undefined ? {} : { customData }),
  }
}

/** What comes from a fork says itself what it is about, and only that. */
function alone(inputs: EmitInputs, others: readonly (keyof EmitInputs)[]): void {
  const given = others.filter((name) => inputs[name] !== undefined)
  if (given.length === 0 && inputs.artifact.length === 0) return
  throw new TurnpikeError(
    'USAGE',
    `from-fork is given together with ${[...given, ...(inputs.artifact.length === 0 ? [] : ['artifact'])].join(', ')}; the events of a fork are bound to nothing but its run`,
  )
}

/** What is said beside a file counts for every description in it that does not say it itself. */
async function fromFile(inputs: EmitInputs, path: string, deps: Deps): Promise<unknown[]> {
  const alone = (['type', 'subject', 'content', 'links', 'customData'] as const).filter(
    (name) => inputs[name] !== undefined,
  )
  if (alone.length > 0) {
    throw new TurnpikeError(
      'USAGE',
      `A file of events and ${alone.join(', ')} are given; describe events in one place`,
    )
  }
  const items = await readValues(await deps.readText(path), path)
  return items.map((item) => (isDescription(item) ? { ...defaultsOf(inputs), ...item } : item))
}

function defaultsOf(inputs: EmitInputs): Partial<Description> {
  return {
    ...(inputs.artifact.length === 0 ? {} : { artifact: inputs.artifact }),
    ...(inputs.environment === undefined ? {} : { environment: inputs.environment }),
    ...(inputs.service === undefined ? {} : { service: inputs.service }),
    ...(inputs.change === undefined ? {} : { change: inputs.change }),
  }
}

/** Stands in for an artifact that is not known, while the rest of its event is checked. Never sent. */
const UNKNOWN = `sha256:${'0'.repeat(64)}`

/** Paths and images become package URLs with digests. A file named by many items is read once. */
async function allWithDigests(
  described: readonly unknown[],
  host: Host,
  deps: Deps,
): Promise<{ items: unknown[]; problems: Problem[] }> {
  const resolve = resolver(host, deps)
  const problems: Problem[] = []
  const items: unknown[] = []
  for (const [index, item] of described.entries()) {
    try {
      items.push(await withDigests(item, resolve))
    } catch (error) {
      if (!(error instanceof TurnpikeError)) throw error
      const place = described.length === 1 ? '' : `/${index}`
      problems.push(...error.problems.map(({ path, message }) => ({ path: place + path, message })))
      items.push({ ...(item as object), artifact: UNKNOWN })
    }
  }
  return { items, problems }
}

/** Artifacts as they were written → package URLs or digests. */
type Resolve = (values: readonly string[]) => Promise<string[]>

/** What many items name in the same words is looked up and told once, and no file is read twice. */
function resolver(host: Host, deps: Deps): Resolve {
  const digests = new Map<string, Promise<string>>()
  const known = new Map<string, Promise<string[]>>()
  const digestFile = (path: string) => remembered(digests, path, () => deps.digestFile(path))
  const finding = { several: true, log: (line: string) => host.log(line) }
  return (values) =>
    remembered(known, JSON.stringify(values), async () => {
      const { resolveArtifacts } = await import('./artifacts.ts')
      const artifacts = await resolveArtifacts(values, { env: deps.env, digestFile }, finding)
      return artifacts.map(({ digest, purl }) => purl ?? digest)
    })
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}

async function withDigests(item: unknown, resolve: Resolve): Promise<unknown> {
  if (!isDescription(item)) return item
  const given: readonly unknown[] = Array.isArray(item.artifact) ? item.artifact : [item.artifact]
  // What is no text at all is left for `describe` to tell.
  if (!given.every((value) => typeof value === 'string' && value !== '')) return item
  return { ...item, artifact: await resolve(given as readonly string[]) }
}

function isDescription(item: unknown): item is Record<string, unknown> {
  return isObject(item) && !isFull(item) && !('data' in item)
}
