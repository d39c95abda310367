/** Addresses: which are allowed, which are this machine, and which proxy leads there. */
import { TurnpikeError } from '../errors.ts'

export type Env = Readonly<Record<string, string | undefined>>

const ALLOW_PLAIN_HTTP = 'TURNPIKE_ALLOW_PLAIN_HTTP'

/**
 * Whether whoever set up these surroundings trusts the network enough to send a token over plain http: only the word
 * `true` says so; anything else leaves it refused.
 */
export function allowsPlainHttp(env: Env): boolean {
  return /^(true|True|TRUE)$/.test(env[ALLOW_PLAIN_HTTP]?.trim() ?? '')
}

/**
 * The store's address. A path in it is kept as a prefix.
 * @param options.token whether a token will travel there; over plain http only to this machine, unless `allowPlainHttp`
 * @throws TurnpikeError USAGE
 */
export function storeAddress(text: string, options: { token: boolean; allowPlainHttp?: boolean }): URL {
  const url = sinkAddress(text, options)
  url.search = ''
  url.pathname = url.pathname.replace(/\/*$/, '/')
  return url
}

/** The address of a CDEvents sink, used exactly as it is. Options and errors as for `storeAddress`. */
export function sinkAddress(text: string, options: { token: boolean; allowPlainHttp?: boolean }): URL {
  const shown = JSON.stringify(text.slice(0, 100))
  if (!URL.canParse(text))
    throw wrong(`${shown} is not an address; write one such as https://store.example.org`)
  const url = new URL(text)
  // Addresses are printed in logs; what is in front of the @ would be too.
  if (url.username !== '' || url.password !== '') {
    throw wrong('An address must not hold a user or password; give the token as TURNPIKE_TOKEN')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw wrong(`${shown} is not an http or https address`)
  if (options.token && url.protocol === 'http:' && !isLoopback(url) && options.allowPlainHttp !== true) {
    throw wrong(
      `A token is not sent to ${url.origin} over plain http, where anybody on the way can read it. Use https, or set ${ALLOW_PLAIN_HTTP}=true where you trust the network between`,
    )
  }
  url.hash = ''
  return url
}

/** Whether an address is this machine's own. */
export function isLoopback({ hostname }: URL): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname) ||
    hostname === '[::1]'
  )
}

/**
 * The proxy for an address, under the name of the variable that says it; undefined where there is none, and for what
 * NO_PROXY names. Small letters first, as everywhere.
 */
export function proxyOf(url: URL, env: Env): Record<string, string> | undefined {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const proxy = env[name.toLowerCase()]?.trim() || env[name]?.trim()
  if (!proxy || isExempt(url, (env.no_proxy || env.NO_PROXY) ?? '')) return undefined
  return { [name]: proxy }
}

/**
 * Whether NO_PROXY names an address: a host with its subdomains (with or without a dot in front), an IP address, either
 * with a port, or `*`. No ranges of addresses: what they mean differs from program to program.
 */
function isExempt(url: URL, list: string): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const host = bare(url.hostname)
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === '*') return true
    const [, name = '', only] =
      /^(\[[^\]]*\]|[^:]*|[^:]*:.*:[^:]*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
    const wanted = bare(name).replace(/^\*?\./, '')
    if (wanted === '' || (only !== undefined && only !== port)) return false
    return host === wanted || (!isAddress(host) && host.endsWith(`.${wanted}`))
  })
}

/** A host's name without the brackets of IPv6 and the dot of the root. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d+(\.\d+){3}$/.test(host)
}

function wrong(message: string): TurnpikeError {
  return new TurnpikeError('USAGE', message)
}
