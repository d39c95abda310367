/** What a verification found, for people and for machines. */
import { parseJson } from '../../cdevents/parse.ts'
import { EXIT } from '../../errors.ts'
import type { OpenCheckpoint } from '../../log/checkpoint.ts'
import type { ExportRow } from '../../log/export.ts'
import type { Verifier } from '../../log/keys.ts'
import type { ExportReport, Finding } from '../../log/verify-export.ts'
import { logText } from '../../report/escape.ts'
import type { Terminal } from '../command.ts'
import { entries, signedBy } from './log-given.ts'

/** An export. @param name of the file */
export function sayExport(
  name: string,
  report: ExportReport,
  since: OpenCheckpoint | undefined,
  terminal: Terminal,
): number {
  const { findings, more, origin, from, rows, checkpoint, cosigned } = report
  const holds = findings.length === 0 && checkpoint !== undefined
  const code = holds ? EXIT.allow : EXIT.deny
  if (terminal.json) {
    terminal.print(
      JSON.stringify({
        holds,
        origin,
        from,
        rows,
        firstSequence: report.firstSequence,
        lastSequence: report.lastSequence,
        size: checkpoint?.size,
        signedBy: checkpoint?.opened.verified.map(({ verifier }) => verifier.text),
        cosigned: cosigned.map(({ witness, size, seconds }) => ({
          witness: witness.text,
          size,
          at: moment(seconds),
        })),
        findings,
        more,
      }),
    )
    return code
  }
  const { colour } = terminal
  if (!holds) {
    terminal.print(`${name} ${colour.red('does not hold')}:`)
    for (const finding of findings) terminal.print(`  ${sentence(finding)}`)
    if (more > 0) terminal.print(`  … and ${more.toLocaleString('en')} more`)
    return code
  }
  terminal.print(`${name} ${colour.green('holds')}: the log ${logText(origin, 120)} as it was signed`)
  const part =
    rows === 0
      ? ''
      : `, leaves ${from} to ${from + rows - 1}, events ${report.firstSequence} to ${report.lastSequence}`
  terminal.print(`  ${entries(rows)}${part}`)
  terminal.print(`  signed by ${signedBy(checkpoint)}`)
  for (const { witness, size, seconds } of cosigned) {
    terminal.print(`  ${witness.name} (key ${witness.id}) saw the first ${entries(size)}, ${moment(seconds)}`)
  }
  if (since !== undefined) terminal.print(`  continues the checkpoint of ${entries(since.size)}`)
  else if (cosigned.length === 0) {
    terminal.print(
      colour.dim('  An end that was rewritten and signed again shows only with --since or --witness.'),
    )
  }
  return code
}

/** The proof of one event. */
export function sayProof(
  proven: { row: ExportRow; checkpoint: OpenCheckpoint } | { refused: string },
  witnesses: readonly Verifier[],
  terminal: Terminal,
): number {
  const refused = 'refused' in proven ? proven.refused : unseen(proven.checkpoint, witnesses)
  if (refused !== undefined || 'refused' in proven) {
    if (terminal.json) terminal.print(JSON.stringify({ holds: false, why: refused }))
    else terminal.print(`${terminal.colour.red('Not proven:')} ${refused}`)
    return EXIT.deny
  }
  const { row, checkpoint } = proven
  const { index, sequence, receivedAt, producer, status } = row
  if (terminal.json) {
    terminal.print(
      JSON.stringify({
        holds: true,
        index,
        sequence,
        receivedAt,
        producer,
        status,
        size: checkpoint.size,
        body: row.body,
      }),
    )
    return EXIT.allow
  }
  const by = typeof producer['id'] === 'string' ? logText(producer['id'], 200) : '?'
  terminal.print(
    `${terminal.colour.green('Proven:')} event ${sequence} is leaf ${index} of the log ${checkpoint.origin}`,
  )
  const type = typeIn(row.body)
  if (type !== '') terminal.print(`  ${logText(type, 120)}`)
  terminal.print(`  ${status}, received ${logText(receivedAt, 40)} from ${by}`)
  terminal.print(`  among ${entries(checkpoint.size)}, signed by ${signedBy(checkpoint)}`)
  return EXIT.allow
}

/** What the event says it is. */
function typeIn(body: string): string {
  try {
    const { context } = parseJson(body) as { context?: { type?: unknown } }
    return typeof context?.type === 'string' ? context.type : ''
  } catch {
    return ''
  }
}

function unseen({ opened }: OpenCheckpoint, witnesses: readonly Verifier[]): string | undefined {
  const missing = witnesses.find((witness) => !opened.verified.some(({ verifier }) => verifier === witness))
  return missing === undefined
    ? undefined
    : `${missing.name} (key ${missing.id}) did not cosign this checkpoint`
}

function sentence({ line, index, sequence, message }: Finding): string {
  const row = index === undefined ? '' : `, leaf ${index} (event ${sequence})`
  return line === undefined ? logText(message, 400) : `line ${line}${row}: ${logText(message, 400)}`
}

function moment(seconds: number): string {
  // A witness may sign any time it likes.
  return seconds > 253_402_300_799
    ? `second ${seconds}`
    : new Date(seconds * 1000).toISOString().slice(0, 19) + 'Z'
}
