/** The decision as annotations: one for the verdict, and the first blockers. */
import { cut, linkTarget, logText } from './escape.ts'
import { nonconformityStatements } from './exceptions.ts'
import { renderLine } from './line.ts'
import { personName } from './names.ts'
import { overrideStatements } from './overrides.ts'
import { statementInText } from './statement.ts'
import type { Statement } from './statement.ts'
import { waiversInForce } from './waivers.ts'
import {
  blockersOf,
  byOverride,
  count,
  modeNote,
  summarySentence,
  verdictTail,
  verdictWords,
  foundText,
  titleText,
} from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'
import type { Annotation } from '../host/host.ts'

/** GitHub shows ten annotations of a kind for a step, and cuts a message at 4096 characters. */
const ANNOTATIONS = 10
const MESSAGE = 4096
const TITLE = 200

/**
 * At most ten: the decision, then up to nine blockers in the order of the summary. Errors and denials are errors,
 * what is only waited for is a warning, an allow is a notice; in a mode that does not enforce nothing is an error.
 */
export function annotationsOf(decision: Decision): Annotation[] {
  const blockers = decision.verdict === 'allow' ? [] : blockersOf(decision)
  const loud = exceptionAnnotations(decision)
  const shown = blockers.slice(0, ANNOTATIONS - 1 - loud.length)
  const level = levelOf(decision)
  const left = blockers.length - shown.length
  const waived = decision.findings.filter(({ result }) => result === 'waived').length
  const message = [
    renderLine(decision),
    modeNote(decision),
    left === 0 ? undefined : `${count(left, 'more blocker')} in the summary.`,
    waived === 0 ? undefined : `${count(waived, 'check')} waived.`,
  ]
  const title = `${verdictWords(decision)} ${logText(decision.request.environment, 80)}${verdictTail(decision)}: ${logText(summarySentence(decision), 120)}`
  return [
    {
      level,
      title: cut(title, TITLE),
      message: within(message.filter((part) => part !== undefined).join('\n')),
    },
    ...shown.map((finding) => blockerAnnotation(finding, level)),
    ...loud,
  ]
}

/** At most three, always warnings: overrides, nonconformities, and waivers that end soon. */
function exceptionAnnotations(decision: Decision): Annotation[] {
  const soon = waiversInForce(decision).filter(({ tone }) => tone === 'wait')
  const groups: [string, Statement[]][] = [
    ['Gate: override', overrideStatements(decision)],
    ['Gate: deployed without a valid decision', nonconformityStatements(decision)],
    ['Gate: a waiver ends soon', soon],
  ]
  return groups.flatMap(([title, statements]) => {
    const [first, ...more] = statements
    if (first === undefined) return []
    const rest = more.length === 0 ? '' : `\nAnd ${more.length} more in the summary.`
    const message = within(`${statementInText(first, decision.decidedAt)}${rest}`)
    return [{ level: 'warning' as const, title, message }]
  })
}

function blockerAnnotation(finding: Finding, level: Annotation['level']): Annotation {
  const message = [
    `Found: ${logText(foundText(finding), 600)}`,
    `Required: ${logText(finding.required, 600)}`,
    `To unblock: ${logText(finding.remediation ?? 'no way is stated', 1200)}`,
    finding.owner === undefined ? undefined : `Ask: ${logText(personName(finding.owner), 200)}`,
  ]
  return {
    level: level === 'error' && finding.result === 'pending' ? 'warning' : level,
    title: cut(`Gate: ${logText(titleText(finding), TITLE)}`, TITLE),
    message: within(message.filter((part) => part !== undefined).join('\n')),
  }
}

/** At most 4096 UTF-16 units, as the runner counts, and never half a character. */
function within(message: string): string {
  return message.length <= MESSAGE
    ? message
    : `${message.slice(0, MESSAGE - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function levelOf(decision: Decision): Annotation['level'] {
  if (decision.verdict === 'allow') return byOverride(decision) ? 'warning' : 'notice'
  if (decision.mode !== 'enforce' || decision.verdict === 'pending') return 'warning'
  return 'error'
}

/** GitLab's `artifacts:reports:annotations`: links on the job's page. JSON text; without a link an empty section. */
export function renderAnnotationsReport(decision: Decision): string {
  const links = [
    {
      label: `Decision: ${verdictWords(decision)} ${logText(decision.request.environment, 80)}${verdictTail(decision)}`,
      url: decision.url,
    },
    ...decision.overrides.slice(0, 3).map(({ ticket }) => ({ label: 'Ticket of an override', url: ticket })),
    ...blockersOf(decision)
      .flatMap((finding) => finding.evidence)
      .slice(0, 9)
      .map((evidence) => ({ label: `Evidence: ${logText(evidence.subject, 120)}`, url: evidence.uri })),
  ]
  const external = links.flatMap(({ label, url }) => {
    const target = linkTarget(url)
    return target === undefined ? [] : [{ external_link: { label, url: target } }]
  })
  return `${JSON.stringify({ 'Turnpike gate': external }, null, 2)}\n`
}
