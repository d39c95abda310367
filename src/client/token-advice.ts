/** What a person can do when a store does not take what a job shows it. Loaded only then. */
import { allowsPlainHttp, isLoopback, type Env } from './address.ts'
import { audienceOf } from './credentials.ts'
import { valueOf } from './variables.ts'

export interface Refused {
  /** The store's address. */
  store: string
  /** A token that was given by a person, if one was. */
  explicit?: string | undefined
  env: Env
  /** 401: not known; 403: known, and may not. */
  status: number | undefined
}

/** A sentence without its full stop, plain text; may hold the store's address. */
export function tokenAdvice({ store, explicit, env, status }: Refused): string {
  if (explicit !== undefined || valueOf(env.TURNPIKE_TOKEN) !== undefined) {
    return 'give this step a token that the store knows and that may do this (input token, or TURNPIKE_TOKEN), or none, so that it shows who it is by itself; secrets are empty in pull requests from forks'
  }
  const url = URL.canParse(store) ? new URL(store) : undefined
  const audience = url === undefined ? store : audienceOf(url)
  if (url?.protocol === 'http:' && !isLoopback(url) && !allowsPlainHttp(env)) {
    return `use the store's https address: over plain http this job does not show who it is, because anybody on the way could read it`
  }
  const github = env.GITHUB_ACTIONS === 'true'
  const gitlab = (valueOf(env.GITLAB_CI) ?? valueOf(env.CI_PROJECT_URL)) !== undefined
  const hasToken = (valueOf(env.TURNPIKE_ID_TOKEN_FILE) ?? valueOf(env.TURNPIKE_ID_TOKEN)) !== undefined
  if (hasToken || (github && valueOf(env.ACTIONS_ID_TOKEN_REQUEST_URL) !== undefined)) {
    return status === 403
      ? 'ask whoever owns the trust document of the store to grant this to this repository'
      : `compare what the store expects with what this job shows: a token for the audience ${audience}; the store's address must be written as the store itself writes it, and its trust document must name this CI`
  }
  return adviceOf(env, audience, { github, gitlab })
}

/** How a job of this CI gets a token for the audience. */
function adviceOf(
  env: Env,
  audience: string,
  { github, gitlab }: { github: boolean; gitlab: boolean },
): string {
  // Forgejo's runner says that it is Gitea's and GitHub's, too.
  if (env.FORGEJO_ACTIONS === 'true') {
    return 'add `enable-openid-connect: true` to the job, so that Forgejo (15 or newer) gives it a token, or set TURNPIKE_TOKEN to one of the store; pull requests from forks never get one'
  }
  if (env.GITEA_ACTIONS === 'true') {
    return 'set TURNPIKE_TOKEN to a token of the store, from a secret: this runner gives the job none'
  }
  if (github) {
    return 'add `permissions: { id-token: write, contents: read }` to the job, so that GitHub gives it a token; pull requests from forks never get one, and hand their events over with the input spool (docs/forks.md)'
  }
  if (gitlab) {
    return `add \`id_tokens: { TURNPIKE_ID_TOKEN: { aud: ${audience} } }\` to the job, so that GitLab gives it a token (the components do it by themselves)`
  }
  if (env.BUILDKITE === 'true') {
    return `run \`export TURNPIKE_ID_TOKEN=$(buildkite-agent oidc request-token --audience ${audience} --claim organization_id,pipeline_id)\` before`
  }
  if (env.CIRCLECI === 'true') {
    return `run \`export TURNPIKE_ID_TOKEN=$(circleci run oidc get --claims '{"aud":"${audience}"}')\` before`
  }
  return `set TURNPIKE_ID_TOKEN or TURNPIKE_ID_TOKEN_FILE to a token of this CI for the audience ${audience}, or TURNPIKE_TOKEN to one of the store's own`
}
