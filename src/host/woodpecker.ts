/**
 * Woodpecker: environment → facts. Pure.
 *
 * A pipeline that is restarted gets a number of its own. A job is a workflow (one file, or one leg of its matrix); its
 * steps are containers. Source of the names: woodpecker-ci.org/docs, "Environment variables". Many begin as GitLab's do.
 */
import { clean, cleanNumber } from './clean.ts'
import type { Env } from './clean.ts'
import { seconds } from './drone.ts'
import { factsOf, forgeUser } from './found.ts'
import type { Facts } from './host.ts'
import type { ForgeKind } from './repository.ts'

const FORGES: Readonly<Record<string, ForgeKind>> = {
  github: 'github',
  gitlab: 'gitlab',
  gitea: 'gitea',
  forgejo: 'gitea',
  bitbucket: 'bitbucket',
  bitbucket_dc: 'bitbucket-server',
}

/** Facts of a step of Woodpecker. */
export function woodpeckerFacts(env: Env): Facts {
  const repository = env.CI_REPO_URL ?? env.CI_REPO_CLONE_URL
  const workflow = clean(env.CI_WORKFLOW_NAME, 200) || 'workflow'
  const number = cleanNumber(env.CI_COMMIT_PULL_REQUEST)
  return factsOf(env, {
    forge: 'woodpecker',
    server: env.CI_SYSTEM_URL,
    repository,
    repositoryId: env.CI_REPO_REMOTE_ID,
    kind: FORGES[clean(env.CI_FORGE_TYPE, 40)],
    commit: env.CI_COMMIT_SHA,
    ref: clean(env.CI_COMMIT_REF),
    run: {
      id: env.CI_PIPELINE_URL ?? env.CI_PIPELINE_NUMBER,
      number: env.CI_PIPELINE_NUMBER,
      name: env.CI_REPO,
      startedAt: seconds(env.CI_PIPELINE_CREATED),
    },
    // Legs of a matrix have one name and a number each.
    job: {
      key: [cleanNumber(env.CI_WORKFLOW_NUMBER), workflow].filter((part) => part !== '').join('/'),
      isOwn: true,
      name: workflow,
    },
    actor: forgeUser(repository, env.CI_PIPELINE_AUTHOR ?? env.CI_COMMIT_AUTHOR),
    ...(number === '' ? {} : { change: { number, title: env.CI_COMMIT_PULL_REQUEST_TITLE } }),
    environment: env.CI_PIPELINE_DEPLOY_TARGET,
  })
}
