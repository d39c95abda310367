/** Who is asking, and may they: bearer tokens, or the loopback rule when there are none. */
import { hash, timingSafeEqual } from 'node:crypto'
import { TurnpikeError } from '../errors.ts'
import type { Principal } from '../store/store.ts'
import { Refusal } from './problem.ts'

/** A static bearer token. The name is kept with every event it sends; the secret is kept as a hash only. */
export interface Token {
  name: string
  secret: string
}

/** Where a request came from, as the listener knows it. */
export interface Peer {
  remoteAddress?: string
}

export type Authenticate = (request: Request, peer: Peer) => Principal

const LOOPBACK: Principal = Object.freeze({ kind: 'loopback', id: 'loopback' })

/**
 * Tokens from `name=secret,name2=secret2` or from the lines of a file in that form (`#` starts a comment line).
 * @throws TurnpikeError USAGE naming the entry that is wrong; never its secret
 */
export function parseTokens(text: string): Token[] {
  const tokens: Token[] = []
  const entries = text.split(/[,\n]/).map((entry) => entry.trim())
  for (const [index, entry] of entries.entries()) {
    if (entry === '' || entry.startsWith('#')) continue
    const [, name, secret] = /^([A-Za-z0-9][A-Za-z0-9._-]{0,63})=(\S+)$/.exec(entry) ?? []
    if (name === undefined || secret === undefined) {
      throw new TurnpikeError(
        'USAGE',
        `Token ${index + 1} is not of the form name=secret (name: letters, digits, '.', '_' and '-').`,
      )
    }
    if (tokens.some((token) => token.name === name)) {
      throw new TurnpikeError('USAGE', `Two tokens are called '${name}'; a name belongs to one producer.`)
    }
    tokens.push({ name, secret })
  }
  return tokens
}

/** With tokens: who holds one of them. Without: only programs on this machine, and no web page acting for them. */
export function createAuthenticate(tokens: readonly Token[]): Authenticate {
  if (tokens.length === 0) return loopbackOnly
  const known = tokens.map(({ name, secret }) => ({
    digest: hash('sha256', secret, 'buffer'),
    principal: Object.freeze<Principal>({ kind: 'token', id: `token:${name}` }),
  }))
  return (request) => {
    const presented = credentialOf(request)
    const principal = presented === undefined ? undefined : holderOf(known, presented)
    if (principal !== undefined) return principal
    throw unauthorized(
      presented === undefined
        ? 'This store wants a token: send `Authorization: Bearer <token>`.'
        : 'The token is not one of those this store knows.',
      request.method === 'GET',
    )
  }
}

/** Compares hashes of equal length with every known token, so that time tells nothing about a secret. */
function holderOf(
  known: readonly { digest: Buffer; principal: Principal }[],
  presented: string,
): Principal | undefined {
  const digest = hash('sha256', presented, 'buffer')
  let holder: Principal | undefined
  for (const candidate of known) if (timingSafeEqual(candidate.digest, digest)) holder = candidate.principal
  return holder
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

function loopbackOnly(request: Request, peer: Peer): Principal {
  if (!isLoopbackAddress(peer.remoteAddress ?? '')) {
    throw new Refusal('forbidden', 'Without tokens configured this store answers its own machine only.')
  }
  // A page of another site can make the browser on this machine connect here: by a name that resolves to loopback
  // (DNS rebinding: the Host header gives it away) or directly (the Origin header does).
  if (!isLoopbackHost(hostOf(request))) {
    throw new Refusal(
      'misdirected-request',
      'Without tokens configured this store answers to localhost only.',
    )
  }
  const origin = request.headers.get('origin')
  if (origin !== null && !(URL.canParse(origin) && new URL(origin).host === hostOf(request))) {
    throw new Refusal('forbidden', 'Without tokens configured this store takes nothing from web pages.')
  }
  return LOOPBACK
}

function hostOf(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host
}

/** `localhost`, `127.0.0.1`, `[::1]` and the like, with or without a port. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
  return /^localhost\.?$/i.test(name) || isLoopbackAddress(name) || isLoopbackAddress(host)
}

export function isLoopbackAddress(address: string): boolean {
  const v4 = address.replace(/^::ffff:/i, '')
  return /^127(\.\d{1,3}){3}$/.test(v4) || address === '::1'
}
