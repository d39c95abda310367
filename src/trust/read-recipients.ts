/**
 * `to` of a grant: who is meant. A name can change hands (a repository is renamed, a path taken over by somebody else)
 * and an issuer may be everybody's, so what is written must pin down who it is; a grant that strangers could come under
 * does not load.
 */
import { quote } from '../policy/shape.ts'
import { nearest } from '../policy/suggest.ts'
import type { HookEntry, Login, Person, Recipient, TokenEntry } from './document.ts'
import { claimsOf, immutableClaims } from './issuer-claims.ts'
import type { Reading } from './load.ts'
import type { NamedIssuer } from './read-issuers.ts'
import { uriPatternProblem } from '../policy/uri-pattern.ts'

/** What a grant may refer to by name. */
export interface Referable {
  issuers: readonly NamedIssuer[]
  people: readonly Person[]
  login: Login | undefined
  tokens: readonly TokenEntry[]
  hooks: readonly HookEntry[]
}

export type WrittenClaims = Readonly<Record<string, string>>

/** Whom the store itself names: kinds of principals that a grant may mean as such. */
const KINDS = ['oidc', 'token', 'hook', 'person', 'loopback']

/** Whom a grant is for: claims, a person, a group. What could mean anybody is a problem. */
export function readRecipient(
  written: WrittenClaims,
  known: Referable,
  steps: readonly (string | number)[],
  to: Reading,
): Recipient {
  const problem = (message: string, ...below: string[]): void =>
    to.reader.problem(message, ...steps, ...below)
  const missing = (message: string, ...below: string[]): void => to.missing(message, ...steps, ...below)
  const { person, group, ...claims } = written
  const named = issuerOfClaims(claims, known, missing)
  const resolved = named === undefined ? claims : { ...claims, issuer: named.issuer.url }
  // A whole id begins with its issuer.
  const issuer = named ?? known.issuers.find((one) => claims['id']?.startsWith(`${one.issuer.url}#`))

  if (claims['kind'] !== undefined && !KINDS.includes(claims['kind']))
    problem(
      `${quote(claims['kind'])} is not a kind of principal; allowed: ${KINDS.join(', ')}${nearest(claims['kind'], KINDS)}`,
      'kind',
    )
  if (claims['kind'] === 'loopback' || claims['id'] === 'loopback')
    to.warn('means nobody: where there is a trust document, every caller needs a credential', ...steps)
  const id = idProblem(claims['id'], known)
  if (id !== undefined) missing(id, 'id')
  personProblems(written, known, missing)
  for (const [claim, wrong] of claimProblems(claims, issuer)) problem(wrong, claim)
  if (person === undefined && group === undefined) {
    const stranger = strangersUnder(claims, issuer, known)
    if (stranger?.isCertain === true) missing(stranger.message)
    else if (stranger !== undefined) to.warn(stranger.message, ...steps)
  }
  return {
    claims: resolved,
    ...(person === undefined ? {} : { person: canonical(person, known.people) }),
    ...(group === undefined ? {} : { group }),
  }
}

function issuerOfClaims(
  claims: WrittenClaims,
  { issuers }: Referable,
  missing: (message: string, field: string) => void,
): NamedIssuer | undefined {
  const written = claims['issuer']
  if (written === undefined) return undefined
  const found = issuers.find(({ issuer }) => issuer.name === written || issuer.url === written)
  if (found === undefined) {
    const names = issuers.map(({ issuer }) => issuer.name)
    missing(
      `${quote(written)} is not one of issuers${nearest(written, names)}; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ') || 'none'}`,
      'issuer',
    )
  }
  return found
}

/** An id is a whole principal: of a token or a hook of this document, or of an issuer of it. */
function idProblem(id: string | undefined, { issuers, tokens, hooks }: Referable): string | undefined {
  if (id === undefined || id === 'loopback') return undefined
  for (const [prefix, entries, field] of [
    ['token:', tokens, 'tokens'],
    ['hook:', hooks, 'hooks'],
  ] as const) {
    if (!id.startsWith(prefix)) continue
    const name = id.slice(prefix.length)
    if (name.endsWith('*') || entries.some((entry) => entry.name === name)) return undefined
    const names = entries.map((entry) => entry.name)
    return `${quote(name)} is not one of ${field}${nearest(name, names)}`
  }
  const issuer = issuers.find((one) => id.startsWith(`${one.issuer.url}#`))
  if (issuer === undefined)
    return `${quote(id)} is nobody's id: it is token:<name>, hook:<name>, or begins with the url of one of issuers and #`
  // A number has no prefix that means anything: 12* is 12, 120, and a million strangers.
  if (id.endsWith('*') && issuer.issuer.kind !== 'other')
    return `${quote(id)} ends in *, but numbers have no family; name the owner by ${immutableClaims(issuer.issuer)[1] ?? 'its id'} instead`
  return undefined
}

function personProblems(
  { person, group, kind }: WrittenClaims,
  { people, login }: Referable,
  missing: (message: string, field: string) => void,
): void {
  if (group !== undefined && login?.groups === undefined)
    missing('nobody is in a group: login.groups, the claim that lists them, is missing', 'group')
  if (group?.endsWith('*') === true) missing('a group is named in full, without *', 'group')
  if ((person ?? group) !== undefined && kind !== undefined && kind !== 'person')
    missing(
      `person and group mean people; leave kind out (or name an issuer, for pipelines that they run)`,
      'kind',
    )
  if (person === undefined) return
  const uris = people.flatMap((one) => one.uris)
  const start = person.endsWith('*') ? person.slice(0, -1) : undefined
  const crossing = start === undefined ? undefined : uriPatternProblem(person)
  if (crossing !== undefined) return missing(crossing, 'person')
  if (start === undefined ? uris.includes(person) : uris.some((uri) => uri.startsWith(start))) return
  missing(
    `${quote(person)} is not one of people${nearest(
      person,
      people.map(({ id }) => id),
    )}`,
    'person',
  )
}

/** Claims that no token of this issuer has, and numbers with a `*`. */
function claimProblems(claims: WrittenClaims, issuer: NamedIssuer | undefined): [string, string][] {
  const problems: [string, string][] = []
  for (const [claim, value] of Object.entries(claims)) {
    if (claim === 'id' || claim === 'kind' || claim === 'issuer') continue
    if (issuer === undefined) {
      // Without an issuer and without an id it is told below that one is missing.
      if (claims['id'] !== undefined)
        problems.push([claim, `${quote(claims['id'])} has no claims; ${quote(claim)} would never hold`])
      continue
    }
    const names = claimsOf(issuer.issuer)
    if (!names.includes(claim))
      problems.push([
        claim,
        `${quote(claim)} is not a claim of ${quote(issuer.issuer.name)}${nearest(claim, names)}; it has ${names.join(', ')}`,
      ])
    else if (
      value.endsWith('*') &&
      issuer.issuer.kind !== 'other' &&
      immutableClaims(issuer.issuer).includes(claim)
    )
      problems.push([
        claim,
        `${quote(value)} ends in *, but numbers have no family: ${quote(value)} covers strangers`,
      ])
  }
  return problems
}

/** Could somebody whom nobody meant come under this? */
function strangersUnder(
  claims: WrittenClaims,
  issuer: NamedIssuer | undefined,
  { issuers }: Referable,
): { message: string; isCertain: boolean } | undefined {
  const { id, kind, issuer: named, ...own } = claims
  if (id !== undefined) return undefined
  const names = Object.keys(own)
  const certain = (message: string) => ({ message, isCertain: true })
  if (named === undefined) {
    if (names.length > 0)
      return certain(
        `names ${names.join(', ')} but no issuer: another issuer's tokens could say the same; add issuer (${issuers.map((one) => one.issuer.name).join(', ') || 'define one under issuers'})`,
      )
    if (kind !== 'oidc') return undefined
    const shared = issuers.find(({ isShared }) => isShared)
    if (shared === undefined) return undefined
    return certain(
      `means everybody who has a token of ${quote(shared.issuer.name)}, which is the whole world; add issuer and ${sayImmutable(shared)}`,
    )
  }
  if (issuer === undefined) return undefined
  const pinned = immutableClaims(issuer.issuer)
  if (names.some((name) => pinned.includes(name))) return undefined
  if (issuer.isShared)
    return certain(
      names.length === 0
        ? `means everybody who has a token of ${quote(issuer.issuer.name)}, which is the whole world; add ${sayImmutable(issuer)}`
        : `${names.join(', ')} can be renamed, or made by anybody, so a stranger could come under this; add ${sayImmutable(issuer)}`,
    )
  if (names.length === 0) return undefined
  return {
    message: `${names.join(', ')} can be renamed or taken over by others at ${issuer.issuer.url}; add ${sayImmutable(issuer)}`,
    isCertain: false,
  }
}

function sayImmutable({ issuer }: NamedIssuer): string {
  const claims = immutableClaims(issuer).slice(0, 2)
  return claims.length === 0
    ? `id, such as ${quote(`${issuer.url}#<${issuer.identity.join(' ')}>`)}`
    : claims.join(' or ')
}

function canonical(person: string, people: readonly Person[]): string {
  return people.find(({ uris }) => uris.includes(person))?.id ?? person
}
