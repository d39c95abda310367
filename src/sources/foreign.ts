/**
 * What a pull request's own jobs say of themselves → events that the repository may pass on under its own name. Pure.
 *
 * A run of a fork's code has no identity, so it hands its events over as a file, and a workflow of the repository sends
 * them. That file is a stranger's: whoever opens a pull request writes it freely. Nothing of it may count as the
 * repository's own word, so of each event only what happened in that run is kept, field by field, and everything that
 * says what it is about comes from GitHub: repository, run, attempt and commit of the `workflow_run` event.
 *
 *  - no artifact, service, change or custom data of theirs is left, and no environment but `foreign`: a rule about an
 *    artifact, a service or an environment never finds such an event;
 *  - the id is made from a text that no other event's is made from: it is nobody else's, neither before nor after;
 *  - `customData.turnpike.foreign` says whose code it was.
 */
import { digestOfJson } from '../cdevents/canonical.ts'
import { create } from '../cdevents/create.ts'
import type { CDEvent, EmbeddedLink } from '../cdevents/event.ts'
import { chainId, eventId } from '../cdevents/identity.ts'
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { validate } from '../cdevents/validate.ts'
import type { EventType } from '../cdevents/vocabulary.ts'
import { explain } from '../errors.ts'
import { contentOf, textOf, uriOf } from './foreign-content.ts'
import type { Outcome } from './outcome.ts'

/** The run whose events these claim to be, as the forge tells it. */
export interface ForeignRun {
  /** The run's address with its attempt. */
  id: string
  /** `source` of every event of this repository. */
  source: string
  /** What was pushed. */
  commit: string
  /** Where that commit is from; empty when the fork is gone. */
  repository: string
  /** Its address, where that is known. */
  repositoryUrl: string
  pullRequest?: string
  /** Between these two the run took place, RFC 3339 UTC; absent where the forge does not say it. */
  startedAt?: string
  endedAt?: string
  /** How it ended, as the forge tells it. What the run says of that itself is not passed on then. */
  ended?: { outcome: Outcome; name: string }
}

/** One line of a file. */
export interface ForeignLine {
  /** For people: `build.ndjson, line 3`. */
  where: string
  text: string
}

export interface ForeignEvents {
  events: CDEvent[]
  /** Where, and why it is not passed on. Texts of strangers are quoted in it, short. */
  refused: { where: string; why: string }[]
}

/** Where foreign tests ran: an environment that nobody deploys to, and no gate should ever be asked for. */
const FOREIGN_ENVIRONMENT = 'foreign'

const TYPE =
  /^dev\.cdevents\.((?:taskrun|pipelinerun|testsuiterun|testcaserun|testoutput|build)\.[a-z]+)\.\d+\.\d+\.\d+(?:-draft)?$/u

/** @param lines each the text of one event */
export function foreignEvents(lines: readonly ForeignLine[], run: ForeignRun): ForeignEvents {
  const refused: ForeignEvents['refused'] = []
  const claimed: { where: string; event: CDEvent; type: string }[] = []
  const known = new Set<string>()
  for (const { where, text } of lines) {
    const read = readClaim(text, run)
    if ('why' in read) refused.push({ where, why: read.why })
    else if (!known.has(digestOfJson(read.event))) {
      known.add(digestOfJson(read.event))
      claimed.push({ where, ...read })
    }
  }
  const ids = new Map(claimed.map(({ event }) => [event.context.id, idOf(event, run)]))
  const events: CDEvent[] = []
  for (const { where, event, type } of claimed) {
    try {
      events.push(rewritten(event, type, run, ids))
    } catch (error) {
      refused.push({ where, why: `cannot be passed on: ${explain(error)}` })
    }
  }
  const ending = events.length === 0 ? undefined : endOf(run, events)
  return { events: ending === undefined ? events : [...events, ending], refused }
}

function readClaim(text: string, run: ForeignRun): { event: CDEvent; type: string } | { why: string } {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    // What it holds instead is not repeated: the file may be a link to one with secrets in it.
    return { why: 'is not JSON' }
  }
  const verdict = validate(value)
  if (!verdict.valid) return { why: 'is not a valid CDEvent' }
  const { event } = verdict
  const type = TYPE.exec(event.context.type)?.[1]
  if (type === undefined)
    return {
      why: `a pull request's run may tell of its runs, tests and builds only, not ${short(event.context.type)}`,
    }
  if (type === 'pipelinerun.finished' && run.ended !== undefined)
    return { why: 'how the run ended is what the forge says of it' }
  const { source } = event.context
  if (source !== run.source) return { why: `its source is ${short(source)}, not ${run.source}` }
  const block = isObject(event.customData) ? event.customData.turnpike : undefined
  const { run: said, commit } = isObject(block) ? block : {}
  if (said !== run.id) return { why: `it is of the run ${short(said)}, not ${run.id}` }
  // A pull request is tested as a merge commit that nobody pushed; the chain names the commit that was.
  if (commit !== run.commit && event.context.chainId !== chainId(run.source, run.commit))
    return { why: `it is of the commit ${short(commit)}, not ${run.commit}` }
  return { event, type }
}

function rewritten(event: CDEvent, type: string, run: ForeignRun, ids: ReadonlyMap<string, string>): CDEvent {
  const subject = (id: unknown) => subjectOf(id, run)
  return create(
    type as EventType,
    {
      source: run.source,
      subject: {
        id: type.startsWith('pipelinerun.') ? run.id : subject(event.subject.id),
        content: contentOf(type, event.subject.content, {
          run: { id: run.id, source: run.source },
          environment: { id: FOREIGN_ENVIRONMENT },
          subject,
          uri: (text) => uriOf(text, run.id),
        }),
      },
      chainId: foreignChain(run),
      links: linksOf(event, ids),
      customData: foreignData(run),
    },
    { id: idOf(event, run), now: momentOf(event.context.timestamp, run) },
  )
}

/** The end of the run, in the forge's word: a job cannot hand over what happens after its last step. */
function endOf(run: ForeignRun, events: readonly CDEvent[]): CDEvent | undefined {
  const { ended, endedAt } = run
  if (ended === undefined || endedAt === undefined) return undefined
  const begun = events.find(({ context }) => context.type.includes('.pipelinerun.started.'))
  return create(
    'pipelinerun.finished',
    {
      source: run.source,
      subject: {
        id: run.id,
        content: { pipelineName: ended.name || 'pipeline', uri: run.id, outcome: ended.outcome },
      },
      chainId: foreignChain(run),
      links: begun === undefined ? [] : [{ linkType: 'PATH', from: { contextId: begun.context.id } }],
      customData: foreignData(run),
    },
    {
      id: eventId({
        source: run.source,
        type: 'foreign run',
        run: run.id,
        attempt: 0,
        subject: ended.outcome,
      }),
      now: endedAt,
    },
  )
}

/** Of the fork's own repository: what it says is in no chain of ours. */
function foreignChain(run: ForeignRun): string {
  return chainId(run.repositoryUrl === '' ? `${run.id}#foreign` : run.repositoryUrl, run.commit)
}

function foreignData({ id, commit, repository, pullRequest }: ForeignRun): Record<string, unknown> {
  return {
    turnpike: {
      commit,
      run: id,
      foreign: { repository, run: id, commit, ...(pullRequest === undefined ? {} : { pullRequest }) },
    },
  }
}

/**
 * A function of all that was claimed, so that what is sent again is the same event. No other event's id is made from a
 * type with a space in it.
 */
function idOf(event: CDEvent, run: ForeignRun): string {
  return eventId({
    source: run.source,
    type: `foreign ${event.context.type}`,
    run: run.id,
    attempt: 0,
    subject: digestOfJson(event),
  })
}

/** Subjects of the run stay what they are; any other name is one inside the run, so that it is nothing else's. */
function subjectOf(id: unknown, run: ForeignRun): string {
  const base = run.id.replace(/\/attempts\/\d+$/u, '')
  const text = textOf(id, 2048) ?? ''
  if ((text.startsWith(`${base}/`) || text.startsWith(`${base}#`)) && /^[\x21-\x7e]+$/u.test(text))
    return text
  return `${run.id}#foreign-${digestOfJson(text).slice('sha256:'.length, 'sha256:'.length + 32)}`
}

/** Only between events of the same file. */
function linksOf(event: CDEvent, ids: ReadonlyMap<string, string>): EmbeddedLink[] {
  return (event.context.links ?? []).slice(0, 16).flatMap((link): EmbeddedLink[] => {
    const from = link.linkType === 'PATH' ? ids.get(link.from.contextId ?? '') : undefined
    return from === undefined ? [] : [{ linkType: 'PATH', from: { contextId: from } }]
  })
}

/** A run's events happened while it ran. */
function momentOf(said: string, { startedAt, endedAt }: ForeignRun): string {
  const time = Date.parse(said)
  const from = startedAt === undefined ? -Infinity : Date.parse(startedAt)
  const until = endedAt === undefined ? Infinity : Date.parse(endedAt)
  if (time < from && startedAt !== undefined) return startedAt
  if (time > until && endedAt !== undefined) return endedAt
  return new Date(time).toISOString()
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  return text === '' ? 'no other' : JSON.stringify(text.length > 120 ? `${text.slice(0, 117)}…` : text)
}
