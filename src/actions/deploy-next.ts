/** What a deployment would be, by what the store holds: asked of it, and read strictly enough to build events from. */
import { isObject } from '../cdevents/object.ts'
import type { Client } from '../client/client.ts'
import { TurnpikeError } from '../errors.ts'
import type { ArtifactRef } from '../cdevents/event.ts'

const TYPES = ['service.deployed', 'service.upgraded', 'service.rolledback'] as const
export type DeploymentType = (typeof TYPES)[number]

export interface NextDeployment {
  type: DeploymentType
  /** The very same artifacts run there now. */
  again: boolean
  /** The store knows the environment. */
  known: boolean
  /** Its address, as it was told last. */
  uri?: string
  /** What runs there now: a digest, for the log. */
  running?: string
}

export interface Place {
  environment: string
  service: string
  artifacts: readonly ArtifactRef[]
}

/** An address of the store must stay short enough for every proxy on the way. */
const MOST_ARTIFACTS = 32

/** @throws TurnpikeError as `Client.getJson`; STORE_ANSWER */
export async function askNext(client: Pick<Client, 'getJson'>, place: Place): Promise<NextDeployment> {
  const query = new URLSearchParams({ service: place.service })
  for (const { digest } of place.artifacts.slice(0, MOST_ARTIFACTS)) query.append('artifact', digest)
  const answer = await client.getJson(
    `v1/environments/${encodeURIComponent(place.environment)}/deployment?${query.toString()}`,
  )
  const next = isObject(answer) ? readNext(flattened(answer)) : undefined
  if (next === undefined) throw new TurnpikeError('STORE_ANSWER', 'the store did not say what runs there now')
  return next
}

function flattened({ type, again, environment, running }: Record<string, unknown>): unknown {
  const { known, uri } = isObject(environment) ? environment : {}
  const artifact = isObject(running) && isObject(running.artifact) ? running.artifact : {}
  return { type, again, known, uri, running: artifact.digest }
}

/** Undefined for what is none. */
export function readNext(value: unknown): NextDeployment | undefined {
  if (!isObject(value)) return undefined
  const type = TYPES.find((one) => one === value.type)
  if (type === undefined) return undefined
  const { uri, running } = value
  return {
    type,
    again: value.again === true,
    // A store that does not say whether it knows it is not told of it again.
    known: value.known !== false,
    ...(typeof uri === 'string' ? { uri } : {}),
    ...(typeof running === 'string' && /^sha256:[0-9a-f]{64}$/.test(running) ? { running } : {}),
  }
}
