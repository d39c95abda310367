/** Waivers and overrides: what of the findings somebody who may has taken on themselves. */
import type { Finding, GateRequest, OverrideRef, WaiverRef } from '../decision.ts'
import type { Policy } from '../policy.ts'
import type { Inquiry, Query } from '../rules/kind.ts'

/** What is asked beside the rules. */
export function exceptionQueries(_policies: readonly Policy[], _request: GateRequest): Query[] {
  return []
}

export interface Excepted {
  findings: Finding[]
  waivers: WaiverRef[]
  overrides: OverrideRef[]
}

/** What an exception is judged by: the layers, the request, and what the store answered. */
export type ExceptionInquiry = Pick<Inquiry, 'request' | 'now' | 'answer' | 'boundTo'> & {
  policies: readonly Policy[]
}

/** The findings with what is waived or overridden marked so. */
export function applyExceptions(findings: readonly Finding[], _inquiry: ExceptionInquiry): Excepted {
  return { findings: [...findings], waivers: [], overrides: [] }
}
