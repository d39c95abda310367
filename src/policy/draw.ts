/** The moments worth drawing: events about the artifacts, and the decision itself. */
import type { Decision, Finding, GateRequest, TimelineEntry, Verdict } from './decision.ts'
import { bindingOf } from '../cdevents/binding.ts'
import type { StoredEvent } from '../store/store.ts'
import type { Evidence } from './gather.ts'
import { shortType, valueAt } from './paths.ts'
import { requirementKey, timelineQuery, TIMELINE_LIMIT } from './requirements.ts'
import { clip, sayEvent } from './say.ts'

/**
 * At most 40 entries, oldest first. An event is drawn as a success only when a rule accepted it: what nobody judged is
 * neutral, so that a stranger cannot draw a green mark.
 */
export function drawTimeline(
  request: GateRequest,
  evidence: Evidence,
  findings: readonly Finding[],
  decision: { now: string; verdict: Verdict },
): Decision['timeline'] {
  const judged = new Set(
    findings
      .flatMap((finding) => [finding, ...(finding.members ?? [])])
      .flatMap(({ evidence }) => evidence.map(({ sequence }) => sequence)),
  )
  const events = new Map<number, StoredEvent>()
  for (const { digest } of request.artifacts)
    for (const stored of evidence.answers.get(requirementKey(timelineQuery(digest)))?.events ?? [])
      events.set(stored.sequence, stored)
  const newest = [...events.values()].sort((a, b) => b.sequence - a.sequence).slice(0, TIMELINE_LIMIT - 1)
  const entries = newest.flatMap((stored) => entryOf(stored, judged.has(stored.sequence)))
  entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : (a.sequence ?? 0) - (b.sequence ?? 0)))
  const outcome =
    decision.verdict === 'allow' ? 'success' : decision.verdict === 'pending' ? 'neutral' : 'failure'
  return [
    ...entries,
    {
      at: decision.now,
      what: 'gate.evaluated',
      label: `this decision: ${decision.verdict}`,
      outcome,
      environment: request.environment,
    },
  ]
}

/** The words of the reports for an answer that was given before. */
const FORMER: Readonly<Record<string, string>> = {
  allow: 'answered: ready',
  deny: 'answered: not ready',
  pending: 'answered: not ready yet',
  error: 'answered: no verdict',
}

/** A decision of before, drawn by its verdict. Only the store writes that type; anybody else's is an event like any. */
function formerDecision({
  event,
  producer,
  receivedAt,
  sequence,
  type,
}: StoredEvent): TimelineEntry | undefined {
  if (event === undefined || producer.kind !== 'store' || shortType(type) !== 'turnpike-gate.evaluated')
    return undefined
  const label = FORMER[String(valueAt(event, 'verdict'))]
  if (label === undefined) return undefined
  const environment = valueAt(event, 'request.environment')
  return {
    at: receivedAt,
    what: 'gate.evaluated',
    label,
    outcome: 'neutral',
    ...(typeof environment === 'string' ? { environment: clip(environment, 80) } : {}),
    sequence,
  }
}

function entryOf(stored: StoredEvent, judged: boolean): TimelineEntry[] {
  const { event } = stored
  if (event === undefined) return []
  const former = formerDecision(stored)
  if (former !== undefined) return [former]
  const { environment } = bindingOf(event)
  const said = valueAt(event, 'outcome') ?? valueAt(event, 'decision')
  const good = said === 'success' || said === 'approved'
  const bad = typeof said === 'string' && !good && said !== ''
  return [
    {
      at: stored.receivedAt,
      what: clip(shortType(stored.type), 80),
      label: clip(sayEvent(event), 120),
      outcome: !judged ? 'neutral' : bad ? 'failure' : good ? 'success' : 'neutral',
      ...(environment === undefined ? {} : { environment: clip(environment, 80) }),
      sequence: stored.sequence,
    },
  ]
}
