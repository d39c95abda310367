/** Whose tokens are believed, and on what terms. */
import { isLoopback } from '../../client/address.ts'

/**
 * `github`, `gitlab`: the forge's own identity tokens, whose claims are known. `other`: any issuer whose tokens are for
 * programs (Jenkins, Buildkite, CircleCI, Kubernetes); which claims are its identity is configured. `people`: a login
 * provider; none of its tokens is a producer's credential.
 */
export type IssuerKind = 'github' | 'gitlab' | 'other' | 'people'

/** One issuer of an organisation. Made by `issuerOf`; checked by `issuerProblems`. */
export interface Issuer {
  /** What the trust document calls it. */
  name: string
  kind: IssuerKind
  /** Compared with `iss` letter by letter: another case, port or a slash at the end is another issuer. */
  url: string
  /** Where its keys are, when its discovery document cannot be read or names another host. Discovery is not asked then. */
  keysUrl?: string
  /** The only values of `alg` that are taken. */
  algorithms: readonly string[]
  /** Of `other`: the claims that together are who it is; compared whole, never parsed. */
  identity: readonly string[]
  /** Of `other`: more claims to keep, under the names they have in the token. */
  claims: readonly string[]
  /** Sources that any token of it proves, beside those that a forge's token names itself. */
  sources: readonly string[]
  /** How long after its issue (`iat`) a token is taken, in milliseconds. */
  maxAge: number
  /** Whether a token is taken only once (by its `jti`). */
  once: boolean
}

/** What a trust document must say of an issuer, and may. */
export type IssuerSettings = Pick<Issuer, 'name' | 'kind'> & Partial<Omit<Issuer, 'name' | 'kind'>>

/** github.com's issuer, for every repository there. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** Signatures by a private key. Nothing with a shared secret, and never `none`. */
export const ALGORITHMS: readonly string[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** The longest `maxAge` that can be configured: what is older is no job that is still running. */
export const LONGEST_AGE = 7 * 24 * HOUR

const DEFAULTS: Readonly<Record<IssuerKind, Pick<Issuer, 'algorithms' | 'identity' | 'maxAge'>>> = {
  // A token of GitHub lives for 5 minutes and is asked for anew for each request.
  github: { algorithms: ['RS256'], identity: [], maxAge: 15 * MINUTE },
  // A token of GitLab is made when the job starts and lives as long as the job may.
  gitlab: { algorithms: ['RS256'], identity: [], maxAge: 24 * HOUR },
  other: { algorithms: ['RS256', 'ES256'], identity: ['sub'], maxAge: HOUR },
  people: { algorithms: ['RS256', 'ES256'], identity: ['sub'], maxAge: HOUR },
}

/** An issuer with everything its settings leave open. Frozen. */
export function issuerOf(settings: IssuerSettings): Issuer {
  const { algorithms, identity, maxAge } = DEFAULTS[settings.kind]
  return Object.freeze({
    ...settings,
    url: settings.url ?? (settings.kind === 'github' ? GITHUB_ISSUER : ''),
    algorithms: settings.algorithms ?? algorithms,
    identity: settings.identity ?? identity,
    claims: settings.claims ?? [],
    sources: settings.sources ?? [],
    maxAge: settings.maxAge ?? maxAge,
    once: settings.once ?? false,
  })
}

/**
 * The server whose repositories a GitHub issuer speaks for; undefined when its address has none of GitHub's forms:
 * github.com (an enterprise may have its own path there), an Enterprise Server, an enterprise with data residency.
 */
export function githubServer(url: string): string | undefined {
  const enterprise = /^https:\/\/token\.actions\.githubusercontent\.com(\/[A-Za-z0-9_-]+)?$/.exec(url)
  if (enterprise !== null) return 'https://github.com'
  const residency = /^https:\/\/token\.actions\.([a-z0-9-]+\.ghe\.com)$/.exec(url)?.[1]
  if (residency !== undefined) return `https://${residency}`
  return /^(https?:\/\/[A-Za-z0-9.:[\]-]+)\/_services\/token$/.exec(url)?.[1]
}

/** Why an address cannot be an issuer's, or its keys'; undefined when it can. */
export function addressProblem(text: string, allowPlainHttpLoopback: boolean): string | undefined {
  if (!URL.canParse(text)) return 'is not an address; write one such as https://ci.example.org'
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return 'must not hold a user or password'
  if (/[?#\s]/.test(text)) return "must not have '?', '#' or white space in it"
  const plain = url.protocol === 'http:' && allowPlainHttpLoopback && isLoopback(url)
  if (url.protocol !== 'https:' && !plain) {
    return 'must begin with https://: keys that anybody on the way can replace prove nothing'
  }
  return undefined
}
