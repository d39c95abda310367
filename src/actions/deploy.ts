/**
 * The beginning of a deployment: ask the gate, which takes the environment's lease where a policy wants one; look what
 * runs there; say that it begins; hand on the permit. Its end is `deploy-finish.ts`.
 */
import type { ArtifactRef, CDEvent } from '../cdevents/event.ts'
import { EXIT, explain, TurnpikeError } from '../errors.ts'
import type { Facts, Host } from '../host/host.ts'
import type { Decision } from '../policy/decision.ts'
import { pipelineRunStarted, taskRunStarted } from '../sources/pipeline.ts'
import { deliver } from './deliver.ts'
import { remember, type Begun, type RememberingHost } from './deploy-memory.ts'
import { askNext, type NextDeployment } from './deploy-next.ts'
import type { Deps } from './deps.ts'
import { outputsOf, passGate, type GateInputs } from './gate.ts'
import { withProject } from './project.ts'
import { storeClient } from './store-client.ts'

export interface DeployInputs extends GateInputs {
  /** How the job stands, in the forge's word; at the end of it, how it ended. */
  status: string
  /** Where the environment can be looked at. Read again at the end: a step of the job may have made it. */
  environmentUrl?: string
  /** Who signs the events: see `signerFor`. */
  sign?: string
  /** Why the job did not end well, where somebody knows. */
  errors?: string
  /**
   * Whoever calls has seen that it was deployed, whatever the gate said: so it is told in mode warn, too. The store then
   * raises a nonconformity.
   */
  seen?: boolean
}

/**
 * The gate's rules are the gate's: this step passes exactly when `gate` would. What goes wrong beside it is told, and
 * changes nothing.
 *
 * `taskrun.started` is sent when the gate has answered and before anything is deployed: the store takes it for the
 * moment at which the deployment began, and that must lie under the allow (docs/waiting.md, Nonconformities).
 * @returns the exit code of the gate
 */
export async function runDeployStart(
  given: DeployInputs,
  host: RememberingHost,
  deps: Deps,
): Promise<number> {
  const inputs = await withService(given, host)
  const asking = begin(inputs, host.facts, deps)
  // First of all, so that the end knows of it when somebody ends this step by force.
  await remember(host, asking)
  const { code, allowed, decision } = await passGate(given, host, deps)
  let begun: Begun = {
    ...asking,
    answered: true,
    code,
    allowed,
    cancelled: deps.signal?.aborted === true,
    ...(decision === undefined ? {} : answered(decision)),
  }
  await remember(host, begun)
  // What the gate stopped has ended already: its end tells of its beginning, too.
  if (code !== EXIT.allow) return code
  if (allowed) {
    const next = await whatRuns(begun, inputs, host, deps)
    if (next !== undefined) begun = { ...begun, next }
  }
  begun = { ...begun, startedAt: deps.now() }
  await remember(host, begun)
  const delivered = await tellStart(begun, inputs, host, deps)
  if (allowed) await handOn(begun, host)
  return delivered
}

/**
 * The gate for a deployment that another job makes: that job begins and ends its own task, and finds what it needs in a
 * dotenv file, beside what the gate writes there.
 * @returns the exit code of the gate
 */
export async function runDeployHandover(
  given: DeployInputs,
  host: Host,
  deps: Deps,
  dotenv: string,
): Promise<number> {
  const inputs = await withService(given, host)
  const asking = begin(inputs, host.facts, deps)
  const { code, allowed, decision } = await passGate(given, host, deps)
  if (!allowed || decision === undefined) return code
  const begun = { ...asking, ...answered(decision) }
  const next = await whatRuns(begun, inputs, host, deps)
  const { renderHandover } = await import('./deploy-handover.ts')
  await deps.writeText(dotenv, renderHandover(outputsOf(decision), begun, next))
  return code
}

/**
 * With what the project says, for telling what was deployed. The gate is never asked by it: whoever may change those files
 * would take the policies for this service out of force by another name.
 */
async function withService(given: DeployInputs, host: Host): Promise<DeployInputs> {
  const inputs = await withProject(given, host)
  const told = inputs.service ?? `${serviceOf(host.facts)}, the name of the repository`
  if (given.service === undefined)
    await host.annotate({
      level: 'notice',
      title: 'Turnpike deploy: no service is named',
      message:
        `The gate is asked for no service in particular, so the policies for every service judge, and the deployment is ` +
        `told as one of ${told}. Name it in the input service.`,
    })
  return inputs
}

/** @throws TurnpikeError USAGE when nobody knows what the service is called */
function begin(inputs: DeployInputs, facts: Facts, deps: Deps): Begun {
  return {
    task: deps.newId().slice(0, 8),
    answered: false,
    environment: inputs.environment,
    service: inputs.service ?? serviceOf(facts),
    allowed: false,
    cancelled: false,
    code: 5,
    artifacts: [],
  }
}

/** The repository's own name: what a repository deploys without naming it is itself. */
function serviceOf({ repository }: Facts): string {
  const name = repository.name.split('/').at(-1) ?? ''
  if (name !== '') return name
  throw new TurnpikeError(
    'USAGE',
    'input service: is empty, and this job has no repository to take the name from; name what is deployed, such as webshop',
  )
}

function answered(decision: Decision): Partial<Begun> & { artifacts: readonly ArtifactRef[] } {
  const { request, lease, expiresAt, url } = decision
  return {
    verdict: decision.verdict,
    decision: decision.id,
    artifacts: request.artifacts,
    ...(url === undefined ? {} : { decisionUrl: url }),
    ...(request.change === undefined ? {} : { change: request.change.id }),
    ...(lease === undefined ? {} : { lease: { id: lease.id, fencing: lease.fencing } }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
}

/** Undefined, and told, when the store does not say; the end of the deployment asks again. */
async function whatRuns(
  begun: Begun,
  inputs: DeployInputs,
  host: Host,
  deps: Deps,
): Promise<NextDeployment | undefined> {
  try {
    const next = await askNext(storeClient(inputs, host, deps), begun)
    const now = next.running === undefined ? 'nothing' : next.running
    host.log(`${begun.service} in ${begun.environment}: ${now} runs there now.`)
    return next
  } catch (error) {
    host.log(`What runs in ${begun.environment} now is not known yet: ${explain(error)}`)
    return undefined
  }
}

async function tellStart(begun: Begun, inputs: DeployInputs, host: Host, deps: Deps): Promise<number> {
  const events = startEvents(host.facts, begun, deps.now())
  const { code } = await deliver(events, { ...destinationOf(inputs), failOnError: false }, host, deps)
  return code
}

/** The beginning of the task, and of the run, which every job of it tells alike. */
export function startEvents(facts: Facts, begun: Begun, now: string): [run: CDEvent, task: CDEvent] {
  const { environment, service, artifacts, startedAt = now } = begun
  const extra = { environment, service, artifacts: [...artifacts] }
  return [pipelineRunStarted(facts, now), taskRunStarted(taskFacts(facts, begun), startedAt, extra)]
}

export function destinationOf({ store, token, sign }: DeployInputs) {
  return {
    ...(store === '' ? {} : { store }),
    ...(token === undefined ? {} : { token }),
    ...(sign === undefined ? {} : { sign }),
  }
}

/** The deployment is a task of its own in its job: a job may deploy twice. */
export function taskFacts(facts: Facts, { task, environment, service }: Begun): Facts {
  const name = `deploy ${service} to ${environment}`
  return { ...facts, job: { ...facts.job, id: `${facts.job.id}#deploy-${task}`, name } }
}

/** Everything that the deployment itself may want to show or to check, as one text. */
export function permitOf(begun: Begun): string {
  const { decision, decisionUrl, environment, service, artifacts, lease, expiresAt } = begun
  return JSON.stringify({
    allowed: true,
    decisionId: decision,
    decisionUrl,
    environment,
    service,
    artifactDigest: artifacts.map(({ digest }) => digest).join(' '),
    artifacts,
    lease: lease?.id,
    fencingNumber: lease?.fencing,
    expiresAt,
  })
}

async function handOn(begun: Begun, host: Host): Promise<void> {
  // GitLab's dotenv takes no quotes: there the parts are variables of their own.
  if (host.facts.forge !== 'gitlab') await host.output('permit', permitOf(begun))
}
