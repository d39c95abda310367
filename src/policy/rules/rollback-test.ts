/** Was going back tried? By a rollback of the same service elsewhere, or by a test run about the artifact. */
import { keyOf } from '../../store/keys.ts'
import { sayDuration } from '../duration.ts'
import { shortType } from '../paths.ts'
import type { EvidenceRule, RollbackPlanRule, RollbackTest } from '../policy.ts'
import { nameArtifact } from '../say.ts'
import { evidence } from './evidence.ts'
import type { Conclusion, Inquiry, Query, Question } from './kind.ts'
import { judge } from './pass.ts'
import { sayValues, TWO_EVENTS, whoAndWhen } from './phrases.ts'
import { selected } from './select.ts'
import { worstOf } from './worst.ts'

const LIMIT = 1000

export function isRollback({ type }: Pick<RollbackTest, 'type'>): boolean {
  return shortType(type) === 'service.rolledback'
}

export function testNeeds(rule: RollbackPlanRule, question: Question): Query[] {
  const { tested } = rule
  if (tested === undefined) return []
  return isRollback(tested)
    ? [rollbacksQuery(tested, question)]
    : evidence.needs(asEvidence(rule, tested), question)
}

/** @param back the digests that run in the target now, to which one would go back */
export function testOf(
  rule: RollbackPlanRule,
  tested: RollbackTest,
  back: readonly string[],
  inquiry: Inquiry,
): Conclusion {
  if (!isRollback(tested)) {
    const run = evidence.conclude(asEvidence(rule, tested), inquiry)
    return run.reason === 'no-evidence'
      ? { ...run, reason: 'not-tested', found: 'going back was not tested' }
      : run
  }
  return worstOf(
    back.map((digest) => ({
      name: nameArtifact({ digest }),
      conclusion: rolledBackTo(digest, rule, tested, inquiry),
    })),
  )
}

export function sayTested(tested: RollbackTest): string {
  const age = tested.maxAge === undefined ? '' : `, ≤ ${sayDuration(tested.maxAge)} ago`
  if (isRollback(tested)) return `rolled back to in ${tested.environment ?? 'another environment'}${age}`
  const which = tested.match.filter(({ says }) => says === 'which').map(({ values }) => sayValues(values))
  return `${[shortType(tested.type), ...which].join(' ')} a success${age}`
}

function rollbacksQuery({ type, environment }: RollbackTest, { request }: Question): Query {
  const keys = [keyOf('service', request.service ?? '')]
  if (environment !== undefined) keys.push(keyOf('environment', environment))
  return { keys, types: [type], status: 'any', order: 'desc', limit: LIMIT }
}

/** The newest rollback to this digest decides, in each of the environments that count. */
function rolledBackTo(
  digest: string,
  rule: RollbackPlanRule,
  tested: RollbackTest,
  inquiry: Inquiry,
): Conclusion {
  const { request } = inquiry
  const { events, complete } = inquiry.answer(rollbacksQuery(tested, inquiry))
  const asked = asEvidence(rule, tested)
  const { candidates, refused } = selected(events, asked, inquiry)
  const newest = candidates.find(({ event }) => {
    const { artifacts, environment } = inquiry.boundTo(event)
    const isThere =
      tested.environment === undefined
        ? environment !== undefined && environment !== request.environment
        : environment === tested.environment
    return isThere && artifacts.some((one) => one.digest === digest)
  })
  const base = { required: '', refused }
  if (newest === undefined) {
    if (!complete)
      return {
        ...base,
        result: 'error',
        reason: 'too-many-events',
        found: `more than ${LIMIT} rollbacks of the service, not all were looked at`,
        remediation: 'Name the environment of the test in the policy.',
      }
    return {
      ...base,
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: 'not-tested',
      found: `no rollback to it in ${tested.environment ?? 'another environment'}`,
      remediation: `Deploy this artifact in ${tested.environment ?? 'another environment'}, and roll it back to ${nameArtifact({ digest })}.`,
    }
  }
  const about = { ...base, ...whoAndWhen(newest), evidence: [newest] }
  if (newest.disputed)
    return {
      ...about,
      result: 'error',
      reason: 'conflict',
      found: TWO_EVENTS,
      remediation: 'Roll it back again, or send the true event under a new id.',
    }
  const judged = judge(asked, newest, inquiry)
  if (judged !== 'pass') return { ...about, ...judged }
  const received = Date.parse(newest.stored.receivedAt)
  const where = inquiry.boundTo(newest.event).environment ?? ''
  return {
    ...about,
    result: 'pass',
    reason: 'rolled-back',
    found: `rolled back to it in ${where} ${sayDuration(inquiry.now - received)} ago`,
    ...(tested.maxAge === undefined ? {} : { dueAt: received + tested.maxAge }),
  }
}

function asEvidence(
  { tested: _, first: _first, ...rule }: RollbackPlanRule,
  tested: RollbackTest,
): EvidenceRule {
  return {
    ...rule,
    kind: 'evidence',
    types: [tested.type],
    match: tested.match,
    count: 1,
    ...(tested.maxAge === undefined ? {} : { maxAge: tested.maxAge }),
  }
}
