/** A store with people: the real process without a socket, a clock that tests turn, and trust documents as text. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openProcess } from '../../../src/server/process.ts'
import { newSigner } from '../../../src/log/keys.ts'
import type { SessionKeys } from '../../../src/server/people/session-key.ts'
import type { Verifier } from '../../../src/server/verified.ts'
import { openSqliteStore } from '../../../src/store/sqlite.ts'
import type { EventStore } from '../../../src/store/store.ts'

export interface House {
  store: EventStore
  publicUrl: string
  log: string[]
  fetch(request: Request): Promise<Response>
  clock: { at: number }
  /** Puts another trust document of the default organisation in force. */
  trust(text: string): Promise<void>
  close(): Promise<void>
}

export interface HouseOptions {
  trust: string
  /** Trust documents of other organisations, by their name. */
  others?: Readonly<Record<string, string>>
  publicUrl?: string
  keys?: SessionKeys
  policies?: Readonly<Record<string, string>>
  /** Whoever a token of the form of a JWT stands for. */
  verifier?: Verifier
  /** The store does not know its own address. */
  noAddress?: boolean
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-people-'))
  const trustFile = join(folder, 'trust.yaml')
  const policiesDir = join(folder, 'policies')
  const organisationsDir = join(folder, 'organisations')
  writeFileSync(trustFile, options.trust)
  mkdirSync(policiesDir)
  mkdirSync(organisationsDir)
  for (const [name, text] of Object.entries(options.policies ?? {}))
    writeFileSync(join(policiesDir, `${name}.yaml`), text)
  for (const [name, text] of Object.entries(options.others ?? {})) {
    mkdirSync(join(organisationsDir, name))
    writeFileSync(join(organisationsDir, name, 'trust.yaml'), text)
  }
  const store = openSqliteStore(':memory:')
  const log: string[] = []
  const clock = { at: Date.now() }
  const publicUrl = options.publicUrl ?? 'https://store.example.org'
  const running = await openProcess({
    store,
    place: { trustFile, policiesDir },
    organisationsDir,
    tokens: [],
    now: () => new Date(clock.at).toISOString(),
    newId: () => crypto.randomUUID(),
    version: '0.0.0-test',
    secrets: { env: (name) => (name === 'LOGIN_SECRET' ? 'the-secret-of-the-login' : undefined) },
    sessionKeys: options.keys ?? [randomBytes(32)],
    logKeys: async () => [newSigner('localhost/test', randomBytes(32))],
    ...(options.verifier === undefined ? {} : { verifier: options.verifier }),
    log: (line) => void log.push(line),
  })
  running.start(options.noAddress === true ? undefined : publicUrl)
  return {
    store,
    publicUrl,
    log,
    clock,
    fetch: (request) => running.fetch(request, { remoteAddress: '127.0.0.1' }),
    async trust(text) {
      writeFileSync(trustFile, text)
      await running.reload()
    },
    async close() {
      await running.close()
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Alice is of the change board, carol is not; builds speak with a static token. */
export function trustText(
  issuer: string,
  given: { organisation?: string; login?: string; more?: string; clientId?: string } = {},
): string {
  const { organisation = 'default', clientId = 'turnpike' } = given
  return `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: ${organisation}, owner: platform@example.org }
issuers:
  corp: { kind: people, url: '${issuer}' }
login: { issuer: corp, clientId: ${clientId}, groups: groups${given.login ?? ''} }
people:
  - { id: urn:user:alice, identities: [{ issuer: corp, subject: alice }] }
grants:
  - name: everybody who signed in
    to: { kind: person }
    may: { read: true }
  - name: change board
    to: { group: change-board }
    may: { approve: { as: self, environments: [production] } }
${given.more ?? ''}`
}
