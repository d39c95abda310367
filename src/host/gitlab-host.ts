/**
 * A GitLab job. GitLab has no page for summaries: outputs go to a dotenv report, links to an annotations report, the
 * summary to a file that the component offers as an artifact, and everything to the log.
 * Source: docs.gitlab.com, "CI/CD artifacts reports types" (dotenv: 5 KB, 20 variables, no line breaks, no quotes).
 */
import { TurnpikeError } from '../errors.ts'
import type { Facts, Host } from './host.ts'
import type { HostIo } from './io.ts'
import { plainLine, plainLines } from './plain.ts'

const MAX_DOTENV_BYTES = 5 * 1024
const MAX_DOTENV_VARIABLES = 20

/** Where the reports go; a part without a path is left out. */
export interface GitlabReports {
  dotenv?: string
  annotations?: string
  summary?: string
}

export interface GitlabHost extends Host {
  /** A link on the job's page. */
  link(label: string, url: string): Promise<void>
  /** Prints lines in a fold of the log. */
  section(title: string, lines: readonly string[]): void
}

/** `decision-id` → `TURNPIKE_DECISION_ID`: the variable that a later job reads. */
export function variableOf(name: string): string {
  return `TURNPIKE_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`
}

export function createGitlabHost(facts: Facts, io: HostIo, reports: GitlabReports = {}): GitlabHost {
  const log: Host['log'] = (text, options) => {
    for (const line of plainLines(text, options)) io.print(`${line}\n`)
  }
  return {
    facts,
    async output(name, value) {
      if (reports.dotenv !== undefined) setVariable(io, reports.dotenv, variableOf(name), value)
    },
    async summary(markdown) {
      if (reports.summary === undefined) return
      io.append(reports.summary, markdown.endsWith('\n') ? markdown : `${markdown}\n`)
    },
    async annotate({ level, title, message }) {
      const colour = { error: '\u001B[31;1m', warning: '\u001B[33;1m', notice: '\u001B[36;1m' }[level]
      io.print(`${colour}${plainLine(title)}\u001B[0m\n`)
      log(message)
    },
    log,
    // GitLab masks only what it was told of before the job began; a value that is never printed needs no mask.
    async secret() {},
    async fail(message, exitCode) {
      io.print(`\u001B[31;1m${plainLine(message)}\u001B[0m\n`)
      io.setExitCode(exitCode)
    },
    async link(label, url) {
      if (reports.annotations !== undefined) addLink(io, reports.annotations, plainLine(label), url)
    },
    section(title, lines) {
      const name = `turnpike_${io.random().replaceAll('-', '_')}`
      const second = Math.floor(io.now() / 1000)
      io.print(`\u001B[0Ksection_start:${second}:${name}[collapsed=true]\r\u001B[0K${plainLine(title)}\n`)
      for (const line of lines) log(line)
      io.print(`\u001B[0Ksection_end:${second}:${name}\r\u001B[0K\n`)
    },
  }
}

function setVariable(io: HostIo, path: string, name: string, value: string): void {
  if (/[\r\n'"`]/.test(value)) {
    throw new TurnpikeError(
      'USAGE',
      `${name} cannot be handed on: GitLab's dotenv takes no line breaks and no quotes`,
    )
  }
  const kept = (io.read(path) ?? '').split('\n').filter((line) => line !== '' && !line.startsWith(`${name}=`))
  const lines = [...kept, `${name}=${value}`]
  const text = `${lines.join('\n')}\n`
  if (lines.length > MAX_DOTENV_VARIABLES || Buffer.byteLength(text) > MAX_DOTENV_BYTES) {
    throw new TurnpikeError(
      'TOO_LARGE',
      `${name} does not fit: GitLab's dotenv keeps 20 variables and 5 KB in all`,
    )
  }
  io.write(path, text)
}

function addLink(io: HostIo, path: string, label: string, url: string): void {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return
  const links = linksOf(io.read(path))
  links.push({ external_link: { label, url: new URL(url).href } })
  io.write(path, `${JSON.stringify({ Turnpike: links })}\n`)
}

function linksOf(text: string | undefined): unknown[] {
  if (text === undefined) return []
  try {
    const { Turnpike: links } = JSON.parse(text) as { Turnpike?: unknown }
    return Array.isArray(links) ? links : []
  } catch {
    return []
  }
}
