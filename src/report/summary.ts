/**
 * The decision as Markdown for a job summary (GitHub) or a merge request note (GitLab): what a release manager reads.
 * The verdict in words, then what to do next, then the table, then everything else in folds.
 */
import { age, clock, minute } from './ages.ts'
import { bytes, fixed, withinBudget } from './budget.ts'
import type { Section } from './budget.ts'
import { gfm, mdCode, mdHover, mdInstructions, mdJoin, mdLink, mdSign, mdText } from './escape.ts'
import type { Markdown } from './escape.ts'
import { shortened } from './shorten.ts'
import { changeSaid } from './change.ts'
import { leaseSaid } from './lease.ts'
import { saidInMarkdown } from './said.ts'
import type { Said } from './said.ts'
import { changesSection, noticesSection } from './summary-context.ts'
import {
  exceptionsSection,
  nonconformitiesSection,
  otherOverridesSection,
  overridesSection,
  withoutEffectSection,
} from './summary-exceptions.ts'
import { notesFor } from './waivers.ts'
import { evidenceSection, recordSection, refusedSection, timelineSection } from './summary-folds.ts'
import { elsewhere } from './summary-place.ts'
import { checksSection } from './summary-table.ts'
import * as names from './names.ts'
import * as words from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

export interface SummaryOptions {
  /** `gitlab`: call-outs as plain quotes (older GitLab shows alerts as text). */
  flavour: 'github' | 'gitlab'
  /** UTF-8 bytes. GitHub drops a summary above 1 MiB, GitLab refuses a note above 1,000,000 characters. */
  budget?: number
}

const BUDGET = { github: 900 * 1024, gitlab: 900_000 } as const
/** Below this the verdict and the way to unblock it cannot be said. */
const LEAST = 4 * 1024
/** Blockers beyond this are named in one line each; the table has the rest of what is known about them. */
const BLOCKERS_IN_FULL = 20

/**
 * Markdown of at most `budget` bytes (at least 4 KiB; see below). Where rows are left out, a line says how many and where
 * to read them. When even the parts that are never left out do not fit (strings made to be long), every string is cut
 * shorter and the page is written again.
 */
export function renderSummary(decision: Decision, options: SummaryOptions): string {
  const budget = Math.max(LEAST, options.budget ?? BUDGET[options.flavour])
  let text = ''
  for (const length of [undefined, 100, 40, 12]) {
    const shown = length === undefined ? decision : shortened(decision, length)
    text = `${withinBudget(sectionsOf(shown, options.flavour), budget - 1).trimEnd()}\n`
    if (bytes(text) <= budget) return text
  }
  return text
}

function sectionsOf(decision: Decision, flavour: SummaryOptions['flavour']): Section[] {
  return [
    fixed(`${heading(decision).text}\n\n${about(decision).text}\n\n`),
    modeSection(decision, flavour),
    overridesSection(decision, flavour),
    blockersSection(decision),
    checksSection(decision),
    noticesSection(decision, flavour),
    nonconformitiesSection(decision),
    otherOverridesSection(decision),
    exceptionsSection(decision),
    withoutEffectSection(decision),
    changesSection(decision),
    timelineSection(decision),
    evidenceSection(decision),
    refusedSection(decision),
    recordSection(decision),
  ].filter((section) => section !== undefined)
}

/** `## Not ready for production: 2 of 7 checks fail ⛔`: the words first, for who hears the page and who skims it. */
function heading(decision: Decision): Markdown {
  const opens = decision.mode === 'enforce' || decision.mode === 'warn'
  const sign = opens ? gfm` ${mdSign(words.verdictSign(decision))}` : undefined
  return gfm`## ${words.verdictWords(decision)} ${mdText(decision.request.environment, 80)}${words.verdictTail(decision) === '' ? undefined : gfm` by override`}: ${mdText(words.summarySentence(decision), 200)}${sign}`
}

function about(decision: Decision): Markdown {
  const { request, decidedAt } = decision
  const dueAt = words.opensAt(decision)
  const inRun =
    request.run === undefined ? undefined : gfm` in ${mdLink(names.runName(request.run), request.run)}`
  const said = (sentence: Said | undefined) =>
    sentence === undefined ? undefined : saidInMarkdown(sentence, decidedAt)
  const lease = leaseSaid(decision)
  const facts = [
    gfm`${artifacts(request.artifacts)} → <strong>${mdText(request.environment, 80)}</strong>`,
    request.service === undefined ? undefined : gfm`service ${mdText(request.service, 80)}`,
    said(changeSaid(decision)),
    gfm`asked by ${mdText(names.requesterName(decision.requester), 80)}${inRun}`,
    gfm`decided ${minute(decidedAt)}`,
    decision.expiresAt === undefined
      ? undefined
      : gfm`<strong>holds until ${clock(decision.expiresAt, decidedAt)} UTC</strong>`,
    lease === undefined ? undefined : gfm`lease: ${saidInMarkdown(lease, decidedAt)}`,
    dueAt === undefined
      ? undefined
      : gfm`can change by itself ${age(dueAt, decidedAt)}, at ${clock(dueAt, decidedAt)} UTC`,
    words.hostOf(decision.url) === undefined ? undefined : mdLink('full decision', decision.url),
  ]
  return mdJoin(facts, ' · ')
}

const ARTIFACTS = 5

function artifacts(list: Decision['request']['artifacts']): Markdown {
  const shown = list.slice(0, ARTIFACTS).map((artifact) => {
    const name = names.artifactName(artifact)
    const digest = mdCode(names.shortDigest(artifact.digest), 80)
    return name === undefined ? digest : gfm`<strong>${mdText(name, 80)}</strong> (${digest})`
  })
  const more = list.length - shown.length
  return gfm`${mdJoin(shown, ', ')}${more > 0 ? gfm` and ${more} more (see the record below)` : undefined}`
}

function modeSection(decision: Decision, flavour: SummaryOptions['flavour']): Section | undefined {
  const note = words.modeNote(decision)
  if (note === undefined) return undefined
  return fixed(
    flavour === 'github' ? gfm`> [!WARNING]\n> ${note}\n\n`.text : gfm`> <strong>${note}</strong>\n\n`.text,
  )
}

function blockersSection(decision: Decision): Section | undefined {
  const blockers = words.blockersOf(decision)
  if (blockers.length === 0) return undefined
  return {
    importance: 1,
    opening: `### ${decision.verdict === 'pending' ? 'What is waited for' : 'To unblock'}\n\n`,
    rows: blockers.map(
      (finding, at) => (at < BLOCKERS_IN_FULL ? blocker(finding, decision) : named(finding)).text,
    ),
    closing: '\n',
    leftOut: (n) =>
      gfm`\n<strong>${words.count(n, 'more blocker')} left out for length</strong>: ${elsewhere(decision)}.\n`
        .text,
  }
}

function blocker(finding: Finding, decision: Decision): Markdown {
  const when = age(finding.at, decision.decidedAt)
  const hover =
    when === undefined || finding.at === undefined ? undefined : gfm`, ${mdHover(when, minute(finding.at))}`
  const link = words.evidenceLink(finding)
  const source = link === undefined ? undefined : gfm` (${mdLink(link.host, link.target)})`
  const what = mdInstructions(
    finding.remediation ?? 'The policy states no way to unblock this.',
    words.strangersStrings(finding, decision),
  )
  const ask =
    finding.owner === undefined
      ? undefined
      : gfm`<br>Ask <strong>${names.personName(finding.owner)}</strong>.`
  const notes = notesFor(finding, decision).map(
    (note) => gfm`<br>${mdSign('➖')} ${saidInMarkdown(note, decision.decidedAt)}`,
  )
  return gfm`1. <strong>${words.titleText(finding)}</strong> ${words.resultWord(finding).word}: ${words.foundSentence(finding)}${source}${hover}; required: ${finding.required}.<br>${what}${ask}${notes}\n`
}

function named(finding: Finding): Markdown {
  return gfm`1. <strong>${words.titleText(finding)}</strong> ${words.resultWord(finding).word}: ${words.foundSentence(finding)}\n`
}
