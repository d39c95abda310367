/** The pull request a GitHub run is for. Pure. */
import { at, clean, cleanNumber, cleanUrl } from './clean.ts'
import type { Env } from './clean.ts'
import { githubUser } from './github.ts'
import { ownPullRequest } from './github-trigger.ts'
import type { Facts } from './host.ts'

/** The change of a pull request, merge queue, `workflow_run` or comment event; `undefined` for any other run. */
export function githubChange(
  env: Env,
  payload: unknown,
  server: string,
  repositoryUrl: string,
): Facts['change'] | undefined {
  const request = requestOf(env, payload)
  const number = cleanNumber(at(request, 'number')) || queuedNumber(env, payload)
  if (number === '') return undefined
  const authorId = cleanNumber(at(request, 'user', 'id'))
  return {
    // The page's address; a payload of the API names itself by another one, so it is built when it is missing.
    id: pageOf(request, repositoryUrl) || `${repositoryUrl}/pull/${number}`,
    number,
    title: clean(at(request, 'title'), 256),
    author: authorId === '' ? clean(at(request, 'user', 'login'), 100) : githubUser(server, authorId),
  }
}

function requestOf(env: Env, payload: unknown): unknown {
  if (env.GITHUB_EVENT_NAME === 'workflow_run') {
    // Empty for pull requests from forks.
    return ownPullRequest(at(payload, 'workflow_run', 'pull_requests'), cleanNumber(env.GITHUB_REPOSITORY_ID))
  }
  if (at(payload, 'issue', 'pull_request') !== undefined) return at(payload, 'issue')
  return at(payload, 'pull_request')
}

/** `refs/heads/gh-readonly-queue/main/pr-123-<hash>` names the pull request of a merge queue's run. */
function queuedNumber(env: Env, payload: unknown): string {
  const ref = clean(at(payload, 'merge_group', 'head_ref')) || clean(env.GITHUB_REF)
  return /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,19})-[0-9a-f]{40,64}$/.exec(ref)?.[1] ?? ''
}

function pageOf(request: unknown, repositoryUrl: string): string {
  const page = cleanUrl(at(request, 'html_url'))
  return page.startsWith(`${repositoryUrl}/`) ? page : ''
}
