/**
 * What a deployment would be: of an artifact, as a service, in an environment, by what the store holds now. A pipeline
 * that may ask for the environment may ask this too; it is told of this one service and of nothing else there.
 *
 * Five questions of one event each, so its cost does not grow with the history.
 */
import { bindingOf } from '../cdevents/binding.ts'
import type { ArtifactRef } from '../cdevents/event.ts'
import { artifactRef } from '../cdevents/purl.ts'
import { explain } from '../errors.ts'
import { keyOf } from '../store/keys.ts'
import type { EventQuery, EventStore, StoredEvent } from '../store/store.ts'
import { json } from './answer.ts'
import { DEPLOYS, runningOf, SERVICE_TYPES, type Running } from './environments.ts'
import { forbidden } from './forbidden.ts'
import { Refusal } from './problem.ts'
import type { Call } from './route.ts'

export interface DeploymentServices {
  store: EventStore
  organisation: string
}

export interface Deployment {
  /** The store's position that was looked at. */
  position: number
  environment: { id: string; known: boolean; uri?: string }
  service: string
  /** What it would be called. */
  type: 'service.deployed' | 'service.upgraded' | 'service.rolledback'
  /** These very artifacts run there now. */
  again: boolean
  /** What runs there now. */
  running?: Running
}

/** More keys than a query takes are left out; a deployment of so many artifacts is told by its first ones. */
const MOST_KEYS = 6

const ENVIRONMENT_TYPES = ['created', 'modified'].map((word) => `dev.cdevents.environment.${word}`)
const DELETED = 'dev.cdevents.environment.deleted'

/** `GET /v1/environments/{id}/deployment`. @throws Refusal bad-request, forbidden */
export async function nextDeployment(services: DeploymentServices, call: Call): Promise<Response> {
  const environment = call.path.id ?? ''
  if (!call.authority.may('ask', environment)) throw forbidden('ask', call.authority, environment)
  const service = call.query.one('service')
  if (service === undefined)
    throw new Refusal('bad-request', "The parameter 'service' is missing: what is deployed.")
  return json(await deploymentOf(services, { environment, service, artifacts: artifactsIn(call) }))
}

/** @throws Refusal bad-request */
function artifactsIn(call: Call): ArtifactRef[] {
  const given = call.query.all('artifact')
  if (given.length === 0)
    throw new Refusal(
      'bad-request',
      "The parameter 'artifact' is missing: a digest (sha256:<64 hex digits>) or a package URL with one.",
    )
  try {
    return given.map((text) => artifactRef(text))
  } catch (error) {
    throw new Refusal('bad-request', `The parameter 'artifact': ${explain(error).slice(0, 500)}.`)
  }
}

async function deploymentOf(
  { store, organisation }: DeploymentServices,
  {
    environment,
    service,
    artifacts,
  }: { environment: string; service: string; artifacts: readonly ArtifactRef[] },
): Promise<Deployment> {
  const position = await store.position(organisation)
  const here = keyOf('environment', environment)
  const place = [here, keyOf('service', service)]
  const one = async (query: Omit<EventQuery, 'organisation' | 'limit' | 'upTo'>) =>
    (await store.query({ organisation, upTo: position, limit: 1, ...query })).events[0]
  const [latest, about, told] = await Promise.all([
    one({ keys: place, types: SERVICE_TYPES }),
    one({ keys: [here], types: [...DEPLOYS, ...ENVIRONMENT_TYPES, DELETED] }),
    one({ keys: [here], types: ENVIRONMENT_TYPES }),
  ])
  const firstOf = (digests: readonly string[]) =>
    one({
      keys: [...place, ...digests.slice(0, MOST_KEYS).map((digest) => keyOf('artifact', digest))],
      types: DEPLOYS,
      order: 'asc',
    })
  const running = latest?.event === undefined ? undefined : runningOf(latest.event, latest)
  const digests = artifacts.map(({ digest }) => digest)
  const before = digestsOf(running === undefined ? undefined : latest)
  const again = running !== undefined && isSame(before, digests)
  const uri = told?.event?.subject.content.uri
  return {
    position,
    environment: {
      id: environment,
      known: about !== undefined && !about.type.startsWith(`${DELETED}.`),
      ...(typeof uri === 'string' ? { uri } : {}),
    },
    service,
    type: running === undefined || again ? 'service.deployed' : await changeOf(firstOf, digests, before),
    again,
    ...(running === undefined ? {} : { running }),
  }
}

/**
 * A way back is a way to what was there before what runs now ever was. So whoever goes forward again after a way back
 * upgrades, although that artifact was there before, too.
 */
async function changeOf(
  firstOf: (digests: readonly string[]) => Promise<StoredEvent | undefined>,
  next: readonly string[],
  before: readonly string[],
): Promise<'service.upgraded' | 'service.rolledback'> {
  if (before.length === 0) return 'service.upgraded'
  const [ours, theirs] = await Promise.all([firstOf(next), firstOf(before)])
  const isBack = ours !== undefined && theirs !== undefined && ours.sequence < theirs.sequence
  return isBack ? 'service.rolledback' : 'service.upgraded'
}

function digestsOf(stored: StoredEvent | undefined): string[] {
  return stored?.event === undefined ? [] : bindingOf(stored.event).artifacts.map(({ digest }) => digest)
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const set = (digests: readonly string[]) => [...new Set(digests)].sort().join(' ')
  return set(one) === set(other)
}
