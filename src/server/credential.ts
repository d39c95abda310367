/** What a request brings to prove who sends it. Only its form is looked at. */

export interface Presented {
  scheme: 'bearer' | 'basic'
  secret: string
  /** Has the form of a signed token (RFC 7515 §3.1): three parts in base64url. */
  isJwt: boolean
}

/** Longer than any token of a CI; node:http bounds all headers together at 16 KiB. */
const MAX_SECRET = 16 * 1024
const JWT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/

/** A bearer token; for reading, a browser may send a static one as the password of Basic authentication. */
export function presentedBy(request: Request): Presented | undefined {
  const header = request.headers.get('authorization')
  if (header === null || header.length > MAX_SECRET) return undefined
  const bearer = /^Bearer +(\S+) *$/i.exec(header)?.[1]
  if (bearer !== undefined) return { scheme: 'bearer', secret: bearer, isJwt: JWT.test(bearer) }
  const basic = /^Basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1]
  // A browser sends Basic by itself, also from other sites' pages: never for anything that writes.
  if (basic === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
  const text = Buffer.from(basic, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon === -1 ? undefined : { scheme: 'basic', secret: text.slice(colon + 1), isJwt: false }
}
