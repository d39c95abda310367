/** The events of a wrapped command beside those of its reports. Pure. */
import type { CDEvent } from '../cdevents/event.ts'
import type { Facts } from '../host/host.ts'
import { describe } from '../sources/described.ts'
import type { Description } from '../sources/description.ts'
import { taskRunFinished, taskRunStarted } from '../sources/pipeline.ts'
import { boundTo } from '../sources/reports/report-binding.ts'
import type { ReportContext } from '../sources/reports/report.ts'
import type { Ending } from './execute.ts'
import { lastLines, type OutputTail } from './output-tail.ts'
import type { RunOptions } from './run-options.ts'

/** Before the command starts. */
export function startedEvents(options: RunOptions, facts: Facts, now: string): CDEvent[] {
  const { type } = options
  const task = marked(taskRunStarted(facts, now, placeOf(options)), options, {})
  const more: Description[] = []
  if (type === 'build') more.push({ type: 'build.started' })
  if (isTestByStatus(options))
    more.push({ type: 'testsuiterun.started', content: { testSuite: suiteOf(options) } })
  return [
    task,
    ...describe(
      more.map((one) => ({ ...one, ...placeOf(options) })),
      facts,
      now,
    ),
  ]
}

/** After it ended, in the order of a delivery; the task's end is the last. */
export function finishedEvents(
  options: RunOptions,
  ending: Ending,
  context: ReportContext,
  measured: { milliseconds: number; output?: OutputTail },
): CDEvent[] {
  const { facts, now, artifacts } = context
  const { code, outcome } = ending
  const more: Description[] = []
  if (isTestByStatus(options)) {
    const reason = ending.errors === '' ? {} : { reason: ending.errors }
    more.push({
      type: 'testsuiterun.finished',
      content: { testSuite: suiteOf(options), outcome, ...reason },
      ...boundTo(context),
    })
  }
  // A build has no outcome of its own; what a failed one left is nothing that it built.
  if (options.type === 'build') {
    const about = boundTo({ ...context, artifacts: outcome === 'success' ? artifacts : [] })
    more.push({ type: 'build.finished', ...about, customData: { turnpike: { outcome } } })
  }
  const { output, milliseconds } = measured
  const errors = errorsOf(ending, output)
  const task = taskRunFinished(facts, outcome, now, {
    ...placeOf(options),
    ...(errors === '' ? {} : { errors }),
    artifacts: [...artifacts],
  })
  const numbers = { exitCode: code, milliseconds, ...(output === undefined ? {} : { output }) }
  return [...describe(more, facts, now), marked(task, options, numbers)]
}

/** A test without reports: its exit status is all that is known of it. */
function isTestByStatus({ type, files }: RunOptions): boolean {
  return type === 'test' && files.junit === undefined && files.tap === undefined
}

function suiteOf({ suite, name }: RunOptions): { id: string; name: string } {
  return { id: suite ?? name, name }
}

function placeOf({ environment, service }: RunOptions): { environment?: string; service?: string } {
  return {
    ...(environment === undefined ? {} : { environment }),
    ...(service === undefined ? {} : { service }),
  }
}

const MOST_ERRORS = 4096

/** What it ended with, and the last it said. */
function errorsOf({ errors }: Ending, output: OutputTail | undefined): string {
  if (errors === '' || output === undefined || output.tail === '') return errors
  const room = MOST_ERRORS - Buffer.byteLength(errors) - 1
  return room < 100 ? errors : `${errors}\n${lastLines(output.tail, room)}`
}

function marked(event: CDEvent, { type }: RunOptions, more: Record<string, unknown>): CDEvent {
  const custom = event.customData as Record<string, unknown>
  const kind = type === undefined ? {} : { kind: type }
  return {
    ...event,
    customData: { ...custom, turnpike: { ...(custom['turnpike'] as object), ...kind, ...more } },
  }
}
