/** Is this decision the answer to this question, now? Anything else opens nothing, however good its verdict looks. */
import { canonicalJson } from '../cdevents/canonical.ts'
import { TurnpikeError } from '../errors.ts'
import type { Decision, GateRequest } from '../policy/decision.ts'

export interface Asked {
  request: GateRequest
  mode: Decision['mode']
  /** How many policy files went along. */
  files: number
  /** When the answer is read, RFC 3339. */
  now: string
}

/** How far the clocks of the store and of this machine may be apart. */
const MAX_SKEW_MS = 5 * 60_000

const FACTS = ['environment', 'service', 'change', 'actor', 'run', 'policies'] as const

/**
 * Only the verdict on what was asked opens the gate (F9): about other artifacts, another target, change, person or run,
 * in another mode, without a policy that was asked for, or over already, a decision is an answer to nothing. The run is
 * part of the question, so another run's allow does not do either.
 * @throws TurnpikeError STORE_ANSWER
 */
export function mustAnswer(decision: Decision, asked: Asked): void {
  const other = differenceOf(decision, asked)
  if (other !== undefined)
    throw new TurnpikeError('STORE_ANSWER', `the store answered for ${other}, not for what was asked`)
  if (decision.verdict !== 'allow') return
  const { expiresAt } = decision
  if (expiresAt === undefined || !(Date.parse(expiresAt) + MAX_SKEW_MS > Date.parse(asked.now)))
    throw new TurnpikeError(
      'STORE_ANSWER',
      `the store answered with an allow that ended at ${expiresAt ?? 'no time'}, and here it is ${asked.now}`,
    )
  const missing = missingPolicy(decision, asked)
  if (missing !== undefined)
    throw new TurnpikeError('STORE_ANSWER', `the store answered without ${missing}, which was asked for`)
}

function differenceOf(decision: Decision, { request, mode }: Asked): string | undefined {
  const answered = decision.request
  if (digestsOf(answered) !== digestsOf(request)) return 'other artifacts'
  if (decision.mode !== mode) return `mode ${JSON.stringify(decision.mode)}`
  for (const fact of FACTS) {
    // Who asks is for the store to say, where the question leaves it open: it knows the person behind the token.
    if (fact === 'actor' && request.actor === undefined) continue
    if (canonicalJson(answered[fact]) === canonicalJson(request[fact])) continue
    return `${fact} ${JSON.stringify(answered[fact] ?? 'none')}`
  }
  return undefined
}

function missingPolicy({ policies }: Decision, { request, files }: Asked): string | undefined {
  const unused = request.policies?.find(
    (name) => !policies.some((policy) => policy.origin === 'store' && policy.name === name),
  )
  if (unused !== undefined) return `the policy ${JSON.stringify(unused)}`
  return policies.filter(({ origin }) => origin === 'file').length < files ? 'a policy file' : undefined
}

function digestsOf({ artifacts }: GateRequest): string {
  return artifacts
    .map(({ digest }) => digest)
    .sort()
    .join(' ')
}
