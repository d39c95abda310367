/** The log as RFC 6962 §2.1 defines it, over rows as they are read: slow, plain, and of no code under test. */
import { createHash } from 'node:crypto'
import type { LogRow, StoredEvent } from '../../src/store/store.ts'

const sha256 = (...parts: (string | Uint8Array)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

/** UTF-8; text that has none is a zero byte and its UTF-16 units. */
const bytesOf = (text: string) =>
  text.isWellFormed() ? Buffer.from(text) : Buffer.concat([Buffer.of(0), Buffer.from(text, 'utf16le')])

/** What a row's leaf is the hash of. */
function naiveEntry(row: Omit<LogRow, 'index'>): string {
  const claims = Object.entries(row.producer.claims ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const { kind, id } = row.producer
  return JSON.stringify({
    body: `sha256:${sha256(bytesOf(row.body)).toString('hex')}`,
    ...(row.material === undefined ? {} : { material: `sha256:${sha256(row.material).toString('hex')}` }),
    producer: row.producer.claims ? { claims: Object.fromEntries(claims), id, kind } : { id, kind },
    receivedAt: row.receivedAt,
    sequence: row.sequence,
    status: row.status,
  })
}

export function naiveLeaf(row: Omit<LogRow, 'index'>): Buffer {
  return sha256(Uint8Array.of(0), naiveEntry(row))
}

/** MTH of RFC 6962. */
export function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256('')
  if (leaves.length === 1) return leaves[0] as Buffer
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return sha256(Uint8Array.of(1), naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)))
}

/** A kept event as the log commits to it. */
export function rowOf(event: StoredEvent): LogRow {
  const { logIndex: index, sequence, receivedAt, producer, status, body, signature } = event
  return {
    ...{ index, sequence, receivedAt, producer, status, body },
    ...(signature === undefined ? {} : { material: signature.material }),
  }
}
