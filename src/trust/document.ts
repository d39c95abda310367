/** A trust document as it is after loading: every text parsed, every name resolved. Times in ms, moments in epoch ms. */
import type { ProducerClaims } from '../policy/policy.ts'
import type { Issuer } from './tokens/issuer.ts'
import type { TypePattern } from './type-pattern.ts'

/** A name of an environment, or a prefix that ends in `*`. */
export type Environments = readonly string[]

/** One way of being meant by a grant: what the credential proves, and who is behind it. Everything must hold. */
export interface Recipient {
  /** Matched as `producers` of policies are; empty for people who signed in. */
  claims: ProducerClaims[number]
  /** A person's URI, or a prefix that ends in `*`. */
  person?: string
  group?: string
}

/** What may be sent. An event is allowed by one of these as a whole, never by two of them in halves. */
export interface Writing {
  types: readonly TypePattern[]
  /** `own`, `*`, a URI, or one with `*` behind a boundary. */
  sources: readonly string[]
  /** For events that name an environment; those that name none need none. */
  environments: Environments
}

export interface Approving {
  /** `self`, `*`, a URI, or one with `*` behind a boundary. */
  as: readonly string[]
  sources: readonly string[]
  environments: Environments
}

export interface Grant {
  name: string
  to: readonly Recipient[]
  write: readonly Writing[]
  approve: readonly Approving[]
  /** Absent: not at all. */
  ask?: Environments
  waive?: Environments
  override?: Environments
  read: boolean
  administer: boolean
  witness: boolean
  foreignCode: boolean
}

/** How a person is known to one issuer. `issuer` is its URL. */
export interface PersonIdentity {
  issuer: string
  claim: 'subject' | 'actorId' | 'userId'
  value: string
}

export interface Person {
  id: string
  identities: readonly PersonIdentity[]
  /** Every URI this person is known by: the id, and what each identity is as a URI. */
  uris: readonly string[]
}

/** `env:NAME` or `file:PATH`. */
export type SecretRef = string

export interface Login {
  /** Name of the issuer. */
  issuer: string
  clientId: string
  clientSecret?: SecretRef
  /** The claim that lists the groups. */
  groups?: string
  scopes: readonly string[]
}

/** A static token: the hash of a secret of 256 random bits, so that no salt is needed. */
export interface TokenEntry {
  name: string
  /** `sha256:<hex>`. */
  hash: string
  expires: number
}

export const HOOK_SCHEMES = ['github', 'gitlab', 'standard-webhooks', 'hmac-sha256', 'token'] as const
export type HookScheme = (typeof HOOK_SCHEMES)[number]

export interface HookEntry {
  name: string
  scheme: HookScheme
  /** One, or two while it is being changed. */
  secrets: readonly SecretRef[]
  /** For `hmac-sha256` and `token`; lower case. */
  header?: string
}

export type SignerEntry = { name: string; by: ProducerClaims } & (
  { key: string } | { sigstore: { trustedRoot: string; issuer: string; identity: string } }
)

/** What another organisation may read, or which verdicts it may accept. */
export interface Share {
  with: string
  read?: { artifacts: readonly string[]; types: readonly TypePattern[] }
  verdicts?: { environments: Environments }
}

export interface TrustDocument {
  organisation: string
  owner?: string
  /** `sha256:<hex>` of the text. */
  digest: string
  text: string
  audiences: readonly string[]
  /** How far an event's own time may be off; absent: as far as it likes (only without a document). */
  clock?: { ahead: number; behind: number }
  issuers: readonly Issuer[]
  people: readonly Person[]
  login?: Login
  tokens: readonly TokenEntry[]
  hooks: readonly HookEntry[]
  signers: readonly SignerEntry[]
  /** Verifier keys (C2SP signed-note) of the witnesses whose cosignatures count. */
  witnesses: readonly string[]
  grants: readonly Grant[]
  shares: readonly Share[]
}
