/** Checksums files: `sha256sum` (text and binary marks), BSD style, and a bare digest beside a file. Pure. */
import { TurnpikeError } from '../../errors.ts'

/** More lines than any release has files. */
const MOST_LINES = 10_000
const LONGEST_NAME = 1024

export interface Checksum {
  /** As the file says it: a path, relative to the folder of the checksums file. */
  file: string
  /** `sha256:<64 hex>` in lower case. */
  digest: string
  line: number
}

/** `<hex>  name`, `<hex> *name`; GNU puts a backslash first where the name has escapes. */
const GNU = /^(\\?)([0-9a-f]{64}) [ *](.+)$/iu
const BSD = /^SHA-?256 ?\((.+)\) ?= ?([0-9a-f]{64})$/iu
const BARE = /^[0-9a-f]{64}$/iu

/** Is it the name of a checksums file: `SHA256SUMS`, `checksums.txt`, `shop_1.2_checksums.txt`, `shop.tgz.sha256`? */
export function isChecksumsName(name: string): boolean {
  return /^(?:sha256sums?(?:\.txt)?|(?:.+[-_.])?checksums?(?:[-_.]sha256)?(?:\.txt)?|.+\.sha256(?:sums?)?)$/iu.test(
    name,
  )
}

/**
 * What a checksums file says. Lines of other algorithms (of another length, or BSD `MD5 (…)`) are left out; a file of one
 * bare digest speaks of the file it is named after.
 * @param name the checksums file's own name, without folders
 * @throws TurnpikeError USAGE when nothing in it is a SHA-256 line, a name is there with two digests, or it is too long
 */
export function readChecksums(text: string, name: string): Checksum[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u)
  if (lines.length > MOST_LINES)
    throw new TurnpikeError('USAGE', `${name} has ${lines.length} lines; at most ${MOST_LINES} are read`)
  const found = new Map<string, Checksum>()
  for (const [index, line] of lines.entries()) {
    const read = checksumOf(line.trimEnd(), name)
    if (read === undefined || read.file.length > LONGEST_NAME) continue
    const known = found.get(read.file)
    if (known !== undefined && known.digest !== read.digest)
      throw new TurnpikeError(
        'USAGE',
        `${name} names ${JSON.stringify(read.file.slice(0, 200))} with two digests, in lines ${known.line} and ${index + 1}`,
      )
    found.set(read.file, { ...read, line: index + 1 })
  }
  if (found.size === 0)
    throw new TurnpikeError(
      'USAGE',
      `${name} holds no line of SHA-256, such as "<64 hex digits>  shop.tgz" or "SHA256 (shop.tgz) = <64 hex digits>"`,
    )
  return [...found.values()]
}

function checksumOf(line: string, name: string): Omit<Checksum, 'line'> | undefined {
  const gnu = GNU.exec(line)
  if (gnu !== null) {
    const [, escaped = '', hex = '', file = ''] = gnu
    return { file: escaped === '' ? file : unescaped(file), digest: `sha256:${hex.toLowerCase()}` }
  }
  const bsd = BSD.exec(line)
  if (bsd !== null) return { file: bsd[1] ?? '', digest: `sha256:${(bsd[2] ?? '').toLowerCase()}` }
  const named = /^(.+)\.sha256(?:sums?)?$/iu.exec(name)?.[1]
  if (named !== undefined && BARE.test(line)) return { file: named, digest: `sha256:${line.toLowerCase()}` }
  return undefined
}

function unescaped(file: string): string {
  return file.replace(/\\([\\nr])/gu, (_, mark: string) => ({ n: '\n', r: '\r' })[mark] ?? mark)
}
