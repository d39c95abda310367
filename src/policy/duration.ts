/** Durations as people write them, `15m`, `1h30m`, `7d`; and ages as people read them. */

const UNITS: Readonly<Record<string, number>> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
}

/** The form of a duration, for schemas. */
export const DURATION =
  '^([1-9][0-9]{0,5}w)?([1-9][0-9]{0,5}d)?([1-9][0-9]{0,5}h)?([1-9][0-9]{0,5}m)?([1-9][0-9]{0,5}s)?$'

/** Milliseconds, or undefined when the text is not a duration. Days are 24 hours. */
export function parseDuration(text: string): number | undefined {
  if (text === '' || !new RegExp(DURATION, 'u').test(text)) return undefined
  let total = 0
  for (const [, count, unit] of text.matchAll(/([0-9]+)([wdhms])/g)) total += Number(count) * UNITS[unit!]!
  return total
}

/** The two largest units: `3 h 12 min`, `11 min`, `2 d`. */
export function sayDuration(ms: number): string {
  const parts: string[] = []
  let rest = Math.max(0, Math.floor(ms / 1000))
  for (const [name, seconds] of [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(rest / seconds)
    rest -= count * seconds
    if (count > 0) parts.push(`${count} ${name}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.length === 0 ? '0 s' : parts.join(' ')
}
