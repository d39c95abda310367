/** The track action: main and post as the runner runs them, against a real store in another process. */
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, eventsIn, refuses, startFake } from './fake-store.ts'
import { CI, DIGEST, TOKENS } from './policies.ts'
import { createJob, type Job, type JobOptions } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let jobs: Job[]
let runs = 9000

beforeAll(async () => {
  store = await startStore({}, TOKENS)
})
afterAll(async () => await store.stop())
beforeEach(() => {
  jobs = []
})
afterEach(() => {
  for (const job of jobs) job.close()
})

/** A job of a run; without a run's id, of a new one. */
function newJob(options: JobOptions = {}): Job {
  const job = createJob({
    ...options,
    github: { RUN_ID: String(++runs), ...options.github },
    env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI, ...options.env },
  })
  jobs.push(job)
  return job
}

/** What the store holds of a run, oldest first. */
async function eventsOf(run: number): Promise<CDEvent[]> {
  return (await store.events(CI)).filter(({ customData }) =>
    JSON.stringify(customData).includes(`/actions/runs/${run}/attempts/`),
  )
}

function shortTypes(events: readonly CDEvent[]): string[] {
  return events.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
}

test.each([
  ['success', 'success'],
  ['failure', 'failure'],
  ['cancelled', 'cancel'],
] as const)('a job that ends with %s finishes with the outcome %s', async (status, outcome) => {
  const job = newJob()
  const main = await job.step('.')
  expect(main).toMatchObject({ exitCode: 0, summary: '', annotations: [], stderr: '' })
  job.status = status
  const [post] = await job.finish()
  expect(post).toMatchObject({ exitCode: 0, summary: '', annotations: [], stderr: '' })
  const events = await eventsOf(runs)
  expect(shortTypes(events)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
  expect(events[2]?.subject.content.outcome).toBe(outcome)
})

test('started and finished are of one task, linked, in one chain, with the run by its attempt', async () => {
  const job = newJob({ checkRunId: '4711' })
  await job.step('.')
  await job.finish()
  const [pipeline, started, finished] = await eventsOf(runs)
  expect(started?.subject.id).toBe(`https://github.com/acme/webshop/actions/runs/${runs}/job/4711`)
  expect(finished?.subject.id).toBe(started?.subject.id)
  expect(pipeline?.subject.id).toBe(`https://github.com/acme/webshop/actions/runs/${runs}/attempts/1`)
  expect(finished?.context.links).toEqual([{ linkType: 'PATH', from: { contextId: started?.context.id } }])
  expect(started?.context.links).toEqual([{ linkType: 'PATH', from: { contextId: pipeline?.context.id } }])
  expect(new Set([pipeline, started, finished].map((event) => event?.context.chainId)).size).toBe(1)
})

test('a step that fails before the job ends is what the post phase tells', async () => {
  const job = newJob()
  await job.step('.')
  await job.step('actions/emit', { type: 'nonsense.event' })
  await job.finish()
  expect((await eventsOf(runs)).at(-1)?.subject.content.outcome).toBe('failure')
})

describe('a run of several jobs', () => {
  test('has one pipelinerun.started, whichever jobs send it, and its jobs and matrix legs are distinct', async () => {
    const run = { RUN_ID: String(++runs) }
    const event = { head_commit: {}, repository: { pushed_at: 1763712000 } }
    for (const [id, matrix] of [
      ['1', { node: 24 }],
      ['2', { node: 26 }],
      ['3', undefined],
    ] as const) {
      const job = newJob({ github: run, event, checkRunId: id, ...(matrix === undefined ? {} : { matrix }) })
      expect((await job.step('.')).stdout).not.toContain('conflict')
    }
    const events = await eventsOf(Number(run.RUN_ID))
    expect(shortTypes(events).filter((type) => type === 'pipelinerun.started')).toHaveLength(1)
    const tasks = events.filter(({ context }) => context.type.includes('taskrun.started'))
    expect(new Set(tasks.map(({ subject }) => subject.id)).size).toBe(3)
    expect(tasks[0]?.subject.content.taskName).toBe('build (24)')
  })

  test('without the number of the check run, legs are still distinct', async () => {
    const run = { RUN_ID: String(++runs) }
    for (const node of [24, 26]) await newJob({ github: run, checkRunId: '', matrix: { node } }).step('.')
    const tasks = (await eventsOf(Number(run.RUN_ID))).filter(({ context }) =>
      context.type.includes('taskrun.started'),
    )
    expect(new Set(tasks.map(({ subject }) => subject.id)).size).toBe(2)
  })

  test.each([
    [{ build: { result: 'success' }, test: { result: 'success' } }, 'success', 'success'],
    [{ build: { result: 'success' }, test: { result: 'failure' } }, 'success', 'failure'],
    [{ build: { result: 'success' }, test: { result: 'cancelled' } }, 'success', 'cancel'],
    [{ build: { result: 'success' }, deploy: { result: 'skipped' } }, 'success', 'success'],
    [{ build: { result: 'success' } }, 'failure', 'failure'],
    [{ build: { result: 'odd' } }, 'success', 'error'],
    [{}, 'success', 'success'],
  ] as const)(
    'whose jobs are %j and whose last job ends with %s has the outcome %s',
    async (needs, status, outcome) => {
      const job = newJob({ needs })
      await job.step('.', { 'pipeline-finished': '${{ toJSON(needs) }}' })
      job.status = status
      await job.finish()
      const events = await eventsOf(runs)
      expect(shortTypes(events)).toEqual([
        'pipelinerun.started',
        'taskrun.started',
        'taskrun.finished',
        'pipelinerun.finished',
      ])
      expect(events.at(-1)?.subject.content.outcome).toBe(outcome)
    },
  )

  test('needs that are no needs fail in main, before anything is sent: exit 2', async () => {
    const fake = await startFake(accepts)
    const job = newJob()
    const broken = await job.step('.', {
      store: fake.url,
      'pipeline-finished': 'success',
      'fail-on-error': 'no',
    })
    const partial = await job.step('.', {
      store: fake.url,
      'pipeline-finished': '{"build":{},"test":"success"}',
    })
    await fake.close()
    expect(broken.exitCode).toBe(2)
    expect(broken.annotations[0]?.message).toMatch(
      /input pipeline-finished:[^]*input fail-on-error:|input fail-on-error:[^]*input pipeline-finished:/,
    )
    expect(partial.exitCode).toBe(2)
    expect(partial.annotations[0]?.message).toMatch(/build[^]*test/)
    expect(fake.received).toEqual([])
  })
})

describe('what the job made', () => {
  test('is read again at the end, from the outputs of its steps, and binds taskrun.finished', async () => {
    const job = newJob()
    await job.step('.', {
      artifact: "${{ steps.pack.outputs.event-id && 'shop.tgz' }}",
      environment: 'staging',
    })
    writeFileSync(join(job.workspace, 'shop.tgz'), 'the shop')
    await job.step('actions/emit', { type: 'artifact.packaged', artifact: 'shop.tgz' }, { id: 'pack' })
    await job.finish()
    expect((await eventsOf(runs)).at(-1)).toMatchObject({
      subject: { content: { outcome: 'success' } },
      customData: {
        turnpike: { artifacts: [{ digest: `sha256:${hash('sha256', 'the shop')}` }], environment: 'staging' },
      },
    })
  })

  test('is missing when the job failed: that it failed is told all the same', async () => {
    const job = newJob()
    await job.step('.', { artifact: 'never-made.tgz' })
    job.status = 'failure'
    const [post] = await job.finish()
    expect(post?.exitCode).toBe(0)
    expect(post?.annotations).toEqual([expect.objectContaining({ level: 'notice' })])
    expect((await eventsOf(runs)).at(-1)?.subject.content.outcome).toBe('failure')
  })
})

describe('a store that fails', () => {
  test('breaks no build; what was undelivered goes in the post phase', async () => {
    const fake = await startFake(refuses(401, 'not yet'), refuses(401, 'not yet'), accepts)
    const job = newJob({ env: { TURNPIKE_STORE: fake.url } })
    const main = await job.step('.')
    expect(main.exitCode).toBe(0)
    expect(main.summary).toContain('sent again')
    const emit = await job.step('actions/emit', { type: 'build.finished', artifact: DIGEST })
    expect(emit.outputs).toMatchObject({ sent: '0', undelivered: '3' })
    const [post] = await job.finish()
    await fake.close()
    expect(post).toMatchObject({ exitCode: 0, summary: '' })
    const types = eventsIn(fake.received[2]!).map(({ context }) =>
      context.type.split('.').slice(2, 4).join('.'),
    )
    expect(types).toEqual(['pipelinerun.started', 'taskrun.started', 'build.finished', 'taskrun.finished'])
  })

  test('to the end is said in the post summary as lost, and the job stays green', async () => {
    const fake = await startFake(refuses(403, 'never'))
    const job = newJob({ env: { TURNPIKE_STORE: fake.url } })
    await job.step('.')
    const [post] = await job.finish()
    await fake.close()
    expect(post?.exitCode).toBe(0)
    expect(post?.summary).toContain('lost to the store')
    expect(post?.summary).toContain('3 events could not be delivered')
    expect(job.status).toBe('success')
  })

  test('fails the job when that is asked for', async () => {
    const fake = await startFake(refuses(403, 'never'))
    const job = newJob({ env: { TURNPIKE_STORE: fake.url } })
    expect((await job.step('.', { 'fail-on-error': 'true' })).exitCode).toBe(5)
    const [post] = await job.finish()
    await fake.close()
    expect(post?.exitCode).toBe(5)
  })
})
