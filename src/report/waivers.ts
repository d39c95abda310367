/**
 * Waivers in words. Every state is said, and why a waiver does not count where it does not; what holds is told apart from
 * what does not.
 */
import { personName } from './names.ts'
import { at, quote, say, strong } from './said.ts'
import type { Said } from './said.ts'
import { askedBy, commandSaid, scopeSaid, ticketSaid, whySaid } from './statement.ts'
import type { Statement } from './statement.ts'
import { isOfPolicy, titleOf } from './words.ts'
import type { Decision, Finding, WaiverRef } from '../policy/decision.ts'

/** Waivers that count: those that end soon first, because somebody has to do something. */
export function waiversInForce(decision: Decision): Statement[] {
  return decision.waivers
    .filter(counts)
    .toSorted((a, b) => Number(b.state === 'expiring') - Number(a.state === 'expiring'))
    .map((waiver) => ({
      tone: waiver.state === 'expiring' ? 'wait' : 'warn',
      lines: [inForceSaid(waiver, decision)],
    }))
}

/** Waivers that do not count, and why: those that wait for somebody first. */
export function waiversWithoutEffect(decision: Decision): Statement[] {
  return decision.waivers
    .filter((waiver) => !counts(waiver))
    .toSorted((a, b) => Number(b.state === 'pending') - Number(a.state === 'pending'))
    .map((waiver) => ({
      tone: waiver.state === 'pending' ? 'wait' : 'off',
      lines: [withoutEffectSaid(waiver, decision)],
    }))
}

function counts({ state }: WaiverRef): boolean {
  return state === 'in-force' || state === 'expiring'
}

function inForceSaid(waiver: WaiverRef, decision: Decision): Said {
  const { rule, policy, by, until, scope, reason, requestedBy } = waiver
  const soon =
    waiver.state === 'expiring' ? say` ${strong('It ends soon')}: renew it or solve the check.` : undefined
  const needed = decision.findings.some((finding) => waiverOf(finding, decision)?.id === waiver.id)
    ? undefined
    : say` No check needs it now.`
  return say`The check ${strong(titleOf(decision, rule, policy))} is waived by ${strong(personName(by ?? 'nobody that is named'))} until ${at(until ?? 'no end')} for ${scopeSaid(scope)}: ${quote(reason)}${ticketSaid(waiver.ticket)}${askedBy(requestedBy)}.${soon}${needed}`
}

function withoutEffectSaid(waiver: WaiverRef, decision: Decision): Said {
  const { rule, policy, scope, reason, requestedBy, until, state } = waiver
  const end = state !== 'pending' || until === undefined ? undefined : say`, until ${at(until)}`
  return say`Waiver of ${strong(titleOf(decision, rule, policy))} for ${scopeSaid(scope)} ${waiverState(waiver)}. Reason: ${quote(reason)}${end}${ticketSaid(waiver.ticket)}${askedBy(requestedBy)}.`
}

/** In a few words, for a blocker: `asked for by k.jansen, not granted: waits for one of group:risk`. */
function waiverState(waiver: WaiverRef): Said {
  const { state, by, until, why } = waiver
  switch (state) {
    case 'pending':
      return say`is ${strong('asked for, not granted')}${whySaid(why)}${commandSaid('turnpike waiver grant', waiver.id)}`
    case 'expired':
      return say`${strong('has expired')}${until === undefined ? whySaid(why) : say`, ${at(until)}`}`
    case 'revoked':
      return say`was ${strong('revoked')}${endedBy(waiver)}`
    case 'refused':
      return say`was ${strong('refused')}${endedBy(waiver)}`
    case 'not-allowed':
      return say`${strong('does not count')}${by === undefined ? undefined : say`, granted by ${personName(by)}`}${whySaid(why)}`
    case 'unreadable':
      return say`${strong('cannot be read')}, so it waives nothing${whySaid(why)}`
    default:
      return say`${strong('does not count')}, its state is ${state}${whySaid(why)}`
  }
}

/** The record names only who granted it; who ended it stands in `why`. */
function endedBy({ why }: WaiverRef): Said | undefined {
  const who = /^(?:refused|revoked) by (\S+)$/.exec(why ?? '')?.[1]
  if (who !== undefined) return say` by ${personName(who)}`
  return why === undefined ? undefined : say`${whySaid(why)}`
}

/** Waivers of a check that blocks all the same, so that nobody looks for them: three at most, the newest first. */
export function notesFor(finding: Finding, decision: Decision): Said[] {
  return decision.waivers
    .filter((waiver) => !counts(waiver) && isAbout(waiver, finding))
    .toSorted((a, b) => b.sequence - a.sequence)
    .slice(0, 3)
    .map((waiver) => say`A waiver of this check ${waiverState(waiver)}${ticketSaid(waiver.ticket)}.`)
}

export function waiverOf(finding: Finding, decision: Decision): WaiverRef | undefined {
  if (finding.result !== 'waived') return undefined
  const { exception } = finding
  return decision.waivers.find((waiver) =>
    exception === undefined ? counts(waiver) && isAbout(waiver, finding) : waiver.id === exception,
  )
}

function isAbout({ rule, policy }: WaiverRef, finding: Finding): boolean {
  return rule === finding.rule && (policy === undefined || isOfPolicy(finding, policy))
}
