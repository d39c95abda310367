/** Evidence when the store is in trouble, and track's way of it: real bundles, a real store, and stores that fail. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, eventsIn, refuses, startFake, type Answer } from './fake-store.ts'
import { CI, DIGEST, TOKENS } from './policies.ts'
import { junit, types } from './evidence-reports.ts'
import { createJob, type Job } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let job: Job
let runs = 32_000

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

describe('a store in trouble', () => {
  let current: Awaited<ReturnType<typeof startFake>> | undefined
  afterEach(async () => await current?.close())

  test('in the middle of many events never breaks the build; the rest arrives later, in order and once', async () => {
    write('junit.xml', junit(0, 2500))
    let isWell = true
    const taken: string[] = []
    const refuse = refuses(401, 'who are you')
    const sometimes: Answer = (request, response) => {
      if (isWell && taken.length === 500 && current?.received.length === 6) isWell = false
      if (!isWell) return refuse(request, response)
      taken.push(...eventsIn(request).map((event) => (event as unknown as CDEvent).subject.id))
      return accepts(request, response)
    }
    current = await startFake(sometimes)
    const first = await job.step('actions/evidence', {
      store: current.url,
      junit: 'junit.xml',
      artifact: DIGEST,
    })
    expect(first).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'failure', sent: '500', undelivered: '2003' },
    })
    expect(first.summary.indexOf('Not everything is in the store')).toBeLessThan(
      first.summary.indexOf('### Evidence'),
    )
    // The sixth request was refused, and nothing was tried after it.
    expect(current.received).toHaveLength(6)
    isWell = true
    taken.push('what comes later')
    const second = await job.step('actions/emit', { store: current.url, type: 'build.started' })
    expect(second.outputs).toMatchObject({ sent: '2004', undelivered: '0' })
    const cases = taken.filter((subject) => subject.includes('breaks'))
    expect(cases).toHaveLength(2500)
    expect(cases.map((subject) => Number(/breaks%20(\d+)$/.exec(subject)?.[1]))).toEqual(
      Array.from({ length: 2500 }, (_, index) => index),
    )
  })

  test('is named, and what could not be sent goes with the next step', async () => {
    write('junit.xml', junit(1, 1))
    current = await startFake(refuses(403, 'no'), accepts)
    const first = await job.step('actions/evidence', {
      store: current.url,
      junit: 'junit.xml',
      artifact: DIGEST,
    })
    expect(first.outputs).toMatchObject({ sent: '0', undelivered: '4' })
    const second = await job.step('actions/emit', { store: current.url, type: 'build.started' })
    expect(second.outputs).toMatchObject({ sent: '5', undelivered: '0' })
    const [lost, taken] = current.received
    expect(eventsIn(taken!).slice(0, 4)).toEqual(eventsIn(lost!))
  })

  test('fails the step when that is asked for: exit 5', async () => {
    write('junit.xml', junit(1, 0))
    current = await startFake(refuses(401, 'who are you'))
    const step = await job.step('actions/evidence', {
      store: current.url,
      junit: 'junit.xml',
      'fail-on-error': 'true',
    })
    expect(step.exitCode).toBe(5)
  })
})

describe('track', () => {
  test('reads what the job made when the job ends, before it tells of the end', async () => {
    await job.step('.', { junit: 'reports/*.xml', sarif: '*.sarif', artifact: 'shop.tgz' })
    write('reports/unit.xml', junit(4, 1))
    write('shop.tgz', 'the shop')
    job.status = 'failure'
    const [post] = await job.finish()
    expect(post).toMatchObject({ exitCode: 0, stderr: '' })
    expect(post?.summary).toContain('### Evidence: 5 tests, 1 failed: failure')
    const events = await stored()
    expect(types(events)).toEqual([
      'pipelinerun.started',
      'taskrun.started',
      'testoutput.published',
      'testsuiterun.started',
      'testcaserun.finished',
      'testsuiterun.finished',
      'taskrun.finished',
    ])
    const digests = events
      .slice(2)
      .map(({ customData }) => (customData as never)['turnpike']['artifacts'][0]['digest'])
    expect(new Set(digests).size).toBe(1)
    // The pattern that found nothing.
    expect(post?.annotations).toEqual([
      expect.objectContaining({ level: 'warning', message: expect.stringContaining('*.sarif') }),
    ])
  })

  test('tells of the end also when no report can be read', async () => {
    await job.step('.', { junit: 'junit.xml' })
    write('junit.xml', '\u0000\u0001')
    const [post] = await job.finish()
    expect(post?.exitCode).toBe(0)
    expect(types(await stored()).at(-1)).toBe('taskrun.finished')
  })
})
