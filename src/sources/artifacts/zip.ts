/**
 * The few entries of a zip archive (a wheel, a jar) that say its name. Pure: pieces of the file are asked for.
 *
 * Our own, because the packages for it are made to unpack. By the central directory, as every tool that installs a wheel
 * or runs a jar does (APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16). Zip64 is not read: what needs it is far larger than any
 * package whose name is looked for here.
 */
import { unreadable, type FileBytes, type Inflate } from './candidate.ts'

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** The end record has 22 bytes and a comment of up to 65,535 behind it. */
const MOST_END = 22 + 0xffff
const MOST_DIRECTORY = 32 * 1024 * 1024
const MOST_KEPT = 1024 * 1024
const MOST_WANTED = 1000

interface Entry {
  name: string
  method: number
  packed: number
  size: number
  offset: number
}

/**
 * The bytes of the wanted entries, by name.
 * @throws TurnpikeError INVALID_REPORT when it is no zip archive, or says one thing in two ways
 */
export async function readZip(
  file: FileBytes,
  wanted: (name: string) => boolean,
  inflate: Inflate,
): Promise<Map<string, Uint8Array>> {
  const kept = new Map<string, Uint8Array>()
  for (const entry of await directoryOf(file, wanted)) {
    if (kept.has(entry.name)) throw unreadable(`holds ${entry.name.slice(0, 200)} twice`)
    if (kept.size >= MOST_WANTED) throw unreadable(`holds more than ${MOST_WANTED} files that name it`)
    kept.set(entry.name, await bodyOf(entry, file, inflate))
  }
  return kept
}

async function directoryOf(file: FileBytes, wanted: (name: string) => boolean): Promise<Entry[]> {
  const start = Math.max(0, file.size - MOST_END)
  const tail = await file.read(start, file.size - start)
  const end = endRecord(tail)
  if (end === undefined) throw unreadable('is not a zip archive')
  const count = end.getUint16(10, true)
  const length = end.getUint32(12, true)
  const offset = end.getUint32(16, true)
  if (count === 0xffff || offset === 0xffffffff)
    throw unreadable('is a zip archive of the large kind (zip64)')
  if (length > MOST_DIRECTORY || offset + length > file.size) throw unreadable('has a broken directory')
  const bytes = await file.read(offset, length)
  const view = viewOf(bytes)
  const entries: Entry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL)
      throw unreadable('has a broken directory')
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true))
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + (nameLength ?? 0)))
    if (wanted(name))
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        offset: view.getUint32(at + 42, true),
      })
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** The last one whose comment reaches exactly to the end. */
function endRecord(tail: Uint8Array): DataView | undefined {
  const view = viewOf(tail)
  for (let at = tail.length - 22; at >= 0; at--) {
    if (view.getUint32(at, true) !== END) continue
    if (at + 22 + view.getUint16(at + 20, true) === tail.length) return viewOf(tail.subarray(at))
  }
  return undefined
}

async function bodyOf(entry: Entry, file: FileBytes, inflate: Inflate): Promise<Uint8Array> {
  const { name, method, packed, size, offset } = entry
  if (size > MOST_KEPT || packed > MOST_KEPT)
    throw unreadable(`holds a ${name.slice(0, 200)} of more than ${MOST_KEPT} bytes`)
  const header = await file.read(offset, 30)
  if (header.length < 30 || viewOf(header).getUint32(0, true) !== LOCAL)
    throw unreadable('has a broken directory')
  const nameLength = viewOf(header).getUint16(26, true)
  const extra = viewOf(header).getUint16(28, true)
  const local = new TextDecoder().decode(await file.read(offset + 30, nameLength))
  // Tools that go by the entry's own header would read another file than those that go by the directory.
  if (local !== name) throw unreadable(`names an entry ${name.slice(0, 200)} and also something else`)
  const body = await file.read(offset + 30 + nameLength + extra, packed)
  if (body.length !== packed) throw unreadable('ends in the middle')
  const whole = method === 0 ? body : method === 8 ? inflated(body, inflate) : undefined
  if (whole === undefined)
    throw unreadable(`packs ${name.slice(0, 200)} in a way that is not read (${method})`)
  if (whole.length !== size) throw unreadable(`holds a ${name.slice(0, 200)} of two sizes`)
  return whole
}

function inflated(body: Uint8Array, inflate: Inflate): Uint8Array {
  try {
    return inflate(body, MOST_KEPT)
  } catch (cause) {
    throw unreadable('has a broken entry', cause)
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
