/** What became of exceptions since the last decision: waivers, overrides, nonconformities, the lease, the change's class. */
import type { Decision, OverrideRef, WaiverRef } from './decision.ts'
import { clip } from './say.ts'

/** A sentence each; first what somebody took on themselves. */
export function exceptionChanges(previous: Decision, current: Decision): string[] {
  return [
    ...overrideChanges(previous.overrides, current.overrides),
    ...waiverChanges(previous, current),
    ...nonconformityChanges(previous, current),
    ...classChange(previous, current),
    ...leaseChange(previous, current),
    ...(previous.trust === current.trust ? [] : ['The trust document is another one.']),
  ]
}

function overrideChanges(before: readonly OverrideRef[], now: readonly OverrideRef[]): string[] {
  const known = new Map(before.map((override) => [override.id, override]))
  const changes: string[] = []
  for (const override of now) {
    const old = known.get(override.id)
    known.delete(override.id)
    const whose = `The override by ${person(override.by)}`
    if (old === undefined) {
      changes.push(
        `${person(override.by)} broke the glass, and the override ${STATES[override.state] ?? 'is there'}: ${clip(override.reason)}.`,
      )
      continue
    }
    if (old.second === undefined && override.second !== undefined)
      changes.push(`${whose} was confirmed by ${person(override.second)}.`)
    if (old.state !== override.state) changes.push(`${whose} ${STATES[override.state] ?? 'changed'}.`)
    if (old.review.state !== override.review.state)
      changes.push(`${whose}: its review ${reviewed(override)}.`)
  }
  for (const gone of known.values()) changes.push(`The override by ${person(gone.by)} is no longer open.`)
  return changes
}

const STATES: Readonly<Record<string, string>> = {
  'in-force': 'is in force',
  'awaiting-second': 'waits for a second person',
  expired: 'is over',
  'not-allowed': 'does not count',
}

function reviewed({ review }: OverrideRef): string {
  if (review.state === 'overdue') return 'is overdue'
  return review.state === 'done' ? `is done${by(review.by)}` : 'is open'
}

function waiverChanges(previous: Decision, current: Decision): string[] {
  const known = new Map(previous.waivers.map((waiver) => [waiver.id, waiver]))
  const changes: string[] = []
  for (const waiver of current.waivers) {
    const old = known.get(waiver.id)
    known.delete(waiver.id)
    if (old?.state === waiver.state) continue
    changes.push(`A waiver of ${titleOf(current, waiver)} ${waiverState(waiver)}.`)
  }
  for (const gone of known.values()) changes.push(`A waiver of ${titleOf(current, gone)} is gone.`)
  return changes
}

function titleOf({ findings }: Decision, { rule, policy }: WaiverRef): string {
  const match = findings.find(
    (finding) => finding.rule === rule && (policy === undefined || finding.policy === policy),
  )
  return match?.title ?? clip(rule, 80)
}

function waiverState({ state, by: grantor, requestedBy }: WaiverRef): string {
  switch (state) {
    case 'in-force':
      return `is in force${granted(grantor)}`
    case 'expiring':
      return 'ends soon'
    case 'pending':
      return `was asked for${by(requestedBy)}`
    case 'expired':
      return 'has expired'
    case 'revoked':
      return 'was revoked'
    case 'refused':
      return `was refused${by(grantor)}`
    default:
      return 'does not count'
  }
}

function nonconformityChanges(previous: Decision, current: Decision): string[] {
  const before = new Map((previous.nonconformities ?? []).map((one) => [one.sequence, one]))
  const raised = (current.nonconformities ?? []).filter((one) => !before.delete(one.sequence))
  const place = (service: string | undefined) => (service === undefined ? '' : ` of ${service}`)
  return [
    ...raised.map(({ service }) => `A deployment${place(service)} without a valid decision was found.`),
    ...[...before.values()].map(
      ({ service }) => `A deployment${place(service)} without a valid decision was answered for.`,
    ),
  ]
}

function classChange({ change: old }: Decision, { change }: Decision): string[] {
  if (old?.class === change?.class && old?.from === change?.from) return []
  const say = (one: Decision['change']) =>
    one === undefined ? 'not looked for' : one.from === 'unknown' ? 'unknown' : one.class
  return say(old) === say(change)
    ? []
    : [`The class of the change is ${say(change)}, it was ${say(old)} before.`]
}

function leaseChange({ lease: old }: Decision, { lease }: Decision): string[] {
  if (lease === undefined || lease.id === old?.id) return []
  return [`It holds the lease of ${lease.environment}, with fencing number ${lease.fencing}.`]
}

function granted(who: string | undefined): string {
  return who === undefined ? '' : `, granted by ${person(who)}`
}

function by(who: string | undefined): string {
  return who === undefined ? '' : ` by ${person(who)}`
}

/** `alice` for `urn:user:alice`; any other id as it is. */
function person(uri: string): string {
  return clip(uri, 80).replace(/^urn:user:(?=[\w.+@-]+$)/, '')
}
