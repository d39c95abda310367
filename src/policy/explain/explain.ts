/**
 * The merged policy for a person who does not read YAML: what is asked for, of whom, what happens when it is missing,
 * who may waive it, and which layer says so. Data; `text.ts` makes lines of it. Strings come from policies: escape at
 * the exit.
 */
import { combine } from '../combine.ts'
import type { GateRequest, Layer, RuleKind } from '../decision.ts'
import { sayDuration } from '../duration.ts'
import { located, mergeLayers, termsOf } from '../layers/merge.ts'
import { controlsOf } from '../layers/stricter.ts'
import type { Policy, Rule } from '../policy.ts'
import { KIND_ORDER } from '../rules/rules.ts'
import { asked } from './kinds.ts'
import { condition, listed, moment, people } from './words.ts'

export interface ExplainedRule {
  id: string
  title: string
  kind: RuleKind
  policy: string
  layer: Layer
  /** Rules of earlier layers that it stands in for: `policy/rule`. */
  tightens: string[]
  /** Each a sentence. */
  asks: string
  from?: string
  fresh?: string
  missing?: string
  /** When it applies; empty: always. */
  applies: string[]
  /** What its result means for the answer. */
  counts: string
  /** Who may grant exceptions, or that nobody may. */
  exceptions: string
  controls: string[]
  owner?: string
  remediation?: string
  /** Of a rule that one of several others satisfies. */
  members?: ExplainedRule[]
}

export interface Explained {
  environment?: string
  service?: string
  /** In order; each pinned by its digest. */
  layers: {
    policy: string
    layer: Layer
    digest: string
    owner?: string
    origin: 'store' | 'file'
    rules: number
  }[]
  /** In the order in which they are judged. */
  rules: ExplainedRule[]
  /** Who may grant exceptions, a sentence each. */
  exceptions: string[]
  /** How long an allow may be used. */
  holds: string
  /** Why every answer would be an error. */
  problems: string[]
  notices: string[]
}

/** Where a policy is to be explained for; without an environment all policies are taken together. */
export interface Place {
  environment?: string
  service?: string
}

export function explainPolicies(all: readonly Policy[], place: Place = {}): Explained {
  const { policies, problems, notices } = layersFor(all, place)
  const rules = policies
    .flatMap((policy) => policy.rules.map((rule) => ({ rule, policy })))
    .sort((a, b) => KIND_ORDER.indexOf(a.rule.kind) - KIND_ORDER.indexOf(b.rule.kind))
  return {
    ...(place.environment === undefined ? {} : { environment: place.environment }),
    ...(place.service === undefined ? {} : { service: place.service }),
    layers: policies.map(({ name, layer, digest, owner, origin, rules: own }) => ({
      policy: name,
      layer,
      digest,
      ...(owner === undefined ? {} : { owner }),
      origin,
      rules: own.length,
    })),
    rules: rules.map(({ rule, policy }) => explainRule(rule, policy)),
    exceptions: exceptionsOf(policies),
    holds: holdsFor(policies),
    problems,
    notices: [...notices, ...classNotice(policies)],
  }
}

/** The layers that would judge a request for this place. */
export function layersFor(
  all: readonly Policy[],
  { environment, service }: Place,
): { policies: Policy[]; problems: string[]; notices: string[] } {
  if (environment !== undefined) {
    const request: GateRequest = { artifacts: [], environment, ...(service === undefined ? {} : { service }) }
    return combine(all, request)
  }
  const { policies, loosened } = mergeLayers(all)
  const problems = loosened.map((one) => {
    const { line, column, message } = located(one)
    return `The policy ${one.policy.name} (line ${line ?? 1}, column ${column ?? 1}) ${message}.`
  })
  return { policies, problems, notices: [] }
}

function explainRule(rule: Rule, policy: Policy): ExplainedRule {
  const { asks, from, fresh, missing } = asked(rule)
  const owner = rule.owner ?? policy.owner
  return {
    id: rule.id,
    title: rule.title,
    kind: rule.kind,
    policy: policy.name,
    layer: policy.layer,
    tightens: [...(rule.tightens ?? [])],
    asks: sentence(asks),
    ...(from === undefined ? {} : { from }),
    ...(fresh === undefined ? {} : { fresh }),
    ...(missing === undefined ? {} : { missing }),
    applies: appliesOf(rule),
    counts: COUNTS[rule.enforce],
    exceptions: exceptionsFrom(rule, policy),
    controls: [...controlsOf(rule, policy)],
    ...(owner === undefined ? {} : { owner }),
    ...(rule.remediation === undefined ? {} : { remediation: rule.remediation }),
    ...(rule.kind === 'anyOf' ? { members: rule.members.map((member) => explainRule(member, policy)) } : {}),
  }
}

const COUNTS: Readonly<Record<Rule['enforce'], string>> = {
  block: 'It must hold.',
  warn: 'It is shown and changes no answer.',
  off: 'It is switched off, and every decision says so.',
}

const ERROR = '; an error where that cannot be answered.'

function appliesOf(rule: Rule): string[] {
  return [
    ...(rule.when === undefined
      ? []
      : [`Only when ${condition(rule.when)}${'text' in rule.when ? ERROR : ', or when that is not known.'}`]),
    ...(rule.unless === undefined
      ? []
      : [`Not when ${condition(rule.unless)}${'text' in rule.unless ? ERROR : ', if that is known.'}`]),
    ...(rule.effectiveFrom === undefined ? [] : [`From ${moment(rule.effectiveFrom)} UTC.`]),
    ...(rule.effectiveUntil === undefined ? [] : [`Until ${moment(rule.effectiveUntil)} UTC.`]),
  ]
}

function exceptionsFrom(rule: Rule, policy: Policy): string {
  if (!rule.waivable) return 'Nobody may make an exception.'
  const { waivers, override } = termsOf(rule, policy)
  const may = [
    ...(waivers === undefined
      ? []
      : [`waived by ${people(waivers.grantors.from)} for at most ${sayDuration(waivers.maxDuration)}`]),
    ...(override === undefined ? [] : [`overridden in an emergency by ${people(override.people.from)}`]),
  ]
  if (may.length === 0) return 'It could be waived, but nobody is named who may: nobody can.'
  return `It may be ${may.join(', or ')}.`
}

/** Once for each different set of people. */
function exceptionsOf(policies: readonly Policy[]): string[] {
  const said = policies.flatMap((policy) =>
    policy.rules
      .filter(({ waivable }) => waivable)
      .flatMap((rule) => {
        const { waivers, override } = termsOf(rule, policy)
        return [
          ...(waivers === undefined
            ? []
            : [
                `Waivers: granted by ${people(waivers.grantors.from)}, never by whoever asked for it, with a ticket, for at most ${sayDuration(waivers.maxDuration)}.`,
              ]),
          ...(override === undefined ? [] : [overrideSentence(override)]),
        ]
      }),
  )
  return said.length === 0 ? ['Nobody may make an exception from any of these rules.'] : [...new Set(said)]
}

function overrideSentence({
  people: who,
  second,
  maxDuration,
  review,
}: NonNullable<Policy['override']>): string {
  const confirmed =
    second.within === 0
      ? `counts once ${people(second.from)} confirmed it`
      : `must be confirmed by ${people(second.from)} within ${sayDuration(second.within)}`
  return (
    `Break-glass: by ${people(who.from)}, for one artifact and at most ${sayDuration(maxDuration)}; it ${confirmed}, ` +
    `and is reviewed by ${people(review.from)} within ${sayDuration(review.within)}.`
  )
}

function holdsFor(policies: readonly Policy[]): string {
  if (policies.length === 0) return 'Nothing is ever allowed.'
  const ttl = Math.min(...policies.map(({ decisionTtl }) => decisionTtl))
  return `An allow may be used for ${sayDuration(ttl)}, and never longer than its evidence, its windows and its exceptions hold.`
}

function classNotice(policies: readonly Policy[]): string[] {
  const claimed = policies.filter(({ changeClass }) => changeClass === 'claimed').map(({ name }) => name)
  if (claimed.length === 0) return []
  return [
    `${listed(claimed)} ${claimed.length === 1 ? 'believes' : 'believe'} the class of the change that the request claims, where no record is looked at.`,
  ]
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
