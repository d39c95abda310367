/** The store as a process: a database, a listener, its organisations, and an orderly end. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { explain, TurnpikeError } from '../errors.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { createIssuerKeys } from '../trust/tokens/keys.ts'
import { createTokenVerifier } from '../trust/tokens/verify.ts'
import { getFromIssuer } from './issuer-http.ts'
import { newSigner, type Signer } from '../log/keys.ts'
import { openLogKeys } from './log-key.ts'
import { isLoopbackHost } from './loopback.ts'
import { DEFAULT_ORGANISATION, prefixOf } from './organisations.ts'
import { checkDevLogin, noDevLogin, openDevLogin } from './people/dev-login.ts'
import { loadSessionKeys, type SessionKeys } from './people/session-key.ts'
import { openProcess, type OpenedProcess } from './process.ts'
import type { Token } from './tokens.ts'

export interface ServeOptions {
  /** A file, or `:memory:`. */
  database: string
  /** Address or name to listen on; only loopback without tokens and without a trust document. */
  host: string
  /** 0 takes any free port. */
  port: number
  /** Who may speak to the default organisation while it has no trust document. */
  tokens?: readonly Token[]
  /** The default organisation's trust document. */
  trustFile?: string
  policiesDir?: string
  /** The key that signs the default organisation's log; made when it is not there. Beside the database otherwise. */
  logKey?: string
  /** A folder for each organisation, with `trust.yaml`, `policies/` and `log-key`. */
  organisationsDir?: string
  /** How people reach this store, when that is not the address it listens on. */
  publicUrl?: string
  /** Invented people sign in without a password: for trying out, on this machine, without trust document and tokens. */
  devLogin?: boolean
  version?: string
  /** What `env:NAME` in a trust document reads. */
  env?: Readonly<Record<string, string | undefined>>
  log: (line: string) => void
}

export interface Served {
  url: string
  /** Reads the trust documents and the policies again. */
  reload: () => Promise<void>
  /** Stops accepting, lets what is under way finish (10 s at most), closes the database. */
  close: () => Promise<void>
}

const STOP_MS = 10_000
const SHORT_SECRET = 16

/** @throws TurnpikeError USAGE (not allowed like this), STORE_FAILED (the database) */
export async function serve(options: ServeOptions): Promise<Served> {
  const { host, port, trustFile, policiesDir, organisationsDir, logKey, log } = options
  const tokens = options.tokens ?? []
  const inMemory = options.database === ':memory:'
  checkPublicUrl(options.publicUrl)
  if (options.devLogin === true) checkDevLogin(options)
  const store = openSqliteStore(options.database)
  const logs = new Map<string, string>()
  const dev =
    options.devLogin === true
      ? await openDevLogin({ organisation: DEFAULT_ORGANISATION, now: Date.now, log })
      : undefined
  try {
    const running = await openProcess({
      store,
      place: {
        ...(trustFile === undefined ? {} : { trustFile }),
        ...(policiesDir === undefined ? {} : { policiesDir }),
        ...(logKey === undefined ? {} : { logKey }),
      },
      ...(organisationsDir === undefined ? {} : { organisationsDir }),
      tokens,
      now: () => new Date().toISOString(),
      newId: randomUUID,
      version: options.version ?? 'development',
      secrets: { env: (name) => options.env?.[name], file: readSecret },
      sessionKeys: inMemory ? [randomBytes(32)] : sessionKeysOf(`${options.database}.session-key`, log),
      logKeys: async ({ name, logKey: file }, hasDocument) => {
        // Before there is a key: one that a refused start made would keep the name it was made with.
        if (name === DEFAULT_ORGANISATION) checkExposure(options, hasDocument)
        const beside = inMemory ? undefined : `${options.database}.log-key`
        const own = name === DEFAULT_ORGANISATION ? beside : undefined
        const signers = await logKeysOf(file ?? own, originOf(name, options.publicUrl), options)
        refuseSameLog(logs, name, signers)
        return signers
      },
      verifier: verifierOf(log),
      ...(dev === undefined ? {} : { devTrust: dev.trust }),
      log,
    })
    if (dev !== undefined && running.hasDocument) throw noDevLogin('a trust document (this database has one)')
    const starting = Promise.withResolvers<void>()
    let started = false
    const server = createAdaptorServer({
      fetch: async (request, { incoming }) => {
        if (!started) await starting.promise
        return running.fetch(request, peerOf(incoming as HttpBindings['incoming']))
      },
      serverOptions: { keepAliveTimeout: 65_000, requestTimeout: 120_000 },
    }) as Server
    const url = await listen(server, host, port)
    running.start(options.publicUrl?.replace(/\/+$/, '') ?? (isWildcard(host) ? undefined : url))
    started = true
    starting.resolve()
    let closing: Promise<void> | undefined
    const close = async () => {
      await stop(server, running)
      await dev?.close()
      await store.close()
    }
    return { url, reload: () => running.reload(), close: () => (closing ??= close()) }
  } catch (error) {
    await dev?.close()
    await store.close()
    throw error
  }
}

/** One for the process: what an issuer's keys are does not depend on who asks. */
function verifierOf(log: (line: string) => void) {
  const keys = createIssuerKeys({
    get: getFromIssuer,
    now: Date.now,
    allowPlainHttpLoopback: true,
    log,
  })
  return createTokenVerifier({ keys, now: Date.now })
}

/** Without anybody named, anybody who can connect could write evidence: then only this machine can connect. */
function checkExposure({ host, tokens = [], log }: ServeOptions, hasDocument: boolean): void {
  if (hasDocument && tokens.length > 0)
    log('the tokens given at the start are not used: the trust document names its own')
  for (const { name, secret } of hasDocument ? [] : tokens) {
    if (secret.length < SHORT_SECRET)
      log(`the secret of token '${name}' is short; ${SHORT_SECRET} characters or more resist guessing`)
  }
  if (isLoopbackHost(host)) return
  if (tokens.length === 0 && !hasDocument) {
    throw new TurnpikeError(
      'USAGE',
      `Listening on '${host}' would let anybody who can connect write evidence. Give a trust document (--trust), configure tokens (TURNPIKE_TOKENS=name=secret), or listen on 127.0.0.1.`,
    )
  }
  log(`listening on '${host}' without TLS: put a proxy that speaks HTTPS in front, or tokens travel readable`)
}

/** What `file:PATH` in a trust document reads. */
function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch {
    return undefined
  }
}

function sessionKeysOf(file: string, log: (line: string) => void): SessionKeys {
  const made = !existsSync(file)
  const keys = loadSessionKeys(file, randomBytes)
  if (made) log(`made ${file}, the secret key of people's sessions`)
  return keys
}

/** Without a file, a key that is gone with the process: for a database that is gone with it. */
async function logKeysOf(
  file: string | undefined,
  origin: string,
  { publicUrl, log }: ServeOptions,
): Promise<readonly Signer[]> {
  if (file === undefined) return [newSigner(origin, randomBytes(32))]
  const made = !existsSync(file)
  const signers = await openLogKeys(file, origin)
  const name = signers[0]?.verifier.name
  if (made)
    log(`made ${file}, the secret key of the log ${origin}: keep a copy of it, apart from the database`)
  else if (publicUrl !== undefined && name !== origin)
    log(
      `the log is called ${name}, as its key in ${file} is, and not ${origin}. While nobody has a checkpoint of it, the file can be taken away; the next start makes a new one`,
    )
  if (signers.every(({ verifier }) => verifier.type === 'log')) return signers
  throw new TurnpikeError('USAGE', `${file} holds the key of a witness; that of a log is needed`)
}

/**
 * Two logs of one name would be one to whoever verifies: a checkpoint of the one would stand for the other.
 * @param logs whose log a name is
 * @throws TurnpikeError USAGE
 */
function refuseSameLog(logs: Map<string, string>, organisation: string, signers: readonly Signer[]): void {
  const name = signers[0]?.verifier.name ?? ''
  const other = logs.get(name)
  if (other !== undefined && other !== organisation) {
    throw new TurnpikeError(
      'USAGE',
      `the log key of '${organisation}' is called ${name}, as that of '${other}' is; each organisation needs one of its own: turnpike log key`,
    )
  }
  logs.set(name, organisation)
}

/** What a log is called: the organisation's address without the scheme, which is for all time; so one that was given. */
function originOf(name: string, publicUrl: string | undefined): string {
  if (publicUrl === undefined) return `localhost/${name}`
  const { host, pathname } = new URL(publicUrl)
  return host + pathname.replace(/\/+$/, '') + prefixOf(name)
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

async function stop(server: Server, app: OpenedProcess): Promise<void> {
  const stopped = new Promise<void>((resolve) => server.close(() => resolve()))
  const late = setTimeout(() => server.closeAllConnections(), STOP_MS)
  await app.close()
  // Connections that are kept alive between requests would hold the process.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await stopped
  clearInterval(idle)
  clearTimeout(late)
}
