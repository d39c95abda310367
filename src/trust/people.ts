/** Who is the same person on which forge: the people of a trust document, and the URIs they are known by. */
import { githubUser } from '../host/github.ts'
import { gitlabUser } from '../host/gitlab.ts'
import type { Person, PersonIdentity, TrustDocument } from './document.ts'
import { githubServer } from './tokens/issuer.ts'
import type { Issuer } from './tokens/issuer.ts'

/** What a credential says of the person behind it. `issuer` is the URL (or the name in the document) of who says it. */
export interface Known {
  issuer: string
  subject?: string
  actorId?: string
  userId?: string
}

export const PERSON_CLAIMS = ['subject', 'actorId', 'userId'] as const

/**
 * A person as a URI, when no document maps them: the very URI that the hosts put into events (`urn:github:user:123`,
 * `urn:gitlab:gitlab.example.org:user:17`); elsewhere `<issuer>#user:<subject>`.
 */
export function personUri(
  issuer: Pick<Issuer, 'kind' | 'url'>,
  claim: PersonIdentity['claim'],
  value: string,
): string {
  if (claim === 'actorId') return githubUser(githubServer(issuer.url) ?? issuer.url, value)
  if (claim === 'userId') return gitlabUser(issuer.url, value)
  return `${issuer.url}#user:${encodeURIComponent(value)}`
}

/** The person that the document maps these claims to; undefined when it maps nobody. */
export function findPerson(
  document: Pick<TrustDocument, 'people' | 'issuers'>,
  known: Known,
): Person | undefined {
  const url = document.issuers.find(({ name }) => name === known.issuer)?.url ?? known.issuer
  return document.people.find(({ identities }) =>
    identities.some(({ issuer, claim, value }) => issuer === url && known[claim] === value),
  )
}

/** Every URI of whoever has this one. */
export function urisOf(people: readonly Person[], uri: string): readonly string[] {
  return people.find(({ uris }) => uris.includes(uri))?.uris ?? [uri]
}
