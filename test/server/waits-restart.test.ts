import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '../../src/client/client.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { send, startProcess, type Running } from './process.ts'
import { deployed, policy, REQUEST, testsPassed } from './sample.ts'

let folder: string
let running: Running | undefined
let port: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-restart-'))
  port = String(await freePort())
  running = await store()
})
afterEach(async () => {
  running?.process.kill('SIGKILL')
  await running?.ended
  rmSync(folder, { recursive: true })
})

/** A real process, each time on the same file at the same address. */
const store = () => startProcess(join(folder, 'store.db'), port)
const kill = async () => {
  running?.process.kill('SIGKILL')
  await running?.ended
}
const url = () => `http://127.0.0.1:${port}`
const put = (text: string) =>
  send(`${url()}/v1/policies/production`, {
    method: 'PUT',
    body: text,
    headers: { 'content-type': 'application/yaml' },
  })
const post = async (event: unknown) => {
  const { status, text } = await send(`${url()}/v1/events`, { method: 'POST', body: JSON.stringify(event) })
  expect([status, text]).toEqual([202, text])
}
const get = async (path: string) => JSON.parse((await send(url() + path)).text) as Record<string, unknown[]>

/** A gate that waits over the real client; `waiting` resolves every time the store says that it does. */
function gate(run: number) {
  let tell = Promise.withResolvers<void>()
  const answer = createClient({ url: url(), env: {} }).ask(
    { request: { ...REQUEST, run: `https://ci.example.org/runs/${run}` }, wait: '5m' },
    {
      onPending: () => {
        tell.resolve()
        tell = Promise.withResolvers()
      },
    },
  ) as Promise<Decision>
  return { answer, waiting: () => tell.promise }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as AddressInfo
      server.close(() => resolve(free))
    })
  })
}

describe('a store that is killed while gates wait, and started again on its file', () => {
  test('each gate comes back, waits on, and opens once', async () => {
    await put(policy({ onMissing: 'wait' }))
    const gates = [1, 2, 3].map(gate)
    await Promise.all(gates.map(({ waiting }) => waiting()))
    for (let round = 0; round < 2; round++) {
      await kill()
      const back = gates.map(({ waiting }) => waiting())
      running = await store()
      await Promise.all(back)
    }
    await post(testsPassed())
    const answers = await Promise.all(gates.map(({ answer }) => answer))
    expect(answers.map(({ verdict }) => verdict)).toEqual(['allow', 'allow', 'allow'])
    // Nothing was answered, so nothing was recorded, before the one answer.
    const { decisions } = await get('/v1/decisions')
    expect(decisions).toHaveLength(3)
  }, 60_000)

  test('an allow that nobody heard is not lost: its run gets it again, with the same lease, and nobody else does', async () => {
    await put(policy({ extra: '  - { id: lease, kind: environment, lease: 15m, producer: any }' }))
    await post(testsPassed())
    const first = await gate(1).answer
    await kill()
    running = await store()
    const again = await gate(1).answer
    expect([again.verdict, again.lease]).toEqual(['allow', first.lease])
    const other = gate(2)
    await other.waiting()
    await kill()
    const back = other.waiting()
    running = await store()
    await back
    await post({ ...deployed('shop', 'production'), customData: { turnpike: { run: first.lease!.holder } } })
    const opened = await other.answer
    expect(opened.verdict).toBe('allow')
    expect(opened.lease!.fencing).toBeGreaterThan(first.lease!.fencing)
  }, 60_000)

  test('a deployment that came just before is looked at after it: its nonconformity is raised, once', async () => {
    await put(policy())
    const hexes = Array.from({ length: 40 }, (_, n) => n.toString(16).padStart(64, '0'))
    for (const hex of hexes.slice(0, 20))
      await post(deployed('shop', 'production', { digest: `sha256:${hex}` }))
    await post(hexes.slice(20).map((hex) => deployed('shop', 'production', { digest: `sha256:${hex}` })))
    await kill()
    running = await store()
    const page = '/v1/nonconformities?limit=100'
    const deployments = async () =>
      (await get(page))['nonconformities']!.map((one) => (one as { deployment: number }).deployment)
    while ((await deployments()).length < hexes.length)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(new Set(await deployments()).size).toBe(hexes.length)
    expect((await get('/v1/events?status=conflict'))['events']).toEqual([])
  }, 60_000)
})
