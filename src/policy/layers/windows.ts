/** Windows compared by the time they cover, whatever they are called. */
import type { Window } from '../policy.ts'
import { STRICT, looser } from './compared.ts'
import type { Compared } from './compared.ts'

/** Closed whenever the earlier rule is: each of its windows lies inside one of these. */
export function compareDeny(later: readonly Window[], earlier: readonly Window[]): Compared {
  const missing = earlier.find((window) => !later.some((other) => isInside(window, other)))
  return missing === undefined ? STRICT : looser(`it is not closed during ${say(missing)}`, 'deny')
}

/** Open only when the earlier rule is: each window lies inside one of its. Without any it is always open. */
export function compareAllow(later: readonly Window[], earlier: readonly Window[]): Compared {
  if (earlier.length === 0) return STRICT
  if (later.length === 0) return looser('without allow windows it is always open', 'allow')
  const index = later.findIndex((window) => !earlier.some((other) => isInside(window, other)))
  return index === -1
    ? STRICT
    : looser(`${say(later[index]!)} is not inside the open times of the earlier rule`, 'allow', index)
}

/** Between two dates; or begun at the same moments, and no longer. Other patterns cannot be compared. */
function isInside(inner: Window, outer: Window): boolean {
  if ('from' in inner) return 'from' in outer && inner.from >= outer.from && inner.to <= outer.to
  return (
    'cron' in outer &&
    inner.cron === outer.cron &&
    inner.timezone === outer.timezone &&
    inner.duration <= outer.duration
  )
}

function say(window: Window): string {
  if (window.why !== undefined) return window.why
  if ('cron' in window) return `${window.cron} (${window.timezone})`
  return `${new Date(window.from).toISOString()} to ${new Date(window.to).toISOString()}`
}
