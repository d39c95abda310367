/** The timeline as a Mermaid picture: GitHub and GitLab both draw it. */
import { moment } from './ages.ts'
import { mermaidText } from './escape.ts'
import { momentsAhead } from './ahead.ts'
import type { Ahead } from './ahead.ts'
import { byOverride, eventsBefore, verdictTail, verdictWords } from './words.ts'
import type { Decision, TimelineEntry } from '../policy/decision.ts'

/** More rows than this are no picture any more; the newest are drawn. */
const ROWS = 30

/** Lines of a Gantt chart without the code fence; empty where there is nothing to draw. */
export function mermaidTimeline(decision: Decision): string[] {
  const drawable = eventsBefore(decision)
  const entries = drawable.slice(-ROWS)
  const first = moment(entries[0]?.at)
  const last = moment(decision.decidedAt)
  if (first === undefined || last === undefined) return []
  const ahead = momentsAhead(decision)
  // What is far ahead would press the past into a corner: beyond the edge a bar is cut and its label says so.
  const edge = last + Math.max(15 * 60_000, (last - first) * 0.4)
  const end = Math.max(last, ...ahead.map(({ at }) => Math.min(moment(at) ?? 0, edge)))
  const days = (end - first) / 86_400_000
  return [
    'gantt',
    `    title ${mermaidText(decision.request.environment)}, times in UTC, failures in red${drawable.length > ROWS ? `, the last ${ROWS} of ${drawable.length} events` : ''}`,
    '    dateFormat YYYY-MM-DDTHH-mm-ss',
    `    axisFormat ${days > 2 ? '%d %b' : '%H-%M'}`,
    `    tickInterval ${tick(end - first)}`,
    // The line of the moment at which somebody looks would say nothing about the decision.
    '    todayMarker off',
    ...sections(entries, last),
    '    section Decision',
    `    ${mermaidText(verdictWords(decision))} ${mermaidText(decision.request.environment)}${verdictTail(decision)} :milestone, ${byOverride(decision) ? 'crit' : { allow: 'done', pending: 'active', deny: 'crit', error: 'crit' }[decision.verdict]}, ${stamp(decision.decidedAt)}, 0s`,
    ...sectionAhead(ahead, last, edge),
  ]
}

/** At most seven lines across the picture: they run through the labels. */
function tick(milliseconds: number): string {
  const minutes = milliseconds / 60_000
  const fits = TICKS.find(([size]) => minutes / size <= 6) ?? [0, `${Math.ceil(minutes / 1440 / 6)}day`]
  return fits[1]
}

const TICKS: readonly (readonly [minutes: number, name: string])[] = [
  [5, '5minute'],
  [15, '15minute'],
  [30, '30minute'],
  [60, '1hour'],
  [180, '3hour'],
  [720, '12hour'],
  [1440, '1day'],
  [4320, '3day'],
]

/** One section for each environment in the order of their first event; what has none comes first as “Pipeline”. */
function sections(entries: readonly TimelineEntry[], now: number): string[] {
  const lanes = Map.groupBy(entries, (entry) => mermaidText(entry.environment ?? '') || 'Pipeline')
  return [...lanes].flatMap(([lane, members]) => [
    `    section ${lane}`,
    ...members.map((entry) => {
      const state = entry.outcome === 'failure' ? 'crit' : entry.outcome === 'success' ? 'done' : 'active'
      // The time first: a label can then not begin with a word of the grammar (`section`, `click`, `title`).
      const label = `${dated(moment(entry.at) ?? 0, now)} ${mermaidText(entry.label)}`
      return `    ${label} :milestone, ${state}, ${stamp(entry.at)}, 0s`
    }),
  ])
}

/** Bars from the decision to what comes: until when it holds, waits, freezes, what is due. */
function sectionAhead(ahead: readonly Ahead[], from: number, edge: number): string[] {
  if (ahead.length === 0) return []
  const start = stamp(new Date(from).toISOString())
  return [
    '    section Ahead',
    ...ahead.map(({ at, label, tone }) => {
      const until = moment(at) ?? from
      const beyond = until > edge ? ' (beyond this picture)' : ''
      const end = stamp(new Date(Math.min(until, edge)).toISOString())
      const state = tone === 'fail' || tone === 'error' ? 'crit' : tone === 'pass' ? 'done' : 'active'
      return `    ${dated(until, from)} ${mermaidText(label)}${beyond} :${state}, ${start}, ${end}`
    }),
  ]
}

/** `14.18` on the day of the decision, else `12-18 00.00`. */
function dated(at: number, now: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().split('T')
  const today = new Date(now).toISOString().slice(0, 10) === day
  return `${today ? '' : `${day.slice(5)} `}${time.slice(0, 5).replace(':', '.')}`
}

function stamp(at: string): string {
  return new Date(moment(at) ?? 0).toISOString().slice(0, 19).replaceAll(':', '-')
}
