/** in-toto vulns v0.1 and v0.2: what a scanner found, counted by the worst severity that any method gives. Pure. */
import { isObject } from '../../cdevents/object.ts'
import { clipped } from './json-stream-places.ts'
import { noCounts, scoreIn, SEVERITIES, severityOfScore, severityOfWord } from './scan.ts'
import type { Scan, Severity } from './scan.ts'

export function scanIn(predicate: Readonly<Record<string, unknown>>): Scan {
  const scanner = isObject(predicate['scanner']) ? predicate['scanner'] : {}
  const { uri, version, result } = scanner
  const name = typeof uri === 'string' && uri !== '' ? clipped(withoutVersion(uri), 300) : 'scanner'
  const tool = {
    name,
    ...(typeof version === 'string' && version !== '' ? { version: clipped(version, 100) } : {}),
  }
  const counts = noCounts()
  if (!Array.isArray(result))
    return { tool, counts, total: 0, suppressed: 0, broken: 'the statement has no list of what was found' }
  for (const each of result as unknown[]) counts[severityOf(each)]++
  return { tool, counts, total: result.length, suppressed: 0 }
}

/** v0.1 puts it into `vulnerability` in its text and not in its example. */
export function vulnerabilityIn(each: unknown): unknown {
  return isObject(each) && isObject(each['vulnerability']) ? each['vulnerability'] : each
}

/** The worst that a method of one item of `scanner.result` says; unknown when none says anything that can be read. */
export function severityOf(each: unknown): Severity {
  const one = vulnerabilityIn(each)
  const severity = isObject(one) ? one['severity'] : undefined
  const list: unknown[] = Array.isArray(severity) ? severity : [severity]
  const found = list.map(severityBy)
  return SEVERITIES.find((one) => found.includes(one)) ?? 'unknown'
}

/** Scores of methods other than CVSS are on scales that nobody here knows; a word without a method is nobody's. */
function severityBy(said: unknown): Severity {
  const { method, score } = isObject(said) ? said : {}
  if (typeof method !== 'string' || (typeof score !== 'string' && typeof score !== 'number')) return 'unknown'
  const word = severityOfWord(String(score))
  if (word !== 'unknown') return word
  const number = scoreIn(score)
  return number !== undefined && /cvss/iu.test(method) ? severityOfScore(number) : 'unknown'
}

/** `pkg:oci/scanner@1.2` → `pkg:oci/scanner`. No regular expression: a stranger's text of `@` would take it hours. */
function withoutVersion(uri: string): string {
  const at = uri.indexOf('@', uri.lastIndexOf('/') + 1)
  return at === -1 ? uri : uri.slice(0, at)
}
