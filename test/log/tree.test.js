import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  append,
  EMPTY_ROOT,
  emptyFrontier,
  leafHash,
  packFrontier,
  peaksOf,
  rootOf,
  unpackFrontier,
} from '../../src/log/tree.js'
import { CT_LEAVES, hex, naiveRoot, someLeaves } from './trees.js'
/** Roots of the Certificate Transparency test vectors, for 0 to 8 leaves. */
const CT_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
function frontierOf(leaves) {
  const frontier = emptyFrontier()
  for (const leaf of leaves) append(frontier, leaf)
  return frontier
}
describe('the tree', () => {
  test('has the roots of the Certificate Transparency test vectors', () => {
    expect(CT_ROOTS.map((_, size) => hex(rootOf(frontierOf(CT_LEAVES.slice(0, size)))))).toEqual(CT_ROOTS)
  })
  test('has the root of the definition at every size up to 600', () => {
    const leaves = someLeaves(600)
    const frontier = emptyFrontier()
    for (const [at, leaf] of leaves.entries()) {
      append(frontier, leaf)
      expect(hex(rootOf(frontier))).toBe(hex(naiveRoot(leaves.slice(0, at + 1))))
    }
  })
  test('tells of every complete subtree once, with the hash of the definition', () => {
    const leaves = someLeaves(300)
    const frontier = emptyFrontier()
    const told = new Map()
    for (const leaf of leaves) {
      append(frontier, leaf, (level, index, hash) => {
        expect(told.has(`${level}/${index}`)).toBe(false)
        told.set(`${level}/${index}`, hex(hash))
      })
    }
    const expected = new Map()
    for (let level = 1; 2 ** level <= 300; level++) {
      for (let index = 0; (index + 1) * 2 ** level <= 300; index++) {
        expected.set(
          `${level}/${index}`,
          hex(naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))),
        )
      }
    }
    expect(told).toEqual(expected)
  })
  test('a text is hashed as its UTF-8 bytes', () => {
    for (const text of ['', 'a', 'ä', '😀', '\u0000', 'x'.repeat(5000)]) {
      expect(hex(leafHash(text))).toBe(hex(leafHash(Buffer.from(text))))
    }
  })
  test('no one can change the root of the empty tree for everybody', () => {
    expect(hex(rootOf(emptyFrontier()))).toBe(CT_ROOTS[0])
    expect(EMPTY_ROOT).toHaveLength(32)
  })
})
describe('a frontier', () => {
  test('goes on after it was packed and unpacked at any size', () => {
    const leaves = someLeaves(70)
    for (let size = 0; size < 70; size++) {
      const before = frontierOf(leaves.slice(0, size))
      const after = unpackFrontier(size, packFrontier(before))
      append(before, leaves[size])
      append(after, leaves[size])
      expect(hex(rootOf(after))).toBe(hex(rootOf(before)))
    }
  })
  test('does not depend on the bytes it was unpacked from', () => {
    const bytes = packFrontier(frontierOf(someLeaves(3)))
    const frontier = unpackFrontier(3, bytes)
    const root = hex(rootOf(frontier))
    bytes.fill(0)
    expect(hex(rootOf(frontier))).toBe(root)
  })
  test('says how many bytes are missing', () => {
    expect(() => unpackFrontier(3, new Uint8Array(32))).toThrow(
      'a tree of 3 leaves has 2 complete subtrees, 64 bytes; there are 32',
    )
  })
  test('has one peak for each 1 in the size, also beyond 2^32', () => {
    for (const size of [2 ** 31, 2 ** 32, 2 ** 32 + 5, 2 ** 40 - 1, Number.MAX_SAFE_INTEGER]) {
      const ones = [...size.toString(2)].filter((digit) => digit === '1').length
      const places = peaksOf(0, size)
      expect(places).toHaveLength(ones)
      expect(places.reduce((sum, { level }) => sum + 2 ** level, 0)).toBe(size)
      expect(unpackFrontier(size, new Uint8Array(32 * ones)).size).toBe(size)
    }
  })
  test('covers any part of a tree without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 20 }), fc.integer({ min: 0, max: 12 }), (start, level) => {
        const from = start * 2 ** level
        for (const to of [from, from + 1, from + 2 ** level - 1, from + 2 ** level]) {
          let at = from
          for (const place of peaksOf(from, to)) {
            expect(place.index * 2 ** place.level).toBe(at)
            at += 2 ** place.level
          }
          expect(at).toBe(to)
        }
      }),
    )
  })
  test('refuses leaves in the wrong order', () => {
    for (const [from, to] of [
      [2, 1],
      [-1, 0],
      [0, 0.5],
      [0, Number.NaN],
      [0, 2 ** 53],
    ]) {
      expect(() => peaksOf(from, to)).toThrow(RangeError)
    }
  })
})
