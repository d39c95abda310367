/** `anyOf`: at least one of several rules passes. A member that cannot be judged matters only when none passes. */
import { ruleShape } from '../fields.ts'
import type { AnyOfRule } from '../policy.ts'
import type { Kind } from './kind.ts'
import { readRule } from './read.ts'
import { KINDS, KIND_ORDER, kindOf } from './rules.ts'

export const anyOf: Kind<AnyOfRule> = {
  shape(place) {
    const kinds = KIND_ORDER.filter((kind) => kind !== 'anyOf')
    const member = Object.fromEntries(kinds.map((kind) => [kind, KINDS[kind].shape('member')]))
    return ruleShape(
      { members: { is: 'list', of: { is: 'choice', by: 'kind', of: member }, min: 2, max: 20 } },
      ['members'],
      'At least one of several rules passes.',
      place,
    )
  },

  read: (raw, common, reader) => ({
    ...common,
    kind: 'anyOf',
    members: (raw['members'] as Record<string, unknown>[]).map((member, index) =>
      readRule(member, reader.at('members', index), common),
    ),
  }),

  needs: (rule, question) => rule.members.flatMap((member) => kindOf(member).needs(member, question)),

  conclude(rule, inquiry) {
    const members = rule.members.map((member) => inquiry.member(member))
    const best = (['pass', 'error', 'pending', 'fail'] as const)
      .map((result) => members.filter((member) => member.result === result))
      .find((group) => group.length > 0)?.[0]
    if (best === undefined) throw new Error('no member was judged')
    const passed = best.result === 'pass'
    const due = members
      .filter((member) => (passed ? member === best : true))
      .map(({ dueAt }) => dueAt)
      .filter((at) => at !== undefined)
      .map((at) => Date.parse(at))
    return {
      result: best.result as 'pass' | 'fail' | 'pending' | 'error',
      reason: passed ? 'one-passed' : best.reason,
      required: `one of: ${rule.members.map(({ title }) => title).join('; ')}`,
      found: passed
        ? `${best.title}: ${best.found}`
        : members.map(({ title, found }) => `${title}: ${found}`).join('; '),
      ...(best.at === undefined ? {} : { at: best.at }),
      ...(best.by === undefined ? {} : { by: best.by }),
      remediation: members
        .map(({ remediation }) => remediation)
        .filter((text) => text !== undefined)
        .join(' Or: '),
      members,
      ...(due.length === 0 ? {} : { dueAt: Math.min(...due) }),
    }
  },
}
