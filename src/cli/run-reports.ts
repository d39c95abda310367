/** What a command left behind → events, sent as they are made. */
import { collect, type Asked } from '../actions/collect.ts'
import type { Collected } from '../actions/collected.ts'
import type { Destination } from '../actions/deliver.ts'
import type { Deps } from '../actions/deps.ts'
import { streamTo } from '../actions/stream-delivery.ts'
import { tellCollected } from '../actions/tell-collected.ts'
import type { ArtifactRef, CDEvent } from '../cdevents/event.ts'
import { isObject } from '../cdevents/object.ts'
import type { Host } from '../host/host.ts'
import type { Ending } from './execute.ts'
import type { RunOptions } from './run-options.ts'

/**
 * Reads the reports and sends what they say. A command that failed has not passed its tests, whatever its reports say:
 * it may have ended before the rest of them ran, or for a reason that no report has.
 * @param deps whose files are those that the command wrote
 */
export async function sendReports(
  options: RunOptions,
  artifacts: readonly ArtifactRef[],
  ending: Ending,
  to: Destination,
  host: Host,
  deps: Deps,
): Promise<void> {
  const asked: Asked = {
    ...options,
    // A task of its own: its name is what people know it by.
    suite: options.suite ?? options.name,
    cases: 'failures',
    groupBy: 'run',
    failOn: 'high',
    ifNoFilesFound: 'warn',
  }
  const stream = await streamTo(to, host, deps)
  const collected = await collect(asked, artifacts, host, deps, (events) =>
    stream.put(events.map((event) => honest(event, ending))),
  )
  await stream.end()
  await tellCollected(
    honestly(collected, ending),
    artifacts,
    { annotate: false, ifNoFilesFound: 'warn', mayBeNone: 'as the command writes them' },
    host,
  )
}

function honest(event: CDEvent, ending: Ending): CDEvent {
  if (ending.outcome === 'success' || !isPassedTest(event)) return event
  const { content } = event.subject
  const reason = reasonOf(content['reason'], ending)
  return { ...event, subject: { ...event.subject, content: { ...content, outcome: 'error', reason } } }
}

/** Not of a scan: a linter's exit status says that there are findings, of which only some count. */
function isPassedTest({ context, subject, customData }: CDEvent): boolean {
  const block = isObject(customData) && isObject(customData['turnpike']) ? customData['turnpike'] : {}
  return (
    context.type.includes('.testsuiterun.finished.') &&
    block['tests'] !== undefined &&
    subject.content['outcome'] === 'success'
  )
}

function honestly(collected: Collected, ending: Ending): Collected {
  if (ending.outcome === 'success') return collected
  const suites = collected.suites.map((suite) =>
    suite.outcome === 'success'
      ? { ...suite, outcome: 'error' as const, reason: reasonOf(suite.reason, ending) }
      : suite,
  )
  return { ...collected, suites }
}

function reasonOf(said: unknown, { errors, code }: Ending): string {
  const what = errors === '' ? `exit status ${code}` : errors
  return `${typeof said === 'string' ? `${said}, but ` : ''}the command ended with ${what}, which no report explains`.slice(
    0,
    2000,
  )
}
