/** An approval as an event, so that the rule `approval` of policies counts it. */
import { hash } from 'node:crypto'
import { create } from '../../cdevents/create.ts'
import { eventId } from '../../cdevents/identity.ts'
import type { CDEvent } from '../../cdevents/event.ts'
import type { ApprovalRequest } from './approval-request.ts'

/** `context.source` of approvals that people give here. A pipeline's carry the pipeline's own. */
export const APPROVAL_SOURCE = 'urn:turnpike:approvals'

export interface ApprovalFacts {
  request: ApprovalRequest
  /** The person's URI, as authenticated. */
  responder: string
  source: string
  /** RFC 3339. */
  now: string
  /** The store's number of what the same person said before: said again, it is another event, in the same moment too. */
  follows?: number
  /** The page with what it is about, when the store knows its address. */
  detailsUrl?: string
}

/**
 * `approval.updated`: one person's statement; whoever takes theirs back closes it (`approval.closed`, cancelled). The
 * same person may say something else later in any case, and the latest statement counts.
 *
 * The id is made of everything that the event says, its time included. So one id never has two contents, which the
 * store would keep as a conflict and the gate would take as a dispute: two presses of a button at two servers are at
 * worst two equal statements of one person, and count once.
 */
export function approvalEvent({
  request,
  responder,
  source,
  now,
  follows,
  detailsUrl,
}: ApprovalFacts): CDEvent {
  const { artifacts, environment, service, change, comment, delegate, answers, key } = request
  const [first] = artifacts
  const digest = first?.digest ?? ''
  const subject = `urn:turnpike:approval:${encodeURIComponent(environment.toWellFormed())}:${digest}`
  const said = statementOf(request)
  const { type, words } = wordsOf(request)
  return create(
    type,
    {
      source,
      subject: {
        id: subject,
        content: {
          approvalDetailsUrl: detailsUrl ?? subject,
          resourceTargetUrl: first?.purl ?? digest,
          responder,
          ...words,
        },
      },
      customData: {
        turnpike: {
          artifacts: artifacts.map((each) => ({ ...each })),
          environment,
          ...(service === undefined ? {} : { service }),
          ...(change === undefined ? {} : { change }),
          ...policiesOf(request),
          approval: {
            statement: said,
            ...(follows === undefined ? {} : { follows }),
            ...(answers === undefined ? {} : { answers }),
            ...(key === undefined ? {} : { key }),
            // The draft has no field for whom a delegation names.
            ...(delegate === undefined ? {} : { delegate }),
            ...(comment === undefined ? {} : { comment }),
          },
        },
      },
    },
    {
      id: eventId({
        source,
        type,
        run: said,
        attempt: 1,
        subject: JSON.stringify([responder, now, follows ?? 0, detailsUrl ?? '']),
        order: Date.parse(now),
      }),
      now,
    },
  )
}

/** One stands by itself, as all of them once did. */
function policiesOf({ policies = [] }: ApprovalRequest) {
  const [only, ...others] = policies.map((digest) => ({ digest }))
  if (only === undefined) return {}
  return others.length === 0 ? { policy: only } : { policies: [only, ...others] }
}

function wordsOf({ decision }: ApprovalRequest) {
  if (decision !== 'cancelled') return { type: 'approval.updated', words: { decision } } as const
  // A closing repeats a decision; deferred is what is left of the one that was taken back.
  return { type: 'approval.closed', words: { decision: 'deferred', status: 'cancelled' } } as const
}

/** The same for the same words about the same things, whenever they are said. */
export function statementOf(request: ApprovalRequest): string {
  const { artifacts, environment, service, change, policies, comment, decision, answers, key } = request
  const policy = policies === undefined ? undefined : [...policies].sort().join(' ')
  const digests = artifacts.map(({ digest }) => digest).sort()
  const all = [digests, environment, service, change, policy, comment, decision, answers, key]
  if (request.delegate !== undefined) all.push(request.delegate)
  return hash('sha256', JSON.stringify(all.map((each) => each ?? null)), 'hex')
}
