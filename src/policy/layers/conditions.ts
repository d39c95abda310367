/** `match`, `where`, `when` and `unless` compared: what selects, what decides, and when a rule applies at all. */
import { rooted } from '../paths.ts'
import type { Applicability, Match, Policy, Scalar, Where } from '../policy.ts'
import { STRICT, looser, worst } from './compared.ts'
import type { Compared } from './compared.ts'

type Of = { later: Pick<Policy, 'changeClass'>; earlier: Pick<Policy, 'changeClass'> }

const OTHER_CLASS: Compared = {
  is: 'beside',
  why: 'its policy has the class of the change from elsewhere, so the same condition may answer otherwise',
}

/**
 * `match` of a rule that wants to find something. Paths that say *how* it went: more of them, or fewer values, is
 * stricter, because each is asked of the newest event. Paths that say *which* thing it is select events: with more of
 * them a failure elsewhere is not seen any more, with fewer another success counts; only equal ones are provable.
 */
export function compareMatch(later: readonly Match[], earlier: readonly Match[]): Compared {
  const ours = byPath(later)
  const theirs = byPath(earlier)
  const all: Compared[] = []
  for (const [path, entry] of theirs) {
    const other = ours.get(path)
    if (other === undefined) all.push(looser(`${entry.path} is no longer asked for`, 'match'))
    else if (!other.values.every((value) => entry.values.includes(value)))
      all.push(looser(`${entry.path} may have more values than before`, 'match', other.path))
    else if (entry.says === 'which' && other.values.length < new Set(entry.values).size)
      all.push(selectsFewer(entry.path))
  }
  for (const [path, entry] of ours)
    if (entry.says === 'which' && !theirs.has(path)) all.push(selectsFewer(entry.path))
  return worst(all)
}

function selectsFewer(path: string): Compared {
  return { is: 'beside', why: `${path} selects fewer events, so a failure of the others would not be seen` }
}

/** `match` of a rule that wants nothing to be found: whatever it asks for excuses what does not have it. */
export function compareExcuses(later: readonly Match[], earlier: readonly Match[]): Compared {
  const theirs = byPath(earlier)
  for (const [path, entry] of byPath(later)) {
    const other = theirs.get(path)
    if (other === undefined)
      return looser(`with ${entry.path} fewer openings count than before`, 'match', entry.path)
    const gone = other.values.find((value) => !entry.values.includes(value))
    if (gone !== undefined)
      return looser(`openings with ${entry.path} ${String(gone)} no longer count`, 'match', entry.path)
  }
  return STRICT
}

function byPath(match: readonly Match[]): Map<string, Match> {
  return new Map(match.map((entry) => [rooted(entry.path).join('.'), entry]))
}

/**
 * `where` of a rule that wants to find something: a new one is asked of every event that passed without it, and where it
 * cannot be answered the rule is an error; so it is stricter. Two different ones cannot be compared.
 */
export function compareWhere(later: Where | undefined, earlier: Where | undefined, of: Of): Compared {
  if (earlier === undefined) return STRICT
  if (later === undefined) return looser('the condition of the earlier rule is gone', 'where')
  return sameText(later.text, earlier.text, of, 'where')
}

/** `where` of a rule that wants nothing to be found: without it every opening counts. */
export function compareExcusingWhere(later: Where | undefined, earlier: Where | undefined, of: Of): Compared {
  if (later === undefined) return STRICT
  if (earlier === undefined) return looser('with a condition fewer openings count than before', 'where')
  return sameText(later.text, earlier.text, of, 'where')
}

function sameText(later: string, earlier: string, of: Of, field: string): Compared {
  if (later !== earlier)
    return looser('it is another condition, and which is stricter cannot be proven', field)
  return of.later.changeClass === of.earlier.changeClass ? STRICT : OTHER_CLASS
}

/** The rule applies whenever the earlier one does: fewer facts asked for, or more values of one. */
export function compareWhen(
  later: Applicability | undefined,
  earlier: Applicability | undefined,
  of: Of,
): Compared {
  if (later === undefined) return gone(earlier)
  if (earlier === undefined) return looser('the earlier rule applies always', 'when')
  if ('text' in later || 'text' in earlier) return sameConditions(later, earlier, of, 'when')
  const trusting = believesClaims(later, of, 'when')
  if (trusting !== undefined) return trusting
  const theirs = factsOf(earlier)
  for (const [path, values] of factsOf(later)) {
    const before = theirs.get(path)
    if (before === undefined) return looser(`the earlier rule does not depend on ${path}`, 'when', path)
    const missing = before.find((value) => !values.includes(value))
    if (missing !== undefined)
      return looser(`the earlier rule also applies when ${path} is ${String(missing)}`, 'when', path)
  }
  return STRICT
}

/** The rule is left out only when the earlier one is: more facts asked for, or fewer values of one. */
export function compareUnless(
  later: Applicability | undefined,
  earlier: Applicability | undefined,
  of: Of,
): Compared {
  if (later === undefined) return gone(earlier)
  if (earlier === undefined) return looser('the earlier rule has no exception', 'unless')
  if ('text' in later || 'text' in earlier) return sameConditions(later, earlier, of, 'unless')
  const trusting = believesClaims(later, of, 'unless')
  if (trusting !== undefined) return trusting
  const ours = factsOf(later)
  for (const [path, before] of factsOf(earlier)) {
    const values = ours.get(path)
    if (values === undefined) return looser(`the exception no longer depends on ${path}`, 'unless')
    const more = values.find((value) => !before.includes(value))
    if (more !== undefined)
      return looser(`the earlier rule applies when ${path} is ${String(more)}`, 'unless', path)
  }
  return STRICT
}

/** Always in force is stricter than sometimes; but a condition that cannot be answered closes the gate. */
function gone(earlier: Applicability | undefined): Compared {
  return earlier !== undefined && 'text' in earlier
    ? { is: 'beside', why: 'the condition is gone, and with it the error where it cannot be answered' }
    : STRICT
}

function sameConditions(
  later: Applicability,
  earlier: Applicability,
  of: Of,
  field: 'when' | 'unless',
): Compared {
  if ('text' in later && 'text' in earlier) return sameText(later.text, earlier.text, of, field)
  return looser('it is another condition, and which is stricter cannot be proven', field)
}

/** Facts that the requester may claim, where the earlier policy only takes the record's word. */
function believesClaims(later: Applicability, of: Of, field: 'when' | 'unless'): Compared | undefined {
  if (of.later.changeClass === 'recorded' || of.earlier.changeClass === 'claimed') return undefined
  if (!factsOf(later).has('change.class')) return undefined
  return looser(
    'the policy believes the class that the request claims, the earlier one only its record',
    field,
  )
}

function factsOf(what: Applicability): Map<string, readonly Scalar[]> {
  return new Map('facts' in what ? what.facts.map(({ path, values }) => [path, values]) : [])
}
