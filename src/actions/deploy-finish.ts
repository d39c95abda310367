/**
 * The end of a deployment: what became of it, as events, and the lease given back. Nothing in here fails a job: the
 * deployment is over, whatever is told of it.
 */
import { path, relation } from '../cdevents/links.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { explain } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { describe, type Description } from '../sources/described.ts'
import { outcomeOf, type Outcome } from '../sources/outcome.ts'
import { taskRunFinished } from '../sources/pipeline.ts'
import { deliver } from './deliver.ts'
import { recall, type Begun, type RememberingHost } from './deploy-memory.ts'
import { askNext, type NextDeployment } from './deploy-next.ts'
import { destinationOf, startEvents, taskFacts, type DeployInputs } from './deploy.ts'
import type { Deps } from './deps.ts'
import { storeClient } from './store-client.ts'

/** @returns 0; 5 only where nothing may be sent unsigned and it could not be signed */
export async function runDeployFinish(
  inputs: DeployInputs,
  host: RememberingHost,
  deps: Deps,
): Promise<number> {
  const begun = recall(host)
  if (begun === undefined) {
    host.log('No deployment was begun, so there is nothing to tell.')
    return 0
  }
  if (inputs.token !== undefined) await host.secret(inputs.token)
  const ending = endingOf(begun, inputs)
  const next = ending.deployed ? await nextOf(begun, inputs, host, deps) : undefined
  const events = await eventsOf(begun, ending, next, inputs, host, deps)
  const to = { ...destinationOf(inputs), failOnError: false, last: true }
  const { code, undelivered } = await deliver(events, to, host, deps)
  await say(begun, ending, next, undelivered, host, deps)
  await giveBack(begun, ending, inputs, host, deps)
  return code
}

export interface DeploymentEnding {
  outcome: Outcome
  /** The gate allowed it and the job ended well: something runs there now. */
  deployed: boolean
  /** Why not; empty after a success. */
  errors: string
}

/**
 * | the gate | the job | `taskrun.finished` | a service event |
 * |---|---|---|---|
 * | allowed | success | success | yes |
 * | allowed | failure, cancelled, a word nobody knows | failure, cancel, error | no |
 * | did not allow, also in mode warn | any | error | no |
 * | did not allow in mode warn, and somebody saw the deployment | success | success | yes |
 * | was stopped while it was asked | any | cancel | no |
 */
export function endingOf(
  begun: Begun,
  { status, errors, seen = false }: Pick<DeployInputs, 'status' | 'errors' | 'seen'>,
): DeploymentEnding {
  const outcome = outcomeOf(status) ?? 'error'
  if (!begun.answered && outcome !== 'failure')
    return { outcome: 'cancel', deployed: false, errors: 'stopped before the gate answered' }
  if (begun.cancelled) return { outcome: 'cancel', deployed: false, errors: 'cancelled at the gate' }
  if (!begun.allowed && !(seen && begun.code === 0)) {
    const verdict = begun.verdict ?? 'error'
    const why = verdict === 'allow' ? 'the gate did not open' : `the verdict of the gate is ${verdict}`
    return { outcome: 'error', deployed: false, errors: `not deployed: ${why}` }
  }
  if (outcome === 'success') return { outcome, deployed: true, errors: '' }
  return { outcome, deployed: false, errors: errors ?? `the job ended with ${status || 'no status'}` }
}

/** As the store said before the deployment; asked again where it could not. */
async function nextOf(
  begun: Begun,
  inputs: DeployInputs,
  host: Host,
  deps: Deps,
): Promise<NextDeployment | undefined> {
  if (begun.next !== undefined) return begun.next
  try {
    return await askNext(storeClient(inputs, host, deps), begun)
  } catch (error) {
    await host.annotate({
      level: 'warning',
      title: 'Turnpike deploy: what ran before is not known',
      message: `The deployment of ${begun.service} to ${begun.environment} is told as service.deployed, although it may be an upgrade or a rollback. ${explain(error)}`,
    })
    return undefined
  }
}

async function eventsOf(
  begun: Begun,
  ending: DeploymentEnding,
  next: NextDeployment | undefined,
  inputs: DeployInputs,
  host: Host,
  deps: Deps,
): Promise<CDEvent[]> {
  const now = deps.now()
  const { environment, service } = begun
  const facts = taskFacts(host.facts, begun)
  const extra = { environment, service, artifacts: [...begun.artifacts] }
  const [run, started] = startEvents(host.facts, begun, now)
  const events: CDEvent[] = begun.startedAt === undefined ? [run, started] : []
  if (ending.deployed) {
    const place = await environmentEvent(begun, next, inputs, host)
    const descriptions = [...(place === undefined ? [] : [place]), serviceEvent(begun, next, started)]
    events.push(...describe(descriptions, host.facts, now))
  }
  events.push(taskRunFinished(facts, ending.outcome, now, { ...extra, errors: ending.errors }))
  return events
}

function serviceEvent(begun: Begun, next: NextDeployment | undefined, started: CDEvent): Description {
  const { environment, service, artifacts, change, decision, lease } = begun
  return {
    type: next?.type ?? 'service.deployed',
    service,
    environment,
    artifact: artifacts.map(({ digest, purl }) => purl ?? digest),
    ...(change === undefined ? {} : { change }),
    links: [path(started.context.id), ...(decision === undefined ? [] : [relation('DECISION', decision)])],
    customData: {
      turnpike: {
        ...(decision === undefined ? {} : { decision }),
        ...(lease === undefined ? {} : { lease: lease.id, fencing: lease.fencing }),
      },
    },
  }
}

/** The environment itself, where the store has not heard of it, or of its address. */
async function environmentEvent(
  { environment }: Begun,
  next: NextDeployment | undefined,
  { environmentUrl }: DeployInputs,
  host: Host,
): Promise<Description | undefined> {
  const uri = await addressIn(environmentUrl, host)
  // Nobody knows what the store knows: it is told of the deployment, and makes no environment of a guess.
  if (next === undefined) return undefined
  const content = { name: environment, ...(uri === undefined ? {} : { uri }) }
  if (!next.known) return { type: 'environment.created', environment, content }
  return uri === undefined || uri === next.uri
    ? undefined
    : { type: 'environment.modified', environment, content }
}

async function addressIn(text: string | undefined, host: Host): Promise<string | undefined> {
  if (text === undefined || text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isGood =
    url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (isGood && url.href.length <= 2048) return url.href
  await host.annotate({
    level: 'warning',
    title: 'Turnpike deploy: no address of the environment',
    message: 'input environment-url: is no http or https address (without a password), so it is not told.',
  })
  return undefined
}

async function say(
  begun: Begun,
  ending: DeploymentEnding,
  next: NextDeployment | undefined,
  undelivered: number,
  host: Host,
  deps: Deps,
): Promise<void> {
  const { renderDeployment } = await import('./deploy-page.ts')
  const { markdown, line } = renderDeployment({ begun, ending, type: next?.type, undelivered })
  host.log(line)
  await attempt('the summary', host, () => host.summary(markdown))
  const { expiresAt } = begun
  if (!ending.deployed || expiresAt === undefined || !(Date.parse(expiresAt) < Date.parse(deps.now()))) return
  await host.annotate({
    level: 'warning',
    title: 'Turnpike deploy: the allow was over before the deployment was',
    message: `The allow held until ${expiresAt}. The deployment is told all the same. It counts as allowed if its beginning was told in time; let the policy give more time (decisionTtl, lease) if deployments take longer.`,
  })
}

/** Whoever waits for the environment should not have to wait for the lease to end by itself. */
async function giveBack(
  { lease }: Begun,
  { deployed, errors }: DeploymentEnding,
  inputs: DeployInputs,
  host: Host,
  deps: Deps,
): Promise<void> {
  if (lease === undefined) return
  const reason = deployed ? 'deployed' : errors.slice(0, 900)
  try {
    const client = storeClient(inputs, host, deps)
    const run = host.facts.run.id
    await client.postJson(`v1/leases/${encodeURIComponent(lease.id)}/release`, {
      ...(run === '' ? {} : { run }),
      reason,
    })
    host.log(`Lease ${lease.fencing} is given back.`)
  } catch (error) {
    await host.annotate({
      level: 'warning',
      title: 'Turnpike deploy: the lease is still held',
      message: `Lease ${lease.id} could not be given back, so others wait until it ends by itself: ${explain(error)}. What to do: turnpike lease release ${lease.id}`,
    })
  }
}

async function attempt(what: string, host: Host, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    host.log(`Could not write ${what}: ${explain(error)}`)
  }
}
