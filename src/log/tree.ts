/**
 * The Merkle tree of RFC 6962 §2.1 (the same in RFC 9162 §2.1): its two hashes, and the little that is needed to append
 * to a tree of any size, which is the roots of its complete subtrees. Sizes and indexes are whole numbers below 2^53, so
 * they are divided, never shifted: JavaScript's bit operators end at 2^32.
 */
import { hash } from 'node:crypto'

/** A SHA-256 hash: 32 bytes. */
export type Hash = Uint8Array

export const HASH_LENGTH = 32

/** The root of the tree without leaves: the hash of nothing (RFC 6962 §2.1). */
export const EMPTY_ROOT: Hash = Uint8Array.from(hash('sha256', '', 'buffer'))

/** A complete subtree's place: it covers the leaves from `index * 2^level` up to, not including, `(index + 1) * 2^level`. */
export interface Place {
  level: number
  index: number
}

/** The hash of a leaf: SHA-256 of a zero byte and the entry. A string stands for its UTF-8 bytes. */
export function leafHash(entry: string | Uint8Array): Hash {
  // The zero byte goes in as a character: the text is then encoded and hashed in one call.
  if (typeof entry === 'string') return hash('sha256', `\0${entry}`, 'buffer')
  const bytes = new Uint8Array(entry.length + 1)
  bytes.set(entry, 1)
  return hash('sha256', bytes, 'buffer')
}

const pair = new Uint8Array(1 + 2 * HASH_LENGTH)
pair[0] = 1

/** The hash of an inner node: SHA-256 of a byte 0x01, the left and the right hash. */
export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1)
  pair.set(right, 1 + HASH_LENGTH)
  return hash('sha256', pair, 'buffer')
}

/** What is needed to append to a tree and to know its root. */
export interface Frontier {
  /** How many leaves the tree has. */
  size: number
  /** Roots of its maximal complete subtrees, the largest (leftmost) first: one for each 1 in the size's binary form. */
  peaks: Hash[]
}

/** Of a tree without leaves. */
export function emptyFrontier(): Frontier {
  return { size: 0, peaks: [] }
}

/**
 * Appends a leaf's hash to the tree, changing the frontier. `onComplete` is told of every subtree of two leaves or more
 * that the leaf completes, the smallest first; over all appends it hears of each complete subtree exactly once.
 */
export function append(
  frontier: Frontier,
  leaf: Hash,
  onComplete?: (level: number, index: number, hash: Hash) => void,
): void {
  let top = leaf
  let level = 0
  let index = frontier.size
  while (index % 2 === 1) {
    top = nodeHash(frontier.peaks.pop() as Hash, top)
    level++
    index = (index - 1) / 2
    onComplete?.(level, index, top)
  }
  frontier.peaks.push(top)
  frontier.size++
}

/** The root over a frontier's leaves. */
export function rootOf(frontier: Frontier): Hash {
  return foldPeaks(frontier.peaks)
}

/** The root of a tree from the roots of its maximal complete subtrees, the largest first. */
export function foldPeaks(peaks: readonly Hash[]): Hash {
  let root = peaks.at(-1)
  if (root === undefined) return EMPTY_ROOT
  for (let at = peaks.length - 2; at >= 0; at--) root = nodeHash(peaks[at] as Hash, root)
  return root
}

/** A frontier's peaks in one piece, 32 bytes each, the largest first; its size is kept beside it. */
export function packFrontier(frontier: Frontier): Uint8Array {
  const bytes = new Uint8Array(frontier.peaks.length * HASH_LENGTH)
  frontier.peaks.forEach((peak, at) => bytes.set(peak, at * HASH_LENGTH))
  return bytes
}

/**
 * Reads back what `packFrontier` wrote.
 * @throws RangeError when the bytes are not as many as a tree of this size has peaks
 */
export function unpackFrontier(size: number, bytes: Uint8Array): Frontier {
  const count = peaksOf(0, size).length
  if (bytes.length !== count * HASH_LENGTH) {
    throw new RangeError(
      `a tree of ${size} leaves has ${count} complete subtrees, ${count * HASH_LENGTH} bytes; there are ${bytes.length}`,
    )
  }
  const peaks = Array.from({ length: count }, (_, at) =>
    bytes.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH),
  )
  return { size, peaks }
}

/**
 * The maximal complete subtrees of the leaves from `from` up to, not including, `to`, the largest (leftmost) first.
 * `from` is a multiple of a power of two that is at least as large as the whole, as in every part of an RFC 6962 tree.
 * @throws RangeError when a bound is not a whole number, or they are in the wrong order
 */
export function peaksOf(from: number, to: number): Place[] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || to < from) {
    throw new RangeError(`no leaves from ${from} to ${to}`)
  }
  const places: Place[] = []
  let start = from
  for (let level = levelBelow(to - from), width = 2 ** level; start < to; level--, width /= 2) {
    if (start + width > to) continue
    places.push({ level, index: start / width })
    start += width
  }
  return places
}

/** The level of the largest complete subtree that fits into this many leaves; 0 for none. */
function levelBelow(count: number): number {
  let level = 0
  for (let width = 2; width <= count; width *= 2) level++
  return level
}
