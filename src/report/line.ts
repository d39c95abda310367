/** The decision for logs: one line, or one line a check. No Markdown, no line a stranger can begin. */
import { age, clock } from './ages.ts'
import { changeSaid } from './change.ts'
import { cut, logText } from './escape.ts'
import { exceptionOf, nonconformityStatements } from './exceptions.ts'
import { leaseSaid } from './lease.ts'
import { artifactName, personName, shortDigest } from './names.ts'
import { overrideStatements } from './overrides.ts'
import { saidInText } from './said.ts'
import { statementInText } from './statement.ts'
import { waiversInForce, waiversWithoutEffect } from './waivers.ts'
import {
  blockersOf,
  byOverride,
  findingTone,
  foundSentence,
  modeNote,
  resultWord,
  summarySentence,
  titleText,
  verdictTail,
  verdictWords,
} from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

/** The longest line: runners cut or wrap beyond. */
const LINE = 600
/** An exception is said whole: whose it is, why, and how far its review is. */
const EXCEPTION_LINE = 1400

/** `Not ready for production: 2 of 7 checks fail. webshop 2.4.1 (sha256:9c2f…41ab). <url>` */
export function renderLine(decision: Decision): string {
  const first = decision.request.artifacts[0]
  const more = decision.request.artifacts.length - 1
  const parts = [
    `${verdictWords(decision)} ${logText(decision.request.environment, 80)}${verdictTail(decision)}: ${logText(summarySentence(decision), 200)}.`,
    first === undefined ? undefined : `${artifactText(first)}${more > 0 ? ` and ${more} more` : ''}.`,
    decision.expiresAt === undefined
      ? undefined
      : `Holds until ${logText(clock(decision.expiresAt, decision.decidedAt), 40)} UTC.`,
    decision.mode === 'enforce' ? undefined : `Mode ${logText(decision.mode, 20)}.`,
    `Decision ${logText(decision.id, 60)}${decision.url === undefined ? '' : `: ${logText(decision.url, 200)}`}`,
  ]
  return cut(parts.filter((part) => part !== undefined).join(' '), LINE)
}

/**
 * The whole answer for a log: the verdict, a line a check, the way to unblock, and whatever was waived or switched off.
 * `colour` puts ANSI colours around words of ours only; without it the lines are plain text.
 */
export function renderLog(decision: Decision, options: { colour: boolean }): string[] {
  const paint = options.colour ? painted : (_: Colour, text: string) => text
  const lines = [
    paint(
      byOverride(decision) ? 'yellow' : (VERDICT_COLOUR[decision.verdict] ?? 'red'),
      renderLine(decision),
    ),
  ]
  const note = modeNote(decision)
  if (note !== undefined) lines.push(`note       ${note}`)
  for (const finding of decision.findings) lines.push(...findingLines(finding, decision, paint, ''))
  for (const blocker of blockersOf(decision)) {
    const owner = blocker.owner === undefined ? '' : ` Ask ${logText(personName(blocker.owner), 120)}.`
    const what = logText(blocker.remediation ?? 'No way to unblock is stated.', 300)
    lines.push(cut(`unblock    ${logText(titleText(blocker), 120)}: ${what}${owner}`, LINE))
  }
  lines.push(...exceptionLines(decision))
  for (const off of decision.disabled) {
    lines.push(
      cut(`off        ${logText(off.rule, 120)} of ${logText(off.policy, 120)}: ${logText(off.why)}`, LINE),
    )
  }
  for (const notice of decision.notices) lines.push(cut(`note       ${logText(notice, 500)}`, LINE))
  for (const change of decision.previous?.changes ?? [])
    lines.push(cut(`changed    ${logText(change, 500)}`, LINE))
  return lines
}

/** A line each; an exception that does not count says why. */
function exceptionLines(decision: Decision): string[] {
  const now = decision.decidedAt
  const change = changeSaid(decision)
  const lease = leaseSaid(decision)
  const said: [string, string][] = [
    ...[change].flatMap((one) =>
      one === undefined ? [] : [['change', saidInText(one, now)] as [string, string]],
    ),
    ...[lease].flatMap((one) =>
      one === undefined ? [] : [['lease', saidInText(one, now)] as [string, string]],
    ),
    ...overrideStatements(decision).map((one): [string, string] => ['override', statementInText(one, now)]),
    ...waiversInForce(decision).map((one): [string, string] => ['waiver', statementInText(one, now)]),
    ...waiversWithoutEffect(decision).map((one): [string, string] => [
      'no waiver',
      statementInText(one, now),
    ]),
    ...nonconformityStatements(decision).map((one): [string, string] => [
      'deployed',
      statementInText(one, now),
    ]),
  ]
  return said.map(([word, sentence]) => cut(`${word.padEnd(10)} ${sentence}`, EXCEPTION_LINE))
}

function findingLines(
  finding: Finding,
  decision: Decision,
  paint: (colour: Colour, text: string) => string,
  indent: string,
  of?: Finding,
): string[] {
  const { word } = resultWord(finding, of)
  const now = decision.decidedAt
  const when = age(finding.at, now)
  const exception = exceptionOf(finding, decision)
  const facts = [
    `${logText(titleText(finding), 120)}: ${logText(foundSentence(finding))}`,
    `required: ${logText(finding.required)}`,
    when,
    finding.by === undefined ? undefined : `by ${logText(personName(finding.by), 120)}`,
    exception === undefined ? undefined : saidInText(exception, now),
    finding.refused.length === 0
      ? undefined
      : `${finding.refused.length + (finding.refusedMore ?? 0)} refused (${logText(finding.refused[0]?.reason, 60)})`,
  ]
  const body = facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')
  const line = `${indent}${paint(colourOf(finding, of), word.padEnd(10))} ${cut(body, LINE)}`
  const members = (finding.members ?? []).flatMap((member) =>
    findingLines(member, decision, paint, `${indent}  `, finding),
  )
  return [line, ...members]
}

function artifactText(artifact: { digest: string; purl?: string }): string {
  const name = artifactName(artifact)
  const digest = logText(shortDigest(artifact.digest), 80)
  return name === undefined ? digest : `${logText(name, 80)} (${digest})`
}

type Colour = 'green' | 'red' | 'yellow' | 'grey'
const CODE: Record<Colour, number> = { green: 32, red: 31, yellow: 33, grey: 90 }
const VERDICT_COLOUR: Record<string, Colour> = {
  allow: 'green',
  deny: 'red',
  pending: 'yellow',
  error: 'red',
}
const RESULT_COLOUR: Record<string, Colour> = {
  pass: 'green',
  fail: 'red',
  pending: 'yellow',
  error: 'red',
  waived: 'yellow',
  overridden: 'yellow',
  'not-applicable': 'grey',
  off: 'grey',
}

function colourOf(finding: Finding, of?: Finding): Colour {
  if (findingTone(finding, of) === 'off') return 'grey'
  return RESULT_COLOUR[finding.result] ?? 'red'
}

function painted(colour: Colour, text: string): string {
  return `\u001B[${CODE[colour]}m${text}\u001B[0m`
}
