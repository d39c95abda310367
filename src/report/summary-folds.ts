/** The folded parts in Markdown: timeline, evidence used and refused with exact times, and the record's numbers. */
import { exact, moment } from './ages.ts'
import type { Section } from './budget.ts'
import { gfm, mdCode, mdJoin, mdLink, mdText } from './escape.ts'
import type { Markdown } from './escape.ts'
import { refusedEvidence, refusedUnlisted, shortType, usedEvidence } from './evidence.ts'
import { leaseInFull } from './lease.ts'
import { mermaidTimeline } from './mermaid.ts'
import { nameAndId, senderOf, shortDigest } from './names.ts'
import { saidInMarkdown } from './said.ts'
import { elsewhere } from './summary-place.ts'
import { count, eventsBefore, hostOf } from './words.ts'
import type { Decision, EvidenceRef } from '../policy/decision.ts'

export function timelineSection(decision: Decision): Section | undefined {
  const lines = mermaidTimeline(decision)
  if (lines.length === 0) return undefined
  return fold(
    decision,
    7,
    gfm`Timeline (${count(eventsBefore(decision).length, 'event')})`,
    '',
    [`\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`],
    'picture',
  )
}

export function evidenceSection(decision: Decision): Section | undefined {
  const used = usedEvidence(decision)
  if (used.length === 0) return undefined
  const rows = used.map(
    ({ event, checks }) => gfm`| ${list(checks)} | ${says(event)} | ${origin(event)} |\n`.text,
  )
  return fold(
    decision,
    6,
    gfm`Evidence used (${used.length})`,
    '| for | says | sent |\n|---|---|---|\n',
    rows,
  )
}

export function refusedSection(decision: Decision): Section | undefined {
  const refused = refusedEvidence(decision)
  const unlisted = refusedUnlisted(decision)
  if (refused.length + unlisted === 0) return undefined
  const rows = refused.map(
    ({ event, checks }) =>
      gfm`| ${list(checks)} | ${says(event)} | <strong>${event.explanation}</strong> (${event.reason}) | ${origin(event)} |\n`
        .text,
  )
  const more = unlisted === 0 ? undefined : gfm`, ${unlisted} of them only counted`
  const title = gfm`Evidence refused (${refused.length + unlisted}${more})`
  return fold(decision, 5, title, '| for | said | refused because | sent |\n|---|---|---|---|\n', rows)
}

/** What it says and about what; the link is labelled with where it goes. */
function says(event: EvidenceRef): Markdown {
  const host = hostOf(event.uri)
  const link = host === undefined ? undefined : gfm` (${mdLink(host, event.uri)})`
  return gfm`${event.says}${link}<br>about ${subject(event)}`
}

/** Who sent it and who signed it, when exactly, and which event it is. */
function origin(event: EvidenceRef): Markdown {
  const apart = Math.abs((moment(event.receivedAt) ?? 0) - (moment(event.timestamp) ?? 0)) > 1000
  const received = apart ? gfm`, received ${exact(event.receivedAt)}` : undefined
  const signed = event.signer === undefined ? undefined : gfm`, signed by ${mdText(event.signer, 200)}`
  return gfm`${senderOf(event)} from ${event.source}${signed}<br>${exact(event.timestamp)}${received}<br>no. ${event.sequence} ${mdText(shortType(event.type), 80)} ${mdCode(event.id, 100)}`
}

/** At most six, so that one row stays a row. */
function list(names: readonly string[]): Markdown {
  const more = names.length - 6
  return gfm`${mdJoin(names.slice(0, 6), ', ')}${more > 0 ? gfm` and ${more} more` : undefined}`
}

function subject(event: EvidenceRef): Markdown {
  const digest = /sha256(?::|%3A)[0-9a-f]{64}/i.exec(event.subject)?.[0]
  if (digest === undefined) return gfm`${event.subject}`
  return gfm`${event.subject.replace(digest, shortDigest(digest.toLowerCase().replace('%3a', ':')))}`
}

/** Who asked, which policies in which version, up to which event: what an auditor needs to ask again. */
export function recordSection(decision: Decision): Section {
  const { request } = decision
  const held = leaseInFull(decision)
  const lease = held === undefined ? undefined : saidInMarkdown(held, decision.decidedAt)
  const facts: [string, Markdown][] = [
    [
      'decision',
      gfm`${mdCode(decision.id, 100)} at ${exact(decision.decidedAt)}, mode ${decision.mode}, verdict ${decision.verdict}`,
    ],
    ...request.artifacts.map(({ digest, purl }): [string, Markdown] => [
      'artifact',
      gfm`${mdCode(digest, 160)}${purl === undefined ? undefined : gfm`<br>${mdCode(purl, 400)}`}`,
    ]),
    ...(request.actor === undefined
      ? []
      : [['actor (claimed)', gfm`${request.actor}`] as [string, Markdown]]),
    ...(request.change?.author === undefined
      ? []
      : [['author (claimed)', gfm`${request.change.author}`] as [string, Markdown]]),
    ['requester', gfm`${nameAndId(decision.requester)}, organisation ${decision.organisation}`],
    ...decision.policies.map(({ name, digest, owner, origin, layer, rules }): [string, Markdown] => [
      'policy',
      gfm`<strong>${name}</strong>, ${layer === undefined ? undefined : gfm`layer ${layer}, `}${count(rules, 'rule')}, from the ${origin === 'store' ? 'store' : 'request (a file can only add)'}${owner === undefined ? undefined : gfm`, owner ${owner}`}<br>${mdCode(digest, 160)}`,
    ]),
    ...(decision.policies.length === 0 ? [['policy', gfm`none`] as [string, Markdown]] : []),
    ...decision.watermarks.map(({ feed, lastSeen }): [string, Markdown] => [
      'feed',
      gfm`${feed}, last heard ${lastSeen === undefined ? 'never' : exact(lastSeen)}`,
    ]),
    ...(decision.trust === undefined
      ? []
      : [['trust document', mdCode(decision.trust, 160)] as [string, Markdown]]),
    ...(lease === undefined ? [] : [['lease', lease] as [string, Markdown]]),
    ['store position', gfm`${decision.position}`],
    ['evaluator', gfm`${decision.evaluator.name} ${decision.evaluator.version}`],
    ...(decision.previous === undefined
      ? []
      : [['previous', gfm`${mdCode(decision.previous.id, 100)}`] as [string, Markdown]]),
    ...(decision.replayOf === undefined
      ? []
      : [['replay of', gfm`${mdCode(decision.replayOf, 100)}`] as [string, Markdown]]),
  ]
  const rows = facts.map(([name, value]) => `| ${name} | ${value.text} |\n`)
  return fold(decision, 4, gfm`How this was decided`, '| | |\n|---|---|\n', rows)
}

function fold(
  decision: Decision,
  importance: number,
  title: Markdown,
  head: string,
  rows: string[],
  unit = 'row',
): Section {
  return {
    importance,
    opening: `<details><summary>${title.text}</summary>\n\n${head}`,
    rows,
    closing: '\n</details>\n\n',
    leftOut: (n) =>
      gfm`\n<strong>${count(n, unit)} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
  }
}
