/** What a scanner found, whatever it wrote it in: counted by severity, and whether that is too much. Pure. */
import type { Outcome } from '../outcome.ts'

/** Worst first. `info` is nothing to mend; `unknown` is whatever has no severity that can be read. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const
export type Severity = (typeof SEVERITIES)[number]

/** The lowest severity that makes a scan fail. */
export type Threshold = 'critical' | 'high' | 'medium' | 'low' | 'none'

export type SeverityCounts = Record<Severity, number>

export interface Scan {
  tool: { name: string; version?: string }
  /** What tells two scans of one tool apart (SARIF `automationDetails.id`). */
  category?: string
  /** Without what was suppressed. */
  counts: SeverityCounts
  total: number
  /** Accepted by somebody: they count for nothing. */
  suppressed: number
  /** By the words of SARIF. */
  levels?: { error: number; warning: number; note: number; none: number }
  /** Errors of the tool itself that it told of; what it looked at may be less than all. */
  complaints?: number
  /** Why it is no scan that anybody may rest on. */
  broken?: string
}

export function noCounts(): SeverityCounts {
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0, unknown: 0 }
}

/** The explicit table of words; what is not in it is unknown. */
const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  important: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  negligible: 'low',
  minimal: 'low',
  info: 'info',
  informational: 'info',
  none: 'info',
}

export function severityOfWord(word: string): Severity {
  const key = word.trim().toLowerCase()
  return Object.hasOwn(WORDS, key) ? WORDS[key]! : 'unknown'
}

/** A CVSS score as a word: its qualitative rating scale (v3.1 §5, v4.0 §2.1). */
export function severityOfScore(score: number): Severity {
  if (!(score >= 0 && score <= 10)) return 'unknown'
  if (score >= 9) return 'critical'
  if (score >= 7) return 'high'
  if (score >= 4) return 'medium'
  return score > 0 ? 'low' : 'info'
}

/** A decimal number and nothing else. */
export function scoreIn(text: string | number): number | undefined {
  if (typeof text === 'number') return text
  return /^\d{1,2}(\.\d{1,10})?$/u.test(text.trim()) ? Number(text) : undefined
}

export interface Judged {
  outcome: Outcome
  reason: string
}

/**
 * | found | outcome |
 * |---|---|
 * | the scan itself is broken | error |
 * | something at or above the threshold, or of SARIF's level error | failure |
 * | something whose severity nobody can read | error |
 * | nothing of these | success |
 *
 * With `none`, what was found makes no difference.
 */
export function judgeScan(scan: Scan, failOn: Threshold): Judged {
  const { counts, levels, total, broken } = scan
  if (broken !== undefined) return { outcome: 'error', reason: broken }
  const found = total === 0 ? 'nothing found' : `${total} found: ${sayCounts(counts)}`
  if (failOn === 'none') return { outcome: 'success', reason: found }
  const bad = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => counts[severity] > 0)
  if (bad || (levels?.error ?? 0) > 0) return { outcome: 'failure', reason: found }
  if (counts.unknown > 0)
    return { outcome: 'error', reason: `${counts.unknown} of ${total} have no severity that can be read` }
  return { outcome: 'success', reason: found }
}

export function sayCounts(counts: Readonly<SeverityCounts>): string {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`)
    .join(', ')
}

/** The worst that was found, in the words of `testsuiterun.finished`. */
export function worstOf(
  counts: Readonly<SeverityCounts>,
): 'critical' | 'high' | 'medium' | 'low' | undefined {
  return (['critical', 'high', 'medium', 'low'] as const).find((severity) => counts[severity] > 0)
}

/** The suite that a scan is a run of: what a policy selects by. */
export function suiteOf({ tool, category }: Scan): string {
  return category === undefined ? tool.name : `${tool.name}/${category}`
}

/**
 * Scans of one suite as one: of two reports of one linter, the later one must not hide what the first one found.
 * In the order of the first of each.
 */
export function combineScans(scans: readonly Scan[]): Scan[] {
  const bySuite = new Map<string, Scan>()
  for (const scan of scans) {
    const suite = suiteOf(scan)
    const other = bySuite.get(suite)
    bySuite.set(suite, other === undefined ? scan : together(other, scan))
  }
  return [...bySuite.values()]
}

function together(one: Scan, other: Scan): Scan {
  const counts = noCounts()
  for (const severity of SEVERITIES) counts[severity] = one.counts[severity] + other.counts[severity]
  const levels = { error: 0, warning: 0, note: 0, none: 0 }
  for (const level of ['error', 'warning', 'note', 'none'] as const)
    levels[level] = (one.levels?.[level] ?? 0) + (other.levels?.[level] ?? 0)
  const broken = one.broken ?? other.broken
  return {
    ...one,
    counts,
    total: one.total + other.total,
    suppressed: one.suppressed + other.suppressed,
    ...(one.levels === undefined && other.levels === undefined ? {} : { levels }),
    ...((one.complaints ?? other.complaints) === undefined
      ? {}
      : { complaints: (one.complaints ?? 0) + (other.complaints ?? 0) }),
    ...(broken === undefined ? {} : { broken }),
  }
}
