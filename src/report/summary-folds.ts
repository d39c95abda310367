/** The folded parts in Markdown: timeline, evidence used and refused with exact times, and the record's numbers. */
import { exact } from './ages.ts'
import type { Section } from './budget.ts'
import { md, mdCode, mdJoin, mdLink, mdText } from './escape.ts'
import type { Markdown } from './escape.ts'
import { refusedEvidence, refusedUnlisted, shortType, usedEvidence } from './evidence.ts'
import { mermaidTimeline } from './mermaid.ts'
import { elsewhere } from './summary-place.ts'
import { count, hostOf, personName, shortDigest } from './words.ts'
import type { Decision, EvidenceRef } from '../policy/decision.ts'

export function timelineSection(decision: Decision): Section | undefined {
  const lines = mermaidTimeline(decision)
  if (lines.length === 0) return undefined
  return fold(
    decision,
    7,
    md`Timeline: ${count(decision.timeline.length, 'event')} about what is deployed`,
    '',
    [`\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`],
    'picture',
  )
}

export function evidenceSection(decision: Decision): Section | undefined {
  const used = usedEvidence(decision)
  if (used.length === 0) return undefined
  const rows = used.map(
    ({ event, checks }) => md`| ${mdJoin(checks, ', ')} | ${event.says} | ${common(event)} |\n`.text,
  )
  return fold(
    decision,
    6,
    md`Evidence used (${used.length})`,
    `| check | says | ${COMMON} |\n|---|---|${COMMON_RULE}|\n`,
    rows,
  )
}

export function refusedSection(decision: Decision): Section | undefined {
  const refused = refusedEvidence(decision)
  const unlisted = refusedUnlisted(decision)
  if (refused.length + unlisted === 0) return undefined
  const rows = refused.map(
    ({ event, checks }) =>
      md`| ${mdJoin(checks, ', ')} | ${event.says} | <strong>${event.explanation}</strong> (${event.reason}) | ${common(event)} |\n`
        .text,
  )
  const more = unlisted === 0 ? undefined : md`, ${unlisted} of them only counted`
  return fold(
    decision,
    5,
    md`Evidence refused (${refused.length + unlisted}${more})`,
    `| check | said | refused because | ${COMMON} |\n|---|---|---|${COMMON_RULE}|\n`,
    rows,
  )
}

/** Columns that used and refused events share, exact times among them. */
const COMMON = 'about | sent by | happened | received | event'
const COMMON_RULE = '---|---|---|---|---'

function common(event: EvidenceRef): Markdown {
  const host = hostOf(event.uri)
  const link = host === undefined ? undefined : md` ${mdLink(host, event.uri)}`
  return md`${subject(event)} | ${personName(event.producer)} from ${event.source} | ${exact(event.timestamp)} | ${exact(event.receivedAt)} | no. ${event.sequence} ${mdText(shortType(event.type), 80)}<br>${mdCode(event.id, 100)}${link}`
}

function subject(event: EvidenceRef): Markdown {
  const digest = /sha256(?::|%3A)[0-9a-f]{64}/i.exec(event.subject)?.[0]
  if (digest === undefined) return md`${event.subject}`
  return md`${event.subject.replace(digest, shortDigest(digest.toLowerCase().replace('%3a', ':')))}`
}

/** Who asked, which policies in which version, up to which event: what an auditor needs to ask again. */
export function recordSection(decision: Decision): Section {
  const { request } = decision
  const facts: [string, Markdown][] = [
    [
      'decision',
      md`${mdCode(decision.id, 100)} at ${exact(decision.decidedAt)}, mode ${decision.mode}, verdict ${decision.verdict}`,
    ],
    ...request.artifacts.map(({ digest, purl }): [string, Markdown] => [
      'artifact',
      md`${mdCode(digest, 160)}${purl === undefined ? undefined : md`<br>${mdCode(purl, 400)}`}`,
    ]),
    ...(request.actor === undefined ? [] : [['actor (claimed)', md`${request.actor}`] as [string, Markdown]]),
    ...(request.change?.author === undefined
      ? []
      : [['author (claimed)', md`${request.change.author}`] as [string, Markdown]]),
    [
      'requester',
      md`${decision.requester.id} (${decision.requester.kind}), organisation ${decision.organisation}`,
    ],
    ...decision.policies.map(({ name, digest, owner, origin, rules }): [string, Markdown] => [
      'policy',
      md`<strong>${name}</strong>, ${count(rules, 'rule')}, from the ${origin === 'store' ? 'store' : 'request (a file can only add)'}${owner === undefined ? undefined : md`, owner ${owner}`}<br>${mdCode(digest, 160)}`,
    ]),
    ...(decision.policies.length === 0
      ? [
          [
            'policy',
            md`
none
            `,
          ] as [string, Markdown],
        ]
      : []),
    ...decision.watermarks.map(({ feed, lastSeen }): [string, Markdown] => [
      'feed',
      md`${feed}, last heard ${lastSeen === undefined ? 'never' : exact(lastSeen)}`,
    ]),
    ['store position', md`${decision.position}`],
    ['evaluator', md`${decision.evaluator.name} ${decision.evaluator.version}`],
    ...(decision.previous === undefined
      ? []
      : [['previous', md`${mdCode(decision.previous.id, 100)}`] as [string, Markdown]]),
  ]
  const rows = facts.map(([name, value]) => `| ${name} | ${value.text} |\n`)
  return fold(
    decision,
    4,
    md`
How this was decided
    `,
    '| | |\n|---|---|\n',
    rows,
  )
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
      md`\n<strong>${count(n, unit)} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
  }
}
