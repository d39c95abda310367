/** A real store in a file, with a policy book, a trust document and a clock that the test sets. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Decision, GateRequest, Mode } from '../../src/policy/decision.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Replay } from '../../src/policy/replay.ts'
import { createJudge } from '../../src/server/judge.ts'
import { openPolicyBook, type PolicyBook } from '../../src/server/policies.ts'
import { replay, type Instead, type ReplayContext } from '../../src/server/replay.ts'
import { createTexts } from '../../src/server/replay-texts.ts'
import { openTrustBook } from '../../src/server/trust-book.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, Principal } from '../../src/store/store.ts'
import { REQUEST } from './sample.ts'

export const ORGANISATION = 'default'
const CI: Principal = { kind: 'token', id: 'token:ci' }

export interface Scene {
  store: EventStore
  book: PolicyBook
  context: ReplayContext
  /** Moves the clock on. */
  pass(minutes: number): void
  now(): string
  put(event: unknown, by?: Principal, receivedAt?: string): Promise<number>
  publish(text: string): Promise<void>
  trust(text: string): Promise<void>
  ask(request?: Partial<GateRequest>, more?: { mode?: Mode; files?: string[] }): Promise<Decision>
  replay(id: string, instead?: Instead, version?: string): Promise<Replay>
  /** Behind the store's back. Returns how many rows were changed. */
  sql(statement: string, ...values: (string | number)[]): number
  close(): Promise<void>
}

export async function openScene(): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-replay-'))
  const file = join(folder, 'store.db')
  const store = openSqliteStore(file)
  let clock = Date.parse('2026-11-21T12:00:00.000Z')
  let document = ''
  const now = () => new Date(clock).toISOString()
  const newId = () => crypto.randomUUID()
  const common = {
    store,
    organisation: ORGANISATION,
    now,
    newId,
    log: () => undefined,
    onChange: () => undefined,
  }
  const book = await openPolicyBook(common)
  const open = () =>
    openTrustBook({
      ...common,
      document: 'trust.yaml',
      read: async () => document,
      secrets: { read: () => undefined } as never,
    })
  let trusted: Awaited<ReturnType<typeof open>> | undefined
  const judge = createJudge({
    store,
    organisation: ORGANISATION,
    inForce: () => book.inForce(),
    people: () => trusted?.entry()?.trust.document.people ?? [],
    trust: () => trusted?.entry()?.trust.digest,
    now,
    version: '1.0.0',
    publicUrl: 'https://store.example.org',
  })
  const contextOf = (version: string): ReplayContext => ({
    store,
    organisation: ORGANISATION,
    texts: createTexts(store, ORGANISATION),
    sharedBy: () => undefined,
    newId,
    version,
  })

  return {
    store,
    book,
    context: contextOf('1.0.0'),
    now,
    pass: (minutes) => void (clock += minutes * 60_000),
    async put(event, by = CI, receivedAt = now()) {
      const [receipt] = await store.append(ORGANISATION, by, [admit(event)], receivedAt)
      if (receipt?.status !== 'accepted') throw new Error(JSON.stringify(receipt))
      return receipt.sequence
    },
    publish: async (text) => void (await book.publish(text, { document: 'test', by: 'test' })),
    async trust(text) {
      document = text
      if (trusted === undefined) trusted = await open()
      else await trusted.reload()
      if (trusted.troubles().length > 0) throw new Error(JSON.stringify(trusted.troubles()))
    },
    async ask(request = {}, { mode = 'enforce', files = [] } = {}) {
      const loaded = await Promise.all(files.map((text) => policyOf(text, 'file')))
      const { decision } = await judge.judge({
        id: newId(),
        request: { ...REQUEST, ...request },
        mode,
        requester: { ...CI, claims: { repository: 'acme/webshop' } },
        files: loaded,
      })
      await judge.record(decision)
      return decision
    },
    replay: (id, instead, version = '1.0.0') => replay(contextOf(version), id, instead),
    sql(statement, ...values) {
      const db = new DatabaseSync(file)
      try {
        return Number(db.prepare(statement).run(...values).changes)
      } finally {
        db.close()
      }
    },
    async close() {
      await store.close()
      rmSync(folder, { recursive: true })
    },
  }
}

export async function policyOf(text: string, origin: 'store' | 'file' = 'store'): Promise<Policy> {
  const loaded = await loadPolicy(text, { name: 'test', origin })
  if ('policy' in loaded) return loaded.policy
  throw new Error(JSON.stringify(loaded.problems))
}

export const outcome = ({ result, causes, differences, remarks }: Replay) => ({
  result,
  causes: causes.map(({ what }) => what),
  differences: differences.map(({ path }) => path),
  remarks,
})

export const IDENTICAL = { result: 'identical', causes: [], differences: [], remarks: [] }

export const APPROVAL_POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
rules:
  - { id: approved, kind: approval, from: ['urn:user:alice'], producer: any }
`

export const trust = (people: string) => `apiVersion: turnpike/v1
kind: Trust
metadata: { organisation: default }
issuers: { github: { kind: github } }
people:
${people}
grants:
  - { name: ci, to: { kind: token }, may: { read: true } }
`

export const ALICE = "  - { id: 'urn:user:alice', identities: [{ issuer: github, actorId: '7' }] }"
