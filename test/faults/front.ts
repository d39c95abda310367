/** What stands between a job and a real store, and does wrong what it is told to, until it is told to stop. */
import { createServer, request as onward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export type Mode =
  /** Everything arrives. */
  | 'well'
  /** Nobody listens. */
  | 'down'
  /** Never answers. */
  | 'hangs'
  /** Begins an answer, and goes on with it for ever, a little at a time. */
  | 'trickles'
  /** The store takes the events, and half of its answer arrives. */
  | 'cut'
  /** Something that is not HTTP. */
  | 'garbage'
  /** 200 with a page that is no answer of a store. */
  | 'page'
  /** Sends the caller elsewhere. */
  | 'redirect'
  | { status: number; headers?: Record<string, string> }

export interface Front {
  url: string
  port: number
  /** How many requests came. */
  readonly count: number
  be(mode: Mode): Promise<void>
  close(): Promise<void>
}

/** @param store the address of the real one */
export async function startFront(store: string, tls?: { key: string; cert: string }): Promise<Front> {
  let mode: Mode = 'well'
  let count = 0
  const sockets = new Set<Socket>()
  const timers = new Set<NodeJS.Timeout>()
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    count++
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => answer(request, Buffer.concat(pieces), response))
  }
  const answer = (request: IncomingMessage, body: Buffer, response: ServerResponse): void => {
    if (mode === 'well' || mode === 'cut') {
      const isCut = mode === 'cut'
      const { method, url, headers } = request
      const call = onward(new URL(url ?? '/', store), { method, headers }, (answered) => {
        const got: Buffer[] = []
        answered.on('data', (piece: Buffer) => got.push(piece))
        answered.on('end', () => {
          const text = Buffer.concat(got)
          response.writeHead(answered.statusCode ?? 502, {
            'content-type': answered.headers['content-type'] ?? '',
            'content-length': String(text.byteLength),
          })
          if (isCut) response.write(text.subarray(0, text.byteLength / 2), () => response.destroy())
          else response.end(text)
        })
      })
      call.on('error', () => response.destroy())
      call.end(body)
    } else if (mode === 'trickles') {
      response.writeHead(202, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 200)
      timers.add(timer)
      response.on('close', () => clearInterval(timer))
    } else if (mode === 'garbage') request.socket.end('SSH-2.0-OpenSSH\r\n')
    else if (mode === 'page') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>')
    else if (mode === 'redirect') response.writeHead(302, { location: 'https://login.example.org/' }).end()
    else if (typeof mode === 'object') {
      const title = `answered ${mode.status}`
      response
        .writeHead(mode.status, { 'content-type': 'application/problem+json', ...mode.headers })
        .end(JSON.stringify({ type: 'about:blank', title, status: mode.status }))
    }
  }
  const server =
    tls === undefined
      ? createServer(handle)
      : process.getBuiltinModule('node:https').createServer(tls, handle)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()))
  const stop = async () => {
    if (!server.listening) return
    const stopped = new Promise<void>((done) => server.close(() => done()))
    for (const socket of sockets) socket.destroy()
    await stopped
  }
  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    get count() {
      return count
    },
    async be(next) {
      const last = mode
      mode = next
      if (next === 'down') await stop()
      else if (last === 'down') await listen(port)
      else for (const socket of sockets) socket.destroy()
    },
    async close() {
      for (const timer of timers) clearInterval(timer)
      await stop()
    },
  }
}
