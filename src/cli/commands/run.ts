import { resolveArtifacts } from '../../actions/artifacts.ts'
import { deliver, type Destination } from '../../actions/deliver.ts'
import type { Deps } from '../../actions/deps.ts'
import type { ArtifactRef, CDEvent } from '../../cdevents/event.ts'
import { explain } from '../../errors.ts'
import type { Facts, Host } from '../../host/host.ts'
import type { ReportContext } from '../../sources/reports/report.ts'
import type { Args, Terminal } from '../command.ts'
import { execute, type Ending } from '../execute.ts'
import { builtBy, filesBefore, type FreshFiles } from '../fresh-files.ts'
import { given } from '../given.ts'
import { finishedEvents, startedEvents } from '../run-events.ts'
import { listenTo, type Listening } from '../run-listening.ts'
import { patternsOf, readRunOptions, type RunOptions } from '../run-options.ts'
import { surroundings, type Surroundings } from '../surroundings.ts'

/** One execution, and what it takes to tell of it. */
interface Running {
  options: RunOptions
  listening: Listening
  fresh: FreshFiles
  to: Destination
  host: Host
  deps: Deps
  terminal: Terminal
}

/**
 * `turnpike run -- COMMAND`: its exit code is ours, whatever becomes of the events.
 * @throws TurnpikeError USAGE, before the command starts
 */
export async function run(args: Args, terminal: Terminal): Promise<number> {
  const options = readRunOptions(args)
  // Standard output belongs to the command.
  const around = await whateverStands(args, { ...terminal, json: true })
  const listening = await listenTo(options, terminal.env)
  const running = await prepared(options, listening, around, terminal)
  const { id } = running.host.facts.job
  const began = performance.now()
  const told = deliverWhat(running, () => startedEvents(options, running.host.facts, terminal.now()))
  const [file = '', ...rest] = options.command
  const ending = await execute(file, rest, { env: terminal.env, note: terminal.note, ...listening.execution })
  const milliseconds = Math.round(performance.now() - began)
  endWith(ending.code)
  await terminal.during(
    'telling how it ended',
    told.then(() => tellEnd(running, ending, milliseconds)),
  )
  await around.close()
  if (args.on('json')) {
    const { code, outcome } = ending
    terminal.note(JSON.stringify({ command: options.command, exitCode: code, outcome, milliseconds, id }))
  }
  return ending.code
}

/** The command runs, whatever is wrong with the store or the token for it. */
async function whateverStands(args: Args, terminal: Terminal): Promise<Surroundings> {
  try {
    return await surroundings(args, terminal)
  } catch (error) {
    terminal.note(`turnpike: ${explain(error)}. The command runs, and nothing is told of it.`)
    const isStore = (name: string) => name === 'store' || name === 'token-file'
    const without: Args = { ...args, text: (name) => (isStore(name) ? undefined : args.text(name)) }
    return await surroundings(without, { ...terminal, env: { ...terminal.env, TURNPIKE_STORE: undefined } })
  }
}

async function prepared(
  options: RunOptions,
  listening: Listening,
  { host, deps, store, token }: Surroundings,
  terminal: Terminal,
): Promise<Running> {
  if (token !== undefined) listening.tail?.secret(token)
  return {
    options,
    listening,
    terminal,
    deps,
    fresh: await filesBefore(patternsOf(options), (patterns) => deps.glob(patterns), options.artifact),
    to: { failOnError: false, ...given({ store: store || undefined, token }) },
    host: {
      ...host,
      facts: taskFacts(host.facts, options.name, terminal.newId()),
      async secret(value) {
        listening.tail?.secret(value)
        await host.secret(value)
      },
    },
  }
}

/** A task of its own inside the job: the same command may run many times, and each time is another task. */
function taskFacts(facts: Facts, name: string, id: string): Facts {
  return { ...facts, job: { ...facts.job, id: `${facts.job.id}#${id}`, name } }
}

/** From here on there is no command to pass signals to: whoever wants an end has the command's own, at once. */
function endWith(code: number): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(code))
}

async function tellEnd(running: Running, ending: Ending, milliseconds: number): Promise<void> {
  const { options, listening, fresh, host, deps, to, terminal } = running
  const written = fresh.deps(deps)
  const context = await contextOf(running)
  if (Object.keys(options.files).length > 0)
    await quietly(terminal, async () => {
      const { sendReports } = await import('../run-reports.ts')
      await sendReports(options, context.artifacts, ending, to, host, written)
    })
  const files = options.tofu.filter((pattern) => pattern !== '-')
  const infrastructure =
    options.tofu.length === 0
      ? []
      : await quietly(terminal, async () => {
          const { tofuEvents } = await import('../run-tofu.ts')
          return await tofuEvents(listening.tofu, files, context, host, written)
        })
  const output = listening.tail?.result()
  const measured = { milliseconds, ...given({ output }) }
  await deliverWhat(running, () => [
    ...(infrastructure ?? []),
    ...finishedEvents(options, ending, context, measured),
  ])
}

async function contextOf(running: Running): Promise<ReportContext> {
  const { options, host, terminal } = running
  const { environment, service, change } = options
  return {
    facts: host.facts,
    now: terminal.now(),
    artifacts: (await quietly(terminal, () => artifactsOf(running))) ?? [],
    ...given({ environment, service, change }),
  }
}

/** @throws TurnpikeError USAGE: a command that failed has often not made what it was to make */
async function artifactsOf({ options, fresh, deps, host }: Running): Promise<ArtifactRef[]> {
  const isBuild = options.type === 'build'
  const values = options.artifact.filter((value) => {
    const why = isBuild ? fresh.staleness(value) : undefined
    if (why !== undefined) host.log(`${value} ${why}, so this command did not build it.`)
    return why === undefined
  })
  const needs = isBuild ? builtBy(fresh, deps) : deps
  return await resolveArtifacts(values, needs, { several: true, log: (line) => host.log(line) })
}

async function deliverWhat({ terminal, to, host, deps }: Running, make: () => CDEvent[]): Promise<void> {
  await quietly(terminal, () => deliver(make(), to, host, deps))
}

/** Trouble with telling is told, and is no trouble of the command's. */
async function quietly<T>(terminal: Terminal, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    terminal.note(`turnpike: ${explain(error)}`)
    return undefined
  }
}
