/**
 * Requests by way of a proxy: plain http is given to it whole, https goes through a tunnel (RFC 9110, CONNECT), so that
 * the proxy sees the name of the host and nothing else. Loaded only where there is a proxy.
 *
 * Not Node's own `proxyEnv`: it came with Node 24.5, and the command line runs on Node 20, where it is passed over without
 * a word; and its NO_PROXY leaves subdomains out, which other programs' does not.
 */
import type { ClientRequest, RequestOptions } from 'node:http'
import type { Duplex } from 'node:stream'

interface Proxy {
  url: URL
  /** `Proxy-Authorization`, where the address holds a name. */
  authorization: string | undefined
}

export interface Proxied {
  outgoing: ClientRequest
  /** An error of it, saying whose it is. */
  told: (error: Error) => Error
}

interface Waits {
  timeoutMs: number
  signal?: AbortSignal
}

/**
 * @param proxy the proxy's address under the name of the variable that says it
 * @throws Error for an address that is none; it may hold a password, so it is not repeated
 */
export function byProxy(
  url: URL,
  proxy: Readonly<Record<string, string>>,
  options: RequestOptions,
  waits: Waits,
): Proxied {
  const to = proxyIn(proxy)
  if (url.protocol === 'https:') {
    const https = process.getBuiltinModule('node:https')
    const createConnection: NonNullable<RequestOptions['createConnection']> = (_, done) => {
      tunnel(url, to, waits).then(
        (socket) => done(null, secured(url, socket)),
        (error: unknown) => done(error as Error, undefined as never),
      )
      return undefined
    }
    // Node takes a way to connect only where there is no agent.
    return { outgoing: https.request(url, { ...options, createConnection }), told: (error) => error }
  }
  const outgoing = moduleOf(to.url).request({
    ...options,
    ...addressOf(to.url),
    path: url.href,
    headers: {
      ...options.headers,
      host: url.host,
      ...(to.authorization === undefined ? {} : { 'proxy-authorization': to.authorization }),
    },
    agent: false,
  })
  const isTheWay = (error: NodeJS.ErrnoException) =>
    error.syscall === 'connect' || error.syscall === 'getaddrinfo'
  return { outgoing, told: (error) => (isTheWay(error) ? lost(to, error) : error) }
}

function proxyIn(proxy: Readonly<Record<string, string>>): Proxy {
  const [[name, text] = ['', '']] = Object.entries(proxy)
  // Many write it without its scheme.
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(written) ? new URL(written) : undefined
  if (url === undefined || url.hostname === '' || !/^https?:$/.test(url.protocol))
    throw new Error(
      `${name} is not the address of an http or https proxy, such as http://proxy.example.org:3128`,
    )
  const user = decoded(url.username)
  const authorization =
    user === '' ? undefined : `Basic ${Buffer.from(`${user}:${decoded(url.password)}`).toString('base64')}`
  return { url, authorization }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The connection to the host behind the proxy; what the proxy says instead is the error. */
function tunnel(url: URL, proxy: Proxy, { timeoutMs, signal }: Waits): Promise<Duplex> {
  const { promise, resolve, reject } = Promise.withResolvers<Duplex>()
  const target = `${url.hostname}:${url.port || '443'}`
  const asking = moduleOf(proxy.url).request({
    ...addressOf(proxy.url),
    method: 'CONNECT',
    path: target,
    headers: {
      host: target,
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }),
    },
    agent: false,
    ...(signal === undefined ? {} : { signal }),
  })
  // The request itself has no socket yet that could be silent.
  const timer = setTimeout(() => asking.destroy(silent(proxy, timeoutMs)), timeoutMs)
  asking.once('connect', (answer, socket, head) => {
    clearTimeout(timer)
    if (answer.statusCode === 200) {
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
      return
    }
    socket.destroy()
    reject(refused(proxy, answer.statusCode ?? 0))
  })
  asking.once('response', (answer) => {
    clearTimeout(timer)
    answer.destroy()
    reject(refused(proxy, answer.statusCode ?? 0))
  })
  asking.on('error', (error: NodeJS.ErrnoException) => {
    clearTimeout(timer)
    reject(lost(proxy, error))
  })
  asking.end()
  return promise
}

function secured(url: URL, socket: Duplex): Duplex {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isName = process.getBuiltinModule('node:net').isIP(host) === 0
  return process
    .getBuiltinModule('node:tls')
    .connect({ socket, host, ALPNProtocols: ['http/1.1'], ...(isName ? { servername: host } : {}) })
}

function moduleOf(url: URL) {
  return url.protocol === 'https:'
    ? process.getBuiltinModule('node:https')
    : process.getBuiltinModule('node:http')
}

function addressOf(url: URL): { host: string; port: string } {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { host, port: url.port || (url.protocol === 'https:' ? '443' : '80') }
}

const HINTS: Readonly<Record<number, string>> = {
  407: ': it wants a name and a password, such as http://name:password@proxy.example.org:3128',
  403: ': it does not let this host through',
}

function refused({ url }: Proxy, status: number): Error {
  return Object.assign(new Error(`the proxy ${url.host} answers ${status}${HINTS[status] ?? ''}`), {
    code: 'ERR_PROXY_TUNNEL',
  })
}

function silent({ url }: Proxy, timeoutMs: number): Error {
  return Object.assign(new Error(`no answer from the proxy ${url.host} within ${timeoutMs / 1000} s`), {
    code: 'ETIMEDOUT',
  })
}

/** Says that it is the proxy: otherwise people look for what is wrong with the store. */
function lost({ url }: Proxy, error: NodeJS.ErrnoException): Error {
  if (error.code === 'ETIMEDOUT' || error.name === 'AbortError') return error
  return Object.assign(new Error(`the proxy ${url.host} cannot be reached: ${error.message}`), {
    code: error.code,
  })
}
