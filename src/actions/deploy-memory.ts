/**
 * What the beginning of a deployment leaves for its end: what was asked, what the store answered, and what ran there
 * before. One JSON text, kept by the runner for the action's post step, or in a file for the command line.
 */
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { explain } from '../errors.ts'
import type { ArtifactRef } from '../cdevents/event.ts'
import type { Host } from '../host/host.ts'
import { readNext, type NextDeployment } from './deploy-next.ts'

/** Where it is kept: GitHub's host has it, the command line lends one. */
export interface Memory {
  saveState(name: string, value: string): Promise<void>
  /** What was saved, or `''`. */
  state(name: string): string
}

export type RememberingHost = Host & Partial<Memory>

export interface Begun {
  /** What its task is called among the job's. */
  task: string
  /** The gate has answered; false: the step ended before it did. */
  answered: boolean
  /** When its beginning was told; absent when it was not yet. */
  startedAt?: string
  environment: string
  /** The service as it is told; the gate may have been asked without one. */
  service: string
  allowed: boolean
  /** Somebody stopped the step before it was over. */
  cancelled: boolean
  /** The gate's exit code. */
  code: number
  verdict?: string
  decision?: string
  decisionUrl?: string
  artifacts: readonly ArtifactRef[]
  change?: string
  lease?: { id: string; fencing: number }
  expiresAt?: string
  /** What the deployment would be, as the store said before it; absent when it could not say. */
  next?: NextDeployment
}

const NAME = 'turnpike-deploy'

export async function remember(host: RememberingHost, begun: Begun): Promise<void> {
  await host.saveState?.(NAME, JSON.stringify({ ...begun, run: runOf(host) }))
}

/** Undefined when nothing was begun. What cannot be read is told, and is as good as nothing. */
export function recall(host: RememberingHost): Begun | undefined {
  const text = host.state?.(NAME) ?? ''
  if (text === '') return undefined
  try {
    const value = parseJson(text)
    // A file stays on a machine that is used again, and may be checked in.
    if (isObject(value) && isText(value.run) && value.run !== (runOf(host) ?? value.run))
      throw new Error('it is of another run, and nothing is told of that here')
    return readBegun(value)
  } catch (error) {
    host.log(`What the beginning of this deployment left cannot be read: ${explain(error)}`)
    return undefined
  }
}

/** Undefined in a plain shell, where every process may be a run of its own. */
function runOf({ facts }: Host): string | undefined {
  return facts.forge === 'shell' || facts.run.id === '' ? undefined : facts.run.id
}

function readBegun(value: unknown): Begun {
  if (!isObject(value)) throw new Error('it is no object')
  const { task, environment, service, code, artifacts } = value
  if (!isText(task) || !isText(environment) || !isText(service) || typeof code !== 'number')
    throw new Error('task, environment, service or code is missing')
  const lease = isObject(value.lease) ? value.lease : {}
  const optional = Object.fromEntries(
    (['startedAt', 'verdict', 'decision', 'decisionUrl', 'change', 'expiresAt'] as const).flatMap((name) =>
      isText(value[name]) ? [[name, value[name]]] : [],
    ),
  )
  const next = value.next === undefined ? undefined : readNext(value.next)
  return {
    task,
    environment,
    service,
    code,
    ...optional,
    answered: value.answered === true,
    allowed: value.allowed === true,
    cancelled: value.cancelled === true,
    artifacts: Array.isArray(artifacts) ? artifacts.flatMap(artifactIn) : [],
    ...(isText(lease.id) && typeof lease.fencing === 'number'
      ? { lease: { id: lease.id, fencing: lease.fencing } }
      : {}),
    ...(next === undefined ? {} : { next }),
  }
}

function artifactIn(value: unknown): ArtifactRef[] {
  if (!isObject(value) || !isText(value.digest)) return []
  return [isText(value.purl) ? { digest: value.digest, purl: value.purl } : { digest: value.digest }]
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
