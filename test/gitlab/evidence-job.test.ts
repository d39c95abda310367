/** The component `evidence` as GitLab's runner runs it, with the real command line and a store on loopback. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, refuses, startFake, type FakeStore } from '../e2e/fake-store.ts'
import { jobOf, ROOT } from './templates.ts'

const DIGEST = `sha256:${'ef'.repeat(32)}`
const PROJECT = 'https://gitlab.example.org/acme/shop'
let folder: string
let store: FakeStore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-gitlab-evidence-'))
  store = await startFake(accepts)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function run(inputs: Record<string, string>): Promise<{ code: number | null; log: string }> {
  const job = jobOf('evidence', { cli: resolve(ROOT, 'src/cli/main.ts'), store: store.url, ...inputs })
  const file = join(folder, '.script.sh')
  writeFileSync(file, ['set -e', ...(job.script ?? [])].join('\n'))
  return new Promise((done) => {
    const child = spawn('sh', [file], {
      cwd: folder,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
        NODE_NO_WARNINGS: '1',
        ...job.variables,
        GITLAB_CI: 'true',
        CI_SERVER_URL: 'https://gitlab.example.org',
        CI_PROJECT_URL: PROJECT,
        CI_PROJECT_PATH: 'acme/shop',
        CI_PIPELINE_ID: '7',
        CI_JOB_ID: '70',
        CI_JOB_NAME: 'turnpike-evidence',
      },
    })
    let log = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
    child.once('close', (code) => done({ code, log }))
  })
}

function sent(): CDEvent[] {
  return store.received.flatMap(({ body }) => {
    const value = JSON.parse(body) as { data: CDEvent } | { data: CDEvent }[]
    return (Array.isArray(value) ? value : [value]).map(({ data }) => data)
  })
}

const junit = (name: string, inner = '') =>
  `<testsuite name="s"><testcase name="${name}">${inner}</testcase></testsuite>`

test('sends what the files of earlier jobs say, bound to the artifact, and folds it in the log', async () => {
  write('reports/one.xml', junit('good'))
  write('reports/two words.xml', junit('bad', '<failure message="no"/>'))
  write('reports/slow/three.xml', junit('left out'))
  const { code, log } = await run({
    junit: 'reports/**/*.xml !reports/slow/**',
    artifact: DIGEST,
    suite: 'unit',
    cases: 'all',
  })
  expect(code).toBe(0)
  expect(log).toMatch(
    /section_start:\d+:turnpike_\w+\[collapsed=true\]\r\u001B\[0KEvidence: 2 tests, 1 failed/,
  )
  const events = sent()
  for (const { customData, context } of events) {
    expect(context.source).toBe(PROJECT)
    expect(customData).toMatchObject({
      turnpike: { artifacts: [{ digest: DIGEST }], run: `${PROJECT}/-/pipelines/7` },
    })
  }
  expect(events.at(-1)?.subject.content).toMatchObject({ outcome: 'failure', testSuite: { id: 'unit' } })
  expect(events.filter(({ context }) => context.type.includes('.testcaserun.'))).toHaveLength(2)
})

test('never fails the pipeline, unless it is asked to', async () => {
  write('cut.xml', '<testsuite>')
  expect((await run({ junit: 'cut.xml' })).code).toBe(0)
  expect((await run({ junit: 'cut.xml', 'fail-on-error': 'true' })).code).toBe(5)
  expect((await run({ junit: 'none.xml', 'if-no-files-found': 'error' })).code).toBe(5)
  await store.close()
  store = await startFake(refuses(401, 'who are you'))
  write('good.xml', junit('good'))
  const { code, log } = await run({ junit: 'good.xml' })
  expect(code).toBe(0)
  expect(log.indexOf('3 events could not be delivered')).toBeGreaterThanOrEqual(0)
  expect(log.indexOf('3 events could not be delivered')).toBeLessThan(log.indexOf('Evidence: 1 test'))
})
