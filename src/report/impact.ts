/** Decisions that would have been others under another policy: a table for a terminal and one in Markdown. */
import type { ImpactPage, ImpactReason, ImpactRow } from '../policy/impact.ts'
import { minute } from './ages.ts'
import { cut, gfm, logText, mdCode, mdJoin, mdSign, type Markdown } from './escape.ts'
import { artifactName, shortDigest } from './names.ts'
import { count, VERDICT_SIGN } from './words.ts'

/** All parts together. `next`: there are older decisions that were not looked at. */
export type Impact = ImpactPage

/** Rules named in a row; the rest is counted. */
const REASONS = 3
/** Each cut by itself, so that how many more there are is always said. */
const REASON = 160
/** Rows and gaps in Markdown; a job summary has an end. */
const MOST_ROWS = 500
const MOST_GAPS = 20

/** Aligned columns for a terminal. */
export function renderImpact(impact: Impact): string[] {
  const lines = [headline(impact)]
  if (impact.rows.length > 0) {
    const cells = impact.rows.map((row) => [
      minute(row.decidedAt).replace(' UTC', ''),
      logText(artifactsOf(row), 60),
      logText(placeOf(row), 60),
      row.was,
      row.wouldBe,
      saidReasons(row),
    ])
    lines.push(
      ...aligned([['when (UTC)', 'artifact', 'environment', 'was', 'would be', 'because'], ...cells]),
    )
  }
  for (const gap of impact.gaps.slice(0, MOST_GAPS))
    lines.push(cut(`not judged  ${logText(gap.id, 60)}: ${logText(gap.why, 400)}`, 600))
  lines.push(...notesOn(impact))
  return lines
}

/** The same as a section for a comment or a job summary. */
export function renderImpactMarkdown(impact: Impact): string {
  const parts: Markdown[] = [gfm`${headline(impact)}`]
  const lines = [`## What would have been decided otherwise`, '', parts[0]!.text]
  if (impact.rows.length > 0) {
    lines.push(
      '',
      '| when (UTC) | artifact | environment | was | would be | because |',
      '| --- | --- | --- | --- | --- | --- |',
    )
    for (const row of impact.rows.slice(0, MOST_ROWS)) lines.push(markdownRow(row))
  }
  const more = impact.rows.length - MOST_ROWS
  if (more > 0) lines.push('', gfm`And ${more} more; \`--json\` lists them.`.text)
  for (const gap of impact.gaps.slice(0, MOST_GAPS))
    lines.push('', gfm`Not judged: ${mdCode(gap.id, 60)}: ${gap.why}`.text)
  for (const note of notesOn(impact)) lines.push('', gfm`${note}`.text)
  return `${lines.join('\n')}\n`
}

function markdownRow(row: ImpactRow): string {
  const cells = [
    gfm`${minute(row.decidedAt).replace(' UTC', '')}`,
    gfm`${artifactsOf(row)}`,
    gfm`${placeOf(row)}`,
    gfm`${mdSign(VERDICT_SIGN[row.was])}&nbsp;${row.was}`,
    gfm`${mdSign(VERDICT_SIGN[row.wouldBe])}&nbsp;${row.wouldBe}`,
    mdJoin(
      [...row.because.slice(0, REASONS).map((one) => gfm`${sayReason(one)}`), ...moreReasons(row)],
      '; ',
    ),
  ]
  return `| ${cells.map(({ text }) => text).join(' | ')} |`
}

/** `12 of 340 decisions since 2026-10-22 would have been different: 9 × allow → deny.` */
function headline({ totals, since, environment, policies, without }: Impact): string {
  const under = [
    ...policies.map(({ name }) => `with the new ${logText(name, 80)}`),
    ...without.map((name) => `without ${logText(name, 80)}`),
  ]
  const kinds = totals.changes.map(({ was, wouldBe, count: times }) => `${times} × ${was} → ${wouldBe}`)
  const where = environment === undefined ? '' : ` for ${logText(environment, 80)}`
  const counted = `${totals.different} of ${count(totals.examined, 'decision')}${where} since ${minute(since)}`
  return `${counted} would have been different ${under.join(', ')}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}.`
}

function notesOn({ totals, next, gaps }: Impact): string[] {
  return [
    ...(totals.impossible > MOST_GAPS && gaps.length > 0
      ? [`${totals.impossible} decisions could not be judged; the first ${MOST_GAPS} are listed.`]
      : []),
    ...(totals.drifted === 0
      ? []
      : [
          `${count(totals.drifted, 'decision')} would be judged otherwise by this version of Turnpike whatever the policy, and ${totals.drifted === 1 ? 'is' : 'are'} not listed.`,
        ]),
    ...(next === undefined
      ? []
      : [
          'The limit was reached: older decisions were not looked at. Give a larger --limit, or a later --since.',
        ]),
  ]
}

function saidReasons(row: ImpactRow): string {
  const more = moreReasons(row)
  return [...row.because.slice(0, REASONS).map((one) => logText(sayReason(one), REASON)), ...more].join('; ')
}

function moreReasons(row: ImpactRow): string[] {
  const more = row.because.length - REASONS + (row.becauseMore ?? 0)
  return more > 0 ? [`and ${more} more`] : []
}

/** `unit-tests of production: pass → fail (no such event)`. */
function sayReason({ policy, rule, title, was, wouldBe, found }: ImpactReason): string {
  if (rule === '') return `${title}: ${found}`
  const change = `${was ?? 'not asked'} → ${wouldBe ?? 'not asked'}`
  return `${rule} of ${policy}: ${change} (${cut(found, 120)})`
}

function artifactsOf({ artifacts }: ImpactRow): string {
  const [first] = artifacts
  if (first === undefined) return ''
  const more = artifacts.length - 1
  return `${artifactName(first) ?? shortDigest(first.digest)}${more > 0 ? ` and ${more} more` : ''}`
}

function placeOf({ environment, service }: ImpactRow): string {
  return service === undefined ? environment : `${environment}, ${service}`
}

/** The last column is as long as it is. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) =>
    row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '),
  )
}
