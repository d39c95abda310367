/**
 * Jenkins: environment → facts. Pure.
 *
 * A build has a number of its own each time, so a build is an attempt. Source of the names: the page
 * `/pipeline-syntax/globals` of every Jenkins, plugins Git, Branch API (`CHANGE_*`) and GitHub Pull Request Builder
 * (`ghprb*`). Which cell of a `matrix` this is, no variable says under a name of its own: there TURNPIKE_JOB does.
 */
import { clean } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, forgeUser, refOf } from './found.ts'
import type { Facts } from './host.ts'

export function isJenkins(env: Env): boolean {
  // Hudson's own children set the same; a BUILD_TAG alone is set by others, too.
  return Boolean(env.JENKINS_URL ?? env.HUDSON_URL) || /^jenkins-/.test(env.BUILD_TAG ?? '')
}

/** Facts of a step of a Jenkins build. */
export function jenkinsFacts(env: Env): Facts {
  // A freestyle job with several remotes numbers them.
  const repository = env.GIT_URL ?? env.GIT_URL_1 ?? env.ghprbAuthorRepoGitUrl
  const stage = clean(env.STAGE_NAME, 200) || clean(env.JOB_BASE_NAME, 200) || 'build'
  return factsOf(env, {
    forge: 'jenkins',
    server: env.JENKINS_URL ?? env.HUDSON_URL,
    repository,
    commit: env.GIT_COMMIT,
    pushed: env.ghprbActualCommit,
    ref: jenkinsRef(env),
    run: {
      id: env.BUILD_URL?.replace(/\/+$/, '') || env.BUILD_TAG,
      page: env.RUN_DISPLAY_URL ?? env.BUILD_URL,
      number: env.BUILD_NUMBER,
      name: env.JOB_NAME,
    },
    job: { key: stage, name: stage },
    actor: jenkinsActor(env),
    ...(env.CHANGE_ID === undefined && env.ghprbPullId === undefined
      ? {}
      : {
          change: {
            page: env.CHANGE_URL ?? env.ghprbPullLink,
            number: env.CHANGE_ID ?? env.ghprbPullId,
            title: env.CHANGE_TITLE ?? env.ghprbPullTitle,
            author: forgeUser(repository, env.CHANGE_AUTHOR ?? env.ghprbPullAuthorLogin).uri,
          },
        }),
  })
}

/** The branch API names a pull request's branch `PR-7`; the git plugin names branches with their remote. */
function jenkinsRef(env: Env): string {
  const number = clean(env.CHANGE_ID ?? env.ghprbPullId, 40)
  if (number !== '') return `refs/pull/${number}/${env.CHANGE_ID === undefined ? 'merge' : 'head'}`
  const branch = env.BRANCH_NAME ?? env.GIT_LOCAL_BRANCH ?? env.GIT_BRANCH?.replace(/^origin\//, '')
  return refOf(env.TAG_NAME, branch)
}

/** The plugin Build User Vars says who; without it Jenkins does not. */
function jenkinsActor(env: Env): { name: string; uri: string } {
  const name = clean(env.BUILD_USER_ID, 200)
  const server = env.JENKINS_URL ?? env.HUDSON_URL ?? ''
  if (name === '' || !URL.canParse(server)) return { name, uri: '' }
  return { name, uri: `urn:jenkins:${new URL(server).host}:user:${encodeURIComponent(name)}` }
}
