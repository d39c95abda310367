/** What a leaf of the log commits to, as text. */
import { hash } from 'node:crypto'

/** One row of the store, as far as the log commits to it. */
export interface Entry {
  /** The store's own number for the row. */
  sequence: number
  /** RFC 3339 UTC, as the receipt says it. */
  receivedAt: string
  /** The canonical JSON (RFC 8785) of the principal: who sent it, as authenticated. */
  producer: string
  status: string
  /** The event's JSON, exactly as kept. */
  body: string
  /** The DSSE envelope of a signed event, as it came. */
  material?: string | undefined
}

/**
 * The text that a row's leaf is the hash of: canonical JSON (RFC 8785) of
 * `{ body: "sha256:<hex>", material?: "sha256:<hex>", producer: {…}, receivedAt, sequence, status }`. The body (and the
 * signature's envelope) come in by the SHA-256 of their exact UTF-8 bytes, so that an entry is small however large the
 * event is, and so that a proof can be shown without showing the event.
 *
 * The members are in the order of RFC 8785 as written here; `producer` is canonical already.
 */
export function entryOf(row: Entry): string {
  const material = row.material === undefined ? '' : `"material":"${digestOfText(row.material)}",`
  return (
    `{"body":"${digestOfText(row.body)}",${material}"producer":${row.producer},` +
    `"receivedAt":${JSON.stringify(row.receivedAt)},"sequence":${row.sequence},"status":${JSON.stringify(row.status)}}`
  )
}

/**
 * `sha256:<hex>` of a text's UTF-8 bytes. UTF-8 has no lone surrogates, and writes each of them as the same U+FFFD: text
 * with one, which only an older database can hold, is hashed as a zero byte and its UTF-16 units, low byte first. No
 * JSON begins with a zero byte, so no two texts have one digest.
 */
function digestOfText(text: string): string {
  const exact = text.isWellFormed() ? text : Buffer.concat([Buffer.of(0), Buffer.from(text, 'utf16le')])
  return `sha256:${hash('sha256', exact, 'hex')}`
}
