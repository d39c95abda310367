/** What the commands about nonconformities have together: naming one, and saying what it is. */
import { TurnpikeError } from '../../errors.ts'
import type { NonconformityRef } from '../../policy/decision.ts'
import type { Terminal } from '../command.ts'
import { INDENT, said, stateOf, when } from './exceptions-say.ts'

/** A nonconformity as the store shows it. */
export interface Nonconformity extends NonconformityRef {
  environment: string
  state: string
  answer?: { at: string; by: string; reason: string; sequence: number }
}

/** The number of an event. @throws TurnpikeError USAGE */
export function sequenceIn(text: string, what: string): string {
  if (/^[1-9]\d{0,14}$/.test(text)) return text
  throw new TurnpikeError(
    'USAGE',
    `${JSON.stringify(text.slice(0, 80))} is not ${what}: a number, as \`turnpike nonconformity list\` shows it`,
  )
}

/** A block of lines; what strangers said is made harmless. */
export function nonconformityLines(one: Nonconformity, terminal: Terminal): string[] {
  const { bold, dim } = terminal.colour
  const { answer } = one
  const what = one.service ?? 'an artifact'
  const which = one.artifact === undefined ? '' : `, ${said(one.artifact.slice(0, 19))}`
  return [
    `${stateOf(one.state, terminal)}${bold(said(what))} in ${said(one.environment)}${which}${when('deployed', one.at, terminal)}`,
    `${INDENT}${said(one.says, 300)}`,
    `${INDENT}${dim(`deployed by ${said(one.by)}, deployment no. ${Number(one.deployment)}`)}`,
    ...(answer === undefined
      ? []
      : [
          `${INDENT}${said(answer.reason, 1000)}`,
          `${INDENT}${dim(`answered by ${said(answer.by)}${when('on', answer.at, terminal)}`)}`,
        ]),
    `${INDENT}${dim(`no. ${Number(one.sequence)}`)}`,
  ]
}
