/**
 * The class of the change that `when` and `unless` go by. It is what the change's record says, as the rules of kind
 * `change` in force, of any layer, found it; where one of them cannot tell, or two say different things, it is unknown,
 * which counts as major and takes no rule out of force. Where there is no such rule, a policy may say aloud that it
 * believes the request (`changeClass: claimed`): whoever may ask may then claim an emergency.
 *
 * Members of `anyOf` do not count: an `anyOf` may pass without them. A rule that only warns does not count either.
 */
import { appliesTo } from './applies.ts'
import type { Decision, GateRequest } from './decision.ts'
import type { ChangeRule, Policy } from './policy.ts'
import { toldTo } from './layers/merge.ts'
import { isEffective } from './requirements.ts'
import type { Inquiry } from './rules/kind.ts'
import { isSame, recordedChange } from './rules/change.ts'

export type KnownChange = NonNullable<Decision['change']>

/** What the records say, all rules of kind `change` together; undefined where no rule looks and no claim is believed. */
export function knownChange(
  policies: readonly Policy[],
  inquiryFor: (policy: Policy) => Inquiry,
): KnownChange | undefined {
  const found = policies.flatMap((policy) => {
    const rules = policy.rules.filter((rule): rule is ChangeRule => rule.kind === 'change')
    if (rules.length === 0) return []
    const inquiry = inquiryFor(policy)
    return rules.filter((rule) => isAsked(rule, inquiry)).map((rule) => recordedChange(rule, inquiry))
  })
  if (found.length === 0) return claimedChange(policies, inquiryFor)
  const [first] = found
  if (first === undefined || found.some((one) => one === undefined || !isSame(one, first)))
    return { class: 'major', from: 'unknown' }
  return { ...first, from: 'record' }
}

/**
 * The class as one policy goes by it: what its own rules and those of earlier layers find (`toldTo`). Where other policies
 * of its layer find something else, it is not known.
 */
export function changeTold(
  viewer: Policy,
  policies: readonly Policy[],
  inquiryFor: (policy: Policy) => Inquiry,
): KnownChange | undefined {
  const known = knownChange(toldTo(viewer, policies), inquiryFor)
  if (known === undefined || known.from === 'unknown') return known
  const together = knownChange(toldTo(viewer, policies, 'contradict'), inquiryFor)
  const agree = together?.class === known.class && together.id === known.id
  return agree ? known : { class: 'major', from: 'unknown' }
}

/** Is the rule in force, as far as that does not depend on the class that it is to find? */
function isAsked(rule: ChangeRule, { request, now }: Inquiry): boolean {
  if (rule.enforce !== 'block' || !isEffective(rule, now)) return false
  const answer = appliesTo(rule, request, now, false)
  return 'ruleError' in answer || answer.applies
}

function claimedChange(
  policies: readonly Policy[],
  inquiryFor: (policy: Policy) => Inquiry,
): KnownChange | undefined {
  const believing = policies.find(({ changeClass }) => changeClass === 'claimed')
  if (believing === undefined) return undefined
  const claim = inquiryFor(believing).request.change
  return claim?.class === undefined ? undefined : { id: claim.id, class: claim.class, from: 'claimed' }
}

/** The request as the rules of one policy see it, whether the class in it is known, and the request as it came. */
export function asSeenBy(
  policy: Pick<Policy, 'changeClass'>,
  request: GateRequest,
  change: KnownChange | undefined,
): { request: GateRequest; classKnown: boolean; asked: GateRequest } {
  const isKnown =
    change?.from === 'record' || (change?.from === 'claimed' && policy.changeClass === 'claimed')
  return isKnown
    ? { request: withClass(request, change), classKnown: true, asked: request }
    : { request: withClass(request, { class: 'major' }), classKnown: false, asked: request }
}

/** The author of the record stands in where the request names none; that they are the same person, the rule checks. */
function withClass(request: GateRequest, change: Pick<KnownChange, 'id' | 'class' | 'author'>): GateRequest {
  const id = request.change?.id ?? change.id
  if (id === undefined) return request
  const author = request.change?.author ?? change.author
  return {
    ...request,
    change: { ...request.change, id, class: change.class, ...(author === undefined ? {} : { author }) },
  }
}
