/** `issuers` of a trust document. */
import { isObject } from '../cdevents/object.ts'
import { parseDuration } from '../policy/duration.ts'
import { quote } from '../policy/shape.ts'
import type { Raw, Reading } from './load.ts'
import { issuerOf, issuerProblems } from './tokens/issuer.ts'
import type { Issuer, IssuerSettings } from './tokens/issuer.ts'
import { uriPatternProblem } from '../policy/uri-pattern.ts'

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

/** Who issues tokens here, in the order of the document; one URL belongs to one of them. */
export function readIssuers(raw: Raw, { reader }: Reading): NamedIssuer[] {
  const written = isObject(raw['issuers']) ? raw['issuers'] : {}
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
    for (const { member, message } of issuerProblems(issuer, { allowPlainHttpLoopback: true })) {
      const subject = member === 'url' || member === 'keysUrl' ? quote(issuer[member] ?? '') : member
      at.problem(`${subject} ${message}`, member)
    }
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
