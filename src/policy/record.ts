/** The decision as a record: an event with links to what it used; and back again, strictly enough to fail closed. */
import type { CDEvent, EmbeddedLink } from '../cdevents/event.ts'
import { EXIT, TurnpikeError } from '../errors.ts'
import type { Decision, Finding } from './decision.ts'
import { decisionShape } from './record-shape.ts'
import { checkShape } from './shape.ts'
import { verdictOf } from './verdict.ts'

const DECISION_TYPE = 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0'

const MAX_CONTENT_BYTES = 900 * 1024
const MAX_LINKS = 200

/**
 * The event that records a decision: its content is the whole decision, its links lead to the evidence. Bounded below
 * 900 KiB; what had to be left out is said in its notices.
 */
export function decisionEvent(decision: Decision, options: { source: string }): CDEvent {
  const content = bounded(decision)
  return {
    context: {
      specversion: '0.5.1',
      id: decision.id,
      source: options.source,
      type: DECISION_TYPE,
      timestamp: decision.decidedAt,
      ...linksOf(decision),
    },
    subject: {
      id: decision.id,
      source: options.source,
      content: content as unknown as Record<string, unknown>,
    },
  }
}

function linksOf(decision: Decision): { links?: EmbeddedLink[] } {
  const ids = new Set(everyFinding(decision).flatMap(({ evidence }) => evidence.map(({ id }) => id)))
  const links = [...ids]
    .slice(0, MAX_LINKS)
    .map((contextId): EmbeddedLink => ({ linkType: 'RELATION', linkKind: 'EVIDENCE', target: { contextId } }))
  return links.length === 0 ? {} : { links }
}

function everyFinding({ findings }: Decision): Finding[] {
  return findings.flatMap((finding) => [finding, ...(finding.members ?? [])])
}

/** Leaves out, in this order and only as far as needed: the timeline, refused events, evidence beyond the newest. */
function bounded(decision: Decision): Decision {
  const steps: ((decision: Decision) => Decision)[] = [
    (d) => d,
    (d) => ({ ...d, timeline: [] }),
    (d) => ({ ...d, findings: d.findings.map((finding) => shorter(finding, 20, 1)) }),
    (d) => ({ ...d, findings: d.findings.map((finding) => shorter(finding, 1, 0)) }),
    (d) => ({ ...d, findings: d.findings.map((finding) => shorter(finding, 0, 0)) }),
  ]
  let current = decision
  for (const [index, step] of steps.entries()) {
    current = step(current)
    const said =
      index === 0
        ? current
        : {
            ...current,
            notices: [...decision.notices, 'The record was shortened: not every event is listed.'],
          }
    if (Buffer.byteLength(JSON.stringify(said)) <= MAX_CONTENT_BYTES) return said
  }
  throw new TurnpikeError(
    'TOO_LARGE',
    `decision ${decision.id} is larger than ${MAX_CONTENT_BYTES} bytes; use fewer rules`,
  )
}

function shorter(finding: Finding, evidence: number, refused: number): Finding {
  const more = (finding.refusedMore ?? 0) + Math.max(0, finding.refused.length - refused)
  return {
    ...finding,
    evidence: finding.evidence.slice(0, evidence),
    refused: finding.refused.slice(0, refused),
    ...(more === 0 ? {} : { refusedMore: more }),
    ...(finding.members === undefined
      ? {}
      : { members: finding.members.map((member) => shorter(member, evidence, refused)) }),
  }
}

/**
 * A decision as a store answered it, or as it was recorded. Strict where a gate depends on it: an allow must be one by
 * its own findings and say until when it holds.
 * @throws TurnpikeError STORE_ANSWER naming what is wrong
 */
export function readDecision(value: unknown): Decision {
  const problems = checkShape(decisionShape, value)
  if (problems.length > 0)
    throw new TurnpikeError(
      'STORE_ANSWER',
      `the store's answer is not a decision: ${problems[0]!.path || '/'} ${problems[0]!.message}`,
      { problems },
    )
  const decision = value as Decision
  const wrong = contradiction(decision)
  if (wrong !== undefined)
    throw new TurnpikeError(
      'STORE_ANSWER',
      `the store's decision ${decision.id} contradicts itself: ${wrong}`,
    )
  return decision
}

function contradiction(decision: Decision): string | undefined {
  if (decision.verdict !== 'allow') return undefined
  const found = verdictOf(decision.findings)
  if (found !== 'allow') return `it says allow, its findings say ${found}`
  if (decision.mode === 'replay') return undefined
  if (decision.expiresAt === undefined) return 'it allows without an end'
  if (!(Date.parse(decision.expiresAt) > Date.parse(decision.decidedAt))) return 'it ends before it begins'
  return undefined
}

/**
 * The exit code of CLI, action and component. A gate that only warns, and a dry run of an allow, end 0; a replay never
 * does: it opens no gate.
 */
export function exitCodeOf(decision: Decision): number {
  if (decision.mode === 'warn') return EXIT.allow
  if (decision.mode === 'replay' && decision.verdict === 'allow') return EXIT.deny
  return EXIT[decision.verdict]
}
