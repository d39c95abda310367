/** The life of a job as events: started in its first step, finished in the post phase with the real outcome. */
import type { ArtifactRef, CDEvent } from '../cdevents/event.ts'
import { explain } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Outcome } from '../sources/outcome.ts'
import {
  pipelineRunFinished,
  pipelineRunStarted,
  taskRunFinished,
  taskRunStarted,
  type TaskExtra,
} from '../sources/pipeline.ts'
import { resolveArtifacts } from './artifacts.ts'
import { deliver, type Destination } from './deliver.ts'
import type { Deps } from './deps.ts'
import { failUsage } from './failure.ts'
import { jobOutcome, runOutcome } from './outcome.ts'
import { withProject } from './project.ts'
import { beginsJob, endsJob } from './tracked.ts'
import type { ReportFiles } from './report-kinds.ts'

export interface TrackInputs extends Destination {
  environment?: string
  service?: string
}

export interface TrackFinishInputs extends TrackInputs {
  /** The job's final status in the forge's word: `success`, `failure`, `cancelled`, `failed`, `canceled`… */
  status: string
  /** What the job made, in the words of `resolveArtifacts`. */
  artifact?: string[]
  /** `${{ toJSON(needs) }}` of the run's last job: `pipelinerun.finished` is sent as well. */
  needs?: Record<string, unknown>
  /** Reports that the job made, by their paths or patterns: what they say is sent before its end. */
  files?: ReportFiles
}

/**
 * `pipelinerun.started` (the same event from every job of a run) and `taskrun.started`.
 * @returns 0; 2 for bad input; 5 for what was not delivered, when `failOnError` asks for it
 */
export async function runTrackStart(inputs: TrackInputs, host: Host, deps: Deps): Promise<number> {
  return await failUsage(host, async () => {
    if (inputs.token !== undefined) await host.secret(inputs.token)
    const now = deps.now()
    const extra = extraOf(await withProject(inputs, host))
    const events = beginsJob(host.facts, deps.env)
      ? [pipelineRunStarted(host.facts, now), taskRunStarted(host.facts, now, extra)]
      : []
    if (events.length === 0) host.log('An earlier step of this job tracks it already.')
    return (await deliver(events, inputs, host, deps)).code
  })
}

/**
 * `taskrun.finished`, and `pipelinerun.finished` when the run's last job asks for it. What earlier steps of the job
 * could not deliver goes along.
 * @returns as `runTrackStart`
 */
export async function runTrackFinish(given: TrackFinishInputs, host: Host, deps: Deps): Promise<number> {
  return await failUsage(host, async () => {
    if (given.token !== undefined) await host.secret(given.token)
    const inputs = await withProject(given, host, { quiet: true })
    const outcome = jobOutcome(inputs.status)
    const artifacts = await madeArtifacts(inputs, host, deps)
    const isEnd = endsJob(host.facts, deps.env)
    const ends = () => {
      const events = finished(inputs, outcome, artifacts, host, deps.now())
      return isEnd ? events : events.slice(1)
    }
    const to = { ...inputs, last: true }
    if (inputs.files === undefined || Object.keys(inputs.files).length === 0)
      return (await deliver(ends(), to, host, deps)).code
    const { finishWithEvidence } = await import('./evidence.ts')
    return await finishWithEvidence({ ...to, ...READING, files: inputs.files }, artifacts, ends, host, deps)
  })
}

/** Who wants it otherwise has the evidence step. */
const READING = { cases: 'failures', groupBy: 'run', failOn: 'high', ifNoFilesFound: 'warn' } as const

function finished(
  inputs: TrackFinishInputs,
  outcome: Outcome,
  artifacts: ArtifactRef[],
  host: Host,
  now: string,
): CDEvent[] {
  // The job's own end comes first.
  const events = [taskRunFinished(host.facts, outcome, now, { ...extraOf(inputs), artifacts })]
  if (inputs.needs !== undefined) {
    events.push(pipelineRunFinished(host.facts, runOutcome(inputs.needs, outcome), now))
  }
  return events
}

/** A job that failed has often not made what it was to make: how it ended is told all the same. */
async function madeArtifacts(inputs: TrackFinishInputs, host: Host, deps: Deps): Promise<ArtifactRef[]> {
  try {
    const log = (line: string) => host.log(line)
    return await resolveArtifacts(inputs.artifact ?? [], deps, { several: true, log })
  } catch (error) {
    await host.annotate({
      level: inputs.status === 'success' ? 'warning' : 'notice',
      title: 'Turnpike: finished without an artifact',
      message: `taskrun.finished names no artifact, so no gate will count it for one. ${explain(error)}`,
    })
    return []
  }
}

function extraOf({ environment, service }: TrackInputs): TaskExtra {
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
  }
}
