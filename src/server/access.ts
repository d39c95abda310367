/**
 * Who is asking, and what they may: the one place where a credential becomes an identity with its authority.
 *
 * The order: a bearer token (a JWT is an OIDC token of a configured issuer, anything else a static token), the cookie of
 * a session, the password of Basic for reading, and without any credential the loopback rule where it holds.
 */
import type { Authority, Identity } from '../trust/identity.ts'
import type { TrustInForce } from './implicit.ts'
import { loopbackOnly, type Peer } from './loopback.ts'
import { Refusal } from './problem.ts'

/** Who that is, and what they may in this organisation. */
export interface Caller {
  identity: Identity
  authority: Authority
}

/** A promise only where something has to be waited for: a static token is answered at once. */
export type Access = (request: Request, peer: Peer) => Caller | Promise<Caller>

export interface AccessOptions {
  /** The trust in force now. */
  trust: () => TrustInForce
  /** Does a caller without a credential count as this machine? Only without tokens and without a trust document. */
  loopback: boolean
  /** Milliseconds since 1970. */
  now: () => number
}

/** @returns throws Refusal unauthorized, forbidden or misdirected-request */
export function createAccess({ trust, loopback, now }: AccessOptions): Access {
  return (request, peer) => {
    const inForce = trust()
    // Where everybody on this machine may everything, a credential adds nothing.
    if (loopback) {
      const identity = { principal: loopbackOnly(request, peer) }
      return { identity, authority: inForce.authorityOf(identity) }
    }
    const presented = credentialOf(request)
    const readable = request.method === 'GET'
    if (presented === undefined) {
      throw unauthorized('This store wants a token: send `Authorization: Bearer <token>`.', readable)
    }
    const holder = inForce.holderOf(presented, now())
    if ('refused' in holder) throw unauthorized(holder.refused, readable)
    return { identity: holder, authority: inForce.authorityOf(holder) }
  }
}

/** A bearer token; for reading, a browser may send it as the password of Basic authentication. */
function credentialOf(request: Request): string | undefined {
  const header = request.headers.get('authorization') ?? ''
  const bearer = /^Bearer +(\S+) *$/i.exec(header)?.[1]
  if (bearer !== undefined) return bearer
  const basic = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1]
  // A browser sends Basic by itself, also from other sites' pages: never for anything that writes.
  if (basic === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
  const text = Buffer.from(basic, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1 ? undefined : text.slice(colon + 1)
}

function unauthorized(detail: string, readable: boolean): Refusal {
  const schemes = readable ? 'Bearer realm="turnpike", Basic realm="turnpike"' : 'Bearer realm="turnpike"'
  return new Refusal('unauthorized', detail, { headers: { 'www-authenticate': schemes } })
}
