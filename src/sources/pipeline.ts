/**
 * The life of a run and its jobs as events. Pure; ids are functions of the facts, so a retry is the same event.
 *
 * `pipelinerun.started` may be sent by every job of a run and is one event, byte for byte: its content is a function of
 * what all jobs know (repository, commit, run), never of the job, the actor of the job, or its environment. Its
 * timestamp cannot be the clock of whichever job is first. It is, in this order:
 *  1. the moment the run began, where the forge tells every job the same one (`facts.run.startedAt`);
 *  2. otherwise (a re-run, a dispatch, a schedule) the first moment of the day, in UTC, on which the job runs;
 *     `customData.turnpike.timestampPrecision` then says `day`. Jobs of one day agree.
 * The id carries that moment (and, outside the two forges, what else one job may know and another not). So a run that
 * passes midnight under 2 gives a second event with a second id, and never one id with two contents, which a store keeps
 * as a conflict. When exactly a run was first heard of is the store's `receivedAt`.
 */
import { bind } from '../cdevents/binding.ts'
import { create } from '../cdevents/create.ts'
import type { Binding, CDEvent, EmbeddedLink, Reference } from '../cdevents/event.ts'
import { eventId } from '../cdevents/identity.ts'
import { path } from '../cdevents/links.ts'
import type { Facts } from '../host/host.ts'
import type { Outcome } from './outcome.ts'

export { outcomeOf } from './outcome.ts'

type PipelineType = 'pipelinerun.started' | 'pipelinerun.finished' | 'taskrun.started' | 'taskrun.finished'

/** What a job found out about itself. */
export interface TaskExtra {
  /** Why it failed, for people. */
  errors?: string
  artifacts?: Binding['artifacts']
  environment?: string
  service?: string
}

/** The run has begun. The same event from every job of a run; see above. @throws TurnpikeError INVALID_EVENT */
export function pipelineRunStarted(facts: Facts, now: string): CDEvent {
  return create(
    'pipelinerun.started',
    {
      source: facts.source,
      subject: { id: facts.run.id, content: { pipelineName: facts.run.name, uri: facts.run.url } },
      chainId: facts.chainId,
      customData: bind(
        undefined,
        runBinding(facts, {
          ...(facts.parent === undefined ? {} : { parentRun: facts.parent }),
          ...(facts.run.startedAt === undefined ? { timestampPrecision: 'day' } : {}),
        }),
      ),
    },
    { id: idOf(facts, 'pipelinerun.started', now), now: startOf(facts, now) },
  )
}

/** The run has ended. Sent by one job, the last. @throws TurnpikeError INVALID_EVENT */
export function pipelineRunFinished(
  facts: Facts,
  outcome: Outcome,
  now: string,
  extra: TaskExtra = {},
): CDEvent {
  return create(
    'pipelinerun.finished',
    {
      source: facts.source,
      subject: {
        id: facts.run.id,
        content: { pipelineName: facts.run.name, uri: facts.run.url, outcome, ...errorsOf(extra) },
      },
      chainId: facts.chainId,
      links: [path(idOf(facts, 'pipelinerun.started', now))],
      customData: bind(undefined, runBinding(facts, bindingOf(extra))),
    },
    { id: idOf(facts, 'pipelinerun.finished', now), now },
  )
}

/** A job has begun. @throws TurnpikeError INVALID_EVENT */
export function taskRunStarted(facts: Facts, now: string, extra: TaskExtra = {}): CDEvent {
  return taskRun(facts, 'taskrun.started', now, {}, [path(idOf(facts, 'pipelinerun.started', now))], extra)
}

/** A job has ended. @throws TurnpikeError INVALID_EVENT */
export function taskRunFinished(facts: Facts, outcome: Outcome, now: string, extra: TaskExtra = {}): CDEvent {
  const links = [path(idOf(facts, 'taskrun.started', now))]
  return taskRun(facts, 'taskrun.finished', now, { outcome, ...errorsOf(extra) }, links, extra)
}

function taskRun(
  facts: Facts,
  type: 'taskrun.started' | 'taskrun.finished',
  now: string,
  content: Record<string, unknown>,
  links: EmbeddedLink[],
  extra: TaskExtra,
): CDEvent {
  const environment = extra.environment ?? facts.environment
  return create(
    type,
    {
      source: facts.source,
      subject: {
        id: facts.job.id,
        content: {
          taskName: facts.job.name,
          uri: facts.job.url,
          pipelineRun: runReference(facts),
          ...content,
        },
      },
      chainId: facts.chainId,
      links,
      customData: bind(
        undefined,
        runBinding(facts, { ...bindingOf(extra), ...(environment === undefined ? {} : { environment }) }),
      ),
    },
    { id: idOf(facts, type, now), now },
  )
}

function runReference(facts: Facts): Reference {
  return { id: facts.run.id, source: facts.source }
}

function idOf(facts: Facts, type: PipelineType, now: string): string {
  const subject = type.startsWith('pipelinerun.') ? facts.run.id : facts.job.id
  return eventId({
    source: facts.source,
    type,
    run: facts.run.id,
    attempt: facts.run.attempt,
    subject: type === 'pipelinerun.started' ? `${subject}#${beginningOf(facts, now)}` : subject,
    order: runOrder(facts),
  })
}

/**
 * What tells one beginning of a run from another. Jobs of the two forges all know the same; elsewhere one may know more
 * than another (Jenkins has GIT_COMMIT after a checkout only), and what it says must not be the same event then.
 */
function beginningOf(facts: Facts, now: string): string {
  const start = startOf(facts, now)
  if (facts.forge === 'github' || facts.forge === 'gitlab') return start
  const { run, chainId, commit, change, parent } = facts
  return JSON.stringify([start, chainId, commit, change?.id ?? null, run.name, run.url, parent ?? null])
}

/** When the run began, as every job of it says it. */
function startOf({ run }: Facts, now: string): string {
  return run.startedAt ?? `${new Date(now).toISOString().slice(0, 10)}T00:00:00Z`
}

/** The forge's number of the run, which only grows: 0 when there is none. */
export function runOrder(facts: Facts): number {
  const digits =
    /\/(?:runs|pipelines)\/(\d{1,15})(?:\/|$)/.exec(facts.run.id)?.[1] ??
    /^\d{1,15}$/.exec(facts.run.number)?.[0]
  return digits === undefined ? 0 : Number(digits)
}

/** What every event of a run is bound to. */
export function runBinding(facts: Facts, more: Binding = {}): Binding {
  return {
    ...(facts.commit === '' ? {} : { commit: facts.commit }),
    run: facts.run.id,
    ...(facts.change === undefined ? {} : { change: facts.change.id }),
    ...more,
  }
}

function bindingOf({ artifacts, environment, service }: TaskExtra): Binding {
  return {
    ...(artifacts === undefined || artifacts.length === 0 ? {} : { artifacts }),
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
  }
}

function errorsOf({ errors }: TaskExtra): { errors?: string } {
  return errors === undefined || errors === '' ? {} : { errors: errors.slice(0, 4096) }
}
