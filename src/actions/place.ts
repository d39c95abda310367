/**
 * The working directory of a job, as far as Turnpike looks at it for artifacts: bounded, links not followed, nothing
 * written. Loaded only when somebody asks for that.
 */
import { createReadStream, openSync, readSync, closeSync, readdirSync, lstatSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import type { FileBytes } from '../sources/artifacts/candidate.ts'
import { checkedIn } from './checked-in.ts'

export interface Place {
  readonly root: string
  /** Every file that is looked at, with forward slashes, in order. */
  list(): Listing
  /** A path for the functions of `Deps`. */
  path(file: string): string
  isFile(file: string): boolean
  /** Text of at most `most` bytes; undefined when it is longer or not there. */
  text(file: string, most: number): string | undefined
  /** The same for a file that the runner keeps, wherever that is. */
  outside(path: string, most: number): string | undefined
  bytes<T>(file: string, use: (bytes: FileBytes) => Promise<T>): Promise<T>
  /** The file's bytes, and the same without their gzip. */
  pieces(file: string): AsyncIterable<Uint8Array>
  unzipped(file: string): AsyncIterable<Uint8Array>
}

export interface Listing {
  files: readonly string[]
  /** There were too many to look at all of them. */
  cut: boolean
  /** Whether a file is checked in, so that no job can have built it. */
  checkedIn: (file: string) => boolean
}

/** Deeper than any layout of a build tool keeps what it made (`modules/a/build/libs/a.jar`). */
const MOST_DEPTH = 6
const MOST_FILES = 50_000
const MOST_NAME = 1024

/** What is never made by the build itself: dependencies, caches and the repository's own records. */
const PASSED_OVER = new Set(
  'node_modules bower_components vendor venv site-packages __pycache__ .git .svn .hg .m2 .npm .cache .gradle .tox .venv .nox'.split(
    ' ',
  ),
)

export function createPlace(root: string): Place {
  let listed: Listing | undefined
  const path = (file: string) => (root === '' || root === '.' ? file : join(root, file))
  return {
    root: root === '' ? '.' : root,
    path,
    list: () => (listed ??= walk(root === '' ? '.' : root)),
    isFile: (file) => factsOf(path(file)) !== undefined,
    text: (file, most) => textOf(path(file), most),
    outside: textOf,
    async bytes(file, use) {
      const { size } = lstatSync(path(file))
      const descriptor = openSync(path(file), 'r')
      try {
        return await use({ size, read: async (offset, length) => piece(descriptor, offset, length) })
      } finally {
        closeSync(descriptor)
      }
    },
    pieces: (file) => createReadStream(path(file)) as AsyncIterable<Buffer>,
    unzipped: (file) => unzipped(path(file)),
  }
}

/** Of a plain file; undefined for anything else, and for what is no path at all. */
function factsOf(path: string): Stats | undefined {
  try {
    const facts = lstatSync(path)
    return facts.isFile() ? facts : undefined
  } catch {
    return undefined
  }
}

function textOf(path: string, most: number): string | undefined {
  const facts = factsOf(path)
  if (facts === undefined || facts.size > most) return undefined
  return withFile(path, (descriptor) => new TextDecoder().decode(piece(descriptor, 0, facts.size)))
}

function walk(root: string): Listing {
  const files: string[] = []
  const repositories: string[] = []
  let cut = false
  const into = (folder: string, depth: number): void => {
    if (cut) return
    for (const entry of entriesOf(folder === '' ? root : join(root, folder))) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (file.length > MOST_NAME) continue
      if (entry.isDirectory()) {
        if (entry.name === '.git') repositories.push(folder)
        if (depth < MOST_DEPTH && !PASSED_OVER.has(entry.name)) into(file, depth + 1)
      } else if (entry.isFile()) {
        if (files.length >= MOST_FILES) cut = true
        else files.push(file)
      }
      if (cut) return
    }
  }
  into('', 1)
  return { files, cut, checkedIn: checkedIn(root, repositories) }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    return [] // a folder of somebody else's, or gone meanwhile
  }
}

/** The gzip's own error when the stream breaks off; the file is closed either way. */
async function* unzipped(path: string): AsyncIterable<Uint8Array> {
  const file = createReadStream(path)
  const gunzip = createGunzip()
  file.on('error', (error) => gunzip.destroy(error))
  file.pipe(gunzip)
  try {
    for await (const chunk of gunzip) yield chunk as Buffer
  } finally {
    file.destroy()
    gunzip.destroy()
  }
}

function withFile<T>(path: string, use: (descriptor: number) => T): T {
  const descriptor = openSync(path, 'r')
  try {
    return use(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function piece(descriptor: number, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let read = 0
  while (read < length) {
    const step = readSync(descriptor, bytes, read, length - read, offset + read)
    if (step === 0) break
    read += step
  }
  return bytes.subarray(0, read)
}
