/** How values are packed into columns, and a row back into an event. */
import type { SQLOutputValue } from 'node:sqlite'
import { canonicalJson } from '../cdevents/canonical.ts'
import { upgrade } from '../cdevents/convert.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { parseJson } from '../cdevents/parse.ts'
import type { Problem } from '../errors.ts'
import type { Principal, Signature, StoredEvent } from './store.ts'

export type Packed = string | Uint8Array

/** As in the column `status`; 2 and 3 are conflicts, 3 being one that is invalid besides. */
export const STATUS = { accepted: 0, quarantined: 1, conflict: 2, invalidConflict: 3 } as const

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const DIGEST = /^sha256:[0-9a-f]{64}$/

/**
 * Text for a column. SQLite's text is UTF-8, which has no lone surrogates: such text becomes a blob of its UTF-16 units
 * behind one zero byte (odd in length, so never taken for a UUID or a digest).
 */
export function packText(text: string): Packed {
  return text.isWellFormed() ? text : Buffer.concat([Buffer.of(0), Buffer.from(text, 'utf16le')])
}

/** The text behind a column that `packText` wrote; empty for none. */
export function unpackText(value: SQLOutputValue | undefined): string {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return bufferOf(value).toString('utf16le', 1)
  return ''
}

/** An id: 16 bytes when it is a canonical UUID. */
export function packId(id: string): Packed {
  return id.length === 36 && UUID.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : packText(id)
}

function unpackId(value: SQLOutputValue | undefined): string {
  if (!(value instanceof Uint8Array) || value.length !== 16) return unpackText(value)
  const hex = bufferOf(value).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A digest: 32 bytes when it is `sha256:<hex>`. */
export function packDigest(digest: string): Packed {
  return digest.length === 71 && DIGEST.test(digest) ? Buffer.from(digest.slice(7), 'hex') : packText(digest)
}

function unpackDigest(value: SQLOutputValue | undefined): string {
  if (!(value instanceof Uint8Array) || value.length !== 32) return unpackText(value)
  return `sha256:${bufferOf(value).toString('hex')}`
}

/** A principal as canonical JSON (RFC 8785): equal ones are one row, and the log hashes this text. */
export function packPrincipal({ kind, id, claims }: Principal): string {
  return canonicalJson({ kind, id, claims })
}

/** The principal behind its canonical JSON. */
export function unpackPrincipal(json: string): Principal {
  const { kind, id, claims } = parseJson(json) as Principal
  return Object.freeze(claims === undefined ? { kind, id } : { kind, id, claims: Object.freeze(claims) })
}

/** A signature as a column; null without one. */
export function packSignature(signature: Signature | undefined): string | null {
  return signature === undefined ? null : JSON.stringify(signature)
}

/** The signature behind a column. */
export function unpackSignature(value: SQLOutputValue | undefined): Signature | undefined {
  return typeof value === 'string' ? (parseJson(value) as Signature) : undefined
}

/** Problems as a column; null without any. */
export function packProblems(problems: readonly Problem[]): string | null {
  return problems.length === 0 ? null : JSON.stringify(problems)
}

/** The problems behind a column. */
export function unpackProblems(value: SQLOutputValue | undefined): readonly Problem[] {
  return typeof value === 'string' ? (JSON.parse(value) as Problem[]) : []
}

/** Milliseconds since 1970 as RFC 3339; empty for none. */
export function instant(milliseconds: SQLOutputValue | undefined): string {
  return typeof milliseconds === 'number' ? new Date(milliseconds).toISOString() : ''
}

/** The columns `eventOf` reads, `event` being `e`. */
export const EVENT_COLUMNS = `
  e.sequence, e.received, e.status, e.time, e.id, e.digest, e.subject, e.problems, e.body, e.producer as producerId,
  e.leaf, e.signature,
  (select text from source where term = e.source) as source,
  (select text from type where id = e.type) as type`

export type Row = Record<string, SQLOutputValue>

/** The column `status` as the contract says it. */
export function statusOf(status: number): StoredEvent['status'] {
  if (status === STATUS.accepted) return 'accepted'
  return status === STATUS.quarantined ? 'quarantined' : 'conflict'
}

/** A row as the contract shows it. */
export function eventOf(row: Row, organisation: string, producer: Principal): StoredEvent {
  const status = row['status'] as number
  const body = unpackText(row['body'])
  const event = status === STATUS.accepted || status === STATUS.conflict ? lifted(body) : undefined
  const signature = unpackSignature(row['signature'])
  return {
    sequence: row['sequence'] as number,
    organisation,
    receivedAt: instant(row['received']),
    producer,
    digest: unpackDigest(row['digest']),
    status: statusOf(status),
    problems: unpackProblems(row['problems']),
    source: unpackText(row['source']),
    id: unpackId(row['id']),
    type: unpackText(row['type']),
    subject: unpackText(row['subject']),
    timestamp: instant(row['time']),
    body,
    ...(event === undefined ? {} : { event }),
    ...(signature === undefined ? {} : { signature }),
    logIndex: row['leaf'] as number,
  }
}

/** What was valid when it was kept; should it no longer be readable, it is no evidence, and no reason to fail a page. */
function lifted(body: string): CDEvent | undefined {
  try {
    return upgrade(parseJson(body) as CDEvent)
  } catch {
    return undefined
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
