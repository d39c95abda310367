/**
 * Runs a command in the place of this process: its input, output, signals and exit code are what they would be without
 * us.
 *
 * - A stream that nobody listens to is the very one that this process has, terminal and all. One that is listened to is
 *   a pipe: every byte goes on as it came, in the order of its stream, and no faster than the reader takes it. Where
 *   standard output and error lead to one place, they share a pipe, so that their order is kept as well.
 * - The command stays in this process's group, so that whoever ends the group ends it too. Signals that come to this
 *   process alone are passed on; Ctrl-C of a terminal has reached the command already (`isForeground`).
 * - When the command has ended, it has ended: a process that it left behind and that still holds the pipe is not waited
 *   for (`output-flow.ts`).
 */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { closeSync, fstatSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import type { Readable } from 'node:stream'
import type { Outcome } from '../sources/outcome.ts'
import { flow, type Flow } from './output-flow.ts'
import { openPipes } from './own-pipe.ts'
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
  /** Told of every piece of the streams in `listens`, as it comes. From a pipe that both share: as `stdout`. */
  onOutput?: (piece: Uint8Array, from: Output) => void
  /** Default with `onOutput`: both, but for what is a terminal (`quietStreams`). Without it: none. */
  listens?: readonly Output[]
  /** The listener must tell the streams apart: they never share a pipe. */
  apart?: boolean
  /** Told why the command could not be started. */
  note?: (line: string) => void
}

/** The streams of this process that are no terminal: a pipe in their place changes nothing for a command. */
export function quietStreams(): Output[] {
  return (['stdout', 'stderr'] as const).filter((name) => process[name].isTTY !== true)
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** Never rejects: what cannot be started has ended with 126 or 127. */
export function execute(file: string, args: readonly string[], execution: Execution): Promise<Ending> {
  const { note = () => undefined } = execution
  return new Promise((resolve) => {
    let asked = false
    let started: Started | undefined
    const fromTerminal = isForeground()
    const pass = (signal: NodeJS.Signals) => {
      asked = true
      const hasIt = fromTerminal && (signal === 'SIGINT' || signal === 'SIGQUIT')
      if (!hasIt) started?.child.kill(signal)
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
      started = start(file, args, execution)
    } catch (error) {
      // A name with a NUL in it, or arguments that no batch file may be given.
      fail(error as NodeJS.ErrnoException)
      return
    }
    const { child, flows } = started
    child.once('error', (error) => {
      // Also told of a signal that could not be sent: then it runs.
      if (child.pid !== undefined) return
      for (const one of flows) one.stop()
      fail(error)
    })
    child.once('exit', (status, signal) => {
      const ending = endingOf(status, signal, asked)
      void Promise.all(flows.map((one) => one.finish())).then(() => settle(ending))
    })
  })
}

interface Started {
  child: ChildProcess
  flows: Flow[]
}

function start(file: string, args: readonly string[], execution: Execution): Started {
  const { env, cwd, onOutput } = execution
  const listens = onOutput === undefined ? [] : (execution.listens ?? quietStreams())
  const { file: found, args: given, ...verbatim } = spawnable(file, args, env)
  const isShared = listens.length === 2 && execution.apart !== true && leadToOnePlace()
  const ours = isShared ? (['stdout'] as const) : listens
  const pipes = ours.length === 0 ? [] : openPipes(ours.length)
  const kindOf = (name: Output) => {
    if (!listens.includes(name)) return 'inherit'
    return pipes?.[isShared ? 0 : ours.indexOf(name)]?.writer ?? 'pipe'
  }
  const options: SpawnOptions = {
    ...verbatim,
    env,
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['inherit', kindOf('stdout'), kindOf('stderr')],
  }
  let child: ChildProcess
  try {
    child = spawn(found, given, options)
  } catch (error) {
    for (const { reader } of pipes ?? []) reader.destroy()
    throw error
  } finally {
    for (const { writer } of pipes ?? []) closeSync(writer)
  }
  const flowOf = (name: Output, reader: Readable | null | undefined) =>
    reader ? [flow(reader, process[name], (piece) => onOutput?.(piece, name))] : []
  const flows =
    pipes === undefined
      ? listens.flatMap((name) => flowOf(name, child[name]))
      : ours.flatMap((name, index) => flowOf(name, pipes[index]?.reader))
  return { child, flows }
}

/** `2>&1`: one pipe, or one file. */
function leadToOnePlace(): boolean {
  try {
    const [out, err] = [fstatSync(1), fstatSync(2)]
    return out.ino === err.ino && out.dev === err.dev && out.ino !== 0
  } catch {
    return false
  }
}

/**
 * Is this process in the foreground of a terminal? Then Ctrl-C goes to the command too; passed on, it would come twice,
 * and many tools take the second one for "at once". Linux says who the foreground group is, wherever input and output
 * lead.
 */
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
