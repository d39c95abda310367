/**
 * What attestation rules want, compared. An attester is its key or identity, whatever a policy calls it. Statements of
 * attesters that are no longer named would not object any more, and conditions are each predicate's own: where they
 * plainly ask for more, both rules are judged.
 */
import type { Policy, StatementWanted, VerdictWanted } from '../policy.ts'
import { compareBelieved } from './believed.ts'
import { STRICT, equal, looser, sameSet, superset, within, worst } from './compared.ts'
import type { Compared } from './compared.ts'
import { compareWhere } from './conditions.ts'

type Wanted = StatementWanted | VerdictWanted
type Of = { later: Policy; earlier: Policy }

export function compareWanted(later: Wanted, earlier: Wanted, of: Of): Compared {
  if (later.what === 'verdict')
    return earlier.what === 'verdict'
      ? compareVerdicts(later, earlier)
      : looser('it wants a verdict, the earlier rule a statement', 'verdict')
  if (earlier.what === 'verdict')
    return looser('it wants a statement, the earlier rule a verdict', 'predicate')
  if (later.predicate !== earlier.predicate)
    return looser(`${later.predicate} is another statement than ${earlier.predicate}`, 'predicate')
  return worst([
    compareAttesters(later, earlier),
    compareBelieved(later.producer, earlier.producer, of),
    compareConditions(later.conditions, earlier.conditions),
    compareWhere(later.where, earlier.where, of),
  ])
}

function compareVerdicts(later: VerdictWanted, earlier: VerdictWanted): Compared {
  for (const field of ['organisation', 'environment'] as const)
    if (later[field] !== earlier[field])
      return looser(`${later[field]} is another ${field} than ${earlier[field]}`, 'verdict', field)
  const policies = superset(later.policies, earlier.policies)
  return policies.is === 'looser' ? { ...policies, at: ['verdict', 'policies'] } : policies
}

function compareAttesters(later: StatementWanted, earlier: StatementWanted): Compared {
  const ours = later.attesters.map(({ is }) => is)
  const theirs = earlier.attesters.map(({ is }) => is)
  if (sameSet(ours, theirs).is === 'strict') return STRICT
  const more = within(ours, theirs)
  if (more === undefined)
    return { is: 'beside', why: 'fewer may sign, so statements of the others would not be heard' }
  const name = later.attesters.find(({ is }) => is === more)?.name ?? ''
  return looser(`${name} is not one of the attesters of the earlier rule`, 'attesters')
}

/** Lists of what must be there; all other lists are of what is accepted. */
const ALL_OF = ['levels', 'tests', 'properties']

function compareConditions(
  later: StatementWanted['conditions'],
  earlier: StatementWanted['conditions'],
): Compared {
  if (equal(later, earlier).is === 'strict') return STRICT
  for (const [field, before] of Object.entries(earlier))
    if (!plainlyMore(field, later[field], before))
      return looser(`${field} is not as the earlier rule has it, and not plainly stricter`, field)
  return { is: 'beside', why: 'it asks for more of the statement' }
}

function plainlyMore(field: string, value: unknown, before: unknown): boolean {
  if (equal(value, before).is === 'strict') return true
  if (typeof value === 'number' && typeof before === 'number')
    return /Within$|[aA]ge$/u.test(field) && value <= before
  if (!Array.isArray(value) || !Array.isArray(before)) return false
  return ALL_OF.includes(field)
    ? within(before, value) === undefined
    : within(value, before) === undefined && value.length > 0
}
