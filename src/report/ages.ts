/** Moments as people say them, relative to the decision (reports read no clock). */

/** `just now`, `25 s`, `11 min`, `3 h 12 min`, `2 d 4 h`, `40 d`. */
export function span(milliseconds: number): string {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  const days = Math.floor(hours / 24)
  return days >= 7 || hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`
}

/** `11 min ago`, `in 15 min`, `just now`; undefined for what is not a moment. */
export function age(at: string | undefined, now: string): string | undefined {
  const then = moment(at)
  const reference = moment(now)
  if (then === undefined || reference === undefined) return undefined
  const passed = reference - then
  if (Math.abs(passed) < 5_000) return 'just now'
  return passed > 0 ? `${rough(passed)} ago` : `in ${rough(passed)}`
}

/** As people say it: no minutes after three hours, no hours after three days. The exact time stands beside or on hover. */
function rough(milliseconds: number): string {
  const hours = Math.floor(Math.abs(milliseconds) / 3_600_000)
  if (hours >= 72) return `${Math.floor(hours / 24)} d`
  return hours >= 3 && hours < 24 ? `${hours} h` : span(milliseconds)
}

/** `2026-11-21 14:03:07 UTC`; what is not a moment is given back as it is (escape it). */
export function exact(at: string): string {
  const then = moment(at)
  return then === undefined ? at : `${new Date(then).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `2026-11-21 14:03 UTC`. */
export function minute(at: string): string {
  const then = moment(at)
  return then === undefined ? at : `${new Date(then).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** `14:18` on the day of `now`, else `2026-11-22 08:00`; always UTC. */
export function clock(at: string, now: string): string {
  const then = moment(at)
  const reference = moment(now)
  if (then === undefined) return at
  const text = new Date(then).toISOString()
  const sameDay =
    reference !== undefined && new Date(reference).toISOString().slice(0, 10) === text.slice(0, 10)
  return sameDay ? text.slice(11, 16) : text.slice(0, 16).replace('T', ' ')
}

/** Milliseconds since 1970, or undefined. RFC 3339 only: `Date.parse` alone takes `Friday 1` too. */
export function moment(at: string | undefined): number | undefined {
  if (at === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)) return undefined
  const then = Date.parse(at)
  return Number.isNaN(then) ? undefined : then
}
