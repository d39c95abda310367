/** What one person said before on the same artifact for the same environment. */
import { isObject } from '../../cdevents/object.ts'
import { keyOf } from '../../store/keys.ts'
import type { EventStore, Principal, StoredEvent } from '../../store/store.ts'
import { statementOf } from './approval-event.ts'
import { APPROVAL_DECISIONS, type ApprovalDecision, type ApprovalRequest } from './approval-request.ts'

const TYPES = ['dev.cdevents.approval.updated', 'dev.cdevents.approval.closed']
/** The rule `approval` looks at as many. */
const MOST = 500

export interface Statement {
  decision: ApprovalDecision
  statement: string
  key?: string
  answers?: string
  responder: string
  stored: StoredEvent
}

/** The newest first. */
export async function statementsOf(
  { store, organisation }: { store: EventStore; organisation: string },
  principal: Principal,
  { artifacts, environment }: { artifacts: readonly { digest: string }[]; environment: string },
): Promise<Statement[]> {
  const keys = artifacts.slice(0, 7).map(({ digest }) => keyOf('artifact', digest))
  const { events } = await store.query({
    organisation,
    keys: [...keys, keyOf('environment', environment)],
    types: TYPES,
    limit: MOST,
  })
  return events
    .filter(({ producer }) => producer.kind === principal.kind && producer.id === principal.id)
    .flatMap((stored) => readStatement(stored) ?? [])
}

/**
 * The statement that a request repeats. Under a key of the client's: whenever it was said. Without one: only while it is
 * the last thing that the person said and answers the same recorded decision; for whoever approved, then rejected, then
 * approves again means it.
 */
export function repeated(
  statements: readonly Statement[],
  request: ApprovalRequest,
): Statement | 'other' | undefined {
  const said = statementOf(request)
  if (request.key !== undefined) {
    const earlier = statements.find(({ key }) => key === request.key)
    return earlier === undefined || earlier.statement === said ? earlier : 'other'
  }
  const [latest] = statements
  return request.answers !== undefined && latest?.statement === said ? latest : undefined
}

function readStatement(stored: StoredEvent): Statement | undefined {
  const content = stored.event?.subject.content
  const block = isObject(stored.event?.customData) ? stored.event.customData.turnpike : undefined
  const approval = isObject(block) && isObject(block.approval) ? block.approval : {}
  if (!isObject(content) || typeof content.responder !== 'string') return undefined
  const decision = APPROVAL_DECISIONS.find((word) => word === (content.status ?? content.decision))
  if (decision === undefined) return undefined
  const { statement, key, answers } = approval
  return {
    decision,
    statement: typeof statement === 'string' ? statement : '',
    ...(typeof key === 'string' ? { key } : {}),
    ...(typeof answers === 'string' ? { answers } : {}),
    responder: content.responder,
    stored,
  }
}
