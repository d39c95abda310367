/** Rules that are never judged, or whose answer never matters. */
import { covers } from '../believe.ts'
import { canonicalJson } from '../../cdevents/canonical.ts'
import { iso } from '../judge.ts'
import type { Applicability, Rule, Scalar } from '../policy.ts'
import type { Linting } from './context.ts'

type Facts = ReadonlyMap<string, readonly Scalar[]>

export function lintReach(linting: Linting): void {
  const { policy, now, placed, warn } = linting
  for (const { rule, at, around } of placed) {
    if (rule.effectiveUntil !== undefined && rule.effectiveUntil <= now)
      warn(
        'over',
        `was in force until ${iso(rule.effectiveUntil)}: it is never judged again`,
        ...at,
        'effectiveUntil',
      )
    if (around === undefined) lintConditions(rule, at, linting)
  }
  const seen = new Map<string, string>()
  for (const { rule, at, around } of placed) {
    if (around !== undefined || rule.enforce === 'off') continue
    const says = meaningOf(rule)
    const before = seen.get(says)
    if (before !== undefined) warn('twice', `asks for the same as the rule ${before}`, ...at)
    else seen.set(says, rule.id)
  }
  for (const { rule, at, around } of placed) {
    if (around === undefined || around.enforce === 'off') continue
    const must = policy.rules.find(
      (one) => standsAlways(one) && meaningOf(one) === meaningOf({ ...rule, enforce: 'block' }),
    )
    if (must !== undefined)
      warn(
        'shadowed',
        `the rule ${must.id} asks for the same and must pass anyway, so ${around.id} adds nothing`,
        ...at,
      )
  }
}

function standsAlways(rule: Rule): boolean {
  return (
    rule.enforce === 'block' &&
    rule.when === undefined &&
    rule.unless === undefined &&
    rule.effectiveFrom === undefined &&
    rule.effectiveUntil === undefined
  )
}

function lintConditions(
  { when, unless }: Rule,
  at: readonly (string | number)[],
  { policy, warn }: Linting,
): void {
  const never = (field: 'when' | 'unless', why: string) =>
    warn('never-applies', `never applies: ${why}`, ...at, field)
  const { environments, services } = policy.applies
  const only = factsIn(when)
  const never_ = factsIn(unless)
  const outside = (path: string, patterns: readonly string[] | undefined) => {
    const wanted = only?.get(path)
    return (
      wanted !== undefined &&
      patterns !== undefined &&
      !wanted.some((value) => typeof value === 'string' && patterns.some((pattern) => covers(pattern, value)))
    )
  }
  if (outside('environment', environments))
    never('when', `the policy governs ${environments.join(', ')}, and no such environment is among these`)
  else if (outside('service', services))
    never('when', `the policy governs ${services!.join(', ')}, and no such service is among these`)
  if (isText(when, 'false')) never('when', 'false is never true')
  if (isText(unless, 'true')) never('unless', 'true is always true')
  if (
    when !== undefined &&
    unless !== undefined &&
    'text' in when &&
    'text' in unless &&
    when.text === unless.text
  )
    never('unless', 'it says the same as when')
  if (never_ === undefined) return
  const everywhere = never_.get('environment')
  if (
    never_.size === 1 &&
    everywhere !== undefined &&
    environments.every((name) => everywhere.includes(name))
  )
    never('unless', 'it takes out every environment that the policy governs')
  else if (
    only !== undefined &&
    [...never_].every(([path, values]) => only.get(path)?.every((value) => values.includes(value)) === true)
  )
    never('unless', 'it takes out whatever when lets in')
}

function factsIn(what: Applicability | undefined): Facts | undefined {
  if (what === undefined || !('facts' in what)) return undefined
  return new Map(what.facts.map(({ path, values }) => [path, values]))
}

function isText(what: Applicability | undefined, text: string): boolean {
  return what !== undefined && 'text' in what && what.text.trim() === text
}

/** Everything by which rules differ in what they ask for; what is only read by people is left out. */
function meaningOf(rule: Rule): string {
  const {
    id: _,
    title: _title,
    controls: _controls,
    remediation: _what,
    owner: _whom,
    tightens: _of,
    ...rest
  } = rule
  const meant = JSON.parse(
    JSON.stringify(rest, (_key, value: unknown) => (value === undefined ? null : value)),
  ) as unknown
  return canonicalJson(meant)
}
