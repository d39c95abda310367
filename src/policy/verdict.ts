/** Findings → verdict (design: evaluation), and the sentence that says it. */
import type { Finding, Verdict } from './decision.ts'

/**
 * Any error → error; else a blocking fail → deny; else a pending → pending; else, when at least one blocking rule
 * passed → allow; else nothing was judged → error. Rules that only warn never change it.
 */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const blocking = findings.filter(({ enforce }) => enforce === 'block')
  const has = (result: Finding['result']) => blocking.some((finding) => finding.result === result)
  if (has('error')) return 'error'
  if (has('fail')) return 'deny'
  if (has('pending')) return 'pending'
  return has('pass') ? 'allow' : 'error'
}

/** `2 of 7 checks fail.` */
export function sayVerdict(verdict: Verdict, findings: readonly Finding[]): string {
  const judged = findings.filter(
    ({ result, enforce }) => enforce === 'block' && result !== 'off' && result !== 'not-applicable',
  )
  const count = (result: Finding['result']) => judged.filter((finding) => finding.result === result).length
  const of = (many: number, what: string) =>
    judged.length === 1 ? `The one check ${what}.` : `${many} of ${judged.length} checks ${what}.`
  if (verdict === 'allow') return sayAllow(judged.length, count('waived'), count('overridden'))
  if (verdict === 'deny') return of(count('fail'), count('fail') === 1 ? 'fails' : 'fail')
  if (verdict === 'pending')
    return of(count('pending'), count('pending') === 1 ? 'is still waiting' : 'are still waiting')
  if (count('error') > 0) return of(count('error'), 'could not be judged')
  return 'No check was judged.'
}

/** An allow that stands on exceptions says so before all else. */
function sayAllow(all: number, waived: number, overridden: number): string {
  if (waived + overridden === 0) return all === 1 ? 'The one check passes.' : `All ${all} checks pass.`
  const parts = [
    ...(waived === 0 ? [] : [`${waived} ${waived === 1 ? 'is' : 'are'} waived`]),
    ...(overridden === 0 ? [] : [`${overridden} ${overridden === 1 ? 'is' : 'are'} overridden`]),
  ]
  const passed = all - waived - overridden
  return `${passed} of ${all} checks ${passed === 1 ? 'passes' : 'pass'}, ${parts.join(', ')}.`
}
