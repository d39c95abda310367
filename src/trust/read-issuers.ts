/** `issuers` of a trust document. */
import { parseDuration } from '../policy/duration.ts'
import { isRecord, quote } from '../policy/shape.ts'
import type { Raw, Reading } from './load.ts'
import { addressProblem, githubServer, issuerOf, LONGEST_AGE } from './tokens/issuer.ts'
import type { Issuer, IssuerSettings } from './tokens/issuer.ts'
import { uriPatternProblem } from './uri-pattern.ts'

export interface NamedIssuer {
  issuer: Issuer
  /** Everybody in the world has projects there: its name alone says nothing about who it is. */
  isShared: boolean
}

/** Hosted services with one issuer for all of their customers. */
const SHARED = new Set([
  'https://token.actions.githubusercontent.com',
  'https://gitlab.com',
  'https://agent.buildkite.com',
  'https://accounts.google.com',
  'https://app.terraform.io',
  'https://oidc.codefresh.io',
])

export function readIssuers(raw: Raw, { reader }: Reading): NamedIssuer[] {
  const written = isRecord(raw['issuers']) ? raw['issuers'] : {}
  const urls = new Map<string, string>()
  return Object.entries(written).map(([name, value]) => {
    const { maxAge, ...rest } = value as Raw & { maxAge?: string }
    const age = maxAge === undefined ? undefined : parseDuration(maxAge)!
    const issuer = issuerOf({
      ...rest,
      name,
      ...(age === undefined ? {} : { maxAge: age }),
    } as IssuerSettings)
    const at = reader.at('issuers', name)
    const wrong = addressProblem(issuer.url, true)
    if (wrong !== undefined) at.problem(`${quote(issuer.url)} ${wrong}`, 'url')
    else if (
      issuer.kind === 'github' &&
      githubServer(issuer.url) === undefined &&
      !issuer.url.startsWith('http://')
    )
      at.problem(
        `${quote(issuer.url)} is no issuer of GitHub; leave it out for github.com, or write https://HOST/_services/token (Enterprise Server) or https://token.actions.SUB.ghe.com (data residency)`,
        'url',
      )
    if (issuer.keysUrl !== undefined) {
      const keysProblem = addressProblem(issuer.keysUrl, true)
      if (keysProblem !== undefined) at.problem(`${quote(issuer.keysUrl)} ${keysProblem}`, 'keysUrl')
    }
    if (age !== undefined && (age > LONGEST_AGE || age === 0))
      at.problem('a token may be 7d old at most', 'maxAge')
    const earlier = urls.get(issuer.url)
    if (earlier !== undefined) at.problem(`${quote(issuer.url)} is the issuer ${quote(earlier)} already`)
    urls.set(issuer.url, name)
    issuer.sources.forEach((source, index) => {
      const problem = source.endsWith('*')
        ? `${quote(source)} needs no *: a source covers what is below it`
        : uriPatternProblem(source)
      if (problem !== undefined) at.problem(problem, 'sources', index)
    })
    return { issuer, isShared: SHARED.has(issuer.url.replace(/\/$/u, '')) }
  })
}
