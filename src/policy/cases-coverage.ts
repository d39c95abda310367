/** What the cases of a file have shown of each rule: with which results it was seen, and what is still to be shown. */
import type { Decision, Finding, Result } from './decision.ts'
import { RESULTS } from './decision.ts'
import type { Policy, Rule } from './policy.ts'

/** One rule (of `anyOf` the members too) and how often each result was seen. */
export interface RuleCoverage {
  policy: string
  /** `id`, or `id/member`. */
  rule: string
  seen: Readonly<Partial<Record<Result, number>>>
  gaps: readonly string[]
}

export interface Coverage {
  rules: RuleCoverage[]
  gaps: string[]
}

/** What a case showed. */
export interface Shown {
  verdict?: Decision['verdict']
  findings: readonly Finding[]
}

const BLOCKS: readonly Result[] = ['fail', 'pending', 'error', 'waived', 'overridden']

/**
 * @param wanted `all`: every rule passes in a case and blocks in another. `outcomes`: and is seen with whatever else its
 *   fields speak of (not applicable, pending, waived, overridden), members too, and every policy with both verdicts
 */
export function coverageOf(
  policies: readonly Policy[],
  cases: readonly Shown[],
  wanted: 'all' | 'outcomes',
): Coverage {
  const findings = cases.flatMap((one) => one.findings)
  const rules = policies.flatMap((policy) =>
    policy.rules
      .filter(({ enforce }) => enforce !== 'off')
      .flatMap((rule) => {
        const own = findings.filter((finding) => isOf(finding, policy.name, rule.id))
        const members = wanted === 'outcomes' && rule.kind === 'anyOf' ? rule.members : []
        return [
          coverOne(policy.name, rule.id, own, wantedOf(rule, policy, wanted)),
          ...members.map((member) => {
            const inside = own.flatMap(
              (finding) => finding.members?.find((one) => one.rule === member.id) ?? [],
            )
            return coverOne(policy.name, `${rule.id}/${member.id}`, inside, [PASSES, HOLDS_BACK])
          }),
        ]
      }),
  )
  const gaps = rules.flatMap(({ policy, rule, gaps: own }) => own.map((gap) => `${policy}/${rule}: ${gap}`))
  if (wanted === 'outcomes')
    for (const verdict of ['allow', 'deny'] as const)
      if (!cases.some((one) => one.verdict === verdict)) gaps.push(`verdict ${verdict}: in no case`)
  return { rules, gaps }
}

/** Its own finding, or that of a rule of a later layer that stands in for it. */
function isOf({ policy, rule, tightens }: Finding, name: string, id: string): boolean {
  return (policy === name && rule === id) || tightens?.includes(`${name}/${id}`) === true
}

interface Wanted {
  results: readonly Result[]
  gap: string
}

const PASSES: Wanted = { results: ['pass'], gap: 'passes in no case' }
const HOLDS_BACK: Wanted = { results: BLOCKS, gap: 'blocks in no case' }

function wantedOf(rule: Rule, policy: Policy, wanted: 'all' | 'outcomes'): Wanted[] {
  const all = [PASSES, HOLDS_BACK]
  if (wanted === 'all') return all
  const waits =
    ('onMissing' in rule && rule.onMissing === 'wait') || ('onClosed' in rule && rule.onClosed === 'wait')
  const excused = rule.waivable && rule.enforce === 'block'
  const { waivers, override } = rule.terms ?? policy
  return [
    ...all,
    ...(rule.when === undefined && rule.unless === undefined
      ? []
      : [{ results: ['not-applicable'], gap: 'applies in every case' } as const]),
    ...(waits ? [{ results: ['pending'], gap: 'is waited for in no case' } as const] : []),
    ...(excused && waivers !== undefined
      ? [{ results: ['waived'], gap: 'is waived in no case' } as const]
      : []),
    ...(excused && override !== undefined
      ? [{ results: ['overridden'], gap: 'is overridden in no case' } as const]
      : []),
  ]
}

function coverOne(
  policy: string,
  rule: string,
  findings: readonly Finding[],
  wanted: readonly Wanted[],
): RuleCoverage {
  const seen: Partial<Record<Result, number>> = {}
  for (const result of RESULTS) {
    const times = findings.filter((finding) => finding.result === result).length
    if (times > 0) seen[result] = times
  }
  const missing = wanted.filter(({ results }) => !results.some((result) => seen[result] !== undefined))
  return { policy, rule, seen, gaps: findings.length === 0 ? ['in no case'] : missing.map(({ gap }) => gap) }
}
