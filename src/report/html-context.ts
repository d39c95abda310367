/** What stands around the checks on the HTML page: notices, changes, and the record's numbers. */
import { age, exact } from './ages.ts'
import { htm, htmlText } from './escape.ts'
import type { Html } from './escape.ts'
import { leaseInFull } from './lease.ts'
import { nameAndId } from './names.ts'
import { saidInHtml } from './said.ts'
import { count, formerVerdict } from './words.ts'
import type { Decision } from '../policy/decision.ts'

export function notices(decision: Decision): Html | undefined {
  if (decision.notices.length === 0) return undefined
  return htm`<section class="notices" aria-label="Notices">${decision.notices.map((notice) => htm`<p>${htmlText(notice, 500)}</p>`)}</section>`
}

export function changes(decision: Decision): Html | undefined {
  const { previous } = decision
  if (previous === undefined) return undefined
  const verdict = formerVerdict(decision, previous.verdict)
  const same = previous.changes.length === 0 ? htm` Nothing that a check looks at has changed.` : undefined
  const list =
    same === undefined
      ? htm`\n<ul>${previous.changes.map((change) => htm`<li>${change}</li>\n`)}</ul>`
      : undefined
  const when = age(previous.decidedAt, decision.decidedAt) ?? previous.decidedAt
  return htm`<section aria-labelledby="since"><h2 id="since">Since the last decision</h2>
<p>The last answer (<time datetime="${previous.decidedAt}" title="${exact(previous.decidedAt)}">${when}</time>): <strong>${verdict}</strong>.${same}</p>${list}</section>`
}

/** Who asked, which policies in which version, up to which event: what an auditor needs to ask again. */
export function record(decision: Decision): Html {
  const { request } = decision
  const lease = leaseInFull(decision)
  const rows: [string, Html | undefined][] = [
    [
      'Decision',
      htm`<code>${decision.id}</code>, ${exact(decision.decidedAt)}, mode ${decision.mode}, verdict ${decision.verdict}`,
    ],
    ...request.artifacts.map(({ digest, purl }): [string, Html] => [
      'Artifact',
      htm`<code>${digest}</code>${purl === undefined ? undefined : htm`<br><code>${htmlText(purl, 500)}</code>`}`,
    ]),
    ['Actor, as claimed', request.actor === undefined ? undefined : htm`${request.actor}`],
    [
      'Author of the change, as claimed',
      request.change?.author === undefined ? undefined : htm`${request.change.author}`,
    ],
    ['Requester', htm`${nameAndId(decision.requester)}, organisation ${decision.organisation}`],
    ...decision.policies.map(({ name, digest, owner, origin, layer, rules }): [string, Html] => [
      'Policy',
      htm`<strong>${name}</strong>, ${layer === undefined ? undefined : htm`layer ${layer}, `}${count(rules, 'rule')}, ${origin === 'store' ? 'from the store' : 'a file sent with the request (it can only add)'}${owner === undefined ? undefined : htm`, owner ${owner}`}<br><code>${digest}</code>`,
    ]),
    ['Policy', decision.policies.length === 0 ? htm`none` : undefined],
    ...decision.watermarks.map(({ feed, lastSeen }): [string, Html] => [
      'Feed',
      htm`${feed}, last heard ${lastSeen === undefined ? 'never' : exact(lastSeen)}`,
    ]),
    ['Trust document', decision.trust === undefined ? undefined : htm`<code>${decision.trust}</code>`],
    ['Lease', lease === undefined ? undefined : saidInHtml(lease, decision.decidedAt)],
    ['Store position', htm`${decision.position}`],
    ['Evaluator', htm`${decision.evaluator.name} ${decision.evaluator.version}`],
    [
      'Previous decision',
      decision.previous === undefined ? undefined : htm`<code>${decision.previous.id}</code>`,
    ],
    ['Replay of', decision.replayOf === undefined ? undefined : htm`<code>${decision.replayOf}</code>`],
  ]
  const there = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [htm`<div><dt>${name}</dt><dd>${value}</dd></div>\n`],
  )
  return htm`<details><summary>How this was decided</summary><dl class="record">\n${there}</dl></details>`
}
