/** What a run did to the world, so that two runs can be compared: nothing in it depends on what the texts say. */
import { markdownShape } from '../report/structure.ts'
import type { FakeStore, Received } from './fake-store.ts'
import type { PhaseResult } from './run-action.ts'
import { commandLinesIn, linesIn } from './runner-files.ts'

export interface Observed {
  exitCode: number | null
  /** Each request: its line, its headers (only names where a text of the event is meant to be in them), its events. */
  requests: { line: string; headers: Record<string, unknown>; events: [type: string, outcome: unknown][] }[]
  /** How many lines the log has, and how many a person sees who reads it with its annotations. */
  lines: [printed: number, shown: number]
  /** The commands the runner finds in the log, each with the names of its properties. */
  commands: string[]
  /** What a terminal or a page of logs would obey, or show in another order. */
  marks: string[]
  outputs: Record<string, string>
  /** What later steps would find in their environment, their path and this action's own post step. */
  handed: unknown
  /** The markup of the summary, without its texts. */
  page: string[]
  /** The signs of results in the summary. */
  signs: string[]
}

/** @param since how many requests of the store came before */
export function observe(result: PhaseResult, store: FakeStore, since = 0): Observed {
  const log = result.stdout + result.stderr
  return {
    exitCode: result.exitCode,
    requests: store.received.slice(since).map(requestOf),
    ...observedLog(log),
    outputs: Object.fromEntries(
      Object.entries(result.outputs).map(([name, value]) => [name, name.endsWith('-id') ? 'an id' : value]),
    ),
    handed: { ...result.handed, state: result.state },
    page: markdownShape(result.summary),
    signs: signsIn(result.summary),
  }
}

export function observedLog(printed: string): Pick<Observed, 'lines' | 'commands' | 'marks'> {
  // What is only said where something takes long is ours, and there on a slow machine only.
  const log = printed.replace(/^(?:\u001B\[\d+m)?… asking http.*\n/gmu, '')
  const commands = commandLinesIn(log)
  const messages = commands.map(({ message }) => message)
  const shown = linesIn(log).length + messages.reduce((sum, text) => sum + linesIn(text).length - 1, 0)
  return {
    lines: [linesIn(log).length, shown],
    commands: commands.map(({ name, properties }) => [name, ...properties].join(' ')),
    marks: [...marksIn(log), ...messages.flatMap(marksIn)],
  }
}

/** Colours are in order; other escape sequences, control characters and turns of the direction of writing are not. */
export function marksIn(log: string): string[] {
  return (
    log
      .replace(/\u001B\[[\d;]*m/g, '')
      .match(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g) ?? []
  )
}

/** What says in a page, without a word, that something passed or failed. */
export function signsIn(page: string): string[] {
  return page.match(/[✅✓✔☑⛔❌❎⏳❗⚠➖🟢🔴]/gu) ?? []
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
    events: dataIn(body).map(({ context, subject }) => [context.type, subject.content.outcome]),
  }
}

export interface Sent {
  context: { type: string; id: string; source: string }
  subject: { id: string; content: Record<string, unknown> & { outcome?: unknown } }
  customData?: { turnpike?: Record<string, unknown> }
}

/** The CDEvents in a body, in whichever of the forms. */
export function dataIn(body: string): Sent[] {
  const texts = body.includes('\n') ? body.trimEnd().split('\n') : [body]
  return texts
    .flatMap((text) => {
      const value = JSON.parse(text) as Sent | { data: Sent } | { data: Sent }[]
      return Array.isArray(value) ? value : [value]
    })
    .flatMap((value) => ('data' in value ? [value.data] : 'context' in value ? [value] : []))
}
