/**
 * GitHub Actions: environment and event payload → facts. Pure.
 *
 * `commit` is what the forge says was checked out (`GITHUB_SHA`, the same as the OIDC token's `sha`). The chain follows
 * the commit that caused the run, so that a pull request's merge commit, and a `workflow_run` that continues another
 * run, stay on the chain of the commit a person pushed.
 * Source of the names: docs.github.com, "Variables reference" and "Webhook events and payloads".
 */
import { chainId } from '../cdevents/identity.ts'
import { at, clean, cleanCommit, cleanMoment, cleanNumber, cleanPath, cleanUrl } from './clean.ts'
import type { Env } from './clean.ts'
import { githubChange } from './github-change.ts'
import { githubJob } from './github-job.ts'
import type { Facts } from './host.ts'

/** What an action's inputs know and the environment does not. */
export interface GithubInputs {
  /** `${{ toJSON(matrix) }}`. */
  matrix?: string
  /** `${{ job.check_run_id }}`; empty on older GitHub Enterprise Servers. */
  checkRunId?: string
  /** A name for the job, where the job's key says too little. */
  jobName?: string
}

/** Facts of a GitHub job. Missing or hostile variables never throw: they are left empty. */
export function githubFacts(env: Env, payload: unknown, inputs: GithubInputs = {}): Facts {
  const server = cleanUrl(env.GITHUB_SERVER_URL) || 'https://github.com'
  const name = cleanPath(env.GITHUB_REPOSITORY)
  const repositoryUrl = name === '' ? server : `${server}/${name}`
  const commit = cleanCommit(env.GITHUB_SHA)
  const run = githubRun(env, payload, repositoryUrl)
  const change = githubChange(env, payload, server, repositoryUrl)
  return {
    forge: 'github',
    server,
    source: repositoryUrl,
    repository: { name, id: cleanNumber(env.GITHUB_REPOSITORY_ID), url: repositoryUrl },
    commit,
    ref: clean(env.GITHUB_REF),
    run,
    job: githubJob(env, inputs, repositoryUrl, run),
    actor: githubActor(env, payload, server),
    ...(change === undefined ? {} : { change }),
    chainId: chainId(repositoryUrl, causingCommit(env, payload) || commit || run.id),
  }
}

/** URI of a GitHub user: by immutable id; other servers than github.com have their own numbers. */
export function githubUser(server: string, id: string): string {
  const host = new URL(server).host
  return host === 'github.com' ? `urn:github:user:${id}` : `urn:github:${host}:user:${id}`
}

function githubRun(env: Env, payload: unknown, repositoryUrl: string): Facts['run'] {
  const id = cleanNumber(env.GITHUB_RUN_ID) || '0'
  const attempt = Math.max(1, Number(cleanNumber(env.GITHUB_RUN_ATTEMPT)) || 1)
  const url = `${repositoryUrl}/actions/runs/${id}/attempts/${attempt}`
  // The payload is the same in every job of a run, but a re-run is given the payload of the first attempt.
  const startedAt = attempt === 1 ? triggeredAt(env, payload) : undefined
  return {
    id: url,
    number: cleanNumber(env.GITHUB_RUN_NUMBER),
    attempt,
    name: clean(env.GITHUB_WORKFLOW) || 'workflow',
    url,
    ...(startedAt === undefined ? {} : { startedAt }),
  }
}

/**
 * The moment of the event that started the run, where its payload says it. A dispatch and a schedule do not say it,
 * and a commit's own time may be years before its push, so neither is used.
 */
function triggeredAt(env: Env, payload: unknown): string | undefined {
  switch (env.GITHUB_EVENT_NAME) {
    case 'push':
      // Epoch seconds in push payloads; a text in all others, where it is an earlier push.
      return cleanMoment(numberOnly(at(payload, 'repository', 'pushed_at')))
    case 'pull_request':
    case 'pull_request_target':
      return cleanMoment(at(payload, 'pull_request', 'updated_at'))
    case 'release':
      return cleanMoment(at(payload, 'release', 'published_at') ?? at(payload, 'release', 'created_at'))
    case 'workflow_run':
      return cleanMoment(at(payload, 'workflow_run', 'updated_at'))
    case 'merge_group':
      // The queue made this commit the moment before.
      return cleanMoment(at(payload, 'merge_group', 'head_commit', 'timestamp'))
    case 'deployment':
    case 'deployment_status':
    case 'issue_comment':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return cleanMoment(subjectMoment(payload, env.GITHUB_EVENT_NAME))
    default:
      return undefined
  }
}

function subjectMoment(payload: unknown, event: string): unknown {
  const keys: Readonly<Record<string, string>> = {
    issue_comment: 'comment',
    pull_request_review: 'review',
    pull_request_review_comment: 'comment',
  }
  const key = keys[event] ?? event
  return at(payload, key, 'submitted_at') ?? at(payload, key, 'updated_at') ?? at(payload, key, 'created_at')
}

function numberOnly(value: unknown): unknown {
  return typeof value === 'number' ? value : undefined
}

function causingCommit(env: Env, payload: unknown): string {
  switch (env.GITHUB_EVENT_NAME) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
    case 'pull_request_review_comment':
      return cleanCommit(at(payload, 'pull_request', 'head', 'sha'))
    case 'check_run':
    case 'check_suite':
      // Their runs are of the default branch; what was checked is another commit.
      return cleanCommit(at(payload, env.GITHUB_EVENT_NAME, 'head_sha'))
    case 'status':
      return cleanCommit(at(payload, 'sha'))
    case 'workflow_run':
      return cleanCommit(at(payload, 'workflow_run', 'head_sha'))
    case 'deployment':
    case 'deployment_status':
      return cleanCommit(at(payload, 'deployment', 'sha'))
    default:
      return ''
  }
}

/**
 * Who started this attempt. The runner tells the immutable id of the first attempt's actor only; for another person it
 * is looked for in the payload, so that one person has one URI wherever that is possible.
 */
function githubActor(env: Env, payload: unknown, server: string): Facts['actor'] {
  const first = clean(env.GITHUB_ACTOR, 100)
  const name = clean(env.GITHUB_TRIGGERING_ACTOR, 100) || first
  const id = name === first ? cleanNumber(env.GITHUB_ACTOR_ID) : idIn(payload, name)
  if (name === '') return { name: '', id: '', uri: '' }
  const uri = id === '' ? `${server}/${encodeURIComponent(name)}` : githubUser(server, id)
  return { name, id, uri }
}

function idIn(payload: unknown, login: string): string {
  const people = [
    at(payload, 'sender'),
    at(payload, 'pull_request', 'user'),
    at(payload, 'pull_request', 'merged_by'),
    at(payload, 'workflow_run', 'actor'),
    at(payload, 'workflow_run', 'triggering_actor'),
    at(payload, 'repository', 'owner'),
  ]
  return cleanNumber(
    at(
      people.find((person) => at(person, 'login') === login),
      'id',
    ),
  )
}
