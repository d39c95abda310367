/**
 * An export of a log: everything that is needed to verify it without the store, a JSON object on each line. First a
 * header, then a row for every leaf, in their order, last the checkpoint that covers them. Each line has exactly one
 * way to be written, so that no two readers can take it for different things.
 */
import { canonicalJson } from '../cdevents/canonical.ts'
import { isObject } from '../cdevents/object.ts'
import { parseJson } from '../cdevents/parse.ts'
import { entryOf } from './entry.ts'
import { fromBase64, isName } from './keys.ts'
import { isCount } from './proof.ts'
import { HASH_LENGTH, peaksOf, unpackFrontier, type Frontier, type Hash } from './tree.ts'

const EXPORT_FORMAT = 'log-export/1'
/** Checkpoints beside the last one. */
const MOST_COSIGNED = 64

export interface ExportHeader {
  /** Which log. */
  origin: string
  /** The index of the first row. */
  from: number
  /** Roots of the complete subtrees before `from`, the largest first: with them a part of a log can be verified. */
  peaks: readonly Hash[]
  /** Newest checkpoints that witnesses cosigned, whole notes; each covers as much or less than the last line does. */
  cosigned: readonly string[]
}

/** One row: a leaf, what it is the hash of, and the event itself. */
export interface ExportRow {
  index: number
  sequence: number
  receivedAt: string
  producer: Readonly<Record<string, unknown>>
  status: string
  /** The leaf's hash, as the store has it. */
  leaf: Hash
  /** The DSSE envelope of a signed event. */
  material?: string | undefined
  /** The event's JSON, exactly as it was sent. */
  body: string
}

/** The first line, without its end. */
export function headerLine({ origin, from, peaks, cosigned }: ExportHeader): string {
  return JSON.stringify({ turnpike: EXPORT_FORMAT, origin, from, peaks: peaks.map(base64), cosigned })
}

/** The line of a leaf. */
export function rowLine(row: ExportRow): string {
  return rowText(row, canonicalJson(row.producer))
}

/** The last line. */
export function checkpointLine(note: string): string {
  return JSON.stringify({ checkpoint: note })
}

function rowText(row: ExportRow, producer: string): string {
  const { index, sequence, receivedAt, status, leaf, material, body } = row
  const signed = material === undefined ? '' : `"material":${JSON.stringify(material)},`
  return (
    `{"index":${index},"sequence":${sequence},"receivedAt":${JSON.stringify(receivedAt)},"producer":${producer},` +
    `"status":${JSON.stringify(status)},"leaf":"${base64(leaf)}",${signed}"body":${JSON.stringify(body)}}`
  )
}

/** Any line, taken apart; undefined for one that the exporter would not have written exactly so. */
export type ExportLine =
  | { header: ExportHeader; frontier: Frontier }
  /** `entry` is the text that the leaf has to be the hash of. */
  | { row: ExportRow; entry: string }
  | { checkpoint: string }

/** What a line is; undefined for any text that these functions do not write. Never throws. */
export function readLine(line: string): ExportLine | undefined {
  let value: unknown
  try {
    value = parseJson(line)
  } catch {
    return undefined
  }
  if (!isObject(value)) return undefined
  if ('body' in value) return readRow(value, line)
  if ('turnpike' in value) return readHeader(value, line)
  const { checkpoint } = value
  return typeof checkpoint === 'string' && checkpointLine(checkpoint) === line ? { checkpoint } : undefined
}

function readRow(value: Readonly<Record<string, unknown>>, line: string): ExportLine | undefined {
  const { index, sequence, receivedAt, producer, status, leaf, material, body } = value
  if (!isCount(index) || !isCount(sequence) || !isObject(producer)) return undefined
  if (typeof receivedAt !== 'string' || typeof status !== 'string' || typeof body !== 'string')
    return undefined
  if (material !== undefined && typeof material !== 'string') return undefined
  const hash = hashOf(leaf)
  if (hash === undefined) return undefined
  const row: ExportRow = { index, sequence, receivedAt, producer, status, leaf: hash, material, body }
  const canonical = canonicalJson(producer)
  if (rowText(row, canonical) !== line) return undefined
  return { row, entry: entryOf({ ...row, producer: canonical }) }
}

function readHeader(value: Readonly<Record<string, unknown>>, line: string): ExportLine | undefined {
  const { turnpike, origin, from, peaks, cosigned } = value
  if (turnpike !== EXPORT_FORMAT || typeof origin !== 'string' || !isName(origin) || !isCount(from))
    return undefined
  if (!Array.isArray(peaks) || peaks.length !== peaksOf(0, from).length) return undefined
  if (!Array.isArray(cosigned) || cosigned.length > MOST_COSIGNED) return undefined
  const hashes = peaks.map(hashOf)
  if (!hashes.every((hash) => hash !== undefined)) return undefined
  if (!cosigned.every((note) => typeof note === 'string')) return undefined
  const header: ExportHeader = { origin, from, peaks: hashes, cosigned }
  if (headerLine(header) !== line) return undefined
  return { header, frontier: unpackFrontier(from, Buffer.concat(hashes)) }
}

/** A hash in base64, as in proofs, checkpoints and exports; undefined for anything else. */
export function hashOf(text: unknown): Hash | undefined {
  const bytes = typeof text === 'string' ? fromBase64(text) : undefined
  return bytes?.length === HASH_LENGTH ? bytes : undefined
}

/** A hash as text (RFC 4648 §4). */
export function base64(hash: Hash): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('base64')
}
