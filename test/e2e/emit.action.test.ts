/** The emit action: real bundle, real store in another process, and stores that fail. */
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { accepts, eventsIn, refuses, startFake } from './fake-store.ts'
import { CI, DIGEST, TOKENS } from './policies.ts'
import { createJob, type Job } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

let store: StoreProcess
let job: Job

beforeAll(async () => {
  store = await startStore({}, TOKENS)
})
afterAll(async () => await store.stop())

beforeEach(() => {
  job = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI } })
})
afterEach(() => job.close())

async function stored(id: string | undefined): Promise<CDEvent> {
  const event = (await store.events(CI)).find(({ context }) => context.id === id)
  if (event === undefined) throw new Error(`${id ?? 'no event'} is not in the store`)
  return event
}

describe('one event from inputs', () => {
  test('a type, an artifact and an outcome suffice', async () => {
    const emit = await job.step('actions/emit', {
      type: 'testsuiterun.finished',
      artifact: DIGEST,
      content: 'outcome: success',
    })
    expect(emit).toMatchObject({
      exitCode: 0,
      outputs: { sent: '1', undelivered: '0' },
      summary: '',
      stderr: '',
      annotations: [],
    })
    const event = await stored(emit.outputs['event-id'])
    expect(event).toMatchObject({
      context: { source: 'https://github.com/acme/webshop', chainId: expect.any(String) },
      subject: { content: { outcome: 'success' } },
      customData: {
        turnpike: {
          artifacts: [{ digest: DIGEST }],
          commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
          run: 'https://github.com/acme/webshop/actions/runs/8120/attempts/1',
        },
      },
    })
  })

  test('a file is an artifact by its digest, its name is its package URL', async () => {
    writeFileSync(join(job.workspace, 'shop.tgz'), 'the shop')
    const digest = `sha256:${hash('sha256', 'the shop')}`
    const emit = await job.step('actions/emit', { type: 'artifact.packaged', artifact: 'shop.tgz' })
    expect(emit.exitCode).toBe(0)
    const { subject, customData } = await stored(emit.outputs['event-id'])
    expect(subject.id).toBe(`pkg:generic/shop.tgz?checksum=${digest}`)
    expect(customData).toMatchObject({ turnpike: { artifacts: [{ digest }] } })
  })

  test('environment, service, change, links and custom data arrive', async () => {
    const first = await job.step('actions/emit', { type: 'build.started' })
    const emit = await job.step('actions/emit', {
      type: 'service.deployed',
      artifact: `pkg:oci/shop@${DIGEST}`,
      environment: 'production',
      service: 'webshop',
      change: 'https://github.com/acme/webshop/pull/7',
      links: `[{"linkType":"RELATION","linkKind":"deploys","target":{"contextId":"${first.outputs['event-id'] ?? ''}"}}]`,
      'custom-data': 'ring: 2',
    })
    expect(emit.exitCode).toBe(0)
    expect(await stored(emit.outputs['event-id'])).toMatchObject({
      context: { links: [{ linkKind: 'deploys', target: { contextId: first.outputs['event-id'] } }] },
      subject: {
        id: 'webshop',
        content: { environment: { id: 'production' }, artifactId: `pkg:oci/shop@${DIGEST}` },
      },
      customData: {
        ring: 2,
        turnpike: { service: 'webshop', change: 'https://github.com/acme/webshop/pull/7' },
      },
    })
  })

  test('matrix legs and attempts are distinct and share their chain', async () => {
    const emitFrom = async (options: Parameters<typeof createJob>[0]) => {
      const one = createJob({ ...options, env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI } })
      const { outputs } = await one.step('actions/emit', { type: 'build.finished', artifact: DIGEST })
      one.close()
      return await stored(outputs['event-id'])
    }
    const events = [
      await emitFrom({ matrix: { node: 24 }, checkRunId: '1' }),
      await emitFrom({ matrix: { node: 26 }, checkRunId: '2' }),
      await emitFrom({ matrix: { node: 24 }, checkRunId: '3', github: { RUN_ATTEMPT: '2' } }),
    ]
    expect(new Set(events.map(({ subject }) => subject.id)).size).toBe(3)
    expect(new Set(events.map(({ context }) => context.id)).size).toBe(3)
    expect(new Set(events.map(({ context }) => context.chainId)).size).toBe(1)
  })
})

describe('many events from a file', () => {
  test('YAML descriptions, with what is said beside the file for those that do not say it', async () => {
    writeFileSync(
      join(job.workspace, 'events.yaml'),
      '- type: testsuiterun.finished\n  content: { outcome: success }\n- type: build.finished\n  environment: lab\n',
    )
    const before = (await store.events(CI)).length
    const emit = await job.step('actions/emit', {
      file: 'events.yaml',
      artifact: DIGEST,
      environment: 'staging',
    })
    expect(emit).toMatchObject({ exitCode: 0, outputs: { sent: '2' } })
    const [suite, build] = (await store.events(CI)).slice(before)
    expect(suite).toMatchObject({ subject: { content: { environment: { id: 'staging' } } } })
    expect(build).toMatchObject({
      customData: { turnpike: { environment: 'lab', artifacts: [{ digest: DIGEST }] } },
    })
  })

  test('one wrong item among good ones: exit 2, all its problems are named, nothing is sent', async () => {
    writeFileSync(
      join(job.workspace, 'events.json'),
      JSON.stringify([
        { type: 'build.finished' },
        { type: 'testsuiterun.finished', content: { outcome: 'great' }, colour: 'red' },
        { type: 'build.imagined' },
        { type: 'build.started', artifact: 'missing.tgz' },
      ]),
    )
    const before = await store.events(CI)
    const emit = await job.step('actions/emit', { file: 'events.json' })
    expect(emit).toMatchObject({ exitCode: 2, outputs: {} })
    expect(emit.annotations).toHaveLength(1)
    expect(emit.annotations[0]?.message).toContain('missing.tgz')
    expect(await store.events(CI)).toEqual(before)
  })

  test('every problem of every item is named', async () => {
    writeFileSync(
      join(job.workspace, 'events.json'),
      JSON.stringify([
        { type: 'testsuiterun.finished', content: { outcome: 'great' } },
        { type: 'build.imagined' },
      ]),
    )
    const { annotations, exitCode } = await job.step('actions/emit', { file: 'events.json' })
    expect(exitCode).toBe(2)
    for (const part of ['/0/content/outcome', 'great', '/1/type', 'build.imagined']) {
      expect(annotations[0]?.message).toContain(part)
    }
  })
})

describe('invalid input fails always, before anything is sent', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['no type and no file', {}, /input type: is empty/],
    ['a type and a file', { type: 'build.started', file: 'events.yaml' }, /in one place/],
    ['content that is no YAML', { type: 'build.started', content: '{ outcome: [' }, /input content/],
    ['content that is a list', { type: 'build.started', content: '[1]' }, /input content/],
    ['an unknown type', { type: 'build.begun' }, /build\.begun/],
    ['a missing file', { file: 'nowhere.yaml' }, /nowhere\.yaml/],
    [
      'an artifact without a digest',
      { type: 'build.started', artifact: 'pkg:npm/left-pad@1.0.0' },
      /names no SHA-256 digest/,
    ],
    ['a wrong boolean', { type: 'build.started', 'fail-on-error': 'maybe' }, /fail-on-error/],
    ['a wrong format', { type: 'build.started', format: 'pigeon' }, /format/],
  ])('%s', async (_, inputs, reason) => {
    const fake = await startFake(accepts)
    const emit = await job.step('actions/emit', { store: fake.url, ...inputs })
    await fake.close()
    expect(emit.exitCode).toBe(2)
    expect(emit.annotations[0]).toMatchObject({ level: 'error' })
    expect(emit.annotations[0]?.message).toMatch(reason)
    expect(fake.received).toEqual([])
  })
})

describe('what cannot be delivered', () => {
  const build = { type: 'build.finished', artifact: DIGEST }

  test('does not break the build, is told with its reason, and goes with the next step that sends', async () => {
    const fake = await startFake(refuses(401, 'who are you'), accepts)
    const first = await job.step('actions/emit', { ...build, store: fake.url })
    expect(first).toMatchObject({ exitCode: 0, outputs: { sent: '0', undelivered: '1' } })
    expect(first.summary).toContain('could not be delivered')
    expect(first.summary).toContain('who are you')
    expect(first.annotations).toEqual([expect.objectContaining({ level: 'warning' })])

    const second = await job.step('actions/emit', { ...build, store: fake.url })
    expect(second).toMatchObject({ exitCode: 0, outputs: { sent: '2', undelivered: '0' }, summary: '' })
    const [refused, taken] = fake.received
    expect(eventsIn(taken!).map(({ context }) => context.id)).toContain(eventsIn(refused!)[0]?.context.id)

    const third = await job.step('actions/emit', { ...build, store: fake.url })
    expect(third.outputs).toMatchObject({ sent: '1' })
    await fake.close()
  })

  test('is never sent to another store', async () => {
    const [refusing, other] = [await startFake(refuses(403, 'no')), await startFake(accepts)]
    await job.step('actions/emit', { ...build, store: refusing.url })
    const second = await job.step('actions/emit', { ...build, store: other.url })
    expect(second.outputs).toMatchObject({ sent: '1' })
    expect(eventsIn(other.received[0]!)).toHaveLength(1)
    await Promise.all([refusing.close(), other.close()])
  })

  test('fails the step when that is asked for: exit 5', async () => {
    const fake = await startFake(refuses(401, 'who are you'))
    const emit = await job.step('actions/emit', { ...build, store: fake.url, 'fail-on-error': 'true' })
    await fake.close()
    expect(emit.exitCode).toBe(5)
    expect(emit.annotations).toEqual([expect.objectContaining({ level: 'error' })])
    expect(emit.annotations[0]?.message).toContain('who are you')
  })

  test('because nothing listens there is said by the reason of the network', async () => {
    const fake = await startFake()
    await fake.close()
    const emit = await job.step('actions/emit', { ...build, store: fake.url })
    expect(emit).toMatchObject({ exitCode: 0, outputs: { undelivered: '1' } })
    expect(emit.summary).toContain('ECONNREFUSED')
  })

  test('because no store is given is a warning, and a failure when that is asked for', async () => {
    const nowhere = createJob()
    const quiet = await nowhere.step('actions/emit', build)
    expect(quiet).toMatchObject({ exitCode: 0, outputs: { sent: '0', undelivered: '1' } })
    expect(quiet.annotations[0]?.message).toContain('TURNPIKE_STORE')
    const strict = await nowhere.step('actions/emit', { ...build, 'fail-on-error': 'true' })
    expect(strict.exitCode).toBe(2)
    nowhere.close()
  })

  test('a store that is busy for a moment is tried again', async () => {
    const fake = await startFake(refuses(503, 'busy', { 'retry-after': '0' }), accepts)
    const emit = await job.step('actions/emit', { ...build, store: fake.url })
    await fake.close()
    expect(emit).toMatchObject({ exitCode: 0, outputs: { sent: '1' }, summary: '' })
    expect(fake.received).toHaveLength(2)
  })
})

test.each([
  ['structured', 'application/cloudevents+json'],
  ['batch', 'application/cloudevents-batch+json'],
  ['binary', 'application/json'],
])('any CDEvents receiver gets events in the format %s', async (format, type) => {
  const sink = await startFake((_, response) => {
    response.writeHead(204).end()
  })
  const emit = await job.step('actions/emit', { type: 'build.started', store: sink.url, format })
  await sink.close()
  expect(emit).toMatchObject({ exitCode: 0, outputs: { sent: '1' } })
  expect(sink.received[0]?.headers['content-type']).toContain(type)
  if (format === 'binary')
    expect(sink.received[0]?.headers['ce-type']).toMatch(/^dev\.cdevents\.build\.started/)
})
