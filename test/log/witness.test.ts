import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { consistencyProof } from '../../src/log/proof.ts'
import { judge, neededProof } from '../../src/log/witness.ts'
import { leafHash, type Hash } from '../../src/log/tree.ts'
import { naiveRoot, readerOf, someLeaves } from './trees.ts'

const origin = 'store.example.org'
const leaves = someLeaves(40)
const at = (size: number, of: readonly Hash[] = leaves) => ({
  origin,
  size,
  root: naiveRoot(of.slice(0, size)),
})

/** The same log with one leaf changed. */
const forkedAt = (index: number) =>
  leaves.map((leaf, place) => (place === index ? leafHash('another') : leaf))

describe('a witness', () => {
  test('takes the first checkpoint as it is', () => {
    expect(neededProof(undefined, at(5))).toBeUndefined()
    expect(judge(undefined, at(5), undefined)).toEqual({ kind: 'first' })
  })

  test('needs no proof that a log is itself', () => {
    expect(neededProof(at(5), at(5))).toBeUndefined()
    expect(judge(at(5), at(5), undefined)).toEqual({ kind: 'same' })
  })

  test('believes every growth that is proven, and none that is not', async () => {
    for (let from = 0; from <= 20; from++) {
      for (let to = from + 1; to <= 21; to++) {
        expect(neededProof(at(from), at(to))).toEqual({ from, to })
        const proof = await consistencyProof(readerOf(leaves), from, to)
        expect(judge(at(from), at(to), proof)).toEqual({ kind: 'grown' })
        if (from > 0) expect(judge(at(from), at(to), [])).toMatchObject({ kind: 'fork' })
        expect(judge(at(from), at(to), undefined)).toMatchObject({ kind: 'fork' })
      }
    }
  })

  test('finds a changed leaf, whatever proof the log makes of its new tree', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 39 }),
        fc.nat(38),
        fc.nat(39),
        async (size, change, more) => {
          const index = change % size
          const other = forkedAt(index)
          const to = size + (more % (41 - size))
          const proof = await consistencyProof(readerOf(other), size, to)
          const judged = judge(at(size), at(to, other), proof)
          expect(judged.kind).toBe('fork')
        },
      ),
    )
  })

  test('finds two histories of the same size', () => {
    expect(judge(at(8), at(8, forkedAt(3)), undefined)).toEqual({
      kind: 'fork',
      why: 'the log signed two different histories of 8 entries',
    })
  })

  test('does not take an older answer for a rollback, nor signs it', async () => {
    const proof = await consistencyProof(readerOf(leaves), 6, 9)
    expect(neededProof(at(9), at(6))).toEqual({ from: 6, to: 9 })
    expect(judge(at(9), at(6), proof)).toEqual({ kind: 'older' })
    expect(judge(at(9), at(0), [])).toEqual({ kind: 'older' })
  })

  test('finds a log that lost what it had', () => {
    expect(judge(at(9), at(0), undefined)).toMatchObject({ kind: 'rollback' })
    expect(judge(at(9), at(6), undefined)).toEqual({
      kind: 'rollback',
      why: 'the log had 9 entries and now shows 6: what came in between was removed',
    })
  })

  test('finds a log that became shorter and another one', async () => {
    const other = forkedAt(2)
    const proof = await consistencyProof(readerOf(other), 6, 9)
    expect(judge(at(9), at(6, other), proof)).toMatchObject({ kind: 'rollback' })
  })

  test('does not mix up two logs', () => {
    const other = { ...at(12), origin: 'other.example.org' }
    expect(neededProof(at(8), other)).toBeUndefined()
    expect(judge(at(8), other, undefined)).toMatchObject({ kind: 'other-log' })
  })
})
