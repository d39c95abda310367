import { deliver } from '../../actions/deliver.ts'
import type { CDEvent } from '../../cdevents/event.ts'
import type { Facts } from '../../host/host.ts'
import { taskRunFinished, taskRunStarted } from '../../sources/pipeline.ts'
import type { Args, Terminal } from '../command.ts'
import { execute, type Ending } from '../execute.ts'
import { given } from '../given.ts'
import { surroundings } from '../surroundings.ts'

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
  const ending = await execute(file, rest, { env: terminal.env, note: terminal.note })
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
