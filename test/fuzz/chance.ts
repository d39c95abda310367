/** Randomness that can be repeated: the same seed, the same run. */

export interface Chance {
  /** 0 ≤ n < below. */
  readonly below: (below: number) => number
  readonly one: <T>(of: readonly T[]) => T
  /** True in so many of a hundred. */
  readonly percent: (share: number) => boolean
}

/** Mulberry32: 32 bits of state, good enough to reach every corner. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (many: number) => Math.floor(next() * many)
  return {
    below,
    one: (of) => of[below(of.length)]!,
    percent: (share) => next() * 100 < share,
  }
}
