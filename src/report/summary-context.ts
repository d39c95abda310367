/** What stands around the checks in Markdown: notices, and what changed. Nothing of it is folded. */
import { age, minute } from './ages.ts'
import type { Section } from './budget.ts'
import { gfm, mdHover, mdText } from './escape.ts'
import { elsewhere } from './summary-place.ts'
import { count, formerVerdict } from './words.ts'
import type { Decision } from '../policy/decision.ts'

export function noticesSection(decision: Decision, flavour: 'github' | 'gitlab'): Section | undefined {
  if (decision.notices.length === 0) return undefined
  return {
    importance: 2,
    opening: flavour === 'github' ? '> [!NOTE]\n' : '> <strong>Note</strong><br>\n',
    rows: decision.notices.map((notice) => gfm`> ${mdText(notice, 500)}<br>\n`.text),
    closing: '\n',
    leftOut: (n) =>
      gfm`> <strong>${count(n, 'more notice')} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
  }
}

export function changesSection(decision: Decision): Section | undefined {
  const { previous } = decision
  if (previous === undefined) return undefined
  const when = age(previous.decidedAt, decision.decidedAt) ?? previous.decidedAt
  const verdict = formerVerdict(decision, previous.verdict)
  const same = previous.changes.length === 0 ? gfm` Nothing that a check looks at has changed.` : undefined
  return {
    importance: 4,
    opening:
      gfm`### Since the last decision\n\nThe last answer (${mdHover(when, minute(previous.decidedAt))}): <strong>${verdict}</strong>.${same}\n\n`
        .text,
    rows: previous.changes.map((change) => gfm`- ${change}\n`.text),
    closing: previous.changes.length === 0 ? '' : '\n',
    leftOut: (n) =>
      gfm`\n<strong>${count(n, 'more change')} left out for length</strong>: ${elsewhere(decision)}.\n`.text,
  }
}
