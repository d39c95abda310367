import { describe, expect, test } from '@jest/globals'
import { paint, wantsColour } from '../../src/cli/paint.ts'

const TTY = { isTTY: true }
const PIPE = {}

describe('colours', () => {
  test.each([
    ['on a terminal', TTY, {}, true],
    ['not in a pipe', PIPE, {}, false],
    ['not where NO_COLOR is set', TTY, { NO_COLOR: '1' }, false],
    ['where NO_COLOR is empty, which is not set', TTY, { NO_COLOR: '' }, true],
    ['in a pipe where FORCE_COLOR says so', PIPE, { FORCE_COLOR: '1' }, true],
    [
      'where FORCE_COLOR and NO_COLOR disagree, as FORCE_COLOR says',
      PIPE,
      { FORCE_COLOR: '1', NO_COLOR: '1' },
      true,
    ],
    ['not where FORCE_COLOR is 0', TTY, { FORCE_COLOR: '0' }, false],
    ['not on a dumb terminal', TTY, { TERM: 'dumb' }, false],
  ])('appear %s', (_, stream, env, wanted) => {
    expect(wantsColour(stream, env)).toBe(wanted)
  })

  test('leave text alone where there are none, and close what they open', () => {
    expect(paint(false).red('x')).toBe('x')
    expect(paint(true).red('x')).toBe('\u001B[31mx\u001B[39m')
    expect(paint(true).bold('')).toBe('')
  })
})
