import { md } from './escape.ts'
import { blockersOf, resultWord, summarySentence, verdictWords } from './words.ts'
import type { Decision } from '../policy/decision.ts'

export interface SummaryOptions {
  flavour: 'github' | 'gitlab'
  budget?: number
}

export function renderSummary(decision: Decision, _options: SummaryOptions): string {
  const rows = decision.findings.map(
    (f) => md`| ${resultWord(f).word} | ${f.title} | ${f.required} | ${f.found} |\n`,
  )
  return md`## ${verdictWords(decision)} ${decision.request.environment}: ${summarySentence(decision)}

${blockersOf(decision).map((f) => md`- ${f.title}: ${f.remediation}\n`)}
| result | check | required | found |
|---|---|---|---|
${rows}`.text
}
