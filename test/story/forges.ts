/**
 * GitHub and GitLab, as far as the story needs them: they publish keys, and give each job a token that says which
 * repository it is of, which run, and who started it. The issuers are the real ones by name; their keys are here.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onLoopback, startIssuer } from '../trust/tokens/issuer.ts'

export const GITHUB = 'https://token.actions.githubusercontent.com'
export const GITLAB = 'https://gitlab.com'

/** A repository of the organisation; `acme` is number 4567 on GitHub, and its group number 89 on GitLab. */
export interface Repository {
  name: string
  id: string
}

export interface ForgeJob {
  repository: Repository
  workflow: string
  runId: string
  /** Number of who started it. */
  actor: string
  event?: string
  sha: string
}

export interface Forges {
  /** Where the keys are: `keysUrl` of the trust document. */
  keys: { github: string; gitlab: string }
  /** What the runner gives a job on GitHub with `id-token: write`. */
  githubJob(job: ForgeJob): Record<string, string>
  /** A token of a job on GitHub, made now. */
  githubToken(job: ForgeJob, audience: string): Promise<string>
  /** A token of a job on GitLab, made now. */
  gitlabToken(job: ForgeJob, audience: string): Promise<string>
  stop(): Promise<void>
}

/** @param now milliseconds, as the story's clock has it */
export async function startForges(now: () => number): Promise<Forges> {
  const github = await startIssuer({ as: GITHUB, now })
  const gitlab = await startIssuer({ as: GITLAB, now })
  const jobs: ForgeJob[] = []
  const githubToken = (job: ForgeJob, audience: string) =>
    github.githubToken({ aud: audience, ...githubClaims(job) })
  const service = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://forge')
    const job = jobs[Number(/^Bearer job-(\d+)$/.exec(request.headers.authorization ?? '')?.[1])]
    if (job === undefined) return response.writeHead(401).end()
    void githubToken(job, url.searchParams.get('audience') ?? '').then((value) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ value })),
    )
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/token?api-version=2.0`
  return {
    keys: {
      github: onLoopback(new URL(`${GITHUB}/keys`)).href,
      gitlab: onLoopback(new URL(`${GITLAB}/keys`)).href,
    },
    githubJob: (job) => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: url,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: `job-${jobs.push(job) - 1}`,
    }),
    githubToken,
    gitlabToken: (job, audience) => gitlab.gitlabToken({ aud: audience, ...gitlabClaims(job) }),
    async stop() {
      const closed = new Promise((resolve) => service.close(resolve))
      service.closeAllConnections()
      await Promise.all([closed, github.stop(), gitlab.stop()])
    },
  }
}

function githubClaims({ repository, workflow, runId, actor, event = 'push', sha }: ForgeJob) {
  const ref = `acme/ci/.github/workflows/${workflow}@refs/tags/v2`
  return {
    sub: `repo:${repository.name}:ref:refs/heads/main`,
    repository: repository.name,
    repository_id: repository.id,
    repository_owner: 'acme',
    repository_owner_id: '4567',
    job_workflow_ref: ref,
    workflow_ref: `${repository.name}/.github/workflows/${workflow}@refs/heads/main`,
    run_id: runId,
    actor_id: actor,
    event_name: event,
    sha,
  }
}

function gitlabClaims({ repository, runId, actor, event = 'push', sha }: ForgeJob) {
  return {
    sub: `project_path:${repository.name}:ref_type:branch:ref:main`,
    job_project_id: repository.id,
    job_project_path: repository.name,
    project_id: repository.id,
    project_path: repository.name,
    job_namespace_id: '89',
    namespace_id: '89',
    pipeline_id: runId,
    pipeline_source: event,
    user_id: actor,
    sha,
  }
}
