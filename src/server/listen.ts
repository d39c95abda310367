/** The store as a process: a database, a listener, a directory of policies, and an orderly end. */
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { explain, TurnpikeError } from '../errors.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createAccess } from './access.ts'
import { createApp, type App } from './app.ts'
import { implicitTrust } from './implicit.ts'
import { isLoopbackHost } from './loopback.ts'
import { openPolicyBook } from './policies.ts'
import { watchPolicyFiles } from './policy-files.ts'
import type { Token } from './tokens.ts'

export interface ServeOptions {
  /** A file, or `:memory:`. */
  database: string
  /** Address or name to listen on; only loopback without tokens. */
  host: string
  /** 0 takes any free port. */
  port: number
  tokens?: readonly Token[]
  policiesDir?: string
  /** How people reach this store, when that is not the address it listens on. */
  publicUrl?: string
  version?: string
  log: (line: string) => void
}

export interface Served {
  url: string
  /** Reads the directory of policies again. */
  reload: () => Promise<void>
  /** Stops accepting, lets what is under way finish (10 s at most), closes the database. */
  close: () => Promise<void>
}

const ORGANISATION = 'default'
const STOP_MS = 10_000
const SHORT_SECRET = 16

/** @throws TurnpikeError USAGE (not allowed like this), STORE_FAILED (the database) */
export async function serve(options: ServeOptions): Promise<Served> {
  const { host, port, policiesDir, log } = options
  const tokens = options.tokens ?? []
  checkExposure(host, tokens, log)
  checkPublicUrl(options.publicUrl)
  const store = openSqliteStore(options.database)
  const trust = implicitTrust({ tokens })
  const now = () => new Date().toISOString()
  let app: App | undefined
  try {
    const policies = await openPolicyBook({
      store,
      organisation: ORGANISATION,
      ...(policiesDir === undefined ? {} : { directory: policiesDir }),
      now,
      newId: randomUUID,
      log,
      onChange: () => app?.reconsider(),
    })
    const starting = Promise.withResolvers<App>()
    const server = createAdaptorServer({
      fetch: async (request, { incoming }) =>
        (app ?? (await starting.promise)).fetch(request, peerOf(incoming as HttpBindings['incoming'])),
      serverOptions: { keepAliveTimeout: 65_000, requestTimeout: 120_000 },
    }) as Server
    const url = await listen(server, host, port)
    const publicUrl = options.publicUrl?.replace(/\/+$/, '') ?? (isWildcard(host) ? undefined : url)
    app = createApp({
      store,
      organisation: ORGANISATION,
      policies,
      access: createAccess({ trust: () => trust, loopback: tokens.length === 0, now: Date.now }),
      now,
      newId: randomUUID,
      version: options.version ?? 'development',
      ...(publicUrl === undefined ? {} : { publicUrl }),
      log,
    })
    starting.resolve(app)
    const unwatch =
      policiesDir === undefined
        ? () => undefined
        : watchPolicyFiles(policiesDir, () => void policies.reload(), log)
    let closing: Promise<void> | undefined
    const close = async (running: App) => {
      unwatch()
      await stop(server, running)
      await store.close()
    }
    const running = app
    return { url, reload: () => policies.reload(), close: () => (closing ??= close(running)) }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Without tokens anybody who can connect could write evidence: then only this machine can connect. */
function checkExposure(host: string, tokens: readonly Token[], log: (line: string) => void): void {
  for (const { name, secret } of tokens) {
    if (secret.length < SHORT_SECRET)
      log(`the secret of token '${name}' is short; ${SHORT_SECRET} characters or more resist guessing`)
  }
  if (isLoopbackHost(host)) return
  if (tokens.length === 0) {
    throw new TurnpikeError(
      'USAGE',
      `Listening on '${host}' would let anybody who can connect write evidence. Configure tokens (TURNPIKE_TOKENS=name=secret), or listen on 127.0.0.1.`,
    )
  }
  log(`listening on '${host}' without TLS: put a proxy that speaks HTTPS in front, or tokens travel readable`)
}

/** It stands in front of every link in a summary. */
function checkPublicUrl(url: string | undefined): void {
  if (url === undefined || (/^https?:\/\//i.test(url) && URL.canParse(url))) return
  throw new TurnpikeError('USAGE', `The public address '${url}' is not one; write https://store.example.org.`)
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}

function peerOf(incoming: HttpBindings['incoming']): { remoteAddress?: string } {
  const { remoteAddress } = incoming.socket
  return remoteAddress === undefined ? {} : { remoteAddress }
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'something else listens there already; give another port, or 0 for a free one'
          : explain(error)
      reject(new TurnpikeError('USAGE', `cannot listen on ${host}:${port}: ${why}`))
    })
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host
  return `http://${name}:${address.port}`
}

async function stop(server: Server, app: App): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()))
  const late = setTimeout(() => server.closeAllConnections(), STOP_MS)
  await app.close()
  // Connections that are kept alive between requests would hold the process.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await stopped
  clearInterval(idle)
  clearTimeout(late)
}
