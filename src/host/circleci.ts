/**
 * CircleCI: environment → facts. Pure.
 *
 * A run is a workflow: running it again, also from the job that failed, makes a workflow with an id of its own. Source of
 * the names: circleci.com/docs, "Project values and variables". Projects of a GitHub App or GitLab are told less about
 * their pull request; TURNPIKE_CHANGE says it there.
 */
import { clean } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, forgeUser, refOf } from './found.ts'
import type { Facts } from './host.ts'
import { repositoryPage } from './repository.ts'

/** Facts of a CircleCI job. */
export function circleciFacts(env: Env): Facts {
  const workflow = clean(env.CIRCLE_WORKFLOW_ID, 100)
  const server = serverOf(env)
  const leg = clean(env.CIRCLE_NODE_INDEX, 20)
  // Without parallelism the total is 1. All containers of one job have its one id.
  const isParallel = Number(env.CIRCLE_NODE_TOTAL) > 1
  const job = clean(env.CIRCLE_WORKFLOW_JOB_ID, 100) || clean(env.CIRCLE_BUILD_NUM, 20)
  const name = clean(env.CIRCLE_JOB, 200) || 'job'
  // Under CIRCLE_PULL_REQUESTS there may be several; the first one is the one that CIRCLE_PULL_REQUEST names.
  const page = env.CIRCLE_PULL_REQUEST ?? env.CIRCLE_PULL_REQUESTS?.split(',')[0]
  const number = clean(env.CIRCLE_PR_NUMBER, 20)
  return factsOf(env, {
    forge: 'circleci',
    server,
    repository: repositoryOf(env),
    commit: env.CIRCLE_SHA1,
    ref: refOf(env.CIRCLE_TAG, env.CIRCLE_BRANCH),
    run: {
      id: workflow === '' ? env.CIRCLE_BUILD_URL : `${server}/pipelines/workflows/${workflow}`,
      name: env.CIRCLE_PROJECT_REPONAME,
    },
    job: {
      key: `${job || name}${isParallel ? `/${leg}` : ''}`,
      isOwn: job !== '',
      name: isParallel ? `${name} (${leg})` : name,
      page: env.CIRCLE_BUILD_URL,
    },
    actor: forgeUser(repositoryOf(env), env.CIRCLE_USERNAME),
    ...(page === undefined && number === '' ? {} : { change: { page, number } }),
  })
}

/** GitHub App projects name their repository by `circleci.com` words; the two parts are the better ones then. */
function repositoryOf(env: Env): string | undefined {
  if (repositoryPage(env.CIRCLE_REPOSITORY_URL) !== '') return env.CIRCLE_REPOSITORY_URL
  return undefined
}

/** The builds of a server are on its own host; those of the cloud are shown by the app. */
function serverOf(env: Env): string {
  const build = env.CIRCLE_BUILD_URL ?? ''
  if (!URL.canParse(build)) return 'https://app.circleci.com'
  const { origin, host } = new URL(build)
  return host === 'circleci.com' ? 'https://app.circleci.com' : origin
}
