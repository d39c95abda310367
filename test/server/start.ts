/**
 * The app without a socket. Every answer is checked against the OpenAPI document it publishes: what is not
 * documented fails the test that saw it.
 */
import { randomBytes } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { newSigner } from '../../src/log/keys.ts'
import { createApp, type App } from '../../src/server/app.ts'
import { createAccess } from '../../src/server/access.ts'
import type { Peer } from '../../src/server/loopback.ts'
import { createPeople } from '../../src/server/people/people.ts'
import { openPolicyBook, type PolicyBook } from '../../src/server/policies.ts'
import type { Token } from '../../src/server/tokens.ts'
import { implicitTrust } from '../../src/trust/implicit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'

export interface Answered {
  status: number
  headers: Headers
  text: string
  // The tests look into answers freely; their shape is checked against the document.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

export interface Started {
  app: App
  store: EventStore
  book: PolicyBook
  log: string[]
  /** Sends a request; a body that is not text is sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Answered>
  raw(method: string, path: string, options?: CallOptions): Promise<Response>
  post(body: unknown, path?: string): Promise<Answered>
  close(): Promise<void>
}

export interface CallOptions {
  body?: unknown
  headers?: Record<string, string>
  peer?: Peer
  signal?: AbortSignal
}

export interface StartOptions {
  store?: EventStore
  tokens?: Token[]
  directory?: string
}

export async function start(options: StartOptions = {}): Promise<Started> {
  const store = options.store ?? openSqliteStore(':memory:')
  const log: string[] = []
  const common = {
    store,
    organisation: 'default',
    now: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
    log: (line: string) => void log.push(line),
  }
  const reconsider = { now: () => {} }
  const book = await openPolicyBook({
    ...common,
    ...(options.directory === undefined ? {} : { directory: options.directory }),
    onChange: () => reconsider.now(),
  })
  const tokens = options.tokens ?? []
  const inForce = implicitTrust({ tokens, loopback: tokens.length === 0 })
  const trust = () => inForce
  const app = createApp({
    ...common,
    policies: book,
    book: { entry: () => undefined, troubles: () => [] },
    trust,
    access: createAccess({ trust, loopback: () => tokens.length === 0, now: Date.now }),
    people: createPeople({
      ...common,
      publicUrl: 'http://localhost:8080',
      trust,
      keys: [randomBytes(32)],
      random: randomBytes,
    }),
    signers: [newSigner('localhost/default', randomBytes(32))],
    sharedBy: () => undefined,
    prefix: '',
    tellsOfProcess: true,
    version: '0.0.0-test',
    publicUrl: 'http://localhost:8080',
  })
  reconsider.now = () => app.reconsider()
  const conforms = await documentCheck(app)

  const raw: Started['raw'] = (method, path, { body, headers, peer, signal } = {}) => {
    const isText = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream
    const request = new Request(`http://localhost:8080${path}`, {
      method,
      headers: {
        ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: isText ? (body as string) : JSON.stringify(body), duplex: 'half' }),
      ...(signal === undefined ? {} : { signal }),
    })
    return app.fetch(request, peer ?? { remoteAddress: '127.0.0.1' })
  }
  const call: Started['call'] = async (method, path, given) => {
    const response = await raw(method, path, given)
    const text = await response.text()
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    const body: unknown = /[/+]json$/.test(type) ? JSON.parse(text) : undefined
    conforms(method, path, response.status, type, body)
    return { status: response.status, headers: response.headers, text, body }
  }
  return {
    app,
    store,
    book,
    log,
    raw,
    call,
    post: (body, path = '/v1/events') => call('POST', path, { body }),
    async close() {
      await app.close()
      await store.close()
    },
  }
}

type Document = { paths: Record<string, Record<string, { responses: Record<string, { content?: object }> }>> }
type Conforms = (method: string, path: string, status: number, type: string, body: unknown) => void

async function documentCheck(app: App): Promise<Conforms> {
  const route = app.routes.find(({ path }) => path === '/openapi.json')
  const answer = await route!.handle({} as never)
  const document = (await answer.json()) as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'doc', ...document })
  return (method, path, status, type, body) => {
    const pathname = path.split('?')[0]!
    const found = Object.keys(document.paths).find((pattern) =>
      new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    )
    const operation = found === undefined ? undefined : document.paths[found]![method.toLowerCase()]
    if (operation === undefined) {
      if (status === 404 || status === 405) return
      throw new Error(`${method} ${path} answered ${status} and is not documented`)
    }
    const key = String(status) in operation.responses ? String(status) : 'default'
    if (key === 'default' && status < 400) throw new Error(`${method} ${path}: ${status} is not documented`)
    const content = operation.responses[key]?.content ?? {}
    if (type === '' && status >= 300 && Object.keys(content).length === 0) return
    if (!(type in content)) throw new Error(`${method} ${path}: ${status} ${type} is not documented`)
    if (body === undefined) return
    const at = ['paths', found!, method.toLowerCase(), 'responses', key, 'content', type, 'schema']
    const pointer = at
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const validate = ajv.getSchema(`doc#/${pointer}`)
    if (validate === undefined) throw new Error(`no schema at ${pointer}`)
    if (validate(body) !== true) {
      throw new Error(`${method} ${path} ${status} breaks its schema: ${ajv.errorsText(validate.errors)}`)
    }
  }
}
