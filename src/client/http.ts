/**
 * One HTTP request, on Node's own client.
 *
 * `process.getBuiltinModule` instead of `import`: the ESM facade of `node:http` evaluates getters that load undici, 45 ms
 * on every step; `fetch` costs 74 ms (measured on Node 24). `node:https` is loaded only for an https address.
 */
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { TurnpikeError } from '../errors.ts'
import { isLoopback, proxyOf } from './address.ts'
import type { Env } from './address.ts'
import type { Proxied } from './proxy.ts'

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers?: Readonly<Record<string, string>>
  body?: string
  /** Until the answer's head is there, and then between any two pieces of its body. */
  timeoutMs: number
  /** Larger answers are cut off with TOO_LARGE. Default 16 MiB. */
  maxBytes?: number
  signal?: AbortSignal
  /** Whose proxy variables count. Default: the process's. */
  env?: Env
}

export interface HttpAnswer {
  status: number
  /** Names in lower case; several values of one name are joined by `, `. */
  headers: Readonly<Record<string, string>>
  body: string
}

/** An answer whose body is still coming. `close` ends it at once. */
export interface HttpStream {
  status: number
  headers: Readonly<Record<string, string>>
  pieces: AsyncIterable<Uint8Array>
  close(): void
}

const MAX_ANSWER = 16 * 1024 * 1024

/**
 * Sends a request and reads the whole answer, whatever its status.
 * @throws the network's own error (`code` ECONNREFUSED…), TurnpikeError TOO_LARGE, STORE_REFUSED for a redirect
 */
export async function send(request: HttpRequest): Promise<HttpAnswer> {
  const stream = await open(request)
  return { status: stream.status, headers: stream.headers, body: await readAll(stream, request.maxBytes) }
}

/** The text of an answer, bounded; ends the connection when it is too long. @throws TurnpikeError TOO_LARGE */
export async function readAll(stream: HttpStream, maxBytes: number = MAX_ANSWER): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of stream.pieces) {
    bytes += piece.byteLength
    if (bytes > maxBytes) {
      stream.close()
      throw new TurnpikeError('TOO_LARGE', `The answer is longer than ${maxBytes} bytes`)
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Sends a request and hands out the answer as soon as its head is there. Throws as `send`. */
export async function open(request: HttpRequest): Promise<HttpStream> {
  const { message, outgoing } = await headOf(request)
  const status = message.statusCode ?? 0
  const close = () => {
    message.destroy()
    outgoing.destroy()
  }
  if (status >= 300 && status < 400) {
    close()
    throw new TurnpikeError('STORE_REFUSED', redirected(request.url, status, message.headers.location), {
      status,
    })
  }
  message.setTimeout(request.timeoutMs, () => message.destroy(timedOut(request)))
  return { status, headers: headersOf(message), pieces: piecesOf(message), close }
}

async function headOf(request: HttpRequest): Promise<{ message: IncomingMessage; outgoing: ClientRequest }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    message: IncomingMessage
    outgoing: ClientRequest
  }>()
  const { outgoing, told } = await start(request)
  // A socket's own timeout counts only silence after it is made; connecting and waiting for the head need a clock.
  const timer = setTimeout(
    () => outgoing.destroy(timedOut(request)),
    request.timeoutMs + uploadMs(request.body),
  )
  outgoing.once('response', (message: IncomingMessage) => {
    clearTimeout(timer)
    resolve({ message, outgoing })
  })
  // Stays for the life of the request: a socket that breaks later must not become an uncaught exception.
  outgoing.on('error', (error) => {
    clearTimeout(timer)
    reject(told(error))
  })
  outgoing.end(request.body)
  return await promise
}

/** What a body may take on the slowest line that is waited for, 64 KB a second. */
function uploadMs(body = ''): number {
  return body.length / 64
}

async function start(request: HttpRequest): Promise<Proxied> {
  const { url, method, headers = {}, body, signal, env = process.env, timeoutMs } = request
  const secure = url.protocol === 'https:'
  const http = secure ? process.getBuiltinModule('node:https') : process.getBuiltinModule('node:http')
  const options: RequestOptions = {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    },
    ...(signal === undefined ? {} : { signal }),
  }
  const proxy = isLoopback(url) ? undefined : proxyOf(url, env)
  if (proxy === undefined) return { outgoing: http.request(url, options), told: (error) => error }
  const { byProxy } = await import('./proxy.ts')
  const waits = { timeoutMs, ...(signal === undefined ? {} : { signal }) }
  return byProxy(url, proxy, options, waits)
}

async function* piecesOf(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  for await (const piece of message) yield piece as Uint8Array
}

function headersOf(message: IncomingMessage): Record<string, string> {
  const pairs = Object.entries(message.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  )
  return Object.fromEntries(pairs)
}

function redirected(url: URL, status: number, location: string | undefined): string {
  const to = location === undefined ? '' : ` to ${JSON.stringify(location.slice(0, 200))}`
  return `${url.origin} answers with a redirect (${status}${to}), which is not followed: a token must not travel to another address. Use the final address`
}

function timedOut({ url, timeoutMs }: HttpRequest): Error {
  return Object.assign(new Error(`no answer from ${url.origin} within ${timeoutMs / 1000} s`), {
    code: 'ETIMEDOUT',
  })
}
