import { RESULTS } from '../policy/decision.ts'
import type { RuleCoverage } from '../policy/cases-coverage.ts'
import type { Paint } from './command.ts'

const COLUMNS = RESULTS.filter((result) => result !== 'off')
const HEADS: Readonly<Record<string, string>> = { 'not-applicable': 'n/a' }

/** In how many cases each rule was seen with which result; lines for a terminal, none where there are no rules. */
export function coverageTable(rules: readonly RuleCoverage[], { bold, dim, yellow }: Paint): string[] {
  if (rules.length === 0) return []
  const used = COLUMNS.filter(
    (result) => ['pass', 'fail'].includes(result) || rules.some(({ seen }) => seen[result] !== undefined),
  )
  const several = new Set(rules.map(({ policy }) => policy)).size > 1
  const nameOf = ({ policy, rule }: RuleCoverage) => (several ? `${policy}/${rule}` : rule)
  const width = Math.max(4, ...rules.map((rule) => nameOf(rule).length))
  const cell = (text: string, head: string) => text.padStart(Math.max(head.length, 4))
  const heads = used.map((result) => HEADS[result] ?? result)
  return [
    '',
    bold(['rule'.padEnd(width), ...heads.map((head) => cell(head, head))].join('  ')),
    ...rules.map((rule) => {
      const cells = used.map((result, index) => {
        const times = rule.seen[result]
        const text = cell(times === undefined ? '–' : String(times), heads[index]!)
        return times === undefined ? dim(text) : text
      })
      const gaps = rule.gaps.length === 0 ? '' : `  ${yellow(rule.gaps.join(', '))}`
      return `${[nameOf(rule).padEnd(width), ...cells].join('  ')}${gaps}`
    }),
  ]
}
