/**
 * The few entries of a tar archive that say its name. Pure: nothing is written anywhere, and pieces of the archive come
 * in as they are read.
 *
 * Our own, because the packages for it are made to unpack: they bring streams, file systems and dozens of files, where
 * this needs to know where an entry begins. Formats: ustar, GNU long names, pax paths (POSIX.1-2017, "ustar Interchange
 * Format", "pax Header Block").
 */
import { unreadable } from './candidate.ts'

const BLOCK = 512
/** Longest entry that is kept: a package.json of more is none. */
const MOST_KEPT = 1024 * 1024
const MOST_NAME = 4096
const MOST_ENTRIES = 100_000
/** All that is kept together. */
const MOST_ALL = 64 * 1024 * 1024

/**
 * The bytes of the wanted entries, by name. All of the archive is read, so that a second entry of the same name, of
 * which tools take the one or the other, is seen.
 * @param most bytes that are read before the archive counts as too large
 * @throws TurnpikeError INVALID_REPORT
 */
export async function readTar(
  pieces: AsyncIterable<Uint8Array>,
  wanted: (name: string, size: number) => boolean,
  most: number,
): Promise<Map<string, Uint8Array>> {
  const source = createSource(pieces, most)
  const kept = new Map<string, Uint8Array>()
  let named: string | undefined
  let sized: string | undefined
  let all = 0
  for (let count = 0; ; count++) {
    if (count > MOST_ENTRIES) throw unreadable(`holds more than ${MOST_ENTRIES} entries`)
    const header = await source.take(BLOCK)
    if (header === undefined || header.every((byte) => byte === 0)) return kept
    const { size, kind, name } = readHeader(header)
    if (kind === 'L' || kind === 'x') {
      const body = await source.body(size, MOST_KEPT)
      const said = kind === 'L' ? { path: textOf(body) } : readPax(body)
      named = said.path ?? named
      sized = said.size ?? sized
      if (named !== undefined && named.length > MOST_NAME) throw unreadable('holds a name that is too long')
      continue
    }
    const entry = (named ?? name).replace(/^(?:\.\/)+/u, '')
    // Global headers and long link names stand between an entry and what is said of it.
    if (kind !== 'g' && kind !== 'K') {
      if (sized !== undefined && sized !== String(size)) throw unreadable('holds an entry of two sizes')
      named = sized = undefined
    }
    if ((kind !== '0' && kind !== '7') || !wanted(entry, size)) {
      await source.skip(size)
      continue
    }
    if (kept.has(entry)) throw unreadable(`holds ${entry.slice(0, 200)} twice`)
    if ((all += size) > MOST_ALL) throw unreadable('holds too much that would have to be read')
    kept.set(entry, await source.body(size, MOST_KEPT))
  }
}

function readHeader(header: Uint8Array): { name: string; size: number; kind: string } {
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
  if (octal(header.subarray(148, 156)) !== sum) throw unreadable('is not a tar archive')
  const name = textOf(header.subarray(0, 100))
  const ustar = textOf(header.subarray(257, 262)) === 'ustar'
  const posix = ustar && header[262] === 0
  const prefix = posix ? textOf(header.subarray(345, 500)) : ''
  const flag = header[156] ?? 0
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: octal(header.subarray(124, 136)),
    kind: flag === 0 ? '0' : String.fromCharCode(flag),
  }
}

/** Numbers in base 256 (over 8 GiB) are no number here: nothing that we look for is so large. */
function octal(field: Uint8Array): number {
  const text = textOf(field).trim()
  if (!/^[0-7]{1,12}$/u.test(text)) throw unreadable('is not a tar archive')
  return Number.parseInt(text, 8)
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end))
}

/** `<length> path=<value>\n`, where the length counts the whole record in bytes. */
function readPax(body: Uint8Array): { path?: string; size?: string } {
  const said: { path?: string; size?: string } = {}
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(0x20, at)
    const length = Number(textOf(body.subarray(at, space === -1 ? at : space)))
    if (!Number.isInteger(length) || length <= 0 || at + length > body.length)
      throw unreadable('holds a broken pax header')
    const record = new TextDecoder().decode(body.subarray(space + 1, at + length - 1))
    if (record.startsWith('path=')) said.path = record.slice('path='.length)
    if (record.startsWith('size=')) said.size = record.slice('size='.length)
    at += length
  }
  return said
}

function createSource(pieces: AsyncIterable<Uint8Array>, most: number) {
  const iterator = pieces[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  let read = 0
  const more = async (): Promise<boolean> => {
    const next = await iterator.next()
    if (next.done === true) return false
    const { value } = next
    read += value.length
    if (read > most) throw unreadable(`unpacks to more than ${Math.floor(most / 1024 / 1024)} MiB`)
    rest = rest.length === 0 ? value : joined(rest, value)
    return true
  }
  const take = async (length: number): Promise<Uint8Array | undefined> => {
    while (rest.length < length) {
      if (await more()) continue
      if (rest.length === 0) return undefined
      throw unreadable('ends in the middle')
    }
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  const skip = async (size: number): Promise<void> => {
    for (let left = padded(size); left > 0;) {
      if (rest.length === 0 && !(await more())) throw unreadable('ends in the middle')
      const step = Math.min(left, rest.length)
      rest = rest.subarray(step)
      left -= step
    }
  }
  const body = async (size: number, bound: number): Promise<Uint8Array> => {
    if (size > bound) throw unreadable(`holds an entry of ${size} bytes where at most ${bound} are read`)
    const taken = size === 0 ? new Uint8Array(0) : await take(padded(size))
    if (taken === undefined) throw unreadable('ends in the middle')
    return taken.slice(0, size)
  }
  return { take, skip, body }
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
