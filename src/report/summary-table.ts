/** The table of checks in Markdown. */
import { age, exact } from './ages.ts'
import type { Section } from './budget.ts'
import { gfm, mdHover, mdJoin, mdLink, mdSign } from './escape.ts'
import type { Markdown } from './escape.ts'
import { everyFinding } from './evidence.ts'
import { exceptionOf } from './exceptions.ts'
import { personName } from './names.ts'
import { saidInMarkdown } from './said.ts'
import { elsewhere } from './summary-place.ts'
import { count, evidenceLink, foundText, layerWord, resultWord, severalLayers, titleText } from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

interface Column {
  title: string
  /** @param of the rule it is a member of */
  cell: (finding: Finding, decision: Decision, depth: number, of?: Finding) => Markdown | undefined
}

const COLUMNS: readonly Column[] = [
  {
    title: 'result',
    cell: (finding, _decision, _depth, of) =>
      gfm`${mdSign(resultWord(finding, of).sign)}&nbsp;${resultWord(finding, of).word}`,
  },
  { title: 'check', cell: checkCell },
  { title: 'required', cell: (finding) => gfm`${finding.required}` },
  { title: 'found', cell: foundCell },
  { title: 'when', cell: whenCell },
  { title: 'by', cell: (finding) => (finding.by === undefined ? undefined : gfm`${personName(finding.by)}`) },
  {
    title: 'clause',
    cell: (finding) => (finding.controls.length === 0 ? undefined : controls(finding.controls)),
  },
]

/** Columns that no check fills are left out: on a phone every column counts. */
export function checksSection(decision: Decision): Section | undefined {
  const all = everyFinding(decision.findings)
  if (all.length === 0) return undefined
  const columns = (severalLayers(all) ? [...COLUMNS, LAYER] : COLUMNS).filter(({ cell }) =>
    all.some((finding) => cell(finding, decision, 0) !== undefined),
  )
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const rowsOf = (finding: Finding, depth: number, of?: Finding): string =>
    line(columns.map(({ cell }) => cell(finding, decision, depth, of)?.text ?? '')) +
    (finding.members ?? []).map((member) => rowsOf(member, depth + 1, finding)).join('')
  return {
    importance: 3,
    opening: `### Checks\n\n${line(columns.map(({ title }) => title))}${line(columns.map(() => '---'))}`,
    rows: decision.findings.map((finding) => rowsOf(finding, 0)),
    closing: '\n',
    leftOut: (n) =>
      gfm`\n<strong>${count(n, 'more check')} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
  }
}

function checkCell(finding: Finding, _decision: Decision, depth: number): Markdown {
  const warns = finding.enforce === 'warn' ? gfm` <em>(warns only)</em>` : undefined
  return gfm`${
    depth === 0 ? undefined : gfm`↳ `
  }${depth === 0 ? gfm`<strong>${titleText(finding)}</strong>` : titleText(finding)}${warns}`
}

function foundCell(finding: Finding, decision: Decision): Markdown {
  // The link is labelled with where it goes: a label from the event could say anything.
  const link = evidenceLink(finding)
  const source = link === undefined ? undefined : gfm` (${mdLink(link.host, link.target)})`
  const exception = exceptionOf(finding, decision)
  const until = exception === undefined ? undefined : gfm`; ${saidInMarkdown(exception, decision.decidedAt)}`
  const refused = finding.refused.length + (finding.refusedMore ?? 0)
  return gfm`${foundText(finding)}${source}${until}${refused === 0 ? undefined : gfm`; ${refused} refused`}`
}

function whenCell(finding: Finding, decision: Decision): Markdown | undefined {
  const when = age(finding.at, decision.decidedAt)
  return when === undefined || finding.at === undefined ? undefined : mdHover(when, exact(finding.at))
}

/** Only where there is more than one: which policy asks for it, and which rules of earlier layers it stands in for. */
const LAYER: Column = { title: 'layer', cell: layerCell }

function layerCell(finding: Finding): Markdown {
  const layer = layerWord(finding) ?? 'not recorded'
  const tightens = finding.tightens ?? []
  const stricter = tightens.length === 0 ? undefined : gfm`<br>tightens ${controls(tightens)}`
  return gfm`${mdHover(layer, `policy ${finding.policy}`)}${stricter}`
}

function controls(clauses: readonly string[]): Markdown {
  const more = clauses.length - 4
  return gfm`${mdJoin(clauses.slice(0, 4), ', ')}${more > 0 ? gfm` and ${more} more` : undefined}`
}
