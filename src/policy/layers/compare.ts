/** A rule of a later layer against the rule of the same id of an earlier one. */
import type { AnyOfRule, Rule } from '../policy.ts'
import { equal, looser, worst } from './compared.ts'
import type { Compared } from './compared.ts'
import { COMMON, TABLES } from './stricter.ts'
import type { Pair, Row } from './row.ts'

type Side = Pair<Rule>['later']
type Rows = Readonly<Record<string, Row<Rule, unknown>>>

/** Rules never change, and each belongs to one policy: what was compared once is known. */
const known = new WeakMap<Rule, WeakMap<Rule, Compared>>()

/** Is the later rule as strict as the earlier one? A place in the answer is below the rule. */
export function compareRules(later: Side, earlier: Side): Compared {
  const before = known.get(later.rule)?.get(earlier.rule)
  if (before !== undefined) return before
  const compared = compare({ later, earlier })
  const all = known.get(later.rule) ?? new WeakMap<Rule, Compared>()
  known.set(later.rule, all.set(earlier.rule, compared))
  return compared
}

function compare(pair: Pair<Rule>): Compared {
  const { later, earlier } = pair
  const kind = COMMON.kind.compare(later.rule.kind, earlier.rule.kind, pair)
  if (kind.is === 'looser') return { ...kind, at: ['kind'] }
  return worst([...compareFields(pair, COMMON as unknown as Rows), compareOwn(pair)])
}

/** Each field of either rule; one that no table knows must be equal. */
function compareFields(pair: Pair<Rule>, rows: Rows): Compared[] {
  const ours = pair.later.rule as unknown as Record<string, unknown>
  const theirs = pair.earlier.rule as unknown as Record<string, unknown>
  return Object.entries(rows).map(([field, row]) => {
    const compared = row.compare(ours[field], theirs[field], pair)
    return compared.is === 'looser' && compared.at === undefined
      ? { ...compared, at: [row.as ?? field] }
      : compared
  })
}

function compareOwn(pair: Pair<Rule>): Compared {
  const { kind } = pair.later.rule
  if (kind === 'anyOf') return compareMembers(pair as unknown as Pair<AnyOfRule>)
  const rows = (TABLES as unknown as Readonly<Record<string, Rows | undefined>>)[kind]
  // What the slice of a kind does not say cannot be proven: both are judged.
  if (rows === undefined)
    return { is: 'beside', why: `rules of kind ${kind} are not compared, so both are judged` }
  return worst([...compareFields(pair, rows), ...unknownFields(pair, rows)])
}

function unknownFields({ later, earlier }: Pair<Rule>, rows: Rows): Compared[] {
  const ours = later.rule as unknown as Record<string, unknown>
  const theirs = earlier.rule as unknown as Record<string, unknown>
  return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
    .filter((field) => field !== 'id' && !(field in rows) && !(field in COMMON))
    .map((field) => {
      const same = equal(ours[field], theirs[field])
      return same.is === 'looser' ? { ...same, at: [field] } : same
    })
}

/** Fewer ways to pass, each as strict as the earlier one of its id. */
function compareMembers({ later, earlier }: Pair<AnyOfRule>): Compared {
  return worst(
    later.rule.members.map((member, index) => {
      const other = earlier.rule.members.find(({ id }) => id === member.id)
      if (other === undefined) return looser(`${member.id} is one more way to pass`, 'members', index, 'id')
      const compared = compareRules(
        { rule: member, policy: later.policy },
        { rule: other, policy: earlier.policy },
      )
      return compared.is === 'looser'
        ? { ...compared, at: ['members', index, ...(compared.at ?? [])] }
        : compared
    }),
  )
}
