/**
 * The decision as one self-contained HTML page: no script, nothing loaded from elsewhere, light and dark, for a screen of
 * any width and for paper. The same facts in the same order as the summary.
 */
import { createHash } from 'node:crypto'
import { age, clock, exact, minute } from './ages.ts'
import { htm, htmlInstructions, htmlJoin, htmlLink, htmlText } from './escape.ts'
import type { Html } from './escape.ts'
import { changeSaid } from './change.ts'
import { changes, notices, record } from './html-context.ts'
import { exceptions, nonconformities, overrides, overridesBeside, withoutEffect } from './html-exceptions.ts'
import { checksTable, resultTag } from './html-checks.ts'
import { refusedTable, usedTable } from './html-evidence.ts'
import { ICONS, STYLE } from './html-style.ts'
import { timelineFigure } from './html-timeline.ts'
import { leaseSaid } from './lease.ts'
import { saidInHtml } from './said.ts'
import type { Said } from './said.ts'
import { notesFor } from './waivers.ts'
import * as names from './names.ts'
import * as words from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

/** What a page of the store has around the decision: who is signed in, and what they can do. */
export interface Around {
  top?: Html
  act?: Html
  style: Html
}

/** @param around only where the page is served to somebody; a page in a file has nothing to press */
export function renderHtml(decision: Decision, around?: Around): string {
  const { request } = decision
  const style = around === undefined ? STYLE : htm`${STYLE}${around.style}`
  const title = htm`${words.verdictWords(decision)} ${htmlText(request.environment, 80)}${words.verdictTail(decision) === '' ? undefined : htm` by override`}`
  const first = request.artifacts[0]
  const what =
    first === undefined ? undefined : (names.artifactName(first) ?? names.shortDigest(first.digest))
  return `${
    htm`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="${around === undefined ? 'no-referrer' : 'same-origin'}">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${around === undefined ? STYLE_HASH : hashOf(style)}'; base-uri 'none'; form-action ${around === undefined ? htm`'none'` : htm`'self'`}">
<title>${title}${what === undefined ? undefined : htm`: ${htmlText(what, 80)}`}</title>
<style>${style}</style>
</head>
<body>
${ICONS}
<main>
${around?.top}${banner(decision, title)}
${overrides(decision)}
${notices(decision)}
${blockers(decision)}
${around?.act}${checksTable(decision)}
${nonconformities(decision)}
${overridesBeside(decision)}
${exceptions(decision)}
${withoutEffect(decision)}
${changes(decision)}
${timelineFigure(decision)}
${usedTable(decision)}
${refusedTable(decision)}
${record(decision)}
</main>
<footer><p>Turnpike decision <code>${htmlText(decision.id, 100)}</code>. All times are UTC; ages count from the decision, ${exact(decision.decidedAt)}. This page runs no script and loads nothing.</p></footer>
</body>
</html>`.text
  }\n`
}

/** The policy of the page names its one style sheet, so that nothing else can style or run. */
const hashOf = (style: Html): string => createHash('sha256').update(style.text).digest('base64')
const STYLE_HASH = hashOf(STYLE)

function banner(decision: Decision, title: Html): Html {
  const note = words.modeNote(decision)
  return htm`<header class="verdict ${words.tone(decision)}">
<p class="kicker">Release gate</p>
<h1>${title}</h1>
<p class="lead">${words.summarySentence(decision)}.${holds(decision)}</p>
${note === undefined ? undefined : htm`<p class="mode"><strong>${note}</strong></p>`}
<dl class="facts">
${facts(decision).map(([name, value]) => htm`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
</header>`
}

function holds(decision: Decision): Html | undefined {
  const { expiresAt, decidedAt } = decision
  const dueAt = words.opensAt(decision)
  if (expiresAt !== undefined)
    return htm` Holds until <strong>${clock(expiresAt, decidedAt)} UTC</strong>, ${age(expiresAt, decidedAt)}.`
  const closed = decision.verdict === 'error' ? htm` The gate stays closed.` : undefined
  if (dueAt === undefined) return closed
  return htm`${closed} This can change by itself <strong>${age(dueAt, decidedAt)}</strong>, at ${clock(dueAt, decidedAt)} UTC.`
}

function facts(decision: Decision): [string, Html][] {
  const { request } = decision
  const said = (sentence: Said | undefined) =>
    sentence === undefined ? undefined : saidInHtml(sentence, decision.decidedAt)
  const all: [string, Html | undefined][] = [
    [request.artifacts.length === 1 ? 'Artifact' : 'Artifacts', artifacts(request.artifacts)],
    ['Environment', htm`${htmlText(request.environment, 80)}`],
    ['Service', request.service === undefined ? undefined : htm`${htmlText(request.service, 80)}`],
    ['Change', said(changeSaid(decision))],
    ['Lease', said(leaseSaid(decision))],
    ['Asked by', asked(decision)],
    ['Decided', htm`${minute(decision.decidedAt)}`],
    [
      'Decision',
      words.hostOf(decision.url) === undefined ? undefined : htmlLink('in full, in the store', decision.url),
    ],
  ]
  return all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as [string, Html]]))
}

function artifacts(list: Decision['request']['artifacts']): Html {
  const shown = list.slice(0, 5).map((artifact) => {
    const name = names.artifactName(artifact)
    const digest = htm`<code title="${artifact.digest}">${htmlText(names.shortDigest(artifact.digest), 80)}</code>`
    return name === undefined ? digest : htm`<strong>${htmlText(name, 80)}</strong> ${digest}`
  })
  const more = list.length - shown.length
  return htm`${htmlJoin(shown, '<br>')}${more > 0 ? htm`<br>and ${more} more, in the record below` : undefined}`
}

function asked(decision: Decision): Html {
  const { run } = decision.request
  const who = htm`${htmlText(names.requesterName(decision.requester), 80)}`
  return run === undefined ? who : htm`${who} in ${htmlLink(htmlText(names.runName(run), 100), run)}`
}

/** Blockers beyond this are one line each; the table below has the rest of what is known about them. */
const IN_FULL = 12

function brief(finding: Finding): Html {
  return htm`<li class="${words.findingTone(finding)} brief"><strong>${words.titleText(finding)}</strong> ${resultTag(finding)} ${words.foundSentence(finding)}</li>\n`
}

function blockers(decision: Decision): Html | undefined {
  const list = words.blockersOf(decision)
  if (list.length === 0) return undefined
  return htm`<section aria-labelledby="next">
<h2 id="next">${decision.verdict === 'pending' ? 'What is waited for' : 'To unblock'}</h2>
<ol class="blockers">
${list.map((finding, at) => (at < IN_FULL ? blocker(finding, decision) : brief(finding)))}</ol>
</section>`
}

function blocker(finding: Finding, decision: Decision): Html {
  const when = age(finding.at, decision.decidedAt)
  const since =
    when === undefined || finding.at === undefined
      ? undefined
      : htm`, <time datetime="${finding.at}" title="${exact(finding.at)}">${when}</time>`
  const link = words.evidenceLink(finding)
  const source = link === undefined ? undefined : htm` (${htmlLink(link.host, link.target)})`
  const what = htmlInstructions(
    finding.remediation ?? 'The policy states no way to unblock this.',
    words.strangersStrings(finding, decision),
  )
  const owner =
    finding.owner === undefined
      ? undefined
      : htm` <span class="ask">Ask <strong>${names.personName(finding.owner)}</strong></span>`
  const notes = notesFor(finding, decision).map(
    (note) => htm`<p class="note">${saidInHtml(note, decision.decidedAt)}</p>`,
  )
  return htm`<li class="${words.findingTone(finding)}">
<h3>${words.titleText(finding)} ${resultTag(finding)}</h3>
<p>${words.foundSentence(finding).replace(/^found/, 'Found')}${source}${since}; <span class="quiet">required: ${finding.required}.</span></p>
<p class="next">${what}${owner}</p>${notes}
</li>
`
}
