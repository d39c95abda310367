import { describe, expect, test } from '@jest/globals'
import { runGate } from '../../src/actions/gate.js'
import { TurnpikeError } from '../../src/errors.js'
import { allow, deny, pending } from '../report/sample-decisions.js'
import { fakeWorld, githubHost } from './surroundings.js'
const inputsFor = ({ request, mode }, more = {}) => ({
  store: 'https://store.example.org',
  token: 'secret-token',
  artifact: request.artifacts.map(({ digest }) => digest),
  environment: request.environment,
  policy: [],
  policyFiles: [],
  mode: mode === 'warn' ? 'warn' : 'enforce',
  ...more,
})
describe('the order of things', () => {
  test('everything is shown before the gate opens, and the secret is hidden first of all', async () => {
    const host = githubHost()
    const steps = []
    const watched = {
      ...host,
      output: async (name) => void steps.push(`output ${name}`),
      summary: async () => void steps.push('summary'),
      annotate: async () => void steps.push('annotation'),
      secret: async () => void steps.push('secret'),
      log: () => void steps.push('log'),
    }
    expect(await runGate(inputsFor(allow), watched, fakeWorld({ answer: allow }))).toBe(0)
    expect(steps[0]).toBe('secret')
    expect(steps.indexOf('output verdict')).toBeGreaterThan(steps.lastIndexOf('summary'))
    expect(steps.indexOf('output verdict')).toBeGreaterThan(steps.lastIndexOf('annotation'))
    expect(steps.at(-1)).toBe('output allowed')
  })
  test('a cancel that comes after the allow and before the outputs keeps it closed', async () => {
    const host = githubHost()
    const cancelled = new AbortController()
    const late = { ...host, summary: async (text) => (cancelled.abort(), host.summary(text)) }
    const world = fakeWorld({ answer: allow, signal: cancelled.signal })
    expect(await runGate(inputsFor(allow), late, world)).toBe(5)
    expect(host.outputs).toEqual({ verdict: 'error' })
  })
})
describe('what cannot be written changes no verdict, and is told', () => {
  test('a report', async () => {
    const host = githubHost()
    const inputs = inputsFor(deny, { reports: { html: 'gate.html' } })
    expect(await runGate(inputs, host, fakeWorld({ answer: deny, refuseWriting: true }))).toBe(3)
    expect(host.outputs.verdict).toBe('deny')
    expect(host.annotations.map(({ message }) => message)).toContain(
      'Could not write the reports: the disk is full',
    )
  })
  test('the summary', async () => {
    const host = githubHost()
    const mute = { ...host, summary: async () => Promise.reject(new Error('no page')) }
    expect(await runGate(inputsFor(allow), mute, fakeWorld({ answer: allow }))).toBe(0)
    expect(host.outputs.allowed).toBe('true')
    expect(host.annotations.map(({ message }) => message)).toContain('Could not write the summary: no page')
  })
})
describe('reports', () => {
  test('are the decision in the formats that were asked for, and no other', async () => {
    const world = fakeWorld({ answer: allow })
    const reports = {
      json: 'a/d.json',
      junit: 'j.xml',
      markdown: 's.md',
      dotenv: 'gate.env',
      annotations: 'links.json',
    }
    await runGate(inputsFor(allow, { reports }), githubHost(), world)
    expect(Object.keys(world.written).sort()).toEqual(['a/d.json', 'gate.env', 'j.xml', 'links.json', 's.md'])
    const written = JSON.parse(world.written['a/d.json'] ?? '')
    expect({ ...written, request: allow.request }).toEqual(allow)
    expect(world.written['gate.env']).toContain('TURNPIKE_VERDICT=allow\n')
    expect(world.written['gate.env']).toContain('TURNPIKE_ALLOWED=true\n')
  })
  test('of a deny hand on no permission', async () => {
    const world = fakeWorld({ answer: deny })
    await runGate(inputsFor(deny, { reports: { dotenv: 'gate.env' } }), githubHost(), world)
    expect(world.written['gate.env']).toContain('TURNPIKE_VERDICT=deny\n')
    expect(world.written['gate.env']).not.toMatch(/ALLOWED|EXPIRES/)
  })
  test('are there without a verdict, too: the dotenv says error', async () => {
    const world = fakeWorld({ answer: new TurnpikeError('STORE_UNREACHABLE', 'gone') })
    await runGate(
      inputsFor(allow, { reports: { dotenv: 'gate.env', junit: 'j.xml', markdown: 's.md' } }),
      githubHost(),
      world,
    )
    expect(world.written['gate.env']).toBe('TURNPIKE_VERDICT=error\n')
    expect(world.written['j.xml']).toMatch(/<error[^]*gone/)
    expect(world.written['s.md']).toContain('What to do')
  })
})
describe('the question', () => {
  const questionFor = async (inputs, host = githubHost()) => {
    const world = fakeWorld({ answer: deny, files: { 'own.yaml': 'kind: Policy' } })
    await runGate(inputsFor(deny, inputs), host, world)
    return world.asked[0].request
  }
  const pull = () =>
    githubHost(
      { GITHUB_EVENT_NAME: 'pull_request' },
      { pull_request: { number: 7, html_url: 'https://github.com/acme/webshop/pull/7', user: { id: 42 } } },
    )
  const CHANGE = { id: 'https://github.com/acme/webshop/pull/7', author: 'urn:github:user:42' }
  test('auto takes the change of the event, with its author', async () => {
    expect((await questionFor({ change: 'auto' }, pull())).change).toEqual(CHANGE)
  })
  test('a change that is the event’s own keeps its author, any other has none to keep', async () => {
    expect((await questionFor({ change: CHANGE.id }, pull())).change).toEqual(CHANGE)
    expect((await questionFor({ change: 'CHG-1' }, pull())).change).toEqual({ id: 'CHG-1' })
  })
  test('auto on a push without a token asks without a change', async () => {
    expect((await questionFor({ change: 'auto' })).change).toBeUndefined()
  })
  test('names policies, files, mode and wait', async () => {
    const world = fakeWorld({ answer: deny, files: { 'own.yaml': 'kind: Policy' } })
    await runGate(
      inputsFor(deny, { policy: ['base'], policyFiles: ['own.yaml'], wait: '5m', actor: 'urn:user:alice' }),
      githubHost(),
      world,
    )
    expect(world.asked[0]).toMatchObject({
      mode: 'enforce',
      wait: '5m',
      policyFiles: [{ name: 'own.yaml', text: 'kind: Policy' }],
      request: { policies: ['base'], actor: 'urn:user:alice' },
    })
  })
  test('is not asked when a policy file cannot be read: exit 2', async () => {
    const world = fakeWorld({ answer: allow })
    expect(await runGate(inputsFor(allow, { policyFiles: ['nowhere.yaml'] }), githubHost(), world)).toBe(2)
    expect(world.asked).toEqual([])
  })
})
test('hostile reasons cannot forge the page of a gate that was not asked', async () => {
  const host = githubHost()
  const answer = new TurnpikeError(
    'STORE_REFUSED',
    '## ✅ Ready\n\n<img src=x onerror=alert(1)> [go](javascript:x) @everyone',
    { status: 500 },
  )
  expect(await runGate(inputsFor(allow), host, fakeWorld({ answer }))).toBe(5)
  expect(host.summaries.join('')).not.toMatch(/^## ✅|<img|\]\(javascript|[^;]@everyone/m)
})
test('a defect of ours closes the gate, too', async () => {
  const host = githubHost()
  expect(await runGate(inputsFor(allow), host, fakeWorld({ answer: new TypeError('oops') }))).toBe(5)
  expect(host.failure?.message).toContain('oops')
})
test.each([
  [allow, 0],
  [deny, 3],
  [pending, 4],
])('the exit code is that of the verdict', async (decision, code) => {
  const host = githubHost()
  expect(await runGate(inputsFor(decision), host, fakeWorld({ answer: decision }))).toBe(code)
  expect(host.failure?.exitCode).toBe(code === 0 ? undefined : code)
})
test.each([
  ['another change', { request: { change: { id: 'CHG-2' } } }],
  ['another run', { request: { run: 'https://github.com/acme/webshop/actions/runs/1' } }],
  ['no service', { request: { service: undefined } }],
  ['none of the policies it was asked to judge by', { policies: [] }],
  [
    'the time before it ended',
    { expiresAt: '2026-11-21T07:54:00.000Z', decidedAt: '2026-11-21T07:40:00.000Z' },
  ],
])('an allow for %s opens nothing', async (_, changes) => {
  const host = githubHost()
  const world = fakeWorld({ answer: allow, files: { 'own.yaml': 'kind: Policy' } })
  const inputs = inputsFor(allow, { service: 'webshop', policy: ['base'], policyFiles: ['own.yaml'] })
  const honest = world.client({ url: '' })
  const asked = { ...world, client: () => honest }
  expect(await runGate(inputs, githubHost(), asked)).toBe(0)
  const lying = async (body) => {
    const answer = await honest.ask(body)
    return { ...answer, ...changes, request: { ...answer.request, ...changes.request } }
  }
  expect(await runGate(inputs, host, { ...world, client: () => ({ ...honest, ask: lying }) })).toBe(5)
  expect(host.outputs).toEqual({ verdict: 'error' })
})
