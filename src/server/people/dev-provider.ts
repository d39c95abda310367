/**
 * A provider for trying things out: OpenID Connect as far as signing in needs it, a few invented people, and no
 * password. Whoever can reach it is whoever they say, so it serves this machine only and says so on every page.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { explain, TurnpikeError } from '../../errors.ts'
import { createDevCodes, type DevPerson } from './dev-codes.ts'
import { devPage } from './dev-page.ts'
import { isLoopbackName, type Login } from './settings.ts'

export interface DevProviderOptions {
  people: readonly DevPerson[]
  /** Milliseconds since 1970. */
  now: () => number
  random: (bytes: number) => Uint8Array
  log: (line: string) => void
  /** Default 127.0.0.1; anything but this machine is refused. */
  host?: string
  /** Default 0: any free port. */
  port?: number
}

export interface DevProvider {
  issuer: string
  /** What the trust in force has to have as its login. */
  login: Login
  close(): Promise<void>
}

export const DEV_CLIENT = 'turnpike'
export const DEV_GROUPS = 'groups'

/** Nobody exists who is called like this. */
export const DEV_PEOPLE: readonly DevPerson[] = [
  { subject: 'alice', says: 'Alice, of the change board', groups: ['change-board'] },
  { subject: 'bob', says: 'Bob, of the change board', groups: ['change-board'] },
  { subject: 'carol', says: 'Carol, a developer', groups: ['developers'] },
  { subject: 'dave', says: 'Dave, of no group', groups: [] },
]

/** @throws TurnpikeError USAGE for an address that others can reach */
export async function startDevProvider(options: DevProviderOptions): Promise<DevProvider> {
  const host = options.host ?? '127.0.0.1'
  if (!isLoopbackName(host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host)) {
    throw new TurnpikeError(
      'USAGE',
      `The development login asks for no password, so it listens on this machine only, not on '${host}'. Configure login in the trust document.`,
    )
  }
  const server = createServer()
  const issuer = await listen(server, host, options.port ?? 0)
  const codes = await createDevCodes({ ...options, issuer, client: DEV_CLIENT, groups: DEV_GROUPS })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, issuer, options.people, codes).then(
      ({ status, headers, body }) =>
        response.writeHead(status, { 'cache-control': 'no-store', ...headers }).end(body),
      (error: unknown) => {
        options.log(`development login: ${explain(error)}`)
        response.writeHead(500).end()
      },
    )
  })
  options.log(
    `DEVELOPMENT LOGIN at ${issuer}: everybody on this machine can be anybody, without a password. Not for anything real.`,
  )
  return {
    issuer,
    login: { issuer, clientId: DEV_CLIENT, groups: DEV_GROUPS },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

interface Reply {
  status: number
  headers?: Record<string, string>
  body?: string
}

type Codes = Awaited<ReturnType<typeof createDevCodes>>

async function answer(
  request: IncomingMessage,
  issuer: string,
  people: readonly DevPerson[],
  codes: Codes,
): Promise<Reply> {
  // A name that was made to lead here (DNS rebinding) is not ours.
  if (request.headers.host !== new URL(issuer).host) return { status: 421 }
  const url = new URL(request.url ?? '/', issuer)
  switch (`${request.method ?? ''} ${url.pathname}`) {
    case 'GET /.well-known/openid-configuration':
      return json(200, metadataOf(issuer))
    case 'GET /keys':
      return json(200, codes.keys)
    case 'GET /authorize':
    case 'GET /authorize/as': {
      const wrong = codes.whatIsWrong(url.searchParams)
      if (wrong !== undefined)
        return { status: 400, headers: { 'content-type': 'text/plain' }, body: `${wrong}\n` }
      const person = people.find(({ subject }) => subject === url.searchParams.get('person'))
      if (url.pathname === '/authorize' || person === undefined) return devPage(people, url.searchParams)
      return { status: 303, headers: { location: codes.give(person, url.searchParams) } }
    }
    case 'POST /token':
      return tokenReply(await codes.redeem(new URLSearchParams(await bodyOf(request))))
    default:
      return { status: 404 }
  }
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

function tokenReply(result: object): Reply {
  return json('error' in result ? 400 : 200, result)
}

function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk
    if (text.length > 65_536) throw new Error('a request of more than 64 KiB')
  }
  return text
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const name = host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host
  return `http://${name}:${(server.address() as AddressInfo).port}`
}
