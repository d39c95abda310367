/**
 * Who reads along while a command prints: the collector of its last lines, and the reader of what OpenTofu or Terraform
 * says. Nobody, where neither is wanted; then the command has this process's own streams.
 */
import { quietStreams, type Execution, type Output } from './execute.ts'
import { createTail, type TailCollector } from './output-tail.ts'
import type { RunOptions } from './run-options.ts'
import { secretsIn } from './secret-values.ts'
import type { TofuReader } from '../sources/reports/tofu.ts'

export interface Listening {
  /** Undefined where nothing is kept: --no-tail, or both streams are a terminal. */
  tail: TailCollector | undefined
  /** Undefined unless the command prints it. */
  tofu: TofuReader | undefined
  execution: Pick<Execution, 'onOutput' | 'listens' | 'apart'>
}

/** A terminal stays one, unless its words are wanted: somebody watches, and a command shows less to a pipe. */
export async function listenTo(
  { tail: isTailWanted, tofu: patterns }: RunOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Listening> {
  const quiet = isTailWanted ? quietStreams() : []
  const tail = quiet.length > 0 ? createTail(secretsIn(env)) : undefined
  const tofu = patterns.includes('-')
    ? (await import('../sources/reports/tofu.ts')).createTofuReader()
    : undefined
  const listens: Output[] = tofu !== undefined && !quiet.includes('stdout') ? ['stdout', ...quiet] : quiet
  if (listens.length === 0) return { tail, tofu, execution: {} }
  return {
    tail,
    tofu,
    execution: {
      listens,
      apart: tofu !== undefined,
      onOutput(piece, from) {
        if (quiet.includes(from)) tail?.push(piece)
        if (from === 'stdout') tofu?.push(piece)
      },
    },
  }
}
