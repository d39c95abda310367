import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, refuses, startFake, type FakeStore } from '../e2e/fake-store.ts'
import { turnpike, type RunOptions } from './run-cli.ts'

const DIGEST = `sha256:${'cd'.repeat(32)}`
let store: FakeStore
let cwd: string
beforeEach(async () => {
  store = await startFake(accepts)
  cwd = mkdtempSync(join(tmpdir(), 'turnpike-evidence-'))
})
afterEach(async () => {
  await store.close()
  rmSync(cwd, { recursive: true, force: true })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true })
  writeFileSync(join(cwd, path), text)
}
const junit = (...names: string[]) =>
  `<testsuites><testsuite name="s">${names.map((name) => `<testcase name="${name}">${name.startsWith('bad') ? '<failure message="no"/>' : ''}</testcase>`).join('')}</testsuite></testsuites>`

function sent(): CDEvent[] {
  return store.received.flatMap(({ body }) => {
    const value = JSON.parse(body) as { data: CDEvent } | { data: CDEvent }[]
    return (Array.isArray(value) ? value : [value]).map(({ data }) => data)
  })
}
const run = (args: string[], options: RunOptions = {}) =>
  turnpike(['evidence', '--store', store.url, ...args], { cwd, ...options })

describe('turnpike evidence', () => {
  test('takes several patterns and kinds, prints what it read, and exits 0 whatever the tests say', async () => {
    write('a/one.xml', junit('good', 'bad one'))
    write('b/two.xml', junit('good'))
    write('c.tap', 'TAP version 14\n1..1\nok 1 - fine\n')
    const { code, stdout } = await run([
      ...['--junit', 'a/*.xml', '--junit', 'b/*.xml', '--tap', '*.tap'],
      ...['--suite', 'unit', '--artifact', DIGEST, '--cases', 'all'],
    ])
    expect(code).toBe(0)
    expect(stdout).toContain('Evidence: 4 tests, 1 failed: failure')
    expect(stdout).toContain('⛔ tests unit: failure, 4 tests: 3 passed, 1 failed')
    expect(stdout).toContain(`Evidence for ${DIGEST}.`)
    expect(sent().filter(({ context }) => context.type.includes('testcaserun'))).toHaveLength(4)
    expect(sent().at(-1)).toMatchObject({
      subject: { content: { outcome: 'failure', testSuite: { id: 'unit' } } },
      customData: { turnpike: { artifacts: [{ digest: DIGEST }] } },
    })
  })

  test('--json prints one line of numbers, and the words go to standard error', async () => {
    write('a.xml', junit('good', 'bad'))
    const { code, stdout, stderr } = await run(['--junit', 'a.xml', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      outcome: 'failure',
      'tests-total': 2,
      'tests-failed': 1,
      'tests-skipped': 0,
      findings: null,
      'findings-critical': null,
      'findings-high': null,
      'findings-medium': null,
      'findings-low': null,
      coverage: null,
      sent: 4,
      undelivered: 0,
      failures: [],
    })
    expect(stderr).toContain('Evidence: 2 tests, 1 failed')
  })

  test.each<[string, string[], string]>([
    ['no file', [], 'no file is named'],
    [
      'an unknown word',
      ['--junit', 'a.xml', '--cases', 'some'],
      '--cases is one of failures, all, none, not some',
    ],
    ['an unknown severity', ['--sarif', 'a', '--fail-on', 'bad'], '--fail-on is one of'],
    ['an artifact without a digest', ['--junit', 'a.xml', '--artifact', 'pkg:npm/x@1'], 'pkg:npm/x@1'],
  ])('is called wrongly with %s: exit 2, and nothing is sent', async (_, args, reason) => {
    const { code, stdout, stderr } = await run(args)
    expect(code).toBe(2)
    expect(stdout + stderr).toContain(reason)
    expect(store.received).toEqual([])
  })

  test('exits 5 for what cannot be read, found or delivered, only when that is asked for', async () => {
    write('cut.xml', '<testsuites>')
    expect((await run(['--junit', 'cut.xml'])).code).toBe(0)
    expect((await run(['--junit', 'cut.xml', '--fail-on-error'])).code).toBe(5)
    expect((await run(['--junit', 'none.xml'])).code).toBe(0)
    expect((await run(['--junit', 'none.xml', '--if-no-files-found', 'error'])).code).toBe(5)
    await store.close()
    store = await startFake(refuses(401, 'who are you'))
    write('a.xml', junit('good'))
    const usual = await run(['--junit', 'a.xml'])
    expect(usual.code).toBe(0)
    expect(usual.stdout).toContain('3 events could not be delivered')
    expect((await run(['--junit', 'a.xml', '--fail-on-error'])).code).toBe(5)
  })

  test('on GitLab folds what it read, and names the page of the job for its artifacts', async () => {
    write('a.xml', junit('good', '::error::bad'))
    const { code, stdout } = await run(['--junit', 'a.xml', '--cases', 'all'], {
      env: {
        GITLAB_CI: 'true',
        CI_SERVER_URL: 'https://gitlab.example.org',
        CI_PROJECT_URL: 'https://gitlab.example.org/acme/shop',
        CI_PROJECT_PATH: 'acme/shop',
        CI_PIPELINE_ID: '7',
        CI_JOB_ID: '70',
        CI_JOB_NAME: 'unit',
      },
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(/section_start:\d+:turnpike_\w+\[collapsed=true\]\r\u001B\[0KEvidence: 2 tests/)
    expect(stdout).toMatch(/section_end:\d+:turnpike_/)
    expect(stdout).not.toMatch(/^\s*::/m)
    const output = sent().find(({ context }) => context.type.includes('testoutput.published'))
    expect(output?.subject.content['uri']).toBe(
      'https://gitlab.example.org/acme/shop/-/jobs/70/artifacts/browse?file=a.xml',
    )
    const end = sent().find(({ context }) => context.type.includes('testsuiterun.finished'))
    expect(end?.subject.content).toMatchObject({ testSuite: { id: 'unit' } })
  })
})

test('turnpike track finish reads the reports before it tells of the end', async () => {
  write('a.xml', junit('bad'))
  const { code, stdout } = await turnpike(
    [
      'track',
      'finish',
      '--store',
      store.url,
      '--status',
      'failure',
      '--junit',
      'a.xml',
      '--artifact',
      DIGEST,
    ],
    { cwd },
  )
  expect(code).toBe(0)
  expect(stdout).toContain('Evidence: 1 test, 1 failed: failure')
  const types = sent().map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
  expect(types).toContain('testsuiterun.finished')
  expect(types.at(-1)).toBe('taskrun.finished')
})
