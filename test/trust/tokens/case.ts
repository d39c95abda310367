/** What a case of the token suite is, and the desk it is tried at: one issuer, one clock, a cold cache for each case. */
import { createHmac, KeyObject, sign as signBytes } from 'node:crypto'
import type { CryptoKey } from 'jose'
import { getFromIssuer } from '../../../src/server/issuer-http.ts'
import type { Identity } from '../../../src/trust/identity.ts'
import { issuerOf } from '../../../src/trust/tokens/issuer.ts'
import type { Issuer } from '../../../src/trust/tokens/issuer.ts'
import { createIssuerKeys } from '../../../src/trust/tokens/keys.ts'
import type { TokenRefusedCode } from '../../../src/trust/tokens/refused.ts'
import { createTokenVerifier } from '../../../src/trust/tokens/verify.ts'
import type { TokenVerifier } from '../../../src/trust/tokens/verify.ts'
import { githubClaims, gitlabClaims, onLoopback } from './issuer.ts'
import type { TestIssuer, TestKey } from './issuer.ts'

export const NOW = Date.UTC(2026, 10, 21, 12, 0, 0)
export const SECOND = NOW / 1000
export const AUDIENCE = 'https://store.example.org/o/acme'
/** The issuer that is believed in most cases. */
export const GITHUB_URL = 'https://token.actions.githubusercontent.com'

export interface Desk {
  /** Speaks for github.com's origin. */
  issuer: TestIssuer
  /** A key that the issuer does not know. */
  stranger: TestKey
}

export interface Case {
  name: string
  token: (desk: Desk) => string | Promise<string>
  /** The issuer configured, instead of GitHub as it is by default. */
  issuers?: (desk: Desk) => readonly Issuer[]
  audiences?: readonly string[]
  /** What the issuer publishes instead of its one key. */
  keys?: (desk: Desk) => Record<string, unknown>[]
  /** The code and a part of the message; absent: it is taken. */
  refused?: readonly [TokenRefusedCode, RegExp]
  /** Looked at when it is taken. */
  identity?: (identity: Identity) => void
}

/** Refused before anybody is asked for anything. */
export const FREE: readonly TokenRefusedCode[] = [
  ...(['malformed', 'header', 'algorithm', 'issuer', 'audience', 'time', 'claims'] as const),
]

export const github = issuerOf({ name: 'github', kind: 'github' })

/** A verifier with an empty cache, its clock, and requests that go to loopback. */
export function coldVerifier(now: () => number = () => NOW): TokenVerifier {
  const keys = createIssuerKeys({ get: (url, bounds) => getFromIssuer(onLoopback(url), bounds), now })
  return createTokenVerifier({ keys, now })
}

/** GitHub's claims for the audience expected here; those given replace them, `undefined` takes one away. */
export function claims(given: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...githubClaims(GITHUB_URL, NOW), aud: AUDIENCE, ...given }
}

export function gitlab(iss: string, given: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...gitlabClaims(iss, NOW), aud: AUDIENCE, ...given }
}

/** GitHub's token of the issuer, rightly signed, with these claims. */
export function signed(given: Record<string, unknown> = {}, header: Record<string, unknown> = {}) {
  return ({ issuer }: Desk) => issuer.sign(claims(given), { header })
}

export function base64url(value: string | Uint8Array): string {
  return Buffer.from(value).toString('base64url')
}

/** A token of exactly these texts, signed by the issuer (RS256) however senseless they are. */
export function written(header: string | undefined, payload: string | Uint8Array) {
  return ({ issuer }: Desk) => {
    const head = header ?? JSON.stringify({ alg: 'RS256', kid: issuer.key.kid, typ: 'JWT' })
    return rsaSigned(`${base64url(head)}.${base64url(payload)}`, issuer.key)
  }
}

/** The signed parts with an RSA signature behind them. */
export function rsaSigned(input: string, key: TestKey): string {
  return `${input}.${signBytes('sha256', Buffer.from(input), nodeKey(key.privateKey)).toString('base64url')}`
}

/** The signed parts with a MAC behind them, by whatever an attacker can know. */
export function macSigned(
  hash: string,
  header: object,
  payload: object,
  secret: string | Uint8Array,
): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`
}

export function nodeKey(key: CryptoKey): KeyObject {
  return KeyObject.from(key)
}
