/** Tables of the front page: what needs somebody. Strings come from strangers; the templates escape them. */
import { minute } from '../report/ages.ts'
import { htm, htmlLink, type Html } from '../report/escape.ts'
import { personName, runName, shortDigest } from '../report/names.ts'
import { quoted, saidInHtml, ticketLink } from '../report/said.ts'
import type { Attention } from './front-attention.ts'

const MOST_ROWS = 50

/** A section for each kind there is something of; nothing where there is nothing. */
export function attentionSections(attention: Attention, prefix: string): Html[] {
  const { overrides, waivers, nonconformities, leases, more, unknown } = attention
  const event = (sequence: number) => htm`<a href="${prefix}/v1/events/${sequence}">no. ${sequence}</a>`
  const sections = [
    section(
      'Overrides (break-glass)',
      ['State', 'Environment', 'Artifact', 'By', 'Until', 'Reason and ticket', 'Review'],
      overrides.map((one) => [
        htm`<span class="${one.state === 'in-force' ? 'deny' : 'pending'}">${one.state.replaceAll('-', ' ')}</span>`,
        htm`${one.environment}`,
        htm`<code title="${one.artifact}">${shortDigest(one.artifact)}</code>`,
        htm`${personName(one.by)}${one.second === undefined ? undefined : htm`, confirmed by ${personName(one.second)}`}`,
        time(one.until),
        htm`${saidInHtml(quoted(one.reason), attention.now)}${ticket(one.ticket, attention.now)}`,
        htm`<span class="${one.review.state === 'overdue' ? 'deny' : 'pending'}">${one.review.state}</span>${one.review.due === undefined ? undefined : htm`, due ${time(one.review.due)}`}`,
      ]),
    ),
    section(
      'Deployed without a valid decision',
      ['Environment', 'Service', 'Artifact', 'Deployed', 'By', 'What', 'Event'],
      nonconformities.map((one) => [
        htm`${one.environment ?? ''}`,
        htm`${one.service ?? ''}`,
        one.artifact === undefined
          ? htm``
          : htm`<code title="${one.artifact}">${shortDigest(one.artifact)}</code>`,
        time(one.at),
        htm`${personName(one.by)}`,
        htm`${one.says}`,
        event(one.sequence),
      ]),
    ),
    section(
      'Waivers',
      ['State', 'Check', 'Environment', 'For', 'Until', 'By', 'Reason and ticket'],
      [...waivers]
        .sort((a, b) => rank(a.state) - rank(b.state))
        .map((one) => [
          htm`<span class="${one.state === 'in-force' ? '' : 'pending'}">${one.state.replaceAll('-', ' ')}</span>`,
          htm`${one.rule}`,
          htm`${one.environment}`,
          htm`${one.scope}`,
          one.until === undefined ? htm`` : time(one.until),
          one.by === undefined
            ? htm`asked for by ${personName(one.requestedBy ?? 'nobody that is named')}`
            : htm`${personName(one.by)}`,
          htm`${saidInHtml(quoted(one.reason), attention.now)}${ticket(one.ticket, attention.now)}`,
        ]),
    ),
    section(
      'Leases not given back',
      ['Environment', 'Service', 'Fencing number', 'Held by', 'Ends by itself'],
      leases.map((one) => [
        htm`${one.environment}`,
        htm`${one.service ?? 'all'}`,
        htm`${one.fencing}`,
        htmlLink(runName(one.holder), one.holder),
        time(one.until),
      ]),
    ),
    unknown === undefined
      ? undefined
      : htm`<p class="error">Which overrides and waivers count is not known now: ${unknown}</p>`,
    more
      ? htm`<p>Only the newest events were looked at: older waivers, overrides, deployments or leases are not listed here.</p>`
      : undefined,
  ]
  return sections.filter((one) => one !== undefined)
}

function section(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly Html[])[],
): Html | undefined {
  if (rows.length === 0) return undefined
  const left = rows.length - MOST_ROWS
  return htm`<h2>${title} (${rows.length})</h2>
    <table>
      <thead><tr>${heads.map((head) => htm`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.slice(0, MOST_ROWS).map((row) => htm`<tr>${row.map((cell) => htm`<td>${cell}</td>`)}</tr>`)}</tbody>
    </table>
    ${left > 0 ? htm`<p>And ${left} more.</p>` : undefined}`
}

/** What waits for somebody first, then what ends soon. */
function rank(state: string): number {
  return ['pending', 'expiring', 'in-force'].indexOf(state)
}

function time(at: string): Html {
  return htm`<time datetime="${at}" title="${at}">${minute(at)}</time>`
}

function ticket(text: string | undefined, now: string): Html | undefined {
  return text === undefined ? undefined : htm`; ${saidInHtml(ticketLink(text), now)}`
}
