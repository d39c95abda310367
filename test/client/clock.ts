import type { Clock } from '../../src/client/retry.ts'

/** Time that passes only when somebody sleeps; jitter is always in the middle. */
export function fakeClock(): Clock & { slept: number[]; pass(ms: number): void } {
  let time = 1_795_269_600_000
  const slept: number[] = []
  return {
    slept,
    now: () => time,
    random: () => 0.5,
    async sleep(ms) {
      slept.push(ms)
      time += ms
    },
    pass(ms) {
      time += ms
    },
  }
}
