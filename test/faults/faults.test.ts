/**
 * Faults × actions: the real bundles, a store that fails in every way there is, and the same job with the store back. The
 * job's result never changes, a person reads what happened, and in the end the store has every event once, in order.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { CI, TOKENS } from '../e2e/policies.ts'
import { createJob, type Job, type PhaseResult } from '../e2e/run-action.ts'
import { startStore, type StoreProcess } from '../e2e/store-process.ts'
import { findProgram } from '../tools.ts'
import { FAULTS, notTrusted, type Fault } from './faults.ts'

jest.setTimeout(240_000)

let store: StoreProcess
beforeAll(async () => {
  store = await startStore({}, TOKENS)
})
afterAll(async () => await store.stop())

interface Action {
  name: string
  /** The step that meets the fault. */
  step(job: Job, env: Record<string, string>): Promise<PhaseResult>
  /** Types of the events it sends, in order. */
  types: string[]
}

const JUNIT = `<testsuite name="unit" tests="2" failures="1" time="0.5">
  <testcase classname="shop" name="adds" time="0.1"/>
  <testcase classname="shop" name="pays" time="0.4"><failure message="expected 2"/></testcase>
</testsuite>`

const ACTIONS: readonly Action[] = [
  {
    name: 'track',
    step: (job, env) => job.step('.', {}, { env }),
    types: ['pipelinerun.started', 'taskrun.started'],
  },
  {
    name: 'emit',
    step(job, env) {
      const events = ['build.queued', 'build.started', 'build.finished'].map((type) =>
        JSON.stringify({ type }),
      )
      writeFileSync(join(job.workspace, 'events.ndjson'), events.join('\n'))
      return job.step('actions/emit', { file: 'events.ndjson' }, { env })
    },
    types: ['build.queued', 'build.started', 'build.finished'],
  },
  {
    name: 'evidence',
    step(job, env) {
      writeFileSync(join(job.workspace, 'junit.xml'), JUNIT)
      return job.step('actions/evidence', { junit: 'junit.xml' }, { env })
    },
    types: ['testoutput.published', 'testsuiterun.started', 'testcaserun.finished', 'testsuiterun.finished'],
  },
]

const all: readonly Fault[] = findProgram('openssl') === undefined ? FAULTS : [...FAULTS, notTrusted]
const rows = all.flatMap((fault) => ACTIONS.map((action) => ({ fault, action })))

interface Story {
  broken: PhaseResult
  mended: PhaseResult
  inStore: CDEvent[]
  status: Job['status']
}

let runs = 70_000

async function tell({ fault, action }: (typeof rows)[number]): Promise<Story> {
  const run = ++runs
  const broken = await fault.start(store.url)
  const job = createJob({
    github: { RUN_ID: String(run) },
    env: { TURNPIKE_STORE: broken.url, TURNPIKE_TOKEN: CI },
  })
  try {
    const first = await action.step(job, broken.env)
    const env = { ...broken.env, ...(await broken.mend()) }
    const second = await job.step('actions/emit', { type: 'build.finished', subject: 'after' }, { env })
    const inStore = (await store.events(CI)).filter(({ customData }) =>
      JSON.stringify(customData ?? {}).includes(`/actions/runs/${run}/attempts/`),
    )
    return { broken: first, mended: second, inStore, status: job.status }
  } finally {
    job.close()
    await broken.close()
  }
}

/** All begin together, some at a time: a step that waits for a store costs nothing but time. */
const AT_A_TIME = 12
const stories = new Map(rows.map((row) => [row, Promise.withResolvers<Story>()]))
beforeAll(() => {
  const waiting = [...stories]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [row, { resolve, reject, promise }] = next
      promise.catch(() => undefined)
      await tell(row).then(resolve, reject)
    }
  }
  for (let worker = 0; worker < AT_A_TIME; worker++) void work()
})

describe.each(all.map((fault) => ({ fault, name: fault.name })))('$name', ({ fault }) => {
  test.each(ACTIONS.map((action) => ({ action, name: action.name })))(
    'changes nothing for a job with $name, is said, and is made good',
    async ({ action }) => {
      const row = rows.find((one) => one.fault === fault && one.action === action)
      const { broken, mended, inStore, status } = await stories.get(row!)!.promise

      expect([broken.exitCode, status, broken.stderr]).toEqual([0, 'success', ''])
      expect(broken.annotations.map(({ level }) => level)).toEqual(['warning'])
      expect(broken.summary).toMatch(/events? could not be delivered/)
      expect(broken.summary).toMatch(fault.says)
      expect(broken.summary).toContain('sent again by the next Turnpike step of this job')
      expect(broken.stdout.replace(/^::add-mask::.*$/gm, '') + broken.summary).not.toMatch(
        /proxy-secret|ci-token/,
      )

      expect(mended).toMatchObject({ exitCode: 0, annotations: [], summary: '' })
      const types = inStore.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))
      expect(types).toEqual([...action.types, 'build.finished'])
      expect(new Set(inStore.map(({ context }) => context.id)).size).toBe(inStore.length)
    },
  )
})
