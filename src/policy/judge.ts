/** One rule → one finding. Total: whatever goes wrong inside a rule becomes an `error` finding, never an exception. */
import type { Bound } from '../cdevents/binding.ts'
import type { CDEvent } from '../cdevents/event.ts'
import { appliesTo } from './applies.ts'
import { usableFrom } from './believe.ts'
import type { Candidate, Refusal } from './believe.ts'
import type { Finding } from './decision.ts'
import type { Evidence } from './gather.ts'
import { SAY_LEVEL } from './level.ts'
import type { Rule } from './policy.ts'
import { isEffective, requirementKey } from './requirements.ts'
import type { Conclusion, Inquiry, Question, Query } from './rules/kind.ts'
import type { TypeBound } from './rules/producer.ts'
import { kindOf } from './rules/rules.ts'
import { clip, evidenceRef, refusedRef } from './say.ts'

/** How many events a finding lists; the rest are counted. */
const MAX_EVIDENCE = 20
const MAX_REFUSED = 10

export interface Judging {
  evidence: Evidence
  readonly watermark: (feed: string, lastSeen?: string) => void
  /** What an event is about, worked out once a decision. */
  readonly boundTo: (event: CDEvent) => Bound
  readonly bounds: readonly TypeBound[]
}

/** What the rule says of the request. */
export function judgeRule(rule: Rule, question: Question, judging: Judging): Finding {
  try {
    return judge(rule, question, judging)
  } catch (error) {
    return findingOf(rule, question, {
      result: 'error',
      reason: 'rule-failed',
      required: rule.title,
      found: `the rule could not be judged: ${error instanceof Error ? clip(error.message) : 'unknown reason'}`,
      remediation: 'Report this to the platform team: the gate stays closed until it is solved.',
    })
  }
}

function judge(rule: Rule, question: Question, judging: Judging): Finding {
  const { request, now } = question
  if (rule.enforce === 'off')
    return aside(rule, question, 'off', 'switched-off', 'switched off in the policy')
  if (!isEffective(rule, now)) {
    const early = rule.effectiveFrom !== undefined && now < rule.effectiveFrom
    const at = iso(early ? rule.effectiveFrom! : rule.effectiveUntil!)
    return {
      ...aside(
        rule,
        question,
        'off',
        early ? 'not-yet-effective' : 'no-longer-effective',
        `${early ? 'in force from' : 'was in force until'} ${at}`,
      ),
      ...(early ? { dueAt: at } : {}),
    }
  }
  const applies = appliesTo(rule, request, now, question.classKnown)
  if ('ruleError' in applies)
    return findingOf(rule, question, {
      result: 'error',
      reason: 'condition-error',
      required: rule.title,
      found: `cannot tell whether it applies: ${clip(applies.ruleError)}`,
      remediation: 'State the missing fact in the request, or correct the condition in the policy.',
    })
  if (!applies.applies) {
    const next = nextLook(rule, now)
    const found = aside(rule, question, 'not-applicable', 'not-applicable', applies.why)
    return next === undefined ? found : { ...found, dueAt: iso(next) }
  }
  return conclude(rule, question, judging)
}

function conclude(rule: Rule, question: Question, judging: Judging): Finding {
  return findingOf(rule, question, kindOf(rule).conclude(rule, inquiryOf(question, judging)))
}

/** A question with everything that is known for it. */
export function inquiryOf(question: Question, judging: Judging): Inquiry {
  return {
    ...question,
    answer: (query: Query) => {
      const answer = judging.evidence.answers.get(requirementKey(query))
      if (answer === undefined) throw new Error('the store was not asked what this rule needs')
      return answer
    },
    member: (member) => judgeRule(member, question, judging),
    watermark: judging.watermark,
    boundTo: judging.boundTo,
    bounds: judging.bounds,
  }
}

/** A finding of a rule that was not judged. */
function aside(
  rule: Rule,
  question: Question,
  result: 'off' | 'not-applicable',
  reason: string,
  why: string,
): Finding {
  return { ...shell(rule, question), result, reason, required: '–', found: clip(why) }
}

function findingOf(rule: Rule, question: Question, conclusion: Conclusion): Finding {
  const { result } = conclusion
  const remediation = rule.remediation ?? conclusion.remediation ?? 'Ask the owner of the policy.'
  const refused = conclusion.refused ?? []
  // What has passed did so whatever these say.
  const awaited = result === 'pass' ? [] : refused.map(usableFrom)
  const due = [conclusion.dueAt, rule.effectiveUntil, nextLook(rule, question.now), ...awaited].filter(
    (at) => at !== undefined && at > question.now,
  ) as number[]
  return {
    ...shell(rule, question),
    result,
    reason: conclusion.reason,
    required: clip(requiredOf(rule, conclusion), 300),
    found: clip(conclusion.found, 300),
    ...(conclusion.at === undefined ? {} : { at: conclusion.at }),
    ...(conclusion.by === undefined ? {} : { by: clip(conclusion.by) }),
    ...(result === 'pass' ? {} : { remediation: clip(remediation, 500) }),
    evidence: bySequence(conclusion.evidence ?? [])
      .slice(0, MAX_EVIDENCE)
      .map(evidenceRef),
    refused: bySequence(refused).slice(0, MAX_REFUSED).map(refusedRef),
    ...(refused.length > MAX_REFUSED ? { refusedMore: refused.length - MAX_REFUSED } : {}),
    ...(due.length === 0 ? {} : { dueAt: iso(Math.min(...due)) }),
    ...(conclusion.members === undefined ? {} : { members: conclusion.members }),
  }
}

/**
 * The next full minute for a rule whose conditions ask for the time: when their answer changes cannot be computed, and
 * people write minutes.
 */
function nextLook(rule: Rule, now: number): number | undefined {
  const texts = [rule.when, rule.unless, 'where' in rule ? rule.where : undefined].flatMap((one) =>
    one !== undefined && 'text' in one ? [one.text] : [],
  )
  return texts.some((text) => /\btime\b/u.test(text)) ? (Math.floor(now / 60_000) + 1) * 60_000 : undefined
}

function requiredOf(rule: Rule, { required }: Conclusion): string {
  return 'level' in rule && rule.level !== undefined ? `${required}, ${SAY_LEVEL[rule.level]}` : required
}

function shell(rule: Rule, { policy }: Question): Omit<Finding, 'result' | 'reason' | 'required' | 'found'> {
  const owner = rule.owner ?? policy.owner
  return {
    rule: rule.id,
    policy: policy.name,
    layer: policy.layer,
    ...(rule.tightens === undefined ? {} : { tightens: [...rule.tightens] }),
    kind: rule.kind,
    title: rule.title,
    enforce: rule.enforce,
    ...(owner === undefined ? {} : { owner }),
    controls: rule.controls.length > 0 ? [...rule.controls] : [...policy.controls],
    evidence: [],
    refused: [],
  }
}

/** Newest first, each once. */
function bySequence<T extends Candidate | Refusal>(entries: readonly T[]): T[] {
  const once = new Map(entries.map((entry) => [entry.stored.sequence, entry]))
  return [...once.values()].sort((a, b) => b.stored.sequence - a.stored.sequence)
}

/** The last moment that RFC 3339 can write; a duration of a million years ends there, too. */
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z')

export function iso(ms: number): string {
  return new Date(Math.min(ms, LAST_MOMENT)).toISOString()
}
