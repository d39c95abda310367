/** A rule's answer from the statements about one artifact: of each attester and thing, the newest decides. */
import { keyOf } from '../../store/keys.ts'
import type { Candidate, Refusal } from '../believe.ts'
import { sayDuration } from '../duration.ts'
import type { AttestationRule, StatementWanted } from '../policy.ts'
import type { Conclusion, Inquiry, Query } from '../rules/kind.ts'
import { clip, sayCondition } from '../say.ts'
import { BESIDE, CARRIERS, collect } from './collect.ts'
import type { Attested } from './collect.ts'
import type { Judged } from './predicates/predicate.ts'
import { PREDICATES } from './predicates/predicates.ts'

/** Events of one sort about one artifact that are looked at, at most. */
const LIMIT = 200

export function statementQueries(digest: string): Query[] {
  return [CARRIERS, BESIDE].map((types) => ({
    keys: [keyOf('artifact', digest)],
    types,
    status: 'any' as const,
    order: 'desc' as const,
    limit: LIMIT,
  }))
}

export function statementsAbout(
  rule: AttestationRule,
  wanted: StatementWanted,
  digest: string,
  inquiry: Inquiry,
): Conclusion {
  const answers = statementQueries(digest).map((query) => inquiry.answer(query))
  const events = answers.flatMap((answer) => answer.events)
  const { attested, refused, objections, tooMany } = collect(events, wanted, digest, inquiry)
  const base = { required: sayRequired(rule, wanted), refused }
  if (tooMany || answers.some(({ complete }) => !complete))
    return {
      ...base,
      result: 'error',
      reason: 'too-many-events',
      found: 'too many statements about this artifact, not all were looked at',
      remediation: 'Find out who sends so many, and bound who may with a rule of kind producer.',
    }
  const { groups, passedOver } = grouped(attested, wanted)
  base.refused = [...refused, ...passedOver]
  const newest = Math.max(
    -1,
    ...groups
      .flat()
      .flatMap(({ candidate: { unusable, stored } }) => (unusable === undefined ? stored.sequence : [])),
  )
  const objection = objections.find(({ stored }) => stored.sequence > newest)
  if (objection !== undefined)
    return {
      ...base,
      result: 'fail',
      reason: objection.why.reason,
      found: `found but refused: ${objection.why.explanation}`,
      ...whoAndWhen(objection, objection.stored.producer.id),
      remediation: 'Have it signed again by one who may, and send that.',
      evidence: [objection],
    }
  const decisive = groups.flatMap((group) => decisiveOf(group, rule, wanted, inquiry) ?? [])
  const worst = (['error', 'fail'] as const)
    .map((result) => decisive.find(({ judged }) => judged.result === result))
    .find((one) => one !== undefined)
  if (worst !== undefined && worst.judged.result !== 'pass') {
    const { result, reason, found, remediation } = worst.judged
    return {
      ...base,
      result,
      reason,
      found,
      remediation,
      ...whoAndWhen(worst.one.candidate, signerOf(worst.one)),
      evidence: [worst.one.candidate],
    }
  }
  if (decisive.length === 0) return missing(rule, wanted, base)
  const ends = decisive.flatMap(({ one, judged }) => [
    ...('until' in judged && judged.until !== undefined ? [judged.until] : []),
    ...(rule.maxAge === undefined ? [] : [madeAt(one) + rule.maxAge]),
  ])
  const [first] = decisive
  return {
    ...base,
    result: 'pass',
    reason: 'attested',
    found: [...new Set(decisive.map(({ judged }) => ('says' in judged ? judged.says : '')))].join('; '),
    ...whoAndWhen(first!.one.candidate, signerOf(first!.one)),
    evidence: decisive.map(({ one }) => one.candidate),
    ...(ends.length === 0 ? {} : { dueAt: Math.min(...ends) }),
  }
}

/**
 * The statements of each attester about each thing, newest first; the group with the newest first. One of a version that
 * is not known belongs to no thing: it counts while it is the newest of its attester's.
 */
function grouped(
  attested: readonly Attested[],
  wanted: StatementWanted,
): { groups: Attested[][]; passedOver: Refusal[] } {
  const { types, thing } = PREDICATES[wanted.predicate]
  const groups = new Map<string, Attested[]>()
  const passedOver: Refusal[] = []
  const seen = new Set<string>()
  for (const one of attested) {
    const { statement } = one.signed
    const isKnown = types.includes(statement.predicateType)
    const about = isKnown ? thing(statement.predicate, wanted.conditions) : 'unknown'
    if (about === undefined) {
      passedOver.push({
        stored: one.candidate.stored,
        reason: 'not-meant',
        explanation: 'it is about something else than the rule asks for (verifier, resource, scanner or run)',
      })
      continue
    }
    if (!isKnown && seen.has(one.attester.name)) continue
    const key = JSON.stringify([one.attester.name, isKnown, about])
    const group = groups.get(key)
    if (group !== undefined) group.push(one)
    else groups.set(key, [one])
    if (isKnown && one.candidate.unusable === undefined) seen.add(one.attester.name)
  }
  return { groups: [...groups.values()], passedOver }
}

interface Decisive {
  one: Attested
  judged: Judged
}

/**
 * The newest by position; and where one that came before says that it is the later one, that one as well: an old
 * statement that was held back must not hide a newer one.
 */
function decisiveOf(
  group: readonly Attested[],
  rule: AttestationRule,
  wanted: StatementWanted,
  inquiry: Inquiry,
): Decisive | undefined {
  let newest: Decisive | undefined
  for (const one of group) {
    const time = statedAt(one, wanted)
    const stated = newest === undefined ? undefined : statedAt(newest.one, wanted)
    if (newest !== undefined && (stated === undefined || time === undefined || time <= stated)) continue
    const judged = judge(one, rule, wanted, inquiry)
    if (judged.result !== 'pass') return { one, judged }
    // What came in an event that cannot be used objects, and never supports.
    if (one.candidate.unusable === undefined) newest ??= { one, judged }
  }
  return newest
}

function judge(one: Attested, rule: AttestationRule, wanted: StatementWanted, inquiry: Inquiry): Judged {
  const { types, judge: judgePredicate } = PREDICATES[wanted.predicate]
  const { statement } = one.signed
  const { now } = inquiry
  if (!types.includes(statement.predicateType))
    return {
      result: 'error',
      reason: 'unknown-predicate',
      found: `a predicate of a version that is not known: ${clip(statement.predicateType, 100)}`,
      remediation: `Have one of ${types.join(', ')} made.`,
    }
  const judged = judgePredicate(statement, wanted.conditions, now)
  if (judged.result !== 'pass') return judged
  const age = now - madeAt(one)
  if (rule.maxAge !== undefined && age >= rule.maxAge)
    return {
      result: 'fail',
      reason: 'evidence-too-old',
      found: `${judged.says}, ${sayDuration(age)} old`,
      remediation: 'Have it made and signed again: it has aged out.',
    }
  const holds = wanted.where?.holds({ statement: statement.json, request: inquiry.request }) ?? true
  if (typeof holds !== 'boolean')
    return {
      result: 'error',
      reason: 'condition-error',
      found: `the condition could not be answered: ${clip(holds.ruleError, 200)}`,
      remediation: 'Have the missing field stated, or correct the condition in the policy.',
    }
  if (holds) return judged
  return {
    result: 'fail',
    reason: 'predicate-failed',
    found: judged.says,
    remediation: `Needed: ${clip(wanted.where!.text, 200)}`,
  }
}

/** When it was there at the latest: received, or signed where somebody testifies to an earlier time. */
function madeAt({ candidate, vouched }: Attested): number {
  return Math.min(Date.parse(candidate.stored.receivedAt), vouched.signedAt ?? Infinity)
}

function statedAt({ signed, vouched }: Attested, { predicate }: StatementWanted): number | undefined {
  return PREDICATES[predicate].statedAt(signed.statement.predicate) ?? vouched.signedAt
}

function missing(
  rule: AttestationRule,
  wanted: StatementWanted,
  base: Pick<Conclusion, 'required'> & { refused: readonly Refusal[] },
): Conclusion {
  const [first] = base.refused
  return {
    ...base,
    result: rule.onMissing === 'wait' ? 'pending' : 'fail',
    reason: first?.reason ?? 'not-attested',
    found: first === undefined ? 'nothing' : `found but refused: ${first.explanation}`,
    ...(first === undefined ? {} : { at: first.stored.receivedAt }),
    remediation: `Send a statement (${wanted.predicate}) about this digest, signed by ${sayAttesters(wanted)}: turnpike attest.`,
  }
}

function signerOf({ attester, vouched }: Attested): string {
  return vouched.by.endsWith(attester.name) ? vouched.by : `${attester.name} (${vouched.by})`
}

function whoAndWhen({ stored }: Candidate, by: string): { at: string; by: string } {
  return { at: stored.receivedAt, by }
}

function sayRequired(rule: AttestationRule, wanted: StatementWanted): string {
  const parts = [`${PREDICATES[wanted.predicate].says(wanted.conditions)}, signed by ${sayAttesters(wanted)}`]
  if (wanted.where !== undefined) parts.push(sayCondition(wanted.where.text))
  if (rule.maxAge !== undefined) parts.push(`≤ ${sayDuration(rule.maxAge)} old`)
  return parts.join(', ')
}

function sayAttesters({ attesters }: StatementWanted): string {
  return attesters.map(({ name }) => name).join(' or ')
}
