/**
 * `window`: allow and deny windows. Deny beats allow; where there are allow windows, one of them must be open. Judged
 * at the moment of the decision (F15), by dates or by cron and duration, in an IANA time zone.
 */
import { Cron } from 'croner'
import { DateTime } from 'luxon'
import { duration, ruleShape } from '../fields.ts'
import type { Window, WindowRule } from '../policy.ts'
import type { Reader } from '../reader.ts'
import type { Shape } from '../shape.ts'
import { clip } from '../say.ts'
import type { Conclusion, Kind } from './kind.ts'

const MAX_REPEATED_MS = 31 * 86_400_000
/** How many starts of cron windows are computed for one decision: enough to find when it opens, if that is soon. */
const MAX_STARTS = 500
/** Of windows that run into each other, so many are taken for one; the end of that is looked at again. */
const MAX_JOINED = 20

const windowShape: Shape = {
  is: 'record',
  fields: {
    from: {
      is: 'text',
      max: 40,
      about: 'First moment: 2026-12-18T00:00 in the time zone, or with an offset.',
    },
    to: { is: 'text', max: 40, about: 'First moment after it.' },
    cron: { is: 'text', max: 100, about: 'Start of each window, five fields: 0 9 * * MON-FRI.' },
    duration,
    timezone: { is: 'text', max: 60, about: 'IANA name, e.g. Europe/Amsterdam.' },
    why: { is: 'text', max: 200, about: 'Shown to people.' },
  },
  required: [],
  someOf: ['from', 'cron'],
}

export const window: Kind<WindowRule> = {
  shape: (place) => {
    const list: Shape = { is: 'list', of: windowShape, min: 1, max: 50 }
    const shape = ruleShape(
      {
        deny: { ...list, about: 'Closed during these.' },
        allow: { ...list, about: 'Open only during these.' },
        onClosed: { is: 'word', of: ['deny', 'wait'], about: 'deny (default), or wait until it opens.' },
      },
      [],
      'Allow and deny windows; deny beats allow.',
      place,
    )
    return { ...shape, someOf: ['deny', 'allow'] }
  },

  read(raw, common, reader) {
    return {
      ...common,
      kind: 'window',
      deny: readWindows(raw, 'deny', reader),
      allow: readWindows(raw, 'allow', reader),
      onClosed: (raw['onClosed'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: () => [],

  conclude(rule, { now }) {
    const starts = { left: MAX_STARTS }
    const state = stateAt(rule, now, starts)
    const required = sayRequired(rule)
    if (state.open)
      return {
        result: 'pass',
        reason: 'window-open',
        required,
        found: state.by === undefined ? 'outside' : `open${why(state.by)}`,
        ...(state.until === undefined ? {} : { dueAt: state.until }),
      }
    const opens = opensAfter(rule, now, starts)
    const zone = (state.by ?? rule.allow[0] ?? rule.deny[0]!).timezone
    const until = opens === undefined ? '' : `, opens ${sayMoment(opens, zone)}`
    const closed: Omit<Conclusion, 'reason' | 'found'> = {
      result: rule.onClosed === 'wait' && opens !== undefined ? 'pending' : 'fail',
      required,
      remediation:
        opens === undefined
          ? 'It does not open again: ask the owner of the policy.'
          : `Wait until ${sayMoment(opens, zone)}.`,
      ...(opens === undefined ? {} : { dueAt: opens }),
    }
    return state.by === undefined
      ? { ...closed, reason: 'outside-window', found: `closed${until}` }
      : { ...closed, reason: 'frozen', found: `closed${why(state.by)}${until}` }
  },
}

function readWindows(
  raw: Readonly<Record<string, unknown>>,
  side: 'deny' | 'allow',
  reader: Reader,
): Window[] {
  return ((raw[side] as Record<string, string>[] | undefined) ?? []).flatMap((written, index) => {
    const window = readWindow(written, side, reader.at(side, index))
    return window === undefined ? [] : [window]
  })
}

function readWindow(
  written: Readonly<Record<string, string>>,
  side: 'deny' | 'allow',
  reader: Reader,
): Window | undefined {
  const timezone = reader.timezone(written, 'timezone')
  if (written['timezone'] !== undefined && timezone === undefined) return undefined
  const why = written['why'] === undefined ? {} : { why: written['why'] }
  const { from, to, cron, duration: length } = written
  if (cron !== undefined) {
    if (from !== undefined || to !== undefined) reader.problem('has cron and from/to; use one of them')
    if (length === undefined) reader.problem('duration is missing: how long is it open after each start?')
    if (timezone === undefined) return void reader.problem('timezone is missing')
    const problem = cronProblem(cron, timezone)
    if (problem !== undefined) return void reader.problem(problem, 'cron')
    const ms = reader.duration(written, 'duration') ?? 0
    if (ms > MAX_REPEATED_MS) return void reader.problem('is longer than 31 days', 'duration')
    return { cron, duration: ms, timezone, ...why }
  }
  if (from === undefined || to === undefined)
    return void reader.problem(`${from === undefined ? 'from' : 'to'} is missing`)
  if (length !== undefined) reader.problem('duration belongs to cron; from/to says it already')
  // A local time that comes twice: a deny window is as long, an allow window as short as it can be.
  const start = reader.moment(from, 'from', timezone, side === 'allow')
  const end = reader.moment(to, 'to', timezone, side === 'deny')
  if (start === undefined || end === undefined) return undefined
  if (end <= start) return void reader.problem('to must be later than from', 'to')
  return { from: start, to: end, timezone: timezone ?? 'Etc/UTC', ...why }
}

function cronProblem(cron: string, timezone: string): string | undefined {
  if (cron.trim().split(/\s+/u).length !== 5) return 'must have five fields: minute hour day month weekday'
  try {
    new Cron(cron, { timezone, paused: true, mode: '5-part' })
    return undefined
  } catch (error) {
    return `is not a cron pattern: ${error instanceof Error ? error.message.replace(/^CronPattern: /u, '') : 'unreadable'}`
  }
}

interface State {
  open: boolean
  /** The window that decides; absent when none is open. */
  by?: Window
  /** The next border of any window, when there is one. */
  until?: number
  /** While it is closed: it stays so until then; absent: for ever. */
  closedUntil?: number
}

/** Deny beats allow. */
function stateAt(rule: WindowRule, at: number, starts: Starts): State {
  const denied = lookAt(rule.deny, at, starts)
  const allowed = lookAt(rule.allow, at, starts)
  const until = Math.min(denied.border, allowed.border)
  const border = until === Infinity ? {} : { until }
  if (denied.inside !== undefined)
    return { open: false, by: denied.inside, ...border, closedUntil: denied.ends }
  if (allowed.inside !== undefined) return { open: true, by: allowed.inside, ...border }
  if (rule.allow.length === 0) return { open: true, ...border }
  return { open: false, ...border, ...(allowed.border === Infinity ? {} : { closedUntil: allowed.border }) }
}

interface Looked {
  /** The first of them that the moment is in, and when that ends. */
  inside?: Window
  ends: number
  /** The next border of any of them. */
  border: number
}

function lookAt(windows: readonly Window[], at: number, starts: Starts): Looked {
  const looked: Looked = { ends: Infinity, border: Infinity }
  for (const window of windows) {
    const { inside, border = Infinity } = spanAt(window, at, starts)
    if (inside && looked.inside === undefined) Object.assign(looked, { inside: window, ends: border })
    looked.border = Math.min(looked.border, border)
  }
  return looked
}

interface Starts {
  left: number
}

/** Undefined: never, or not as far as is looked. */
function opensAfter(rule: WindowRule, now: number, starts: Starts): number | undefined {
  let at = now
  while (starts.left > 0) {
    const { open, closedUntil } = stateAt(rule, at, starts)
    if (open) return at
    if (closedUntil === undefined) return undefined
    at = closedUntil
    starts.left--
  }
  return undefined
}

/** Is a moment inside a window, and when is the window's next border after it? */
function spanAt(window: Window, at: number, starts: Starts): { inside: boolean; border?: number } {
  if ('from' in window) {
    if (at < window.from) return { inside: false, border: window.from }
    return at < window.to ? { inside: true, border: window.to } : { inside: false }
  }
  const cron = new Cron(window.cron, { timezone: window.timezone, paused: true, mode: '5-part' })
  const startAfter = (moment: number): number | undefined => {
    starts.left--
    return cron.nextRun(new Date(moment))?.getTime()
  }
  // The window is open when one of its starts is less than its duration ago.
  let start = startAfter(at - window.duration)
  if (start === undefined || start > at)
    return { inside: false, ...(start === undefined ? {} : { border: start }) }
  let end = at
  for (let joined = 0; start !== undefined && start <= end && joined < MAX_JOINED; joined++) {
    end = start + window.duration
    start = startAfter(start)
  }
  return { inside: true, border: end }
}

function why(window: Window): string {
  return window.why === undefined ? '' : ` (${clip(window.why, 100)})`
}

/** `4 Jan 08:00 Europe/Amsterdam`. */
function sayMoment(at: number, timezone: string): string {
  return `${DateTime.fromMillis(at, { zone: timezone, locale: 'en-GB' }).toFormat('d LLL yyyy HH:mm')} ${timezone}`
}

function sayRequired(rule: WindowRule): string {
  const parts: string[] = []
  if (rule.allow.length > 0) parts.push(`inside ${rule.allow.map(sayWindow).join(' or ')}`)
  if (rule.deny.length > 0) parts.push(`outside ${rule.deny.map(sayWindow).join(', ')}`)
  return clip(parts.join('; '), 200)
}

function sayWindow(window: Window): string {
  if ('cron' in window) return window.why ?? `${window.cron} (${window.timezone})`
  const day = (at: number) =>
    DateTime.fromMillis(at, { zone: window.timezone, locale: 'en-GB' }).toFormat('d LLL')
  return `${day(window.from)} – ${day(window.to)}`
}
