import { parseJson } from '../../cdevents/parse.ts'
import { TurnpikeError } from '../../errors.ts'
import { logText } from '../../report/escape.ts'
import { count } from '../../report/words.ts'
import type { Args, Terminal } from '../command.ts'
import { connect } from '../connection.ts'

interface Found {
  count: number
  examples: number[]
}

interface Shown {
  producer: { kind: string; id: string }
  first: string
  last: string
  accepted: number
  quarantined: Found
  conflict: Found
  unbound: Found
  contradictory: Found
  late: Found & { worstSeconds: number }
  ahead: Found & { worstSeconds: number }
  refused: Found
  signed: { verified: number; unverified: number; none: number }
  types: { type: string; accepted: number; quarantined: number; unbound: number }[]
  problems: (Found & { path: string; message: string })[]
  otherProblems: number
  versions: Record<string, number>
  sources: string[]
  moreSources: boolean
}

interface Answer {
  after: number
  position: number
  complete: boolean
  refusedSince: string
  total: number
  producers: Shown[]
}

/** Problems of one producer that are shown; --json has all that the store keeps apart. */
const MOST_PROBLEMS = 5
/** What people read as today's version. */
const CURRENT = /^0\.(5\.1|6\.)/

/** `turnpike conformance`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const query = new URLSearchParams()
  const [producer, limit] = [args.text('producer'), args.text('limit')]
  if (producer !== undefined) query.set('producer', producer)
  if (limit !== undefined && !/^([1-9]\d{0,2}|1000)$/.test(limit))
    throw new TurnpikeError('USAGE', `--limit ${limit} is not a number from 1 to 1000`)
  if (limit !== undefined) query.set('limit', limit)
  const store = await connect(args, terminal)
  try {
    const text = await terminal.during(`asking ${store.name}`, store.text(`v1/conformance?${query}`))
    if (terminal.json) {
      terminal.print(text.trimEnd())
      return 0
    }
    tell(parseJson(text) as Answer, terminal, producer)
    return 0
  } finally {
    await store.close()
  }
}

function tell(answer: Answer, terminal: Terminal, asked: string | undefined): void {
  const { producers, total, after } = answer
  if (producers.length === 0)
    terminal.note(asked === undefined ? 'Nobody has sent an event yet.' : 'No such producers.')
  for (const one of producers) for (const line of linesOf(one, terminal)) terminal.print(line)
  if (after > 0) terminal.note(`Of the events after no. ${Number(after)}; older ones were not looked at.`)
  if (producers.length < total)
    terminal.note(`${count(total - producers.length, 'more producer')}: add --limit`)
  if (!answer.complete) terminal.note('There are more producers than the store keeps count of.')
}

/** A block for each; what strangers said is made harmless. */
function linesOf(one: Shown, { colour }: Terminal): string[] {
  const kept = one.accepted + one.quarantined.count + one.conflict.count
  const findings = findingsOf(one)
  const sign = findings.length === 0 ? colour.green('✓') : colour.red('✗')
  return [
    `${sign} ${colour.bold(logText(one.producer.id, 200))} ${colour.dim(`${count(kept, 'event')}, the last ${logText(one.last, 40)}`)}`,
    ...findings.map((finding) => `    ${finding}`),
    ...one.problems.slice(0, MOST_PROBLEMS).map((problem) => {
      const where = problem.path === '' ? '' : `${logText(problem.path, 120)}: `
      return `      ${Number(problem.count)} × ${where}${logText(problem.message, 200)}${colour.dim(seen(problem))}`
    }),
    ...(one.problems.length > MOST_PROBLEMS || one.otherProblems > 0
      ? [colour.dim('      and others: --json has them')]
      : []),
  ]
}

function findingsOf(one: Shown): string[] {
  const unboundTypes = one.types.filter((type) => type.unbound > 0).map(({ type }) => shortType(type))
  const old = Object.entries(one.versions).filter(([version]) => !CURRENT.test(version))
  const lines: [number, string][] = [
    [one.quarantined.count, `invalid: kept, never evidence${seen(one.quarantined)}`],
    [one.refused.count, 'refused: not kept, it may not send these'],
    [one.conflict.count, `in conflict: one id with two contents${seen(one.conflict)}`],
    [one.contradictory.count, `contradictory: what they are about is said twice${seen(one.contradictory)}`],
    [
      one.unbound.count,
      `about no artifact, so no gate counts them: ${logText(unboundTypes.join(', '), 200)}${seen(one.unbound)}`,
    ],
    [one.late.count, `late, by up to ${span(one.late.worstSeconds)}${seen(one.late)}`],
    [one.ahead.count, `ahead of their time, by up to ${span(one.ahead.worstSeconds)}${seen(one.ahead)}`],
    [
      old.reduce((sum, [, many]) => sum + many, 0),
      `of an older version of CDEvents: ${logText(old.map(([version]) => version).join(', '), 100)}`,
    ],
  ]
  return lines.filter(([many]) => many > 0).map(([many, text]) => `${Number(many)} ${text}`)
}

function seen({ examples }: Found): string {
  return examples.length === 0 ? '' : ` (no. ${examples.map(Number).join(', ')})`
}

function shortType(type: string): string {
  return type.replace(/^dev\.cdeventsx?\./, '').replace(/\.\d+\.\d+\.\d+(?:-draft)?$/, '')
}

function span(seconds: number): string {
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 86_400)} days`
}
