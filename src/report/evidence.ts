/** The events a decision used and refused, each once, with the checks that looked at them. */
import type { Decision, EvidenceRef, Finding, RefusedRef } from '../policy/decision.ts'

export interface Used {
  event: EvidenceRef
  /** Titles of the checks that used it. */
  checks: string[]
}

/** In the order of the checks; an event that several checks used stands once. */
export function usedEvidence(decision: Decision): Used[] {
  const found = new Map<string, Used>()
  for (const finding of everyFinding(decision.findings)) {
    for (const event of finding.evidence) add(found, `${event.sequence}\n${event.id}`, event, finding)
  }
  return [...found.values()]
}

export interface Refused extends Used {
  event: RefusedRef
}

/** One entry an event and reason: two checks may refuse one event for two reasons. */
export function refusedEvidence(decision: Decision): Refused[] {
  const found = new Map<string, Refused>()
  for (const finding of everyFinding(decision.findings)) {
    for (const event of finding.refused)
      add(found, `${event.sequence}\n${event.id}\n${event.reason}`, event, finding)
  }
  return [...found.values()]
}

/** Refused events that the findings count but do not list. */
export function refusedUnlisted(decision: Decision): number {
  return everyFinding(decision.findings).reduce((sum, finding) => sum + (finding.refusedMore ?? 0), 0)
}

/** Findings and, below them, the members of `anyOf`. */
export function everyFinding(findings: readonly Finding[]): Finding[] {
  return findings.flatMap((finding) => [finding, ...everyFinding(finding.members ?? [])])
}

function add<T extends EvidenceRef>(
  found: Map<string, { event: T; checks: string[] }>,
  key: string,
  event: T,
  finding: Finding,
): void {
  const known = found.get(key)
  if (known === undefined) found.set(key, { event, checks: [finding.title] })
  else if (!known.checks.includes(finding.title)) known.checks.push(finding.title)
}

/** `testsuiterun.finished` of `dev.cdevents.testsuiterun.finished.0.3.0`. */
export function shortType(type: string): string {
  return /^dev\.cdevents(?:x)?\.(.+?)\.\d+\.\d+\.\d+(?:-\w+)?$/.exec(type)?.[1] ?? type
}
