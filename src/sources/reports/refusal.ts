/** A report file that is refused: one error with where and why. Pure. */
import { TurnpikeError } from '../../errors.ts'

/**
 * @param why a sentence that says what was found, and what to do where that is not plain
 * @param at the byte at which it was seen, from 0
 */
export function refusal(why: string, at?: number): TurnpikeError {
  const message = at === undefined ? why : `byte ${at}: ${why}`
  return new TurnpikeError('INVALID_REPORT', message, { problems: [{ path: '', message }] })
}

/** Foreign text as it may stand in a message: quoted, and short. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 81) : value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 79)}…"` : text
}
