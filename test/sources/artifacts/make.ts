/** Archives made byte by byte, so that a test can make one that no tool would. */
import { createHash } from 'node:crypto'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import type { FileBytes, Inflate } from '../../../src/sources/artifacts/candidate.ts'

export const sha256 = (content: string | Uint8Array) =>
  `sha256:${createHash('sha256').update(content).digest('hex')}`

export const inflate: Inflate = (bytes, most) => inflateRawSync(bytes, { maxOutputLength: most })

export interface TarEntry {
  name: string
  body?: string | Uint8Array
  /** Type flag: 0 file, 5 folder, L long name, x pax header… */
  flag?: string
  prefix?: string
}

export function tar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap(({ name, body = '', flag = '0', prefix = '' }) => {
    const bytes = Buffer.from(body)
    const header = Buffer.alloc(512)
    header.write(name.slice(0, 100), 0)
    header.write('0000644\0', 100)
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(flag, 156)
    header.write('ustar\0' + '00', 257)
    header.write(prefix, 345)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

/** One pax record: its length counts itself. */
export function pax(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = rest.length + 1
  while (`${length}`.length + Buffer.byteLength(rest) !== length) length++
  return `${length}${rest}`
}

export interface ZipEntry {
  name: string
  body?: string | Uint8Array
  /** What the entry's own header calls it, where that is something else. */
  localName?: string
  stored?: boolean
  size?: number
}

export function zip(entries: readonly ZipEntry[], comment = ''): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, body = '', localName = name, stored = false, size } of entries) {
    const bytes = Buffer.from(body)
    const packed = stored ? bytes : deflateRawSync(bytes)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(stored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(bytes), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(size ?? bytes.length, 18)
    const local = Buffer.from(fields)
    local.writeUInt16LE(Buffer.byteLength(localName), 22)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), local, Buffer.from(localName), packed)
    const central = Buffer.alloc(46)
    central.write('PK\x01\x02', 'latin1')
    fields.copy(central, 6, 0, 22)
    central.writeUInt16LE(Buffer.byteLength(name), 28)
    central.writeUInt32LE(offset, 42)
    directory.push(central, Buffer.from(name))
    offset += 30 + Buffer.byteLength(localName) + packed.length
  }
  const length = directory.reduce((total, part) => total + part.length, 0)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...locals, ...directory, end, Buffer.from(comment)])
}

export function fileOf(bytes: Uint8Array): FileBytes {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

/** In pieces of every size, as a stream gives them. */
export async function* inPieces(bytes: Uint8Array, size = 700): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
