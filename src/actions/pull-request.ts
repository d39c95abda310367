/** The pull request a commit on a branch came from. Loaded only when it is asked for: octokit is heavy. */
import { getOctokit } from '@actions/github'
import type { Facts } from '../host/host.ts'
import { ownerAndName } from './change.ts'
import type { Env } from './inputs.ts'

const TIMEOUT_MS = 10_000

/**
 * The newest merged pull request that GitHub associates with the commit, with its author as the same URN the event
 * payload gives (`urn:github:user:<id>`). Undefined when there is none.
 */
export async function findPullRequest(
  token: string,
  facts: Facts,
  env: Env,
): Promise<{ id: string; author?: string } | undefined> {
  const octokit = getOctokit(token, {
    ...(env.GITHUB_API_URL ? { baseUrl: env.GITHUB_API_URL } : {}),
  })
  const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    ...ownerAndName(facts.repository.name),
    commit_sha: facts.commit,
    per_page: 100,
    request: { signal: AbortSignal.timeout(TIMEOUT_MS) },
  })
  const merged = data
    .filter((pull) => pull.merged_at !== null)
    .sort((a, b) => (b.merged_at ?? '').localeCompare(a.merged_at ?? ''))
  // Of several, the one that made this very commit is the one.
  const pull = merged.find((one) => one.merge_commit_sha === facts.commit) ?? merged[0]
  if (pull === undefined) return undefined
  return {
    id: pull.html_url,
    ...(pull.user === null ? {} : { author: `urn:github:user:${pull.user.id}` }),
  }
}
