/** What the record of a change says for or against deploying it now. */
import type { ChangeClass } from '../decision.ts'
import { sayDuration } from '../duration.ts'
import type { ChangeRule } from '../policy.ts'
import { knownAs } from '../producer-name.ts'
import { clip } from '../say.ts'
import { knownPeople, namesOf, tellApart } from './apart.ts'
import { sayTicket } from './change-find.ts'
import type { Sought } from './change-find.ts'
import { readRecord } from './change-record.ts'
import type { ChangeRecord } from './change-record.ts'
import type { Conclusion, Inquiry } from './kind.ts'
import { whoAndWhen } from './phrases.ts'

type Said = Pick<Conclusion, 'result' | 'reason' | 'found' | 'remediation' | 'dueAt'>

export function judgeRecord(rule: ChangeRule, sought: Sought, inquiry: Inquiry): Conclusion {
  const base = { required: sayRequired(rule), refused: sought.refused }
  if (!('newest' in sought)) return { ...base, ...withoutRecord(rule, sought, inquiry) }
  const { newest } = sought
  const about = { ...base, ...whoAndWhen(newest), evidence: [newest] }
  const ticket = sayTicket(newest)
  if (newest.unusable !== undefined)
    return {
      ...about,
      result: 'fail',
      reason: newest.unusable.reason,
      found: `${ticket}: found but refused: ${newest.unusable.explanation}`,
      remediation: 'Send the newest state of the record again, correctly.',
    }
  const record = readRecord(newest.event)
  const said = { ...endOf(record, inquiry), ...judgeContent(rule, record, inquiry) }
  return { ...about, ...said, found: `${ticket}: ${said.found}` }
}

/** When the schedule is over, nobody knows the class of the change any more, by which other rules go (facts.ts). */
function endOf({ schedule }: ChangeRecord, { now }: Inquiry): { dueAt?: number } {
  return typeof schedule === 'object' && now < schedule.to ? { dueAt: schedule.to } : {}
}

function withoutRecord(
  rule: ChangeRule,
  sought: Exclude<Sought, { newest: unknown }>,
  { request, asked = request }: Inquiry,
): Omit<Conclusion, 'required'> {
  const { none, found, evidence } = sought
  const id = asked.change?.id
  const which = id === undefined ? '' : ` for ${clip(id, 100)}`
  if (none === 'no-record') {
    const first = sought.refused[0]
    return {
      result: rule.onMissing === 'wait' ? 'pending' : 'fail',
      reason: first === undefined ? none : 'evidence-refused',
      found: first === undefined ? `${found}${which}` : `found but refused: ${first.explanation}`,
      ...(first === undefined ? {} : { at: first.stored.receivedAt, by: knownAs(first.stored.producer) }),
      remediation:
        id === undefined
          ? 'Name the change in the request, or bind its record to this digest.'
          : 'Register the change, or name the right one in the request.',
    }
  }
  return {
    result: none === 'not-a-change' || none === 'other-change' ? 'fail' : 'error',
    reason: none,
    found: none === 'other-change' ? found : `${found}${which}`,
    remediation: {
      'not-a-change': 'Name the change in the request, not another ticket.',
      'other-change': 'Name the change that is about this, or put its record right.',
      'several-records': 'Name the one change that this is in the request.',
      'too-many-events': 'Name the change in the request by the id of its ticket.',
      conflict: 'Find out which one is true and send it again under a new id.',
    }[none],
    ...(evidence === undefined ? {} : { evidence }),
  }
}

function judgeContent(rule: ChangeRule, record: ChangeRecord, inquiry: Inquiry): Said {
  const known = record.class ?? 'major'
  const sayClass =
    record.class === undefined ? `class not known (${record.classSaid}), counts as major` : `${known} change`
  const missing = rule.onMissing === 'wait' ? 'pending' : 'fail'
  if (record.isFinal)
    return {
      result: 'fail',
      reason: 'change-closed',
      found: record.isClosed ? 'closed' : record.states.join(', '),
      remediation: 'Register a new change: this one is over.',
    }
  if (record.schedule === 'unreadable')
    return {
      result: 'error',
      reason: 'schedule-unreadable',
      found: 'a schedule that cannot be read',
      remediation: 'State its from and to as moments such as 2026-12-18T20:00:00Z, from before to.',
    }
  const wrong = wrongClass(rule, known, sayClass, inquiry) ?? wrongAuthor(record, inquiry)
  if (wrong !== undefined) return wrong
  const stated = clip(record.states.join(' and '), 100)
  const isApproved = record.states.length > 0 && record.states.every((state) => rule.states.includes(state))
  if (!isApproved)
    return {
      result: missing,
      reason: record.states.length === 0 ? 'state-unknown' : 'not-approved',
      found: `${sayClass}, ${record.states.length === 0 ? 'its state is not stated' : stated}`,
      remediation: `Have the change approved: its state must be ${rule.states.join(' or ')}.`,
    }
  const found = `${sayClass}, ${stated}`
  if (record.schedule === 'none')
    return rule.scheduled.includes(known)
      ? {
          result: missing,
          reason: 'schedule-missing',
          found: `${found}, not scheduled`,
          remediation: 'Put the change on the schedule: its record must say from when to when.',
        }
      : { result: 'pass', reason: 'change-approved', found }
  return within(record.schedule, found, missing, inquiry.now)
}

function within(
  { from, to }: { from: number; to: number },
  found: string,
  missing: 'pending' | 'fail',
  now: number,
): Said {
  const at = (moment: number): string =>
    `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  if (now < from)
    return {
      result: missing,
      reason: 'before-schedule',
      found: `${found}, scheduled from ${at(from)}, in ${sayDuration(from - now)}`,
      remediation: 'Wait until then, or have the schedule of the change moved.',
      dueAt: from,
    }
  if (now >= to)
    return {
      result: 'fail',
      reason: 'after-schedule',
      found: `${found}, was scheduled until ${at(to)}, ${sayDuration(now - to)} ago`,
      remediation: 'Have the schedule of the change moved.',
    }
  return {
    result: 'pass',
    reason: 'change-approved',
    found: `${found}, scheduled until ${at(to)}`,
    dueAt: to,
  }
}

function wrongClass(
  rule: ChangeRule,
  known: ChangeClass,
  sayClass: string,
  { asked }: Inquiry,
): Said | undefined {
  const claimed = asked?.change?.class
  if (claimed !== undefined && isLaxer(claimed, known))
    return {
      result: 'fail',
      reason: 'class-mismatch',
      found: `${sayClass}, but the request says ${claimed}`,
      remediation: 'Ask with the class that the record has, or have the change classified again.',
    }
  if (rule.classes.includes(known)) return undefined
  return {
    result: 'fail',
    reason: 'class-not-allowed',
    found: sayClass,
    remediation: `Only ${rule.classes.join(', ')} changes may be made here.`,
  }
}

/**
 * Does the request claim less than the record asks for? A major change is handled most strictly, a standard one least; an
 * emergency has its own way and is comparable with none of the others.
 */
function isLaxer(claimed: ChangeClass, known: ChangeClass): boolean {
  if (claimed === known || claimed === 'major') return false
  return !(claimed === 'normal' && known === 'standard')
}

/** The record and the request must not name two authors: one of them would escape the separation of duties. */
function wrongAuthor({ author }: ChangeRecord, { request, policy }: Inquiry): Said | undefined {
  const asked = request.change?.author
  if (author === undefined) return undefined
  if (author === null)
    return {
      result: 'error',
      reason: 'author-unreadable',
      found: 'an author that cannot be read',
      remediation: 'State the author of the change in its record as a URI.',
    }
  if (asked === undefined) return undefined
  const people = knownPeople(policy)
  const apart = tellApart(namesOf([author], people), namesOf([asked], people))
  if (apart === 'same') return undefined
  const both = `the record names ${clip(author, 80)} as author, the request ${clip(asked, 80)}`
  return {
    result: 'fail',
    reason: 'author-mismatch',
    found: apart === 'different' ? both : `${both}; nobody knows whether that is the same person`,
    remediation:
      'Correct whichever is wrong; names of one person belong together under people of the trust document.',
  }
}

function sayRequired({ states, classes, scheduled }: ChangeRule): string {
  const which =
    classes.length === 4
      ? 'a change on record'
      : `${classes[0] === 'emergency' ? 'an' : 'a'} ${classes.join(' or ')} change on record`
  const parts = [which, states.join(' or ')]
  if (scheduled.length > 0)
    parts.push(`within its schedule${scheduled.length === 4 ? '' : ` (${scheduled.join(', ')})`}`)
  return parts.join(', ')
}
