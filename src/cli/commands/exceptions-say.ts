/** What the commands about waivers, overrides and nonconformities have together: handing in, and saying what became of it. */
import { resolveArtifacts } from '../../actions/artifacts.ts'
import { realDeps } from '../../actions/deps.ts'
import { parseJson } from '../../cdevents/parse.ts'
import { TurnpikeError } from '../../errors.ts'
import type { OverrideRef, WaiverRef } from '../../policy/decision.ts'
import { age } from '../../report/ages.ts'
import { logText } from '../../report/escape.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'
import { isEmbedded } from '../embedded.ts'

/** A waiver as the store shows it. */
export interface Waiver extends WaiverRef {
  environment: string
}

/** An override as the store shows it. */
export interface Override extends OverrideRef {
  environment: string
  service?: string
}

/** Hands in what somebody does; prints the answer as it is with --json, else the lines that say it. */
export async function handIn<T>(
  path: string,
  body: Record<string, unknown>,
  { args, terminal }: { args: Args; terminal: Terminal },
  lines: (answer: T & { status: string }) => string[],
): Promise<number> {
  const address = args.text('store') ?? terminal.env['TURNPIKE_STORE'] ?? ''
  if (isEmbedded(address))
    throw new TurnpikeError(
      'USAGE',
      `--store ${address} is a file, which knows no people: an exception or an answer is somebody's. Use a store with a trust document`,
    )
  const store = await connect(args, terminal)
  try {
    const work = store.post(path, JSON.stringify(body), 'application/json')
    const text = await terminal.during(`telling ${store.name}`, work)
    if (terminal.json) terminal.print(text)
    else for (const line of lines(parseJson(text) as T & { status: string })) terminal.print(line)
    return 0
  } finally {
    await store.close()
  }
}

/** A list from the store: as it is with --json, else a block of lines each. */
export async function printList<T>(
  path: string,
  member: string,
  { args, terminal }: { args: Args; terminal: Terminal },
  lines: (one: T) => string[],
): Promise<number> {
  const store = await connect(args, terminal)
  try {
    const text = await terminal.during(`asking ${store.name}`, store.text(path))
    if (terminal.json) {
      terminal.print(text.trimEnd())
      return 0
    }
    const answer = parseJson(text) as Record<string, unknown>
    const all = (answer[member] ?? []) as T[]
    if (all.length === 0) terminal.note(`No ${member}.`)
    for (const one of all) for (const line of lines(one)) terminal.print(line)
    if (answer['more'] === true) terminal.note(`Older ${member} are not listed; name an environment.`)
    return 0
  } finally {
    await store.close()
  }
}

/** The address of one waiver or override. @throws TurnpikeError USAGE */
export function idIn(args: Args, what: string): string {
  const id = args.positionals[0] ?? ''
  if (!/^[\w-]{1,100}$/u.test(id))
    throw new TurnpikeError('USAGE', `${JSON.stringify(id.slice(0, 80))} is not the id of ${what}`)
  return id
}

/** The digest of the one artifact that is given. @throws TurnpikeError USAGE */
export async function digestIn(args: Args, terminal: Terminal): Promise<string | undefined> {
  const given = args.texts('artifact')
  if (given.length > 1) throw new TurnpikeError('USAGE', '--artifact is one artifact here')
  const [artifact, other] = await resolveArtifacts(given, realDeps(terminal.env))
  if (other !== undefined) throw new TurnpikeError('USAGE', '--artifact is one artifact here')
  return artifact?.digest
}

/** @throws TurnpikeError USAGE */
export function needed(args: Args, name: string, why: string): string {
  const value = args.text(name)
  if (value === undefined) throw new TurnpikeError('USAGE', `--${name} is missing: ${why}`)
  return value
}

/** `until`, or `for`. @throws TurnpikeError USAGE when both are given */
export function endIn(args: Args): { until?: string; for?: string } {
  const [until, long] = [args.text('until'), args.text('for')]
  if (until !== undefined && long !== undefined)
    throw new TurnpikeError('USAGE', '--until and --for are two ends; give one')
  return { ...(until === undefined ? {} : { until }), ...(long === undefined ? {} : { for: long }) }
}

export function pathWith(path: string, args: Args, names: readonly string[]): string {
  const query = new URLSearchParams()
  for (const name of names) {
    const value = args.text(name)
    if (value !== undefined) query.set(name, value)
  }
  return query.size === 0 ? path : `${path}?${query}`
}

export function waiverLines(one: Waiver, terminal: Terminal): string[] {
  const { bold, dim } = terminal.colour
  const rule = one.policy === undefined ? one.rule : `${one.policy}/${one.rule}`
  const who = [
    ...(one.requestedBy === undefined ? [] : [`asked for by ${said(one.requestedBy)}`]),
    ...(one.by === undefined ? [] : [`granted by ${said(one.by)}`]),
  ]
  return [
    `${stateOf(one.state, terminal)}${bold(said(rule))} in ${said(one.environment)}, ${said(one.scope)}${when('until', one.until, terminal)}`,
    `${INDENT}${said(one.reason, 300)}${one.ticket === undefined ? '' : ` (${said(one.ticket)})`}`,
    ...(who.length === 0 ? [] : [`${INDENT}${dim(who.join(', '))}`]),
    ...(one.why === undefined ? [] : [`${INDENT}${said(one.why, 300)}`]),
    `${INDENT}${dim(said(one.id))}`,
  ]
}

export function overrideLines(one: Override, terminal: Terminal): string[] {
  const { bold, dim, red } = terminal.colour
  const { review } = one
  const reviewed =
    review.state === 'done'
      ? `reviewed by ${said(review.by ?? '')}`
      : `${review.state === 'overdue' ? red('review is overdue') : 'not reviewed'}${when('due', review.due, terminal)}`
  const second =
    one.second === undefined
      ? `not confirmed${when('to be confirmed by', one.secondDue, terminal)}`
      : `confirmed by ${said(one.second)}`
  const service = one.service === undefined ? '' : `, service ${said(one.service)}`
  return [
    `${stateOf(one.state, terminal)}${bold(said(one.artifact.slice(0, 19)))} in ${said(one.environment)}${service}${when('until', one.until, terminal)}`,
    `${INDENT}${said(one.reason, 300)}${one.ticket === undefined ? '' : ` (${said(one.ticket)})`}`,
    `${INDENT}${dim(`by ${said(one.by)}, `)}${second}; ${reviewed}`,
    ...(one.why === undefined ? [] : [`${INDENT}${said(one.why, 300)}`]),
    `${INDENT}${dim(said(one.id))}`,
  ]
}

/** Below the state. */
export const INDENT = ' '.repeat(17)

export function stateOf(state: string, { colour }: Terminal): string {
  const { green, yellow, red, dim } = colour
  const paint =
    state === 'in-force'
      ? green
      : ['expiring', 'pending', 'awaiting-second'].includes(state)
        ? yellow
        : ['not-allowed', 'unreadable', 'open'].includes(state)
          ? red
          : dim
  return paint(said(state).padEnd(17))
}

/** `, until 2026-12-01 08:00 UTC (in 9 d)`; nothing without a moment. */
export function when(word: string, moment: string | undefined, { now }: Terminal): string {
  if (moment === undefined) return ''
  const relative = age(moment, now())
  return `, ${word} ${said(moment.slice(0, 16).replace('T', ' '))} UTC${relative === undefined ? '' : ` (${relative})`}`
}

/** A text of somebody else, on one line. */
export function said(text: string, length = 120): string {
  return logText(text, length)
}
