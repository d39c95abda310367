import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { validate } from '../../src/cdevents/validate.ts'
import { accepts, startFake, type FakeStore } from '../e2e/fake-store.ts'
import { turnpike } from './run-cli.ts'
import { allSentTo, sentTo, typesSentTo } from './run-sent.ts'

let store: FakeStore
let folder: string
beforeEach(async () => {
  store = await startFake(accepts)
  folder = mkdtempSync(join(tmpdir(), 'turnpike-run-reports-'))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function junit(failures: number, passed: number): string {
  const cases = [
    ...Array.from({ length: passed }, (_, index) => `<testcase name="p${index}"/>`),
    ...Array.from(
      { length: failures },
      (_, index) => `<testcase name="f${index}"><failure message="no"/></testcase>`,
    ),
  ]
  return `<testsuite name="unit" tests="${cases.length}" failures="${failures}">${cases.join('')}</testsuite>`
}
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = async (options: string[], script: string) => {
  const outcome = await turnpike(['run', '--store', store.url, ...options, '--', 'sh', '-c', script], {
    cwd: folder,
  })
  for (const event of allSentTo(store)) expect(validate(event).problems).toEqual([])
  return outcome
}
const suite = () => sentTo(store, 'testsuiterun.finished')

describe('reports that a command wrote', () => {
  test('are sent like those of turnpike evidence, before the task ends', async () => {
    write('made.txt', junit(1, 2))
    write('app.bin', 'the artifact')
    const { code } = await run(
      ['--type', 'test', '--name', 'unit', '--junit', '*.xml', '--artifact', 'app.bin'],
      'cp made.txt report.xml; exit 1',
    )
    expect(code).toBe(1)
    expect(typesSentTo(store)).toEqual([
      'taskrun.started',
      'testoutput.published',
      'testsuiterun.started',
      'testcaserun.finished',
      'testsuiterun.finished',
      'taskrun.finished',
    ])
    expect(suite().content).toMatchObject({ outcome: 'failure', testSuite: { id: 'unit' } })
    expect(suite().turnpike).toMatchObject({ tests: { total: 3, passed: 2, failed: 1 } })
    expect(suite().turnpike['artifacts']).toEqual(sentTo(store, 'taskrun.finished').turnpike['artifacts'])
    expect(typesSentTo(store).at(-1)).toBe('taskrun.finished')
    expect(sentTo(store, 'taskrun.finished').turnpike.kind).toBe('test')
  })

  test('of yesterday are no evidence, and that is said', async () => {
    write('yesterday.xml', junit(0, 5))
    utimesSync(
      join(folder, 'yesterday.xml'),
      new Date(Date.now() - 86_400_000),
      new Date(Date.now() - 86_400_000),
    )
    const { stderr } = await run(['--type', 'test', '--junit', '*.xml'], 'true')
    expect(stderr).toContain('Not written by this command, so left out: yesterday.xml.')
    expect(suite().content).toMatchObject({
      outcome: 'error',
      reason: expect.stringContaining('no test was run'),
    })
  })

  test('do not make a success of a command that failed', async () => {
    write('made.txt', junit(0, 3))
    const { stderr } = await run(['--junit', '*.xml'], 'cp made.txt report.xml; exit 137')
    expect(suite().content).toMatchObject({
      outcome: 'error',
      reason: 'all 3 passed, but the command ended with exit status 137, which no report explains',
    })
    expect(stderr).toContain('error')
    expect(stderr).not.toContain('success')
  })

  test('of a scan say themselves how it ended, whatever the exit status of the linter', async () => {
    const sarif = { version: '2.1.0', runs: [{ tool: { driver: { name: 'lint' } }, results: [] }] }
    write('made.txt', JSON.stringify(sarif))
    await run(['--type', 'scan', '--sarif', '*.sarif'], 'cp made.txt lint.sarif; exit 1')
    expect(suite().content.outcome).toBe('success')
  })
})

describe('what a command is', () => {
  test.each([
    ['exit 0', 'success'],
    ['exit 2', 'failure'],
    ['kill -KILL $$', 'failure'],
  ])('a test without reports has the outcome of its exit status: %s', async (script, outcome) => {
    await run(['--type', 'test', '--name', 'smoke', '--environment', 'staging'], script)
    expect(typesSentTo(store)).toEqual([
      'taskrun.started',
      'testsuiterun.started',
      'testsuiterun.finished',
      'taskrun.finished',
    ])
    expect(suite().content).toMatchObject({
      outcome,
      testSuite: { id: 'smoke' },
      environment: { id: 'staging' },
    })
  })

  test('a build says what it built', async () => {
    await run(['--type', 'build', '--artifact', 'app.bin'], 'echo made > app.bin')
    expect(typesSentTo(store)).toEqual([
      'taskrun.started',
      'build.started',
      'build.finished',
      'taskrun.finished',
    ])
    expect(sentTo(store, 'build.finished').content['artifactId']).toMatch(
      /^pkg:generic\/app\.bin\?checksum=sha256:/,
    )
    expect(sentTo(store, 'build.finished').id).toBe(sentTo(store, 'build.started').id)
  })

  test.each([
    ['that it did not write', 'true'],
    ['of a build that failed', 'echo made > app.bin; exit 1'],
  ])('a build never says that it built something %s', async (_, script) => {
    write('app.bin', 'of yesterday')
    const { stderr } = await run(['--type', 'build', '--artifact', 'app.bin'], script)
    expect(sentTo(store, 'build.finished').content).not.toHaveProperty('artifactId')
    expect(sentTo(store, 'build.finished').turnpike).not.toHaveProperty('artifacts')
    if (script === 'true') expect(stderr).toContain('this command did not build it')
  })

  test('a type that there is not is refused before the command starts', async () => {
    const { code, stdout, stderr } = await run(['--type', 'biuld'], 'echo ran')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('--type is one of build, test, deploy, scan')
    expect(store.received).toEqual([])
  })
})

describe('what OpenTofu and Terraform say', () => {
  const lines = ['plan', 'apply'].map((operation) =>
    JSON.stringify({
      type: 'change_summary',
      changes: { add: 1, change: 0, remove: 0, import: 0, operation },
    }),
  )

  test('is read as the command prints it, and printed all the same', async () => {
    write('out', `${lines.join('\n')}\n`)
    const { stdout } = await run(
      ['--type', 'deploy', '--tofu-json', '-', '--environment', 'staging'],
      'cat out; echo note >&2',
    )
    expect(stdout).toBe(`${lines.join('\n')}\n`)
    expect(typesSentTo(store)).toEqual([
      'taskrun.started',
      'turnpike-infrastructure.planned',
      'turnpike-infrastructure.applied',
      'environment.modified',
      'taskrun.finished',
    ])
  })

  test('is read from files that it wrote', async () => {
    write('old.json', lines.join('\n'))
    utimesSync(join(folder, 'old.json'), 1, 1)
    write('made', lines[0] ?? '')
    await run(['--tofu-json', '*.json'], 'cp made plan.json')
    const { content, turnpike: said } = sentTo(store, 'turnpike-infrastructure.planned')
    expect(content).toMatchObject({ outcome: 'success', add: 1 })
    expect(said['report']).toMatchObject({ path: 'plan.json' })
    expect(typesSentTo(store).filter((type) => type.includes('planned'))).toHaveLength(1)
  })

  test('that is no run costs nobody the end of the task', async () => {
    const { code, stderr } = await run(['--tofu-json', '-'], 'echo "no json"; exit 3')
    expect(code).toBe(3)
    expect(stderr).toContain('could not be read')
    expect(typesSentTo(store)).toEqual(['taskrun.started', 'taskrun.finished'])
  })
})
