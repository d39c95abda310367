/** Whose tokens are believed, and on what terms. */
import { isLoopback } from '../../client/address.ts'
import { PERSONAL } from './claims.ts'

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
const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com'

/** Signatures by a private key. Nothing with a shared secret, and never `none`. */
export const ALGORITHMS: readonly string[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
]

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** The longest `maxAge` that can be configured: what is older is no job that is still running. */
const LONGEST_AGE = 7 * 24 * HOUR

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

/** One thing wrong with an issuer's settings: which member, and a sentence without its subject. */
export interface IssuerProblem {
  member: keyof Issuer
  message: string
}

/** What keeps an issuer from being used; empty when it is sound. */
export function issuerProblems(
  issuer: Issuer,
  options: { allowPlainHttpLoopback?: boolean } = {},
): IssuerProblem[] {
  const { allowPlainHttpLoopback = false } = options
  const problems: IssuerProblem[] = []
  const add = (member: keyof Issuer, message: string | undefined) => {
    if (message !== undefined) problems.push({ member, message })
  }
  add('url', addressProblem(issuer.url, allowPlainHttpLoopback))
  if (issuer.keysUrl !== undefined) add('keysUrl', addressProblem(issuer.keysUrl, allowPlainHttpLoopback))
  // On loopback anything can stand in for GitHub; it proves no source then.
  const standIn = allowPlainHttpLoopback && issuer.url.startsWith('http://')
  if (issuer.kind === 'github' && githubServer(issuer.url) === undefined && !standIn) {
    add('url', `has none of GitHub's forms: ${GITHUB_FORMS.join(', ')}`)
  }
  if (issuer.kind === 'gitlab' && issuer.url.endsWith('/')) add('url', "must not end with '/'")
  const unknown = issuer.algorithms.filter((name) => !ALGORITHMS.includes(name))
  if (unknown.length > 0 || issuer.algorithms.length === 0) {
    add('algorithms', `must be some of ${ALGORITHMS.join(', ')}; none with a shared secret is ever taken`)
  }
  if (!(issuer.maxAge > 0 && issuer.maxAge <= LONGEST_AGE)) add('maxAge', 'must be between 1s and 7d')
  add('identity', namesProblem(issuer.identity, ['sub']))
  add('claims', namesProblem(issuer.claims, []))
  const forge = issuer.kind === 'github' || issuer.kind === 'gitlab'
  if (forge && issuer.identity.length > 0) add('identity', `is fixed for ${issuer.kind}: the repository's id`)
  if (!forge && issuer.identity.length === 0) add('identity', 'must name at least one claim, such as sub')
  if (forge && issuer.claims.length > 0) add('claims', `are fixed for ${issuer.kind}`)
  return problems
}

const GITHUB_FORMS = [
  GITHUB_ISSUER,
  `${GITHUB_ISSUER}/ENTERPRISE`,
  'https://HOST/_services/token',
  'https://token.actions.SUBDOMAIN.ghe.com',
]
const MOST_CLAIMS = 32
/** Names that mean something else where a principal is matched. */
const RESERVED = ['issuer', 'id', 'kind', '__proto__']

function namesProblem(names: readonly string[], allowed: readonly string[]): string | undefined {
  if (names.length > MOST_CLAIMS) return `must be at most ${MOST_CLAIMS} claims`
  const odd = names.find((name) => !/^[\x21-\x7e]{1,128}$/.test(name) || RESERVED.includes(name))
  if (odd !== undefined) return `cannot have a claim called ${JSON.stringify(odd)}`
  const personal = names.find((name) => PERSONAL.includes(name) && !allowed.includes(name))
  return personal === undefined ? undefined : `must not have '${personal}': claims about people are not kept`
}
