/**
 * The inputs of the actions (`action.yml`, `actions/<name>/action.yml`) → one typed record each. A test compares what is read here with
 * what is declared there.
 */
import { TurnpikeError } from '../errors.ts'
import type { GithubInputs } from '../host/github.ts'
import type { EmitInputs } from './emit.ts'
import type { GateInputs } from './gate.ts'
import { FORMATS } from './formats.ts'
import { createInputReader, type Env, type InputReader } from './inputs.ts'
import { runOutcome } from './outcome.ts'
import { readReportFiles } from './report-kinds.ts'
import type { TrackFinishInputs } from './track.ts'

/** What tells this job apart from the run's other jobs; inputs, because only their defaults may ask the runner. */
export function readJobInputs(env: Env): GithubInputs {
  const read = createInputReader(env)
  const [matrix, checkRunId] = [read.text('matrix'), read.text('check-run-id')]
  return {
    ...(matrix === undefined ? {} : { matrix }),
    ...(checkRunId === undefined ? {} : { checkRunId }),
  }
}

/** @throws TurnpikeError USAGE with every problem; so do the next two */
export function readTrackInputs(env: Env): TrackFinishInputs {
  const read = createInputReader(env)
  const needs = read.json('pipeline-finished')
  if (needs !== undefined) checkNeeds(needs, read)
  const inputs: TrackFinishInputs = {
    ...readStore(read, env),
    ...present('spool', read.text('spool')),
    ...present('environment', read.text('environment')),
    ...present('service', read.text('service')),
    failOnError: read.flag('fail-on-error'),
    status: read.text('job-status') ?? '',
    artifact: read.lines('artifact'),
    files: readReportFiles(read),
    ...present('needs', needs),
  }
  read.finish()
  return inputs
}

export function readEmitInputs(env: Env): EmitInputs {
  const read = createInputReader(env)
  const fromFork = read.lines('from-fork')
  const inputs: EmitInputs = {
    ...readStore(read, env),
    ...present('type', read.text('type')),
    ...present('subject', read.text('subject')),
    ...present('content', read.text('content')),
    artifact: read.lines('artifact'),
    ...present('environment', read.text('environment')),
    ...present('service', read.text('service')),
    ...present('change', read.text('change')),
    ...present('links', read.text('links')),
    ...present('customData', read.text('custom-data')),
    ...present('file', read.text('file')),
    ...(fromFork.length === 0 ? {} : { fromFork }),
    ...present('spool', read.text('spool')),
    format: read.choice('format', FORMATS),
    ...present('sign', read.text('sign')),
    failOnError: read.flag('fail-on-error'),
  }
  read.finish()
  return inputs
}

export function readGateInputs(env: Env): GateInputs {
  const read = createInputReader(env)
  const { store, token } = readStore(read, env)
  if (store === undefined) {
    read.problem(
      'store',
      "is empty, and a gate without a store stays closed; give the store's address, or set TURNPIKE_STORE",
    )
  }
  const artifact = read.lines('artifact')
  if (artifact.length === 0) {
    read.problem(
      'artifact',
      'is empty; name what is to be deployed by a package URL with a digest, sha256:…, or a file',
    )
  }
  const reports = {
    ...present('html', read.text('html')),
    ...present('json', read.text('json')),
    ...present('junit', read.text('junit')),
  }
  const inputs: GateInputs = {
    store: store ?? '',
    ...present('token', token),
    artifact,
    environment: read.required('environment', 'name where it is to go, such as production'),
    ...present('service', read.text('service')),
    ...present('change', read.text('change')),
    ...present('githubToken', read.text('github-token')),
    policy: read.lines('policy'),
    policyFiles: read.lines('policy-file'),
    ...present('wait', read.duration('wait')),
    mode: read.choice('mode', ['enforce', 'warn']),
    reports,
  }
  read.finish()
  return inputs
}

/** The inputs win over the environment, which a job or an organisation sets once for all its steps. */
function readStore(read: InputReader, env: Env): { store?: string; token?: string } {
  const token = read.text('token') ?? env.TURNPIKE_TOKEN?.trim()
  return {
    ...present('store', read.url('store', env.TURNPIKE_STORE)),
    ...present('token', token === '' ? undefined : token),
  }
}

function checkNeeds(needs: Record<string, unknown>, read: InputReader): void {
  try {
    runOutcome(needs, 'success')
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw error
    for (const { message } of error.problems) read.problem('pipeline-finished', message)
  }
}

function present<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: T })
}
