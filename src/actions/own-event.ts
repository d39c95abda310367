/** `emit` with `type: auto`: what the event that started this run means, as descriptions. */
import { parseJson } from '../cdevents/parse.ts'
import { explain, TurnpikeError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { changeEvents } from '../sources/changes.ts'
import type { Description } from '../sources/description.ts'
import type { Deps } from './deps.ts'

/**
 * @param beside what the inputs say of all of them
 * @returns none, and a line that says so, for a run that no change started (a schedule, a dispatch, a push to a branch that is
 * neither new nor the default one).
 * @throws TurnpikeError USAGE when there is an event file that cannot be read: it is not "no change"
 */
export async function readOwnEvents(
  host: Host,
  deps: Deps,
  beside: Partial<Description>,
): Promise<Description[]> {
  const { env } = deps
  const payload = await payloadOf(env.GITHUB_EVENT_PATH, deps)
  const described = changeEvents(host.facts, { env, payload }, beside)
  if (described.length === 0) {
    const started = env.GITHUB_EVENT_NAME ?? env.CI_PIPELINE_SOURCE ?? 'this shell'
    host.log(`What started this run (${started}) tells of no change, so there is nothing to send.`)
  }
  return described
}

async function payloadOf(path: string | undefined, deps: Deps): Promise<unknown> {
  if (path === undefined || path === '') return undefined
  try {
    return parseJson(await deps.readText(path))
  } catch (cause) {
    throw new TurnpikeError('USAGE', `input type: auto needs the event file of the run (${explain(cause)})`, {
      cause,
    })
  }
}
