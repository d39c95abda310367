/** What a step leaves for the runner: its files of values, and the commands in its log. */

export interface LoggedAnnotation {
  level: 'error' | 'warning' | 'notice'
  title: string
  message: string
}

/** `name=value` and `name<<delimiter` (actions/runner, `FileCommandManager.cs`). @throws on a value without its end */
export function valuesIn(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const heredoc = /^([^=<]+)<<(.+)$/.exec(line)
    if (heredoc === null) {
      const plain = /^([^=]+)=(.*)$/.exec(line)
      if (plain !== null) values[plain[1] ?? ''] = plain[2] ?? ''
      continue
    }
    const end = lines.indexOf(heredoc[2] ?? '', at + 1)
    if (end === -1) throw new Error(`${line} is not ended`)
    values[heredoc[1] ?? ''] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return values
}

/** `::error title=…::message` lines, unescaped. */
export function annotationsIn(log: string): LoggedAnnotation[] {
  return [...log.matchAll(/^::(error|warning|notice)(?: ([^\n]*?))?::(.*)$/gm)].map(
    ([, level, properties, message]) => ({
      level: level as LoggedAnnotation['level'],
      title: unescaped(/(?:^|,)title=([^,]*)/.exec(properties ?? '')?.[1] ?? ''),
      message: unescaped(message ?? ''),
    }),
  )
}

/** Commands that the runner knows (`ActionCommandManager`, its extensions), and those it no longer obeys. */
const COMMANDS =
  /^(set-env|set-output|save-state|add-path|add-mask|add-matcher|remove-matcher|internal-set-repo-path|stop-commands|debug|warning|error|notice|group|endgroup|echo|command|section)$/i

export interface Command {
  name: string
  /** Names of its properties, in order: `title`, `file`… */
  properties: string[]
  message: string
}

/**
 * The commands that the runner finds in a log, in order: a line that begins with `::`, after white space, or else has `##[`
 * anywhere. Lines end where .NET's reader ends them. Source: actions/runner, `ActionCommand.cs`.
 */
export function commandLinesIn(log: string): Command[] {
  return linesIn(log).flatMap((line) => {
    const fresh = /^\s*::([^\s:]+)(?:\s+([^\n]*?))?::(.*)$/su.exec(line)
    if (fresh !== null && COMMANDS.test(fresh[1] ?? '')) return [commandOf(fresh, ',')]
    const old = /##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/su.exec(line)
    return old !== null && COMMANDS.test(old[1] ?? '') ? [commandOf(old, ';')] : []
  })
}

function commandOf([, name = '', properties = '', message = '']: string[], between: string): Command {
  const names = properties.split(between).flatMap((pair) => /^\s*([^=]+)=./s.exec(pair)?.[1] ?? [])
  return { name, properties: names, message: unescaped(message) }
}

/** The names of those commands. */
export function commandsIn(log: string): string[] {
  return commandLinesIn(log).map(({ name }) => name)
}

/** The lines of a log as the runner counts them. */
export function linesIn(log: string): string[] {
  const lines = log.split(/\r\n|\n|\r/)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

export function masksIn(log: string): string[] {
  return [...log.matchAll(/^::add-mask::(.*)$/gm)].map(([, value]) => unescaped(value ?? ''))
}

function unescaped(text: string): string {
  return text
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%0A', '\n')
    .replaceAll('%0D', '\r')
    .replaceAll('%25', '%')
}
