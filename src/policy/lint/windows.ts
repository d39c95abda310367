/** Windows that never open, or are over. */
import { iso } from '../judge.ts'
import type { Window, WindowRule } from '../policy.ts'
import type { Inquiry } from '../rules/kind.ts'
import { window as kind } from '../rules/window.ts'
import type { Linting, Step } from './context.ts'

export function lintWindows({ placed, now, warn }: Linting): void {
  for (const { rule, at } of placed) {
    if (rule.kind !== 'window' || rule.enforce === 'off') continue
    const over = (side: 'allow' | 'deny') =>
      rule[side].forEach((window, index) => {
        if ('to' in window && window.to <= now)
          warn('window-over', `is over since ${iso(window.to)}, and does not come again`, ...at, side, index)
      })
    over('deny')
    over('allow')
    if (!opens(rule, now)) {
      warn('never-open', 'does not open from now on, as far as can be seen: it can never pass', ...at)
      continue
    }
    if (rule.allow.length > 1 || rule.deny.length > 0) lintEach(rule, at, now, warn)
  }
}

function lintEach(rule: WindowRule, at: readonly Step[], now: number, warn: Linting['warn']): void {
  rule.allow.forEach((window, index) => {
    if (isOver(window, now) || opens({ ...rule, allow: [window] }, now)) return
    const why = opens({ ...rule, deny: [], allow: [window] }, now)
      ? 'lies wholly inside deny windows, which beat it'
      : 'never comes'
    warn('window-shut', `${why}: it opens nothing`, ...at, 'allow', index)
  })
}

function isOver(window: Window, now: number): boolean {
  return 'to' in window && window.to <= now
}

/** Is it open at some moment from now on? As far as a decision would look for one. */
function opens(rule: WindowRule, now: number): boolean {
  const { result, dueAt } = kind.conclude(rule, { now } as Inquiry)
  return result === 'pass' || dueAt !== undefined
}
