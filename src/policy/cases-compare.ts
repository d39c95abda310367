/** What a case expects against what was decided. */
import type { Expectation } from './cases-shape.ts'
import type { Decision } from './decision.ts'
import { own } from './shape.ts'
import { nearest } from './suggest.ts'

/** One line for everything that is not as expected. */
export function compare(decision: Decision, expected: Expectation): string[] {
  const problems: string[] = []
  if (decision.verdict !== expected.verdict)
    problems.push(`verdict: expected ${expected.verdict}, got ${decision.verdict} (${decision.summary})`)
  for (const [rule, wanted] of Object.entries(expected.findings ?? {})) {
    const finding = decision.findings.find((one) => one.rule === rule || `${one.policy}/${one.rule}` === rule)
    if (finding === undefined) {
      const rules = decision.findings.map((one) => one.rule)
      problems.push(
        `${rule}: no such rule was asked${nearest(rule, rules)}; asked: ${rules.join(', ') || 'none'}`,
      )
      continue
    }
    const { result, reason, found } =
      typeof wanted === 'string' ? { result: wanted, reason: undefined, found: undefined } : wanted
    const got = `got ${finding.result}, ${finding.reason} (${finding.found})`
    if (result !== undefined && finding.result !== result)
      problems.push(`${rule}: expected ${result}, ${got}`)
    else if (reason !== undefined && finding.reason !== reason)
      problems.push(`${rule}: expected reason ${reason}, ${got}`)
    if (found !== undefined && !finding.found.includes(found))
      problems.push(`${rule}: expected to find "${found}", ${got}`)
  }
  problems.push(
    ...compareStates('waiver', expected.waivers, decision.waivers),
    ...compareStates('override', expected.overrides, decision.overrides),
    ...compareSaid('to change', expected.changes, decision.previous?.changes ?? []),
    ...compareSaid('a notice', expected.notices, decision.notices),
  )
  // A case that fails should say why the gate said what it said, whatever was asked for.
  if (problems.length > 0)
    for (const finding of decision.findings)
      if (
        !['pass', 'off', 'not-applicable'].includes(finding.result) &&
        own(expected.findings ?? {}, finding.rule) === undefined
      )
        problems.push(`  (${finding.rule}: ${finding.result}, ${finding.reason}: ${finding.found})`)
  return problems
}

function compareStates(
  what: string,
  expected: Readonly<Record<string, string>> = {},
  refs: readonly { id: string; state: string; why?: string }[],
): string[] {
  return Object.entries(expected).flatMap(([id, state]) => {
    const ref = refs.find((one) => one.id === id)
    if (ref?.state === state) return []
    const there = refs.map((one) => one.id)
    const got =
      ref === undefined
        ? `there is none${nearest(id, there)}; there: ${there.join(', ') || 'none'}`
        : `got ${ref.state}${ref.why === undefined ? '' : ` (${ref.why})`}`
    return [`${what} ${id}: expected ${state}, ${got}`]
  })
}

function compareSaid(what: string, expected: readonly string[] = [], said: readonly string[]): string[] {
  return expected
    .filter((part) => !said.some((sentence) => sentence.includes(part)))
    .map((part) => `expected ${what}: "${part}"; said: ${said.join(' | ') || 'nothing'}`)
}
