/** What stands around the checks in Markdown: notices, exceptions in force, and what changed. Nothing of it is folded. */
import { age, exact, minute } from './ages.ts'
import type { Section } from './budget.ts'
import { gfm, mdHover, mdSign, mdText } from './escape.ts'
import { elsewhere } from './summary-place.ts'
import { count, formerVerdict, personName, titleOf } from './words.ts'
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

/** Waivers, overrides and whatever was switched off. */
export function exceptionsSection(decision: Decision): Section | undefined {
  const now = decision.decidedAt
  const until = (at: string) => gfm`until ${mdHover(exact(at).slice(0, 16), exact(at))}${left(age(at, now))}`
  const rows = [
    ...decision.overrides.map(
      ({ by, reason, until: at }) =>
        gfm`- ${mdSign('⚠️')} <strong>Override</strong> by <strong>${personName(by)}</strong> ${until(at)}: ${reason}\n`,
    ),
    ...decision.waivers.map(
      ({ rule, by, reason, until: at }) =>
        gfm`- ${mdSign('⚠️')} <strong>${titleOf(decision, rule)}</strong> is waived by <strong>${personName(by ?? '')}</strong> ${until(at ?? '')}: ${reason}\n`,
    ),
    ...decision.disabled.map(
      ({ rule, policy, why }) =>
        gfm`- ${mdSign('➖')} <strong>${titleOf(decision, rule, policy)}</strong> of policy ${policy} is switched off: ${why}\n`,
    ),
  ]
  if (rows.length === 0) return undefined
  return {
    importance: 2,
    opening: '### Exceptions in force\n\n',
    rows: rows.map(({ text }) => text),
    closing: '\n',
    leftOut: (n) =>
      gfm`\n<strong>${count(n, 'more exception')} left out for length</strong>: ${elsewhere(decision)}.\n`
        .text,
  }
}

function left(when: string | undefined) {
  return when === undefined ? undefined : gfm` (${when})`
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
