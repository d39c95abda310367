/**
 * The one error family. A refusal by a gate is a value (a verdict), never an error.
 *
 * Messages say where, what was given, what is allowed and what to do.
 */
export type ErrorCode =
  /** Called wrongly: unknown flag, missing or malformed input. */
  | 'USAGE'
  /** An event that breaks its schema; `problems` lists every reason. */
  | 'INVALID_EVENT'
  /** A policy document that does not load; `problems` lists every reason with line and column. */
  | 'INVALID_POLICY'
  /** Nothing answered at the store's address within the time budget. */
  | 'STORE_UNREACHABLE'
  /** The store answered with a refusal (4xx) or a fault (5xx); `status` tells which. */
  | 'STORE_REFUSED'
  /** The CI gave no token to show to the store. `status` 503 when it may next time. */
  | 'NO_TOKEN'
  /** The store's answer is not what the contract promises. */
  | 'STORE_ANSWER'
  /** The database refused or is gone. */
  | 'STORE_FAILED'
  /** A report file that is not what it is said to be; `problems` say where. */
  | 'INVALID_REPORT'
  /** Something asked for is not there. */
  | 'NOT_FOUND'
  /** A signature was demanded and could not be made. */
  | 'NOT_SIGNED'
  /** A bound of size, count or time was passed. */
  | 'TOO_LARGE'

/** One thing wrong with a document. `path` is a JSON pointer (RFC 6901); the empty pointer is the whole document. */
export interface Problem {
  path: string
  message: string
  /** 1-based, only for documents that have lines (policies). */
  line?: number
  column?: number
}

export class TurnpikeError extends Error {
  readonly code: ErrorCode
  readonly problems: readonly Problem[]
  /** HTTP status, where the error came from an answer. */
  readonly status: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; problems?: readonly Problem[]; status?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'TurnpikeError'
    this.code = code
    this.problems = options.problems ?? []
    this.status = options.status
  }
}

/** The exit codes of the CLI, the actions and the components (design: 1 is left for crashes). */
export const EXIT = { allow: 0, usage: 2, deny: 3, pending: 4, error: 5 } as const

/** An error as one line for a log: its message and the chain of causes (`fetch failed` alone says nothing). */
export function explain(error: unknown): string {
  const parts: string[] = []
  let current: unknown = error
  for (let depth = 0; current !== undefined && current !== null && depth < 5; depth++) {
    const text = messageOf(current)
    if (text !== '' && !parts.some((part) => part.includes(text))) parts.push(text)
    current = current instanceof Error ? current.cause : undefined
  }
  return parts.join(': ')
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error === 'string' ? error : (JSON.stringify(error) ?? '')
  const code = (error as { code?: unknown }).code
  if (error.message !== '') return error.message
  return typeof code === 'string' ? code : error.name
}
