/**
 * Which lines, branches and functions of which files there are, and which of them ran. What a report has several times
 * (a file in the runs of several tests) is one, and ran if it ran in any of them. Pure.
 *
 * Lines are kept as two bits each, branches and functions by a hash of 52 bits while other files are read: so a report of
 * a gigabyte is held in some tens of megabytes. Bounds: 200,000 files, lines up to number 10,000,000, 500,000 stretches of
 * 256 lines, 4,000,000 branches and functions, 300,000 in one file.
 */
import { refusal } from './refusal.ts'

export interface Part {
  covered: number
  total: number
}

export interface Measured {
  lines: Part
  /** Only where the report has any. */
  branches?: Part
  functions?: Part
  files: number
}

export interface Lines {
  /** What follows is about this file. */
  file: (name: string) => void
  /** @param number from 0; some tools have one before the first */
  line: (number: number, ran: boolean) => void
  /** @param key which branch of the file */
  branch: (key: string, ran: boolean) => void
  function: (key: string, ran: boolean) => void
  finish: () => Measured
}

const MOST_FILES = 200_000
const MOST_NAMES = 64 * 1024 * 1024
const MOST_LINE = 10_000_000
const PAGE_LINES = 256
/** 32-bit words of a page: half say which lines there are, half which ran. */
const PAGE_WORDS = PAGE_LINES / 16
const MOST_PAGES = 500_000
/** Pages are made by so many: one list that doubles would be there twice as it grows. */
const BLOCK_PAGES = 1 << 13
const BLOCK_WORDS = BLOCK_PAGES * PAGE_WORDS
const MOST_KEYS = 4_000_000
const MOST_KEYS_OF_FILE = 300_000

interface FileLines {
  pages: number[]
  branches: readonly number[]
  functions: readonly number[]
}

/** Plain lists: a typed one of two numbers takes 200 bytes, and most are as short. */
const NONE: readonly number[] = []

export function createLines(): Lines {
  const files = new Map<string, FileLines>()
  let names = 0
  let open: FileLines | undefined
  const blocks: Uint32Array[] = []
  let pages = 0
  const lines = { covered: 0, total: 0 }
  const branches = createKeys()
  const functions = createKeys()

  const pageOf = (file: FileLines, number: number): number => {
    const page = file.pages[number]
    if (page !== undefined) return page
    if (pages >= MOST_PAGES) throw refusal('it has more lines than are counted here (128 million)')
    if (pages % BLOCK_PAGES === 0) blocks.push(new Uint32Array(BLOCK_WORDS))
    file.pages[number] = pages
    return pages++
  }

  const put = (): void => {
    if (open === undefined) return
    open.branches = branches.put()
    open.functions = functions.put()
    open = undefined
  }

  return {
    file(name) {
      put()
      open = files.get(name)
      if (open === undefined) {
        names += name.length
        if (files.size >= MOST_FILES || names > MOST_NAMES) throw refusal(`more than ${MOST_FILES} files`)
        open = { pages: [], branches: NONE, functions: NONE }
        // A copy: the name is a piece of a text that would stay with it.
        files.set(Buffer.from(name).toString(), open)
      }
      branches.take(open.branches)
      functions.take(open.functions)
    },
    line(number, ran) {
      if (open === undefined) throw refusal('a line that is in no file')
      if (!Number.isInteger(number) || number < 0 || number > MOST_LINE)
        throw refusal(`a line number that is none: ${number}`)
      const page = pageOf(open, Math.floor(number / PAGE_LINES))
      const words = blocks[Math.floor(page / BLOCK_PAGES)]!
      const at = (page % BLOCK_PAGES) * PAGE_WORDS + ((number % PAGE_LINES) >> 5)
      const bit = 1 << (number & 31)
      if ((words[at]! & bit) === 0) {
        words[at]! |= bit
        lines.total++
      }
      const ranAt = at + PAGE_WORDS / 2
      if (ran && (words[ranAt]! & bit) === 0) {
        words[ranAt]! |= bit
        lines.covered++
      }
    },
    branch: (key, ran) => branches.add(key, ran),
    function: (key, ran) => functions.add(key, ran),
    finish() {
      put()
      return {
        lines: { ...lines },
        ...(branches.part.total === 0 ? {} : { branches: { ...branches.part } }),
        ...(functions.part.total === 0 ? {} : { functions: { ...functions.part } }),
        files: files.size,
      }
    },
  }
}

/** Things of one file by a key, and whether they ran; those of other files are packed away. */
function createKeys() {
  const part = { covered: 0, total: 0 }
  let ranBy = new Map<number, boolean>()
  return {
    part,
    take(packed: readonly number[]): void {
      if (ranBy.size > 0) ranBy = new Map()
      for (const each of packed) ranBy.set(Math.floor(each / 2), each % 2 === 1)
    },
    put(): readonly number[] {
      return ranBy.size === 0 ? NONE : Array.from(ranBy, ([key, ran]) => key * 2 + (ran ? 1 : 0))
    },
    add(key: string, ran: boolean): void {
      const hashed = hash52(key)
      const known = ranBy.get(hashed)
      if (known === undefined) {
        if (part.total >= MOST_KEYS || ranBy.size >= MOST_KEYS_OF_FILE)
          throw refusal('it has more branches or functions than are counted here')
        part.total++
      }
      if (ran && known !== true) part.covered++
      if (known === undefined || (ran && !known)) ranBy.set(hashed, ran)
    },
  }
}

/** Two rounds of FNV-1a, 32 and 20 bits of them. Whoever makes keys meet only hides branches of his own. */
function hash52(text: string): number {
  let one = 0x811c9dc5
  let two = 0x9e3779b9
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x01000193)
    two = Math.imul(two ^ (code + at), 0x85ebca6b)
    two ^= two >>> 13
  }
  return (one >>> 0) * 0x100000 + ((two >>> 0) & 0xfffff)
}
