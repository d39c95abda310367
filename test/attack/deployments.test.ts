/** What may be left where a deployment ends, and what a store may answer that is none. */
import { describe, expect, test } from '@jest/globals'
import { runDeployFinish } from '../../src/actions/deploy-finish.ts'
import { runDeployStart, type DeployInputs } from '../../src/actions/deploy.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { allow, deny } from '../report/sample-decisions.ts'
import { fakeWorld, githubHost, type FakeAnswers } from '../actions/surroundings.ts'

const ALLOW: Decision = { ...allow, expiresAt: '2099-01-01T00:00:00.000Z' }
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

function hostWith(state: Record<string, string>, env: Record<string, string> = {}) {
  return Object.assign(githubHost(env), {
    saveState: async (name: string, value: string) => void (state[name] = value),
    state: (name: string) => state[name] ?? '',
  })
}

async function deployed(answers: FakeAnswers, status = 'success', end: Record<string, string> = {}) {
  const state: Record<string, string> = {}
  const world = fakeWorld(answers)
  await runDeployStart(INPUTS, hostWith(state), world)
  const host = hostWith(state, end)
  await runDeployFinish({ ...INPUTS, status }, host, world)
  return { host, types: world.sent.map(({ context }) => context.type.split('.').slice(2, 4).join('.')) }
}

describe('what the beginning left', () => {
  test('by another run on the same machine is not told again', async () => {
    expect((await deployed({ answer: ALLOW })).types).toContain('service.deployed')
    const { host, types } = await deployed({ answer: ALLOW }, 'success', { GITHUB_RUN_ID: '9999' })
    expect(types).toEqual(['pipelinerun.started', 'taskrun.started'])
    expect(host.lines.join('\n')).toContain('of another run')
  })

  test.each([
    ['nothing of what is needed', '{"allowed":true,"answered":true,"code":0}'],
    ['a prototype', '{"__proto__":{"task":"a","environment":"production","service":"shop","code":0}}'],
    ['a list', '[]'],
    ['no JSON', 'allowed'],
  ])('is nothing where it is %s', async (_, text) => {
    const world = fakeWorld()
    await runDeployFinish({ ...INPUTS, status: 'success' }, hostWith({ 'turnpike-deploy': text }), world)
    expect(world.sent).toEqual([])
  })
})

describe('a service is told of only where the gate allowed it and the job says success', () => {
  test.each(['failure', 'cancelled', 'skipped', 'Success!', 'true', '', 'success\nfailure'])(
    'not for a job that says %j',
    async (status) => {
      const { types } = await deployed({ answer: ALLOW }, status)
      expect(types.filter((type) => type.startsWith('service.'))).toEqual([])
      expect(types).toContain('taskrun.finished')
    },
  )

  test('not where the gate said no, whatever the job says', async () => {
    const { types } = await deployed({ answer: deny })
    expect(types.filter((type) => type.startsWith('service.'))).toEqual([])
  })

  test('not for an answer about another environment or artifact', async () => {
    for (const request of [
      { ...ALLOW.request, environment: 'produсtion' },
      { ...ALLOW.request, artifacts: [{ digest: `sha256:${'0'.repeat(64)}` }] },
    ]) {
      const { types } = await deployed({ answer: { ...ALLOW, request } })
      expect(types.filter((type) => type.startsWith('service.'))).toEqual([])
    }
  })
})

describe('what a store says of what ran before', () => {
  test.each<[string, unknown]>([
    ['a type that is none', { type: 'service.removed' }],
    ['a name of the prototype', { type: 'constructor' }],
    ['nothing', null],
    ['a list', []],
    ['an event of another kind', { type: 'incident.resolved', environment: { known: false } }],
  ])('makes no other event: %s', async (_, answer) => {
    const { types, host } = await deployed({ answer: ALLOW, get: () => answer })
    expect(types.filter((type) => type.startsWith('service.'))).toEqual(['service.deployed'])
    expect(types.filter((type) => type.startsWith('environment.'))).toEqual([])
    expect(host.annotations.map(({ title }) => title)).toContain(
      'Turnpike deploy: what ran before is not known',
    )
  })

  test('is not printed where it is no digest', async () => {
    const running = { artifact: { digest: '::error::\u001B[31mx' } }
    const answer = { type: 'service.upgraded', environment: { known: true }, running }
    const { host, types } = await deployed({ answer: ALLOW, get: () => answer })
    expect(types).toContain('service.upgraded')
    expect(host.lines.join('\n')).not.toContain('::error')
  })
})
