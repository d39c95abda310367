/**
 * Several organisations in one process, without a socket, each with the same trust document but for its name: for every
 * action a static token, a pipeline and a person who may just that. The issuer is a real one on loopback.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getFromIssuer } from '../../src/server/issuer-http.ts'
import { openProcess, type OpenedProcess } from '../../src/server/process.ts'
import { createSessions } from '../../src/server/people/sessions.ts'
import type { EventStore } from '../../src/store/store.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { newSigner } from '../../src/log/keys.ts'
import { ACTIONS, type Action } from '../../src/trust/identity.ts'
import { hashOfToken } from '../../src/trust/static-tokens.ts'
import { createIssuerKeys } from '../../src/trust/tokens/keys.ts'
import { createTokenVerifier } from '../../src/trust/tokens/verify.ts'
import { startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'

export const HOST = 'https://store.example.org'
export const SCOPES = [...ACTIONS, 'all', 'none'] as const
export type Scope = (typeof SCOPES)[number]

const KEYS = [new Uint8Array(32).fill(7)] as const
/** Nobody answers there: what a login does beyond this store is tested elsewhere. */
const LOGIN = 'https://localhost:1'
const SIGNER = 'shared hook secret, 32 characters.'

export interface Started {
  issuer: TestIssuer
  store: EventStore
  process: OpenedProcess
  log: string[]
  folder: string
  call(method: string, path: string, init?: Init): Promise<Answered>
  raw(method: string, path: string, init?: Init): Promise<Response>
  /** A static token's secret. */
  secret(organisation: string, scope: Scope): string
  bearer(organisation: string, scope: Scope): Record<string, string>
  /** A token of a pipeline, for the audience of an organisation. */
  pipeline(
    organisation: string,
    scope: Scope,
    claims?: Record<string, unknown>,
  ): Promise<Record<string, string>>
  /** The cookie of somebody who signed in, with what a page would send along. */
  session(organisation: string, scope: Scope): Record<string, string>
  close(): Promise<void>
}

export interface Init {
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

export interface Answered {
  status: number
  headers: Headers
  text: string
  // Answers are read freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

export function prefixOf(organisation: string): string {
  return organisation === 'default' ? '' : `/o/${organisation}`
}

const secretOf = (organisation: string, scope: Scope) => `tpk_${organisation}-${scope}-`.padEnd(48, 'x')
const repositoryOf = (scope: Scope) => String(1000 + SCOPES.indexOf(scope))
const actionsOf = (scope: Scope): readonly Action[] =>
  scope === 'all' ? ACTIONS : scope === 'none' ? [] : [scope]

const MAY: Record<Action, string> = {
  write: "write: { types: ['*'], sources: ['*'], environments: ['*'] }",
  ask: "ask: { environments: ['*'] }",
  read: 'read: true',
  approve: "approve: { as: [self], sources: ['*'], environments: ['*'] }",
  waive: "waive: { environments: ['*'] }",
  override: "override: { environments: ['*'] }",
  administer: 'administer: true',
  witness: 'witness: true',
}

/** Every scope as a grant, to a token, a pipeline and a group. `more` is put at the end. */
export function trustOf(organisation: string, issuer: TestIssuer, more = ''): string {
  const granted = SCOPES.filter((scope) => scope !== 'none')
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: ${organisation}, owner: platform@${organisation}.example.org }
issuers:
  ci: { kind: github, url: '${issuer.githubUrl}' }
  corp: { kind: people, url: '${LOGIN}' }
login: { issuer: corp, clientId: turnpike, groups: groups }
tokens:
${SCOPES.map((scope) => `  - { name: ${scope}, hash: '${hashOfToken(secretOf(organisation, scope))}', expires: '${inDays(90)}' }`).join('\n')}
hooks:
  - { name: alerts, scheme: token, secret: env:ALERTS, header: x-alert-token }
witnesses: ['${WITNESS.verifier.text}']
grants:
${granted
  .map(
    (scope) => `  - name: ${scope}
    to: [{ id: 'token:${scope}' }, { issuer: '${issuer.githubUrl}', repositoryId: '${repositoryOf(scope)}' }, { group: '${scope}' }]
    may:
${actionsOf(scope)
  .map((action) => `      ${MAY[action]}`)
  .join('\n')}`,
  )
  .join('\n')}
  - name: alerts
    to: { id: 'hook:alerts' }
    may: { write: { types: ['*'], sources: ['*'], environments: ['*'] } }
${more}`
}

export const HOOK = { 'x-alert-token': SIGNER }
export const WITNESS = newSigner('witness.example.org', new Uint8Array(32).fill(3), 'witness')

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

export interface Options {
  organisations?: readonly string[]
  /** What an organisation's trust document says beyond the grants (`shares:`). */
  more?: Readonly<Record<string, string>>
  /** In place of the document above. */
  documents?: (issuer: TestIssuer) => Readonly<Record<string, string>>
}

export async function start({
  organisations = ['default', 'acme', 'beta'],
  more = {},
  documents = () => ({}),
}: Options = {}): Promise<Started> {
  const issuer = await startIssuer()
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-organisations-'))
  for (const name of organisations) {
    mkdirSync(join(folder, name))
    writeFileSync(
      join(folder, name, 'trust.yaml'),
      documents(issuer)[name] ?? trustOf(name, issuer, more[name]),
    )
  }
  const store = openSqliteStore(':memory:')
  const log: string[] = []
  const keys = createIssuerKeys({ get: getFromIssuer, now: Date.now, allowPlainHttpLoopback: true })
  const process = await openProcess({
    store,
    organisationsDir: folder,
    place: {},
    tokens: [],
    now: () => new Date().toISOString(),
    newId: () => crypto.randomUUID(),
    version: '0.0.0-test',
    secrets: { env: () => SIGNER },
    verifier: createTokenVerifier({ keys, now: Date.now }),
    sessionKeys: KEYS,
    logKeys: ({ name }) =>
      Promise.resolve([newSigner(`store.example.org/${name}`, new Uint8Array(32).fill(5))]),
    log: (line) => void log.push(line),
  })
  process.start(HOST)
  const raw: Started['raw'] = (method, path, { body, headers = {}, signal } = {}) => {
    const isText = typeof body === 'string'
    const typed: Record<string, string> =
      body === undefined || isText ? {} : { 'content-type': 'application/json' }
    return process.fetch(
      new Request(HOST + path, {
        method,
        headers: { ...typed, ...headers },
        ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      }),
      { remoteAddress: '127.0.0.1' },
    )
  }
  return {
    issuer,
    store,
    process,
    log,
    folder,
    raw,
    async call(method, path, init) {
      const response = await raw(method, path, init)
      const text = await response.text()
      const isJson = /[/+]json(;|$)/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson ? (JSON.parse(text) as unknown) : undefined,
      }
    },
    secret: secretOf,
    bearer: (organisation, scope) => ({ authorization: `Bearer ${secretOf(organisation, scope)}` }),
    async pipeline(organisation, scope, claims = {}) {
      const token = await issuer.githubToken({
        aud: HOST + prefixOf(organisation),
        repository_id: repositoryOf(scope),
        repository: `acme/${scope}`,
        ...claims,
      })
      return { authorization: `Bearer ${token}` }
    },
    session: (organisation, scope) => sessionOf(organisation, scope),
    async close() {
      await process.close()
      await store.close()
      await issuer.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** As the store would after a login, with the same keys. */
function sessionOf(organisation: string, scope: Scope): Record<string, string> {
  const place = { origin: HOST, base: prefixOf(organisation), secure: true }
  const login = { issuer: LOGIN, clientId: 'turnpike' }
  const sessions = createSessions(
    {
      organisation,
      keys: KEYS,
      random: (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)),
      trust: () => ({ login, namesGroup: () => true, personOf: () => undefined }),
      now: () => new Date().toISOString(),
      log: () => undefined,
    } as never,
    place,
  )
  const cookie = sessions.begin({ issuer: LOGIN, subject: `person-${scope}`, groups: [scope] }).split(';')[0]!
  const opened = sessions.open(new Request(HOST, { headers: { cookie } }))
  return {
    cookie,
    origin: HOST,
    'sec-fetch-site': 'same-origin',
    'x-turnpike-csrf': opened!.session.secret,
  }
}
