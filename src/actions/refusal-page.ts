/** The page of a gate that could not be asked. Every reason may hold a stranger's text. */
import { md } from '../report/escape.ts'
import type { Refusal } from './refusal.ts'

/** A summary shows this many reasons; the log has them all. */
const MAX_REASONS = 20

/** GFM and GLFM, ends with an empty line. */
export function renderRefusal(refusal: Refusal): string {
  const shown = refusal.reasons.slice(0, MAX_REASONS)
  const left = refusal.reasons.length - shown.length
  return [
    md`## ⛔ ${refusal.title}`.text,
    '',
    ...shown.map((reason) => md`- ${reason}`.text),
    ...(left > 0 ? [`- and ${left} more, see the log`] : []),
    '',
    md`**What to do:** ${refusal.todo}.`.text,
    '',
    '',
  ].join('\n')
}
