/** Whoever opens a pull request changes turnpike.yaml, and nothing of the workflow that asks the gate. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runDeployStart } from '../../src/actions/deploy.ts'
import { runGate, type GateInputs } from '../../src/actions/gate.ts'
import type { GateRequest } from '../../src/policy/decision.ts'
import { governs } from '../../src/policy/applies.ts'
import { allow } from '../report/sample-decisions.ts'
import { fakeWorld, githubHost } from '../actions/surroundings.ts'

const FILES = {
  'turnpike.yaml': 'apiVersion: turnpike/v1\nkind: Project\nservice: docs\n',
  'score.yaml': 'apiVersion: score.dev/v1b1\nmetadata: { name: docs }\n',
}
const INPUTS: GateInputs = {
  store: 'https://store.example.org',
  artifact: allow.request.artifacts.map(({ digest }) => digest),
  environment: allow.request.environment,
  policy: [],
  policyFiles: [],
  mode: 'enforce',
}

const before = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'turnpike-attack-'))
beforeAll(() => process.chdir(folder))
afterAll(() => {
  process.chdir(before)
  rmSync(folder, { recursive: true, force: true })
})

describe.each(Object.entries(FILES))('another service in %s', (file, text) => {
  beforeAll(() => writeFileSync(join(folder, file), text))
  afterAll(() => rmSync(join(folder, file)))

  const steps = {
    gate: runGate,
    deploy: (inputs: GateInputs, ...rest: [ReturnType<typeof githubHost>, ReturnType<typeof fakeWorld>]) =>
      runDeployStart({ ...inputs, status: '' }, ...rest),
  }
  test.each(Object.entries(steps))('takes no policy for this one out of force: %s', async (_, step) => {
    const world = fakeWorld({ answer: allow })
    const host = githubHost()
    await step(INPUTS, host, world)
    const [asked] = world.asked as { request: GateRequest }[]
    expect(asked?.request.service).toBeUndefined()
    const applies = { environments: ['*'], services: ['webshop'] } as never
    expect(governs({ applies }, asked!.request)).toBe(true)
    expect(governs({ applies }, { ...asked!.request, service: 'docs' })).toBe(false)
    expect(host.lines.join('\n') + JSON.stringify(host.annotations)).toContain('docs')
  })

  test('names what the workflow names by no other name', async () => {
    const world = fakeWorld({ answer: allow })
    await runGate({ ...INPUTS, service: 'webshop' }, githubHost(), world)
    expect(world.asked).toMatchObject([{ request: { service: 'webshop' } }])
  })
})
