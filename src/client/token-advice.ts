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
  if (github) {
    return 'add `permissions: { id-token: write, contents: read }` to the job, so that GitHub gives it a token; pull requests from forks never get one'
  }
  if (gitlab) {
    return `add \`id_tokens: { TURNPIKE_ID_TOKEN: { aud: ${audience} } }\` to the job, so that GitLab gives it a token (the components do it by themselves)`
  }
  return `set TURNPIKE_ID_TOKEN or TURNPIKE_ID_TOKEN_FILE to a token of this CI for the audience ${audience}, or TURNPIKE_TOKEN to one of the store's own`
}
