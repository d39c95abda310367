/**
 * A GitHub Actions step: outputs, state and summary by the runner's files, the log by lines, annotations and failure by
 * `@actions/core`. The first four are written here because every step pays for them at its start.
 * Source: docs.github.com, "Workflow commands for GitHub Actions"; limits: `actions/runner`.
 */
import { TurnpikeError } from '../errors.ts'
import type { Facts, Host } from './host.ts'
import type { HostIo } from './io.ts'
import { plainLine, plainLines } from './plain.ts'

/** A step's summary above this is dropped whole by the runner. */
const MAX_SUMMARY_BYTES = 1024 * 1024

/** Outputs of a job above this are refused, counted in UTF-16. */
const MAX_OUTPUT = 512 * 1024

/** The runner cuts an annotation's message here. */
const MAX_MESSAGE = 4096

export interface GithubHost extends Host {
  /** Keeps a value for this action's own post step. */
  saveState(name: string, value: string): Promise<void>
  /** What `saveState` kept, or `''`. */
  state(name: string): string
}

export function createGithubHost(facts: Facts, io: HostIo): GithubHost {
  let summaryBytes = 0
  return {
    facts,
    async output(name, value) {
      if (value.length > MAX_OUTPUT) {
        throw new TurnpikeError(
          'TOO_LARGE',
          `The output ${name} has ${value.length} characters; GitHub keeps 1 MB`,
        )
      }
      appendValue(io, 'GITHUB_OUTPUT', name, value)
    },
    async saveState(name, value) {
      appendValue(io, 'GITHUB_STATE', name, value)
    },
    state: (name) => io.env[`STATE_${name}`] ?? '',
    async summary(markdown) {
      const path = io.env.GITHUB_STEP_SUMMARY
      if (path === undefined || path === '') return
      const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`
      const bytes = summaryBytes + Buffer.byteLength(text)
      if (bytes > MAX_SUMMARY_BYTES) {
        throw new TurnpikeError(
          'TOO_LARGE',
          'The job summary of this step would pass 1 MiB and be dropped whole',
        )
      }
      io.append(path, text)
      summaryBytes = bytes
    },
    async annotate({ level, title, message, file, line, column }) {
      const core = await io.core()
      core[level](shown(message), {
        title: plainLine(title),
        ...(file === undefined ? {} : { file: plainLine(file) }),
        ...(line === undefined ? {} : { startLine: line }),
        ...(column === undefined || line === undefined ? {} : { startColumn: column }),
      })
    },
    log(line, options) {
      for (const one of plainLines(line, options)) io.print(`${one}\n`)
    },
    async secret(value) {
      // The runner masks line by line, and refuses to mask nothing.
      for (const line of value.split(/[\r\n]+/))
        if (line.trim() !== '') io.print(`::add-mask::${escapeData(line)}\n`)
    },
    async fail(message, exitCode) {
      const core = await io.core()
      core.setFailed(shown(message))
      io.setExitCode(exitCode)
    },
  }
}

/** A message's lines are printed when the command is obeyed: each is as safe as a line of the log. */
function shown(message: string): string {
  return message.split('\n').map(plainLine).join('\n').slice(0, MAX_MESSAGE)
}

function appendValue(io: HostIo, file: 'GITHUB_OUTPUT' | 'GITHUB_STATE', name: string, value: string): void {
  const path = io.env[file]
  if (path === undefined || path === '') return
  // Nobody who chooses the value can know the delimiter, so it cannot end the value early.
  const delimiter = `turnpike_${io.random()}`
  if (!/^[\w.-]+$/.test(name) || value.includes(delimiter)) {
    throw new TurnpikeError('USAGE', `${JSON.stringify(name)} cannot be written to ${file}`)
  }
  io.append(path, `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
}

/** What `@actions/core` calls escapeData: the runner turns it back. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
