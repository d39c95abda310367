/** The checks on the HTML page: a strip, a count, and the table. */
import { age, exact } from './ages.ts'
import { htm, htmlJoin, htmlLink } from './escape.ts'
import type { Html } from './escape.ts'
import { everyFinding } from './evidence.ts'
import { exceptionOf } from './exceptions.ts'
import { cell } from './html-cell.ts'
import { personName } from './names.ts'
import { saidInHtml } from './said.ts'
import {
  count,
  evidenceLink,
  findingTone,
  foundText,
  layerWord,
  resultWord,
  severalLayers,
  titleText,
} from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

interface Column {
  title: string
  /** @param of the rule it is a member of */
  content: (finding: Finding, decision: Decision, of?: Finding) => Html | undefined
}

const COLUMNS: readonly Column[] = [
  { title: 'Result', content: (finding, _decision, of) => resultTag(finding, of) },
  { title: 'Required', content: ({ required }) => htm`${required}` },
  { title: 'Found', content: found },
  { title: 'When', content: when },
  { title: 'By', content: ({ by }) => (by === undefined ? undefined : htm`${personName(by)}`) },
  {
    title: 'Clause',
    content: ({ controls }) => (controls.length === 0 ? undefined : htmlJoin(controls, ', ')),
  },
]

/** Only where there is more than one: which policy asks for it, and which rules of earlier layers it stands in for. */
function layerLine(finding: Finding): Html {
  const tightens = finding.tightens ?? []
  const stricter = tightens.length === 0 ? undefined : htm`, tightens ${htmlJoin(tightens, ', ')}`
  return htm`<br><span class="quiet layer" title="policy ${finding.policy}">${layerWord(finding) ?? 'layer not recorded'}${stricter}</span>`
}

/** Columns that no check fills are left out. */
export function checksTable(decision: Decision): Html | undefined {
  if (decision.findings.length === 0) return undefined
  const all = everyFinding(decision.findings)
  const columns = COLUMNS.filter(({ content }) =>
    all.some((finding) => content(finding, decision) !== undefined),
  )
  const heads = columns.map(({ title }) => htm`<th scope="col">${title}</th>`)
  return htm`<section aria-labelledby="checks"><h2 id="checks">Checks</h2>
${tally(decision)}
<table class="cards checks">
<thead><tr><th scope="col">Check</th>${heads}</tr></thead>
<tbody>
${decision.findings.map((finding) => rows(finding, decision, columns, 0, severalLayers(all)))}</tbody>
</table></section>`
}

/** `7 checks: 4 pass, 2 fail, 1 waived`, with a strip of one field a check. */
function tally(decision: Decision): Html {
  const { findings } = decision
  const groups = Map.groupBy(findings, (finding) => resultWord(finding).word)
  const said = [...groups].map(
    ([word, { length }]) => `${length} ${length === 1 ? word : (PLURAL[word] ?? word)}`,
  )
  const fields = findings.map((finding) => htm`<i class="${findingTone(finding)}"></i>`)
  const strip = findings.length > 60 ? undefined : htm`<div class="strip" aria-hidden="true">${fields}</div>`
  return htm`${strip}<p class="quiet">${count(findings.length, 'check')}: ${htmlJoin(said, ', ')}.</p>`
}

const PLURAL: Record<string, string> = {
  passes: 'pass',
  fails: 'fail',
  warns: 'warn',
  'does not apply': 'do not apply',
}

function rows(
  finding: Finding,
  decision: Decision,
  columns: readonly Column[],
  depth: number,
  layers: boolean,
  of?: Finding,
): Html {
  const warns = finding.enforce === 'warn' ? htm` <span class="quiet">(warns only)</span>` : undefined
  const member = depth === 0 ? undefined : htm`<span class="quiet">one of: </span>`
  const cells = columns.map(({ title, content }) => htm`${cell(title, content(finding, decision, of))}\n`)
  return htm`<tr class="${depth === 0 ? findingTone(finding) : 'member'}">
<th scope="row">${member}${titleText(finding)}${warns}${layers && depth === 0 ? layerLine(finding) : undefined}</th>
${cells}</tr>
${(finding.members ?? []).map((one) => rows(one, decision, columns, depth + 1, layers, finding))}`
}

/** The result in a word with its mark; the mark says nothing that the word does not. */
export function resultTag(finding: Finding, of?: Finding): Html {
  const tone = findingTone(finding, of)
  return htm`<span class="tag ${tone}"><svg class="mark" aria-hidden="true"><use href="#m-${tone}"/></svg>${resultWord(finding, of).word}</span>`
}

function when({ at }: Finding, decision: Decision): Html | undefined {
  const words = age(at, decision.decidedAt)
  if (words === undefined || at === undefined) return undefined
  return htm`<time datetime="${at}" title="${exact(at)}">${words}</time>`
}

function found(finding: Finding, decision: Decision): Html {
  // The link is labelled with where it goes: a label from the event could say anything.
  const link = evidenceLink(finding)
  const source =
    link === undefined ? undefined : htm` <span class="quiet">(${htmlLink(link.host, link.target)})</span>`
  const exception = exceptionOf(finding, decision)
  const until = exception === undefined ? undefined : htm`; ${saidInHtml(exception, decision.decidedAt)}`
  const refused = finding.refused.length + (finding.refusedMore ?? 0)
  return htm`${foundText(finding)}${source}${until}${refused === 0 ? undefined : htm`<span class="quiet">; ${refused} refused</span>`}`
}
