/** Approvals and exceptions that nobody can give. */
import { LAYERS } from '../decision.ts'
import { knownPeople, namesOf, tellApart } from '../rules/apart.ts'
import type { Appointed, ApprovalRule, Person, Policy } from '../policy.ts'
import type { Linting, Step } from './context.ts'
import { sayList } from './context.ts'

export function lintPeople(linting: Linting): void {
  for (const { rule, at } of linting.placed) if (rule.kind === 'approval') lintApproval(rule, at, linting)
  lintTerms(linting)
}

function lintApproval(rule: ApprovalRule, at: readonly Step[], { warn }: Linting): void {
  const left = rule.people.length - rule.excluding.length
  if (rule.excluding.length === 0 || rule.delegation || left >= rule.quorum) return
  const who = sayList(rule.excluding.map((one) => (one === 'change.author' ? 'the author' : 'the requester')))
  warn(
    'too-few-people',
    `${rule.quorum} of ${rule.people.length} ${rule.people.length === 1 ? 'person' : 'people'} must approve; where ${who} ${rule.excluding.length === 1 ? 'is one' : 'are two'} of them, it can never pass`,
    ...at,
    'quorum',
  )
}

function lintTerms({ policy, all, placed, warn }: Linting): void {
  const { waivers, override } = policy
  const waivable = placed.filter(
    ({ rule, around }) => around === undefined && rule.waivable && rule.enforce === 'block',
  )
  if (waivers === undefined && override === undefined) {
    for (const { rule, at } of waivable)
      // What stands in for an earlier layer's rule stays under that layer's terms.
      if (!all.some((other) => isEarlier(other, policy) && hasTermsFor(other, rule.id)))
        warn(
          'nobody-waives',
          'is waivable, but the policy says in neither waivers nor override by whom',
          ...at,
          'waivable',
        )
    return
  }
  if (waivable.length === 0)
    warn(
      'nothing-waivable',
      'no blocking rule says waivable: true, so there is nothing to take on',
      waivers === undefined ? 'override' : 'waivers',
    )
  if (waivers !== undefined) {
    if (only(waivers.grantors) !== undefined)
      warn(
        'one-grantor',
        'one person alone may grant: what they ask for themselves nobody can',
        'waivers',
        'from',
      )
    if (waivers.expiringSoon >= waivers.maxDuration)
      warn(
        'always-expiring',
        'is as long as a waiver may hold at all: every one ends soon from the start',
        'waivers',
        'expiringSoon',
      )
  }
  if (override === undefined) return
  const breaks = only(override.people)
  if (isOnly(breaks, override.second))
    warn(
      'no-second',
      'who may break the glass and who confirms it is the same single person: nobody can confirm',
      'override',
      'second',
      'from',
    )
  if (isOnly(breaks, override.review))
    warn(
      'no-reviewer',
      'who may break the glass and who reviews it is the same single person: nobody can review',
      'override',
      'review',
    )

  function isOnly(one: Person | undefined, appointed: Appointed): boolean {
    const other = only(appointed)
    if (one === undefined || other === undefined) return false
    const known = knownPeople(policy)
    return tellApart(namesOf(one, known), namesOf(other, known)) === 'same'
  }
}

function isEarlier(one: Policy, other: Policy): boolean {
  return LAYERS.indexOf(one.layer) < LAYERS.indexOf(other.layer)
}

function hasTermsFor({ rules, waivers, override }: Policy, id: string): boolean {
  return (waivers !== undefined || override !== undefined) && rules.some((rule) => rule.id === id)
}

function only({ people }: Appointed): Person | undefined {
  return people.length === 1 ? people[0] : undefined
}
