/**
 * Forgejo and Gitea Actions: environment and event payload → facts. Pure.
 *
 * They set GitHub's variables, and mean other things by some: the page of a run is named by its number in the
 * repository (GITHUB_RUN_NUMBER), not by GITHUB_RUN_ID; GITHUB_RUN_ATTEMPT is the job's own attempt, so that two jobs of
 * one run may differ in it. A run is one run here, and each attempt of a job a job of its own.
 * Source: forgejo.org/docs and docs.gitea.com, "Actions"; the names of pages from their routes.
 */
import { at, clean, cleanNumber, cleanPath, cleanUrl } from './clean.ts'
import type { Env } from './clean.ts'
import { factsOf, given } from './found.ts'
import { githubJob } from './github-job.ts'
import type { GithubInputs } from './github.ts'
import type { Facts } from './host.ts'

/** Which of the two this is: Forgejo's runner says it is Gitea's, too. */
export function giteaKind(env: Env): 'forgejo' | 'gitea' | undefined {
  if (env.FORGEJO_ACTIONS === 'true') return 'forgejo'
  return env.GITEA_ACTIONS === 'true' ? 'gitea' : undefined
}

/** Facts of a job of Forgejo or Gitea Actions. */
export function forgejoFacts(
  env: Env,
  payload: unknown,
  forge: 'forgejo' | 'gitea',
  inputs: GithubInputs = {},
): Facts {
  const server = cleanUrl(env.GITHUB_SERVER_URL)
  const name = cleanPath(env.GITHUB_REPOSITORY)
  const page = server === '' || name === '' ? server : `${server}/${name}`
  const number = cleanNumber(env.GITHUB_RUN_NUMBER)
  const attempt = cleanNumber(env.GITHUB_RUN_ATTEMPT) || '1'
  const request = at(payload, 'pull_request')
  const facts = factsOf(env, {
    forge,
    server,
    repository: page,
    repositoryId: env.GITHUB_REPOSITORY_ID,
    kind: 'gitea',
    commit: env.GITHUB_SHA,
    pushed: clean(at(request, 'head', 'sha')),
    ref: clean(env.GITHUB_REF),
    run: {
      id: page === '' || number === '' ? env.GITHUB_RUN_ID : `${page}/actions/runs/${number}`,
      number,
      name: env.GITHUB_WORKFLOW,
      // The same in every job. Of a push no part of the payload is the moment of the push.
      startedAt: at(request, 'updated_at'),
    },
    job: { key: clean(env.GITHUB_JOB, 200), name: clean(env.GITHUB_JOB, 200) },
    actor: actorOf(env, payload, server, forge),
    ...(request === undefined ? {} : { change: changeOf(request, server, forge) }),
  })
  return { ...facts, job: jobOf(env, inputs, facts, attempt) }
}

/** As on GitHub without a check run (the job's key and its leg), or as a person calls it; and here its attempt. */
function jobOf(env: Env, { matrix, jobName }: GithubInputs, facts: Facts, attempt: string): Facts['job'] {
  const again = attempt === '1' ? '' : attempt
  if (given(env, 'JOB') !== undefined)
    return { ...facts.job, id: [facts.job.id, again].filter((part) => part !== '').join('/') }
  const legs = { ...(matrix === undefined ? {} : { matrix }), ...(jobName === undefined ? {} : { jobName }) }
  const { id, name } = githubJob(env, legs, facts.source, facts.run)
  return { id: again === '' ? id : `${id}#${again}`, name, url: facts.job.url }
}

function changeOf(request: unknown, server: string, forge: 'forgejo' | 'gitea') {
  const author = cleanNumber(at(request, 'user', 'id'))
  return {
    number: cleanNumber(at(request, 'number')),
    title: clean(at(request, 'title'), 256),
    author: author === '' || server === '' ? '' : userOf(server, author, forge),
  }
}

/** By the immutable number where the payload has it. */
function actorOf(env: Env, payload: unknown, server: string, forge: 'forgejo' | 'gitea'): Facts['actor'] {
  const name = clean(env.GITHUB_ACTOR, 100)
  if (name === '' || server === '') return { name, id: '', uri: '' }
  const sender = at(payload, 'sender')
  const known = at(sender, 'login') === name || at(sender, 'username') === name
  const id = known ? cleanNumber(at(sender, 'id')) : ''
  return { name, id, uri: id === '' ? `${server}/${encodeURIComponent(name)}` : userOf(server, id, forge) }
}

function userOf(server: string, id: string, forge: 'forgejo' | 'gitea'): string {
  return `urn:${forge}:${new URL(server).host}:user:${id}`
}
