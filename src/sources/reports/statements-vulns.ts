/** in-toto vulns v0.1 and v0.2: what a scanner found, counted by the worst severity that any method gives. Pure. */
import { isObject } from '../../cdevents/object.ts'
import { clipped } from './json-stream-places.ts'
import { noCounts, scoreIn, SEVERITIES, severityOfScore, severityOfWord } from './scan.ts'
import type { Scan, Severity } from './scan.ts'

export function scanIn(predicate: Readonly<Record<string, unknown>>): Scan {
  const scanner = isObject(predicate['scanner']) ? predicate['scanner'] : {}
  const { uri, version, result } = scanner
  const name = typeof uri === 'string' && uri !== '' ? clipped(uri.replace(/@[^/]*$/u, ''), 300) : 'scanner'
  const tool = {
    name,
    ...(typeof version === 'string' && version !== '' ? { version: clipped(version, 100) } : {}),
  }
  const counts = noCounts()
  if (!Array.isArray(result))
    return { tool, counts, total: 0, suppressed: 0, broken: 'the statement has no list of what was found' }
  for (const each of result as unknown[]) {
    // v0.1 puts it into `vulnerability` in its text and not in its example.
    const one = isObject(each) && isObject(each['vulnerability']) ? each['vulnerability'] : each
    counts[severityIn(isObject(one) ? one['severity'] : undefined)]++
  }
  return { tool, counts, total: result.length, suppressed: 0 }
}

function severityIn(severity: unknown): Severity {
  const list: unknown[] = Array.isArray(severity) ? severity : [severity]
  const found = list.map((one): Severity => {
    const { method, score } = isObject(one) ? one : {}
    if (typeof score !== 'string' && typeof score !== 'number') return 'unknown'
    const word = severityOfWord(String(score))
    if (word !== 'unknown') return word
    const number = scoreIn(score)
    return number !== undefined && typeof method === 'string' && /cvss/iu.test(method)
      ? severityOfScore(number)
      : 'unknown'
  })
  return SEVERITIES.find((one) => found.includes(one)) ?? 'unknown'
}
