/** Exports made as a store makes them, without a store; and their verification from text. */
import { canonicalJson } from '../../src/cdevents/canonical.js'
import { formatCheckpoint, openCheckpoint } from '../../src/log/checkpoint.js'
import { entryOf } from '../../src/log/entry.js'
import { checkpointLine, headerLine, rowLine } from '../../src/log/export.js'
import { newSigner } from '../../src/log/keys.js'
import { linesOf } from '../../src/log/lines.js'
import { signatureLine, signNote } from '../../src/log/note.js'
import { append, emptyFrontier, leafHash, rootOf } from '../../src/log/tree.js'
import { verifyExport } from '../../src/log/verify-export.js'
const seed = (byte) => new Uint8Array(32).fill(byte)
export const ORIGIN = 'store.example.org'
export const LOG = newSigner(ORIGIN, seed(1))
export const WITNESS = newSigner('witness.example.net', seed(3), 'witness')
/** Bodies as strangers write them: with escapes, in several scripts, over several lines. */
export function someEvents(count) {
  return Array.from({ length: count }, (_, index) => ({
    sequence: index * 2 + 1,
    receivedAt: `2026-11-21T10:00:${String(index % 60).padStart(2, '0')}.000Z`,
    producer: { kind: 'token', id: 'token:ci', claims: { ref: 'refs/heads/ä"b\\', job: String(index % 3) } },
    status: index % 7 === 3 ? 'quarantined' : 'accepted',
    ...(index % 4 === 1 ? { material: 'eyJwYXlsb2FkIjoi…' } : {}),
    body: `{"n": ${index},\n "text": "\\u0041 😀 \\"quoted\\" ##[group] ${'x'.repeat(index % 9)}"}`,
  }))
}
export function rowsOf(events) {
  return events.map((event, index) => ({ ...event, index, leaf: leafOf(event) }))
}
export function leafOf(event) {
  return leafHash(entryOf({ ...event, producer: canonicalJson(event.producer) }))
}
export function frontierOf(events) {
  const frontier = emptyFrontier()
  for (const event of events) append(frontier, leafOf(event))
  return frontier
}
/** The signed checkpoint over some events, cosigned on demand. */
export function noteOf(events, options = {}) {
  const { signers = [LOG], witness, seconds = 1_795_000_000, origin = ORIGIN } = options
  const text = formatCheckpoint({ origin, size: events.length, root: rootOf(frontierOf(events)) })
  const own = signNote(text, signers, seconds)
  return witness === undefined ? own : own + signatureLine(witness, text, seconds)
}
/** The lines of an export. */
export function exportOf(events, options = {}) {
  const { from = 0, cosigned = [], origin = ORIGIN } = options
  const { peaks } = frontierOf(events.slice(0, from))
  return [
    headerLine({ origin, from, peaks, cosigned }),
    ...rowsOf(events).slice(from).map(rowLine),
    checkpointLine(noteOf(events, options)),
  ]
}
export const textOf = (lines) => lines.map((line) => `${line}\n`).join('')
export async function verify(text, { keys = [LOG.verifier], witnesses = [], since } = {}) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const lines = linesOf(pieces(bytes))
  const earlier = since === undefined ? {} : { since: opened(since, keys) }
  return verifyExport(lines, { keys, witnesses, ...earlier })
}
export const messagesOf = ({ findings }) => findings.map(({ message }) => message)
function opened(note, keys) {
  const checkpoint = openCheckpoint(note, keys)
  if ('refused' in checkpoint) throw new Error(checkpoint.refused)
  return checkpoint
}
/** In pieces that end anywhere, also within a character. */
async function* pieces(bytes) {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 1013)
    yield bytes.subarray(at, at + size)
}
