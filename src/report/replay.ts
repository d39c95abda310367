/** A decision judged again, for a terminal. No line a stranger can begin. */
import type { Difference } from '../policy/compare.ts'
import type { Replay } from '../policy/replay.ts'
import { exact } from './ages.ts'
import { cut, logText } from './escape.ts'
import { renderLog } from './line.ts'

const LINE = 600
/** Differences that are shown; `--json` has more. */
const SHOWN = 40

/** A line for the outcome, then why, then every difference; of a what-if, the answer that would have been. */
export function renderReplay(replay: Replay, options: { colour: boolean }): string[] {
  const lines = [outcomeOf(replay)]
  const add = (word: string, text: string) => lines.push(cut(`${word.padEnd(11)} ${text}`, LINE))
  for (const { says } of replay.causes) add('because', logText(says, 500))
  for (const remark of replay.remarks) add('note', logText(remark, 500))
  if (replay.result === 'what-if' && replay.decision !== undefined)
    return [...lines, ...renderLog(replay.decision, options)]
  if (replay.result === 'different') {
    for (const difference of replay.differences.slice(0, SHOWN)) add('differs', sayDifference(difference))
    const more = replay.differences.length - SHOWN + (replay.differencesMore ?? 0)
    if (more > 0) add('differs', `in ${more} more places; --json lists them`)
  }
  if (replay.result === 'identical' || replay.result === 'different')
    add('compared', `everything but ${replay.notCompared.map(({ field }) => field).join(', ')}`)
  return lines
}

function outcomeOf(replay: Replay): string {
  const { recorded, result } = replay
  const word = result.padEnd(11)
  if (recorded === undefined) return `${word} Decision ${logText(replay.replayOf, 60)} cannot be read.`
  const { decidedAt, request, verdict, position } = recorded
  const which = `Decision ${logText(replay.replayOf, 60)} of ${logText(exact(decidedAt), 40)}, ${logText(verdict, 20)} for ${logText(request.environment, 80)}`
  if (result === 'identical')
    return `${word} ${which}: judged again at position ${position}, it is the same. This opens nothing.`
  if (result === 'impossible') return `${word} ${which}: it cannot be judged again.`
  if (result === 'what-if')
    return `${word} ${which}: it would have been ${logText(replay.decision?.verdict, 20)}${sayWhatIf(replay)}. This opens nothing.`
  const count = replay.differences.length + (replay.differencesMore ?? 0)
  const places = count === 1 ? 'in one place' : `in ${count} places`
  return `${word} ${which}: ${count === 0 ? 'what it rests on is not as it was' : `judged again, it is different ${places}`}.`
}

function sayWhatIf({ whatIf }: Replay): string {
  const at = whatIf?.at === undefined ? '' : ` at ${logText(exact(whatIf.at), 40)}`
  const names = whatIf?.policies?.map(({ name }) => logText(name, 80)) ?? []
  return `${at}${names.length === 0 ? '' : ` with ${names.join(', ')}`}`
}

function sayDifference({ says }: Difference): string {
  return logText(says, 500)
}
