import { describe, expect, test } from '@jest/globals'
import { spawnable } from '../../src/cli/windows-command.ts'

/** Files of an invented machine. */
function machine(...files: string[]) {
  return { platform: 'win32', cwd: 'C:\\work', isFile: (path: string) => files.includes(path) }
}
const ENV = { Path: 'C:\\bin;C:\\Program Files\\node', PATHEXT: '.EXE;.CMD', ComSpec: 'C:\\cmd.exe' }
const NPM = 'C:\\Program Files\\node\\npm.CMD'

describe('a command on Windows', () => {
  test('is found by PATH and PATHEXT', () => {
    expect(spawnable('git', ['a b'], ENV, machine('C:\\bin\\git.EXE'))).toEqual({
      file: 'C:\\bin\\git.EXE',
      args: ['a b'],
    })
  })

  test('that is a batch file runs in cmd.exe, by a line that is quoted here', () => {
    expect(spawnable('npm', ['run', 'build'], ENV, machine(NPM))).toEqual({
      file: 'C:\\cmd.exe',
      args: ['/e:ON', '/v:OFF', '/d', '/c', `""${NPM}" run build"`],
      windowsVerbatimArguments: true,
    })
  })

  test.each([
    ['a & calc', '"a & calc"'],
    ['say "hi"', '"say ""hi"""'],
    ['%PATH%', '"%%cd:~,%PATH%%cd:~,%"'],
    ['back\\', '"back\\\\"'],
    ['a\\"b', '"a\\\\""b"'],
    ['', '""'],
    ['^caret', '"^caret"'],
    ['plain-1.2/x:y', 'plain-1.2/x:y'],
  ])('takes %j as one word of a batch file', (given, quoted) => {
    const line = spawnable('npm', [given], ENV, machine(NPM)).args.at(-1)
    expect(line).toBe(`""${NPM}" ${quoted}"`)
  })

  test.each(['a\nb', 'a\r', 'a\0b'])('is refused with %j for a batch file', (given) => {
    expect(() => spawnable('npm', [given], ENV, machine(NPM))).toThrow(/line break/)
  })

  test('without a path is never taken from the working directory', () => {
    const { file } = spawnable('npm', [], { ...ENV, Path: '.;C:\\bin' }, machine('C:\\work\\npm.CMD'))
    expect(file).toBe('npm')
    expect(spawnable('.\\npm', [], ENV, machine('C:\\work\\npm.CMD')).args.join(' ')).toContain(
      'C:\\work\\npm.CMD',
    )
  })

  test('elsewhere stays as it is', () => {
    const linux = { ...machine(NPM), platform: 'linux' }
    expect(spawnable('npm', ['%PATH%'], ENV, linux)).toEqual({ file: 'npm', args: ['%PATH%'] })
  })
})
