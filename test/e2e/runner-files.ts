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
