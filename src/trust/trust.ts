/** A trust document at work: who holds a credential, who is which person, and what they may. */
import type { Authority, Identity } from './identity.ts'
import { authorityOf } from './authority.ts'
import type { HookEntry, HookScheme, Login, SecretRef, SignerEntry, TrustDocument } from './document.ts'
import { secretProblem } from './hooks.ts'
import { findPerson, personUri } from './people.ts'
import type { Known } from './people.ts'
import { sharingWith } from './shares.ts'
import type { Sharing } from './shares.ts'
import { createHolderOf } from './static-tokens.ts'
import type { HolderOf } from './static-tokens.ts'
import type { Issuer } from './tokens/issuer.ts'

/** Where secrets are. A secret that is not there makes what needs it refuse, not open. */
export interface Secrets {
  env: (name: string) => string | undefined
  /** Text of a file, without the line break at its end. */
  file?: (path: string) => string | undefined
}

/** A sender of webhooks, with the secrets that are there (none: everything it sends is refused). */
export interface Hook {
  name: string
  scheme: HookScheme
  secrets: readonly string[]
  header?: string
  /** Who it is to the store: `hook:<name>`. */
  identity: Identity
}

export interface Trust {
  readonly document: TrustDocument
  readonly organisation: string
  readonly digest: string
  readonly text: string
  readonly issuers: readonly Issuer[]
  readonly audiences: readonly string[]
  readonly login?: Omit<Login, 'issuer' | 'clientSecret'> & { issuer: Issuer; clientSecret?: string }
  readonly signers: readonly SignerEntry[]
  readonly witnesses: readonly string[]
  /** Secrets that are not there, or are weak, a sentence each: for the log at start. */
  readonly troubles: readonly string[]
  authorityOf(identity: Identity): Authority
  /** Who holds a static token. Times in ms. */
  holderOf: HolderOf
  hook(name: string): Hook | undefined
  /** The person's URI when the document maps these claims to one. `issuer` is its URL or its name. */
  personOf(known: Known): string | undefined
  /** The same, or the URI that stands for somebody nobody mapped. Undefined when there is no such claim or issuer. */
  personUriOf(known: Known): string | undefined
  sharesWith(organisation: string): Sharing
}

/** Opens a document: its secrets are read once, here. Never throws; what is not there is among `troubles`. */
export function createTrust(document: TrustDocument, secrets: Secrets): Trust {
  const troubles: string[] = []
  const secretOf = (ref: SecretRef, whose: string): string | undefined => {
    const found = read(ref, secrets)
    if (found === undefined) troubles.push(`the secret of ${whose} is not there (${ref})`)
    return found
  }
  const hooks = new Map(document.hooks.map((entry) => [entry.name, openHook(entry, secretOf, troubles)]))
  const login = openLogin(document, secretOf)
  return Object.freeze<Trust>({
    document,
    organisation: document.organisation,
    digest: document.digest,
    text: document.text,
    issuers: document.issuers,
    audiences: document.audiences,
    ...(login === undefined ? {} : { login }),
    signers: document.signers,
    witnesses: document.witnesses,
    troubles,
    authorityOf: (identity) => authorityOf(document, identity),
    holderOf: createHolderOf(document.tokens),
    hook: (name) => hooks.get(name),
    personOf: (known) => findPerson(document, known)?.id,
    personUriOf: (known) => findPerson(document, known)?.id ?? unmapped(document, known),
    sharesWith: (organisation) => sharingWith(document.shares, organisation),
  })
}

function read(ref: SecretRef, { env, file }: Secrets): string | undefined {
  const found = ref.startsWith('env:') ? env(ref.slice('env:'.length)) : file?.(ref.slice('file:'.length))
  return found === '' ? undefined : found
}

type SecretOf = (ref: SecretRef, whose: string) => string | undefined

function openHook(
  { name, scheme, secrets, header }: HookEntry,
  secretOf: SecretOf,
  troubles: string[],
): Hook {
  const found = secrets.flatMap((ref) => {
    const secret = secretOf(ref, `the hook ${name}`)
    const wrong = secret === undefined ? undefined : secretProblem(scheme, secret)
    if (wrong !== undefined) troubles.push(`the secret of the hook ${name} ${wrong} (${ref})`)
    return secret ?? []
  })
  return Object.freeze({
    name,
    scheme,
    ...(header === undefined ? {} : { header }),
    secrets: found,
    identity: Object.freeze<Identity>({ principal: Object.freeze({ kind: 'hook', id: `hook:${name}` }) }),
  })
}

function openLogin({ login, issuers }: TrustDocument, secretOf: SecretOf): Trust['login'] {
  const issuer = issuers.find(({ name }) => name === login?.issuer)
  if (login === undefined || issuer === undefined) return undefined
  const { clientSecret, issuer: _, ...rest } = login
  const secret = clientSecret === undefined ? undefined : secretOf(clientSecret, 'the login')
  return { ...rest, issuer, ...(secret === undefined ? {} : { clientSecret: secret }) }
}

function unmapped({ issuers }: TrustDocument, known: Known): string | undefined {
  const issuer = issuers.find(({ name, url }) => name === known.issuer || url === known.issuer)
  const claim = (['actorId', 'userId', 'subject'] as const).find((one) => known[one] !== undefined)
  return issuer === undefined || claim === undefined ? undefined : personUri(issuer, claim, known[claim]!)
}
