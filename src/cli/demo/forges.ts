/**
 * What the forges do besides running jobs, as far as the demo needs: they publish keys, and give each job a token that
 * says which repository it is of. GitHub's jobs fetch a token for every request, GitLab's have one from their start.
 * The claims are those of real tokens; the repositories are the sample's, and one that belongs to somebody else.
 */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, SignJWT } from 'jose'

export interface Forges {
  /** Where both forges' keys are. */
  keysUrl: string
  /** What GitHub's runner gives a job that has `permissions: id-token: write`. */
  githubJob(repository: Repository): Record<string, string>
  /** What GitLab's runner gives a job with `id_tokens`. */
  gitlabJob(repository: Repository, audience: string): Promise<Record<string, string>>
  stop(): Promise<void>
}

export interface Repository {
  name: string
  id: number
  ownerId: number
}

/** The sample on both forges; `trust.yaml` and the policy know it by these numbers, which no other project can have. */
export const SHOP = {
  github: { name: 'acme/webshop', id: 700123, ownerId: 7001 },
  gitlab: { name: 'acme/webshop', id: 900456, ownerId: 9004 },
} as const

/** Anybody's: it calls its own jobs as the shop does, and its forge vouches for it all the same. */
export const SOMEBODY_ELSES: Repository = { name: 'mallory/webshop', id: 666001, ownerId: 666 }

const ISSUERS = { github: 'https://token.actions.githubusercontent.com', gitlab: 'https://gitlab.com' }

export async function startForges(): Promise<Forges> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = randomUUID()
  const keys = [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }]
  const jobs = new Map<string, Repository>()
  const sign = (claims: Record<string, unknown>, audience: string, seconds: number) =>
    new SignJWT({ ...claims, aud: audience, jti: randomUUID() })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(privateKey)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const secret = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
    const repository = jobs.get(secret ?? '')
    const audience = searchParams.get('audience')
    const body =
      pathname === '/keys'
        ? { keys }
        : pathname === '/token' && repository !== undefined && audience !== null
          ? { value: await sign(githubClaims(repository), audience, 300) }
          : undefined
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? {}))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    keysUrl: `${origin}/keys`,
    githubJob(repository) {
      const secret = randomUUID()
      jobs.set(secret, repository)
      return {
        ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/token?api-version=2.0`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
      }
    },
    gitlabJob: async (repository, audience) => ({
      TURNPIKE_ID_TOKEN: await sign(gitlabClaims(repository), audience, 3600),
    }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function githubClaims({ name, id, ownerId }: Repository): Record<string, unknown> {
  return {
    iss: ISSUERS.github,
    sub: `repo:${name}:ref:refs/heads/main`,
    repository: name,
    repository_id: String(id),
    repository_owner_id: String(ownerId),
    repository_visibility: 'private',
    workflow_ref: `${name}/.github/workflows/release.yml@refs/heads/main`,
    job_workflow_ref: `${name}/.github/workflows/release.yml@refs/heads/main`,
    ref: 'refs/heads/main',
    ref_type: 'branch',
    event_name: 'push',
    runner_environment: 'github-hosted',
    run_attempt: '1',
    actor_id: '4711',
  }
}

function gitlabClaims({ name, id, ownerId }: Repository): Record<string, unknown> {
  return {
    iss: ISSUERS.gitlab,
    sub: `project_path:${name}:ref_type:branch:ref:main`,
    project_path: name,
    project_id: String(id),
    job_project_path: name,
    job_project_id: String(id),
    namespace_id: String(ownerId),
    namespace_path: name.split('/')[0],
    user_id: '4711',
    ref: 'main',
    ref_type: 'branch',
    ref_protected: 'true',
    pipeline_source: 'push',
    runner_environment: 'gitlab-hosted',
  }
}
