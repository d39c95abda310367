/** Bytes of a text file → its lines, in bounded memory whatever their length. Pure. */
import type { Bytes } from './report.ts'
import { decoded, markedEncoding } from './text-pieces.ts'

export interface Line {
  /** Without its end; cut at `most` characters. */
  text: string
  /** 1-based. */
  number: number
}

/**
 * Lines in groups, as the bytes come. UTF-8, or UTF-16 with a byte order mark (as PowerShell redirects write it).
 * @param most characters of a line that are kept
 * @throws TurnpikeError INVALID_REPORT for UTF-32
 */
export async function* readLines(bytes: Bytes, most: number): AsyncGenerator<Line[]> {
  let open = ''
  let number = 0
  for await (const text of decoded(bytes, 4, (head) => markedEncoding(head) ?? 'utf-8')) {
    const [first = '', ...rest] = text.split('\n')
    const lines: Line[] = []
    open = kept(open, first, most)
    for (const next of rest) {
      lines.push({ text: ended(open), number: ++number })
      open = kept('', next, most)
    }
    if (lines.length > 0) yield lines
  }
  if (open !== '') yield [{ text: ended(open), number: number + 1 }]
}

function kept(open: string, more: string, most: number): string {
  return open.length >= most ? open : open + more.slice(0, most - open.length)
}

function ended(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
