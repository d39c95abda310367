/** A real proxy on loopback, between the client and what it calls: the store, and GitHub's token service. */
import { createServer, type IncomingMessage } from 'node:http'
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createClient } from '../../src/client/client.ts'
import { githubIdToken } from '../../src/client/github-id-token.ts'
import { send } from '../../src/client/http.ts'
import { explain } from '../../src/errors.ts'
import { fakeClock } from './clock.ts'
import { receiptsFor, someEvents } from './events.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function listening(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((done) => server.close(done))
  })
  return (server.address() as AddressInfo).port
}

interface Seen {
  method: string | undefined
  url: string | undefined
  host: string | undefined
  authorization: string | undefined
}

/** Lets everything through to one port, and remembers what it was asked. */
async function startProxy(target: number, answer?: (request: IncomingMessage, socket: Socket) => void) {
  const seen: Seen[] = []
  const note = ({ method, url, headers }: IncomingMessage) =>
    seen.push({ method, url, host: headers.host, authorization: headers['proxy-authorization'] })
  const server = createServer((request, response) => {
    note(request)
    response
      .writeHead(202, { 'content-type': 'application/json' })
      .end(JSON.stringify(receiptsFor(someEvents(1))))
  })
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    note(request)
    if (answer !== undefined) {
      answer(request, socket)
      return
    }
    const onward = connect(target, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\nvia: test\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
  })
  return { port: await listening(server), seen }
}

/** The first bytes of whoever comes through the tunnel. */
async function startListener() {
  const first = Promise.withResolvers<Buffer>()
  const port = await listening(
    createTcpServer((socket) => {
      socket.once('data', (data: Buffer) => {
        first.resolve(data)
        socket.destroy()
      })
    }),
  )
  return { port, first: first.promise }
}

const get = (url: string, env: Record<string, string>, more = {}) =>
  send({ method: 'GET', url: new URL(url), timeoutMs: 2000, env, ...more })

describe('https', () => {
  test('goes through a tunnel that is made for the host and its port; inside it begins a handshake for that name', async () => {
    const listener = await startListener()
    const { port, seen } = await startProxy(listener.port)
    await expect(
      get('https://store.test:8443/x', { https_proxy: `http://127.0.0.1:${port}` }),
    ).rejects.toThrow()
    expect(seen).toEqual([
      { method: 'CONNECT', url: 'store.test:8443', host: 'store.test:8443', authorization: undefined },
    ])
    const hello = await listener.first
    expect(hello[0]).toBe(0x16)
    expect(hello.toString('latin1')).toContain('store.test')
  })

  test.each([
    ['user:p%40ss%3Aword', 'user:p@ss:word'],
    ['user', 'user:'],
    ['us%er:pass', 'us%er:pass'],
  ])('shows the proxy the name and the password of its address: %s', async (written, shown) => {
    const { port, seen } = await startProxy(1, (_, socket) => void socket.end('HTTP/1.1 407 No\r\n\r\n'))
    const failed = get('https://store.test', { HTTPS_PROXY: `http://${written}@127.0.0.1:${port}` })
    const error = await failed.catch((caught: unknown) => caught)
    expect(seen[0]?.authorization).toBe(`Basic ${Buffer.from(shown).toString('base64')}`)
    expect(explain(error)).toBe(
      `the proxy 127.0.0.1:${port} answers 407: it wants a name and a password, such as http://name:password@proxy.example.org:3128`,
    )
  })

  test.each<[string, (request: IncomingMessage, socket: Socket) => void, RegExp]>([
    [
      'refuses',
      (_, socket) => void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n'),
      /answers 403: it does not let/,
    ],
    ['answers nonsense', (_, socket) => void socket.end('SSH-2.0\r\n'), /cannot be reached: Parse Error/],
    ['hangs up', (_, socket) => void socket.destroy(), /cannot be reached: socket hang up/],
    ['says nothing', () => undefined, /no answer from/],
    [
      'hangs up in the middle of the handshake',
      (_, socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.once('data', () => socket.destroy())
      },
      /disconnected before secure TLS connection|hang up|ECONNRESET/,
    ],
  ])('by a proxy that %s ends, and says that it is the proxy', async (_, answer, says) => {
    const { port } = await startProxy(1, answer)
    const failed = get('https://store.test', { HTTPS_PROXY: `http://127.0.0.1:${port}` }, { timeoutMs: 300 })
    expect(explain(await failed.catch((caught: unknown) => caught))).toMatch(says)
  })

  test('may be stopped while the proxy says nothing', async () => {
    const { port } = await startProxy(1, () => undefined)
    const stop = new AbortController()
    const failed = get(
      'https://store.test',
      { HTTPS_PROXY: `http://127.0.0.1:${port}` },
      { signal: stop.signal },
    )
    stop.abort()
    await expect(failed).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('http', () => {
  test('is given to the proxy whole, with the host of the store and the proxy’s own password', async () => {
    const { port, seen } = await startProxy(1)
    const client = createClient({
      url: 'http://store.test/turnpike',
      env: { HTTP_PROXY: `http://me:secret@127.0.0.1:${port}` },
      clock: fakeClock(),
    })
    expect((await client.send(someEvents(1))).error).toBeUndefined()
    expect(seen).toEqual([
      {
        method: 'POST',
        url: 'http://store.test/turnpike/v1/events',
        host: 'store.test',
        authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
      },
    ])
  })
})

describe('the address of a proxy', () => {
  test('may be written without its scheme', async () => {
    const { port, seen } = await startProxy(1)
    await get('http://store.test/', { HTTP_PROXY: `127.0.0.1:${port}` })
    expect(seen).toHaveLength(1)
  })

  test.each(['socks5://user:hush@127.0.0.1:1', 'http://', 'http://user:hush@[', '://hush'])(
    'that is none is told without being repeated: %s',
    async (text) => {
      const client = createClient({
        url: 'https://store.test',
        env: { HTTPS_PROXY: text },
        clock: fakeClock(),
        budgetMs: 1,
      })
      const told = explain((await client.send(someEvents(1))).error)
      expect(told).toContain('HTTPS_PROXY is not the address of an http or https proxy')
      expect(told).not.toContain('hush')
    },
  )

  test('that nobody listens at is told without its password, for https and http', async () => {
    for (const scheme of ['https', 'http']) {
      const env = { [`${scheme}_proxy`]: 'http://user:hush@127.0.0.1:1' }
      const client = createClient({ url: `${scheme}://store.test`, env, clock: fakeClock(), budgetMs: 1 })
      const told = explain((await client.send(someEvents(1))).error)
      expect(told).toContain('the proxy 127.0.0.1:1 cannot be reached')
      expect(told).not.toContain('hush')
    }
  })
})

test('GitHub’s token service is asked by way of the proxy, too, and its secret is in the tunnel only', async () => {
  const { port, seen } = await startProxy(
    1,
    (_, socket) => void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
  )
  const asked = githubIdToken({
    service: 'https://vstoken.test/token?api-version=2.0',
    secret: 'the-secret-of-the-job',
    audience: 'https://store.test',
    env: { HTTPS_PROXY: `http://me:hush@127.0.0.1:${port}` },
    clock: fakeClock(),
  })
  const told = explain(await asked.catch((caught: unknown) => caught))
  expect(told).toContain(`the proxy 127.0.0.1:${port} answers 502`)
  expect(told).not.toMatch(/hush|the-secret/)
  expect(seen.every(({ url }) => url === 'vstoken.test:443')).toBe(true)
  expect(JSON.stringify(seen)).not.toContain('the-secret')
})
