/** The tree as RFC 6962 §2.1 defines it, by recursion, and a log in memory, for tests to compare with. */
import { leafHash, nodeHash, EMPTY_ROOT } from '../../src/log/tree.js'
/** MTH(D[n]) of the definition. */
export function naiveRoot(leaves) {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leaves[0]
  const split = splitOf(leaves.length)
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)))
}
/** PATH(m, D[n]). */
export function naivePath(index, leaves) {
  if (leaves.length <= 1) return []
  const split = splitOf(leaves.length)
  return index < split
    ? [...naivePath(index, leaves.slice(0, split)), naiveRoot(leaves.slice(split))]
    : [...naivePath(index - split, leaves.slice(split)), naiveRoot(leaves.slice(0, split))]
}
/** PROOF(m, D[n]). */
export function naiveProof(from, leaves) {
  return subProof(from, leaves, true)
}
function subProof(from, leaves, whole) {
  if (from === leaves.length) return whole ? [] : [naiveRoot(leaves)]
  const split = splitOf(leaves.length)
  return from <= split
    ? [...subProof(from, leaves.slice(0, split), whole), naiveRoot(leaves.slice(split))]
    : [...subProof(from - split, leaves.slice(split), false), naiveRoot(leaves.slice(0, split))]
}
function splitOf(count) {
  return 2 ** (Math.ceil(Math.log2(count)) - 1)
}
/** Hashes of complete subtrees, computed from leaves each time they are asked for. */
export function readerOf(leaves) {
  return async (places) =>
    places.map(({ level, index }) => {
      const end = (index + 1) * 2 ** level
      if (end > leaves.length) throw new Error(`no complete subtree ${level}/${index}`)
      return naiveRoot(leaves.slice(index * 2 ** level, end))
    })
}
export const someLeaves = (count) => Array.from({ length: count }, (_, index) => leafHash(`leaf ${index}`))
/** Leaf data of the Certificate Transparency test vectors (certificate-transparency, merkle_tree_test). */
export const CT_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => leafHash(Buffer.from(hex, 'hex')))
export const hex = (hash) => Buffer.from(hash).toString('hex')
