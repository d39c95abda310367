/**
 * `change`: there is a record of the change, its class is known and allowed, it is approved, and its schedule covers now.
 *
 * Source: FitSM-1 PR12 (change management): changes are registered and classified (PR12.1), approved (PR12.4) and put
 * on a schedule (PR12.6); emergency and major changes are classes of their own. Whoever may write the record says what
 * class the change is: never whoever asks for the deployment. A class that cannot be told counts as major.
 */
import { CHANGE_CLASSES } from '../decision.ts'
import type { ChangeClass } from '../decision.ts'
import { level, onMissing, producer, ruleShape } from '../fields.ts'
import type { ChangeRule } from '../policy.ts'
import { nameArtifact } from '../say.ts'
import type { Shape } from '../shape.ts'
import { quote } from '../shape.ts'
import { boundRecord, namedRecord, recordQueries } from './change-find.ts'
import type { Sought } from './change-find.ts'
import { judgeRecord } from './change-judge.ts'
import { FINAL_STATES, plainWord, readRecord } from './change-record.ts'
import type { Inquiry, Kind } from './kind.ts'
import { worstOf } from './worst.ts'

const classList = (about: string): Shape => ({
  is: 'list',
  of: { is: 'word', of: CHANGE_CLASSES },
  min: 1,
  max: CHANGE_CLASSES.length,
  about,
})

export const change: Kind<ChangeRule> = {
  shape: (place) =>
    ruleShape(
      {
        classes: classList('Classes that this rule lets through. Default: all.'),
        states: {
          is: 'list',
          of: { is: 'text', max: 60 },
          min: 1,
          max: 20,
          about: 'States of the record that are an approval. Default: approved.',
        },
        scheduled: classList('Classes whose record must have a schedule that covers now. Default: none.'),
        producer,
        level,
        onMissing,
      },
      [],
      'The change is on record, of an allowed class, approved, and within its schedule.',
      place,
    ),

  read(raw, common, reader) {
    const states = ((raw['states'] as string[] | undefined) ?? ['approved']).map(plainWord)
    states.forEach((state, index) => {
      if (FINAL_STATES.includes(state))
        reader.problem(
          `${quote(state)} is no approval: nothing is done any more in that state`,
          'states',
          index,
        )
    })
    const classes = (raw['classes'] as ChangeClass[] | undefined) ?? [...CHANGE_CLASSES]
    const scheduled = (raw['scheduled'] as ChangeClass[] | undefined) ?? []
    scheduled.forEach((one, index) => {
      if (!classes.includes(one))
        reader.problem(
          `${quote(one)} is not one of classes, so no such change gets so far`,
          'scheduled',
          index,
        )
    })
    return {
      ...common,
      kind: 'change',
      classes,
      states,
      scheduled,
      ...reader.trusting(raw, common),
      onMissing: (raw['onMissing'] as 'deny' | 'wait' | undefined) ?? 'deny',
    }
  },

  needs: (_rule, question) => recordQueries(question),

  conclude: (rule, inquiry) =>
    worstOf(
      soughtBy(rule, inquiry).map(({ name, sought }) => ({
        name,
        conclusion: judgeRecord(rule, sought, inquiry),
      })),
    ),
}

/** One record for a change that the request names; else that of each artifact. */
function soughtBy(rule: ChangeRule, inquiry: Inquiry): { name: string; sought: Sought }[] {
  const { artifacts, change: named } = inquiry.asked ?? inquiry.request
  if (named !== undefined) return [{ name: named.id, sought: namedRecord(rule, named.id, inquiry) }]
  return artifacts.map((artifact) => ({
    name: nameArtifact(artifact),
    sought: boundRecord(rule, artifact.digest, inquiry),
  }))
}

/** What a record says that rules go by. `author`: a URI, where the record names one. */
export interface RecordedChange {
  id: string
  class: ChangeClass
  author?: string
}

/**
 * The change as its record says; undefined when that cannot be told. A record that is closed, over, or cannot be used
 * says nothing of a change that is about to be made.
 */
export function recordedChange(rule: ChangeRule, inquiry: Inquiry): RecordedChange | undefined {
  let known: RecordedChange | undefined
  for (const { sought } of soughtBy(rule, inquiry)) {
    if (!('newest' in sought) || sought.newest.unusable !== undefined) return undefined
    const { event } = sought.newest
    const record = readRecord(event)
    const { schedule } = record
    if (record.author === null) return undefined
    const isOver = schedule === 'unreadable' || (schedule !== 'none' && inquiry.now >= schedule.to)
    if (record.class === undefined || record.isFinal || isOver) return undefined
    const found = {
      id: event.subject.id,
      class: record.class,
      ...(record.author === undefined ? {} : { author: record.author }),
    }
    if (known !== undefined && !isSame(known, found)) return undefined
    known = found
  }
  return known
}

/** Do two records say the same of a change? */
export function isSame(one: RecordedChange, other: RecordedChange): boolean {
  return one.id === other.id && one.class === other.class && one.author === other.author
}
