/** What the shared runs (gate, emit, track) are given when they are called from a command line. */
import { hostname, userInfo } from 'node:os'
import { readFileSync } from 'node:fs'
import { realDeps, type Deps } from '../actions/deps.ts'
import { detectFacts } from '../host/detect.ts'
import { createGithubHost } from '../host/github-host.ts'
import { createGitlabHost } from '../host/gitlab-host.ts'
import { speaksActions, type Host } from '../host/host.ts'
import { processIo, type HostIo } from '../host/io.ts'
import { createTerminalHost } from '../host/terminal-host.ts'
import type { Args, Terminal } from './command.ts'
import { isEmbedded, openEmbedded } from './embedded.ts'
import { readTextFile } from './text-file.ts'

export interface Surroundings {
  host: Host
  deps: Deps
  store: string
  token: string | undefined
  /** What the run made available to later steps, by name. */
  outputs: Record<string, string>
  /** Why it failed, if it did. */
  failures: string[]
  /** Must be called at the end: closes an embedded store. */
  close: () => Promise<void>
}

/** @throws TurnpikeError USAGE when the token file cannot be read, or the database needs a newer Node */
export async function surroundings(
  args: Args,
  terminal: Terminal,
  options: { stops?: boolean } = {},
): Promise<Surroundings> {
  const io = ioOf(terminal)
  const outputs: Record<string, string> = {}
  const failures: string[] = []
  const base = hostOf(io, terminal)
  const host: Host = {
    ...base,
    async output(name, value) {
      outputs[name] = value
      await base.output(name, value)
    },
    async fail(message, exitCode) {
      failures.push(message)
      await base.fail(message, exitCode)
    },
  }
  const store = args.text('store') ?? terminal.env['TURNPIKE_STORE'] ?? ''
  const embedded = isEmbedded(store) ? await openEmbedded(store, terminal) : undefined
  const real = options.stops === true ? realDeps(terminal.env, terminal.stopped()) : realDeps(terminal.env)
  return {
    host,
    deps: embedded === undefined ? real : { ...real, client: () => embedded.client },
    store,
    token: tokenOf(args, terminal),
    outputs,
    failures,
    close: async () => embedded?.close(),
  }
}

/**
 * The bearer token: a file, else the environment.
 * @throws TurnpikeError USAGE
 */
export function tokenOf(args: Args, terminal: Terminal): string | undefined {
  const file = args.text('token-file')
  if (file === undefined) return terminal.env['TURNPIKE_TOKEN']?.trim() || undefined
  return readTextFile(file, `--token-file ${file}`).trim() || undefined
}

/** With --json, everything for people goes to standard error. */
function ioOf(terminal: Terminal): HostIo {
  const io = processIo()
  return {
    ...io,
    env: terminal.env,
    ...(terminal.json ? { print: (text) => void process.stderr.write(text) } : {}),
  }
}

function hostOf(io: HostIo, terminal: Terminal): Host {
  const facts = detectFacts(terminal.env, (path) => readFileSync(path, 'utf8'), {
    machine: { hostname: hostname(), user: userName(), run: `${process.ppid}-${process.pid}` },
  })
  if (speaksActions(facts) && !terminal.json) return createGithubHost(facts, io)
  if (facts.forge === 'gitlab') return createGitlabHost(facts, io)
  return createTerminalHost(facts, io, {
    colour: terminal.json ? terminal.noteColour.on : terminal.colour.on,
  })
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return '' // a container's user may have no entry anywhere
  }
}
