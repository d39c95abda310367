import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { aggregate } from '../../src/policy/rules/aggregate.ts'
import type { Aggregate } from '../../src/policy/rules/aggregate.ts'

describe('many numbers as one', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  const numbers = (minLength: number, maxLength: number) => fc.array(number, { minLength, maxLength })
  const exactly: Record<Aggregate, (values: readonly number[]) => number> = {
    max: (values) => Math.max(...values),
    min: (values) => Math.min(...values),
    count: (values) => values.length,
    sum: (values) => values.reduce((sum, value) => sum + value, 0),
    average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  }

  test.each(Object.keys(exactly) as Aggregate[])(
    'the %s is never outside of its extent, whichever of the doubtful count',
    (of) => {
      fc.assert(
        fc.property(numbers(1, 5), numbers(0, 5), (certain, doubtful) => {
          const { low, high } = aggregate(of, certain, doubtful)!
          let reachedLow = Infinity
          let reachedHigh = -Infinity
          for (let chosen = 0; chosen < 2 ** doubtful.length; chosen++) {
            const some = doubtful.filter((_, index) => (chosen >> index) & 1)
            const value = exactly[of]([...certain, ...some])
            reachedLow = Math.min(reachedLow, value)
            reachedHigh = Math.max(reachedHigh, value)
          }
          expect(Math.abs(reachedLow - low)).toBeLessThan(1e-6)
          expect(Math.abs(reachedHigh - high)).toBeLessThan(1e-6)
        }),
        { numRuns: 200, seed: 20261121 },
      )
    },
  )

  test('is the same in any order', () => {
    const shuffled = numbers(1, 20).chain((values) =>
      fc.tuple(fc.constant(values), fc.shuffledSubarray(values, { minLength: values.length })),
    )
    fc.assert(
      fc.property(shuffled, ([values, other]) => {
        for (const kind of Object.keys(exactly) as Aggregate[])
          expect(aggregate(kind, values)).toEqual(aggregate(kind, other))
      }),
      { numRuns: 200, seed: 20261121 },
    )
  })

  test('decimals add up as people add them', () => {
    expect(aggregate('sum', [0.1, 0.2])).toEqual({ low: 0.3, high: 0.3 })
    expect(aggregate('average', [0.1, 0.2, 0.3])).toEqual({ low: 0.2, high: 0.2 })
  })

  test('of nothing there is only a count', () => {
    for (const kind of ['max', 'min', 'sum', 'average'] as const)
      expect(aggregate(kind, [], [1])).toBeUndefined()
    expect(aggregate('count', [], [1])).toEqual({ low: 0, high: 1 })
  })
})
