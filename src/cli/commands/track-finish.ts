import { runTrackFinish } from '../../actions/track.ts'
import { readReportFiles } from '../../actions/report-kinds.ts'
import { isObject } from '../../cdevents/object.ts'
import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'

/** `turnpike track finish --status STATUS`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const status = args.text('status') ?? terminal.env['CI_JOB_STATUS']
  if (status === undefined)
    throw new TurnpikeError(
      'USAGE',
      '--status is missing: success, failure or cancelled (default: $CI_JOB_STATUS)',
    )
  const needs = needsOf(args.text('pipeline-finished'))
  const { host, deps, store, token, failures, close } = await surroundings(args, terminal)
  const inputs = {
    status,
    failOnError: args.on('fail-on-error'),
    artifact: args.texts('artifact'),
    files: readReportFiles({ lines: args.texts }),
    ...given({
      store: store || undefined,
      token,
      needs,
      environment: args.text('environment'),
      service: args.text('service'),
    }),
  }
  try {
    const code = await terminal.during(`telling ${store || 'nobody'}`, runTrackFinish(inputs, host, deps))
    if (terminal.json)
      terminal.print(JSON.stringify({ job: host.facts.job.id, run: host.facts.run.id, status, failures }))
    return code
  } finally {
    await close()
  }
}

function needsOf(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (isObject(value)) return value
  } catch {
    // told below, like every other thing that is no object
  }
  throw new TurnpikeError(
    'USAGE',
    '--pipeline-finished is a JSON object, as toJSON(needs) gives it: {"build": {"result": "success"}}',
  )
}
