/** What is left of a fault when it is over: every event in the store once, in order, and nothing in the folder. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { CI, DEPLOYER, DIGEST } from '../e2e/policies.ts'
import { createJob, type Job, type JobOptions } from '../e2e/run-action.ts'
import { startFront, type Front } from './front.ts'
import { startMortal, type MortalStore } from './mortal-store.ts'

jest.setTimeout(180_000)

let store: MortalStore
let front: Front
let jobs: Job[]
beforeEach(async () => {
  store = await startMortal()
  front = await startFront(store.url)
  jobs = []
})
afterEach(async () => {
  for (const job of jobs) job.close()
  await front.close()
  await store.remove()
})

function newJob(options: JobOptions = {}): Job {
  const job = createJob({
    ...options,
    env: { TURNPIKE_STORE: front.url, TURNPIKE_TOKEN: CI, ...options.env },
  })
  jobs.push(job)
  return job
}

const names = (events: readonly CDEvent[]) => events.map(({ subject }) => subject.id)

/** A file of builds, `<name>-0` to `<name>-<count - 1>`. */
function builds(job: Job, name: string, count: number): string {
  const lines = Array.from({ length: count }, (_, at) =>
    JSON.stringify({ type: 'build.started', subject: `${name}-${at}` }),
  )
  writeFileSync(join(job.workspace, `${name}.ndjson`), lines.join('\n'))
  return `${name}.ndjson`
}

const expected = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name}-${at}`)

function waitingIn(job: Job): string[] {
  return readdirSync(job.temp, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ndjson'),
  )
}

describe('a store that is killed in the middle of many batches', () => {
  test('has every event once and in order when a later step has run', async () => {
    const job = newJob()
    const count = 2500
    const file = builds(job, 'many', count)
    let isKilled = false
    const step = job.step('actions/emit', { file })
    while (!isKilled) {
      await new Promise((done) => setTimeout(done, 2))
      // Some batches are acknowledged, and some are on their way.
      if (front.count < 5) continue
      await store.kill()
      isKilled = true
    }
    const broken = await step
    expect(broken.exitCode).toBe(0)
    expect(Number(broken.outputs.undelivered)).toBeGreaterThan(0)
    expect(Number(broken.outputs.sent) + Number(broken.outputs.undelivered)).toBe(count)
    expect(waitingIn(job)).toHaveLength(1)

    await store.start()
    const mended = await job.step('actions/emit', { type: 'build.finished', subject: 'last' })
    expect(mended).toMatchObject({ exitCode: 0, summary: '', annotations: [], outputs: { undelivered: '0' } })
    expect(names(await store.events())).toEqual([...expected('many', count), 'last'])
    expect(waitingIn(job)).toEqual([])
  })

  test('and whose last answer is lost is told again, and says that it knows', async () => {
    const job = newJob()
    await front.be('cut')
    const broken = await job.step('actions/emit', { file: builds(job, 'cut', 150) })
    expect(broken.outputs).toMatchObject({ sent: '0', undelivered: '150' })
    // The store took the first hundred, though nobody heard of it.
    expect(names(await store.events())).toEqual(expected('cut', 100))
    await store.kill()
    await store.start()
    await front.be('well')
    const mended = await job.step('actions/emit', { type: 'build.finished', subject: 'last' })
    expect(mended.stdout).toContain('duplicate')
    expect(names(await store.events())).toEqual([...expected('cut', 150), 'last'])
  })
})

describe('steps that run side by side', () => {
  test('keep their own, and all of it arrives once', async () => {
    const job = newJob()
    await front.be({ status: 401 })
    const steps = ['a', 'b', 'c'].map((name) => job.step('actions/emit', { file: builds(job, name, 120) }))
    for (const { exitCode } of await Promise.all(steps)) expect(exitCode).toBe(0)
    await front.be('well')
    const again = ['x', 'y'].map((name) => job.step('actions/emit', { file: builds(job, name, 120) }))
    for (const phase of await Promise.all(again)) expect(phase).toMatchObject({ exitCode: 0, summary: '' })
    const stored = names(await store.events())
    for (const name of ['a', 'b', 'c', 'x', 'y'])
      expect(stored.filter((one) => one.startsWith(`${name}-`))).toEqual(expected(name, 120))
    expect(stored).toHaveLength(600)
    expect(waitingIn(job)).toEqual([])
  })
})

describe('a step that is ended while it waits for the store', () => {
  test('has kept what was on its way', async () => {
    const job = newJob()
    await front.be('hangs')
    const ended = job.step(
      'actions/emit',
      { file: builds(job, 'late', 3) },
      { continueOnError: true, cancelWhen: () => false, onLog: () => undefined },
    )
    while (waitingIn(job).length === 0) await new Promise((done) => setTimeout(done, 20))
    // The runner ends it there; the job goes on to its posts.
    await front.be('well')
    await ended
    expect(waitingIn(job)).toEqual([])
    expect(names(await store.events())).toEqual(expected('late', 3))
  })
})

describe('a job whose last step meets the fault', () => {
  test.each(['down', 'hangs', 'trickles'] as const)(
    '%s: says that it is lost, and ends as it would have',
    async (mode) => {
      const job = newJob()
      await job.step('.')
      await front.be(mode)
      const [post] = await job.finish()
      expect([post?.exitCode, job.status]).toEqual([0, 'success'])
      expect(post?.summary).toContain('1 event could not be delivered')
      expect(post?.summary).toContain('lost to the store')
      expect(post?.annotations.map(({ level }) => level)).toEqual(['warning'])
    },
  )
})

describe('a deployment', () => {
  test('that is over when the store is gone ends as it would have, and says what is not told', async () => {
    await newJob().step('actions/emit', {
      type: 'testsuiterun.finished',
      content: '{ outcome: success }',
      artifact: DIGEST,
    })
    const job = newJob({ env: { TURNPIKE_TOKEN: DEPLOYER } })
    const about = { artifact: DIGEST, environment: 'production', service: 'webshop' }
    const main = await job.step('actions/deploy', about)
    expect(main.exitCode).toBe(0)
    await front.be('down')
    const [post] = await job.finish()
    expect([post?.exitCode, job.status]).toEqual([0, 'success'])
    expect(post?.summary).toMatch(/could not be delivered/)
  })
})

describe('a disk', () => {
  test('that is full changes nothing for the job, and what is lost is said', async () => {
    const job = newJob({ env: { NODE_OPTIONS: `--import=${fullDisk()}` } })
    await front.be({ status: 401 })
    const broken = await job.step('actions/emit', { file: builds(job, 'full', 3) })
    expect(broken).toMatchObject({ exitCode: 0, outputs: { undelivered: '3' } })
    expect(broken.summary).toContain('lost to the store')
    expect(broken.summary).toContain('ENOSPC')
    expect(waitingIn(job)).toEqual([])
  })

  test('that takes nothing while something waits on it loses nothing of that', async () => {
    const job = newJob()
    await front.be({ status: 401 })
    await job.step('actions/emit', { file: builds(job, 'kept', 2) })
    const full = { NODE_OPTIONS: `--import=${fullDisk()}` }
    await job.step('actions/emit', { file: builds(job, 'lost', 2) }, { env: full })
    await front.be('well')
    await job.step('actions/emit', { type: 'build.finished', subject: 'last' })
    expect(names(await store.events())).toEqual([...expected('kept', 2), 'last'])
  })

  test('that has no such folder changes nothing either', async () => {
    const job = newJob({ env: { TURNPIKE_SPOOL: '/dev/null/spool' } })
    await front.be({ status: 401 })
    const broken = await job.step('actions/emit', { file: builds(job, 'closed', 1) })
    expect(broken.exitCode).toBe(0)
    expect(broken.summary).toContain('lost to the store')
    expect(broken.summary).toContain('ENOTDIR')
  })

  /** A program that is loaded first, for which the folder of waiting events has no room. */
  function fullDisk(): string {
    const [job] = jobs.length === 0 ? [newJob()] : jobs
    const file = join(job!.temp, '..', 'full.mjs')
    if (!existsSync(file))
      writeFileSync(
        file,
        `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const write = fs.writeFileSync
fs.writeFileSync = (path, ...rest) => {
  if (String(path).includes('.ndjson')) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  return write(path, ...rest)
}
syncBuiltinESMExports()
`,
      )
    return file
  }
})

describe('a folder that outlives the job', () => {
  test('keeps what the last step could not deliver, and the next job of the run sends it first', async () => {
    const spool = join(newJob().temp, 'spool')
    mkdirSync(spool)
    const env = { TURNPIKE_SPOOL: spool }
    const first = newJob({ env, checkRunId: '1' })
    await front.be('down')
    await first.step('.')
    const [post] = await first.finish()
    expect(post?.summary).toContain('They are kept in')
    expect(post?.summary).toContain('turnpike spool send')
    await front.be('well')

    const stranger = newJob({ env, github: { RUN_ID: '9999' }, checkRunId: '3' })
    await stranger.step('actions/emit', { type: 'build.started', subject: 'another-run' })
    expect(names(await store.events())).toEqual(['another-run'])

    const second = newJob({ env, checkRunId: '2' })
    expect(await second.step('actions/emit', { type: 'build.started', subject: 'next' })).toMatchObject({
      exitCode: 0,
      summary: '',
    })
    const types = (await store.events()).map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
    expect(types).toEqual([
      'build.started',
      'pipelinerun.started',
      'taskrun.started',
      'taskrun.finished',
      'build.started',
    ])
  })
})
