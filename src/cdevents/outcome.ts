/** The four outcomes of CDEvents 0.5, and the words that older events and other tools have for them. */
import type { ValueOf } from './kinds.ts'
import type { OUTCOME } from './rows.ts'

export type Outcome = ValueOf<typeof OUTCOME>

const WORDS: Readonly<Record<Outcome, readonly string[]>> = {
  success: ['success', 'successful', 'succeeded', 'pass', 'passed', 'ok'],
  failure: ['failure', 'failed', 'fail', 'unstable', 'timed_out', 'timeout'],
  cancel: ['cancel', 'cancelled', 'canceled', 'aborted'],
  error: ['error', 'errored'],
}

const outcomes = new Map(
  (Object.entries(WORDS) as [Outcome, readonly string[]][]).flatMap(([outcome, words]) =>
    words.map((word) => [word, outcome] as const),
  ),
)

/** What an older event's word means; undefined when that is not known, which is never a success. */
export function knownOutcome(word: string): Outcome | undefined {
  return outcomes.get(word.toLowerCase())
}
