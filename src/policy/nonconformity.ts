/** Deployments that no valid decision stood behind: raised by the store, shown in every decision until answered for. */
import type { GateRequest, NonconformityRef } from './decision.ts'
import type { Inquiry, Query } from './rules/kind.ts'

/** What is asked beside the rules. */
export function nonconformityQueries(_request: GateRequest): Query[] {
  return []
}

/** Those of the environment that are still open, the newest first. */
export function nonconformitiesIn(_inquiry: Pick<Inquiry, 'request' | 'now' | 'answer'>): NonconformityRef[] {
  return []
}
