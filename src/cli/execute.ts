/**
 * Runs a command in the place of this process: its input, output, signals and exit code are what they would be without
 * us.
 *
 * - A stream that nobody listens to is the very one that this process has, terminal and all. One that is listened to is
 *   a pipe: every byte goes on as it came, in the order of its stream, and no faster than the reader takes it.
 * - The command stays in this process's group, so that whoever ends the group ends it too. Signals that come to this
 *   process alone are passed on; Ctrl-C of a terminal has reached the command already (`terminalSignals`).
 * - When the command has ended, it has ended: a process that it left behind and that still holds the pipe is not waited
 *   for. `cat` carries on what that one prints, so that it is not ended by a broken pipe.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import type { Outcome } from '../sources/outcome.ts'
import { spawnable } from './windows-command.ts'

/** How a command ended. */
export interface Ending {
  /** As a shell would say: the status, 128 + n after signal n, 127 not found, 126 not executable. */
  code: number
  outcome: Outcome
  /** For people: `exit status 7`; empty after a success. */
  errors: string
  /** Somebody asked for its end, by a signal to this process. */
  asked: boolean
}

export type Output = 'stdout' | 'stderr'

export interface Execution {
  env: Readonly<Record<string, string | undefined>>
  /** Default: this process's. */
  cwd?: string
  /** Told of every piece of the streams in `listens`, as it comes. */
  onOutput?: (piece: Uint8Array, from: Output) => void
  /** Default with `onOutput`: both, but for what is a terminal (`quietStreams`). Without it: none. */
  listens?: readonly Output[]
  /** Told why the command could not be started. */
  note?: (line: string) => void
}

/** The streams of this process that are no terminal: a pipe or a file in their place changes nothing for a command. */
export function quietStreams(): Output[] {
  return (['stdout', 'stderr'] as const).filter((name) => process[name].isTTY !== true)
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** Never rejects: what cannot be started has ended with 126 or 127. */
export function execute(file: string, args: readonly string[], execution: Execution): Promise<Ending> {
  const { env, cwd, onOutput, note = () => undefined } = execution
  const listens = onOutput === undefined ? [] : (execution.listens ?? quietStreams())
  return new Promise((resolve) => {
    let asked = false
    let child: ChildProcess | undefined
    const fromTerminal = terminalSignals()
    const pass = (signal: NodeJS.Signals) => {
      asked = true
      if (!fromTerminal.has(signal)) child?.kill(signal)
    }
    // Before the command starts: a signal in between would end this process and leave the command without a parent.
    for (const signal of SIGNALS) process.on(signal, pass)
    const settle = (ending: Omit<Ending, 'asked'>) => {
      for (const signal of SIGNALS) process.off(signal, pass)
      resolve({ ...ending, asked })
    }
    const fail = (error: NodeJS.ErrnoException) => {
      const code = error.code === 'ENOENT' ? 127 : 126
      note(`turnpike: ${file}: ${code === 127 ? 'command not found' : error.message}`)
      settle({ code, outcome: 'error', errors: error.message })
    }
    try {
      const { file: found, args: given, ...options } = spawnable(file, args, env)
      child = spawn(found, given, {
        ...options,
        env,
        ...(cwd === undefined ? {} : { cwd }),
        stdio: ['inherit', ...(['stdout', 'stderr'] as const).map((name) => kindOf(name, listens))],
      })
    } catch (error) {
      // A name with a NUL in it, or arguments that no batch file may be given.
      fail(error as NodeJS.ErrnoException)
      return
    }
    const { stdout, stderr } = child
    const flows = [
      ...(stdout === null ? [] : [flow(stdout, process.stdout, (piece) => onOutput?.(piece, 'stdout'))]),
      ...(stderr === null ? [] : [flow(stderr, process.stderr, (piece) => onOutput?.(piece, 'stderr'))]),
    ]
    child.once('error', (error) => {
      for (const one of flows) one.stop()
      fail(error)
    })
    child.once('exit', (status, signal) => {
      const ending = endingOf(status, signal, asked)
      void Promise.all(flows.map((one) => one.finish())).then(() => settle(ending))
    })
  })
}

function kindOf(name: Output, listens: readonly Output[]): 'inherit' | 'pipe' {
  return listens.includes(name) ? 'pipe' : 'inherit'
}

/**
 * What a terminal sends to its whole foreground group, the command included: passed on, it would come twice, and many
 * tools take the second Ctrl-C for "at once". Linux says who the foreground group is, wherever input and output lead.
 */
function terminalSignals(): ReadonlySet<NodeJS.Signals> {
  return isForeground() ? new Set(['SIGINT', 'SIGQUIT'] as const) : new Set()
}

function isForeground(): boolean {
  try {
    // proc_pid_stat(5), after the name in parentheses: state, ppid, pgrp, session, tty_nr, tpgid.
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return terminal !== '0' && group === foreground
  } catch {
    return process.stdin.isTTY === true
  }
}

interface Flow {
  /** The command has ended: what it printed is passed on to the last byte. */
  finish(): Promise<void>
  stop(): void
}

/** Silence of so many milliseconds after the end: what is in the pipe was read, and somebody else holds it open. */
const SILENCE_MS = 100
/** So long at most, for what goes on printing without a pause. */
const LONGEST_MS = 1_000

function flow(from: Readable, to: Writable, tell: (piece: Uint8Array) => void): Flow {
  let ended = false
  let lastAt = performance.now()
  const stop = () => {
    ended = true
    from.destroy()
  }
  const carry = (piece: Buffer) => {
    lastAt = performance.now()
    tell(piece)
    return to.write(piece)
  }
  // Whoever read our output is gone: the command learns it the way it would without us, by a broken pipe.
  const others = to.listeners('error') as ((error: Error) => void)[]
  to.removeAllListeners('error')
  to.on('error', stop)
  const restore = () => {
    to.off('error', stop)
    for (const other of others) to.on('error', other)
  }
  from.on('data', (piece: Buffer) => {
    if (carry(piece)) return
    from.pause()
    to.once('drain', () => from.resume())
  })
  from.once('error', stop)
  from.once('end', () => (ended = true))
  return {
    stop: () => {
      stop()
      restore()
    },
    async finish() {
      const exitedAt = performance.now()
      lastAt = exitedAt
      while (!ended) {
        await new Promise((later) => setTimeout(later, 5))
        const at = performance.now()
        const isSilent = at - lastAt > SILENCE_MS && !from.isPaused()
        if (!ended && (isSilent || at - exitedAt > LONGEST_MS)) handOver(from, to, carry)
        if (from.destroyed) ended = true
      }
      restore()
    },
  }
}

/** In one turn of the event loop, so that no byte is read in between and lost. */
function handOver(from: Readable, to: Writable, carry: (piece: Buffer) => boolean): void {
  from.removeAllListeners('data')
  from.pause()
  for (let piece = from.read() as Buffer | null; piece !== null; piece = from.read() as Buffer | null)
    carry(piece)
  if (process.platform !== 'win32') {
    const out = to === process.stderr ? 2 : 1
    const rest = spawn('cat', [], { stdio: [from, out, 'ignore'], detached: true })
    // Where there is no `cat`, what was left behind writes to a pipe without a reader.
    rest.once('error', () => undefined)
    rest.unref()
  }
  from.destroy()
}

function endingOf(
  status: number | null,
  signal: NodeJS.Signals | null,
  asked: boolean,
): Omit<Ending, 'asked'> {
  if (signal !== null)
    return {
      code: 128 + constants.signals[signal],
      outcome: asked ? 'cancel' : 'failure',
      errors: `ended by ${signal}`,
    }
  const code = status ?? 1
  if (code === 0) return { code, outcome: 'success', errors: '' }
  return { code, outcome: asked ? 'cancel' : 'failure', errors: `exit status ${code}` }
}
