/** The gate action when the store fails: it never opens, and says what to do. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { DEPLOYER, DIGEST } from './policies.ts'
import { refuses, says, startFake, type Answer, type FakeStore } from './fake-store.ts'
import { createJob, type Job, type PhaseResult } from './run-action.ts'

const OTHER = `sha256:${'cd'.repeat(32)}`

let job: Job
let store: FakeStore | undefined

beforeEach(() => {
  job = createJob()
})
afterEach(async () => {
  job.close()
  await store?.close()
  store = undefined
})

async function ask(answers: Answer[], inputs: Record<string, string> = {}): Promise<PhaseResult> {
  store = await startFake(...answers)
  return await job.step('actions/gate', {
    store: store.url,
    token: DEPLOYER,
    artifact: DIGEST,
    environment: 'production',
    ...inputs,
  })
}

/** Nothing of an open gate, and a page that says what to do. */
function expectClosed(gate: PhaseResult, exitCode = 5): void {
  expect(gate.exitCode).toBe(exitCode)
  expect(gate.outputs).toEqual({ verdict: 'error' })
  expect(gate.summary).toContain('**What to do:**')
  expect(
    gate.annotations.some(({ level, message }) => level === 'error' && message.includes('What to do:')),
  ).toBe(true)
}

const FINDING = {
  rule: 'unit-tests',
  policy: 'production',
  kind: 'evidence',
  title: 'Unit tests',
  result: 'pass',
  enforce: 'block',
  reason: 'evidence-found',
  required: 'success',
  found: 'success',
  controls: [],
  evidence: [],
  refused: [],
}

const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

/** An allow as a store answers it, to the question it was asked but for the changes. */
const answers =
  (changes: Record<string, unknown> = {}): Answer =>
  ({ body }, response) => {
    const { request } = JSON.parse(body) as { request: object }
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(decision({ ...changes, request: { ...request, ...(changes.request as object | undefined) } }))
  }

/** An allow. */
const decision = (changes: object): string =>
  JSON.stringify({
    apiVersion: 'turnpike/v1',
    kind: 'Decision',
    id: '018f3c5a-7c1e-7d3a-9b1e-0123456789ab',
    verdict: 'allow',
    mode: 'enforce',
    summary: 'All checks pass.',
    organisation: 'default',
    request: { artifacts: [{ digest: DIGEST }], environment: 'production' },
    requester: { kind: 'token', id: 'token:deployer' },
    policies: [],
    evaluator: { name: 'turnpike', version: '0' },
    position: 1,
    watermarks: [],
    decidedAt: minutesFromNow(0),
    expiresAt: minutesFromNow(15),
    findings: [FINDING],
    disabled: [],
    notices: [],
    waivers: [],
    overrides: [],
    timeline: [],
    ...changes,
  })

describe('the gate stays closed', () => {
  test('F11: when nothing listens at the address', async () => {
    const gone = await startFake()
    await gone.close()
    const gate = await job.step('actions/gate', {
      store: gone.url,
      artifact: DIGEST,
      environment: 'production',
    })
    expectClosed(gate)
    expect(gate.summary).toContain('ECONNREFUSED')
  })

  test('when the token is not known: 401, and the summary says which input', async () => {
    const gate = await ask([refuses(401, 'The token is not one of those this store knows.')])
    expectClosed(gate)
    expect(gate.summary).toContain('TURNPIKE&#95;TOKEN')
    expect(store?.received).toHaveLength(1)
  })

  test('when the address answers 404', async () => expectClosed(await ask([refuses(404, 'Not found')])))

  test('when a page answers instead of a store', async () => {
    expectClosed(await ask([says('<html>Log in</html>')]))
  })

  test('when the answer is JSON and no decision', async () => {
    expectClosed(await ask([says('{"verdict":"allow"}', 'application/json')]))
  })

  test('when the store refuses the question: exit 2', async () => {
    expectClosed(await ask([refuses(422, 'artifacts must not be empty')]), 2)
  })

  test.each([
    [
      'another artifact (F9)',
      { request: { artifacts: [{ digest: OTHER }], environment: 'production' } },
      /other artifacts/,
    ],
    [
      'one artifact more',
      { request: { artifacts: [{ digest: DIGEST }, { digest: OTHER }], environment: 'production' } },
      /other artifacts/,
    ],
    [
      'another environment',
      { request: { artifacts: [{ digest: DIGEST }], environment: 'staging' } },
      /staging/,
    ],
    ['another service', { request: { service: 'other' } }, /service/],
    [
      'another run of this gate',
      { request: { run: 'https://github.com/acme/webshop/actions/runs/1' } },
      /run/,
    ],
    ['somebody else', { request: { actor: 'urn:user:mallory' } }, /actor/],
    ['a time that is over', { decidedAt: minutesFromNow(-21), expiresAt: minutesFromNow(-6) }, /ended at/],
    ['a dry run', { mode: 'dry-run' }, /dry-run/],
    ['a replay (F20)', { mode: 'replay' }, /replay/],
    ['an unknown verdict (F10)', { verdict: 'allowed' }, /not a decision/],
    ['no finding at all (F3)', { findings: [] }, /contradicts itself/],
  ])('when the answer is an allow for %s', async (_, changes, reason) => {
    const gate = await ask([answers(changes)])
    expectClosed(gate)
    expect(gate.summary).toMatch(reason)
  })

  test('F11: when the stream ends without a decision', async () => {
    const breaks: Answer = (_, response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(`event: pending\ndata: ${decision({ verdict: 'pending' })}\n\n`)
    }
    expectClosed(await ask([breaks, refuses(400, 'no')]), 2)
  })
})

test('a store that is ill for a moment is asked again', async () => {
  const gate = await ask([refuses(503, 'busy', { 'retry-after': '0' }), answers()])
  expect(gate).toMatchObject({ exitCode: 0, outputs: { verdict: 'allow', allowed: 'true' } })
  expect(store?.received).toHaveLength(2)
})

test('the question goes to the store with the token, and the token is nowhere else', async () => {
  const gate = await ask([answers()], { service: 'webshop' })
  expect(store?.received[0]?.headers.authorization).toBe(`Bearer ${DEPLOYER}`)
  expect(gate.masks).toEqual([DEPLOYER])
  expect(gate.stdout.replaceAll(`::add-mask::${DEPLOYER}`, '')).not.toContain(DEPLOYER)
  expect(gate.summary).not.toContain(DEPLOYER)
})

describe('mode warn', () => {
  test('lets the step pass when the store is gone, shows it loudly, and opens nothing', async () => {
    const gate = await ask([refuses(401, 'no')], { mode: 'warn' })
    expect(gate.exitCode).toBe(0)
    expect(gate.outputs).toEqual({ verdict: 'error' })
    expect(gate.summary).toContain('mode warn lets this job go on')
    expect(gate.annotations).toEqual([
      expect.objectContaining({ level: 'warning', title: 'Turnpike gate: not asked' }),
    ])
  })

  test('does not let a wrong question pass: exit 2', async () => {
    expectClosed(await ask([refuses(422, 'no')], { mode: 'warn' }), 2)
  })
})
