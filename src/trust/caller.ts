/** A caller as a person writes one down, `{ issuer: github, repositoryId: '1111' }`, as the identity a token would give. */
import { quote } from '../policy/shape.ts'
import { nearest } from '../policy/suggest.ts'
import type { TrustDocument } from './document.ts'
import type { Identity } from './identity.ts'
import { claimsOf } from './issuer-claims.ts'
import { findPerson } from './people.ts'
import { githubServer } from './tokens/issuer.ts'
import type { Issuer } from './tokens/issuer.ts'

/** Words that are no claims. `source` is what a token of it would prove; several are separated by spaces. */
const OWN_WORDS = ['id', 'kind', 'issuer', 'person', 'group', 'source', 'foreignCode']

export type Facts = Readonly<Record<string, string>>

/** `issuer=github,repositoryId=1111`: each part is name=value; a value has no comma. */
export function parseFacts(text: string): Facts | { problem: string } {
  const facts: Record<string, string> = Object.create(null) as Record<string, string>
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(.+)$/u.exec(part) ?? []
    if (name === undefined || value === undefined)
      return { problem: `${quote(part)} is not name=value, such as issuer=github` }
    facts[name] = value.trim()
  }
  return { ...facts }
}

/** Who that is, or why it is nobody. */
export function callerOf(document: TrustDocument, facts: Facts): Identity | { problem: string } {
  const { id, kind, issuer: named, person, group, source, foreignCode, ...claims } = facts
  if (foreignCode !== undefined && foreignCode !== 'true' && foreignCode !== 'false')
    return { problem: `foreignCode is true or false, not ${quote(foreignCode)}` }
  const issuer = document.issuers.find(({ name, url }) => name === named || url === named)
  if (named !== undefined && issuer === undefined) {
    const names = document.issuers.map(({ name }) => name)
    return { problem: `${quote(named)} is not one of issuers${nearest(named, names)}` }
  }
  if (issuer === undefined) {
    const [odd] = Object.keys(claims)
    if (odd !== undefined)
      return {
        problem: `${quote(odd)} is a claim of an issuer; add issuer, or use one of ${OWN_WORDS.join(', ')}`,
      }
  } else {
    const odd = Object.keys(claims).find((claim) => !claimsOf(issuer).includes(claim))
    if (odd !== undefined)
      return {
        problem: `${quote(odd)} is not a claim of ${quote(issuer.name)}${nearest(odd, claimsOf(issuer))}`,
      }
  }
  const sources = source === undefined ? provenBy(issuer, claims) : source.split(' ')
  const who = person ?? actorOf(document, issuer, claims)
  return {
    principal: {
      kind: (kind ?? kindOf(id, issuer, who)) as Identity['principal']['kind'],
      id: id ?? idOf(issuer, claims, who),
      ...(issuer === undefined ? {} : { claims: { issuer: issuer.url, ...claims } }),
    },
    ...(who === undefined ? {} : { person: who }),
    ...(group === undefined ? {} : { groups: group.split(' ') }),
    ...(sources.length === 0 ? {} : { sources }),
    ...(foreignCode === 'true' ? { foreignCode: true as const } : {}),
  }
}

function kindOf(id: string | undefined, issuer: Issuer | undefined, person: string | undefined): string {
  if (issuer !== undefined) return issuer.kind === 'people' ? 'person' : 'oidc'
  if (id?.startsWith('token:') === true) return 'token'
  if (id?.startsWith('hook:') === true) return 'hook'
  if (id === 'loopback') return 'loopback'
  return person === undefined && id !== undefined ? 'oidc' : 'person'
}

function idOf(issuer: Issuer | undefined, claims: Facts, person: string | undefined): string {
  if (issuer === undefined || issuer.kind === 'people') return person ?? 'somebody who signed in'
  if (issuer.kind === 'github') return `${issuer.url}#repository:${claims['repositoryId'] ?? '?'}`
  if (issuer.kind === 'gitlab')
    return `${issuer.url}#project:${claims['jobProjectId'] ?? claims['projectId'] ?? '?'}`
  return `${issuer.url}#?`
}

/** As `tokens/principal.ts` does it: the repository's own address. */
function provenBy(issuer: Issuer | undefined, claims: Facts): string[] {
  if (issuer === undefined) return []
  const path =
    issuer.kind === 'github' ? claims['repository'] : (claims['jobProjectPath'] ?? claims['projectPath'])
  const server = issuer.kind === 'github' ? githubServer(issuer.url) : issuer.url
  return [...(path === undefined || server === undefined ? [] : [`${server}/${path}`]), ...issuer.sources]
}

function actorOf(document: TrustDocument, issuer: Issuer | undefined, claims: Facts): string | undefined {
  const { actorId, userId } = claims
  if (issuer === undefined || (actorId ?? userId) === undefined) return undefined
  return findPerson(document, {
    issuer: issuer.url,
    ...(actorId === undefined ? {} : { actorId }),
    ...(userId === undefined ? {} : { userId }),
  })?.id
}
