/** A job on Windows: folders with drives and backslashes, a file system and an environment that ignore case. */
import { win32 } from 'node:path'
import { expect, test } from '@jest/globals'
import { readEmitInputs, readTrackInputs } from '../../src/actions/github-inputs.ts'
import { detectFacts } from '../../src/host/detect.ts'
import { GITHUB, PUSH } from './surroundings.ts'

const WINDOWS = {
  ...GITHUB,
  GITHUB_EVENT_PATH: 'D:\\a\\_temp\\_github_workflow\\event.json',
  GITHUB_WORKSPACE: 'D:\\a\\webshop\\webshop',
  RUNNER_OS: 'Windows',
  RUNNER_TEMP: 'D:\\Program Files\\a b\\_temp',
}

/** As Windows has it: `Path` and `PATH` are one variable. */
function ignoringCase(env: Readonly<Record<string, string>>): Record<string, string | undefined> {
  const byName = new Map(Object.entries(env).map(([name, value]) => [name.toUpperCase(), value]))
  return new Proxy({}, { get: (_, name) => byName.get(String(name).toUpperCase()) })
}

test('has the facts of any other, from the event file at its own path', () => {
  const asked: string[] = []
  const read = (path: string) => {
    asked.push(path)
    return JSON.stringify(PUSH)
  }
  const elsewhere = detectFacts({ ...GITHUB, GITHUB_EVENT_PATH: '/event.json' }, () => JSON.stringify(PUSH))
  expect(detectFacts(WINDOWS, read)).toEqual(elsewhere)
  expect(detectFacts(ignoringCase(WINDOWS), read)).toEqual(elsewhere)
  expect(new Set(asked)).toEqual(new Set([WINDOWS.GITHUB_EVENT_PATH]))
})

test('has inputs with backslashes and line ends of its own, each value as it was written', () => {
  const file = win32.join(WINDOWS.GITHUB_WORKSPACE, 'dist', 'web shop.tgz')
  const env = ignoringCase({
    INPUT_STORE: 'https://store.example.org',
    INPUT_ARTIFACT: `${file}\r\n.\\dist\\other.tgz\r\n`,
    'INPUT_FAIL-ON-ERROR': 'False\r\n',
    INPUT_SPOOL: '.\\turnpike events\r\n',
    'INPUT_FROM-FORK': 'D:\\a\\in 1\r\nD:\\a\\in 2\r\n',
    'INPUT_JOB-STATUS': 'success',
  })
  expect(readTrackInputs(env)).toMatchObject({
    artifact: [file, '.\\dist\\other.tgz'],
    failOnError: false,
    spool: '.\\turnpike events',
  })
  expect(readEmitInputs(env)).toMatchObject({ fromFork: ['D:\\a\\in 1', 'D:\\a\\in 2'] })
})
