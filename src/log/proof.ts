/**
 * Inclusion and consistency proofs (RFC 6962 §2.1.1 and §2.1.2, the same in RFC 9162 §2.1.3 and §2.1.4): made from the
 * hashes of complete subtrees, and verified.
 */
import { EMPTY_ROOT, foldPeaks, HASH_LENGTH, nodeHash, peaksOf, type Hash, type Place } from './tree.ts'

/** Answers with the hashes of complete subtrees, in the order of the places. */
export type HashReader = (places: readonly Place[]) => Promise<Hash[]>

/** A tree of 2^53 leaves has no longer path. */
const LONGEST = 64

/**
 * The audit path of a leaf in the tree of the first `size` leaves, the lowest hash first.
 * @throws RangeError when there is no such leaf
 */
export async function inclusionProof(read: HashReader, index: number, size: number): Promise<Hash[]> {
  if (!isCount(index) || !isCount(size) || index >= size) {
    throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  }
  const parts: Part[] = []
  let from = 0
  let to = size
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    if (index < middle) {
      parts.push([middle, to])
      to = middle
    } else {
      parts.push([from, middle])
      from = middle
    }
  }
  return readParts(read, parts.reverse())
}

/**
 * The proof that the tree of the first `from` leaves is a beginning of the tree of the first `to` leaves. Empty when
 * they are the same tree, and from the empty tree, which every tree continues.
 * @throws RangeError when `from` is larger than `to`
 */
export async function consistencyProof(read: HashReader, from: number, to: number): Promise<Hash[]> {
  if (!isCount(from) || !isCount(to) || from > to) throw new RangeError(`no proof from ${from} to ${to}`)
  if (from === 0 || from === to) return []
  const parts: Part[] = []
  let left = 0
  let right = to
  while (from !== right) {
    const middle = left + splitOf(right - left)
    if (from <= middle) {
      parts.push([middle, right])
      right = middle
    } else {
      parts.push([left, middle])
      left = middle
    }
  }
  // The old tree's last part is a node of both trees. When it is the whole old tree, the verifier has it already.
  if (left !== 0) parts.push([left, right])
  return readParts(read, parts.reverse())
}

/** The root of the tree of the first `size` leaves. */
export async function rootAt(read: HashReader, size: number): Promise<Hash> {
  return size === 0 ? EMPTY_ROOT : foldPeaks(await read(peaksOf(0, size)))
}

export interface Inclusion {
  index: number
  size: number
  /** The leaf's hash. */
  leaf: Hash
  root: Hash
  proof: readonly Hash[]
}

/** Whether the proof shows that the leaf is in the tree (RFC 9162 §2.1.3.2). Never throws, whatever it is given. */
export function verifyInclusion({ index, size, leaf, root, proof }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  if (!areHashes([leaf, root]) || !areHashes(proof)) return false
  let node = index
  let last = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = half(last)
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 && sameHash(hash, root)
}

export interface Consistency {
  from: number
  to: number
  fromRoot: Hash
  toRoot: Hash
  proof: readonly Hash[]
}

/**
 * Whether the proof shows that the smaller tree is a beginning of the larger one (RFC 9162 §2.1.4.2). Every tree
 * continues the empty one. Never throws, whatever it is given.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: Consistency): boolean {
  if (!isCount(from) || !isCount(to) || from > to) return false
  if (!areHashes([fromRoot, toRoot]) || !areHashes(proof)) return false
  if (from === to) return proof.length === 0 && sameHash(fromRoot, toRoot)
  if (from === 0) return proof.length === 0 && sameHash(fromRoot, EMPTY_ROOT)
  let node = from - 1
  let last = to - 1
  while (node % 2 === 1) {
    node = half(node)
    last = half(last)
  }
  // A complete old tree is a node of the new one; the proof leaves it out.
  const path = node === 0 ? [fromRoot, ...proof] : proof
  const first = path[0]
  if (first === undefined) return false
  let fromHash = first
  let toHash = first
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      fromHash = nodeHash(sibling, fromHash)
      toHash = nodeHash(sibling, toHash)
      while (node % 2 === 0 && node !== 0) {
        node /= 2
        last = half(last)
      }
    } else {
      toHash = nodeHash(toHash, sibling)
    }
    node = half(node)
    last = half(last)
  }
  return last === 0 && sameHash(fromHash, fromRoot) && sameHash(toHash, toRoot)
}

/** Whether two hashes are equal. They are public: no constant time is needed. */
export function sameHash(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

/** Leaves from … up to, not including, …: a part of the tree whose root is one hash of a proof. */
type Part = readonly [from: number, to: number]

/** Reads what all parts need at once: a part that is not complete is the fold of its complete subtrees. */
async function readParts(read: HashReader, parts: readonly Part[]): Promise<Hash[]> {
  const places = parts.map(([from, to]) => peaksOf(from, to))
  const hashes = await read(places.flat())
  let at = 0
  return places.map((list) => foldPeaks(hashes.slice(at, (at += list.length))))
}

/** The largest power of two smaller than a count of two or more. */
function splitOf(count: number): number {
  let width = 1
  while (width * 2 < count) width *= 2
  return width
}

function half(value: number): number {
  return Math.floor(value / 2)
}

/** A number of leaves, or the index of one: whole, not below zero, and not so large that digits are lost. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function areHashes(values: unknown): boolean {
  return (
    Array.isArray(values) &&
    values.length <= LONGEST &&
    values.every((value) => value instanceof Uint8Array && value.length === HASH_LENGTH)
  )
}
