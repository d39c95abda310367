/**
 * Who is asking, and what they may: the one place where a credential becomes an identity with its authority.
 *
 * The order: a bearer token (one of the form of a JWT is an OIDC token of a configured issuer, anything else a static
 * token), the cookie of a session, the password of Basic for reading, and without any of them the loopback rule where it
 * holds. Nothing slow or remote happens before a credential is well-formed, and nothing of the body is read before
 * somebody is known.
 */
import type { Authority, Identity } from '../trust/identity.ts'
import type { Trust } from '../trust/trust.ts'
import type { Issuer } from '../trust/tokens/issuer.ts'
import { presentedBy, type Presented } from './credential.ts'
import { loopbackOnly, type Peer } from './loopback.ts'
import { unauthorized, wanted } from './unauthorized.ts'
import { createVerified, type Verifier } from './verified.ts'

/** Who that is, and what they may in this organisation. */
export interface Caller {
  identity: Identity
  authority: Authority
}

/** A promise only where something has to be waited for: a static token is answered at once. */
export type Access = (request: Request, peer: Peer) => Caller | Promise<Caller>

export interface AccessOptions {
  /** The trust in force now; another object when another document is. */
  trust: () => Trust
  /** Does a caller without a credential count as this machine? Only without tokens and without a trust document. */
  loopback: () => boolean
  /** This organisation's address as its clients have it: the audience of tokens for it. */
  audience?: string
  /** Absent where no OIDC token is ever looked at. */
  verifier?: Verifier
  /** Who signed in, by the cookie of a request; undefined without one that holds. */
  openSession?: (request: Request) => Identity | undefined
  /** Milliseconds since 1970. */
  now: () => number
}

/** The function throws Refusal unauthorized, forbidden, misdirected-request or unavailable. */
export function createAccess(options: AccessOptions): Access {
  const { trust, loopback, openSession, now } = options
  const { verifier } = options
  const verified = verifier === undefined ? undefined : createVerified({ ...options, verifier })
  return (request, peer) => {
    const inForce = trust()
    // Where every program on this machine may everything, a credential adds nothing; a person is somebody else.
    if (loopback()) {
      return callerOf(openSession?.(request) ?? { principal: loopbackOnly(request, peer) }, inForce)
    }
    const presented = presentedBy(request)
    if (verified !== undefined && presented?.isJwt === true && hasIssuers(inForce.issuers)) {
      return verified(presented.secret, request)
    }
    // Before a password: a browser that once sent one goes on sending it.
    const person = presented?.scheme === 'bearer' ? undefined : openSession?.(request)
    if (person !== undefined) return callerOf(person, inForce)
    return callerOf(holderOf(presented, inForce, options, request, now()), inForce)
  }
}

/** The very identity, for it is what its session is known by. */
function callerOf(identity: Identity, trust: Trust): Caller {
  return { identity, authority: trust.authorityOf(identity) }
}

function hasIssuers(issuers: readonly Issuer[]): boolean {
  return issuers.some(({ kind }) => kind !== 'people')
}

/** @throws Refusal unauthorized */
function holderOf(
  presented: Presented | undefined,
  trust: Trust,
  { audience }: AccessOptions,
  request: Request,
  now: number,
): Identity {
  if (presented === undefined) throw unauthorized(wanted(trust, audience), request)
  const holder = trust.holderOf(presented.secret, now)
  if (!('refused' in holder)) return holder
  throw unauthorized(holder.refused, request, 'invalid_token')
}

/** For what is answered without a credential. */
export const NOBODY: Caller = Object.freeze({
  identity: { principal: Object.freeze({ kind: 'loopback', id: 'nobody' } as const) },
  authority: {
    grants: [],
    may: () => false,
    objections: () => [{ path: '', message: 'nobody sends events' }],
    describe: () => 'This is nobody.',
  },
})
