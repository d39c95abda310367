/** Cookies (RFC 6265bis): their names, how they are read, how they are set. */
import type { Place } from './settings.ts'

export type CookieKind = 'session' | 'login'

/**
 * Each organisation has cookies of its own. `__Host-` makes the browser see to it that the cookie is `Secure`, comes
 * from this very host and has `Path=/`; so the organisation is in the name, not in the path. Over plain http, on this
 * machine only, that prefix is not possible.
 */
export function cookieName(kind: CookieKind, organisation: string, { secure }: Place): string {
  const name = kind === 'session' ? 'turnpike' : 'turnpike-login'
  // An organisation's name has small letters, digits and '-' only.
  const whose = organisation === 'default' ? '' : `.${organisation}`
  return `${secure ? '__Host-' : ''}${name}${whose}`
}

/** Values of one name, in the order they came; a browser may send several. At most 4 are looked at. */
export function readCookies(request: Request, name: string): string[] {
  const header = request.headers.get('cookie') ?? ''
  if (header.length > 32_768) return []
  const values: string[] = []
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at !== -1 && pair.slice(0, at).trim() === name) values.push(pair.slice(at + 1).trim())
    if (values.length === 4) break
  }
  return values
}

/** @param seconds how long the browser keeps it; 0 takes it away */
export function setCookie(name: string, value: string, seconds: number, { secure }: Place): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
