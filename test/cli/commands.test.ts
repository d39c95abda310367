import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { paint } from '../../src/cli/paint.ts'
import { explainCommand, overview } from '../../src/cli/help.ts'
import { nearest } from '../../src/cli/nearest.ts'
import { parse } from '../../src/cli/parse.ts'
import { reference } from '../../src/cli/reference.ts'
import { fillInForNode20, handOver, newerNode, requireNode24 } from '../../src/cli/runtime.ts'
import { COMMANDS } from '../../src/cli/table/commands.ts'
import { ROOT, turnpike } from './run-cli.ts'

describe.each(COMMANDS.map((command) => [command.name, command] as const))('turnpike %s', (_, command) => {
  test('can be loaded', async () => {
    expect(typeof (await command.load()).run).toBe('function')
  })

  test('shows examples that it understands itself', () => {
    for (const [, line] of command.examples) {
      const [, own = ''] = new RegExp(`turnpike ${command.name}(.*?)(&&|<|>|\\||$)`, 's').exec(line) ?? []
      const words = (own.match(/'[^']*'|"[^"]*"|\S+/g) ?? []).filter((word) => word !== '\\')
      if (command.name !== 'demo' && own.trim() !== '') expect(() => parse(command, words)).not.toThrow()
    }
  })

  test('fits on a terminal of 100 columns', () => {
    const lines = explainCommand(command, paint(false)).split('\n')
    expect(lines.filter((line) => line.length > 100)).toEqual([])
  })
})

test('docs/cli.md is the command table', () => {
  expect(readFileSync(join(ROOT, 'docs/cli.md'), 'utf8').trimEnd()).toBe(reference(COMMANDS).trimEnd())
})

describe('the overview', () => {
  const lines = overview(COMMANDS, paint(false), '1.0.0').split('\n')

  test('names every command, all summaries below each other', () => {
    const places = COMMANDS.map(({ name, summary }) =>
      lines.find((line) => line.startsWith(`  ${name} `))?.indexOf(` ${summary}`),
    )
    expect(new Set(places).size).toBe(1)
    expect(places[0]).toBeGreaterThan(0)
  })

  test('fits on a terminal of 80 columns', () => {
    expect(lines.filter((line) => line.length > 80)).toEqual([])
  })
})

test.each([
  ['gaet', 'gate'],
  ['emitt', 'emit'],
  ['sevre', 'serve'],
  ['policy-check', 'policy check'],
  ['something-else', undefined],
])('%s is taken for %s', (typed, meant) => {
  expect(
    nearest(
      typed,
      COMMANDS.map(({ name }) => name),
    ),
  ).toBe(meant)
})

const FAMILY = COMMANDS.map(({ name }) => name)
  .filter((name) => name.startsWith('policy '))
  .map((name) => `turnpike ${name}`)
  .join(', ')

describe('the program', () => {
  test.each([
    [['gaet'], 'There is no turnpike gaet. Did you mean turnpike gate?'],
    [['track'], 'turnpike track needs one more word: turnpike track start, turnpike track finish'],
    [['policy', 'chekc'], `There is no turnpike policy chekc: ${FAMILY}`],
    [['gate'], 'which store? Give --store URL, or set TURNPIKE_STORE; a gate without a store stays closed'],
    [['gate', '--store', 'http://127.0.0.1:1'], 'the gate needs --artifact and --environment'],
    [
      ['events', '--type', 'service.deploed'],
      '--type "service.deploed" is no type of event; did you mean service.deployed?',
    ],
    [['serve', '--port', 'x'], '--port is a number from 0 to 65535, not "x"'],
    [['track', 'finish'], '--status is missing: success, failure or cancelled (default: $CI_JOB_STATUS)'],
  ])('ends 2 on %j and says what to do', async (args, message) => {
    const { code, stdout, stderr } = await turnpike(args)
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `turnpike: ${message}\n` })
  })

  test('explains all commands of a first word', async () => {
    const { code, stdout } = await turnpike(['spool', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('turnpike spool list: ')
    expect(stdout).toContain('turnpike spool send: ')
  })

  test('prints no colours into a pipe, and colours when it is forced to', async () => {
    const [plain, forced, refused] = await Promise.all([
      turnpike(['help']),
      turnpike(['help'], { env: { FORCE_COLOR: '1' } }),
      turnpike(['help'], { env: { FORCE_COLOR: '0' } }),
    ])
    expect(plain.stdout).not.toContain('\u001B')
    expect(forced.stdout).toContain('\u001B')
    expect(refused.stdout).not.toContain('\u001B')
  })

  test('explains a command before it checks its arguments', async () => {
    const { code, stdout } = await turnpike(['policy', 'check', '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('Usage: turnpike policy check FILE …')
  })
})

test('a command that needs a database says on an older Node, in one sentence, what it needs and where to get it', () => {
  expect(() => requireNode24('turnpike serve', '20.20.2')).toThrow(
    expect.objectContaining({
      code: 'USAGE',
      message:
        'turnpike serve opens a database and needs Node 24 or newer, this is Node 20.20.2: in a clone, `npm ci` ' +
        'brings one along, which is then used; elsewhere, `npx node@24` or https://nodejs.org.',
    }),
  )
  expect(() => requireNode24('turnpike serve', '24.0.0')).not.toThrow()
})

test('no name, problem or file of a stranger is a command to the runner whose log it lands in', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'turnpike-evil-'))
  const evil = '\n::error::pwned\r\n##[error]pwned\u001B[2J'
  const policy = join(directory, 'evil\n::error::pwned.yaml')
  const event = join(directory, 'event.json')
  await writeFile(policy, JSON.stringify({ [evil]: 1, kind: evil, metadata: { name: evil } }))
  await writeFile(event, JSON.stringify({ context: { type: evil, [evil]: 1 }, [evil]: 1 }))
  try {
    for (const args of [['policy', 'check', policy], ['validate', event], [`x${evil}`], ['validate', evil]]) {
      const { stdout, stderr, code } = await turnpike(args)
      expect(code).not.toBe(0)
      expect(stdout + stderr).toContain('pwned')
      expect(stdout + stderr).not.toMatch(/^\s*::|##\[|\u001B|\r/m)
    }
  } finally {
    await rm(directory, { recursive: true })
  }
})

describe('on an older Node', () => {
  test('the Node 24 that npm has put beside the script is found, and an older one is not taken for it', async () => {
    const root = await mkdtemp(join(tmpdir(), 'turnpike-node-'))
    const script = join(root, 'node_modules', 'turnpike', 'dist', 'turnpike.js')
    const installed = join(root, 'node_modules', `node-${platformName()}-${process.arch}`)
    const binary = join(installed, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    for (const file of [script, binary]) {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, '')
    }
    await writeFile(join(installed, 'package.json'), '{"version":"22.1.0"}')
    expect(newerNode(script, '20.20.2')).toBeUndefined()
    await writeFile(join(installed, 'package.json'), '{"version":"24.1.0"}')
    expect(newerNode(script, '20.20.2')).toBe(await realpath(binary))
    expect(newerNode(script, '24.0.0')).toBeUndefined()
    await rm(root, { recursive: true })
  })

  test('the command that takes over ends this one with its own exit code', async () => {
    expect(await handOver(process.execPath, ['-e', 'process.exit(3)'])).toBe(3)
    expect(await handOver(process.execPath, ['-e', 'process.kill(process.pid, "SIGKILL")'])).toBe(137)
  })

  test('what Node 20 does not have is filled in and does the same', () => {
    const numbers = [1, 2, 3, 4]
    const odd = (n: number) => n % 2 === 1
    const own = Map.groupBy(numbers, odd)
    const original = Object.getOwnPropertyDescriptor(Map, 'groupBy') ?? {}
    try {
      Reflect.deleteProperty(Map, 'groupBy')
      fillInForNode20()
      expect(Map.groupBy(numbers, odd)).toEqual(own)
    } finally {
      Object.defineProperty(Map, 'groupBy', original)
    }
  })
})

function platformName(): string {
  return process.platform === 'win32' ? 'win' : process.platform
}
