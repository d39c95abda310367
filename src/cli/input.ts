import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { TurnpikeError, explain } from '../errors.ts'
import type { Terminal } from './command.ts'

/** A line longer than this is not an event (the store takes 1 MiB). */
const MAX_LINE = 16 * 1024 * 1024
/** A JSON document is parsed in one piece; more than this must be NDJSON, which streams. */
export const MAX_DOCUMENT = 256 * 1024 * 1024

/**
 * The bytes of a file, or of standard input for `-`.
 * @throws TurnpikeError USAGE when it cannot be read
 */
export async function openInput(path: string, terminal: Terminal): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') {
    if (process.stdin.isTTY === true) terminal.note('Reading standard input; Ctrl-D ends it.')
    return terminal.stdin
  }
  try {
    const handle = await open(path)
    const directory = (await handle.stat()).isDirectory()
    if (directory) {
      await handle.close()
      throw new TurnpikeError('USAGE', `${path} is a folder; give a file, or - for standard input`)
    }
    return createReadStream(path, { fd: handle, highWaterMark: 256 * 1024 })
  } catch (error) {
    if (error instanceof TurnpikeError) throw error
    throw new TurnpikeError('USAGE', `cannot read ${path} (${explain(error)})`, { cause: error })
  }
}

/** The whole text of a small file or of standard input. @throws TurnpikeError USAGE */
export async function readInput(path: string, terminal: Terminal): Promise<string> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of await openInput(path, terminal)) {
    size += piece.length
    if (size > MAX_DOCUMENT) throw new TurnpikeError('USAGE', `${path} is larger than ${MAX_DOCUMENT} bytes`)
    pieces.push(piece)
  }
  return withoutMark(new TextDecoder().decode(Buffer.concat(pieces)))
}

/**
 * Lines of any number, each bounded: of a longer one only the first `MAX_LINE` characters come, which is no JSON.
 * Line ends are \n or \r\n. A byte order mark is dropped.
 */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let open = ''
  for await (const piece of bytes) {
    const parts = decoder.decode(piece, { stream: true }).split('\n')
    for (const [index, part] of parts.entries()) {
      if (open.length < MAX_LINE) open += part
      if (index === parts.length - 1) continue
      yield open.endsWith('\r') ? open.slice(0, -1) : open
      open = ''
    }
  }
  open += decoder.decode()
  if (open !== '') yield open
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
