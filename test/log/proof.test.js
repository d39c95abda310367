import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  consistencyProof,
  inclusionProof,
  rootAt,
  verifyConsistency,
  verifyInclusion,
} from '../../src/log/proof.js'
import { EMPTY_ROOT } from '../../src/log/tree.js'
import { CT_LEAVES, hex, naivePath, naiveProof, naiveRoot, readerOf, someLeaves } from './trees.js'
const ct = readerOf(CT_LEAVES)
describe('the Certificate Transparency test vectors', () => {
  test.each([
    [0, 1, []],
    [0, 8, ['96a296d2', '5f083f0a', '6b47aaf2']],
    [5, 8, ['bc1a0643', 'ca854ea1', 'd37ee418']],
    [2, 3, ['fac54203']],
    [1, 5, ['6e340b9c', '5f083f0a', 'bc1a0643']],
  ])('the path of leaf %i of %i', async (index, size, path) => {
    const proof = await inclusionProof(ct, index, size)
    expect(proof.map((hash) => hex(hash).slice(0, 8))).toEqual(path)
  })
  test.each([
    [1, 1, []],
    [1, 8, ['96a296d2', '5f083f0a', '6b47aaf2']],
    [6, 8, ['0ebc5d34', 'ca854ea1', 'd37ee418']],
    [2, 5, ['5f083f0a', 'bc1a0643']],
  ])('from size %i to %i', async (from, to, path) => {
    const proof = await consistencyProof(ct, from, to)
    expect(proof.map((hash) => hex(hash).slice(0, 8))).toEqual(path)
  })
})
const SIZE = 130
const leaves = someLeaves(SIZE)
const read = readerOf(leaves)
const roots = Array.from({ length: SIZE + 1 }, (_, size) => naiveRoot(leaves.slice(0, size)))
async function inclusion(index, size) {
  const proof = await inclusionProof(read, index, size)
  return { index, size, leaf: leaves[index], root: roots[size], proof }
}
async function consistency(from, to) {
  return {
    from,
    to,
    fromRoot: roots[from],
    toRoot: roots[to],
    proof: await consistencyProof(read, from, to),
  }
}
describe('every proof', () => {
  test(`of inclusion, for all sizes up to ${SIZE}, is that of the definition and verifies`, async () => {
    for (let size = 1; size <= SIZE; size++) {
      for (let index = 0; index < size; index++) {
        const claim = await inclusion(index, size)
        expect(claim.proof.map(hex)).toEqual(naivePath(index, leaves.slice(0, size)).map(hex))
        expect(verifyInclusion(claim)).toBe(true)
      }
    }
  })
  test(`of consistency, for all sizes up to ${SIZE}, is that of the definition and verifies`, async () => {
    for (let to = 1; to <= SIZE; to++) {
      for (let from = 1; from <= to; from++) {
        const claim = await consistency(from, to)
        expect(claim.proof.map(hex)).toEqual(naiveProof(from, leaves.slice(0, to)).map(hex))
        expect(verifyConsistency(claim)).toBe(true)
      }
    }
  })
  test('is made of at most 2 log2(size) hashes, in one reading', async () => {
    let readings = 0
    const counting = (places) => {
      readings++
      return read(places)
    }
    const proof = await consistencyProof(counting, 77, SIZE)
    expect(proof.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(SIZE)))
    await inclusionProof(counting, 5, SIZE)
    expect(readings).toBe(2)
  })
  test('the root at any size is that of the definition', async () => {
    for (let size = 0; size <= SIZE; size++) expect(hex(await rootAt(read, size))).toBe(hex(roots[size]))
  })
})
describe('the empty tree', () => {
  test('is continued by every tree, and by no proof of anything else', async () => {
    expect(verifyConsistency(await consistency(0, 9))).toBe(true)
    expect(verifyConsistency(await consistency(0, 0))).toBe(true)
    expect(verifyConsistency({ ...(await consistency(0, 9)), fromRoot: roots[1] })).toBe(false)
    expect(verifyConsistency({ ...(await consistency(0, 9)), proof: [EMPTY_ROOT] })).toBe(false)
  })
  test('includes nothing', async () => {
    await expect(inclusionProof(read, 0, 0)).rejects.toThrow('no leaf 0 in a tree of 0')
    expect(verifyInclusion({ index: 0, size: 0, leaf: leaves[0], root: EMPTY_ROOT, proof: [] })).toBe(false)
  })
})
describe('a proof that is not right', () => {
  const flip = (hash, bit) => {
    const changed = Uint8Array.from(hash)
    changed[bit >> 3] ^= 1 << (bit & 7)
    return changed
  }
  test('with any one bit changed verifies for nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: SIZE }),
        fc.nat(),
        fc.nat(255),
        fc.nat(),
        async (size, at, bit, which) => {
          const index = at % size
          const right = await inclusion(index, size)
          const from = 1 + (at % size)
          const grown = await consistency(from, size)
          const spoil = (proof) =>
            proof.map((hash, place) => (place === which % proof.length ? flip(hash, bit) : hash))
          expect(verifyInclusion({ ...right, leaf: flip(right.leaf, bit) })).toBe(false)
          expect(verifyInclusion({ ...right, root: flip(right.root, bit) })).toBe(false)
          if (right.proof.length > 0)
            expect(verifyInclusion({ ...right, proof: spoil(right.proof) })).toBe(false)
          expect(verifyConsistency({ ...grown, fromRoot: flip(grown.fromRoot, bit) })).toBe(false)
          expect(verifyConsistency({ ...grown, toRoot: flip(grown.toRoot, bit) })).toBe(false)
          if (grown.proof.length > 0)
            expect(verifyConsistency({ ...grown, proof: spoil(grown.proof) })).toBe(false)
        },
      ),
    )
  })
  test('with a hash too many or too few verifies for nothing', async () => {
    for (let size = 2; size <= 40; size++) {
      for (let index = 0; index < size; index++) {
        const right = await inclusion(index, size)
        expect(verifyInclusion({ ...right, proof: right.proof.slice(1) })).toBe(false)
        expect(verifyInclusion({ ...right, proof: right.proof.slice(0, -1) })).toBe(false)
        expect(verifyInclusion({ ...right, proof: [...right.proof, right.leaf] })).toBe(false)
        expect(verifyInclusion({ ...right, proof: [right.leaf, ...right.proof] })).toBe(false)
        if (index === 0) continue
        const grown = await consistency(index, size)
        expect(verifyConsistency({ ...grown, proof: grown.proof.slice(1) })).toBe(false)
        expect(verifyConsistency({ ...grown, proof: grown.proof.slice(0, -1) })).toBe(false)
        expect(verifyConsistency({ ...grown, proof: [...grown.proof, right.leaf] })).toBe(false)
      }
    }
  })
  test('for another place or another size verifies for nothing', async () => {
    for (let size = 2; size <= 24; size++) {
      for (let index = 0; index < size; index++) {
        const right = await inclusion(index, size)
        for (let other = 0; other < size; other++) {
          if (other !== index) expect(verifyInclusion({ ...right, index: other })).toBe(false)
        }
        for (let other = 1; other <= 24; other++) {
          const from = index + 1
          if (other === from || from === size) continue
          expect(verifyConsistency({ ...(await consistency(from, size)), from: other })).toBe(false)
        }
      }
    }
  })
  test('of whatever form throws nothing', () => {
    const anything = fc.oneof(fc.anything(), fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(40))
    const list = fc.oneof(
      anything,
      fc.array(fc.uint8Array({ minLength: 30, maxLength: 33 }), { maxLength: 70 }),
    )
    fc.assert(
      fc.property(anything, anything, anything, anything, list, (index, size, leaf, root, proof) => {
        expect(verifyInclusion({ index, size, leaf, root, proof })).toBe(false)
        const claim = { from: index, to: size, fromRoot: leaf, toRoot: root, proof }
        const isSame = index === size && Array.isArray(proof) && proof.length === 0
        if (!isSame) expect(verifyConsistency(claim)).toBe(false)
        else verifyConsistency(claim)
      }),
    )
  })
  test('about more than 2^32 leaves is still computed right', () => {
    const size = 2 ** 40
    const path = Array.from({ length: 40 }, (_, at) => leaves[at])
    const claim = { index: 2 ** 33 + 1, size, leaf: leaves[50], root: leaves[51], proof: path }
    expect(verifyInclusion(claim)).toBe(false)
    expect(verifyInclusion({ ...claim, proof: path.slice(1) })).toBe(false)
  })
  test('cannot be asked for backwards', async () => {
    await expect(consistencyProof(read, 5, 4)).rejects.toThrow(RangeError)
    await expect(inclusionProof(read, 4, 4)).rejects.toThrow(RangeError)
    await expect(inclusionProof(read, -1, 4)).rejects.toThrow(RangeError)
  })
})
