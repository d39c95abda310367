/**
 * The class of the change that `when` and `unless` go by. It is what the change's record says, as a rule of kind
 * `change` in any layer found it; where no such rule could tell, it is unknown, which counts as major and takes no rule
 * out of force. A policy may say aloud that it believes the request (`changeClass: claimed`): whoever may ask may then
 * claim an emergency.
 */
import type { Decision, GateRequest } from './decision.ts'
import type { ChangeRule, Policy } from './policy.ts'
import type { Inquiry } from './rules/kind.ts'
import { recordedChange } from './rules/change.ts'

export type KnownChange = NonNullable<Decision['change']>

/** What the records say, all rules of kind `change` together; undefined where no rule looks. */
export function knownChange(
  policies: readonly Policy[],
  inquiryFor: (policy: Policy) => Inquiry,
): KnownChange | undefined {
  const found = policies.flatMap((policy) =>
    policy.rules
      .filter((rule): rule is ChangeRule => rule.kind === 'change' && rule.enforce === 'block')
      .map((rule) => recordedChange(rule, inquiryFor(policy))),
  )
  if (found.length === 0) return undefined
  const [first] = found
  if (first === undefined || found.some((one) => one?.class !== first.class || one.id !== first.id))
    return { class: 'major', from: 'unknown' }
  return { ...first, from: 'record' }
}

/** The request as the rules of one policy see it, and whether the class in it is known. */
export function asSeenBy(
  policy: Pick<Policy, 'changeClass'>,
  request: GateRequest,
  change: KnownChange | undefined,
): { request: GateRequest; classKnown: boolean } {
  const { change: claimed } = request
  if (change?.from === 'record') return { request: withClass(request, change), classKnown: true }
  if (change === undefined && policy.changeClass === 'claimed')
    return { request, classKnown: claimed?.class !== undefined }
  return { request: withClass(request, { class: 'major' }), classKnown: false }
}

function withClass(request: GateRequest, change: { id?: string; class: KnownChange['class'] }): GateRequest {
  const id = request.change?.id ?? change.id
  if (id === undefined) return request
  return { ...request, change: { ...request.change, id, class: change.class } }
}
