/** The tables of the HTML page. On a narrow screen each row becomes a card; `data-label` names its cells there. */
import { age, exact, moment } from './ages.ts'
import { htm, htmlJoin, htmlLink, htmlText } from './escape.ts'
import type { Html, Part } from './escape.ts'
import { everyFinding, refusedEvidence, refusedUnlisted, shortType, usedEvidence } from './evidence.ts'
import { count, findingTone, hostOf, personName, resultWord, shortDigest } from './words.ts'
import type { Decision, EvidenceRef, Finding } from '../policy/decision.ts'

/** The result in a word with its mark; the mark says nothing that the word does not. */
export function resultTag(finding: Finding): Html {
  const tone = findingTone(finding)
  return htm`<span class="tag ${tone}"><svg class="mark" aria-hidden="true"><use href="#m-${tone}"/></svg>${resultWord(finding).word}</span>`
}

export function checksTable(decision: Decision): Html | undefined {
  if (decision.findings.length === 0) return undefined
  const clauses = everyFinding(decision.findings).some(({ controls }) => controls.length > 0)
  return htm`<section aria-labelledby="checks"><h2 id="checks">Checks</h2>
${tally(decision)}
<table class="cards checks">
<thead><tr><th scope="col">Check</th><th scope="col">Result</th><th scope="col">Required</th><th scope="col">Found</th><th scope="col">When</th><th scope="col">By</th>${clauses ? htm`<th scope="col">Clause</th>` : undefined}</tr></thead>
<tbody>
${decision.findings.map((finding) => checkRows(finding, decision, 0, clauses))}</tbody>
</table></section>`
}

/** `4 pass · 2 fail · 1 waived`, with a strip of one field a check. */
function tally(decision: Decision): Html {
  const groups = Map.groupBy(
    decision.findings,
    (finding) => PLURAL[resultWord(finding).word] ?? resultWord(finding).word,
  )
  const strip =
    decision.findings.length > 60
      ? undefined
      : htm`<div class="strip" aria-hidden="true">${decision.findings.map((finding) => htm`<i class="${findingTone(finding)}"></i>`)}</div>`
  const said = [...groups].map(([word, members]) => `${members.length} ${word}`)
  return htm`${strip}<p class="quiet">${count(decision.findings.length, 'check')}: ${htmlJoin(said, ', ')}.</p>`
}

const PLURAL: Record<string, string> = {
  passes: 'pass',
  fails: 'fail',
  warns: 'warn',
  'does not apply': 'do not apply',
}

function checkRows(finding: Finding, decision: Decision, depth: number, clauses: boolean): Html {
  const when = age(finding.at, decision.decidedAt)
  const warns = finding.enforce === 'warn' ? htm` <span class="quiet">(warns only)</span>` : undefined
  return htm`<tr class="${findingTone(finding)}${depth > 0 ? htm` member` : undefined}">
<th scope="row">${depth > 0 ? htm`<span class="quiet">one of: </span>` : undefined}${finding.title}${warns}</th>
${cell('Result', resultTag(finding))}
${cell('Required', finding.required)}
${cell('Found', found(finding, decision))}
${cell('When', when === undefined || finding.at === undefined ? undefined : htm`<time datetime="${finding.at}" title="${exact(finding.at)}">${when}</time>`)}
${cell('By', finding.by === undefined ? undefined : personName(finding.by))}
${clauses ? cell('Clause', finding.controls.length === 0 ? undefined : htmlJoin(finding.controls, ', ')) : undefined}</tr>
${(finding.members ?? []).map((member) => checkRows(member, decision, depth + 1, clauses))}`
}

function found(finding: Finding, decision: Decision): Html {
  const uri = finding.evidence.map((event) => event.uri).find((address) => hostOf(address) !== undefined)
  // The link is labelled with where it goes: a label from the event could say anything.
  const source =
    uri === undefined ? undefined : htm` <span class="quiet">(${htmlLink(hostOf(uri) ?? '', uri)})</span>`
  const waiver = decision.waivers.find(({ rule }) => rule === finding.rule && finding.result === 'waived')
  const until =
    waiver === undefined
      ? undefined
      : htm`; waived until ${exact(waiver.until).slice(0, 10)} by ${personName(waiver.by)}`
  const refused = finding.refused.length + (finding.refusedMore ?? 0)
  return htm`${finding.found}${source}${until}${refused === 0 ? undefined : htm`<span class="quiet">; ${refused} refused</span>`}`
}

export function usedTable(decision: Decision): Html | undefined {
  const used = usedEvidence(decision)
  if (used.length === 0) return undefined
  const rows = used.map(
    ({ event, checks }) =>
      htm`<tr><th scope="row">${htmlJoin(checks, ', ')}</th>${cell('Says', says(event))}${origin(event)}</tr>\n`,
  )
  return htm`<details><summary>Evidence used (${used.length})</summary><table class="cards">
<thead><tr><th scope="col">For</th><th scope="col">Says</th><th scope="col">Sent by</th><th scope="col">When</th><th scope="col">Event</th></tr></thead><tbody>
${rows}</tbody></table></details>`
}

export function refusedTable(decision: Decision): Html | undefined {
  const refused = refusedEvidence(decision)
  const unlisted = refusedUnlisted(decision)
  if (refused.length + unlisted === 0) return undefined
  const rows = refused.map(
    ({ event, checks }) =>
      htm`<tr><th scope="row">${htmlJoin(checks, ', ')}</th>${cell('Said', says(event))}${cell('Refused because', htm`<strong>${event.explanation}</strong> (${event.reason})`)}${origin(event)}</tr>\n`,
  )
  const more =
    unlisted === 0
      ? undefined
      : htm`<p>${count(unlisted, 'more refused event')} only counted, not listed.</p>`
  return htm`<details><summary>Evidence refused (${refused.length + unlisted})</summary>${more}<table class="cards">
<thead><tr><th scope="col">For</th><th scope="col">Said</th><th scope="col">Refused because</th><th scope="col">Sent by</th><th scope="col">When</th><th scope="col">Event</th></tr></thead><tbody>
${rows}</tbody></table></details>`
}

function says(event: EvidenceRef): Html {
  const host = hostOf(event.uri)
  const digest = /sha256(?::|%3A)[0-9a-f]{64}/i.exec(event.subject)?.[0]
  const about =
    digest === undefined
      ? event.subject
      : event.subject.replace(digest, shortDigest(digest.toLowerCase().replace('%3a', ':')))
  return htm`${event.says}${host === undefined ? undefined : htm` (${htmlLink(host, event.uri)})`}<br><span class="quiet">about ${about}</span>`
}

function origin(event: EvidenceRef): Html {
  const apart = Math.abs((moment(event.receivedAt) ?? 0) - (moment(event.timestamp) ?? 0)) > 1000
  const received = apart ? htm`<br><span class="quiet">received ${exact(event.receivedAt)}</span>` : undefined
  return htm`${cell('Sent by', htm`${personName(event.producer)}<br><span class="quiet">from ${event.source}</span>`)}${cell('When', htm`${exact(event.timestamp)}${received}`)}${cell('Event', htm`no. ${event.sequence} ${htmlText(shortType(event.type), 80)}<br><code>${htmlText(event.id, 100)}</code>`)}`
}

/** A cell with the name it has where the row is a card; empty ones disappear there. */
export function cell(label: string, content: Part<'html'>): Html {
  if (content === undefined || content === '') return htm`<td></td>`
  return htm`<td data-label="${label}"><div>${content}</div></td>`
}
