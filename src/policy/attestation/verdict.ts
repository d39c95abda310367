/**
 * Another organisation's verdict on an artifact, as its own store recorded it: what it shares with us, and nothing else.
 * That it shares nothing and that it never judged look the same.
 */
import { keyOf } from '../../store/keys.ts'
import type { StoredEvent } from '../../store/store.ts'
import type { Candidate } from '../believe.ts'
import type { Decision } from '../decision.ts'
import { sayDuration } from '../duration.ts'
import type { AttestationRule, VerdictWanted } from '../policy.ts'
import { readDecision } from '../record.ts'
import type { Conclusion, Inquiry, Query } from '../rules/kind.ts'
import { clip } from '../say.ts'

const DECISION_TYPE = 'dev.cdeventsx.turnpike-gate.evaluated'
/** Decisions about one artifact and environment that are looked at: what-ifs and dry runs are among them. */
const LIMIT = 200

export function verdictQuery({ organisation, environment }: VerdictWanted, digest: string): Query {
  return {
    of: { organisation, environment },
    keys: [keyOf('target', environment), keyOf('artifact', digest)],
    types: [DECISION_TYPE],
    order: 'desc',
    limit: LIMIT,
  }
}

export function verdictAbout(
  rule: AttestationRule,
  wanted: VerdictWanted,
  digest: string,
  inquiry: Inquiry,
): Conclusion {
  const { events, complete } = inquiry.answer(verdictQuery(wanted, digest))
  const { organisation, environment } = wanted
  const who = clip(organisation, 60)
  const base = { required: sayRequired(rule, wanted) }
  const newest = [...events]
    .sort((a, b) => b.sequence - a.sequence)
    .find((stored) => speaks(stored, wanted, digest))
  if (newest === undefined) {
    if (!complete)
      return {
        ...base,
        result: 'error',
        reason: 'too-many-events',
        found: `more than ${LIMIT} decisions, and none that counts among the newest`,
        remediation: `Ask ${who} for a decision.`,
      }
    return {
      ...base,
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: 'no-verdict',
      found: `no verdict of ${who} for ${clip(environment, 60)} that is shared with us`,
      remediation: `Ask ${who} to judge this digest for ${clip(environment, 60)}, and to share its verdicts (shares[].verdicts of its trust document).`,
    }
  }
  const by = { at: newest.receivedAt, by: who, evidence: [candidateOf(newest)] }
  const failed = (reason: string, found: string, remediation: string): Conclusion => ({
    ...base,
    ...by,
    result: 'fail',
    reason,
    found,
    remediation,
  })
  const decision = decisionIn(newest)
  if (decision === undefined)
    return {
      ...base,
      ...by,
      result: 'error',
      reason: 'verdict-unreadable',
      found: `the newest verdict of ${who} cannot be read`,
      remediation: `Ask ${who} for a new decision.`,
    }
  const again = `Ask ${who} for a decision that allows it.`
  if (decision.verdict === 'pending' && rule.onMissing === 'wait')
    return { ...failed('verdict-pending', `${who} says pending`, again), result: 'pending' }
  if (decision.verdict !== 'allow')
    return failed('verdict-not-allow', `${who} says ${decision.verdict}`, again)
  const judged = decision.policies.filter(({ origin }) => origin === 'store').map(({ name }) => name)
  const missing = wanted.policies.find((name) => !judged.includes(name))
  if (missing !== undefined)
    return failed(
      'policy-not-judged',
      `${who} allowed it without the policy ${missing}`,
      `Ask ${who} for a decision by ${missing}.`,
    )
  const received = Date.parse(newest.receivedAt)
  const end = rule.maxAge === undefined ? Date.parse(decision.expiresAt ?? '') : received + rule.maxAge
  if (!(inquiry.now < end))
    return failed(
      'verdict-too-old',
      `${who} allowed it ${sayDuration(Math.max(0, inquiry.now - received))} ago`,
      again,
    )
  return {
    ...base,
    ...by,
    result: 'pass',
    reason: 'verdict-accepted',
    found: `${who} allows it for ${clip(environment, 60)}`,
    dueAt: end,
  }
}

/** A decision of the store's own that holds: what only warns or tries out is none. */
function speaks(stored: StoredEvent, wanted: VerdictWanted, digest: string): boolean {
  if (stored.producer.kind !== 'store' || stored.status !== 'accepted' || stored.event === undefined)
    return false
  if (stored.organisation !== wanted.organisation) return false
  const { mode, request } = stored.event.subject.content as Partial<Decision>
  if (mode === 'warn' || mode === 'dry-run' || mode === 'replay') return false
  return (
    request?.environment === wanted.environment &&
    Array.isArray(request.artifacts) &&
    request.artifacts.some((artifact) => artifact?.digest === digest)
  )
}

function decisionIn(stored: StoredEvent): Decision | undefined {
  try {
    const decision = readDecision(stored.event!.subject.content)
    return decision.mode === 'enforce' && decision.organisation === stored.organisation ? decision : undefined
  } catch {
    return undefined
  }
}

function candidateOf(stored: StoredEvent): Candidate {
  return { stored, event: stored.event! }
}

function sayRequired(rule: AttestationRule, { organisation, environment, policies }: VerdictWanted): string {
  const parts = [`allow by ${organisation} for ${environment}`]
  if (policies.length > 0) parts.push(`by ${policies.join(', ')}`)
  parts.push(rule.maxAge === undefined ? 'not expired' : `≤ ${sayDuration(rule.maxAge)} old`)
  return parts.join(', ')
}
