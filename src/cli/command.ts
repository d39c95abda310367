/** What a command is, and what it is given. The table of all of them is `table/`. */

export interface Option {
  /** Long name, without dashes. */
  name: string
  short?: string
  /** What the value is called in help, e.g. `FILE`; absent for a switch. */
  value?: string
  /** May be given several times. */
  many?: boolean
  help: string
}

export interface Command {
  /** As typed: `emit`, `track start`. */
  name: string
  group: 'In a pipeline' | 'The store' | 'The log' | 'Policies' | 'Events' | 'Trust'
  /** One line; with the name at most 80 columns. */
  summary: string
  /** After the name: `[options] FILE|-`. */
  usage: string
  /** Paragraphs that teach. */
  about: string[]
  options: Option[]
  /** How many positional arguments are allowed, and what they are called when one is missing. */
  positionals?: { min: number; max: number; what: string }
  /** [what it does, the line to type] */
  examples: [string, string][]
  /** Exit codes beyond 0 and 2, as `code meaning`. */
  exits: string[]
  /** Needs node:sqlite, hence Node 24. */
  needsStore?: boolean
  /** Loaded only when the command runs, so that help and light commands start fast. */
  load: () => Promise<{ run: Run }>
}

export type Run = (args: Args, terminal: Terminal) => Promise<number>

/** Parsed arguments. An option given as the empty string counts as not given: pipelines pass unset variables so. */
export interface Args {
  /** A switch. */
  on: (name: string) => boolean
  text: (name: string) => string | undefined
  /** Every value of an option that may be repeated; a value of several lines is several values. */
  texts: (name: string) => string[]
  positionals: readonly string[]
}

/** What a command may do to the terminal and the machine. */
export interface Terminal {
  /** A line to standard output. */
  print: (line: string) => void
  /** Text to standard output as it is; resolves when more may be written. */
  write: (text: string) => Promise<void>
  /** A line to standard error: progress, hints, errors. */
  note: (line: string) => void
  /** `--json` was given: standard output is for machines. */
  json: boolean
  colour: Paint
  /** For standard error. */
  noteColour: Paint
  env: Readonly<Record<string, string | undefined>>
  stdin: AsyncIterable<Uint8Array>
  now: () => string
  newId: () => string
  /**
   * Aborts on the first SIGINT or SIGTERM; the second one ends the process. Asking for it takes the signals over, so only
   * a command that stops by itself asks.
   */
  stopped: () => AbortSignal
  /** Runs something; says on standard error what is going on once it has taken a second. */
  during: <T>(what: string, work: Promise<T>) => Promise<T>
}

/** Paints text, or leaves it alone where there are no colours. */
export interface Paint {
  on: boolean
  bold: (text: string) => string
  dim: (text: string) => string
  red: (text: string) => string
  green: (text: string) => string
  yellow: (text: string) => string
  blue: (text: string) => string
}
