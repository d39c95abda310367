/**
 * Programs that Go built say which module they are (`go version -m`). Pure.
 * Format: runtime/debug and debug/buildinfo of Go 1.18 and later, where the two texts stand behind the magic itself.
 */
import { unreadable, type FileBytes } from './candidate.ts'

const WORDS = [...new TextEncoder().encode(' Go buildinf:')]
const STEP = 1024 * 1024
const HEADER = 32
const MOST_SCANNED = 512 * 1024 * 1024
const MOST_INFO = 512 * 1024

/** Is it a program at all: ELF, Mach-O (also for several processors), PE? By its first four bytes. */
export function isProgram(start: Uint8Array): boolean {
  const magic = [...start.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return (
    ['7f454c46', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', 'cafebabe'].includes(magic) ||
    magic.startsWith('4d5a')
  )
}

export interface GoModule {
  path: string
  /** `v1.2.3`, `(devel)` or nothing. */
  version: string
}

/**
 * The module whose program this is.
 * @throws TurnpikeError INVALID_REPORT when Go did not build it, or it does not say its module
 */
export async function readGoProgram(file: FileBytes): Promise<GoModule> {
  const most = Math.min(file.size, MOST_SCANNED)
  // Pieces overlap, so that no place is cut in two.
  for (let at = 0; at < most; at += STEP) {
    const piece = await file.read(at, STEP + HEADER)
    for (let place = 0; place < STEP && place + HEADER <= piece.length; place += 16) {
      if (!isMagic(piece, place)) continue
      const module = moduleIn(await file.read(at + place + HEADER, MOST_INFO))
      if (module !== undefined) return module
    }
  }
  throw unreadable('says no Go module')
}

/** The module that a `go.mod` declares. */
export function moduleOf(goMod: string): string | undefined {
  return /^module[ \t]+"?([^\s"]+)"?/mu.exec(goMod)?.[1]
}

/** 0xff, the words, the size of a pointer, and a flag: 2 for texts that stand right here. */
function isMagic(piece: Uint8Array, at: number): boolean {
  if (piece[at] !== 0xff || ((piece[at + 15] ?? 0) & 2) === 0) return false
  return WORDS.every((byte, index) => piece[at + 1 + index] === byte)
}

/** The version of Go, then the module's lines between two marks of 16 bytes. Each text has its length (varint) first. */
function moduleIn(info: Uint8Array): GoModule | undefined {
  const go = textAt(info, 0)
  const said = go === undefined ? undefined : textAt(info, go.end)
  if (go === undefined || said === undefined || !go.text.startsWith('go')) return undefined
  const line = /^mod\t([^\t\n]{1,256})\t([^\t\n]{0,256})/mu.exec(said.text)
  const [, path = '', version = ''] = line ?? []
  return path === '' || !/^[\w.~/-]+$/u.test(path) ? undefined : { path, version }
}

function textAt(bytes: Uint8Array, at: number): { text: string; end: number } | undefined {
  let length = 0
  let place = at
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = bytes[place++]
    if (byte === undefined) return undefined
    length += (byte & 0x7f) << shift
    if (byte < 0x80) {
      const end = place + length
      if (end > bytes.length) return undefined
      return { text: new TextDecoder().decode(bytes.subarray(place, end)), end }
    }
  }
  return undefined
}
