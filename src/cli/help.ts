import type { Command, Option, Paint } from './command.ts'
import { COMMON } from './parse.ts'

const WIDTH = 96

/** `turnpike help`: every command, grouped, one line each; 80 columns wide, as a new terminal is. */
export function overview(commands: readonly Command[], colour: Paint, version: string): string {
  const widest = Math.max(...commands.map((command) => command.name.length))
  const groups = [...new Set(commands.map((command) => command.group))]
  const listed = groups.flatMap((group) => [
    colour.bold(group),
    ...commands
      .filter((command) => command.group === group)
      .map((command) => `  ${colour.blue(command.name.padEnd(widest))}  ${command.summary}`),
    '',
  ])
  return [
    `${colour.bold('turnpike')} ${version}: nothing reaches production without evidence`,
    '',
    'Usage: turnpike COMMAND [options]',
    '',
    ...listed,
    `See it work:          ${colour.blue('turnpike demo')}`,
    `Explain one command:  ${colour.blue('turnpike COMMAND --help')}`,
    '',
    'Exit codes: 0 allow, done · 2 usage · 3 deny, invalid · 4 pending · 5 error',
  ].join('\n')
}

/** `turnpike COMMAND --help`. */
export function explainCommand(command: Command, colour: Paint): string {
  const options = [...command.options, ...COMMON]
  const left = options.map(signature)
  const column = Math.min(30, Math.max(...left.map((text) => text.length)))
  return [
    `${colour.bold(`turnpike ${command.name}`)}: ${command.summary}`,
    '',
    `Usage: turnpike ${command.name} ${command.usage}`,
    ...command.about.flatMap((paragraph) => ['', wrap(paragraph, 0)]),
    '',
    colour.bold('Options'),
    ...options.map((option, index) => {
      const text = left[index] ?? ''
      const gap = text.length > column ? `\n${' '.repeat(column + 4)}` : ' '.repeat(column - text.length + 2)
      return `  ${colour.blue(text)}${gap}${wrap(option.help, column + 4)}`
    }),
    '',
    colour.bold('Examples'),
    ...command.examples.flatMap(([what, line]) => [
      ...(what === '' ? [] : [`  ${colour.dim(`# ${what}`)}`]),
      `  ${line.replaceAll('\n', '\n  ')}`,
    ]),
    '',
    wrap(`Exit codes: ${['0 done', ...command.exits, '2 wrong usage'].sort().join(' · ')}`, 12),
  ].join('\n')
}

/** `-h, --help`, `--store URL`. */
export function signature(option: Option): string {
  const short = option.short === undefined ? '' : `-${option.short}, `
  const value = option.value === undefined ? '' : ` ${option.value}`
  return `${short}--${option.name}${value}${option.many === true ? ' …' : ''}`
}

function wrap(text: string, indent: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && indent + line.length + word.length + 1 > WIDTH) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`)
}
