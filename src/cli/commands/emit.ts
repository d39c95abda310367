import { runEmit } from '../../actions/emit.ts'
import { FORMATS, type Format } from '../../actions/formats.ts'
import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { readInput } from '../input.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'

/** `turnpike emit`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const format = formatOf(args.text('format') ?? 'turnpike')
  const { host, deps, store, token, outputs, failures, close } = await surroundings(args, terminal)
  const inputs = {
    format,
    artifact: args.texts('artifact'),
    failOnError: args.on('fail-on-error'),
    ...given({
      store: store || undefined,
      token,
      type: args.text('type'),
      subject: args.text('subject'),
      content: args.text('content'),
      environment: args.text('environment'),
      service: args.text('service'),
      change: args.text('change'),
      links: args.text('links'),
      customData: args.text('custom-data'),
      file: args.text('file'),
      sign: args.text('sign'),
    }),
  }
  const readText = (path: string) => (path === '-' ? readInput(path, terminal) : deps.readText(path))
  try {
    const code = await terminal.during(
      `telling ${store || 'nobody'}`,
      runEmit(inputs, host, { ...deps, readText }),
    )
    if (terminal.json) terminal.print(JSON.stringify(reportOf(outputs, failures)))
    return code
  } finally {
    await close()
  }
}

/** One line for machines: which event (of many, the first), how many were taken, what went wrong. */
export function reportOf(outputs: Readonly<Record<string, string>>, failures: readonly string[]) {
  return {
    id: outputs['event-id'] ?? '',
    sent: Number(outputs['sent'] ?? 0),
    undelivered: Number(outputs['undelivered'] ?? 0),
    failures,
  }
}

/** @throws TurnpikeError USAGE for a word nobody knows */
export function formatOf(text: string): Format {
  const format = FORMATS.find((one) => one === text)
  if (format === undefined)
    throw new TurnpikeError('USAGE', `--format is one of ${FORMATS.join(', ')}, not ${text}`)
  return format
}
