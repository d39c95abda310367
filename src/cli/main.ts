#!/usr/bin/env node
/** The command line: finds the command, parses its arguments, runs it, turns what went wrong into words. */
import { EXIT, TurnpikeError, explain } from '../errors.ts'
import type { Terminal } from './command.ts'
import { explainCommand, overview } from './help.ts'
import { nearest } from './nearest.ts'
import { parse } from './parse.ts'
import { reference } from './reference.ts'
import { COMMANDS } from './table/commands.ts'
import { fillInForNode20, handOver, newerNode, requireNode24 } from './runtime.ts'
import { createTerminal } from './terminal.ts'
import { VERSION } from '../actions/version.ts'

fillInForNode20()
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})

async function main(argv: readonly string[]): Promise<number> {
  const end = argv.indexOf('--')
  const terminal = createTerminal((end < 0 ? argv : argv.slice(0, end)).includes('--json'))
  try {
    return await dispatch(argv, terminal)
  } catch (error) {
    return report(error, terminal)
  }
}

async function dispatch(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [first, second] = argv
  if (first === '--version' || first === '-V' || first === 'version') return say(terminal, VERSION)
  if (first === undefined) {
    terminal.note(overview(COMMANDS, terminal.noteColour, VERSION))
    return EXIT.usage
  }
  if (first === 'help' || first === '--help' || first === '-h') return help(argv.slice(1), terminal)

  const command =
    COMMANDS.find((one) => one.name === `${first} ${second}`) ?? COMMANDS.find((one) => one.name === first)
  if (command === undefined) {
    // `turnpike project --help`: the first word of several commands.
    if (argv.slice(1).some((word) => word === '--help' || word === '-h')) return help([first], terminal)
    throw unknown(first, second)
  }
  const args = parse(command, argv.slice(command.name.split(' ').length))
  if (args.on('help')) return say(terminal, explainCommand(command, terminal.colour))
  const store = args.text('store') ?? terminal.env['TURNPIKE_STORE']
  if (command.needsStore === true || store?.startsWith('sqlite:') === true) {
    const node = newerNode()
    if (node !== undefined) return handOver(node, process.argv.slice(1))
  }
  if (command.needsStore === true) requireNode24(`turnpike ${command.name}`)
  const { run } = await command.load()
  return run(args, terminal)
}

function help(argv: readonly string[], terminal: Terminal): number {
  if (argv[0] === '--markdown') return say(terminal, reference(COMMANDS).trimEnd())
  const name = argv.filter((word) => !word.startsWith('-')).join(' ')
  if (name === '') return say(terminal, overview(COMMANDS, terminal.colour, VERSION))
  const asked = COMMANDS.filter((one) => one.name === name || one.name.startsWith(`${name} `))
  if (asked.length === 0) throw unknown(...(name.split(' ') as [string, string?]))
  return say(terminal, asked.map((one) => explainCommand(one, terminal.colour)).join('\n\n'))
}

function unknown(first: string, second?: string): TurnpikeError {
  const family = COMMANDS.filter((one) => one.name.startsWith(`${first} `)).map((one) => one.name)
  if (family.length > 0) {
    const said =
      second === undefined
        ? `turnpike ${first} needs one more word`
        : `There is no turnpike ${first} ${second}`
    return new TurnpikeError('USAGE', `${said}: ${family.map((name) => `turnpike ${name}`).join(', ')}`)
  }
  const guess = nearest(first, [
    ...new Set(COMMANDS.flatMap((one) => [one.name, one.name.split(' ')[0] ?? ''])),
  ])
  const hint = guess === undefined ? 'See: turnpike help' : `Did you mean turnpike ${guess}?`
  return new TurnpikeError('USAGE', `There is no turnpike ${first}. ${hint}`)
}

function report(error: unknown, terminal: Terminal): number {
  const { red } = terminal.noteColour
  const known = error instanceof TurnpikeError
  terminal.note(`${red('turnpike:')} ${explain(error)}`)
  if (!known) {
    if (terminal.env['TURNPIKE_DEBUG'] !== undefined && error instanceof Error)
      terminal.note(error.stack ?? '')
    return 1
  }
  const told = explain(error)
  for (const problem of error.problems) {
    if (told.includes(problem.message)) continue
    const place = problem.line === undefined ? problem.path : `${problem.line}:${problem.column ?? 1}`
    terminal.note(`  ${place === '' ? '' : `${place}  `}${problem.message}`)
  }
  return exitOf(error)
}

function exitOf(error: TurnpikeError): number {
  const asked: readonly string[] = ['USAGE', 'INVALID_POLICY', 'INVALID_EVENT']
  return asked.includes(error.code) ? EXIT.usage : EXIT.error
}

function say(terminal: Terminal, text: string): number {
  terminal.print(text)
  return EXIT.allow
}
