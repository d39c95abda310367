/**
 * The run that a `workflow_run` workflow was started by, as GitHub tells it in the event file. Pure.
 *
 * Nothing in it is of the run's own making but the names of its branch and its repository: number, attempt and commit
 * are GitHub's. Source: docs.github.com, "Webhook events and payloads", workflow_run.
 */
import { at, clean, cleanCommit, cleanMoment, cleanNumber, cleanPath } from './clean.ts'
import type { Env } from './clean.ts'
import type { Facts } from './host.ts'

export interface TriggeringRun {
  /** `…/actions/runs/<number>/attempts/<attempt>`: the `run` of every event of it. */
  id: string
  number: string
  attempt: number
  /** Full hash: what a person pushed, never the merge commit a pull request is tested with. */
  commit: string
  /** Where that commit is from. Of a deleted fork nothing is left but its absence. */
  head: { repository: string; id: string; url: string }
  /** RFC 3339 UTC: between these two the run took place. */
  startedAt: string | undefined
  endedAt: string | undefined
  /** The workflow's name, and how the run ended in GitHub's word: `success`, `failure`, `cancelled`, `timed_out`… */
  name: string
  conclusion: string
  /** The pull request's address, where GitHub names it; for a fork it does not. */
  pullRequest?: string
}

/** `undefined` in any other workflow, and where the event file does not name this repository's own run. */
export function triggeringRun(env: Env, payload: unknown, facts: Facts): TriggeringRun | undefined {
  if (facts.forge !== 'github' || env.GITHUB_EVENT_NAME !== 'workflow_run') return undefined
  const run = at(payload, 'workflow_run')
  const number = cleanNumber(at(run, 'id'))
  const commit = cleanCommit(at(run, 'head_sha'))
  const attempt = Number(cleanNumber(at(run, 'run_attempt') ?? 1))
  if (number === '' || commit === '' || attempt < 1 || !isOwn(at(run, 'repository'), facts)) return undefined
  const repository = cleanPath(at(run, 'head_repository', 'full_name'))
  const pullRequest = pullRequestOf(run, facts)
  return {
    id: `${facts.repository.url}/actions/runs/${number}/attempts/${attempt}`,
    number,
    attempt,
    commit,
    head: {
      repository,
      id: cleanNumber(at(run, 'head_repository', 'id')),
      url: repository === '' ? '' : `${facts.server}/${repository}`,
    },
    startedAt: cleanMoment(clean(at(run, 'run_started_at') ?? at(run, 'created_at'))),
    endedAt: cleanMoment(clean(at(run, 'updated_at'))),
    name: clean(at(run, 'name'), 200),
    conclusion: clean(at(run, 'conclusion'), 40),
    ...(pullRequest === undefined ? {} : { pullRequest }),
  }
}

/** By its number where both are known, because names come and go. */
function isOwn(repository: unknown, facts: Facts): boolean {
  const id = cleanNumber(at(repository, 'id'))
  if (id !== '' && facts.repository.id !== '') return id === facts.repository.id
  const name = cleanPath(at(repository, 'full_name'))
  return name !== '' && name.toLowerCase() === facts.repository.name.toLowerCase()
}

function pullRequestOf(run: unknown, facts: Facts): string | undefined {
  const request = ownPullRequest(at(run, 'pull_requests'), facts.repository.id)
  const number = cleanNumber(at(request, 'number'))
  return number === '' ? undefined : `${facts.repository.url}/pull/${number}`
}

/**
 * The first of a run's pull requests that is in this repository. GitHub lists whatever has the commit as its head, also
 * in another repository of the same network, where the same number is something else.
 */
export function ownPullRequest(requests: unknown, repositoryId: string): unknown {
  if (!Array.isArray(requests)) return undefined
  return (requests as unknown[]).find((request) => {
    const base = cleanNumber(at(request, 'base', 'repo', 'id'))
    return base === '' || repositoryId === '' || base === repositoryId
  })
}
