/** Which events a rule is about: their type, and the `match` paths that say which thing an event is about. */
import type { StoredEvent } from '../../store/store.ts'
import { sift } from '../believe.ts'
import type { Candidate, Sifted } from '../believe.ts'
import { typeIs, valueAt } from '../paths.ts'
import type { Match, Trusting } from '../policy.ts'
import { isOneOf } from './phrases.ts'
import type { Inquiry } from './kind.ts'

interface Selecting extends Trusting {
  types: readonly string[]
  match: readonly Match[]
}

/** The events of an answer that the rule is about, newest first, those it cannot use among them, marked. */
export function selected(events: readonly StoredEvent[], rule: Selecting, inquiry: Inquiry): Sifted {
  const looked = events.filter((stored) => stored.event === undefined || selects(rule, stored))
  const { candidates, refused } = sift(looked, rule, inquiry)
  return { candidates: candidates.filter((candidate) => maySelect(rule, candidate)), refused }
}

function selects({ types, match }: Selecting, { type, event }: StoredEvent): boolean {
  if (event === undefined || !types.some((wanted) => typeIs(type, wanted))) return false
  return match.every(({ path, values, says }) => says === 'how' || isOneOf(valueAt(event, path), values))
}

/** Could an invalid event be about what the rule selects? What it does not say, it may have meant. */
function maySelect({ match }: Selecting, { stored, event }: Candidate): boolean {
  if (stored.event !== undefined) return true
  return match.every(({ path, values, says }) => {
    const value = valueAt(event, path)
    return says === 'how' || value === undefined || isOneOf(value, values)
  })
}
