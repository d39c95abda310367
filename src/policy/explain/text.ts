/** An explanation as lines of text, for terminals and mail. */
import type { Explained, ExplainedRule } from './explain.ts'
import { listed } from './words.ts'

/** Paints for a terminal; the words are the same without. */
export interface Paints {
  bold: (text: string) => string
  dim: (text: string) => string
}

const PLAIN: Paints = { bold: (text) => text, dim: (text) => text }

export function explanationLines(explained: Explained, paint: Paints = PLAIN): string[] {
  const { bold, dim } = paint
  const lines = [bold(headline(explained))]
  for (const problem of explained.problems) lines.push(`Problem: ${oneLine(problem)}`)
  for (const notice of explained.notices) lines.push(`Note: ${oneLine(notice)}`)
  lines.push('', bold('Layers'))
  for (const one of explained.layers)
    lines.push(
      `  ${one.layer}: ${one.policy}${one.owner === undefined ? '' : `, owner ${oneLine(one.owner)}`} ${dim(`(${one.rules} ${one.rules === 1 ? 'rule' : 'rules'}, ${one.digest})`)}`,
    )
  explained.rules.forEach((rule, index) => {
    lines.push('', `${index + 1}. ${bold(oneLine(rule.title))} ${dim(origin(rule))}`)
    lines.push(...ruleLines(rule).map((line) => `   ${oneLine(line)}`))
    for (const member of rule.members ?? [])
      lines.push(`   - ${oneLine(member.title)}: ${ruleLines(member, 'member').map(oneLine).join(' ')}`)
  })
  lines.push('', bold('Exceptions'))
  for (const line of explained.exceptions) lines.push(`  ${oneLine(line)}`)
  lines.push('', bold('How long an allow holds'), `  ${oneLine(explained.holds)}`)
  return lines
}

export function headline({ environment, service, rules, layers }: Explained): string {
  const where = environment === undefined ? '' : ` for ${environment}`
  const what = service === undefined ? '' : `, service ${service}`
  const from = `${layers.length} ${layers.length === 1 ? 'policy' : 'policies'}`
  return `What is asked${where}${what}: ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'} of ${from}`
}

/** `(baseline policy "acme", rule unit-tests, instead of …)`. */
export function origin({ policy, layer, id, tightens }: ExplainedRule): string {
  const stands = tightens.length === 0 ? '' : `; stricter than, and in place of, ${listed(tightens)}`
  return `(${layer} ${policy}, rule ${id}${stands})`
}

/** What there is to say of a rule, a sentence each. */
export function ruleLines(rule: ExplainedRule, place: 'rule' | 'member' = 'rule'): string[] {
  return [
    rule.asks,
    ...(rule.from === undefined ? [] : [`Whose word counts: ${rule.from}.`]),
    ...(rule.fresh === undefined ? [] : [`How fresh: ${rule.fresh}.`]),
    ...(rule.missing === undefined ? [] : [`If it is missing: ${rule.missing}.`]),
    ...(place === 'member' ? [] : [...rule.applies, rule.counts, rule.exceptions]),
    ...(place === 'member' || rule.controls.length === 0 ? [] : [`Clauses: ${listed(rule.controls)}.`]),
    ...(rule.remediation === undefined ? [] : [`What to do: ${rule.remediation}`]),
    ...(place === 'member' || rule.owner === undefined ? [] : [`Whom to ask: ${rule.owner}.`]),
  ]
}

/** Whoever wrote a policy must not move the cursor of whoever reads it, nor begin a line of their own. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
    .trim()
}
