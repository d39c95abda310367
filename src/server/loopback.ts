/** Without a credential: only programs on this machine, and no web page acting for them. */
import type { Principal } from '../store/store.ts'
import { Refusal } from './problem.ts'

/** Where a request came from, as the listener knows it. */
export interface Peer {
  remoteAddress?: string
}

/** A program on this machine. */
export const LOOPBACK: Principal = Object.freeze({ kind: 'loopback', id: 'loopback' })

/** @throws Refusal forbidden or misdirected-request for anybody but a program on this machine */
export function loopbackOnly(request: Request, peer: Peer): Principal {
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

/** `127.0.0.0/8`, also as IPv6 writes it, and `::1`. */
export function isLoopbackAddress(address: string): boolean {
  const v4 = address.replace(/^::ffff:/i, '')
  return /^127(\.\d{1,3}){3}$/.test(v4) || address === '::1'
}
