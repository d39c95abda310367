/** Which questions the rules ask the store. Each is bounded; equal ones are asked once. */
import { canonicalJson } from '../cdevents/canonical.ts'
import { boundKey, keyOf, keysOf } from '../store/keys.ts'
import type { StoredEvent } from '../store/store.ts'
import { appliesTo } from './applies.ts'
import { combine } from './combine.ts'
import type { GateRequest } from './decision.ts'
import { exceptionQueries } from './exceptions/apply.ts'
import { nonconformityQueries } from './nonconformity.ts'
import { typeIs } from './paths.ts'
import type { Policy, Rule } from './policy.ts'
import type { Query } from './rules/kind.ts'
import { kindOf } from './rules/rules.ts'

export interface Requirement {
  key: string
  query: Query
  /** Only for the picture: an event that matches it changes no verdict. */
  drawnOnly?: true
}

export const TIMELINE_LIMIT = 40

/** Names a query, so that an answer is found again. */
export function requirementKey(query: Query): string {
  return canonicalJson(query)
}

/** Everything that must be asked to judge a request. */
export function requirements(all: readonly Policy[], request: GateRequest, now: string): Requirement[] {
  const found = new Map<string, Requirement>()
  const at = Date.parse(now)
  const { policies } = combine(all, request)
  const ask = (query: Query): void => {
    const key = requirementKey(query)
    found.set(key, { key, query })
  }
  for (const policy of policies)
    for (const rule of policy.rules) {
      if (!mayBeInForce(rule, request, at)) continue
      kindOf(rule).needs(rule, { policy, request, classKnown: false, now: at }).forEach(ask)
    }
  exceptionQueries(policies, request, at).forEach(ask)
  nonconformityQueries(request).forEach(ask)
  for (const { digest } of request.artifacts) {
    const query = timelineQuery(digest)
    found.set(requirementKey(query), { key: requirementKey(query), query, drawnOnly: true })
  }
  return [...found.values()]
}

export function timelineQuery(digest: string): Query {
  return { keys: [keyOf('artifact', digest)], order: 'desc', limit: TIMELINE_LIMIT }
}

/** May the rule be judged? What depends on the class of the change is only known once its record was read. */
function mayBeInForce(rule: Rule, request: GateRequest, now: number): boolean {
  if (rule.enforce === 'off' || !isEffective(rule, now)) return false
  const facts = [rule.when, rule.unless].filter((one) => one !== undefined && 'holds' in one)
  if (facts.length > 0) return true
  const answer = appliesTo(rule, request, now, false)
  return 'applies' in answer && answer.applies
}

export function isEffective(rule: Rule, now: number): boolean {
  return (
    (rule.effectiveFrom === undefined || now >= rule.effectiveFrom) &&
    (rule.effectiveUntil === undefined || now < rule.effectiveUntil)
  )
}

/** May this event change the answer? Used to decide when to ask again while a request waits. */
export function concerns(asked: readonly Requirement[], stored: StoredEvent): boolean {
  if (stored.event === undefined) return false
  let keys: Set<string> | undefined
  return asked.some(({ query, drawnOnly }) => {
    if (drawnOnly) return false
    if (query.of !== undefined && query.of.organisation !== stored.organisation) return false
    if (query.types !== undefined && !query.types.some((type) => typeIs(stored.type, type))) return false
    if (query.source !== undefined && query.source !== stored.source) return false
    keys ??= new Set(keysOf(stored.event!))
    return (query.keys ?? []).every((key) => keys!.has(boundKey(key)))
  })
}
