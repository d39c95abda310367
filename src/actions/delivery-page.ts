/** What became of events that are not in the store as they should be, for people. Loaded only when there are some. */
import type { CDEvent } from '../cdevents/event.ts'
import type { SentReceipt } from '../client/client.ts'
import { explain, type TurnpikeError } from '../errors.ts'
import { gfm, mdInstructions } from '../report/escape.ts'
import { countOf } from './deliver.ts'

export interface Trouble {
  undelivered: readonly CDEvent[]
  reason: TurnpikeError | undefined
  /** Kept by the store and never evidence, or (status `refused`) not kept. */
  refused: readonly { receipt: SentReceipt; event: CDEvent | undefined }[]
  /** Whether a later step of this job will send the undelivered ones again. */
  retried: boolean
  /** The folder that keeps them when the job has ended, where there is one. */
  folder?: string
  /** Why they could not be kept for a later step. */
  notKept?: string | undefined
  /** What a person can do about the reason, where that is known; a sentence without its full stop. */
  todo?: string | undefined
  /** Whole sentences of what is in neither list. */
  more?: readonly string[]
}

const MAX_ROWS = 50

/** A store's own words end with a full stop already. */
function sentence(reason: unknown): string {
  const text = explain(reason)
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** Plain text, a line each. May hold strangers' strings. */
export function troubleInWords(trouble: Trouble): string {
  const { undelivered, refused, reason, todo } = trouble
  const lines: string[] = []
  if (undelivered.length > 0) {
    lines.push(`${countOf(undelivered.length)} could not be delivered: ${sentence(reason)}`)
    lines.push(whatNext(trouble))
  } else if (reason !== undefined) lines.push(sentence(reason))
  if (todo !== undefined) lines.push(`What to do: ${todo}.`)
  for (const { receipt, event } of refused.slice(0, MAX_ROWS)) {
    lines.push(`${event?.context.type ?? receipt.id}: ${whyRefused(receipt)}`)
  }
  lines.push(...(trouble.more ?? []))
  return lines.join('\n')
}

/** GFM and GLFM, ends with an empty line. */
export function renderTrouble(trouble: Trouble): string {
  const { undelivered, refused } = trouble
  const lines: string[] = ['### ⚠️ Not everything is in the store', '']
  if (undelivered.length > 0) {
    lines.push(
      gfm`**${countOf(undelivered.length)} could not be delivered:** ${sentence(trouble.reason)}`.text,
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
  for (const sentence of trouble.more ?? []) lines.push(gfm`${sentence}`.text, '')
  if (trouble.todo !== undefined)
    lines.push(
      gfm`**What to do:** ${mdInstructions(trouble.todo, [explain(trouble.reason)], 1000)}.`.text,
      '',
    )
  const unsaid = refused.filter(({ receipt }) => receipt.status === 'refused')
  if (unsaid.length > 0) {
    const why =
      undelivered.length === 0 && trouble.reason !== undefined ? gfm` ${sentence(trouble.reason)}`.text : ''
    lines.push(`**Not taken by the store:**${why}`, '', ...rowsOf(unsaid), '')
  }
  const aside = refused.filter(({ receipt }) => receipt.status !== 'refused')
  if (aside.length > 0) lines.push('**In the store, but never evidence:**', '', ...rowsOf(aside), '')
  return `${lines.join('\n')}\n`
}

function rowsOf(refused: Trouble['refused']): string[] {
  const rows = refused
    .slice(0, MAX_ROWS)
    .map(
      ({ receipt, event }) =>
        gfm`- ${event?.context.type ?? 'event'} ${receipt.id}: ${whyRefused(receipt)}`.text,
    )
  return refused.length > MAX_ROWS ? [...rows, `- and ${refused.length - MAX_ROWS} more`] : rows
}

function whatNext({ retried, folder, notKept }: Trouble): string {
  if (folder !== undefined)
    return `They are kept in ${folder}: the next Turnpike step of this run that finds them there sends them, or turnpike spool send.`
  if (retried)
    return 'They are sent again by the next Turnpike step of this job, and when it ends if its first step is track.'
  const kept = notKept === undefined ? '' : `They could not be kept for a later step either (${notKept}). `
  return `${kept}They are lost to the store, so a gate that needs them stays closed: run the job again when the store answers.`
}

function whyRefused({ status, problems }: SentReceipt): string {
  if (status === 'conflict')
    return 'another event with the same id is there, with other content; give this one an id of its own'
  const said = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')
  const why = said === '' ? 'it does not say why' : said
  return status === 'refused' ? `this job may not say it: ${why}` : `the store holds it for invalid: ${why}`
}
