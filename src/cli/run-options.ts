/** What `turnpike run` is asked for, checked before the command starts. */
import { readReportFiles, type ReportFiles } from '../actions/report-kinds.ts'
import { TurnpikeError } from '../errors.ts'
import type { Args } from './command.ts'
import { given } from './given.ts'

const TYPES = ['build', 'test', 'deploy', 'scan'] as const
export type RunType = (typeof TYPES)[number]

export interface RunOptions {
  command: readonly string[]
  name: string
  type?: RunType
  /** Patterns of reports, by kind. */
  files: ReportFiles
  /** Patterns of files with what OpenTofu or Terraform said; `-`: the command prints it. */
  tofu: readonly string[]
  artifact: readonly string[]
  environment?: string
  service?: string
  change?: string
  suite?: string
  /** The end of the output goes along. */
  tail: boolean
}

/** @throws TurnpikeError USAGE */
export function readRunOptions(args: Args): RunOptions {
  const [file = ''] = args.positionals
  const said = args.text('type')
  const type = TYPES.find((one) => one === said)
  if (said !== undefined && type === undefined)
    throw new TurnpikeError(
      'USAGE',
      `--type is one of ${TYPES.join(', ')}, not ${JSON.stringify(said.slice(0, 80))}`,
    )
  return {
    command: args.positionals,
    name: args.text('name') ?? file,
    files: readReportFiles({ lines: args.texts }),
    tofu: args.texts('tofu-json'),
    artifact: args.texts('artifact'),
    tail: !args.on('no-tail'),
    ...given({
      type,
      environment: args.text('environment'),
      service: args.text('service'),
      change: args.text('change'),
      suite: args.text('suite'),
    }),
  }
}

/** Every pattern of files that is read after the command. */
export function patternsOf({ files, tofu }: RunOptions): string[] {
  return [...Object.values(files).flat(), ...tofu.filter((one) => one !== '-')]
}
