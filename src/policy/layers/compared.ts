/**
 * What a comparison of two rules can say, and the small comparisons that the table of fields is made of. Nothing counts
 * as stricter that is not provably so: for any events, whatever the later value lets pass the earlier one does too.
 */
import { canonicalJson } from '../../cdevents/canonical.ts'
import { sayDuration } from '../duration.ts'
import { quote } from '../shape.ts'

/**
 * `strict`: equal, or provably stricter. `beside`: it asks for more, but would no longer hear an objection that the
 * earlier one hears, so both must be judged. `looser`: anything else; `at` is the place below the rule.
 */
export type Compared =
  | { is: 'strict' }
  | { is: 'beside'; why: string }
  | { is: 'looser'; why: string; at?: readonly (string | number)[] }

export const STRICT: Compared = Object.freeze({ is: 'strict' })

export function looser(why: string, ...at: (string | number)[]): Compared {
  return at.length === 0 ? { is: 'looser', why } : { is: 'looser', why, at }
}

/** The worst of several: one loosening is a loosening. */
export function worst(all: readonly Compared[]): Compared {
  return all.find(({ is }) => is === 'looser') ?? all.find(({ is }) => is === 'beside') ?? all[0] ?? STRICT
}

/** Equal content; the order in which it is written counts. */
export function equal(later: unknown, earlier: unknown): Compared {
  return canonicalJson(later ?? null) === canonicalJson(earlier ?? null)
    ? STRICT
    : looser(`${shown(later)} is not ${shown(earlier)}, and which is stricter cannot be proven`)
}

/** Any value: it changes nothing about what passes. */
export const free = (): Compared => STRICT

/** A time that may only become shorter; without one it is unlimited. */
export function shorter(later: number | undefined, earlier: number | undefined): Compared {
  if (earlier === undefined || (later !== undefined && later <= earlier)) return STRICT
  if (later === undefined) return looser(`no limit is looser than ${sayDuration(earlier)}`)
  return looser(`${sayDuration(later)} is longer than ${sayDuration(earlier)}`)
}

/** A time that may only become longer; `without` says what none at all is. */
export function longer(
  later: number | undefined,
  earlier: number | undefined,
  without: 'for ever' | 'nothing is asked for',
): Compared {
  if (later === earlier) return STRICT
  if (without === 'for ever' ? later === undefined : earlier === undefined) return STRICT
  if (later !== undefined && earlier !== undefined && later >= earlier) return STRICT
  const than = earlier === undefined ? without : sayDuration(earlier)
  return looser(`${later === undefined ? without : sayDuration(later)} is shorter than ${than}`)
}

/** A number that may only grow; without one nothing is asked for. */
export function larger(later: number | undefined, earlier: number | undefined): Compared {
  if (earlier === undefined || (later !== undefined && later >= earlier)) return STRICT
  return looser(`${shown(later)} is less than ${earlier}`)
}

/** A number that may only shrink; without one there is no limit. */
export function smaller(later: number | undefined, earlier: number | undefined): Compared {
  if (earlier === undefined || (later !== undefined && later <= earlier)) return STRICT
  return looser(`${later === undefined ? 'no limit' : later} is more than ${earlier}`)
}

/** Words from loose to strict. */
export function ranked<W extends string>(order: readonly W[]) {
  return (later: W | undefined, earlier: W | undefined): Compared =>
    order.indexOf(later as W) >= order.indexOf(earlier as W)
      ? STRICT
      : looser(`${later ?? 'none'} is looser than ${earlier ?? 'none'}`)
}

/** The same entries, in any order. */
export function sameSet(later: readonly unknown[], earlier: readonly unknown[]): Compared {
  const missing = within(earlier, later)
  const more = within(later, earlier)
  if (missing === undefined && more === undefined) return STRICT
  return missing === undefined
    ? looser(
        `${shown(more)} is more than the earlier rule has, and whether that is stricter cannot be proven`,
      )
    : looser(`${shown(missing)} is missing, and whether that is stricter cannot be proven`)
}

/** Some of the entries, and no others. */
export function subset(later: readonly unknown[], earlier: readonly unknown[]): Compared {
  const more = within(later, earlier)
  return more === undefined ? STRICT : looser(`${shown(more)} is not in the earlier rule`)
}

/** All of the entries, and perhaps more. */
export function superset(later: readonly unknown[], earlier: readonly unknown[]): Compared {
  const missing = within(earlier, later)
  return missing === undefined ? STRICT : looser(`${shown(missing)} is missing`)
}

/** The first entry that is not among the others. */
export function within(some: readonly unknown[], all: readonly unknown[]): unknown {
  const known = new Set(all.map((one) => canonicalJson(one)))
  return some.find((one) => !known.has(canonicalJson(one)))
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : typeof value === 'string' ? value : quote(value)
}
