/**
 * Our actions inside a composite action of somebody else: the same job, more steps, posts in reverse order. And inputs as
 * Windows writes them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { CI, DIGEST, TOKENS } from './policies.ts'
import { createJob, type Job, type JobOptions } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let jobs: Job[]
let runs = 60_000
beforeAll(async () => {
  store = await startStore({}, TOKENS)
})
afterAll(async () => await store.stop())
beforeEach(() => {
  jobs = []
  runs++
})
afterEach(() => {
  for (const job of jobs) job.close()
})

function newJob(options: JobOptions = {}): Job {
  const job = createJob({
    github: { RUN_ID: String(runs), ...options.github },
    env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI, ...options.env },
  })
  jobs.push(job)
  return job
}

async function told() {
  const all = await store.events(CI)
  return all.filter(({ customData }) => JSON.stringify(customData ?? {}).includes(`/runs/${runs}/attempts/`))
}
const typesOf = (events: { context: { type: string } }[]) =>
  events.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))

/** What the runner adds for the steps of a composite action. */
const INSIDE = {
  GITHUB_ACTION: '__acme_build.__turnpike_turnpike',
  GITHUB_ACTION_PATH: '/home/runner/_work/_actions/acme/build/v1',
  GITHUB_ACTION_REPOSITORY: 'acme/build',
}

test('a job that is tracked inside a composite action, too, begins once and ends once, with what it came to', async () => {
  const job = newJob()
  await job.step('.', { environment: 'staging' })
  const inner = await job.step('.', {}, { env: INSIDE })
  expect(inner).toMatchObject({ exitCode: 0, summary: '', annotations: [] })
  expect(inner.stdout).toContain('tracks it already')
  await job.step('actions/emit', { type: 'build.finished' }, { env: INSIDE })
  job.status = 'failure'
  const posts = await job.finish()
  for (const post of posts) expect(post).toMatchObject({ exitCode: 0, summary: '', annotations: [] })
  const events = await told()
  expect(typesOf(events)).toEqual([
    'pipelinerun.started',
    'taskrun.started',
    'build.finished',
    'taskrun.finished',
  ])
  expect(events.at(-1)).toMatchObject({
    subject: { content: { outcome: 'failure' } },
    customData: { turnpike: { environment: 'staging' } },
  })
})

test('one that is tracked only inside a composite action is tracked', async () => {
  const job = newJob()
  await job.step('.', {}, { env: INSIDE })
  await job.finish()
  expect(typesOf(await told())).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
})

test('the last job says how the run ended from inside as well', async () => {
  const job = newJob()
  await job.step('.')
  await job.step('.', { 'pipeline-finished': '{"build":{"result":"success"}}' }, { env: INSIDE })
  await job.finish()
  expect(typesOf(await told()).sort()).toEqual([
    'pipelinerun.finished',
    'pipelinerun.started',
    'taskrun.finished',
    'taskrun.started',
  ])
})

test('a job that begins anew on the same machine is another one', async () => {
  const spool = newJob().temp
  for (const check of ['1', '2']) {
    const job = createJob({
      github: { RUN_ID: String(runs) },
      checkRunId: check,
      env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI, TURNPIKE_SPOOL: spool },
    })
    jobs.push(job)
    await job.step('.')
    await job.finish()
  }
  expect(typesOf(await told()).filter((type) => type === 'taskrun.finished')).toHaveLength(2)
})

test('inputs with the line ends of Windows, and folders with spaces, are read as they are meant', async () => {
  const job = newJob()
  const folder = join(job.workspace, 'Program Files (x86)', 'täst')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'shop.tgz'), 'the shop')
  writeFileSync(join(folder, 'events.ndjson'), '{"type":"build.queued"}\r\n\r\n{"type":"build.started"}\r\n')
  const one = await job.step('actions/emit', {
    type: 'testsuiterun.finished\r\n',
    content: 'outcome: success\r\ntestSuite:\r\n  id: unit\r\n',
    artifact: `${DIGEST}\r\n${join(folder, 'shop.tgz')}\r\n`,
  })
  expect(one).toMatchObject({ exitCode: 0, annotations: [] })
  const many = await job.step('actions/emit', { file: join(folder, 'events.ndjson') })
  expect(many).toMatchObject({ exitCode: 0, annotations: [], outputs: { sent: '2' } })
  const [suite] = await told()
  expect(suite?.subject.content).toMatchObject({ outcome: 'success', testSuite: { id: 'unit' } })
  expect((suite?.customData as { turnpike: { artifacts: unknown[] } }).turnpike.artifacts).toHaveLength(2)
})

test('what does not arrive waits in a folder with spaces and letters of any language', async () => {
  const spool = join(newJob().temp, 'Ablage für später', '待ち')
  const job = newJob({ env: { TURNPIKE_SPOOL: spool, TURNPIKE_TOKEN: 'nobody-knows-this-token' } })
  expect((await job.step('actions/emit', { type: 'build.started' })).summary).toContain('They are kept in')
  await job.step('actions/emit', { type: 'build.finished', token: CI })
  expect(typesOf(await told())).toEqual(['build.started', 'build.finished'])
})
