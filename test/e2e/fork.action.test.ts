/**
 * A pull request from a fork, from its jobs to the gate: the real bundles, a job without an identity, the file it hands
 * over, the trusted workflow, a real store in another process.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { CI, DEPLOYER, DIGEST, TESTS_DENY, TOKENS } from './policies.ts'
import { createJob, type Job, type JobOptions, type PhaseResult } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821'
const REPOSITORY = { id: 1296269, full_name: 'acme/webshop', html_url: 'https://github.com/acme/webshop' }
const FORK = { id: 42, full_name: 'mallory/webshop', html_url: 'https://github.com/mallory/webshop' }
const PULL_REQUEST = {
  action: 'synchronize',
  number: 7,
  pull_request: {
    number: 7,
    html_url: 'https://github.com/acme/webshop/pull/7',
    title: 'Faster checkout',
    updated_at: '2026-11-21T09:59:58Z',
    user: { login: 'mallory', id: 42 },
    head: { sha: HEAD, repo: FORK },
    base: { repo: REPOSITORY },
  },
  repository: REPOSITORY,
}

let store: StoreProcess
let jobs: Job[]
let runs = 40_000

beforeAll(async () => {
  store = await startStore({ 'production.yaml': TESTS_DENY }, TOKENS)
})
afterAll(async () => await store.stop())
beforeEach(() => {
  jobs = []
  runs++
})
afterEach(() => {
  for (const job of jobs) job.close()
})

function newJob(options: JobOptions): Job {
  const job = createJob({ ...options, env: { TURNPIKE_STORE: store.url, ...options.env } })
  jobs.push(job)
  return job
}

/** A job of the pull request: no token of any kind. */
const forkJob = (options: JobOptions = {}): Job =>
  newJob({
    event: PULL_REQUEST,
    ...options,
    github: { EVENT_NAME: 'pull_request', REF: 'refs/pull/7/merge', RUN_ID: String(runs), ...options.github },
  })

/** The workflow that GitHub starts afterwards, from the default branch. */
function trustedJob(run: Record<string, unknown> = {}): Job {
  const workflow_run = {
    id: runs,
    run_attempt: 1,
    event: 'pull_request',
    head_sha: HEAD,
    head_repository: FORK,
    repository: REPOSITORY,
    pull_requests: [],
    name: 'CI',
    conclusion: 'failure',
    run_started_at: '2026-11-21T10:00:00Z',
    updated_at: '2026-11-21T10:10:00Z',
    ...run,
  }
  return newJob({
    event: { action: 'completed', workflow_run, repository: REPOSITORY },
    github: { EVENT_NAME: 'workflow_run', RUN_ID: String(runs + 5000) },
    env: { TURNPIKE_TOKEN: CI },
  })
}

/** What the store holds of this test's run. */
async function eventsOf(run: number): Promise<CDEvent[]> {
  return (await store.events(CI)).filter(({ customData }) =>
    JSON.stringify(customData ?? {}).includes(`/actions/runs/${run}/attempts/`),
  )
}

/** As upload and download do: the folder of one machine is in the workspace of another one. */
function handOn(from: Job, to: Job): void {
  cpSync(join(from.workspace, 'events'), join(to.workspace, 'events'), { recursive: true })
}

async function gate(): Promise<PhaseResult> {
  const job = newJob({ env: { TURNPIKE_TOKEN: DEPLOYER } })
  return await job.step('actions/gate', { artifact: DIGEST, environment: 'production' })
}

const SUITE = '{ outcome: success, environment: { id: production }, testSuite: { id: unit } }'

describe('a pull request from a fork', () => {
  test('hands its events over, they are passed on, and no gate counts them', async () => {
    const fork = forkJob()
    const main = await fork.step('.', { spool: 'events' })
    const emit = await fork.step('actions/emit', {
      type: 'testsuiterun.finished',
      content: SUITE,
      artifact: DIGEST,
      environment: 'production',
      spool: 'events',
    })
    const [post] = await fork.finish()
    for (const phase of [main, emit, post])
      expect(phase).toMatchObject({ exitCode: 0, annotations: [], stderr: '' })
    expect(main.summary).toContain('gives this job no identity')
    expect(await eventsOf(runs)).toEqual([])
    expect(readdirSync(join(fork.workspace, 'events'))).toEqual([
      expect.stringMatching(/^turnpike-[0-9a-f]{16}\.ndjson$/),
    ])

    const trusted = trustedJob()
    handOn(fork, trusted)
    const sent = await trusted.step('actions/emit', { 'from-fork': 'events' })
    expect(sent).toMatchObject({
      exitCode: 0,
      annotations: [],
      summary: '',
      outputs: { sent: '5', undelivered: '0' },
    })
    const events = await eventsOf(runs)
    expect(events.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))).toEqual([
      'pipelinerun.started',
      'taskrun.started',
      'testsuiterun.finished',
      'taskrun.finished',
      'pipelinerun.finished',
    ])
    // The job says that it went well; how the run ended is GitHub's word.
    expect(events.at(-2)?.subject.content.outcome).toBe('success')
    expect(events.at(-1)?.subject.content.outcome).toBe('failure')
    for (const { customData } of events)
      expect(customData).toMatchObject({
        turnpike: { foreign: { repository: 'mallory/webshop', commit: HEAD } },
      })
    expect(JSON.stringify(events)).not.toContain(DIGEST)

    const closed = await gate()
    expect([closed.exitCode, closed.outputs.verdict]).toEqual([3, 'deny'])
    // What the repository says by itself is believed: the gate can open.
    const own = newJob({ env: { TURNPIKE_TOKEN: CI } })
    await own.step('actions/emit', { type: 'testsuiterun.finished', content: SUITE, artifact: DIGEST })
    expect((await gate()).outputs.verdict).toBe('allow')
  })

  test('is passed on once, however often the workflow runs', async () => {
    const fork = forkJob()
    await fork.step('.', { spool: 'events' })
    for (let again = 0; again < 2; again++) {
      const trusted = trustedJob()
      handOn(fork, trusted)
      expect((await trusted.step('actions/emit', { 'from-fork': 'events' })).exitCode).toBe(0)
    }
    expect(await eventsOf(runs)).toHaveLength(3)
  })

  test('of several jobs hands over a file each, and of the run nothing twice', async () => {
    const trusted = trustedJob()
    for (const leg of ['1', '2']) {
      const fork = forkJob({ checkRunId: leg, matrix: { leg } })
      await fork.step('.', { spool: 'events' })
      handOn(fork, trusted)
    }
    expect(readdirSync(join(trusted.workspace, 'events'))).toHaveLength(2)
    await trusted.step('actions/emit', { 'from-fork': 'events' })
    const types = (await eventsOf(runs)).map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
    expect(types.sort()).toEqual([
      'pipelinerun.finished',
      'pipelinerun.started',
      'taskrun.started',
      'taskrun.started',
    ])
  })

  test('with an identity sends as ever, and hands nothing over', async () => {
    const job = forkJob({ env: { TURNPIKE_TOKEN: CI } })
    await job.step('.', { spool: 'events' })
    expect(await eventsOf(runs)).toHaveLength(2)
    expect(readdirSync(job.workspace)).toEqual([])
  })

  test('whose store is not told hands over all the same', async () => {
    const job = forkJob({ env: { TURNPIKE_STORE: '' } })
    expect(await job.step('.', { spool: 'events.ndjson' })).toMatchObject({ exitCode: 0, annotations: [] })
    expect(readFileSync(join(job.workspace, 'events.ndjson'), 'utf8').trim().split('\n')).toHaveLength(2)
  })

  test('whose folder cannot be written breaks nothing, and says what is lost', async () => {
    const job = forkJob()
    writeFileSync(join(job.workspace, 'events'), 'a file stands in the way')
    const main = await job.step('.', { spool: 'events' })
    expect(main.exitCode).toBe(0)
    expect(main.summary).toContain('2 events could not be delivered')
    expect(main.summary).toContain('cannot be written')
  })
})

describe('the workflow that passes them on', () => {
  test('lists what it does not pass on, in words that no stranger can make into anything else', async () => {
    const trusted = trustedJob()
    mkdirSync(join(trusted.workspace, 'events', 'deep'), { recursive: true })
    const secret = join(trusted.temp, 'secret')
    writeFileSync(secret, 'hunter2-hunter2')
    symlinkSync(secret, join(trusted.workspace, 'events', 'link.ndjson'))
    writeFileSync(
      join(trusted.workspace, 'events', 'deep', '::error::x.ndjson'),
      '::error::y\n{"a":"[x](javascript:y)"}\n',
    )
    writeFileSync(join(trusted.workspace, 'events', 'run.sh'), 'rm -rf /')
    const sent = await trusted.step('actions/emit', { 'from-fork': 'events' })
    expect(sent).toMatchObject({ exitCode: 0, annotations: [], outputs: { sent: '0' } })
    expect(sent.summary).toContain('Not passed on')
    expect(sent.summary).toContain('is not JSON')
    expect(sent.summary).toContain('is no plain file')
    expect(sent.stdout + sent.summary).not.toContain('hunter2')
    expect(sent.stdout).not.toMatch(/^\s*::error/m)
  })

  test('passes on nothing of another run, another attempt or another commit', async () => {
    const fork = forkJob()
    await fork.step('.', { spool: 'events' })
    for (const other of [{ id: runs + 1 }, { run_attempt: 2 }, { head_sha: 'f'.repeat(40) }]) {
      const trusted = trustedJob(other)
      handOn(fork, trusted)
      const sent = await trusted.step('actions/emit', { 'from-fork': 'events' })
      expect(sent).toMatchObject({ exitCode: 0, outputs: { sent: '0' } })
      expect(sent.summary).toMatch(/it is of the (run|commit)/)
    }
    expect(await eventsOf(runs)).toEqual([])
  })

  test('does so only when GitHub started it for a run of this repository', async () => {
    const fork = forkJob()
    await fork.step('.', { spool: 'events' })
    const elsewhere = trustedJob({ repository: { id: 99, full_name: 'acme/webshop' } })
    const pushed = newJob({ env: { TURNPIKE_TOKEN: CI } })
    for (const job of [elsewhere, pushed]) {
      handOn(fork, job)
      const sent = await job.step('actions/emit', { 'from-fork': 'events' })
      expect(sent.exitCode).toBe(2)
      expect(sent.annotations[0]?.message).toContain('workflow_run')
    }
    expect(await eventsOf(runs)).toEqual([])
  })

  test('finds nothing where nothing was handed over, and goes on', async () => {
    const sent = await trustedJob().step('actions/emit', { 'from-fork': 'events' })
    expect(sent).toMatchObject({ exitCode: 0, outputs: { sent: '0' } })
  })

  test('takes no word of its own beside them', async () => {
    const sent = await trustedJob().step('actions/emit', { 'from-fork': 'events', artifact: DIGEST })
    expect(sent.exitCode).toBe(2)
    expect(sent.annotations[0]?.message).toContain('from-fork is given together with artifact')
  })
})
