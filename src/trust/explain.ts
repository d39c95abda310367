/** A trust document in plain English: who may do what, and what nobody may. */
import { sayDuration } from '../policy/duration.ts'
import { authorityOf } from './authority.ts'
import type { Grant, Share, TrustDocument } from './document.ts'
import { ACTIONS } from './identity.ts'
import type { Action, Identity } from './identity.ts'
import { sayEnvironments, sayKnownAs, sayList, sayMay, sayRecipient } from './say.ts'
import { sayTypes } from './type-pattern.ts'

export interface GrantExplained {
  grant: string
  /** Any of these. */
  who: string[]
  may: string[]
}

export interface Explained {
  organisation: string
  digest: string
  grants: GrantExplained[]
  /** What holds for everybody. */
  bounds: string[]
  shares: string[]
  /** Rights that no grant gives. */
  nobodyMay: string[]
}

/** A whole document in plain words: every grant, and what no grant gives to anybody. */
export function explainTrust(document: TrustDocument): Explained {
  const { organisation, digest, grants } = document
  const names = namesOf(document)
  return {
    organisation,
    digest,
    grants: grants.map((grant) => explained(grant, names)),
    bounds: boundsOf(document),
    shares: document.shares.flatMap(sayShare),
    nobodyMay: ACTIONS.filter((action) => !grants.some((grant) => gives(grant, action))).map(sayAction),
  }
}

export interface CallerExplained {
  /** As what the store knows them. */
  known: string
  person?: string
  sources: readonly string[]
  grants: GrantExplained[]
  mayNot: string[]
}

/** What one caller may do. */
export function explainCaller(document: TrustDocument, identity: Identity): CallerExplained {
  const applying = authorityOf(document, identity).grants
  const grants = document.grants.filter(({ name }) => applying.includes(name))
  const names = namesOf(document)
  return {
    known: sayKnownAs(identity),
    ...(identity.person === undefined ? {} : { person: identity.person }),
    sources: identity.sources ?? [],
    grants: grants.map((grant) => explained(grant, names)),
    mayNot: ACTIONS.filter((action) => !grants.some((grant) => gives(grant, action))).map(sayAction),
  }
}

function explained(grant: Grant, names: ReadonlyMap<string, string>): GrantExplained {
  const foreign = grant.foreignCode ? ", also when it runs a fork's code" : ''
  return {
    grant: grant.name,
    who: grant.to.map((recipient) => `${sayRecipient(recipient, names)}${foreign}`),
    may: sayMay(grant),
  }
}

function namesOf({ issuers }: TrustDocument): ReadonlyMap<string, string> {
  return new Map(issuers.map(({ name, url }) => [url, `${name} (${url})`]))
}

function gives(grant: Grant, action: Action): boolean {
  if (action === 'witness') return grant.witness || grant.read
  const given = grant[action]
  return typeof given === 'object' ? given.length > 0 : given === true
}

function sayAction(action: Action): string {
  const words: Readonly<Record<Action, string>> = {
    write: 'send events',
    ask: 'ask a gate',
    read: 'read',
    approve: 'approve',
    waive: 'waive rules',
    override: 'override a verdict',
    administer: 'change policies',
    witness: 'read the log',
  }
  return words[action]
}

function boundsOf({ clock, tokens, hooks, login, signers, witnesses }: TrustDocument): string[] {
  const time =
    clock === undefined
      ? 'Events may say any time of themselves.'
      : `Events may be ${sayDuration(clock.behind)} old and ${sayDuration(clock.ahead)} ahead, by their own clock.`
  return [
    time,
    ...tokens.map(
      ({ name, expires }) =>
        `The token ${name} is good until ${new Date(expires).toISOString().slice(0, 10)}.`,
    ),
    ...hooks.map(({ name, scheme }) => `Webhooks of ${name} are proved by ${scheme}.`),
    ...(login === undefined ? ['Nobody can sign in.'] : [`People sign in at ${login.issuer}.`]),
    ...(signers.length === 0
      ? []
      : [`Signatures of ${sayList(signers.map(({ name }) => name))} are verified.`]),
    ...(witnesses.length === 0
      ? []
      : [`${witnesses.length} ${witnesses.length === 1 ? 'witness watches' : 'witnesses watch'} the log.`]),
  ]
}

function sayShare({ with: other, read, verdicts }: Share): string[] {
  return [
    ...(read === undefined
      ? []
      : [
          `${other} may read ${sayTypes(read.types)} about ${sayList(read.artifacts)}, and about nothing else besides`,
        ]),
    ...(verdicts === undefined
      ? []
      : [`${other} may accept our verdicts for ${sayEnvironments(verdicts.environments)}`]),
  ]
}
