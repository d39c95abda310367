import { describe, expect, test } from '@jest/globals'
import type { Command } from '../../src/cli/command.ts'
import { parse } from '../../src/cli/parse.ts'

const command: Command = {
  name: 'gate',
  group: 'In a pipeline',
  summary: '',
  usage: 'FILE [options]',
  about: [],
  options: [
    { name: 'artifact', value: 'A', many: true, help: '' },
    { name: 'store', value: 'URL', help: '' },
    { name: 'follow', help: '' },
  ],
  positionals: { min: 1, max: 1, what: 'a file' },
  examples: [],
  exits: [],
  load: () => Promise.reject(new Error('not loaded')),
}

describe('arguments', () => {
  test('are options, switches and positionals in any order', () => {
    const args = parse(command, ['--follow', 'f', '--store=http://x', '--artifact', 'a', '--artifact', 'b'])
    expect(args.on('follow')).toBe(true)
    expect(args.on('json')).toBe(false)
    expect(args.text('store')).toBe('http://x')
    expect(args.texts('artifact')).toEqual(['a', 'b'])
    expect(args.positionals).toEqual(['f'])
  })

  test('given as the empty text count as not given, because pipelines pass unset variables so', () => {
    const args = parse(command, ['f', '--store', '', '--artifact', ''])
    expect(args.text('store')).toBeUndefined()
    expect(args.texts('artifact')).toEqual([])
  })

  test('of several lines are several values', () => {
    expect(parse(command, ['f', '--artifact', 'a\r\n\n b\n']).texts('artifact')).toEqual(['a', ' b'])
  })

  test('after -- are positionals, whatever they look like', () => {
    const run = { ...command, positionals: { min: 1, max: Infinity, what: 'a command' } }
    expect(parse(run, ['--', 'make', '--help', '-x']).positionals).toEqual(['make', '--help', '-x'])
  })

  test('may be values that begin with a dash when they are given with =', () => {
    expect(parse(command, ['f', '--store=--odd']).text('store')).toBe('--odd')
  })
})

describe('wrong usage says what to do', () => {
  test.each([
    [['f', '--artefact', 'x'], 'turnpike gate does not know --artefact. Did you mean --artifact?'],
    [['f', '--zzzzzzzz'], 'turnpike gate does not know --zzzzzzzz. See: turnpike gate --help'],
    [['f', '--store'], '--store needs a value: --store URL'],
    [['f', '--store', '--follow'], '--store needs a value: --store URL'],
    [['f', '--follow=yes'], '--follow takes no value (given: "yes")'],
    [[], 'a file is missing. Usage: turnpike gate FILE [options]'],
    [['f', 'g'], 'turnpike gate does not know what to do with "g". Usage: turnpike gate FILE [options]'],
  ])('%j', (argv, message) => {
    expect(() => parse(command, argv)).toThrow(expect.objectContaining({ code: 'USAGE', message }))
  })

  test('but not when help is asked for', () => {
    expect(parse(command, ['--help']).on('help')).toBe(true)
  })
})
