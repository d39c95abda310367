/** What a rule of each kind asks for, in plain English. One function a kind, so that a new kind without one does not compile. */
import { PREDICATES } from '../attestation/predicates/predicates.ts'
import type { RuleKind } from '../decision.ts'
import { sayDuration } from '../duration.ts'
import { shortType } from '../paths.ts'
import type { AbsenceRule, Rule, ThresholdRule } from '../policy.ts'
import { believed, event, listed, matching, missing, people, source, window, within } from './words.ts'

/** What is particular to a kind. Each is the end of a sentence without its full stop. */
export interface Asked {
  /** A whole sentence's worth: `At least 2 “testsuiterun finished” about this digest…`. */
  asks: string
  /** Whose word counts. */
  from?: string
  fresh?: string
  /** What happens when it is not there. */
  missing?: string
}

type Explainer<K extends RuleKind> = (rule: Extract<Rule, { kind: K }>) => Asked

const EXPLAINERS: { readonly [K in RuleKind]: Explainer<K> } = {
  evidence(rule) {
    const asked = matching(rule.match, rule.where)
    const many = rule.count === 1 ? '' : `${rule.count} different `
    return {
      asks: `${many}${event(rule.types)} about this artifact, of which the newest is a pass${asked === '' ? '' : `, where ${asked}`}`,
      from: source(rule),
      ...within(rule.maxAge),
      missing: missing(rule.onMissing),
    }
  },

  anyOf: (rule) => ({
    asks: `at least one of these ${rule.members.length} holds: ${listed(
      rule.members.map(({ title }) => title),
      'or',
    )}`,
  }),

  threshold(rule) {
    const asked = matching(rule.match, rule.where)
    const what = numberOf(rule)
    const about = rule.scope === 'artifact' ? 'this artifact' : `the ${rule.scope}`
    const over = rule.period === undefined ? '' : ` in the last ${sayDuration(rule.period)}`
    return {
      asks: `${what} about ${about}${over}${asked === '' ? '' : `, where ${asked},`} is ${bounds(rule)}`,
      from: source(rule),
      ...within(rule.maxAge),
      missing: rule.onMissing === 'zero' ? 'it counts as zero' : missing(rule.onMissing),
    }
  },

  absence(rule) {
    const asked = matching(rule.match, rule.where)
    const closed =
      rule.closedBy.length === 0
        ? 'nothing closes one'
        : `closed by ${event(rule.closedBy)} of the same subject`
    const grace = rule.grace === undefined ? '' : ` for longer than ${sayDuration(rule.grace)}`
    const since =
      rule.lookback === undefined ? '' : `; only those of the last ${sayDuration(rule.lookback)} count`
    return {
      asks: `nothing is open${grace} for ${scopeOf(rule)}: opened by ${event(rule.openedBy)}${asked === '' ? '' : ` where ${asked}`}, ${closed}${since}`,
      from: source(rule),
      ...feedOf(rule),
    }
  },

  producer: (rule) => ({
    asks: `${event(rule.types)} counts, in every rule, only from ${listed([...rule.from], 'or')}${rule.onMissing === 'pass' ? '' : '; and one of theirs is there for this artifact'}`,
    from: listed([...rule.from], 'or'),
    missing: rule.onMissing === 'pass' ? 'nothing: the rule only says who may' : missing(rule.onMissing),
  }),

  approval(rule) {
    const not = rule.excluding.map((one) =>
      one === 'change.author' ? 'the author of the change' : 'the person who asks',
    )
    const parts = [
      `${rule.quorum === 1 ? 'one person' : `${rule.quorum} different people`} of ${people(rule.from)} ${rule.quorum === 1 ? 'has' : 'have'} approved this artifact for this environment`,
      ...(not.length === 0 ? [] : [`${listed(not)} not among them`]),
      'none of them objects',
      ...(rule.delegation ? ['whom one of them names may vote in their place'] : []),
      ...(rule.bindPolicy ? ['each approval names the digest of this policy'] : []),
    ]
    return {
      asks: parts.join('; '),
      from: `sent by ${source(rule)}`,
      ...within(rule.maxAge),
      missing: missing(rule.onMissing),
    }
  },

  change(rule) {
    const scheduled =
      rule.scheduled.length === 0
        ? 'a schedule, where there is one, covers now'
        : `for ${listed([...rule.scheduled])} changes a schedule covers now`
    return {
      asks: `the change is on record, its class is ${listed([...rule.classes], 'or')}, its state is ${listed([...rule.states], 'or')}, and ${scheduled}`,
      from: source(rule),
      missing: missing(rule.onMissing),
    }
  },

  window(rule) {
    const parts = [
      ...(rule.allow.length === 0 ? [] : [`now is within ${listed(rule.allow.map(window), 'or')}`]),
      ...(rule.deny.length === 0 ? [] : [`now is not within ${listed(rule.deny.map(window), 'or')}`]),
    ]
    return {
      asks: parts.join(', and '),
      missing: rule.onClosed === 'wait' ? 'the gate waits until it opens' : 'the answer is no',
    }
  },

  order: (rule) => ({
    asks: `the same artifact runs now in ${listed([...rule.environments], rule.oneOf ? 'or' : 'and')}`,
    from: source(rule),
    missing: missing(rule.onMissing),
  }),

  soak: (rule) => ({
    asks: `the same artifact has run in ${rule.environment} for ${sayDuration(rule.duration)} without a break, a rollback or an incident`,
    from: source(rule),
    missing: `${missing(rule.onMissing)}; until the time is over the gate waits`,
  }),

  environment(rule) {
    const parts = [
      ...(rule.unlocked ? ['the environment is not locked'] : []),
      ...(rule.idle === undefined
        ? []
        : [`nothing that started there in the last ${sayDuration(rule.idle)} is still running`]),
      ...(rule.expect.length === 0 ? [] : [`what runs there now is ${listed([...rule.expect], 'or')}`]),
      ...(rule.lease === undefined
        ? []
        : [`no other run holds the environment; whoever is allowed holds it for ${sayDuration(rule.lease)}`]),
    ]
    return { asks: listed(parts), from: source(rule), missing: missing(rule.onMissing) }
  },

  attestation(rule) {
    const { wanted } = rule
    if (wanted.what === 'verdict')
      return {
        asks: `the gate of the organisation ${wanted.organisation} has allowed this artifact for its environment ${wanted.environment}${wanted.policies.length === 0 ? '' : ` by its policies ${listed([...wanted.policies])}`}`,
        ...within(rule.maxAge),
        missing: missing(rule.onMissing),
      }
    const where = wanted.where === undefined ? '' : `, and this holds: ${wanted.where.text}`
    const says = PREDICATES[wanted.predicate].says(wanted.conditions)
    return {
      asks: `a signed statement (${wanted.predicate}) about this artifact verifies: ${says}${where}`,
      from: `signed by ${listed(
        wanted.attesters.map(({ name }) => name),
        'or',
      )}`,
      ...within(rule.maxAge),
      missing: missing(rule.onMissing),
    }
  },

  'rollback-plan'(rule) {
    const { tested } = rule
    const matched = tested === undefined ? '' : matching(tested.match)
    const test =
      tested === undefined
        ? ''
        : `, and the way back was tried: ${event([tested.type])}${tested.environment === undefined ? '' : ` in ${tested.environment}`}${matched === '' ? '' : ` where ${matched}`}${tested.maxAge === undefined ? '' : `, not older than ${sayDuration(tested.maxAge)}`}`
    const first =
      rule.first === 'allow' ? 'a first deployment needs none' : 'a first deployment does not pass'
    return {
      asks: `it is known which artifact to go back to${test}; ${first}`,
      from: source(rule),
      missing: missing(rule.onMissing),
    }
  },
}

export function asked(rule: Rule): Asked {
  return (EXPLAINERS[rule.kind] as (rule: Rule) => Asked)(rule)
}

function numberOf({ of, value = '', types }: ThresholdRule): string {
  const which = {
    latest: `the number ${value} of the newest`,
    max: `the highest ${value} of all`,
    min: `the lowest ${value} of all`,
    sum: `the sum of ${value} of all`,
    average: `the average ${value} of all`,
    count: 'the number of',
  }[of]
  return `${which} ${event(types)}`
}

function bounds({ atLeast, atMost }: ThresholdRule): string {
  const parts = [
    ...(atLeast === undefined ? [] : [`${atLeast} or more`]),
    ...(atMost === undefined ? [] : [`${atMost} or less`]),
  ]
  return listed(parts)
}

function scopeOf({ scope }: AbsenceRule): string {
  if (scope === 'artifact') return 'this artifact'
  return scope === 'service' ? 'the service in the environment' : 'the environment'
}

function feedOf({ feed, producer }: AbsenceRule): Pick<Asked, 'fresh' | 'missing'> {
  if (feed === 'none') return { missing: 'silence counts as good news: no feed is watched' }
  const types = feed.types.length === 0 ? '' : listed(feed.types.map(shortType), 'or')
  const said = [feed.source, types].filter((part) => part !== undefined && part !== '').join(', ')
  return {
    fresh: `the feed (${said}) has spoken within ${sayDuration(feed.maxLag)}`,
    missing: `a late feed of ${believed(producer)} is waited for; one that never spoke is an error`,
  }
}
