/** What comes after the decision: until when it holds, when a wait or a freeze ends, what is due. For the timelines. */
import { moment } from './ages.ts'
import { waiverOf } from './waivers.ts'
import { blockersOf, findingTone, titleText, tone } from './words.ts'
import type { Decision, Finding } from '../policy/decision.ts'

export interface Ahead {
  at: string
  /** Begins with words of ours. */
  label: string
  /** A class name of the page: `pass`, `fail`, `wait`, `warn`, `error`. */
  tone: string
}

/** More are no picture any more; the earliest are drawn. */
const DRAWN = 6

/** Moments later than the decision, the earliest first, each with what happens then. */
export function momentsAhead(decision: Decision): Ahead[] {
  const now = moment(decision.decidedAt) ?? 0
  const all: { at: string | undefined; label: string; tone: string }[] = [
    { at: decision.expiresAt, label: 'Holds until here', tone: tone(decision) },
    ...blockersOf(decision).map((finding) => ({
      at: finding.dueAt,
      label: labelOf(finding),
      tone: findingTone(finding),
    })),
    ...decision.findings.map((finding) => ({
      at: waiverOf(finding, decision)?.until,
      label: `Waiver ends (${titleText(finding)})`,
      tone: 'warn',
    })),
    ...decision.overrides
      .filter(({ concerns }) => concerns)
      .flatMap(({ state, until, second, secondDue, review }) => [
        { at: state === 'in-force' ? until : undefined, label: 'Override ends', tone: 'warn' },
        {
          at: second === undefined ? secondDue : undefined,
          label: 'Second person for the override due',
          tone: 'wait',
        },
        {
          at: review.state === 'open' ? review.due : undefined,
          label: 'Review of the override due',
          tone: 'wait',
        },
      ]),
  ]
  return all
    .flatMap(({ at, ...rest }) => (at !== undefined && (moment(at) ?? 0) > now ? [{ at, ...rest }] : []))
    .toSorted((a, b) => (moment(a.at) ?? 0) - (moment(b.at) ?? 0))
    .slice(0, DRAWN)
}

function labelOf(finding: Finding): string {
  const title = titleText(finding)
  if (finding.reason === 'frozen') return `Freeze ends (${title})`
  if (finding.reason === 'outside-window') return `Window opens (${title})`
  return finding.result === 'pending' ? `Wait ends (${title})` : `Can change by itself (${title})`
}
