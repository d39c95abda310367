/** What the demo says: chapters, what a process printed that matters, and a decision as a person reads it. */
import type { Decision, Finding } from '../../policy/decision.ts'
import { age } from '../../report/ages.ts'
import { logText } from '../../report/escape.ts'
import { artifactName, personName, shortDigest } from '../../report/names.ts'
import { verdictWords } from '../../report/words.ts'
import type { Paint, Terminal } from '../command.ts'

export interface Show {
  title(text: string): void
  chapter(title: string, why: string): void
  /** Something that was done, and what came of it. */
  did(what: string, result: string): void
  wrong(text: string): void
  say(text?: string): void
  decision(decision: Decision): void
}

export function createShow(terminal: Terminal): Show {
  const { colour } = terminal
  // With --json the story goes to standard error, so that standard output is one JSON.
  const print = terminal.json ? terminal.note : terminal.print
  let chapters = 0
  return {
    title: (text) => print(`\n${colour.bold(text)}`),
    chapter(title, why) {
      chapters += 1
      print(`\n${colour.blue(colour.bold(`${chapters}. ${title}`))}`)
      for (const line of wrapped(why, 92)) print(`   ${colour.dim(line)}`)
    },
    did: (what, result) => print(`   ${colour.green('✓')} ${what.padEnd(24)} ${result}`),
    wrong: (text) => print(`   ${colour.red('✗')} ${text}`),
    say: (text = '') => print(text === '' ? '' : `   ${text}`),
    decision(decision) {
      for (const line of decisionLines(decision, colour)) print(line === '' ? '' : `   ${line}`)
    },
  }
}

/** One screen: the verdict in words, a line a check, what to do about each blocker. */
function decisionLines(decision: Decision, colour: Paint): string[] {
  const paint =
    decision.verdict === 'allow' ? colour.green : decision.verdict === 'pending' ? colour.yellow : colour.red
  const artifact = decision.request.artifacts[0]
  const name =
    artifact === undefined ? '' : `${artifactName(artifact) ?? ''} (${shortDigest(artifact.digest)})`
  const target = logText(decision.request.environment)
  const open = decision.findings.filter(isOpen)
  const widest = Math.max(0, ...decision.findings.map(({ title }) => logText(title).length))
  return [
    '',
    paint(colour.bold(`${verdictWords(decision)} ${target}: ${logText(decision.summary)}`)) +
      colour.dim(`  ${name}`),
    ...decision.findings.map((finding) => findingLine(finding, widest, decision.decidedAt, colour)),
    ...(open.length === 0 ? [] : ['', colour.bold('To unblock')]),
    ...open.flatMap((finding) => unblockLines(finding, colour)),
    '',
  ]
}

function unblockLines(finding: Finding, colour: Paint): string[] {
  const ask = finding.owner === undefined ? '' : ` (ask: ${logText(personName(finding.owner))})`
  const [first = '', ...rest] = wrapped(
    `${logText(finding.title)}: ${logText(finding.remediation ?? '')}${ask}`,
    90,
  )
  return [`  ${colour.yellow('→')} ${first}`, ...rest.map((line) => `    ${line}`)]
}

function findingLine(finding: Finding, widest: number, now: string, colour: Paint): string {
  const mark = {
    pass: colour.green('✓'),
    fail: colour.red('✗'),
    error: colour.red('!'),
    pending: colour.yellow('…'),
  }
  const sign = mark[finding.result as keyof typeof mark] ?? colour.dim('·')
  const facts = [
    logText(finding.found, 70),
    finding.by === undefined ? undefined : `by ${logText(personName(finding.by), 40)}`,
    finding.at === undefined ? undefined : age(finding.at, now),
  ]
  const text = facts.filter((fact) => fact !== undefined && fact !== '').join(', ')
  const needed = isOpen(finding) ? colour.dim(`; required: ${logText(finding.required, 70)}`) : ''
  return `  ${sign} ${logText(finding.title).padEnd(widest)}  ${text}${needed}`
}

function isOpen({ result, enforce }: Finding): boolean {
  return enforce === 'block' && (result === 'fail' || result === 'pending' || result === 'error')
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
