/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return -- answers are read freely */
/** Judged again: what somebody took on themselves, what an allow took for itself, and what another organisation said. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Shelf } from '../../src/policy/shelf.ts'
import { putOverride, putWaiver } from '../policy/exceptions-scene.ts'
import { NOW, policyText } from '../policy/scene.ts'
import { openScene, type Scene } from './replay-scene.ts'
import { policy, testsPassed } from './sample.ts'
import { start } from './scopes.ts'

describe('a decision is identical', () => {
  let scene: Scene
  let sent: Promise<number>[]
  beforeEach(async () => {
    scene = await openScene()
    scene.pass((Date.parse(NOW) - Date.parse(scene.now())) / 60_000)
    sent = []
  })
  afterEach(() => scene.close())

  /** Takes what is put on a shelf to the store. */
  const shelf = {
    put: (event: unknown, by: never, at: string) => void sent.push(scene.put(event, by, at)),
  } as unknown as Shelf
  const RULE =
    '\n  - { id: unit-tests, kind: evidence, type: testsuiterun.finished, producer: any, match: { outcome: success }, waivable: true }'
  const OTHER =
    '\n  - { id: calm, kind: absence, openedBy: incident.detected, closedBy: incident.resolved, producer: any, feed: none }'

  test('that stands on a waiver, which is revoked afterwards', async () => {
    await scene.publish(
      policyText(RULE + OTHER, {
        more: 'waivers: { from: [group:board], maxDuration: 30d, expiringSoon: 3d }',
      }),
    )
    putWaiver(shelf)
    await Promise.all(sent)
    const decision = await scene.ask()
    expect([decision.verdict, decision.findings[0]?.result]).toEqual(['allow', 'waived'])
    scene.pass(5)
    putWaiver(shelf, { step: 'revoked', when: '0m' })
    await Promise.all(sent)
    expect((await scene.ask()).verdict).not.toBe('allow')
    expect(await scene.replay(decision.id)).toMatchObject({ result: 'identical', causes: [] })
  })

  test('that stands on an override, which is reviewed afterwards', async () => {
    await scene.publish(
      policyText(RULE + OTHER, {
        more: 'override: { from: [group:board], second: { from: [group:board], within: 2h }, review: { within: 5d } }',
      }),
    )
    putOverride(shelf)
    await Promise.all(sent)
    const decision = await scene.ask()
    expect([decision.verdict, decision.findings[0]?.result]).toEqual(['allow', 'overridden'])
    scene.pass(5)
    putOverride(shelf, { step: 'confirmed', when: '0m' })
    putOverride(shelf, { step: 'reviewed', when: '0m' })
    await Promise.all(sent)
    expect(await scene.replay(decision.id)).toMatchObject({ result: 'identical', causes: [] })
  })

  test('that took a lease, with its number', async () => {
    await scene.publish(policyText('\n  - { id: lease, kind: environment, producer: [ops], lease: 15m }'))
    const first = await scene.ask({ run: 'https://example.org/runs/1' })
    expect(first.lease?.fencing).toBeGreaterThan(0)
    const second = await scene.ask({ run: 'https://example.org/runs/2' })
    expect(second.verdict).not.toBe('allow')
    scene.pass(20)
    const third = await scene.ask({ run: 'https://example.org/runs/2' })
    expect(third.lease?.fencing).toBeGreaterThan(first.lease!.fencing)
    for (const { id } of [first, second, third]) {
      const answer = await scene.replay(id)
      expect(answer).toMatchObject({ result: 'identical', causes: [], differences: [] })
      expect(answer.decision).not.toHaveProperty('lease')
    }
  })

  test('that looked at the log of deployments', async () => {
    await scene.publish(policyText(RULE))
    await scene.put(testsPassed({ at: scene.now() }))
    const decision = await scene.ask({ service: 'webshop' })
    expect(await scene.replay(decision.id)).toMatchObject({ result: 'identical' })
  })
})

test('what another organisation said counts as long as it was shared then, and is not asked for anew when it no longer is', async () => {
  const server = await start({
    organisations: ['default', 'acme', 'beta'],
    more: { beta: 'shares:\n  - { with: acme, verdicts: { environments: [staging] } }\n' },
  })
  try {
    const call = async (name: string, method: string, path: string, body?: unknown, headers = {}) =>
      (
        await server.call(method, `/o/${name}${path}`, {
          body,
          headers: { ...server.bearer(name, 'all'), ...headers },
        })
      ).body
    const yaml = { 'content-type': 'application/yaml' }
    const theirs = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production }
applies: { environments: [production] }
rules:
  - { id: theirs, kind: attestation, verdict: { organisation: beta, environment: staging } }
`
    await call(
      'beta',
      'PUT',
      '/v1/policies/staging',
      policy({ name: 'staging', environment: 'staging' }),
      yaml,
    )
    await call('acme', 'PUT', '/v1/policies/production', theirs, yaml)
    await call('beta', 'POST', '/v1/events', [testsPassed()])
    const ask = (name: string, environment: string) =>
      call(name, 'POST', '/v1/decisions', {
        request: { artifacts: [{ digest: `sha256:${'ab'.repeat(32)}` }], environment },
      })
    expect((await ask('beta', 'staging')).verdict).toBe('allow')
    const decision = await ask('acme', 'production')
    expect(decision.verdict).toBe('allow')
    const again = () => call('acme', 'GET', `/v1/decisions/${decision.id}/replay`)
    const instead = () =>
      call('acme', 'POST', `/v1/decisions/${decision.id}/replay`, {
        policies: [{ name: 'same', text: theirs }],
      })
    expect((await again()).result).toBe('identical')
    expect((await instead()).decision.verdict).toBe('allow')

    const file = join(server.folder, 'beta', 'trust.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace('with: acme', 'with: gamma'))
    await server.process.reload()
    expect((await ask('acme', 'production')).verdict).toBe('deny')
    expect(await again()).toMatchObject({ result: 'identical', causes: [] })
    expect((await instead()).decision.verdict).toBe('deny')
  } finally {
    await server.close()
  }
}, 30_000)
