/** Lines of text out of bytes, bounded and strict: what is verified must be exactly what is there. */
import { Buffer, isUtf8 } from 'node:buffer'

/** An event may have 1 MiB, and is quoted once more in a row; the signature's envelope holds it again. */
const LONGEST_LINE = 16 * 1024 * 1024

/**
 * The lines of an export, without their newline, some at a time. One that is not UTF-8, or longer than any row can be,
 * comes as null: it is wrong, and its place is known. The last one counts also without a newline.
 */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  longest: number = LONGEST_LINE,
): AsyncGenerator<(string | null)[]> {
  let open: Uint8Array[] = []
  let size = 0
  const keep = (piece: Uint8Array) => {
    size += piece.length
    if (piece.length > 0 && size <= longest) open.push(piece)
  }
  const close = () => {
    const line =
      size > longest ? null : textOf(open.length === 1 ? (open[0] as Uint8Array) : Buffer.concat(open))
    open = []
    size = 0
    return line
  }
  for await (const piece of bytes) {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
    const lines: (string | null)[] = []
    let start = 0
    for (let end = buffer.indexOf(10); end !== -1; end = buffer.indexOf(10, start)) {
      keep(buffer.subarray(start, end))
      lines.push(close())
      start = end + 1
    }
    // A copy: whoever reads the file may fill the same memory again.
    keep(Uint8Array.from(buffer.subarray(start)))
    if (lines.length > 0) yield lines
  }
  if (size > 0) yield [close()]
}

function textOf(bytes: Uint8Array): string | null {
  return isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : null
}
