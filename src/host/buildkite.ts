/**
 * Buildkite: environment → facts. Pure.
 *
 * A build has a number of its own each time; a job that is retried, and each job of `parallelism`, has an id of its own.
 * Source of the names: buildkite.com/docs, "Environment variables".
 */
import { clean, cleanNumber } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, refOf } from './found.ts'
import type { Facts } from './host.ts'
import type { ForgeKind } from './repository.ts'

const PROVIDERS: Readonly<Record<string, ForgeKind>> = {
  github: 'github',
  github_enterprise: 'github',
  gitlab: 'gitlab',
  gitlab_ee: 'gitlab',
  bitbucket: 'bitbucket',
}

/** Facts of a Buildkite job. */
export function buildkiteFacts(env: Env): Facts {
  // `false` where there is none.
  const number = cleanNumber(env.BUILDKITE_PULL_REQUEST)
  const job = clean(env.BUILDKITE_JOB_ID, 100)
  const name = clean(env.BUILDKITE_LABEL, 200) || clean(env.BUILDKITE_STEP_KEY, 200) || 'job'
  const leg = cleanNumber(env.BUILDKITE_PARALLEL_JOB)
  const build = env.BUILDKITE_BUILD_URL
  return factsOf(env, {
    forge: 'buildkite',
    server: 'https://buildkite.com',
    repository: env.BUILDKITE_REPO,
    kind: PROVIDERS[clean(env.BUILDKITE_PIPELINE_PROVIDER, 40)],
    // `HEAD` until the agent has looked it up: then there is none.
    commit: env.BUILDKITE_COMMIT,
    ref: number === '' ? refOf(env.BUILDKITE_TAG, env.BUILDKITE_BRANCH) : `refs/pull/${number}/head`,
    run: {
      id: build ?? env.BUILDKITE_BUILD_ID,
      number: env.BUILDKITE_BUILD_NUMBER,
      name: env.BUILDKITE_PIPELINE_SLUG,
    },
    job: {
      key: job || `${name}${leg === '' ? '' : `/${leg}`}/${cleanNumber(env.BUILDKITE_RETRY_COUNT) || '0'}`,
      isOwn: job !== '',
      name: leg === '' ? name : `${name} (${leg})`,
      ...(build === undefined || job === '' ? {} : { page: `${build}#${job}` }),
    },
    actor: actorOf(env),
    ...(number === '' ? {} : { change: { number } }),
    environment: env.BUILDKITE_GITHUB_DEPLOYMENT_ENVIRONMENT,
    parent: parentOf(env),
  })
}

/** Who pressed the button. For a webhook it is whoever a commit claims as its author, which anybody can write. */
function actorOf(env: Env): { name: string; uri: string } {
  const name = clean(env.BUILDKITE_BUILD_CREATOR, 200)
  const organisation = clean(env.BUILDKITE_ORGANIZATION_SLUG, 100)
  const isPerson = env.BUILDKITE_SOURCE === 'ui' || env.BUILDKITE_SOURCE === 'api'
  if (name === '' || organisation === '' || !isPerson) return { name, uri: '' }
  return {
    name,
    uri: `urn:buildkite:${encodeURIComponent(organisation)}:user:${encodeURIComponent(name)}`,
  }
}

function parentOf(env: Env): string | undefined {
  const number = cleanNumber(env.BUILDKITE_TRIGGERED_FROM_BUILD_NUMBER)
  const pipeline = clean(env.BUILDKITE_TRIGGERED_FROM_BUILD_PIPELINE_SLUG, 100)
  const organisation = clean(env.BUILDKITE_ORGANIZATION_SLUG, 100)
  if (number === '' || !/^[\w-]+$/.test(pipeline) || !/^[\w-]+$/.test(organisation)) return undefined
  return `https://buildkite.com/${organisation}/${pipeline}/builds/${number}`
}
