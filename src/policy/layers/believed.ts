/**
 * Whom two rules believe, compared by what their names stand for: a name belongs to its policy.
 *
 * Believing fewer is not stricter by itself. Of two test runs, a failure by one producer and an earlier success by
 * another, a rule that stops believing the first one passes. So a narrower rule is judged beside the earlier one. What
 * is stricter without such a gap is a signer: an event of the same sender that is not signed as wanted still objects.
 */
import { canonicalJson } from '../../cdevents/canonical.ts'
import { mergePeople } from '../rules/votes.ts'
import type { Believed, Person, Policy, ProducerClaims } from '../policy.ts'
import { STRICT, looser } from './compared.ts'
import type { Compared } from './compared.ts'

type Claims = ProducerClaims[number]
type Producers = Pick<Policy, 'producers'>

const DEAF: Compared = {
  is: 'beside',
  why: 'it believes fewer producers, so objections of the others would not be heard',
}

export function compareBelieved(
  later: Believed,
  earlier: Believed,
  of: { later: Producers; earlier: Producers },
): Compared {
  if (earlier === 'any') return later === 'any' ? STRICT : DEAF
  if (later === 'any') return looser('anybody is more than the producers of the earlier rule')
  const ours = claimsOf(later, of.later)
  const theirs = claimsOf(earlier, of.earlier)
  for (const { name, claims } of ours)
    if (!theirs.some((other) => isNarrower(claims, other.claims)))
      return looser(`${name} is not among the producers that the earlier rule believes`, 'producer')
  return sameSenders(ours, theirs) ? STRICT : DEAF
}

/** What the names stand for: alternatives, each with the name that it comes from. */
function claimsOf(names: readonly string[], { producers }: Producers): { name: string; claims: Claims }[] {
  return names.flatMap((name) =>
    (Object.hasOwn(producers, name) ? producers[name]! : []).map((claims) => ({ name, claims })),
  )
}

/** Does everything that fits the first fit the second? */
function isNarrower(claims: Claims, than: Claims): boolean {
  return Object.entries(than).every(([claim, pattern]) => {
    if (!Object.hasOwn(claims, claim)) return false
    const value = claims[claim]!
    return (
      value === pattern ||
      (pattern.endsWith('*') && value.replace(/\*$/u, '').startsWith(pattern.slice(0, -1)))
    )
  })
}

/** Are the same senders heard, whoever must have signed? An entry without a sender hears nobody else. */
function sameSenders(some: readonly { claims: Claims }[], others: readonly { claims: Claims }[]): boolean {
  const heard = (all: readonly { claims: Claims }[]) =>
    [...new Set(all.map(({ claims }) => canonicalJson(senderIn(claims) ?? claims)))].sort().join('\n')
  return heard(some) === heard(others)
}

function senderIn(claims: Claims): Claims | undefined {
  const sender = Object.entries(claims).filter(
    ([claim]) => claim !== 'signer' && !claim.startsWith('signer.'),
  )
  return sender.length === 0 ? undefined : Object.fromEntries(sender)
}

/**
 * Who may approve: the same people. Fewer of them is narrower, but a veto of the others would not be heard; a person
 * with another name more is more than before.
 */
export function comparePeople(later: readonly Person[], earlier: readonly Person[]): Compared {
  const ours = mergePeople(later)
  const theirs = mergePeople(earlier)
  const taken = new Set<Person>()
  for (const person of ours) {
    const same = theirs.find((other) => person.every((name) => other.includes(name)))
    if (same === undefined) return looser(`${person[0] ?? ''} may not approve by the earlier rule`, 'from')
    if (taken.has(same)) return looser(`${person[0] ?? ''} is one person twice`, 'from')
    taken.add(same)
  }
  const all = (people: readonly Person[]) => people.map((person) => [...person].sort().join('\n')).sort()
  return canonicalJson(all(ours)) === canonicalJson(all(theirs))
    ? STRICT
    : { is: 'beside', why: 'fewer people may approve, so a rejection by the others would not be heard' }
}
