/** Signed events on their way into a store: who signs, how they are sent, what was kept. */
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { afterEach, beforeEach, expect } from '@jest/globals'
import { toStructured } from '../../src/cdevents/envelope.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { signWith } from '../../src/cdevents/signing-key.ts'
import { materialOf, type Attributes } from '../../src/cdevents/verifiable.ts'
import { postEvents } from '../../src/server/ingest.ts'
import { Refusal } from '../../src/server/problem.ts'
import type { Call } from '../../src/server/route.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, StoredEvent } from '../../src/store/store.ts'
import type { SignerEntry } from '../../src/trust/document.ts'

export const release = generateKeyPairSync('ed25519')
export const stranger = generateKeyPairSync('ed25519')
export const pem = (key: KeyObject) => String(key.export({ type: 'spki', format: 'pem' }))
export const BY = [{ id: 'token:jenkins' }]
export const RELEASE: SignerEntry = { name: 'release', key: pem(release.publicKey), by: BY }
export const SIGNED = { id: 'key:release', name: 'release', keyid: expect.any(String) }

export let store: EventStore
/** To be called once, at the top of a file. */
export function storeForEachTest(): void {
  beforeEach(() => {
    store = openSqliteStore(':memory:')
  })
  afterEach(() => store.close())
}

export interface Answer {
  status: string
  problems: { path?: string; message: string }[]
}

export interface Sent {
  body: string
  type: string
  headers?: Record<string, string>
  signers?: readonly SignerEntry[]
  as?: string
}

export async function send({
  body,
  type,
  headers = {},
  signers = [RELEASE],
  as = 'token:jenkins',
}: Sent): Promise<Answer[]> {
  const request = new Request('http://localhost/v1/events', {
    method: 'POST',
    body,
    headers: { 'content-type': type, ...headers },
  })
  const principal = { kind: 'token' as const, id: as }
  const authority = { grants: [], may: () => true, objections: () => [], describe: () => '' }
  const query = { one: () => undefined, all: () => [], integer: () => undefined }
  const call: Call = { request, principal, identity: { principal }, authority, path: {}, query }
  const ingest = {
    store,
    organisation: 'default',
    now: () => '2026-11-21T10:00:00.000Z',
    trust: () => ({ signers }),
    onReceipts: () => {},
  }
  try {
    const answer = await postEvents(ingest, call)
    return ((await answer.json()) as { receipts: Answer[] }).receipts
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return (error.problems ?? []).map(({ message }) => ({ status: 'refused', problems: [{ message }] }))
  }
}

export const kept = async (): Promise<StoredEvent[]> =>
  (await store.query({ organisation: 'default', status: 'any', order: 'asc' })).events

export const STRUCTURED = 'application/cloudevents+json'

/** A structured CloudEvent with its signature, as text; what comes back can be bent before it is sent. */
export async function structured(
  event: CDEvent,
  key = release.privateKey,
  more: Attributes = {},
  extensions: string[] = [],
) {
  const { data, ...attributes } = { ...toStructured(event), ...more }
  const text = JSON.stringify(data)
  const dssematerial = await materialOf(attributes, text, signWith(key), { extensions })
  return { ...attributes, dssematerial, data } as Record<string, unknown> & {
    dssematerial: string
    data: CDEvent
  }
}
