/** Exports made as a store makes them, without a store; and their verification from text. */
import { canonicalJson } from '../../src/cdevents/canonical.ts'
import { formatCheckpoint, openCheckpoint, type OpenCheckpoint } from '../../src/log/checkpoint.ts'
import { entryOf } from '../../src/log/entry.ts'
import { checkpointLine, headerLine, rowLine, type ExportRow } from '../../src/log/export.ts'
import { newSigner, type Signer, type Verifier } from '../../src/log/keys.ts'
import { linesOf } from '../../src/log/lines.ts'
import { signatureLine, signNote } from '../../src/log/note.ts'
import { append, emptyFrontier, leafHash, rootOf, type Frontier } from '../../src/log/tree.ts'
import { verifyExport, type ExportReport } from '../../src/log/verify-export.ts'

const seed = (byte: number) => new Uint8Array(32).fill(byte)
export const ORIGIN = 'store.example.org'
export const LOG = newSigner(ORIGIN, seed(1))
export const WITNESS = newSigner('witness.example.net', seed(3), 'witness')

export type Event = Omit<ExportRow, 'index' | 'leaf'>

/** Bodies as strangers write them: with escapes, in several scripts, over several lines. */
export function someEvents(count: number): Event[] {
  return Array.from({ length: count }, (_, index) => ({
    sequence: index * 2 + 1,
    receivedAt: `2026-11-21T10:00:${String(index % 60).padStart(2, '0')}.000Z`,
    producer: { kind: 'token', id: 'token:ci', claims: { ref: 'refs/heads/ä"b\\', job: String(index % 3) } },
    status: index % 7 === 3 ? 'quarantined' : 'accepted',
    ...(index % 4 === 1 ? { material: 'eyJwYXlsb2FkIjoi…' } : {}),
    body: `{"n": ${index},\n "text": "\\u0041 😀 \\"quoted\\" ##[group] ${'x'.repeat(index % 9)}"}`,
  }))
}

export function rowsOf(events: readonly Event[]): ExportRow[] {
  return events.map((event, index) => ({ ...event, index, leaf: leafOf(event) }))
}

export function leafOf(event: Event) {
  return leafHash(entryOf({ ...event, producer: canonicalJson(event.producer) }))
}

export function frontierOf(events: readonly Event[]): Frontier {
  const frontier = emptyFrontier()
  for (const event of events) append(frontier, leafOf(event))
  return frontier
}

export interface NoteOptions {
  signers?: readonly Signer[]
  witness?: Signer
  seconds?: number
  origin?: string
}

/** The signed checkpoint over some events, cosigned on demand. */
export function noteOf(events: readonly Event[], options: NoteOptions = {}): string {
  const { signers = [LOG], witness, seconds = 1_795_000_000, origin = ORIGIN } = options
  const text = formatCheckpoint({ origin, size: events.length, root: rootOf(frontierOf(events)) })
  const own = signNote(text, signers, seconds)
  return witness === undefined ? own : own + signatureLine(witness, text, seconds)
}

export interface ExportOptions extends NoteOptions {
  from?: number
  cosigned?: readonly string[]
}

/** The lines of an export. */
export function exportOf(events: readonly Event[], options: ExportOptions = {}): string[] {
  const { from = 0, cosigned = [], origin = ORIGIN } = options
  const { peaks } = frontierOf(events.slice(0, from))
  return [
    headerLine({ origin, from, peaks, cosigned }),
    ...rowsOf(events).slice(from).map(rowLine),
    checkpointLine(noteOf(events, options)),
  ]
}

export const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

export interface Wanted {
  keys?: readonly Verifier[]
  witnesses?: readonly Verifier[]
  since?: string
}

export async function verify(
  text: string | Uint8Array,
  { keys = [LOG.verifier], witnesses = [], since }: Wanted = {},
): Promise<ExportReport> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const lines = linesOf(pieces(bytes))
  const earlier = since === undefined ? {} : { since: opened(since, keys) }
  return verifyExport(lines, { keys, witnesses, ...earlier })
}

export const messagesOf = ({ findings }: ExportReport): string[] => findings.map(({ message }) => message)

function opened(note: string, keys: readonly Verifier[]): OpenCheckpoint {
  const checkpoint = openCheckpoint(note, keys)
  if ('refused' in checkpoint) throw new Error(checkpoint.refused)
  return checkpoint
}

/** In pieces that end anywhere, also within a character. */
async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 1013)
    yield bytes.subarray(at, at + size)
}
