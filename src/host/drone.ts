/**
 * Drone (and Harness Open Source, which sets the same): environment → facts. Pure.
 *
 * A build that is restarted gets a number of its own. A job is a stage (what Drone's file calls a pipeline): its steps
 * are containers, and the first tells that the job started, the last how it ended.
 * Source of the names: docs.drone.io, "Environment variables, reference".
 */
import { clean, cleanNumber } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, forgeUser } from './found.ts'
import type { Facts } from './host.ts'

/** Facts of a step of Drone. */
export function droneFacts(env: Env): Facts {
  const stage = clean(env.DRONE_STAGE_NAME, 200) || 'default'
  const repository = env.DRONE_REPO_LINK ?? env.DRONE_GIT_HTTP_URL ?? env.DRONE_REMOTE_URL
  const number = cleanNumber(env.DRONE_PULL_REQUEST)
  const person = clean(env.DRONE_BUILD_TRIGGER, 100)
  return factsOf(env, {
    forge: 'drone',
    server: serverOf(env),
    repository,
    commit: env.DRONE_COMMIT_SHA ?? env.DRONE_COMMIT,
    ref: clean(env.DRONE_COMMIT_REF),
    run: {
      id: env.DRONE_BUILD_LINK ?? env.DRONE_BUILD_NUMBER,
      number: env.DRONE_BUILD_NUMBER,
      name: env.DRONE_REPO,
      startedAt: seconds(env.DRONE_BUILD_CREATED),
    },
    job: {
      key: [cleanNumber(env.DRONE_STAGE_NUMBER), stage].filter((part) => part !== '').join('/'),
      isOwn: true,
      name: stage,
    },
    // `@hook` and `@cron` are nobody; then it is the author whom the forge names.
    actor: forgeUser(repository, person === '' || person.startsWith('@') ? env.DRONE_COMMIT_AUTHOR : person),
    ...(number === ''
      ? {}
      : {
          change: {
            // For a pull request the link of the commit is the request's page on most forges.
            page: /\/(?:pull|pulls|merge_requests|pull-requests)\/\d+$/.test(env.DRONE_COMMIT_LINK ?? '')
              ? env.DRONE_COMMIT_LINK
              : undefined,
            number,
            title: env.DRONE_PULL_REQUEST_TITLE,
          },
        }),
    environment: env.DRONE_DEPLOY_TO,
  })
}

function serverOf(env: Env): string | undefined {
  const host = clean(env.DRONE_SYSTEM_HOST, 255)
  return host === '' ? undefined : `${env.DRONE_SYSTEM_PROTO === 'http' ? 'http' : 'https'}://${host}`
}

/** Epoch seconds of a variable; Drone writes 0 for "not yet". */
export function seconds(text: string | undefined): number | undefined {
  return /^[1-9]\d{8,10}$/.test(text ?? '') ? Number(text) : undefined
}
