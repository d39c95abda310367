/**
 * The deploy action without a runner: what it asks, sends, says and keeps. Over 300 lines: one table of how a deployment
 * may end, with the stage it needs.
 */
import { describe, expect, test } from '@jest/globals'
import { runDeployFinish } from '../../src/actions/deploy-finish.ts'
import { runDeployStart, type DeployInputs } from '../../src/actions/deploy.ts'
import { readDeployInputs } from '../../src/actions/deploy-inputs.ts'
import { validate } from '../../src/cdevents/validate.ts'
import { TurnpikeError } from '../../src/errors.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { allow, deny } from '../report/sample-decisions.ts'
import { accepted, fakeWorld, githubHost, type FakeAnswers, type FakeWorld } from './surroundings.ts'

const LEASE = {
  id: 'lease-7',
  environment: 'production',
  fencing: 7,
  holder: 'https://ci.example.org/1',
  until: '2099-01-01T00:00:00Z',
}
const ALLOW: Decision = { ...allow, expiresAt: '2099-01-01T00:00:00.000Z', lease: LEASE }
const [A] = ALLOW.request.artifacts
const NEXT = {
  position: 1,
  environment: { id: ALLOW.request.environment, known: true },
  service: 'shop',
  type: 'service.upgraded',
  again: false,
}

const INPUTS: DeployInputs = {
  store: 'https://store.example.org',
  artifact: ALLOW.request.artifacts.map(({ digest }) => digest),
  environment: ALLOW.request.environment,
  service: 'shop',
  policy: [],
  policyFiles: [],
  mode: 'enforce',
  status: '',
}

/** A host that keeps state, as GitHub's does. */
function remembering(state: Record<string, string> = {}, env: Record<string, string> = {}) {
  const host = githubHost(env)
  return Object.assign(host, {
    kept: state,
    saveState: async (name: string, value: string) => void (state[name] = value),
    state: (name: string) => state[name] ?? '',
  })
}

interface Deployment {
  world: FakeWorld
  host: ReturnType<typeof remembering>
  codes: number[]
}

/** A deployment from beginning to end. */
async function deploy(
  answers: FakeAnswers = {},
  given: Partial<DeployInputs> = {},
  status = 'success',
): Promise<Deployment> {
  const world = fakeWorld({ answer: ALLOW, get: () => NEXT, ...answers })
  const host = remembering()
  const start = await runDeployStart({ ...INPUTS, ...given }, host, world)
  const finish = await runDeployFinish({ ...INPUTS, ...given, status }, host, world)
  return { world, host, codes: [start, finish] }
}

const types = ({ sent }: FakeWorld) =>
  sent.map(({ context }) => context.type.split('.').slice(2, 4).join('.'))

test('asks, looks what runs, tells the start, and at the end what it was; then gives the lease back', async () => {
  const { world, host, codes } = await deploy()
  expect(codes).toEqual([0, 0])
  expect(world.got).toEqual([
    `v1/environments/${encodeURIComponent(INPUTS.environment)}/deployment?service=shop&artifact=${encodeURIComponent(A!.digest)}`,
  ])
  expect(types(world)).toEqual([
    'pipelinerun.started',
    'taskrun.started',
    'service.upgraded',
    'taskrun.finished',
  ])
  for (const event of world.sent) expect(validate(event)).toMatchObject({ valid: true })
  expect(world.posted).toEqual([
    { path: 'v1/leases/lease-7/release', value: { run: host.facts.run.id, reason: 'deployed' } },
  ])
  expect(host.annotations.filter(({ title }) => title.startsWith('Turnpike deploy'))).toEqual([])
})

test('its gate is the gate: the same question, the same code, the same outputs', async () => {
  for (const answer of [ALLOW, deny, new TurnpikeError('STORE_UNREACHABLE', 'gone')]) {
    const { runGate } = await import('../../src/actions/gate.ts')
    const [gated, deployed] = [fakeWorld({ answer }), fakeWorld({ answer, get: () => NEXT })]
    const [one, other] = [remembering(), remembering()]
    const codes = [await runGate(INPUTS, one, gated), await runDeployStart(INPUTS, other, deployed)]
    expect(codes[1]).toBe(codes[0])
    expect(deployed.asked).toEqual(gated.asked)
    const { permit, ...outputs } = other.outputs
    expect(outputs).toEqual(one.outputs)
    expect(permit === undefined).toBe(codes[0] !== 0)
  }
})

describe('what ran before', () => {
  test('that cannot be asked before is asked again after', async () => {
    let asked = 0
    const { world, host } = await deploy({
      get: () => {
        asked += 1
        if (asked === 1) throw new TurnpikeError('STORE_UNREACHABLE', 'gone')
        return NEXT
      },
    })
    expect(types(world)).toContain('service.upgraded')
    expect(host.annotations.map(({ title }) => title)).not.toContain(
      'Turnpike deploy: what ran before is not known',
    )
  })

  test.each([
    ['the store is gone', () => new TurnpikeError('STORE_UNREACHABLE', 'gone')],
    [
      'the store knows no such address',
      () => new TurnpikeError('STORE_REFUSED', 'nothing is there', { status: 404 }),
    ],
    ['it answers something else', () => undefined],
  ])('is told as deployed, with a warning, when %s; no environment is made of a guess', async (_, answer) => {
    const { world, host, codes } = await deploy({
      get: () => {
        const error = answer()
        if (error !== undefined) throw error
        return { type: 'service.exploded' }
      },
    })
    expect(codes).toEqual([0, 0])
    expect(types(world)).toEqual([
      'pipelinerun.started',
      'taskrun.started',
      'service.deployed',
      'taskrun.finished',
    ])
    expect(host.annotations.map(({ title }) => title)).toContain(
      'Turnpike deploy: what ran before is not known',
    )
  })
})

describe('never breaks', () => {
  test('events that do not arrive are said, and change no code', async () => {
    const error = new TurnpikeError('STORE_UNREACHABLE', 'gone')
    const { host, codes } = await deploy({
      deliver: (events) => ({ receipts: [], undelivered: [...events], error }),
    })
    expect(codes).toEqual([0, 0])
    expect(host.outputs.allowed).toBe('true')
    expect(host.summaries.join('')).toContain('did not arrive')
  })

  test('a lease that cannot be given back is said, with what to do', async () => {
    const { host, codes } = await deploy({
      post: () => {
        throw new TurnpikeError('STORE_REFUSED', 'answers 403', { status: 403 })
      },
    })
    expect(codes).toEqual([0, 0])
    expect(host.annotations.at(-1)).toMatchObject({
      level: 'warning',
      message: expect.stringContaining('turnpike lease release lease-7'),
    })
  })

  test.each([['{'], ['null'], ['[]'], ['{"task":1}'], ['{"task":"t","environment":"e","service":"s"}']])(
    'what main left and cannot be read (%s) is told, and nothing is made of it',
    async (text) => {
      const world = fakeWorld()
      const host = remembering({ 'turnpike-deploy': text })
      expect(await runDeployFinish({ ...INPUTS, status: 'success' }, host, world)).toBe(0)
      expect(world.sent).toEqual([])
      expect(host.lines.join('\n')).toContain('cannot be read')
    },
  )

  test('a summary that cannot be written changes nothing', async () => {
    const world = fakeWorld({ answer: ALLOW, get: () => NEXT })
    const host = remembering()
    await runDeployStart(INPUTS, host, world)
    host.summary = async () => Promise.reject(new Error('no page'))
    expect(await runDeployFinish({ ...INPUTS, status: 'success' }, host, world)).toBe(0)
    expect(world.posted).toHaveLength(1)
  })
})

describe('what did not come to pass', () => {
  test('a step that was killed while it asked is told as cancelled, from its beginning', async () => {
    const world = fakeWorld()
    const host = remembering()
    // Main got no further than its first words.
    const { saveState } = host
    let saves = 0
    host.saveState = async (name, value) => {
      saves += 1
      if (saves === 1) await saveState(name, value)
    }
    await runDeployStart(INPUTS, host, fakeWorld({ answer: ALLOW, get: () => NEXT }))
    await runDeployFinish({ ...INPUTS, status: 'cancelled' }, host, world)
    expect(types(world)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
    expect(world.sent.at(-1)?.subject.content.outcome).toBe('cancel')
  })

  test('a cancel after the allow gives the lease back that it took', async () => {
    const cancelled = new AbortController()
    const world = fakeWorld({ answer: ALLOW, get: () => NEXT, signal: cancelled.signal })
    const host = remembering()
    const summary = host.summary.bind(host)
    host.summary = async (text) => (cancelled.abort(), summary(text))
    expect(await runDeployStart(INPUTS, host, world)).toBe(5)
    expect(host.outputs).not.toHaveProperty('permit')
    host.summary = summary
    await runDeployFinish({ ...INPUTS, status: 'cancelled' }, host, world)
    expect(types(world)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
    expect(world.posted).toHaveLength(1)
  })

  test.each([
    ['a word nobody knows', 'exploded', 'error'],
    ['no word', '', 'error'],
    ['a job that goes on', 'in_progress', 'error'],
  ])('%s is no success', async (_, status, outcome) => {
    const { world } = await deploy({}, {}, status)
    expect(world.sent.at(-1)?.subject.content.outcome).toBe(outcome)
    expect(types(world)).not.toContain('service.upgraded')
  })

  test.each(['failure', 'cancelled'])('no service is told of a job that ended with %s', async (status) => {
    const { world } = await deploy({}, {}, status)
    expect(types(world)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
  })

  test('nothing is told twice: what the gate stopped tells its beginning at its end', async () => {
    const { world } = await deploy({ answer: { ...deny, request: { ...deny.request, ...ALLOW.request } } })
    expect(types(world)).toEqual(['pipelinerun.started', 'taskrun.started', 'taskrun.finished'])
  })
})

test('an allow that was over before the deployment was is a warning, and it is told', async () => {
  const world = fakeWorld({ answer: ALLOW, get: () => NEXT })
  const host = remembering()
  await runDeployStart(INPUTS, host, world)
  const later = { ...world, now: () => '2099-06-01T00:00:00.000Z' }
  await runDeployFinish({ ...INPUTS, status: 'success' }, host, later)
  expect(types(world)).toContain('service.upgraded')
  expect(host.annotations.map(({ title }) => title)).toContain(
    'Turnpike deploy: the allow was over before the deployment was',
  )
})

test('is taken for its beginning what is sent after the allow: one event, whichever phase sends it', async () => {
  let down = true
  const error = new TurnpikeError('STORE_UNREACHABLE', 'gone')
  const world = fakeWorld({
    answer: ALLOW,
    get: () => NEXT,
    deliver: (events) => (down ? { receipts: [], undelivered: [...events], error } : accepted(events)),
  })
  const host = remembering()
  await runDeployStart(INPUTS, host, world)
  down = false
  await runDeployFinish({ ...INPUTS, status: 'success' }, host, world)
  const starts = world.sent.filter(({ context }) => context.type.includes('taskrun.started'))
  expect(new Set(starts.map((event) => JSON.stringify(event))).size).toBe(1)
})

test('names of places come from strangers: the page and the log obey none of them', async () => {
  const hostile = 'x](javascript:1)\n::error::y <img src=q onerror=z>'
  const { host } = await deploy({ answer: deny }, { service: hostile })
  const page = host.summaries.at(-1) ?? ''
  expect(page).not.toContain('<img')
  expect(page).not.toContain('](javascript')
  // A heading, an empty line, and why: the names end no line and begin none.
  expect(page.trim().split('\n')).toHaveLength(3)
})

test('the inputs are those of the gate and its own', () => {
  const env = {
    INPUT_STORE: 'https://store.example.org',
    INPUT_ARTIFACT: A!.digest,
    INPUT_ENVIRONMENT: 'production',
    'INPUT_ENVIRONMENT-URL': 'https://shop.example.org',
    'INPUT_JOB-STATUS': 'success',
    INPUT_SIGN: 'key',
  }
  expect(readDeployInputs(env)).toMatchObject({
    environment: 'production',
    environmentUrl: 'https://shop.example.org',
    status: 'success',
    sign: 'key',
  })
  expect(() => readDeployInputs({ ...env, INPUT_ARTIFACT: '' })).toThrow('input artifact')
})

test('a deployment that names no service is told under the name of the repository, and the notice says so', async () => {
  const world = fakeWorld({ answer: ALLOW, get: () => NEXT })
  const host = remembering()
  const { service: _, ...nameless } = INPUTS
  await runDeployStart(nameless, host, world)
  await runDeployFinish({ ...nameless, status: 'success' }, host, world)
  const name = host.facts.repository.name.split('/').at(-1)
  expect(world.asked).toEqual([expect.not.objectContaining({ service: expect.anything() })])
  expect(world.got[0]).toContain(`service=${name}`)
  expect(host.annotations).toContainEqual(
    expect.objectContaining({
      level: 'notice',
      title: 'Turnpike deploy: no service is named',
      message: expect.stringContaining(`told as one of ${name}, the name of the repository`),
    }),
  )
})
