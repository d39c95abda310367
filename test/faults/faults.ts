/** Faults on the way to a store, each with what mends it, for the tables of the tests. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startFront, type Mode } from './front.ts'

export interface Fault {
  name: string
  /** What a person is told, somewhere in the summary. */
  says: RegExp
  start(store: string): Promise<Broken>
}

export interface Broken {
  /** What the job is given for the store. */
  url: string
  /** The environment while it is broken, and afterwards. */
  env: Record<string, string>
  mend(): Promise<Record<string, string>>
  close(): Promise<void>
}

const front = (name: string, mode: Mode, says: RegExp): Fault => ({
  name,
  says,
  async start(store) {
    const one = await startFront(store)
    await one.be(mode)
    return {
      url: one.url,
      env: {},
      mend: async () => {
        await one.be('well')
        return {}
      },
      close: () => one.close(),
    }
  },
})

/** A name that is nowhere, until a file is there: a program that is loaded first stands in for the resolver. */
const unknownName: Fault = {
  name: 'a name that nobody knows',
  says: /ENOTFOUND/,
  async start(store) {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-name-'))
    const [preload, known] = [join(folder, 'names.mjs'), join(folder, 'known')]
    writeFileSync(
      preload,
      `import dns from 'node:dns'
import { existsSync } from 'node:fs'
const lookup = dns.lookup
dns.lookup = (name, options, done) => {
  if (name !== 'store.test') return lookup(name, options, done)
  const answer = typeof options === 'function' ? options : done
  if (existsSync(${JSON.stringify(known)}))
    return process.nextTick(() => options.all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4))
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND store.test'), { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: name })
  process.nextTick(() => answer(error))
}
`,
    )
    return {
      url: `http://store.test:${new URL(store).port}`,
      env: { NODE_OPTIONS: `--import=${preload}`, TURNPIKE_ALLOW_PLAIN_HTTP: 'true' },
      mend: async () => {
        writeFileSync(known, '')
        return {}
      },
      close: async () => rmSync(folder, { recursive: true }),
    }
  },
}

/** A proxy for plain http: it is told the whole address, and sends on to the store whatever the name. */
async function startProxy(store: string) {
  const sockets = new Set<Socket>()
  const server = createServer()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.on('connect', (_request, socket: Socket) => {
    const onward = connect(Number(new URL(store).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
  })
  server.on('request', (request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const url = new URL(new URL(request.url ?? '/', store).pathname, store)
      void fetch(url, {
        method: request.method ?? 'GET',
        headers: {
          'content-type': request.headers['content-type'] ?? '',
          authorization: request.headers.authorization ?? '',
        },
        body: Buffer.concat(pieces),
      })
        .then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
          response.end(Buffer.from(await answer.arrayBuffer()))
        })
        .catch(() => response.destroy())
    })
  })
  const listen = (port: number) => new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((done) => (server.listening ? server.close(() => done()) : done()))
  }
  return { port, stop, listen: () => listen(port) }
}

const proxyDown: Fault = {
  name: 'a proxy that is down',
  says: /ECONNREFUSED/,
  async start(store) {
    const proxy = await startProxy(store)
    await proxy.stop()
    return {
      url: 'http://store.example.org',
      env: {
        http_proxy: `http://user:proxy-secret@127.0.0.1:${proxy.port}`,
        TURNPIKE_ALLOW_PLAIN_HTTP: 'true',
      },
      mend: async () => {
        await proxy.listen()
        return {}
      },
      close: () => proxy.stop(),
    }
  },
}

/** A certificate of nobody, until the job is told of whom. */
export const notTrusted: Fault = {
  name: 'a certificate that is not trusted',
  says: /self-signed|SELF_SIGNED/,
  async start(store) {
    const folder = mkdtempSync(join(tmpdir(), 'turnpike-tls-'))
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
    const how = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2']
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
    execFileSync('openssl', [...how, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    const one = await startFront(store, { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') })
    return {
      url: one.url,
      env: {},
      mend: async () => ({ NODE_EXTRA_CA_CERTS: cert }),
      close: async () => {
        await one.close()
        rmSync(folder, { recursive: true })
      },
    }
  },
}

export const FAULTS: readonly Fault[] = [
  front('a store that is down', 'down', /ECONNREFUSED/),
  front('a store that never answers', 'hangs', /no answer from .* within|too slow/),
  front('a store that trickles', 'trickles', /too slow/),
  front('a fault of the store', { status: 500 }, /answers 500/),
  front(
    'a store that asks to come back in an hour',
    { status: 429, headers: { 'retry-after': '3600' } },
    /answers 429/,
  ),
  front(
    'a store that asks to come back in a second, for ever',
    { status: 429, headers: { 'retry-after': '1' } },
    /answers 429/,
  ),
  front('half of an answer', 'cut', /aborted|cannot be used/),
  front('something that is not HTTP', 'garbage', /Parse Error|HPE_/),
  front('a page instead of an answer', 'page', /Is this the address of a Turnpike store/),
  front('a redirect', 'redirect', /redirect/),
  front('a token that is not known', { status: 401 }, /answers 401/),
  front('a token that may not', { status: 403 }, /answers 403/),
  proxyDown,
  unknownName,
]
