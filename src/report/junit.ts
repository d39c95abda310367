/**
 * The decision as JUnit XML: one test case a rule, so that a merge request shows what keeps the gate closed.
 *
 * - `failure`: the rule blocks, because it fails or is still waited for. A merge request widget lists failed cases only,
 *   and what is waited for keeps the gate as closed as a failure does; the text says which of the two it is.
 * - `error`: the rule could not be judged.
 * - `skipped`: it does not block and did not pass: a warning, a waiver, not applicable, switched off. The text says why.
 * - no child: it passes.
 *
 * `mode` changes nothing here: in warn mode the reader wants to see what would have blocked. A file whose verdict is not
 * allow always holds a failure or an error, also where no rule was judged at all.
 */
import { exact } from './ages.ts'
import { plain, xml, xmlText } from './escape.ts'
import { exceptionOf, nonconformityStatements } from './exceptions.ts'
import { personName } from './names.ts'
import { overrideStatements } from './overrides.ts'
import { saidInText } from './said.ts'
import { statementInText } from './statement.ts'
import { notesFor, waiversInForce, waiversWithoutEffect } from './waivers.ts'
import type { Xml } from './escape.ts'
import {
  blocks,
  modeNote,
  resultWord,
  summarySentence,
  verdictTail,
  verdictWords,
  foundSentence,
  foundText,
  titleText,
} from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

type Kind = 'passed' | 'failure' | 'error' | 'skipped'
interface Case {
  kind: Kind
  text: Xml
}

/** JUnit XML (UTF-8), one `testsuite` named after the environment. Everything worth reading is in element text. */
export function renderJUnit(decision: Decision): string {
  const names = new Set<string>()
  const cases = decision.findings.flatMap((finding) => casesOf(finding, decision, names, ''))
  if (decision.verdict !== 'allow' && !cases.some(({ kind }) => kind === 'failure' || kind === 'error')) {
    cases.unshift(verdictCase(decision))
  }
  const number = (kind: Kind) => cases.filter((one) => one.kind === kind).length
  const totals = xml`tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}" time="0"`
  const suite = `Turnpike gate: ${plain(decision.request.environment, 120)}`
  const note = modeNote(decision)
  return `${
    xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Turnpike" ${totals}>
  <testsuite name="${suite}" ${totals} timestamp="${exact(decision.decidedAt).slice(0, 19).replace(' ', 'T')}">
    <properties>
      <property name="decision" value="${decision.id}"/>
      <property name="verdict" value="${decision.verdict}"/>
      <property name="mode" value="${decision.mode}"/>
      <property name="position" value="${decision.position}"/>
      ${facts(decision).map(([name, value]) => xml`<property name="${name}" value="${value}"/>`)}
      ${decision.request.artifacts.slice(0, 100).map(({ digest }) => xml`<property name="artifact" value="${digest}"/>`)}
    </properties>
${cases.map(({ text }) => text)}    <system-out>${verdictWords(decision)} ${`${plain(decision.request.environment, 120)}${verdictTail(decision)}`}: ${summarySentence(decision)}. ${note ?? ''}${decision.url === undefined ? '' : ` ${decision.url}`}
${exceptionLines(decision)}</system-out>
  </testsuite>
</testsuites>`.text
  }\n`
}

/** A line each, for who reads no more than this file. */
function exceptionLines(decision: Decision): Xml[] {
  return [
    ...overrideStatements(decision),
    ...waiversInForce(decision),
    ...waiversWithoutEffect(decision),
    ...nonconformityStatements(decision),
  ].map((one) => xml`${xmlText(statementInText(one, decision.decidedAt), 1400)}\n`)
}

function casesOf(finding: Finding, decision: Decision, names: Set<string>, under: string): Case[] {
  const kind = kindOf(finding)
  const name = uniqueName(`${under}${plain(titleText(finding), 200)}`, finding, names)
  const text = xml`    <testcase classname="${finding.policy}" name="${name}" time="0">${childOf(finding, kind, decision)}</testcase>\n`
  return [{ kind, text }]
}

/** What a machine that reads this file asks for: the class of the change, the lease, what was overridden. */
function facts({ change, lease, overrides, replayOf }: Decision): [string, string][] {
  return [
    ...(change === undefined
      ? []
      : [['change.class', `${change.class} (${change.from})`] as [string, string]]),
    ...(lease === undefined ? [] : [['lease.fencing', String(lease.fencing)] as [string, string]]),
    ...overrides.slice(0, 20).map(({ id, state }): [string, string] => [`override.${state}`, id]),
    ...(replayOf === undefined ? [] : [['replayOf', replayOf] as [string, string]]),
  ]
}

function kindOf(finding: Finding): Kind {
  if (finding.result === 'pass') return 'passed'
  if (!blocks(finding)) return 'skipped'
  return finding.result === 'error' ? 'error' : 'failure'
}

function childOf(finding: Finding, kind: Kind, decision: Decision): Xml {
  const body = xml`${bodyOf(finding, decision)}`
  const word = resultWord(finding).word
  // The prefix keeps `type` out of the words that some readers (Hash.from_xml) take as a data type.
  const type = `turnpike.${finding.reason}`
  if (kind === 'failure')
    return xml`<failure message="${word}: ${foundSentence(finding)}" type="${type}">${body}</failure>`
  if (kind === 'error')
    return xml`<error message="${word}: ${foundSentence(finding)}" type="${type}">${body}</error>`
  if (kind === 'skipped') return xml`<skipped message="${word}: ${foundSentence(finding)}">${body}</skipped>`
  return xml`<system-out>${body}</system-out>`
}

function bodyOf(finding: Finding, decision: Decision): Xml[] {
  const now = decision.decidedAt
  const exception = exceptionOf(finding, decision)
  const lines = [
    xml`Result: ${resultWord(finding).word} (${finding.reason})`,
    xml`Required: ${finding.required}`,
    xml`Found: ${foundText(finding)}`,
    finding.at === undefined ? undefined : xml`When: ${exact(finding.at)}`,
    finding.by === undefined ? undefined : xml`By: ${personName(finding.by)}`,
    finding.remediation === undefined ? undefined : xml`To unblock: ${finding.remediation}`,
    finding.owner === undefined ? undefined : xml`Ask: ${personName(finding.owner)}`,
    exception === undefined ? undefined : xml`Exception: ${saidInText(exception, now)}`,
    ...notesFor(finding, decision).map((note) => xml`${saidInText(note, now)}`),
    finding.layer === undefined ? undefined : xml`Layer: ${finding.layer} (policy ${finding.policy})`,
    ...(finding.tightens ?? []).slice(0, 5).map((rule) => xml`Tightens: ${rule}`),
    finding.controls.length === 0 ? undefined : xml`Clauses: ${finding.controls.join(', ')}`,
    ...finding.refused
      .slice(0, 5)
      .map((refused) => xml`Refused: ${refused.subject} (${refused.explanation})`),
    ...(finding.members ?? []).map(
      (member) => xml`One of: ${titleText(member)}: ${resultWord(member).word}, ${foundText(member)}`,
    ),
  ]
  return lines.flatMap((line) => (line === undefined ? [] : [xml`${line}\n`]))
}

/** A reader such as GitLab keeps one case a name and class: two rules with one title need two names. */
function uniqueName(title: string, finding: Finding, names: Set<string>): string {
  const candidates = [title, `${title} (${plain(finding.rule, 120)})`]
  const key = (name: string) => `${finding.policy}\n${name}`
  const name =
    candidates.find((candidate) => !names.has(key(candidate))) ??
    `${candidates[1] ?? title} #${names.size + 1}`
  names.add(key(name))
  return name
}

function verdictCase(decision: Decision): Case {
  const kind = decision.verdict === 'error' ? 'error' : 'failure'
  const sentence = `${verdictWords(decision)} ${plain(decision.request.environment, 120)}${verdictTail(decision)}: ${summarySentence(decision)}`
  const child = xml`${sentence}\n${decision.notices.map((notice) => xml`${notice}\n`)}`
  const inner =
    kind === 'error'
      ? xml`<error message="${sentence}" type="turnpike.verdict">${child}</error>`
      : xml`<failure message="${sentence}" type="turnpike.verdict">${child}</failure>`
  return { kind, text: xml`    <testcase classname="Turnpike" name="Verdict" time="0">${inner}</testcase>\n` }
}
