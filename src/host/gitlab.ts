/**
 * GitLab CI: environment → facts. Pure.
 *
 * Source of the names: docs.gitlab.com, "Predefined CI/CD variables reference". In a merge request pipeline of a fork
 * the job runs in the fork's project unless a member of the parent runs it; `CI_MERGE_REQUEST_PROJECT_*` always names
 * the project the merge request is in.
 */
import { chainId } from '../cdevents/identity.ts'
import { clean, cleanCommit, cleanMoment, cleanNumber, cleanPath, cleanUrl } from './clean.ts'
import type { Env } from './clean.ts'
import type { Facts } from './host.ts'

/** Facts of a GitLab job. Missing or hostile variables never throw: they are left empty. */
export function gitlabFacts(env: Env): Facts {
  const server = cleanUrl(env.CI_SERVER_URL) || 'https://gitlab.com'
  const name = cleanPath(env.CI_PROJECT_PATH)
  const url = cleanUrl(env.CI_PROJECT_URL) || (name === '' ? server : `${server}/${name}`)
  const commit = cleanCommit(env.CI_COMMIT_SHA)
  const change = gitlabChange(env)
  const environment = clean(env.CI_ENVIRONMENT_NAME, 255)
  const run = gitlabRun(env, url, name)
  // A merged-results pipeline runs on a commit that nobody pushed; the chain is that of the source branch.
  const cause = cleanCommit(env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA) || commit
  return {
    forge: 'gitlab',
    server,
    source: url,
    repository: { name, id: cleanNumber(env.CI_PROJECT_ID), url },
    commit,
    ref: gitlabRef(env),
    run,
    job: gitlabJob(env, url, run),
    actor: gitlabActor(env, server),
    ...(change === undefined ? {} : { change }),
    ...(environment === '' ? {} : { environment }),
    ...parentOf(env, url),
    chainId: chainId(url, cause || run.id),
  }
}

/** URI of a GitLab user: by immutable id; other servers than gitlab.com have their own numbers. */
export function gitlabUser(server: string, id: string): string {
  const host = new URL(server).host
  return host === 'gitlab.com' ? `urn:gitlab:user:${id}` : `urn:gitlab:${host}:user:${id}`
}

/**
 * The pipeline that started this one. GitLab tells the numbers of it and of its project (18.9); of another project the
 * address is not known, so there, and on older instances, whoever triggers hands it on as TURNPIKE_PARENT_RUN.
 */
function parentOf(env: Env, url: string): { parent?: string } {
  const number = cleanNumber(env.CI_UPSTREAM_PIPELINE_ID)
  const isOwn = cleanNumber(env.CI_PROJECT_ID) === cleanNumber(env.CI_UPSTREAM_PROJECT_ID)
  const known = number === '' || !isOwn ? '' : `${url}/-/pipelines/${number}`
  const said = clean(env.TURNPIKE_PARENT_RUN)
  // The same rule as in the sh of the component track: one run must have one beginning, whoever tells it.
  const parent = known || (/^https?:\/\/[A-Za-z0-9:/._~%+-]*[A-Za-z0-9:._~%+-]$/.test(said) ? said : '')
  return parent === '' ? {} : { parent }
}

/** A pipeline is never run again as a whole: a retry makes new jobs in it, each with an id of its own. */
function gitlabRun(env: Env, projectUrl: string, projectName: string): Facts['run'] {
  const url = `${projectUrl}/-/pipelines/${cleanNumber(env.CI_PIPELINE_ID) || '0'}`
  const startedAt = cleanMoment(env.CI_PIPELINE_CREATED_AT)
  return {
    id: url,
    number: cleanNumber(env.CI_PIPELINE_IID),
    attempt: 1,
    name: clean(env.CI_PIPELINE_NAME, 255) || projectName || 'pipeline',
    url,
    ...(startedAt === undefined ? {} : { startedAt }),
  }
}

/** A job's id is its page. Legs of `parallel` are jobs of their own, named `test 1/3` or `test: [a, b]`. */
function gitlabJob(env: Env, projectUrl: string, run: Facts['run']): Facts['job'] {
  const id = cleanNumber(env.CI_JOB_ID)
  const name = clean(env.CI_JOB_NAME, 255) || 'job'
  if (id !== '') {
    const url = `${projectUrl}/-/jobs/${id}`
    return { id: url, name, url }
  }
  const leg = cleanNumber(env.CI_NODE_INDEX)
  const query = leg === '' ? '' : `?leg=${leg}`
  return { id: `${run.id}/jobs/${encodeURIComponent(name)}${query}`, name, url: run.url }
}

function gitlabRef(env: Env): string {
  const tag = clean(env.CI_COMMIT_TAG)
  if (tag !== '') return `refs/tags/${tag}`
  const request = clean(env.CI_MERGE_REQUEST_REF_PATH)
  if (request !== '') return request
  const branch = clean(env.CI_COMMIT_BRANCH) || clean(env.CI_COMMIT_REF_NAME)
  return branch === '' ? '' : `refs/heads/${branch}`
}

function gitlabChange(env: Env): Facts['change'] | undefined {
  const number = cleanNumber(env.CI_MERGE_REQUEST_IID)
  const project = cleanUrl(env.CI_MERGE_REQUEST_PROJECT_URL) || cleanUrl(env.CI_PROJECT_URL)
  if (number === '' || project === '') return undefined
  return {
    id: `${project}/-/merge_requests/${number}`,
    number,
    title: clean(env.CI_MERGE_REQUEST_TITLE, 256),
    // GitLab tells a job who started it, not who wrote the merge request.
    author: '',
  }
}

function gitlabActor(env: Env, server: string): Facts['actor'] {
  const name = clean(env.GITLAB_USER_LOGIN, 255)
  const id = cleanNumber(env.GITLAB_USER_ID)
  if (id !== '') return { name, id, uri: gitlabUser(server, id) }
  return { name, id, uri: name === '' ? '' : `${server}/${encodeURIComponent(name)}` }
}
