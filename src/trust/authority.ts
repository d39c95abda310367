/** What the grants of a document allow to one identity. Worked out once a request; the matching is that of policies. */
import { covers, hasClaims } from '../policy/believe.ts'
import type { Environments, Grant, Recipient, TrustDocument } from './document.ts'
import type { Action, Authority, Identity } from './identity.ts'
import { entriesOf, objectionsTo } from './objections.ts'
import type { Judging } from './objections.ts'
import { urisOf } from './people.ts'
import { describe } from './say.ts'

export type Granting = Pick<TrustDocument, 'grants' | 'people' | 'clock' | 'owner'>

/** What the grants of a document that mean this identity allow it, all of them together. Never throws. */
export function authorityOf(document: Granting, identity: Identity): Authority {
  const selves = identity.person === undefined ? [] : urisOf(document.people, identity.person)
  const grants = document.grants.filter((grant) => appliesTo(grant, identity, selves))
  const judging: Judging = {
    grants,
    entries: entriesOf(grants),
    identity,
    selves,
    clock: document.clock,
    owner: document.owner,
  }
  return Object.freeze<Authority>({
    grants: Object.freeze(grants.map(({ name }) => name)),
    may: (action, environment) => grants.some((grant) => allows(grant, action, environment)),
    objections: (event, receivedAt) => objectionsTo(event, receivedAt, judging),
    describe: () => describe(judging),
  })
}

/** Does a grant mean this identity? A pipeline that runs a fork's code is meant only where the grant says so. */
export function appliesTo(grant: Grant, identity: Identity, selves: readonly string[]): boolean {
  if (identity.foreignCode === true && !grant.foreignCode) return false
  return grant.to.some((recipient) => isMeant(recipient, identity, selves))
}

function isMeant(
  { claims, person, group }: Recipient,
  { principal, groups }: Identity,
  selves: readonly string[],
): boolean {
  const asks = Object.keys(claims).length > 0
  if (asks && !hasClaims(principal, [claims])) return false
  if (person === undefined && group === undefined) return asks
  // Whoever can make somebody start a pipeline of theirs would be that person: a pipeline counts only where it is named.
  if (principal.kind !== 'person' && claims['issuer'] === undefined && claims['id'] === undefined)
    return false
  if (person !== undefined && !selves.some((uri) => covers(person, uri))) return false
  return group === undefined || (groups ?? []).includes(group)
}

function allows(grant: Grant, action: Action, environment: string | undefined): boolean {
  const among = (environments: Environments | undefined): boolean =>
    environments !== undefined && (environment === undefined || coversEnvironment(environments, environment))
  switch (action) {
    case 'write':
      // An approval is an event too, so whoever may approve may send one.
      return [...grant.write, ...grant.approve].some(
        ({ environments }) => environment === undefined || coversEnvironment(environments, environment),
      )
    case 'approve':
      return grant.approve.some(({ environments }) => among(environments))
    case 'ask':
      return among(grant.ask)
    case 'waive':
      return among(grant.waive)
    case 'override':
      return among(grant.override)
    case 'read':
      return grant.read
    case 'administer':
      return grant.administer
    case 'witness':
      // A checkpoint says less than the events.
      return grant.witness || grant.read
  }
}

function coversEnvironment(environments: Environments, environment: string): boolean {
  return environments.some((pattern) => covers(pattern, environment))
}
