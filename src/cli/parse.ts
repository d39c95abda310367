import { parseArgs } from 'node:util'
import { TurnpikeError } from '../errors.ts'
import type { Args, Command, Option } from './command.ts'
import { nearest } from './nearest.ts'

/** Options every command understands. */
export const COMMON: readonly Option[] = [
  { name: 'json', help: 'print JSON for machines, nothing else' },
  { name: 'help', short: 'h', help: 'explain this command' },
]

/**
 * Reads the arguments after a command's name.
 * @throws TurnpikeError USAGE that says what was wrong and what to do
 */
export function parse(command: Command, argv: readonly string[]): Args {
  const options = [...command.options, ...COMMON]
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(options.map((option) => [option.name, shapeOf(option)])),
  })
  const given = new Map<string, string[]>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = options.find((one) => one.name === token.name)
    if (option === undefined) throw unknownOption(command, token.rawName, options)
    const value = valueOf(option, token.rawName, token.value, token.inlineValue === true)
    given.set(option.name, [...(given.get(option.name) ?? []), value])
  }
  if (!given.has('help')) checkCount(command, positionals)
  return {
    on: (name) => given.has(name),
    text: (name) => given.get(name)?.findLast((value) => value !== ''),
    texts: (name) =>
      (given.get(name) ?? []).flatMap((value) => value.split(/\r?\n/)).filter((v) => v.trim() !== ''),
    positionals,
  }
}

function shapeOf(option: Option) {
  return {
    type: option.value === undefined ? ('boolean' as const) : ('string' as const),
    multiple: true,
    ...(option.short === undefined ? {} : { short: option.short }),
  }
}

function valueOf(option: Option, written: string, value: string | undefined, inline: boolean): string {
  if (option.value === undefined) {
    if (inline)
      throw new TurnpikeError('USAGE', `${written} takes no value (given: ${JSON.stringify(value)})`)
    return ''
  }
  // `--store --json` forgot a value; `--file -` is standard input; `--subject=-x` is meant.
  if (value === undefined || (!inline && value.startsWith('--')))
    throw new TurnpikeError('USAGE', `${written} needs a value: ${written} ${option.value}`)
  return value
}

function unknownOption(command: Command, written: string, options: readonly Option[]): TurnpikeError {
  const guess = nearest(
    written,
    options.map((option) => `--${option.name}`),
  )
  const hint = guess === undefined ? `See: turnpike ${command.name} --help` : `Did you mean ${guess}?`
  return new TurnpikeError('USAGE', `turnpike ${command.name} does not know ${written}. ${hint}`)
}

function checkCount(command: Command, positionals: readonly string[]): void {
  const { min, max, what } = command.positionals ?? { min: 0, max: 0, what: '' }
  if (positionals.length < min)
    throw new TurnpikeError('USAGE', `${what} is missing. Usage: turnpike ${command.name} ${command.usage}`)
  if (positionals.length > max)
    throw new TurnpikeError(
      'USAGE',
      `turnpike ${command.name} does not know what to do with ${JSON.stringify(positionals[max])}. ` +
        `Usage: turnpike ${command.name} ${command.usage}`,
    )
}
