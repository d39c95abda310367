/**
 * The timeline as a drawing (inline SVG): one rail for each environment, the oldest event on top, the decision below.
 * Distances grow with the logarithm of the time between, and a longer gap is written beside the rail, so that minutes and
 * weeks fit on one page. It has no viewBox: text keeps its size on a phone, where a scaled picture could not be read.
 */
import { clock, exact, minute, moment, span } from './ages.ts'
import { cut, htm, plain } from './escape.ts'
import type { Html } from './escape.ts'
import { cell } from './html-cell.ts'
import { momentsAhead } from './ahead.ts'
import type { Ahead } from './ahead.ts'
import { count, eventsBefore, tone, verdictTail, verdictWords } from './words.ts'
import type { Decision, TimelineEntry } from '../policy/decision.ts'

/** Events drawn; older ones stand in the table below the picture. */
const DRAWN = 40
const RAILS = 4
const LEFT = 62
const RAIL = 18
const LINE = 19
/** Characters of a label on one line: what a phone of 360 pixels shows. */
const WIDTH = 30

interface Placed {
  entry: TimelineEntry
  rail: number
  y: number
  lines: string[]
}

/** The figure, and all events as a table for who cannot see it; undefined where there is nothing to draw. */
export function timelineFigure(decision: Decision): Html | undefined {
  const entries = eventsBefore(decision)
  if (entries.length === 0) return undefined
  const older = entries.length - DRAWN
  return htm`<section class="timeline" aria-labelledby="timeline"><h2 id="timeline">Timeline</h2>
<figure>${drawing(entries.slice(-DRAWN), decision)}</figure>
${older > 0 ? htm`<p class="quiet">${count(older, 'older event')} not drawn; the table has them all.</p>` : undefined}
<details><summary>The timeline as a table (${count(entries.length, 'event')})</summary><table class="cards">
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Environment</th><th scope="col">Outcome</th><th scope="col">Event</th></tr></thead><tbody>
${entries.map((entry) => htm`<tr><th scope="row">${exact(entry.at)}</th>${cell('What', htm`${entry.label}<br><span class="quiet">${entry.what}</span>`)}${cell('Environment', entry.environment)}${cell('Outcome', entry.outcome)}${cell('Event', entry.sequence === undefined ? undefined : `no. ${entry.sequence}`)}</tr>\n`)}</tbody></table></details>
</section>`
}

function drawing(entries: readonly TimelineEntry[], decision: Decision): Html {
  const rails = [...new Set(entries.map((entry) => entry.environment ?? ''))].sort(
    (a, b) => Number(a !== '') - Number(b !== ''),
  )
  const shown = Math.min(rails.length, RAILS)
  const railOf = (entry: TimelineEntry) => Math.min(rails.indexOf(entry.environment ?? ''), RAILS - 1)
  const placed = place(entries, railOf)
  const end =
    (placed.at(-1)?.y ?? 0) + heightOf(placed.at(-1)) + gapSize(placed.at(-1)?.entry.at, decision.decidedAt)
  const ahead = placeAhead(momentsAhead(decision), end, decision.decidedAt)
  const bottom = ahead.at(-1)
  const height = bottom === undefined ? end + 34 : bottom.y + bottom.lines.length * LINE + 8
  const text = LEFT + shown * RAIL + 12
  const title = `${verdictWords(decision)} ${plain(decision.request.environment, 80)}${verdictTail(decision)}: ${count(entries.length, 'event')} before the decision`
  const last = entries.at(-1)
  const desc = `From ${minute(entries[0]?.at ?? '')} to ${minute(last?.at ?? '')}; failed: ${entries.filter(({ outcome }) => outcome === 'failure').length}. The same as a table below.`
  return htm`<svg role="img" aria-labelledby="tl-title tl-desc" height="${height}" xmlns="http://www.w3.org/2000/svg">
<title id="tl-title">${title}</title><desc id="tl-desc">${desc}</desc>
${Array.from({ length: shown }, (_, rail) => railLine(rail, placed, end))}
${placed.map((one, at) => gap(placed[at - 1], one, text))}
${gap(placed.at(-1), { entry: { at: decision.decidedAt, what: '', label: '' }, rail: 0, y: end, lines: [] }, text)}
${placed.map((one) => event(one, text, decision.decidedAt))}
${now(decision, end, text, shown)}
${ahead.map((one, at) => later(one, ahead[at - 1], end, text, shown, decision.decidedAt))}
</svg>`
}

function place(entries: readonly TimelineEntry[], railOf: (entry: TimelineEntry) => number): Placed[] {
  const placed: Placed[] = []
  let y = 18
  for (const entry of entries) {
    const before = placed.at(-1)
    if (before !== undefined) y += heightOf(before) + gapSize(before.entry.at, entry.at)
    placed.push({ entry, rail: railOf(entry), y, lines: wrap(plain(entry.label, WIDTH * 2)) })
  }
  return placed
}

function heightOf(placed: Placed | undefined): number {
  return ((placed?.lines.length ?? 0) + 1) * LINE
}

/** 8 pixels for neighbours, 20 after a quarter of an hour, 34 after a day; room for the words where it is a long gap. */
function gapSize(from: string | undefined, to: string): number {
  const passed = Math.max(0, (moment(to) ?? 0) - (moment(from) ?? 0))
  const size = Math.min(56, 8 + 3.6 * Math.log(1 + passed / 60_000))
  return Math.round(passed < LONG ? size : size + 14)
}

const LONG = 30 * 60_000

/** Between two events, how long nothing happened; only where it is worth a word. */
function gap(from: Placed | undefined, to: Placed, text: number): Html | undefined {
  if (from === undefined) return undefined
  const passed = (moment(to.entry.at) ?? 0) - (moment(from.entry.at) ?? 0)
  if (passed < LONG) return undefined
  const middle = Math.round((from.y + heightOf(from) - LINE + to.y) / 2) + 6
  return htm`<text class="small gap" x="${text}" y="${middle}">${span(passed)} later</text>\n`
}

function railLine(rail: number, placed: readonly Placed[], end: number): Html {
  const own = placed.filter((one) => one.rail === rail)
  const x = railX(rail)
  return htm`<line class="rail" x1="${x}" y1="${own[0]?.y ?? end}" x2="${x}" y2="${end}"/>\n`
}

function event({ entry, rail, y, lines }: Placed, text: number, now: string): Html {
  const tone = entry.outcome === 'success' ? 'pass' : entry.outcome === 'failure' ? 'fail' : 'off'
  const where = entry.environment === undefined ? undefined : htm`${cut(plain(entry.environment), 20)} · `
  const failed = entry.outcome === 'failure' ? htm`failed · ` : undefined
  const when = moment(entry.at) === undefined ? '' : clock(entry.at, now)
  return htm`<g class="${tone}"><title>${exact(entry.at)}: ${entry.label} (${entry.what})</title>
<text class="small" x="${LEFT - 10}" y="${y + 5}" text-anchor="end">${when.length > 5 ? when.slice(5, 10) : when}</text>
${shape(tone, railX(rail), y)}
${lines.map((line, at) => htm`<text class="strong" x="${text}" y="${y + 5 + at * LINE}">${line}</text>`)}
<text class="small" x="${text}" y="${y + 4 + lines.length * LINE}">${failed}${where}${cut(plain(entry.what), 28)}</text></g>
`
}

function shape(tone: string, x: number, y: number): Html {
  if (tone === 'pass') {
    return htm`<circle class="dot" cx="${x}" cy="${y}" r="8"/><path class="stroke" d="M${x - 3.5} ${y}l2.6 2.6 4.6-5"/>`
  }
  if (tone === 'fail') {
    return htm`<rect class="dot" x="${x - 7.5}" y="${y - 7.5}" width="15" height="15" rx="2"/><path class="stroke" d="M${x - 3} ${y - 3}l6 6m0-6l-6 6"/>`
  }
  return htm`<circle class="open" cx="${x}" cy="${y}" r="6"/>`
}

/** The decision: across all rails, because it is about what all of them say. */
function now(decision: Decision, y: number, text: number, rails: number): Html {
  const words = `${verdictWords(decision)} ${plain(decision.request.environment, 40)}${verdictTail(decision)}`
  return htm`<g class="${tone(decision)}"><rect x="${LEFT - 1}" y="${y - 5}" width="${rails * RAIL}" height="10" rx="5" fill="var(--tone)"/>
<text class="small" x="${LEFT - 10}" y="${y + 5}" text-anchor="end">${clock(decision.decidedAt, decision.decidedAt)}</text>
<text class="now" x="${text}" y="${y + 5}">${cut(words, WIDTH + 6)}</text></g>
`
}

interface PlacedAhead extends Ahead {
  y: number
  lines: string[]
}

/** Below the decision, as far from each other as events are. */
function placeAhead(moments: readonly Ahead[], end: number, decidedAt: string): PlacedAhead[] {
  const placed: PlacedAhead[] = []
  for (const one of moments) {
    const before = placed.at(-1)
    const from = before === undefined ? end + LINE : before.y + before.lines.length * LINE
    const y = from + gapSize(before?.at ?? decidedAt, one.at)
    placed.push({ ...one, y, lines: wrap(plain(one.label, WIDTH * 2)) })
  }
  return placed
}

/** A moment to come: a broken line down to an open mark, in the colour of what waits for it. */
function later(
  one: PlacedAhead,
  before: PlacedAhead | undefined,
  end: number,
  text: number,
  rails: number,
  decidedAt: string,
): Html {
  const x = LEFT + (rails * RAIL) / 2 - 1
  const top = before === undefined ? end + 12 : before.y + 10
  const when = clock(one.at, decidedAt)
  const passed = (moment(one.at) ?? 0) - (moment(before?.at ?? decidedAt) ?? 0)
  const above = before === undefined ? end : before.y + (before.lines.length - 1) * LINE
  const words =
    passed < LONG
      ? undefined
      : htm`<text class="small gap" x="${text}" y="${Math.round((above + one.y) / 2) + 4}">${span(passed)} later</text>\n`
  return htm`<g class="${one.tone}"><title>${exact(one.at)}: ${one.label}</title><line class="ahead" x1="${x}" y1="${top}" x2="${x}" y2="${one.y - 10}"/>
<circle class="open" cx="${x}" cy="${one.y}" r="6" stroke-dasharray="3 2"/>
<text class="small" x="${LEFT - 10}" y="${one.y + 5}" text-anchor="end">${when.length > 5 ? when.slice(5, 10) : when}</text>
${words}${one.lines.map((line, at) => htm`<text x="${text}" y="${one.y + 5 + at * LINE}">${line}</text>`)}</g>
`
}

function railX(rail: number): number {
  return LEFT + rail * RAIL + RAIL / 2 - 1
}

/** At most two lines, broken at a space where there is one; the tooltip and the table have the whole label. */
function wrap(text: string): string[] {
  if (text.length <= WIDTH) return [text]
  const space = text.lastIndexOf(' ', WIDTH)
  const at = space > WIDTH / 2 ? space : WIDTH
  return [text.slice(0, at).trimEnd(), cut(text.slice(at).trimStart(), WIDTH)]
}
