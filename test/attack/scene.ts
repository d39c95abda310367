/**
 * The store as it is run (`serve --trust … --organisations …`), on loopback, with a real issuer: what an attacker has
 * before them. Requests go out byte for byte where it matters.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashOfToken } from '../../src/trust/static-tokens.ts'
import { startIssuer, type TestIssuer } from '../trust/tokens/issuer.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface Answer {
  status: number
  headers: Record<string, string>
  text: string
  // Answers are read freely.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any
}

export interface Scene {
  url: string
  host: string
  folder: string
  issuer: TestIssuer
  /** A request of fetch. */
  call(
    method: string,
    path: string,
    init?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>
  /** A request as bytes; the answer's text, its head included. */
  bytes(text: string | Buffer): Promise<string>
  /** `authorization` of a static token of an organisation. */
  as(who: string, organisation?: string): Record<string, string>
  /** `authorization` of a job of acme/shop, for an organisation. */
  job(claims?: Record<string, unknown>, audience?: string): Promise<Record<string, string>>
  log: string[]
  close(): Promise<void>
}

export const DIGEST = `sha256:${'ab'.repeat(32)}`

const secretOf = (who: string, organisation: string) => `tpk_${organisation}-${who}-`.padEnd(48, 'z')
const EXPIRES = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)

/** Tokens with one right each, and jobs of the owner 4567 that may report what belongs to their own repository. */
export function trustOf(organisation: string, issuer: TestIssuer, more = ''): string {
  const names = ['reader', 'asker', 'builder', 'deployer', 'admin', 'reports', 'anything', 'nothing']
  const token = (name: string) =>
    `  - { name: ${name}, hash: '${hashOfToken(secretOf(name, organisation))}', expires: '${EXPIRES}' }`
  const grant = (name: string, may: string) =>
    `  - { name: ${name}, to: { id: 'token:${name}' }, may: { ${may} } }`
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: ${organisation} }
issuers:
  ci: { kind: github, url: '${issuer.githubUrl}' }
  forge: { kind: gitlab, url: '${issuer.url}' }
people:
  - { id: 'urn:user:alice', identities: [{ issuer: ci, actorId: '1234' }] }
tokens:
${names.map(token).join('\n')}
grants:
${grant('reader', 'read: true')}
${grant('asker', 'ask: { environments: [staging] }')}
${grant('builder', "write: { types: [build.*, artifact.*], sources: ['https://ci.example.org/shop', 'https://ci.example.org/shop/*'] }")}
${grant('deployer', "write: { types: [service.*, environment.*, testsuiterun.*, dev.cdeventsx.acme-scan.finished], sources: ['https://ci.example.org/*'], environments: [staging] }")}
${grant('admin', 'administer: true')}
${grant('anything', "write: { types: ['*'], sources: ['*'], environments: ['*'] }, read: true")}
  - name: jobs
    to: { issuer: ci, repositoryOwnerId: '4567' }
    may:
      write: { types: [build.*, artifact.*, testsuiterun.*, approval.created], sources: [own], environments: [staging] }
      approve: { as: [self], sources: [own], environments: [staging] }
      ask: { environments: [staging] }
      read: true
${more}`
}

export interface Options {
  default?: string
  acme?: string
  beta?: string
}

export async function startScene(more: Options = {}): Promise<Scene> {
  const issuer = await startIssuer()
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-attack-'))
  writeFileSync(join(folder, 'trust.yaml'), trustOf('default', issuer, more.default))
  for (const name of ['acme', 'beta'] as const) {
    mkdirSync(join(folder, 'organisations', name), { recursive: true })
    writeFileSync(join(folder, 'organisations', name, 'trust.yaml'), trustOf(name, issuer, more[name]))
  }
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  const url = `http://${host}`
  const args = ['serve', '--trust', join(folder, 'trust.yaml'), '--port', String(port)]
  args.push('--organisations', join(folder, 'organisations'), '--database', join(folder, 'store.db'))
  args.push('--public-url', url)
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const log: string[] = []
  const listening = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        log.push(chunk.toString())
        if (log.join('').includes(url)) resolve()
      })
    child.once('exit', (code) => reject(new Error(`the store ended with ${code}: ${log.join('')}`)))
  })
  await listening

  const call: Scene['call'] = async (method, path, { body, headers = {} } = {}) => {
    const isText = typeof body === 'string'
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = /[/+]json(;|$)/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
    }
  }
  return {
    url,
    host,
    folder,
    issuer,
    call,
    log,
    async bytes(text) {
      const socket = connect(port, '127.0.0.1')
      const chunks: Buffer[] = []
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.on('error', () => undefined)
      socket.end(text)
      await once(socket, 'close')
      return Buffer.concat(chunks).toString()
    },
    as: (who, organisation = 'default') => ({ authorization: `Bearer ${secretOf(who, organisation)}` }),
    async job(claims = {}, audience = url) {
      return { authorization: `Bearer ${await issuer.githubToken({ aud: audience, ...claims })}` }
    },
    async close() {
      child.removeAllListeners('exit')
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await issuer.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A test run that passed, about `DIGEST`, with anything changed. */
export function passed(change: {
  context?: Record<string, unknown>
  subject?: Record<string, unknown>
  content?: Record<string, unknown>
  turnpike?: Record<string, unknown>
}): Record<string, unknown> {
  return {
    context: {
      specversion: '0.5.1',
      id: crypto.randomUUID(),
      source: 'https://ci.example.org/shop',
      type: 'dev.cdevents.testsuiterun.finished.0.3.0',
      timestamp: new Date().toISOString(),
      ...change.context,
    },
    subject: {
      id: 'unit',
      content: { outcome: 'success', environment: { id: 'staging' }, ...change.content },
      ...change.subject,
    },
    customData: { turnpike: { artifacts: [{ digest: DIGEST }], ...change.turnpike } },
  }
}
