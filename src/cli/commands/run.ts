import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { deliver } from '../../actions/deliver.ts'
import type { CDEvent } from '../../cdevents/event.ts'
import type { Facts } from '../../host/host.ts'
import { taskRunFinished, taskRunStarted } from '../../sources/pipeline.ts'
import type { Outcome } from '../../sources/outcome.ts'
import type { Args, Terminal } from '../command.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'

/** How a command ended. */
interface Ending {
  /** As a shell would say: the status, 128 + n after signal n, 127 not found, 126 not executable. */
  code: number
  outcome: Outcome
  /** For people; empty after a success. */
  errors: string
}

/** `turnpike run -- COMMAND`: its exit code is ours, whatever becomes of the events. */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const [file = '', ...rest] = args.positionals
  // Standard output belongs to the command.
  const around = await surroundings(args, { ...terminal, json: true })
  const facts = taskFacts(around.host.facts, args.text('name') ?? file, terminal.newId())
  const host = { ...around.host, facts }
  const send = async (event: CDEvent) => {
    try {
      await deliver(
        [event],
        { failOnError: false, ...given({ store: around.store || undefined, token: around.token }) },
        host,
        around.deps,
      )
    } catch (error) {
      terminal.note(`turnpike: ${String(error)}`)
    }
  }
  const started = performance.now()
  const told = send(taskRunStarted(facts, terminal.now()))
  const ending = await execute(file, rest, terminal)
  const milliseconds = Math.round(performance.now() - started)
  await told
  const finished = taskRunFinished(
    facts,
    ending.outcome,
    terminal.now(),
    given({ errors: ending.errors || undefined }),
  )
  await terminal.during('telling how it ended', send(measured(finished, ending, milliseconds)))
  await around.close()
  if (args.on('json')) {
    const { code, outcome } = ending
    terminal.note(
      JSON.stringify({ command: args.positionals, exitCode: code, outcome, milliseconds, id: facts.job.id }),
    )
  }
  return ending.code
}

/** A task of its own inside the job: the same command may run many times. */
function taskFacts(facts: Facts, name: string, id: string): Facts {
  return { ...facts, job: { ...facts.job, id: `${facts.job.id}#${id}`, name } }
}

function measured(event: CDEvent, { code }: Ending, milliseconds: number): CDEvent {
  const custom = event.customData as Record<string, unknown>
  const turnpike = { ...(custom['turnpike'] as object), exitCode: code, milliseconds }
  return { ...event, customData: { ...custom, turnpike } }
}

function execute(file: string, args: readonly string[], terminal: Terminal): Promise<Ending> {
  return new Promise((resolve) => {
    let asked = false
    const pass = (signal: NodeJS.Signals) => {
      asked = true
      // A terminal sends Ctrl-C to the whole foreground group: the command has it already.
      if (signal !== 'SIGINT' || process.stdin.isTTY !== true) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const
    // Before the command starts: a signal in between would end this process and leave the command without a parent.
    for (const signal of signals) process.on(signal, pass)
    const child = spawn(file, args, { stdio: 'inherit', env: terminal.env })
    const settle = (ending: Ending) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(ending)
    }
    child.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code === 'ENOENT' ? 127 : 126
      terminal.note(`turnpike: ${file}: ${code === 127 ? 'command not found' : error.message}`)
      settle({ code, outcome: 'error', errors: error.message })
    })
    child.once('exit', (status, signal) => settle(endingOf(status, signal, asked)))
  })
}

function endingOf(status: number | null, signal: NodeJS.Signals | null, asked: boolean): Ending {
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
