/**
 * The deploy action: main and post as the runner runs them, against a real store in another process.
 * Over 300 lines: one store serves all of it, and a deployment is told step by step.
 */
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { validate } from '../../src/cdevents/validate.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { CI, DEPLOYER, TESTS_WAIT, TOKENS } from './policies.ts'
import { createJob, type Job, type JobOptions } from './run-action.ts'
import { startStore, type StoreProcess } from './store-process.ts'

const LEASED = `${TESTS_WAIT.replace('[production]', '[production, qa]')
  .replace("  ci: { id: 'token:ci' }\n", "  ci: { id: 'token:ci' }\n  ops: { id: 'token:deployer' }\n")
  .replace(
    'onMissing: wait',
    'onMissing: deny',
  )}  - { id: one-at-a-time, kind: environment, lease: 15m, producer: [ops] }
`

let store: StoreProcess
let jobs: Job[]
let runs = 5000
let services = 0
let digests = 0

beforeAll(async () => {
  store = await startStore({ 'production.yaml': LEASED }, TOKENS)
})
afterAll(async () => await store.stop())
beforeEach(() => {
  jobs = []
})
afterEach(() => {
  for (const job of jobs) job.close()
})

function newJob(options: JobOptions = {}): Job {
  const job = createJob({
    ...options,
    github: { RUN_ID: String(++runs), ...options.github },
    env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: DEPLOYER, ...options.env },
  })
  jobs.push(job)
  return job
}

/** A digest that passed its tests. */
async function tested(): Promise<string> {
  const digest = `sha256:${(++digests).toString(16).padStart(64, 'd')}`
  const job = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI } })
  const { outputs } = await job.step('actions/emit', {
    type: 'testsuiterun.finished',
    artifact: digest,
    content: 'outcome: success',
  })
  job.close()
  expect(outputs.sent).toBe('1')
  return digest
}

interface Deployed {
  job: Job
  main: Awaited<ReturnType<Job['step']>>
  post: Awaited<ReturnType<Job['step']>>
  events: CDEvent[]
}

/** One deployment from beginning to end. */
async function deploy(
  inputs: Record<string, string>,
  options: JobOptions & { status?: Job['status'] } = {},
): Promise<Deployed> {
  const job = newJob(options)
  const main = await job.step('actions/deploy', { environment: 'production', ...inputs })
  job.status = options.status ?? job.status
  const [post] = await job.finish()
  return { job, main, post: post!, events: await eventsOf(runs) }
}

async function eventsOf(run: number): Promise<CDEvent[]> {
  return (await store.events(CI)).filter(
    ({ customData, context }) =>
      !context.type.includes('turnpike-') &&
      JSON.stringify(customData).includes(`/actions/runs/${run}/attempts/`),
  )
}
const newService = () => `shop-${++services}`
const short = ({ context }: CDEvent) => context.type.split('.').slice(2, 4).join('.')
const turnpike = (event: CDEvent | undefined) =>
  (event?.customData as { turnpike: Record<string, unknown> } | undefined)?.turnpike
const get = async (path: string) =>
  (await (
    await fetch(`${store.url}/${path}`, { headers: { authorization: `Bearer ${CI}` } })
  ).json()) as Record<string, never>
const leases = async () =>
  (await get('v1/leases?environment=production&limit=100')).leases as unknown as {
    id: string
    state: string
    service: string
  }[]

test('a first deployment is told from its start to its end, linked to the decision, and gives its lease back', async () => {
  const [artifact, service] = [await tested(), newService()]
  const { main, post, events } = await deploy({
    artifact,
    service,
    'environment-url': 'https://shop.example.org',
  })
  expect(main).toMatchObject({
    exitCode: 0,
    outputs: { allowed: 'true', 'artifact-digest': artifact },
    stderr: '',
  })
  expect(post).toMatchObject({ exitCode: 0, annotations: [], stderr: '' })
  expect(events.map(short)).toEqual([
    'pipelinerun.started',
    'taskrun.started',
    'environment.created',
    'service.deployed',
    'taskrun.finished',
  ])
  const [, started, place, told, finished] = events
  for (const event of events) expect(validate(event)).toMatchObject({ valid: true })
  expect(started?.subject.id).toMatch(/\/job\/77001#deploy-[0-9a-f]{8}$/)
  expect(finished?.subject).toMatchObject({ id: started?.subject.id, content: { outcome: 'success' } })
  expect(place?.subject).toMatchObject({
    id: 'production',
    content: { name: 'production', uri: 'https://shop.example.org/' },
  })
  expect(told?.subject).toMatchObject({
    id: service,
    content: { environment: { id: 'production' }, artifactId: artifact },
  })
  expect(told?.context.links).toEqual([
    { linkType: 'PATH', from: { contextId: started?.context.id } },
    { linkType: 'RELATION', linkKind: 'DECISION', target: { contextId: main.outputs['decision-id'] } },
  ])
  expect(turnpike(told)).toMatchObject({
    decision: main.outputs['decision-id'],
    fencing: Number(main.outputs['fencing-number']),
    artifacts: [{ digest: artifact }],
  })
  expect(await leases()).toContainEqual(
    expect.objectContaining({
      id: main.outputs.lease,
      service,
      state: expect.stringMatching(/^(released|deployed)$/),
    }),
  )
  expect(post.summary).toContain('Deployed')
  // What was allowed and told in order is no nonconformity.
  const { nonconformities } = await get(`v1/nonconformities?environment=production`)
  expect(JSON.stringify(nonconformities)).not.toContain(service)
})

test('the permit is one JSON text with everything that the deployment may want', async () => {
  const [artifact, service] = [await tested(), newService()]
  const { main } = await deploy({ artifact, service })
  expect(JSON.parse(main.outputs.permit ?? '')).toEqual({
    allowed: true,
    decisionId: main.outputs['decision-id'],
    decisionUrl: main.outputs['decision-url'],
    environment: 'production',
    service,
    artifactDigest: artifact,
    artifacts: [{ digest: artifact }],
    lease: main.outputs.lease,
    fencingNumber: Number(main.outputs['fencing-number']),
    expiresAt: main.outputs['expires-at'],
  })
})

test('the store says which it was: an upgrade, a way back, forward again, and the same again', async () => {
  const [a, b, service] = [await tested(), await tested(), newService()]
  const types: string[] = []
  for (const artifact of [a, b, a, b, b]) {
    const { events, post } = await deploy({ artifact, service })
    types.push(events.map(short).find((type) => type.startsWith('service.')) ?? '')
    expect(post.annotations).toEqual([])
  }
  expect(types).toEqual([
    'service.deployed',
    'service.upgraded',
    'service.rolledback',
    'service.upgraded',
    'service.deployed',
  ])
  const { services: running } = await get('v1/environments/production')
  expect(running).toContainEqual(
    expect.objectContaining({ service, artifact: expect.objectContaining({ digest: b }) }),
  )
})

test('the environment is told once, and again when its address is another one', async () => {
  const [artifact, service] = [await tested(), newService()]
  const kinds: string[] = []
  for (const url of [
    '',
    'https://a.example.org',
    'https://a.example.org/',
    'https://b.example.org',
    'no address',
  ]) {
    const { events } = await deploy({ artifact, service, environment: 'qa', 'environment-url': url })
    kinds.push(events.map(short).find((type) => type.startsWith('environment.')) ?? '-')
  }
  expect(kinds).toEqual(['environment.created', 'environment.modified', '-', 'environment.modified', '-'])
})

test('the address of the environment may come from a step of the job', async () => {
  const [artifact, service] = [await tested(), newService()]
  const job = newJob()
  await job.step('actions/deploy', {
    artifact,
    service,
    environment: 'production',
    'environment-url': 'https://${{ steps.again.outputs.verdict }}.example.org',
  })
  await job.step('actions/gate', { artifact, service, environment: 'production' }, { id: 'again' })
  await job.finish()
  const told = (await eventsOf(runs)).find((event) => short(event).startsWith('environment.'))
  expect(told?.subject.content.uri).toBe('https://allow.example.org/')
})

describe('a deployment that did not come to pass', () => {
  test.each([
    ['failure', 'failure'],
    ['cancelled', 'cancel'],
  ] as const)(
    'a job that ends with %s is a task with the outcome %s, no service, and no lease',
    async (status, outcome) => {
      const [artifact, service] = [await tested(), newService()]
      const { main, post, events } = await deploy({ artifact, service }, { status })
      expect(events.map(short)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
      expect(events.at(-1)?.subject.content.outcome).toBe(outcome)
      expect(post.exitCode).toBe(0)
      const lease = (await leases()).find(({ id }) => id === main.outputs.lease)
      expect(lease?.state).toBe('released')
    },
  )

  test('behind a closed gate: the step fails, nothing is handed on, and the task ended in an error', async () => {
    const [artifact, service] = [`sha256:${'0'.repeat(64)}`, newService()]
    const { main, post, events } = await deploy({ artifact, service })
    expect(main).toMatchObject({ exitCode: 3, outputs: { verdict: 'deny' } })
    for (const name of ['allowed', 'permit', 'lease', 'fencing-number', 'expires-at'])
      expect(main.outputs).not.toHaveProperty(name)
    expect(events.map(short)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
    expect(events.at(-1)?.subject.content).toMatchObject({
      outcome: 'error',
      errors: 'not deployed: the verdict of the gate is deny',
    })
    expect(post.exitCode).toBe(0)
  })

  test('in mode warn no service is told without an allow, although the job goes on and ends well', async () => {
    const [artifact, service] = [`sha256:${'1'.repeat(64)}`, newService()]
    const { main, job, events } = await deploy({ artifact, service, mode: 'warn' })
    expect([main.exitCode, main.outputs.allowed, job.status]).toEqual([0, undefined, 'success'])
    expect(events.at(-1)?.subject.content.outcome).toBe('error')
    expect(events.map(short)).not.toContain('service.deployed')
  })

  test('cancelled while the gate waits: the task is cancelled', async () => {
    const service = newService()
    const first = await deployHeld(await tested(), service)
    const job = newJob()
    const main = await job.step(
      'actions/deploy',
      { artifact: await tested(), service, environment: 'production', wait: '5m' },
      { cancelWhen: (log) => log.includes('Waiting: ') },
    )
    expect([main.exitCode, main.outputs.verdict]).toEqual([5, 'error'])
    job.status = 'cancelled'
    await job.finish()
    expect((await eventsOf(runs)).at(-1)?.subject.content.outcome).toBe('cancel')
    await first.finish()
  })

  test('with wrong inputs nothing is asked and nothing told', async () => {
    const job = newJob()
    const main = await job.step('actions/deploy', { artifact: '', environment: '', mode: 'odd' })
    expect(main.exitCode).toBe(2)
    await job.finish()
    expect(await eventsOf(runs)).toEqual([])
  })
})

/** A deployment that has begun and holds its lease. */
async function deployHeld(artifact: string, service: string): Promise<Job> {
  const job = newJob()
  const main = await job.step('actions/deploy', { artifact, service, environment: 'production' })
  expect(main.outputs.allowed).toBe('true')
  return job
}

test('one at a time: the next deployment waits for the lease, and opens when the first one has ended', async () => {
  const [a, b, service] = [await tested(), await tested(), newService()]
  const first = await deployHeld(a, service)
  let finishing: Promise<unknown> | undefined
  const second = newJob()
  const run = runs
  const main = await second.step(
    'actions/deploy',
    { artifact: b, service, environment: 'production', wait: '5m' },
    {
      onLog: (log) => {
        if (log.includes('Waiting: ')) finishing ??= first.finish()
      },
    },
  )
  await finishing
  expect(main.outputs.allowed).toBe('true')
  await second.finish()
  // It was judged when the first one ran already.
  expect((await eventsOf(run)).map(short)).toContain('service.upgraded')
})

test('two deployments in one job are two tasks', async () => {
  const [artifact, one, two] = [await tested(), newService(), newService()]
  const job = newJob()
  for (const service of [one, two])
    await job.step('actions/deploy', { artifact, service, environment: 'production' })
  await job.finish()
  const events = await eventsOf(runs)
  const tasks = new Set(
    events.filter((event) => short(event) === 'taskrun.finished').map(({ subject }) => subject.id),
  )
  expect(tasks.size).toBe(2)
  expect(
    events.filter((event) => short(event) === 'service.deployed').map(({ subject }) => subject.id),
  ).toEqual([two, one])
})

test('without a service the gate is asked for none, and the repository is what was deployed', async () => {
  const { events, main } = await deploy({ artifact: await tested() })
  expect(main.exitCode).toBe(0)
  expect(events.find((event) => short(event).startsWith('service.'))?.subject.id).toBe('webshop')
})

test('a file is deployed by its digest, also when it is gone at the end', async () => {
  const job = newJob()
  writeFileSync(join(job.workspace, 'shop.tar'), 'the shop')
  const ci = createJob({ env: { TURNPIKE_STORE: store.url, TURNPIKE_TOKEN: CI } })
  writeFileSync(join(ci.workspace, 'shop.tar'), 'the shop')
  await ci.step('actions/emit', {
    type: 'testsuiterun.finished',
    artifact: 'shop.tar',
    content: 'outcome: success',
  })
  ci.close()
  const service = newService()
  const main = await job.step('actions/deploy', { artifact: 'shop.tar', service, environment: 'production' })
  const digest = `sha256:${hash('sha256', 'the shop')}`
  expect(main.outputs['artifact-digest']).toBe(digest)
  writeFileSync(join(job.workspace, 'shop.tar'), 'something else by now')
  await job.finish()
  const told = (await eventsOf(runs)).find(({ subject }) => subject.id === service)
  expect(turnpike(told)?.artifacts).toEqual([{ digest, purl: `pkg:generic/shop.tar?checksum=${digest}` }])
})

test('a store that is gone at the end breaks no build: what was not told, and the lease that is held, are said', async () => {
  const own = await startStore({ 'production.yaml': LEASED }, TOKENS)
  const job = newJob({ env: { TURNPIKE_STORE: own.url } })
  try {
    const artifact = `sha256:${'e'.repeat(64)}`
    await job.step(
      'actions/emit',
      { type: 'testsuiterun.finished', artifact, content: 'outcome: success' },
      { env: { TURNPIKE_TOKEN: CI } },
    )
    const token = { env: { TURNPIKE_TOKEN: DEPLOYER } }
    const main = await job.step(
      'actions/deploy',
      { artifact, service: 'shop', environment: 'production', token: DEPLOYER },
      token,
    )
    expect(main.outputs.allowed).toBe('true')
  } finally {
    await own.stop()
  }
  const [post] = await job.finish()
  expect([post?.exitCode, job.status]).toEqual([0, 'success'])
  expect(post?.annotations.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Turnpike: events not in the store', 'Turnpike deploy: the lease is still held']),
  )
  expect(post?.summary).toContain('did not arrive')
}, 120_000)
