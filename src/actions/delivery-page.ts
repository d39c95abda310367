/** What became of events that are not in the store as they should be, for people. Loaded only when there are some. */
import type { CDEvent } from '../cdevents/event.ts'
import type { SentReceipt } from '../client/client.ts'
import { explain, type TurnpikeError } from '../errors.ts'
import { gfm } from '../report/escape.ts'
import { countOf } from './deliver.ts'

export interface Trouble {
  undelivered: readonly CDEvent[]
  reason: TurnpikeError | undefined
  /** Kept by the store, and never evidence. */
  refused: readonly { receipt: SentReceipt; event: CDEvent | undefined }[]
  /** Whether a later step of this job will send the undelivered ones again. */
  retried: boolean
}

const MAX_ROWS = 50

/** Plain text, a line each. May hold strangers' strings. */
export function troubleInWords(trouble: Trouble): string {
  const { undelivered, refused } = trouble
  const lines: string[] = []
  if (undelivered.length > 0) {
    lines.push(`${countOf(undelivered.length)} could not be delivered: ${explain(trouble.reason)}.`)
    lines.push(whatNext(trouble))
  }
  for (const { receipt, event } of refused.slice(0, MAX_ROWS)) {
    lines.push(`${event?.context.type ?? receipt.id}: ${whyRefused(receipt)}`)
  }
  return lines.join('\n')
}

/** GFM and GLFM, ends with an empty line. */
export function renderTrouble(trouble: Trouble): string {
  const { undelivered, refused } = trouble
  const lines: string[] = ['### ⚠️ Not everything is in the store', '']
  if (undelivered.length > 0) {
    lines.push(
      gfm`**${countOf(undelivered.length)} could not be delivered:** ${explain(trouble.reason)}.`.text,
      '',
    )
    lines.push(
      ...undelivered
        .slice(0, MAX_ROWS)
        .map(({ context, subject }) => gfm`- ${context.type} about ${subject.id}`.text),
    )
    if (undelivered.length > MAX_ROWS) lines.push(`- and ${undelivered.length - MAX_ROWS} more`)
    lines.push('', gfm`${whatNext(trouble)}`.text, '')
  }
  if (refused.length > 0) {
    lines.push('**In the store, but never evidence:**', '')
    for (const { receipt, event } of refused.slice(0, MAX_ROWS)) {
      lines.push(gfm`- ${event?.context.type ?? 'event'} ${receipt.id}: ${whyRefused(receipt)}`.text)
    }
    if (refused.length > MAX_ROWS) lines.push(`- and ${refused.length - MAX_ROWS} more`)
    lines.push('')
  }
  return `${lines.join('\n')}\n`
}

function whatNext({ retried }: Trouble): string {
  return retried
    ? 'They are sent again by the next Turnpike step of this job, and when it ends if its first step is track.'
    : 'They are lost to the store, so a gate that needs them stays closed: run the job again when the store answers.'
}

function whyRefused({ status, problems }: SentReceipt): string {
  if (status === 'conflict')
    return 'another event with the same id is there, with other content; give this one an id of its own'
  const said = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
  return `the store holds it for invalid: ${said === '' ? 'it does not say why' : said}`
}
