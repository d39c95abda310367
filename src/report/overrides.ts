/** Overrides (break-glass) in words: what they open, whose they are, and how far the review is. */
import { personName, shortDigest } from './names.ts'
import { at, code, quote, say, strong, ticket } from './said.ts'
import type { Said } from './said.ts'
import { commandSaid, ticketSaid, whySaid } from './statement.ts'
import type { Loudness, Statement } from './statement.ts'
import { titleOf } from './words.ts'
import type { Decision, Finding, OverrideRef } from '../policy/decision.ts'

/** All of them, those that concern this question first. Each is here until it is reviewed. */
export function overrideStatements(decision: Decision): Statement[] {
  return [...urgentOverrides(decision), ...otherOverrides(decision)]
}

/** What a reader must know before the checks: those of this artifact that hold or could, and reviews that are late. */
export function urgentOverrides(decision: Decision): Statement[] {
  return statements(decision, urgent)
}

export function otherOverrides(decision: Decision): Statement[] {
  return statements(decision, (override) => !urgent(override))
}

function urgent({ state, concerns, review }: OverrideRef): boolean {
  return review.state === 'overdue' || (concerns && (state === 'in-force' || state === 'awaiting-second'))
}

function statements(decision: Decision, wanted: (override: OverrideRef) => boolean): Statement[] {
  return decision.overrides
    .filter(wanted)
    .toSorted((a, b) => Number(b.concerns) - Number(a.concerns))
    .map((override) => ({ tone: toneOf(override), lines: linesOf(override, decision) }))
}

function toneOf({ state, review, concerns }: OverrideRef): Loudness {
  if (review.state === 'overdue') return 'fail'
  if (state === 'in-force') return concerns ? 'fail' : 'warn'
  if (state === 'awaiting-second') return 'wait'
  return review.state === 'done' || state === 'not-allowed' ? 'off' : 'warn'
}

function linesOf(override: OverrideRef, decision: Decision): Said[] {
  const { by, reason, concerns, artifact } = override
  const whose = concerns ? undefined : say`, of another artifact, ${code(shortDigest(artifact))},`
  return [
    say`${strong('Override (break-glass)')} by ${strong(personName(by))}${whose} ${stateSaid(override)}`,
    say`${opensSaid(override, decision)}Reason: ${quote(reason)}${ticketSaid(override.ticket)}.`,
    reviewSaid(override),
  ]
}

function stateSaid({ id, state, until, second, secondDue, why }: OverrideRef): Said {
  switch (state) {
    case 'in-force': {
      const missing =
        secondDue === undefined
          ? undefined
          : say`, ${strong('not confirmed yet')}: a second person must by ${at(secondDue)}, or it ends${commandSaid('turnpike override confirm', id)}`
      const confirmed = second === undefined ? missing : say`, confirmed by ${strong(personName(second))}`
      return say`is in force until ${at(until)}${confirmed}.`
    }
    case 'awaiting-second': {
      const needs = why === undefined ? say`: a second person must confirm it` : whySaid(why)
      const due = secondDue === undefined ? undefined : say`, at the latest by ${at(secondDue)}`
      return say`${strong('does not count yet')}${needs}${due}${commandSaid('turnpike override confirm', id)}.`
    }
    case 'expired':
      // One that nobody confirmed ended before its time.
      return why === undefined || why.startsWith('it ended at ')
        ? say`is over since ${at(until)}.`
        : say`${strong('is over')}${whySaid(why)}.`
    case 'not-allowed':
      return say`${strong('does not count')}${whySaid(why)}.`
    default:
      return say`${strong('does not count')}: its state is ${state}${whySaid(why)}.`
  }
}

const NAMED = 6

/** Which checks it opens here. */
function opensSaid({ rules, state, concerns }: OverrideRef, decision: Decision): Said | undefined {
  if (!concerns || state !== 'in-force') return undefined
  if (rules.length === 0) return say`No check needs it now. `
  const more = rules.length - NAMED
  const names = rules
    .slice(0, NAMED)
    .map((rule, index) => say`${index === 0 ? undefined : say`, `}${strong(titleOf(decision, rule))}`)
  return say`It overrides: ${names}${more > 0 ? say` and ${more} more` : undefined}. `
}

function reviewSaid({ id, review, by }: OverrideRef): Said {
  const command = commandSaid('turnpike override review', id)
  const { state, due } = review
  const record = review.ticket === undefined ? undefined : say`; record ${ticket(review.ticket)}`
  switch (state) {
    case 'done':
      return say`Reviewed${review.by === undefined ? undefined : say` by ${strong(personName(review.by))}`}${record}.`
    case 'overdue':
      return say`${strong('Review overdue')}${due === undefined ? undefined : say` since ${at(due)}`}: somebody other than ${personName(by)} must review it${command}${record}.`
    default:
      return say`${strong('Review open')}${due === undefined ? undefined : say`, due ${at(due)}`}, by somebody other than ${personName(by)}${command}${record}.`
  }
}

export function overrideOf(finding: Finding, decision: Decision): OverrideRef | undefined {
  if (finding.result !== 'overridden') return undefined
  return decision.overrides.find(({ id }) => id === finding.exception)
}
