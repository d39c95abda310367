/**
 * Many numbers as one: the lowest and the highest that they can be, because some of them may or may not count. What an
 * event says that cannot be used is no support, but an objection: a bound must hold with it and without it.
 */
export type Aggregate = 'max' | 'min' | 'sum' | 'average' | 'count'

export interface Extent {
  low: number
  high: number
}

/**
 * @param certain numbers that count
 * @param doubtful numbers that may count
 * @returns undefined where there is nothing certain, but for a count. Not finite when the numbers are too large
 */
export function aggregate(
  of: Aggregate,
  certain: readonly number[],
  doubtful: readonly number[] = [],
): Extent | undefined {
  if (of === 'count') return { low: certain.length, high: certain.length + doubtful.length }
  if (certain.length === 0) return undefined
  const all = [...certain, ...doubtful]
  switch (of) {
    case 'max':
      return { low: Math.max(...certain), high: Math.max(...all) }
    case 'min':
      return { low: Math.min(...all), high: Math.min(...certain) }
    case 'sum': {
      const sum = sumOf(certain)
      return {
        low: decimal(sum + sumOf(doubtful.filter((value) => value < 0))),
        high: decimal(sum + sumOf(doubtful.filter((value) => value > 0))),
      }
    }
    case 'average': {
      const rising = [...doubtful].sort((a, b) => a - b)
      return {
        low: averageWith(certain, rising, (value, mean) => value < mean),
        high: averageWith(certain, rising.reverse(), (value, mean) => value > mean),
      }
    }
  }
}

/** The average, with each of the doubtful that moves it further. */
function averageWith(
  certain: readonly number[],
  doubtful: readonly number[],
  moves: (value: number, mean: number) => boolean,
): number {
  let sum = sumOf(certain)
  let count = certain.length
  for (const value of doubtful) {
    if (!moves(value, sum / count)) break
    sum += value
    count++
  }
  return decimal(sum / count)
}

/** The same whatever the order of the numbers, and with what is lost at each step put back (Neumaier's summation). */
function sumOf(values: readonly number[]): number {
  let sum = 0
  let lost = 0
  for (const value of [...values].sort((a, b) => a - b)) {
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}

/** To the 15 digits that a double has of any decimal: 0.1 + 0.2 is 0.3. */
function decimal(value: number): number {
  return Number(value.toPrecision(15))
}
