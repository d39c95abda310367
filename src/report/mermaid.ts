/** The timeline as a Mermaid picture: GitHub and GitLab both draw it. */
import { moment } from './ages.ts'
import { mermaidText } from './escape.ts'
import { eventsBefore, verdictWords } from './words.ts'
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
  const days = (last - first) / 86_400_000
  return [
    'gantt',
    `    title ${mermaidText(decision.request.environment)}, times in UTC, failures in red${drawable.length > ROWS ? `, the last ${ROWS} of ${drawable.length} events` : ''}`,
    '    dateFormat YYYY-MM-DDTHH-mm-ss',
    `    axisFormat ${days > 2 ? '%d %b' : '%H-%M'}`,
    `    tickInterval ${tick(last - first)}`,
    ...sections(entries),
    '    section Decision',
    `    ${mermaidText(verdictWords(decision))} ${mermaidText(decision.request.environment)} :milestone, ${{ allow: 'done', pending: 'active', deny: 'crit', error: 'crit' }[decision.verdict]}, ${stamp(decision.decidedAt)}, 0s`,
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
function sections(entries: readonly TimelineEntry[]): string[] {
  const lanes = Map.groupBy(entries, (entry) => mermaidText(entry.environment ?? '') || 'Pipeline')
  return [...lanes].flatMap(([lane, members]) => [
    `    section ${lane}`,
    ...members.map((entry) => {
      const state = entry.outcome === 'failure' ? 'crit' : entry.outcome === 'success' ? 'done' : 'active'
      // The time first: a label can then not begin with a word of the grammar (`section`, `click`, `title`).
      const label = `${stamp(entry.at).slice(11, 16).replace('-', '.')} ${mermaidText(entry.label)}`
      return `    ${label} :milestone, ${state}, ${stamp(entry.at)}, 0s`
    }),
  ])
}

function stamp(at: string): string {
  return new Date(moment(at) ?? 0).toISOString().slice(0, 19).replaceAll(':', '-')
}
