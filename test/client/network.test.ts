/** Real sockets on loopback: what a fake of HTTP cannot show. */
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, createServer as createTcpServer } from 'node:net'
import type { AddressInfo, Server as TcpServer, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { afterEach, describe, expect, test } from '@jest/globals'
import { createClient } from '../../src/client/client.ts'
import { send } from '../../src/client/http.ts'
import { systemClock } from '../../src/client/retry.ts'
import { explain } from '../../src/errors.ts'
import { testWith } from '../tools.ts'
import { fakeClock } from './clock.ts'
import { receiptsFor, someEvents } from './events.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

async function listening(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}
const http = (listener: RequestListener) => listening(createServer(listener))
const answersReceipts: RequestListener = (_request, response) => {
  response
    .writeHead(202, { 'content-type': 'application/json' })
    .end(JSON.stringify(receiptsFor(someEvents(1))))
}

describe('a proxy', () => {
  test('is used for http and told the whole address', async () => {
    const seen: (string | undefined)[] = []
    const proxy = await http((request, response) => {
      seen.push(request.url)
      answersReceipts(request, response)
    })
    const client = createClient({
      url: 'http://store.invalid/turnpike',
      env: { http_proxy: `http://127.0.0.1:${proxy}` },
      clock: fakeClock(),
    })
    expect((await client.send(someEvents(1))).error).toBeUndefined()
    expect(seen).toEqual(['http://store.invalid/turnpike/v1/events'])
  })

  test('is asked to connect for https, and its refusal is told', async () => {
    const seen: (string | undefined)[] = []
    const server = createServer()
    server.on('connect', (request, socket: Socket) => {
      seen.push(request.url)
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
    const proxy = await listening(server)
    const client = createClient({
      url: 'https://store.invalid',
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy}` },
      clock: fakeClock(),
      budgetMs: 1,
    })
    const { error } = await client.send(someEvents(1))
    expect(seen).toEqual(['store.invalid:443'])
    expect(error?.code).toBe('STORE_UNREACHABLE')
    expect(explain(error)).toMatch(/403/)
  })

  test('is not used for what NO_PROXY names', async () => {
    const proxy = await http((_request, response) => void response.writeHead(500).end())
    const client = createClient({
      url: 'http://store.invalid',
      env: { HTTP_PROXY: `http://127.0.0.1:${proxy}`, NO_PROXY: 'store.invalid' },
      clock: fakeClock(),
      budgetMs: 1,
    })
    expect(explain((await client.send(someEvents(1))).error)).toMatch(/ENOTFOUND|EAI_AGAIN|getaddrinfo/)
  })

  test('is never used for this machine', async () => {
    const store = await http(answersReceipts)
    const client = createClient({
      url: `http://127.0.0.1:${store}`,
      env: { HTTP_PROXY: 'http://127.0.0.1:1' },
      clock: fakeClock(),
    })
    expect((await client.send(someEvents(1))).error).toBeUndefined()
  })
})

describe('a request', () => {
  const to = (port: number, more = {}) => ({
    method: 'GET' as const,
    url: new URL(`http://127.0.0.1:${port}/x`),
    timeoutMs: 100,
    env: {},
    ...more,
  })

  test('that nobody answers ends in time', async () => {
    const port = await http(() => undefined)
    await expect(send(to(port))).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  test('whose answer stops in the middle ends in time', async () => {
    const port = await http((_request, response) => void response.writeHead(200).write('half'))
    await expect(send(to(port))).rejects.toMatchObject({ code: 'ETIMEDOUT' })
  })

  test('whose answer breaks off is an error, not a short answer', async () => {
    const port = await listening(
      createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"receipts":[')),
    )
    await expect(send(to(port))).rejects.toThrow(/aborted/)
  })

  test('answered by something else than HTTP is an error', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')))
    await expect(send(to(port))).rejects.toMatchObject({ code: 'HPE_INVALID_CONSTANT' })
  })

  test('may be stopped', async () => {
    const port = await http(() => undefined)
    await expect(send(to(port, { signal: AbortSignal.timeout(20), timeoutMs: 5000 }))).rejects.toMatchObject({
      name: expect.stringMatching(/AbortError|TimeoutError/) as unknown,
    })
  })

  test('is answered with the text, the status and the headers as they are', async () => {
    const port = await http((request, response) => {
      response
        .writeHead(418, { 'X-One': ['a', 'b'], 'content-type': 'text/plain' })
        .end(`${request.method} naïve`)
    })
    expect(await send(to(port))).toMatchObject({
      status: 418,
      headers: { 'x-one': 'a, b', 'content-type': 'text/plain' },
      body: 'GET naïve',
    })
  })

  test('over TLS does not trust a certificate that nobody vouches for', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('not TLS')))
    const url = new URL(`https://127.0.0.1:${port}/`)
    await expect(send({ ...to(port), url })).rejects.toThrow()
  })
})

describe('TLS', () => {
  const withOpenssl = testWith(['openssl'])
  const ask = (url: string, env: Record<string, string>) =>
    new Promise<string>((done) => {
      const http = join(ROOT, 'src/client/http.ts')
      const script = `import { send } from ${JSON.stringify(http)}
        try { console.log((await send({ method: 'GET', url: new URL(${JSON.stringify(url)}), timeoutMs: 5000 })).body) }
        catch (error) { console.log(error.code) }`
      const options = { env: { PATH: process.env.PATH ?? '', ...env } }
      execFile(process.execPath, ['--input-type=module', '-e', script], options, (_error, out) =>
        done(out.trim()),
      )
    })

  withOpenssl('trusts NODE_EXTRA_CA_CERTS and nobody else, straight and through a proxy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tls-'))
    closers.push(async () => rmSync(folder, { recursive: true }))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,DNS:store.test']
    const how = [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
    ]
    execFileSync('openssl', [...how, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    const server = createTlsServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (_request, response) => {
        response.end('trusted')
      },
    )
    const port = await listening(server)
    const proxy = createServer()
    const asked: (string | undefined)[] = []
    proxy.on('connect', (request, socket: Socket) => {
      asked.push(request.url)
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        onward.pipe(socket).pipe(onward)
      })
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
    })
    const proxyPort = await listening(proxy)
    const [trusting, proxied] = [
      { NODE_EXTRA_CA_CERTS: cert },
      { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}` },
    ]
    expect(await ask(`https://localhost:${port}/`, trusting)).toBe('trusted')
    expect(await ask(`https://localhost:${port}/`, {})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(await ask('https://store.test/', { ...trusting, ...proxied })).toBe('trusted')
    expect(await ask('https://other.test/', { ...trusting, ...proxied })).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    expect(asked).toEqual(['store.test:443', 'other.test:443'])
  })
})

test('sleeping ends early when it is stopped', async () => {
  const stop = new AbortController()
  const slept = systemClock.sleep(60_000, stop.signal)
  stop.abort()
  await slept
  await systemClock.sleep(60_000, stop.signal)
  await systemClock.sleep(1)
})
