/** The events a decision used and refused, as tables of the HTML page. */
import { exact, moment } from './ages.ts'
import { htm, htmlJoin, htmlLink, htmlText } from './escape.ts'
import type { Html } from './escape.ts'
import { refusedEvidence, refusedUnlisted, shortType, usedEvidence } from './evidence.ts'
import { cell } from './html-cell.ts'
import { senderOf, shortDigest } from './names.ts'
import { count, hostOf } from './words.ts'
import type { Decision, EvidenceRef } from '../policy/decision.ts'

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

function signedBy({ signer }: EvidenceRef): Html | undefined {
  return signer === undefined ? undefined : htm`<br>signed by ${htmlText(signer, 200)}`
}

function origin(event: EvidenceRef): Html {
  const apart = Math.abs((moment(event.receivedAt) ?? 0) - (moment(event.timestamp) ?? 0)) > 1000
  const received = apart ? htm`<br><span class="quiet">received ${exact(event.receivedAt)}</span>` : undefined
  return htm`${cell('Sent by', htm`${senderOf(event)}<br><span class="quiet">from ${event.source}${signedBy(event)}</span>`)}${cell('When', htm`${exact(event.timestamp)}${received}`)}${cell('Event', htm`no. ${event.sequence} ${htmlText(shortType(event.type), 80)}<br><code>${htmlText(event.id, 100)}</code>`)}`
}
