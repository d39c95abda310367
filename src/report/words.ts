/** What a decision says, in the words every report uses. Plain text, unescaped: the exits escape. */
import { moment } from './ages.ts'
import { linkTarget, plain } from './escape.ts'
import { sayVerdict } from '../policy/verdict.ts'
import type { Decision, Finding, Result, TimelineEntry } from '../policy/decision.ts'

/**
 * A result in a word, and the sign that stands beside it (never instead of it).
 * @param of the `anyOf` it is a member of: where another member passed, nobody has to mend this one
 */
export function resultWord(finding: Finding, of?: Finding): { sign: string; word: string } {
  if (isNotNeeded(finding, of)) return { sign: '➖', word: 'not needed' }
  if (finding.enforce === 'warn' && finding.result === 'fail') return { sign: '⚠️', word: 'warns' }
  if (finding.enforce === 'warn' && finding.result === 'pending')
    return { sign: '⚠️', word: 'warns, waiting' }
  return RESULTS[finding.result] ?? { sign: '❗', word: finding.result }
}

/** What could not be judged stays what it is. */
function isNotNeeded({ result }: Finding, of?: Finding): boolean {
  return of?.result === 'pass' && (result === 'fail' || result === 'pending')
}

const RESULTS: Record<Result, { sign: string; word: string }> = {
  pass: { sign: '✅', word: 'passes' },
  fail: { sign: '⛔', word: 'fails' },
  pending: { sign: '⏳', word: 'waiting' },
  error: { sign: '❗', word: 'not judged' },
  waived: { sign: '⚠️', word: 'waived' },
  overridden: { sign: '⚠️', word: 'overridden' },
  'not-applicable': { sign: '➖', word: 'does not apply' },
  off: { sign: '➖', word: 'switched off' },
}

export const VERDICT_SIGN = { allow: '✅', deny: '⛔', pending: '⏳', error: '❗' } as const

/** The verdict up to the environment's name: `Not ready for`. */
export function verdictWords(decision: Decision): string {
  const hypothetical = decision.mode === 'dry-run' || decision.mode === 'replay'
  switch (decision.verdict) {
    case 'allow':
      return hypothetical ? 'Would be ready for' : 'Ready for'
    case 'deny':
      return hypothetical ? 'Would not be ready for' : 'Not ready for'
    case 'pending':
      return 'Not ready yet for'
    case 'error':
      return 'No verdict for'
  }
}

/**
 * Does the gate open only because somebody broke the glass? Then nothing may look as if all were well: the words behind
 * the environment say so, in every report.
 */
export function byOverride(decision: Decision): boolean {
  return decision.verdict === 'allow' && judged(decision).some(({ result }) => result === 'overridden')
}

/** Behind the environment's name: ` by override`, or nothing. */
export function verdictTail(decision: Decision): string {
  return byOverride(decision) ? ' by override' : ''
}

/** The sign beside the verdict; no green tick on what only an override opened. */
export function verdictSign(decision: Decision): string {
  return byOverride(decision) ? '⚠️' : VERDICT_SIGN[decision.verdict]
}

/**
 * `2 of 7 checks fail`: the decision's own sentence without its full stop. On an allow it is said again from the checks:
 * those that are waived or overridden do not pass, whatever a record says.
 */
export function summarySentence(decision: Decision): string {
  const excepted = decision.findings.some(({ result }) => result === 'waived' || result === 'overridden')
  const sentence =
    decision.verdict === 'allow' && excepted ? sayVerdict('allow', decision.findings) : decision.summary
  return plain(sentence, 400).replace(/\.$/, '')
}

/** The checks that count for the verdict. */
function judged({ findings }: Decision): Finding[] {
  return findings.filter(
    ({ enforce, result }) => enforce === 'block' && result !== 'off' && result !== 'not-applicable',
  )
}

/** What the mode means for the reader; undefined for `enforce`. */
export function modeNote(decision: Decision): string | undefined {
  switch (decision.mode) {
    case 'enforce':
      return undefined
    case 'warn':
      return decision.verdict === 'allow'
        ? 'Mode warn: this gate only reports; it would not have stopped the pipeline.'
        : 'Mode warn: this verdict is reported, not enforced. The pipeline goes on although the gate is not open.'
    case 'dry-run':
      return 'Dry run: what the gate would say. It opens nothing.'
    case 'replay':
      return decision.replayOf === undefined
        ? 'Replay of an earlier question with the evidence of that time. It opens nothing.'
        : `Replay of decision ${plain(decision.replayOf, 60)} with the evidence of that time. It opens nothing.`
  }
}

/** What keeps the gate closed: errors first, then failures, then what is waited for. */
export function blockersOf(decision: Decision): Finding[] {
  const rank: Partial<Record<Result, number>> = { error: 0, fail: 1, pending: 2 }
  return decision.findings
    .filter((finding) => blocks(finding))
    .sort((a, b) => (rank[a.result] ?? 9) - (rank[b.result] ?? 9))
}

/** An error closes the gate whatever the rule's `enforce`; warnings never do (design: verdict table). */
export function blocks(finding: Finding): boolean {
  if (finding.enforce === 'off') return false
  if (finding.result === 'error') return true
  return finding.enforce === 'block' && (finding.result === 'fail' || finding.result === 'pending')
}

/** `2 checks`, `1 check`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

/** Do the checks come from more than one layer? Then a table says which. */
export function severalLayers(findings: readonly Finding[]): boolean {
  return new Set(findings.map(({ layer }) => layer)).size > 1
}

/** The layer of a check as people call it; undefined in records of earlier versions. */
export function layerWord({ layer }: Pick<Finding, 'layer'>): string | undefined {
  return layer === 'file' ? 'file of the request' : layer
}

/** Is it a check of this policy, or does it stand in for one that is? */
export function isOfPolicy(finding: Finding, policy: string): boolean {
  return finding.policy === policy || (finding.tightens ?? []).includes(`${policy}/${finding.rule}`)
}

/** The title of a rule of this decision, or its id when no finding has it (a rule that was switched off). */
export function titleOf(decision: Decision, rule: string, policy?: string): string {
  const match = decision.findings.find(
    (finding) => finding.rule === rule && (policy === undefined || isOfPolicy(finding, policy)),
  )
  return match?.title ?? rule
}

/** The host of a link, to say where it goes: `github.com`. */
export function hostOf(address: string | undefined): string | undefined {
  const target = linkTarget(address)
  return target === undefined ? undefined : new URL(target).host
}

/** How a page colours a verdict: `pass`, `fail`, `wait`, `error`. Closed sets, safe as class names. */
export function tone(decision: Decision): string {
  if (byOverride(decision)) return 'warn'
  return { allow: 'pass', deny: 'fail', pending: 'wait', error: 'error' }[decision.verdict] ?? 'error'
}

export function findingTone(finding: Finding, of?: Finding): string {
  if (isNotNeeded(finding, of)) return 'off'
  if (finding.result === 'waived' || finding.result === 'overridden') return 'warn'
  if (finding.enforce === 'warn' && (finding.result === 'fail' || finding.result === 'pending')) return 'warn'
  const tones: Partial<Record<Result, string>> = {
    pass: 'pass',
    fail: 'fail',
    pending: 'wait',
    error: 'error',
  }
  return tones[finding.result] ?? 'off'
}

/** The check's title; its id where a policy gave no visible title. */
export function titleText(finding: Finding): string {
  return [finding.title, finding.rule].find((text) => plain(text, 10) !== '') ?? 'untitled check'
}

/** What was found, in a word where nothing visible was. */
export function foundText(finding: Finding): string {
  return plain(finding.found, 10) === '' ? 'nothing' : finding.found
}

/** What was found, where no column or label says that this is what was found: `found nothing`. */
export function foundSentence(finding: Finding): string {
  const text = foundText(finding)
  return text === 'nothing' ? 'found nothing' : text
}

/** `ready`, `not ready yet`: a verdict that was given before, whatever the mode of this decision is. */
export function formerVerdict(decision: Decision, verdict: Decision['verdict']): string {
  return verdictWords({ ...decision, mode: 'enforce', verdict })
    .replace(/ for$/, '')
    .toLowerCase()
}

/** What strangers said in a finding and in the request: an address that one of them holds is not made a link. */
export function strangersStrings(finding: Finding, decision: Decision): string[] {
  const { request } = decision
  const events = [...finding.evidence, ...finding.refused].flatMap(({ subject, source, says, id, uri }) => [
    subject,
    source,
    says,
    id,
    uri,
  ])
  const asked = [
    request.environment,
    request.service,
    request.actor,
    request.run,
    request.change?.id,
    request.change?.author,
  ]
  return [finding.found, finding.by, ...events, ...asked].filter((text) => text !== undefined)
}

/** The first link among a finding's evidence, to be labelled with its host and nothing else. */
export function evidenceLink(finding: Finding): { host: string; target: string } | undefined {
  for (const { uri } of finding.evidence) {
    const host = hostOf(uri)
    if (host !== undefined && uri !== undefined) return { host, target: uri }
  }
  return undefined
}

/**
 * The next moment at which time alone can open the gate a little: the earliest of what blocks. A decision's own `dueAt` may
 * also be the moment at which a check that passes now stops passing; nobody waits for that.
 */
export function opensAt(decision: Decision): string | undefined {
  const moments = blockersOf(decision).flatMap(({ dueAt }) => dueAt ?? [])
  return moments.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
}

/** The events before the decision, oldest first; the decision itself is drawn by the reports. */
export function eventsBefore(decision: Decision): TimelineEntry[] {
  const itself = (entry: TimelineEntry) =>
    entry.what === 'gate.evaluated' && entry.sequence === undefined && entry.at === decision.decidedAt
  return decision.timeline
    .filter((entry) => moment(entry.at) !== undefined && !itself(entry))
    .map((entry) => ({ ...entry, label: labelOf(entry) }))
    .toSorted((a, b) => (moment(a.at) ?? 0) - (moment(b.at) ?? 0))
}

/**
 * A deployment is labelled with its environment, under whose name it stands: what was done there says more. An override
 * is labelled with its reason, which does not say that it is one.
 */
function labelOf({ what, label, environment }: TimelineEntry): string {
  if (what.startsWith('service.') && label === environment) return what.replace('.', ' ')
  const own = /^turnpike-((?:override|waiver|lease|nonconformity)\.\w+)$/.exec(what)?.[1]?.replace('.', ' ')
  if (own !== undefined && label !== `turnpike-${own}`) return `${own}, ${label}`
  return label.replace(/^turnpike-/, '')
}
