/** The evidence action: real bundles and a real store in another process. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, startFake } from './fake-store.ts'
import { CI, DIGEST, TOKENS } from './policies.ts'
import { junit, types } from './evidence-reports.ts'
import { createJob, type Job } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let job: Job
let runs = 31_000

beforeAll(async () => {
  store = await startStore({}, TOKENS)
})
afterAll(async () => await store.stop())
beforeEach(() => {
  job = createJob({
    github: { RUN_ID: String(++runs) },
    env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI },
  })
})
afterEach(() => job.close())

function write(path: string, text: string): void {
  mkdirSync(dirname(join(job.workspace, path)), { recursive: true })
  writeFileSync(join(job.workspace, path), text)
}

async function stored(): Promise<CDEvent[]> {
  return (await store.events(CI)).filter(({ customData }) =>
    JSON.stringify(customData).includes(`/actions/runs/${runs}/attempts/`),
  )
}

describe('reports become events', () => {
  test('that are valid, bound to the artifact, and counted in outputs and summary', async () => {
    write('reports/unit.xml', junit(3, 1))
    write('reports/more/api.xml', junit(2, 0))
    const step = await job.step('actions/evidence', {
      junit: 'reports/**/*.xml\n!reports/slow/**',
      artifact: DIGEST,
      suite: 'unit',
    })
    expect(step).toMatchObject({
      exitCode: 0,
      stderr: '',
      annotations: [],
      outputs: {
        outcome: 'failure',
        'tests-total': '6',
        'tests-failed': '1',
        'tests-skipped': '0',
        findings: '',
        sent: '5',
        undelivered: '0',
      },
    })
    expect(step.summary).toContain('### Evidence: 6 tests, 1 failed: failure')
    expect(step.summary).toContain('shop › breaks 0')
    const events = await stored()
    expect([...types(events)].sort()).toEqual([
      'testcaserun.finished',
      'testoutput.published',
      'testoutput.published',
      'testsuiterun.finished',
      'testsuiterun.started',
    ])
    for (const { customData } of events)
      expect(customData).toMatchObject({ turnpike: { artifacts: [{ digest: DIGEST }] } })
    const end = events.find(({ context }) => context.type.includes('testsuiterun.finished'))
    expect(end?.subject.content).toMatchObject({ outcome: 'failure', testSuite: { id: 'unit' } })
  })

  test('of several kinds in one step', async () => {
    write('junit.xml', junit(1, 0))
    write(
      'lint.sarif',
      JSON.stringify({
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'eslint', version: '9.1.0' } },
            results: [{ ruleId: 'no-eval', level: 'error', message: { text: 'eval' } }],
          },
        ],
      }),
    )
    write('lcov.info', 'SF:a.ts\nDA:1,1\nDA:2,1\nDA:3,0\nDA:4,1\nend_of_record\n')
    write(
      'sbom.cdx.json',
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [{ type: 'library', name: 'a' }],
      }),
    )
    const { outputs, exitCode } = await job.step('actions/evidence', {
      junit: 'junit.xml',
      sarif: '*.sarif',
      coverage: 'lcov.info',
      sbom: '*.cdx.json',
      artifact: DIGEST,
    })
    expect({ exitCode, outputs }).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'failure', 'tests-total': '1', findings: '1', coverage: '75' },
    })
    expect([...new Set(types(await stored()))].sort()).toEqual(
      expect.arrayContaining([
        'testsuiterun.finished',
        'turnpike-coverage.measured',
        'turnpike-sbom.published',
        'turnpike-scan.finished',
      ]),
    )
  })

  test('twice, when a failed job runs again: another attempt is another run of tests', async () => {
    write('junit.xml', junit(0, 1))
    await job.step('actions/evidence', { junit: 'junit.xml', artifact: DIGEST })
    await job.step('actions/evidence', { junit: 'junit.xml', artifact: DIGEST })
    const ends = (await stored()).filter(({ context }) => context.type.includes('testsuiterun.finished'))
    expect(new Set(ends.map(({ context }) => context.id)).size).toBe(2)
  })
})

describe('what is wrong with a file', () => {
  test('is a warning at its place, and never a success', async () => {
    write('good.xml', junit(2, 0))
    write('cut.xml', '<testsuites>\n<testsuite name="x">\n<testcase name="y"')
    const step = await job.step('actions/evidence', { junit: '*.xml', artifact: DIGEST })
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'error', 'tests-total': '2' } })
    expect(step.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('cut.xml') }),
    ])
    expect(step.stdout).toMatch(/::warning .*file=cut\.xml,line=3/)
    const end = (await stored()).find(({ context }) => context.type.includes('testsuiterun.finished'))
    expect(end?.subject.content).toMatchObject({ outcome: 'error' })
  })

  test('fails the step when that is asked for: exit 5', async () => {
    write('cut.xml', '<testsuites>')
    const step = await job.step('actions/evidence', { junit: '*.xml', 'fail-on-error': 'true' })
    expect(step.exitCode).toBe(5)
  })

  test('does not matter when nobody can read it: a link out of the workspace is not followed', async () => {
    writeFileSync(join(job.temp, 'secret.xml'), junit(1, 0))
    symlinkSync(join(job.temp, 'secret.xml'), join(job.workspace, 'linked.xml'))
    const step = await job.step('actions/evidence', { junit: 'linked.xml', artifact: DIGEST })
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'error', 'tests-total': '0' } })
    expect(step.summary).toContain('leads out of the working directory')
  })
})

test('no file at all: a warning, an error of the tests, and a failed step only when that is asked for', async () => {
  const usual = await job.step('actions/evidence', { junit: 'none/*.xml', artifact: DIGEST })
  expect(usual).toMatchObject({ exitCode: 0, outputs: { outcome: 'error' } })
  expect(usual.annotations).toEqual([expect.objectContaining({ level: 'warning' })])
  const strict = await job.step('actions/evidence', { junit: 'none/*.xml', 'if-no-files-found': 'error' })
  expect(strict.exitCode).toBe(5)
  const quiet = await job.step('actions/evidence', { junit: 'none/*.xml', 'if-no-files-found': 'ignore' })
  expect(quiet).toMatchObject({ exitCode: 0, outputs: { outcome: '', sent: '0' }, annotations: [] })
})

test.each<[string, Record<string, string>, RegExp]>([
  ['no files', {}, /input junit: is empty, and so are the others/],
  [
    'an unknown word',
    { junit: 'a.xml', cases: 'some' },
    /input cases: "some" is not one of failures, all, none/,
  ],
  ['an artifact without a digest', { junit: 'a.xml', artifact: 'pkg:npm/left-pad@1.0.0' }, /left-pad/],
])('wrong input fails always, before anything is sent: %s', async (_, inputs, reason) => {
  const fake = await startFake(accepts)
  const step = await job.step('actions/evidence', { store: fake.url, ...inputs })
  await fake.close()
  expect(step.exitCode).toBe(2)
  expect(step.annotations[0]?.message).toMatch(reason)
  expect(fake.received).toEqual([])
})
