/** Evidence that can never be there, or is gone when it is wanted. */
import { covers } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import { fieldAt, rooted, shortType } from '../paths.ts'
import type { Match, Rule } from '../policy.ts'
import type { Linting, Step } from './context.ts'
import { sayList } from './context.ts'

/** Subjects of events that are seldom about an artifact: only `customData.turnpike.artifacts` could say so. */
const ELSEWHERE = ['repository', 'branch', 'environment', 'incident']

export function lintEvidence(linting: Linting): void {
  const { placed, warn, policy } = linting
  for (const { rule, at, around } of placed) {
    if (rule.enforce === 'off') continue
    if ('types' in rule && 'match' in rule) lintMatch(rule, at, warn)
    const ofArtifact = rule.kind === 'evidence' || (rule.kind === 'threshold' && rule.scope === 'artifact')
    if (ofArtifact) {
      const odd = rule.types.map(shortType).filter((type) => ELSEWHERE.includes(type.split('.')[0]!))
      if (odd.length > 0)
        warn(
          'not-of-artifacts',
          `${sayList(odd)} events are not about an artifact; this rule sees only those that say so in customData.turnpike.artifacts`,
          ...at,
          'type',
        )
    }
    if (
      rule.kind === 'absence' &&
      rule.grace !== undefined &&
      rule.lookback !== undefined &&
      rule.grace >= rule.lookback
    )
      warn(
        'always-passes',
        'what has been open for as long as grace is not looked for any more: it can never block',
        ...at,
        'grace',
      )
    if (rule.kind === 'evidence' && rule.maxAge !== undefined) {
      const soak = longestSoak(policy.rules)
      if (soak !== undefined && rule.maxAge <= soak.duration)
        warn(
          'too-short',
          `what was there before it ran in ${soak.environment} has aged out when ${soak.id} is done (${sayDuration(soak.duration)}): it has to be sent again`,
          ...at,
          'maxAge',
        )
    }
    if (rule.kind === 'order' || rule.kind === 'soak') lintTarget(rule, around ?? rule, at, linting)
  }
}

/** Words that no valid event has in a field, and conditions on values that exclude each other. */
function lintMatch(
  rule: { types: readonly string[]; match: readonly Match[] },
  at: readonly Step[],
  warn: Linting['warn'],
): void {
  for (const { path, values } of rule.match)
    for (const type of rule.types) {
      const field = fieldAt(rooted(path), type)
      if (field === undefined) continue
      const possible = values.filter((value) =>
        field.kind === 'words'
          ? field.words.includes(String(value))
          : typeof value === 'string' || !TEXTS.has(field.kind),
      )
      if (possible.length > 0) continue
      const said = field.kind === 'words' ? `one of ${field.words.join(', ')}` : 'text'
      warn('never-matches', `no ${shortType(type)} event has this: ${path} is ${said}`, ...at, 'match', path)
      break
    }
}

const TEXTS = new Set(['text', 'uri', 'reference', 'time', 'suggested', 'pattern'])

/** A rule that wants the artifact to be where it is about to go. */
function lintTarget(
  rule: Extract<Rule, { kind: 'order' | 'soak' }>,
  outer: Rule,
  at: readonly Step[],
  { policy, warn }: Linting,
): void {
  const named = rule.kind === 'order' ? rule.environments : [rule.environment]
  const targets = targetsOf(outer, policy.applies.environments)
  const own = named.filter((name) => targets.some((target) => covers(target, name)))
  if (own.length === 0 || (rule.kind === 'order' && rule.oneOf && own.length < named.length)) return
  warn(
    'own-target',
    `${sayList(own)} is what the policy governs itself: nothing could go there for the first time. Name the environment before it, or add when: { environment: … }`,
    ...at,
    rule.kind === 'order' ? 'environments' : 'environment',
  )
}

/** Names and patterns of the environments for which a rule is judged. */
function targetsOf({ when, unless }: Rule, environments: readonly string[]): readonly string[] {
  const facts = (what: Rule['when']) =>
    what !== undefined && 'facts' in what
      ? what.facts.find(({ path }) => path === 'environment')?.values.map(String)
      : undefined
  const only = facts(when)
  const not =
    unless !== undefined && 'facts' in unless && unless.facts.length === 1 ? facts(unless) : undefined
  if ((when !== undefined && 'text' in when) || (unless !== undefined && 'text' in unless)) return []
  return (only ?? environments).filter((name) => not?.includes(name) !== true)
}

function longestSoak(rules: readonly Rule[]): Extract<Rule, { kind: 'soak' }> | undefined {
  return rules
    .filter((rule) => rule.kind === 'soak')
    .filter(({ enforce }) => enforce === 'block')
    .sort((a, b) => b.duration - a.duration)[0]
}
