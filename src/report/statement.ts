/** A sentence about an exception, how loud it is, and the pieces that several of them share. */
import { personName, shortDigest } from './names.ts'
import { code, say, ticket } from './said.ts'
import { htmlJoin, mdJoin } from './escape.ts'
import type { Html, Markdown } from './escape.ts'
import { saidInHtml, saidInMarkdown, saidInText } from './said.ts'
import type { Said, Value } from './said.ts'

/** How loud: `fail` is red, `warn` is orange, `wait` is something to do, `off` is only for the record. */
export type Loudness = 'fail' | 'warn' | 'wait' | 'off'

export interface Statement {
  tone: Loudness
  /**
   * One sentence or more, each on a line of its own where there is room. Each begins with a word of ours: in a log, what a
   * line begins with may be a command.
   */
  lines: readonly Said[]
}

export function ticketSaid(text: string | undefined): Said | undefined {
  return text === undefined ? undefined : say`, ticket ${ticket(text)}`
}

export function askedBy(person: string | undefined): Said | undefined {
  return person === undefined ? undefined : say`, asked for by ${personName(person)}`
}

export function whySaid(why: string | undefined): Value {
  return why === undefined ? undefined : say`: ${why.replace(/[.\s]+$/, '')}`
}

/** `service webshop`, `artifact sha256:9c2f…41ab`. */
export function scopeSaid(scope: string): Said {
  const digest = /^(.{0,200}?)(sha256:[0-9a-f]{64})(.{0,200})$/.exec(scope)
  if (digest === null) return say`${scope}`
  return say`${digest[1] ?? ''} ${code(shortDigest(digest[2] ?? ''))}${digest[3] ?? ''}`
}

/** The command that answers it; nothing where the id could be read as anything but an id. */
export function commandSaid(command: string, id: string): Said | undefined {
  return /^[\w][\w-]{0,63}$/.test(id) ? say` (${code(`${command} ${id}`)})` : undefined
}

/** @param now RFC 3339: ages count from it */
export function statementInMarkdown({ lines }: Statement, now: string): Markdown {
  return mdJoin(
    lines.map((line) => saidInMarkdown(line, now)),
    '<br>',
  )
}

export function statementInHtml({ lines }: Statement, now: string): Html {
  return htmlJoin(
    lines.map((line) => saidInHtml(line, now)),
    '<br>',
  )
}

/** One line. */
export function statementInText({ lines }: Statement, now: string): string {
  return lines.map((line) => saidInText(line, now)).join(' ')
}
