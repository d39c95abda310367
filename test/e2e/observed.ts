/** What a run did to the world, so that two runs can be compared: nothing in it depends on what the texts say. */
import type { FakeStore, Received } from './fake-store.ts'
import type { PhaseResult } from './run-action.ts'
import { commandsIn, linesIn } from './runner-files.ts'

export interface Observed {
  exitCode: number | null
  /** Each request: its line, its headers (only names where a text of the event is meant to be in them), its events. */
  requests: { line: string; headers: Record<string, unknown>; events: [type: string, outcome: unknown][] }[]
  /** How many lines the log has, by the runner's counting. */
  lines: number
  /** The commands the runner finds in the log. */
  commands: string[]
  outputs: Record<string, string>
  /** What later steps would find in their environment, their path and this action's own post step. */
  handed: unknown
}

/** @param since how many requests of the store came before */
export function observe(result: PhaseResult, store: FakeStore, since: number): Observed {
  const log = result.stdout + result.stderr
  return {
    exitCode: result.exitCode,
    requests: store.received.slice(since).map(requestOf),
    lines: linesIn(log).length,
    commands: commandsIn(log),
    outputs: Object.fromEntries(
      Object.entries(result.outputs).map(([name, value]) => [name, name === 'event-id' ? 'an id' : value]),
    ),
    handed: { ...result.handed, state: result.state },
  }
}

export function requestOf(request: Received): Observed['requests'][number] {
  const { method, path, headers, body } = request
  const shown = Object.entries(headers)
    .filter(([name]) => name !== 'content-length' && name !== 'host')
    // Attributes of a CloudEvent say what the event says.
    .map(([name, value]) => [name, name.startsWith('ce-') && name !== 'ce-type' ? 'an attribute' : value])
  return {
    line: `${method} ${path}`,
    headers: Object.fromEntries(shown) as Record<string, unknown>,
    events: eventsOf(body),
  }
}

interface Event {
  context: { type: string }
  subject: { content: { outcome?: unknown } }
}

function eventsOf(body: string): [string, unknown][] {
  const texts = body.includes('\n') ? body.trimEnd().split('\n') : [body]
  return texts
    .flatMap((text) => {
      const value = JSON.parse(text) as Event | { data: Event } | { data: Event }[]
      return Array.isArray(value) ? value : [value]
    })
    .flatMap((value) => {
      if (!('data' in value) && !('context' in value)) return [] as [string, unknown][]
      const { context, subject } = 'data' in value ? value.data : value
      return [[context.type, subject.content.outcome]] as [string, unknown][]
    })
}
