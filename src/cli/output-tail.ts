/**
 * The end of what a command printed, for an event: whole lines, as they read in a terminal, without colours and without
 * the secrets that are known. And how much there was.
 */
import { createHash } from 'node:crypto'
import { stripped } from '../host/plain.ts'
import { formsOf, longestFirst, masked } from './secret-values.ts'

/** What an event says of a command's output. */
export interface OutputTail {
  tail: string
  /** Of everything that was printed. */
  bytes: number
  lines: number
  /**
   * `sha256:<hex>` of everything that was printed. Left out when a secret was in it: whoever knows the rest could try
   * what the secret may be.
   */
  digest?: string
}

export interface TailCollector {
  push(piece: Uint8Array): void
  /** A value that is secret from now on. */
  secret(value: string): void
  result(): OutputTail
}

const MOST_TAIL = 4 * 1024
/** What the tail is made of: colours, progress bars and secrets take room that the tail does not have. */
const WINDOW = 64 * 1024
const MASK_COMMAND = Buffer.from('::add-mask::')
const MOST_MASK = 4 * 1024
/** Of a longer line the end is kept. */
const MOST_LINE = 8_000

export function createTail(known: readonly string[]): TailCollector {
  let secrets = longestFirst(known)
  let needles = secrets.map((secret) => Buffer.from(secret))
  const hash = createHash('sha256')
  let isClean = true
  let bytes = 0
  let breaks = 0
  let last = 0x0a
  let window = Buffer.alloc(0)
  // A command may print a byte at a time: what has a price for each look is done for many at once.
  const batch = Buffer.alloc(WINDOW)
  let filled = 0

  const secret = (value: string) => {
    secrets = longestFirst([...secrets, ...formsOf(value)])
    needles = secrets.map((one) => Buffer.from(one))
  }

  const look = () => {
    const fresh = batch.subarray(0, filled)
    filled = 0
    bytes += fresh.length
    breaks += countBreaks(fresh)
    last = fresh.at(-1) ?? last
    const whole = Buffer.concat([window, fresh])
    // With the end of what came before, for what is cut in two.
    const overlap = Math.max(MOST_MASK, needles[0]?.length ?? 0)
    const seen = whole.subarray(-fresh.length - overlap)
    for (const value of masksIn(seen)) if (!secrets.includes(value)) secret(value)
    isClean &&= !needles.some((needle) => seen.includes(needle))
    if (isClean) hash.update(fresh)
    window = Buffer.from(whole.subarray(-WINDOW))
  }

  return {
    secret,
    push(piece) {
      const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
      for (let from = 0; from < buffer.length;) {
        const taken = buffer.copy(batch, filled, from)
        from += taken
        filled += taken
        if (filled === batch.length) look()
      }
    },
    result() {
      look()
      const { text, found } = readable(window, bytes > WINDOW, secrets)
      return {
        tail: lastLines(text, MOST_TAIL),
        bytes,
        lines: breaks + (last === 0x0a ? 0 : 1),
        ...(isClean && !found ? { digest: `sha256:${hash.digest('hex')}` } : {}),
      }
    },
  }
}

function countBreaks(buffer: Buffer): number {
  let count = 0
  for (let at = buffer.indexOf(0x0a); at !== -1; at = buffer.indexOf(0x0a, at + 1)) count++
  return count
}

/** What a job asks GitHub's runner to mask, in lines that are whole. */
function masksIn(seen: Buffer): string[] {
  const found: string[] = []
  for (let at = seen.indexOf(MASK_COMMAND); at !== -1; at = seen.indexOf(MASK_COMMAND, at + 1)) {
    const from = at + MASK_COMMAND.length
    const end = seen.indexOf(0x0a, from)
    if (end === -1 || end - from > MOST_MASK) continue
    const value = seen.toString('utf8', from, end).trim()
    found.push(...formsOf(value.replace(/%0D/gi, '\r').replace(/%0A/gi, '\n').replace(/%25/g, '%')))
  }
  return found
}

/**
 * As lines of plain text. A line that was written over, as progress bars do, is what it was at last. Secrets are looked
 * for before anything is cut, and once more without the colours that may stand in one.
 */
function readable(
  window: Buffer,
  isCut: boolean,
  secrets: readonly string[],
): { text: string; found: boolean } {
  const raw = masked(window.toString('utf8'), secrets)
  // Half a line, and perhaps half a secret: all lines but the first are whole.
  const start = isCut ? raw.text.indexOf('\n') + 1 || raw.text.length / 2 : 0
  const lines = raw.text.slice(start).split('\n').map(shownLine)
  const shown = masked(
    lines
      .join('\n')
      .replace(/^\n+|(?<!\n)\n+$/g, '')
      .toWellFormed(),
    secrets,
  )
  return { text: shown.text, found: raw.found || shown.found }
}

function shownLine(line: string): string {
  const shown =
    line
      .replace(/(?<!\r)\r+$/, '')
      .split('\r')
      .at(-1) ?? ''
  return stripped(shown.slice(-MOST_LINE)).trimEnd()
}

/** The last whole lines that fit; of a line that alone is too long, its end. */
export function lastLines(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text
  const lines = text.split('\n')
  const kept: string[] = []
  let room = mostBytes
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? ''
    room -= Buffer.byteLength(line) + 1
    if (room < 0) break
    kept.unshift(line)
  }
  if (kept.length > 0) return kept.join('\n')
  const end = Buffer.from(lines.at(-1) ?? '').subarray(-(mostBytes - 3))
  // A cut through a character leaves bytes that are none.
  return `…${end.toString('utf8').replace(/^\uFFFD+/, '')}`
}
