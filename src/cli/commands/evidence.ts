import { runEvidence } from '../../actions/evidence.ts'
import { WORDS } from '../../actions/evidence-inputs.ts'
import { KINDS, readReportFiles } from '../../actions/report-kinds.ts'
import { TurnpikeError } from '../../errors.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'

/** `turnpike evidence`. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const files = readReportFiles({ lines: args.texts })
  if (Object.keys(files).length === 0) {
    const options = KINDS.map((kind) => `--${kind}`).join(', ')
    throw new TurnpikeError(
      'USAGE',
      `no file is named; give at least one of ${options}, with a path or a pattern`,
    )
  }
  const words = {
    cases: wordOf(args, 'cases'),
    groupBy: wordOf(args, 'group-by'),
    failOn: wordOf(args, 'fail-on'),
    ifNoFilesFound: wordOf(args, 'if-no-files-found'),
  }
  const { host, deps, store, token, outputs, failures, close } = await surroundings(args, terminal)
  const inputs = {
    ...words,
    files,
    artifact: args.texts('artifact'),
    annotate: args.on('annotate'),
    failOnError: args.on('fail-on-error'),
    ...given({
      store: store || undefined,
      token,
      environment: args.text('environment'),
      service: args.text('service'),
      change: args.text('change'),
      suite: args.text('suite'),
      uri: args.text('uri'),
      sign: args.text('sign'),
    }),
  }
  try {
    const code = await terminal.during(`telling ${store || 'nobody'}`, runEvidence(inputs, host, deps))
    if (terminal.json) terminal.print(JSON.stringify({ ...numbersOf(outputs), failures }))
    return code
  } finally {
    await close()
  }
}

/** @throws TurnpikeError USAGE */
function wordOf<K extends keyof typeof WORDS>(args: Args, name: K): (typeof WORDS)[K][number] {
  const words: readonly (typeof WORDS)[K][number][] = WORDS[name]
  const text = args.text(name)
  const word = text === undefined ? words[0] : words.find((one) => one === text)
  if (word === undefined)
    throw new TurnpikeError('USAGE', `--${name} is one of ${words.join(', ')}, not ${text ?? ''}`)
  return word
}

/** The outputs as a machine reads them: numbers are numbers, and what was not read is null. */
function numbersOf(outputs: Readonly<Record<string, string>>): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => {
      if (value === '') return [name, null]
      return [name, name === 'outcome' ? value : Number(value)]
    }),
  )
}
