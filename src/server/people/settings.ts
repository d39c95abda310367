/** What signing in needs to be told, and by whom: a few settings of the trust document, and the store's own address. */
import type { EventStore, Receipt } from '../../store/store.ts'
import type { Trust } from '../../trust/trust.ts'
import type { SessionKeys } from './session-key.ts'

/** How people sign in: the `login` of the trust document, with its issuer and its secret looked up. */
export interface Login {
  /** The provider's issuer identifier, e.g. `https://login.example.org/realms/acme`. */
  issuer: string
  clientId: string
  /** Absent for a public client: PKCE alone. */
  clientSecret?: string
  /** The claim that lists a person's groups; absent: groups are not asked for. */
  groups?: string
  /** Asked for beside `openid`, where the provider wants it for groups (Dex: `groups`). */
  scopes?: readonly string[]
}

/** What the trust document in force says about people. Asked for anew at every request. */
export interface PeopleTrust {
  login?: Login
  /** Do its grants name this group? What they do not name is not kept. */
  namesGroup: (group: string) => boolean
  /** The URI under which a person is known here; undefined for somebody whom the document does not list. */
  personOf: (identity: { issuer: string; subject: string }) => string | undefined
  /** The one URI of somebody who is known by several: a forge's `urn:github:user:1234` may be `urn:user:alice` here. */
  calledHere: (person: string) => string
}

export interface PeopleOptions {
  store: EventStore
  organisation: string
  /**
   * The organisation's address as browsers have it, without a slash at the end: `https://store.example.org/o/acme`.
   * Nobody can sign in without it: the provider sends people back there.
   */
  publicUrl?: string
  trust: () => PeopleTrust
  keys: SessionKeys
  /** The moment, RFC 3339 in UTC. */
  now: () => string
  /** A UUID. */
  newId: () => string
  random: (bytes: number) => Uint8Array
  /** One line; nothing in it is a secret. */
  log: (line: string) => void
  onReceipts?: (receipts: readonly Receipt[]) => void
}

/** The part of a trust document that is about people, with its issuer as an address. */
export function peopleTrustOf({ login, document, personUriOf }: InForce): PeopleTrust {
  return {
    ...(login === undefined ? {} : { login: { ...login, issuer: login.issuer.url } }),
    namesGroup: (group) =>
      document.grants.some(({ to }) => to.some((recipient) => recipient.group === group)),
    personOf: personUriOf,
    calledHere: (person) => document.people.find(({ uris }) => uris.includes(person))?.id ?? person,
  }
}

export type InForce = Pick<Trust, 'login' | 'document' | 'personUriOf'>

/** Where this organisation's pages are, as browsers have it. */
export interface Place {
  /** `https://store.example.org` */
  origin: string
  /** `''`, or the path in front of every page: `/o/acme`. */
  base: string
  /** Over TLS. Otherwise it is this machine, and cookies go without `Secure`. */
  secure: boolean
}

/**
 * The place behind an address; or why people cannot sign in there, as a sentence.
 *
 * Over plain http only this machine: a session cookie that travels readable is a session given away.
 */
export function placeOf(publicUrl: string | undefined): Place | { trouble: string } {
  if (publicUrl === undefined || !URL.canParse(publicUrl)) {
    return {
      trouble:
        'The store does not know its own address, so no provider could send people back. Give --public-url.',
    }
  }
  const url = new URL(publicUrl)
  const secure = url.protocol === 'https:'
  if (!secure && !isLoopbackName(url.hostname)) {
    return {
      trouble: `People sign in over https only, and the store's address is ${url.origin}. Give --public-url https://….`,
    }
  }
  return { origin: url.origin, base: url.pathname.replace(/\/+$/, ''), secure }
}

/** A path of this store as browsers have it. The request may carry the organisation's part already, or not. */
export function outside({ base }: Place, path: string): string {
  return base === '' || path === base || path.startsWith(`${base}/`) ? path : `${base}${path}`
}

/** This machine, by a name that no resolver is asked for. */
export function isLoopbackName(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127(\.\d{1,3}){3}$/.test(hostname) ||
    hostname === '[::1]'
  )
}
