import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { plainLine, plainLines, plainText } from '../../src/host/plain.ts'

/** What GitHub's runner takes for a command: `::name` first in a line, `##[` anywhere (actions/runner, ActionCommand). */
const COMMAND = /^\s*::|##\[|##vso\[/i

describe('a line', () => {
  test.each([
    ['::error::pwned', ': :error::pwned'],
    ['  ::add-mask::x', '  : :add-mask::x'],
    ['\u001B[0m::set-output name=a::b', ': :set-output name=a::b'],
    ['\u200E::stop-commands::x', ': :stop-commands::x'],
    ['ok ##[error]x ##vso[task.complete]', 'ok # #[error]x # #vso[task.complete]'],
    ['##\u0000[error]x', '# #[error]x'],
    ['a\u001B[31mred\u001B[0m\u0007\u009B31m', 'ared31m'],
    ['\u001B]8;;https://evil.example\u0007link\u001B]8;;\u0007', 'link'],
    ['user\u202Egnp.exe\u2066x', 'usergnp.exex'],
    ['tab\tstays', 'tab\tstays'],
    ['std::vector is fine: a::b', 'std::vector is fine: a::b'],
  ])('%j is printed as %j', (given, shown) => {
    expect(plainLine(given)).toBe(shown)
  })

  test('is never a command, whatever it is made of', () => {
    const pieces = fc.constantFrom(
      '::',
      ':',
      '##',
      '#',
      '[',
      'error',
      '\u001B[0m',
      '\u001B',
      ' ',
      '\t',
      '\u200E',
      '\0',
      '\uFEFF',
      'vso[',
      '\r',
      '\n',
      '\u2028',
      'x',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        for (const line of [...plainLines(parts.join('')), plainLine(parts.join(''))]) {
          expect(line).not.toMatch(COMMAND)
          expect(line).not.toMatch(/[\n\r\u001B\0]/)
        }
        for (const line of plainLines(parts.join(''), { colour: true })) {
          expect(line.replace(/\u001B\[[\d;]*m/g, '')).not.toMatch(COMMAND)
        }
      }),
      { numRuns: 3000, seed: 20_261_121 },
    )
  })
})

test('a whole text keeps its lines and colours, and loses its commands; JSON stays the same JSON', () => {
  const red = '\u001B[31m'
  for (const [text, plain] of [
    ['ok\n::error::x\n\t ::y', 'ok\n: :error::x\n\t : :y'],
    [`${red}::error::x`, `${red}: :error::x`],
    [`:${red}:error::x #${red}#[error]x`, `: ${red}:error::x # ${red}#[error]x`],
    ['a\r::error::x\u2028::y\u0007\u001B[2J', 'a::error::x::y'],
    ['\uFEFF::x\n\u202E::y', ': :x\n: :y'],
    ['## [title]', '## [title]'],
  ] as const)
    expect(plainText(text)).toBe(plain)
  const value = { a: '##[error]x', '###[b]': ['\\##[c]', '::d'] }
  expect(plainText(JSON.stringify(value))).not.toContain('##[')
  expect(JSON.parse(plainText(JSON.stringify(value)))).toEqual(value)
  expect(plainText('x\n'.repeat(100_000))).toHaveLength(200_000)
})

test('lines are bounded in length and number', () => {
  expect(plainLine('x'.repeat(1_000_000)).length).toBeLessThan(9000)
  const lines = plainLines('x\n'.repeat(100_000))
  expect(lines.length).toBeLessThan(2100)
  expect(lines.at(-1)).toBe('… more lines left out')
})

test('colours stay when the caller vouches for them, but nothing that hides or moves text', () => {
  const keep = (text: string) => plainLines(text, { colour: true })[0]
  expect(keep('\u001B[31;1mdeny\u001B[0m')).toBe('\u001B[31;1mdeny\u001B[0m')
  expect(keep('\u001B[8mhidden\u001B[2J\u001B[41m\u001B[1A')).toBe('hidden')
  expect(keep('\u001B[32m::error::x')).toBe(': :error::x')
})
