/**
 * The layers become one: baseline, then the environment's owner, then the service, then files of the request. A rule of
 * a later layer with the id of an earlier layer's rule stands in for it when it is as strict; where it asks for more but
 * hears less, both are judged; where it is looser, that is a problem. Two policies of one layer do not see each other.
 */
import { canonicalJson } from '../../cdevents/canonical.ts'
import type { Problem } from '../../errors.ts'
import { LAYERS } from '../decision.ts'
import { readDocument } from '../document.ts'
import type { Policy, Rule, RuleCommon } from '../policy.ts'
import { escape } from '../shape.ts'
import { compareRules } from './compare.ts'
import { controlsOf } from './stricter.ts'

/** A rule of `policy` that is looser than the rule of the same id of `earlier`. */
export interface Loosening {
  policy: Policy
  earlier: Policy
  rule: string
  /** Place of the loosening field, below the later policy's document, and why. Lines: see `located`. */
  problem: Problem
}

export interface Merged {
  /** In order, with the rules that are judged; one whose rules are all stood in for has none left. */
  policies: Policy[]
  loosened: Loosening[]
}

/** Baseline first; within a layer by name. Files keep the order in which they were given. */
export function inLayers(policies: readonly Policy[]): Policy[] {
  const rank = ({ layer }: Policy) => LAYERS.indexOf(layer)
  return [...policies].sort(
    (a, b) => rank(a) - rank(b) || (a.layer === 'file' || a.name === b.name ? 0 : a.name < b.name ? -1 : 1),
  )
}

/** Policies that all govern one request, in any order. Doing it twice changes nothing. */
export function mergeLayers(given: readonly Policy[]): Merged {
  const policies = inLayers(given)
  const pairs = pairsIn(policies)
  if (pairs.length === 0) return { policies, loosened: [] }
  const loosened: Loosening[] = []
  const strict = new Map<Rule, Owned[]>()
  const gone = new Set<Rule>()
  for (const { later, earlier } of pairs) {
    const compared = compareRules(later, earlier)
    if (compared.is === 'looser') loosened.push(looseningOf(later, earlier, compared))
    if (compared.is !== 'strict' || seesOtherwise(later, earlier, policies)) continue
    strict.set(later.rule, [...(strict.get(later.rule) ?? []), earlier])
    gone.add(earlier.rule)
  }
  // The decision is an error then, and shows every rule.
  if (loosened.length > 0) return { policies, loosened }
  const standing = new Map<Rule, Rule>()
  const merged = policies.map((policy) => {
    const rules = policy.rules.map((rule) => {
      const before = strict.get(rule)
      const stands = before === undefined ? rule : standingIn({ rule, policy }, before, standing)
      standing.set(rule, stands)
      return stands
    })
    return { ...policy, rules: rules.filter((_, index) => !gone.has(policy.rules[index]!)) }
  })
  return { policies: merged, loosened }
}

interface Owned {
  rule: Rule
  policy: Policy
}

interface Twice {
  later: Owned
  earlier: Owned
}

/** Every rule of an earlier layer with every rule of its id of a later one. */
export function pairsIn(policies: readonly Policy[]): Twice[] {
  const first = policies[0]
  if (first === undefined || policies.every(({ layer }) => layer === first.layer)) return []
  const byId = new Map<string, Owned[]>()
  const pairs: Twice[] = []
  for (const policy of policies)
    for (const rule of policy.rules) {
      const before = byId.get(rule.id) ?? []
      for (const earlier of before)
        if (earlier.policy.layer !== policy.layer) pairs.push({ later: { rule, policy }, earlier })
      byId.set(rule.id, [...before, { rule, policy }])
    }
  return pairs
}

/**
 * Would the rule of the later layer see something else than the earlier one, although it is as strict? Then both are
 * judged. A rule of kind `producer` may take objections away from the later one only (see believe.ts); a rule of kind
 * `change` may tell only the later one the class of the change (see `toldTo`).
 */
function seesOtherwise(later: Owned, earlier: Owned, policies: readonly Policy[]): boolean {
  return policies.some(
    (policy) =>
      (has(policy, 'producer') &&
        // Any one event of theirs is enough for it: there are no objections to hear.
        later.rule.kind !== 'producer' &&
        bindsWholly(policy, later.policy) &&
        !bindsWholly(policy, earlier.policy)) ||
      (has(policy, 'change') &&
        readsRequest(later.rule) &&
        !isAfter(policy, later.policy) &&
        isAfter(policy, earlier.policy)),
  )
}

function has({ rules }: Policy, kind: Rule['kind']): boolean {
  return rules.some((rule) => rule.kind === kind)
}

function isAfter(one: Policy, other: Policy): boolean {
  return LAYERS.indexOf(one.layer) > LAYERS.indexOf(other.layer)
}

/** May its answer depend on the class of the change? */
function readsRequest(rule: Rule): boolean {
  if (rule.when !== undefined || rule.unless !== undefined) return true
  if (rule.kind === 'anyOf') return rule.members.some((member) => readsRequest(member))
  return 'where' in rule && rule.where !== undefined
}

/**
 * The policies as far as they tell another one the class of the change: rules of kind `change` of earlier layers and its
 * own do, and those that stand in for one that does. Nobody takes another's rule out of force by a record that only they
 * believe: a later layer does not, nor does another policy of the same layer. `contradict`: those of its layer as well,
 * which may say otherwise, but never tell it on their own.
 */
export function toldTo(
  viewer: Pick<Policy, 'name' | 'layer'>,
  policies: readonly Policy[],
  contradict?: 'contradict',
): Policy[] {
  const layerOf = new Map(policies.map(({ name, layer }) => [name, layer]))
  const counts = (name: string) => {
    const layer = layerOf.get(name)
    if (layer === undefined) return false
    const after = LAYERS.indexOf(layer) - LAYERS.indexOf(viewer.layer)
    return after < 0 || (after === 0 && (name === viewer.name || contradict !== undefined))
  }
  return policies.map((policy) => {
    if (counts(policy.name) || !has(policy, 'change')) return policy
    const rules = policy.rules.filter(
      ({ kind, tightens = [] }) =>
        kind !== 'change' || tightens.some((rule) => counts(rule.slice(0, rule.indexOf('/')))),
    )
    return { ...policy, rules }
  })
}

function bindsWholly(bound: Policy, policy: Policy): boolean {
  return bound.name === policy.name || LAYERS.indexOf(bound.layer) < LAYERS.indexOf(policy.layer)
}

/**
 * The later rule in the place of the earlier ones. It serves their clauses, and exceptions from it are granted by whom
 * they name: a service must not become the one who waives a baseline. Where they differ, nobody may.
 */
function standingIn(
  { rule, policy }: Owned,
  before: readonly Owned[],
  standing: ReadonlyMap<Rule, Rule>,
): Rule {
  const terms = before.map((one) => termsOf(standing.get(one.rule) ?? one.rule, one.policy))
  const agreed = terms.every((one) => canonicalJson(one) === canonicalJson(terms[0])) ? terms[0]! : {}
  const controls = rule.controls.length > 0 ? rule.controls : controlsIn(before, policy)
  return {
    ...rule,
    controls,
    terms: agreed,
    tightens: [...(rule.tightens ?? []), ...before.map((one) => `${one.policy.name}/${one.rule.id}`)],
  }
}

function controlsIn(before: readonly Owned[], policy: Policy): readonly string[] {
  return [...new Set([...before.flatMap((one) => controlsOf(one.rule, one.policy)), ...policy.controls])]
}

/** Who may grant exceptions from a rule. */
export function termsOf(rule: RuleCommon, policy: Policy): NonNullable<RuleCommon['terms']> {
  if (rule.terms !== undefined) return rule.terms
  const { waivers, override } = policy
  return { ...(waivers === undefined ? {} : { waivers }), ...(override === undefined ? {} : { override }) }
}

export function looseningOf(
  later: Owned,
  earlier: Owned,
  { why, at }: { why: string; at?: readonly (string | number)[] },
): Loosening {
  const index = later.policy.rules.indexOf(later.rule)
  const path = ['rules', index, ...(at ?? [])].map((step) => `/${escape(String(step))}`).join('')
  const field = (at ?? []).filter((step) => typeof step === 'string').join('.')
  const { name, layer } = earlier.policy
  const message =
    `loosens the rule ${later.rule.id} of ${name} (layer ${layer}): ${field === '' ? '' : `${field}: `}${why}. ` +
    'A later layer may only add rules and tighten them'
  return { policy: later.policy, earlier: earlier.policy, rule: later.rule.id, problem: { path, message } }
}

/** The problem with its line and column in the later policy's text. */
export function located({ policy, problem }: Loosening): Problem {
  const read = readDocument(policy.text)
  return 'locate' in read ? read.locate(problem) : problem
}
