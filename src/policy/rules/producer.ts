/**
 * `producer`: who may supply which types of event. As a rule of its own it wants one of theirs to be there for each
 * type; as a bound (`typeBounds`) it refuses everybody else's in every rule of every layer.
 */
import { keyOf } from '../../store/keys.ts'
import { appliesTo } from '../applies.ts'
import { sift } from '../believe.ts'
import type { Candidate, Refusal } from '../believe.ts'
import type { GateRequest, Layer } from '../decision.ts'
import { eventTypes, ruleShape } from '../fields.ts'
import { shortType } from '../paths.ts'
import type { Policy, ProducerClaims, ProducerRule } from '../policy.ts'
import { isEffective } from '../requirements.ts'
import { nameArtifact, sayEvent } from '../say.ts'
import { quote } from '../shape.ts'
import { nearest } from '../suggest.ts'
import type { Conclusion, Inquiry, Kind, Query } from './kind.ts'
import { whoAndWhen } from './phrases.ts'
import { worstOf } from './worst.ts'

/** The events of one type about one digest that are looked at, at most. */
const LIMIT = 1000

/** Events of these types count only from one of these. */
export interface TypeBound {
  types: readonly string[]
  claims: ProducerClaims
  /** Names of the producers, and the rule that says so: `policy/rule`. */
  names: readonly string[]
  rule: string
  /** The policy it stands in, and its layer: a bound takes no objection away from rules of an earlier one. */
  policy: string
  layer: Layer
}

/** The request as the rules of a policy see it (see facts.ts). */
export type Seen = (policy: Policy) => { request: GateRequest; classKnown: boolean }

/**
 * The bounds that the rules of kind `producer` set, all layers together: those that block and are in force. Where it
 * cannot be told whether one applies, it binds.
 */
export function typeBounds(policies: readonly Policy[], seen: Seen, now: number): readonly TypeBound[] {
  return policies.flatMap((policy) =>
    policy.rules
      .filter((rule): rule is ProducerRule => rule.kind === 'producer')
      .filter((rule) => binds(rule, policy, seen, now))
      .map((rule) => ({
        types: rule.types,
        claims: rule.from.flatMap((name) =>
          Object.hasOwn(policy.producers, name) ? policy.producers[name]! : [],
        ),
        names: rule.from,
        rule: `${policy.name}/${rule.id}`,
        policy: policy.name,
        layer: policy.layer,
      })),
  )
}

function binds(rule: ProducerRule, policy: Policy, seen: Seen, now: number): boolean {
  if (rule.enforce !== 'block' || !isEffective(rule, now)) return false
  const { request, classKnown } = seen(policy)
  // A condition over a class that nobody knows was only ever asked about a class that is assumed.
  const asksChange = [rule.when, rule.unless].some(
    (one) => one !== undefined && 'holds' in one && one.text.includes('change'),
  )
  if (asksChange && !classKnown) return true
  const applies = appliesTo(rule, request, now, classKnown)
  return 'ruleError' in applies || applies.applies
}

export const producer: Kind<ProducerRule> = {
  shape: (place) =>
    ruleShape(
      {
        types: { ...eventTypes, about: 'Types of event that only these may supply.' },
        from: {
          is: 'list',
          of: { is: 'text', max: 100 },
          min: 1,
          max: 50,
          about: 'Who supplies them: names from `producers`.',
        },
        onMissing: {
          is: 'word',
          of: ['deny', 'wait', 'pass'],
          about:
            'What it means that none of theirs is there: deny (default), wait for it, or pass: it says who may, and asks for nothing.',
        },
      },
      ['types', 'from'],
      'Who may supply these types of event, in every rule of every layer; and one of theirs of each type is there.',
      place,
    ),

  read(raw, common, reader) {
    if (reader.path.split('/').includes('members'))
      reader.problem('a rule of kind producer holds for all rules: it cannot be one of several', 'kind')
    const from = raw['from'] as string[]
    from.forEach((name, index) => {
      if (!reader.names.producers.includes(name))
        reader.problem(
          `${quote(name)} is not defined under producers${nearest(name, reader.names.producers)}`,
          'from',
          index,
        )
    })
    return {
      ...common,
      kind: 'producer',
      types: reader.types(raw, 'types'),
      from,
      onMissing: (raw['onMissing'] as ProducerRule['onMissing'] | undefined) ?? 'deny',
    }
  },

  needs: (rule, { request }) =>
    request.artifacts.flatMap(({ digest }) => rule.types.map((type) => queryFor(type, digest))),

  conclude: (rule, inquiry) =>
    worstOf(
      inquiry.request.artifacts.map((artifact) => ({
        name: nameArtifact(artifact),
        conclusion: about(rule, artifact.digest, inquiry),
      })),
    ),
}

function queryFor(type: string, digest: string): Query {
  return {
    keys: [keyOf('artifact', digest)],
    types: [type],
    status: 'any',
    order: 'desc',
    limit: LIMIT,
  }
}

function about(rule: ProducerRule, digest: string, inquiry: Inquiry): Conclusion {
  const evidence: Candidate[] = []
  const refused: Refusal[] = []
  const lacking: string[] = []
  let isCut = false
  for (const type of rule.types) {
    const { events, complete } = inquiry.answer(queryFor(type, digest))
    const sifted = sift(events, { producer: rule.from }, inquiry)
    refused.push(...sifted.refused)
    const usable = sifted.candidates.find(({ unusable, disputed }) => unusable === undefined && !disputed)
    if (usable !== undefined) evidence.push(usable)
    else {
      lacking.push(shortType(type))
      isCut ||= !complete
    }
  }
  const names = rule.from.join(' or ')
  const base = { required: `${rule.types.map(shortType).join(' and ')} by ${names}`, refused, evidence }
  if (lacking.length === 0)
    return {
      ...base,
      ...whoAndWhen(evidence[0]!),
      result: 'pass',
      reason: 'producer-found',
      found: evidence.map(({ event }) => sayEvent(event)).join('; '),
    }
  if (isCut)
    return {
      ...base,
      result: 'error',
      reason: 'too-many-events',
      found: `more than ${LIMIT} events of one type about this artifact, not all were looked at`,
      remediation: 'Find out who sends so many, and bound who may.',
    }
  const [first] = refused
  const nothing = first === undefined ? 'none' : `found but refused: ${first.explanation}`
  // It only says who may. That nothing is there is no evidence: it must not be what a gate opens on (F3).
  if (rule.onMissing === 'pass')
    return {
      ...base,
      result: 'not-applicable',
      reason: first === undefined ? 'nothing-to-judge' : 'producer-not-allowed',
      found: nothing,
    }
  return {
    ...base,
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason: first === undefined ? 'no-evidence' : first.reason,
    found: `no ${lacking.join(', no ')}${first === undefined ? '' : `; ${nothing}`}`,
    remediation: `Supply ${lacking.join(' and ')} for this digest, from ${names}.`,
  }
}
