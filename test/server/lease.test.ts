/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-explicit-any -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'
import { deployed, DIGEST, policy, testsPassed } from './sample.ts'
import { start, type CallOptions, type Started } from './start.ts'

const OTHER = `sha256:${'cd'.repeat(32)}`
const CI = { authorization: 'Bearer the-ci-token-of-32-characters-xx' }
const STRANGER = { authorization: 'Bearer the-other-token-of-32-characters' }
const ADMIN = { authorization: 'Bearer the-admin-token-of-32-characters' }
const TOKENS = [
  { name: 'ci', secret: 'the-ci-token-of-32-characters-xx' },
  { name: 'other', secret: 'the-other-token-of-32-characters' },
  { name: 'admin', secret: 'the-admin-token-of-32-characters' },
]
const LEASED = policy({
  extra:
    '  - { id: lease, kind: environment, lease: 15m, producer: [ci] }\nproducers:\n  ci: { id: "token:ci" }\n',
})

let folder: string
let servers: Started[]
let store: EventStore
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-lease-'))
  store = openSqliteStore(join(folder, 'store.db'))
  servers = [await start({ store, tokens: TOKENS })]
  const put = await call('PUT', '/v1/policies/production', {
    body: LEASED,
    headers: { 'content-type': 'application/yaml', ...ADMIN },
  })
  expect([put.status, put.text]).toEqual([201, put.text])
  await call('POST', '/v1/events', { body: [testsPassed(), testsPassed({ digest: OTHER })], headers: CI })
})
afterEach(async () => {
  for (const server of servers) await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const call = (method: string, path: string, options?: CallOptions, server = servers[0]!) =>
  server.call(method, path, options)
interface Question {
  run?: string | undefined
  digest?: string
  service?: string
  mode?: string
  wait?: string
  headers?: Record<string, string>
  server?: Started
  signal?: AbortSignal
}
const ask = async ({
  run,
  digest = DIGEST,
  service,
  mode,
  wait,
  headers = CI,
  server,
  signal,
}: Question = {}) => {
  const request = { artifacts: [{ digest }], environment: 'production', run, service }
  const { status, body } = await call(
    'POST',
    '/v1/decisions',
    { body: { request, mode, wait }, headers, ...(signal === undefined ? {} : { signal }) },
    server,
  )
  expect(status).toBe(200)
  return body
}
const leases = async () => (await call('GET', '/v1/leases?limit=100', { headers: CI })).body.leases
const release = (id: string, headers: Record<string, string>, body?: object) =>
  call('POST', `/v1/leases/${id}/release`, { headers, ...(body === undefined ? {} : { body }) })
const finding = (decision: any) => decision.findings.find(({ rule }: any) => rule === 'lease')
const run = (n: number | string) => `https://ci.example.org/runs/${n}`
/** A second process on the same file, as far as the store can tell. */
const another = async () => {
  const server = await start({ store: openSqliteStore(join(folder, 'store.db')), tokens: TOKENS })
  servers.push(server)
  return server
}

describe('a lease', () => {
  test('comes with an allow, in the answer and on record, and another run waits for it', async () => {
    const allow = await ask({ run: run(1), service: 'shop' })
    expect(allow.verdict).toBe('allow')
    expect(allow.lease).toEqual({
      id: allow.id,
      environment: 'production',
      service: 'shop',
      fencing: allow.position + 1,
      holder: run(1),
      until: new Date(Date.parse(allow.decidedAt) + 15 * 60_000).toISOString(),
    })
    expect(Date.parse(allow.expiresAt)).toBeLessThanOrEqual(Date.parse(allow.lease.until))
    expect((await call('GET', `/v1/decisions/${allow.id}`, { headers: CI })).body.lease).toEqual(allow.lease)
    const other = await ask({ run: run(2), service: 'shop' })
    expect(other).toMatchObject({ verdict: 'pending', dueAt: allow.lease.until })
    expect(other.lease).toBeUndefined()
    expect(finding(other)).toMatchObject({
      result: 'pending',
      reason: 'leased',
      found: `${run(1)} holds shop in production until ${allow.lease.until}`,
      dueAt: allow.lease.until,
    })
    expect(await leases()).toMatchObject([{ id: allow.lease.id, state: 'held', requester: 'token:ci' }])
  })

  test('is the holder’s own when it asks again, under the same number, and is not made longer', async () => {
    const first = await ask({ run: run('7/attempts/1') })
    for (const again of [run('7/attempts/1'), run('7/attempts/2'), run(7)]) {
      const decision = await ask({ run: again })
      expect(decision.verdict).toBe('allow')
      expect(decision.lease).toEqual(first.lease)
      expect(decision.expiresAt <= first.lease.until).toBe(true)
    }
    expect(await leases()).toHaveLength(1)
  })

  test('is nobody else’s: not of another requester who names the run, other artifacts, a run without a name', async () => {
    const first = await ask({ run: run(1) })
    for (const other of [
      { run: run(1), headers: STRANGER },
      { run: run(1), digest: OTHER },
      { run: run(1), service: 'shop' },
      { run: undefined },
      { run: '' },
      { run: run(11) },
      { run: `${run(1)}/attempts/1/attempts/1` },
    ].map((one) => ({ ...one, run: one.run === '' ? undefined : one.run })))
      expect((await ask(other)).verdict).toBe('pending')
    expect(await leases()).toMatchObject([{ id: first.lease.id }])
  })

  test('a question that names no run never gets a lease back: two of them may be two', async () => {
    expect((await ask()).verdict).toBe('allow')
    expect((await ask()).verdict).toBe('pending')
  })

  test('a dry run and a gate that only warns take none', async () => {
    for (const mode of ['dry-run', 'warn']) {
      const decision = await ask({ run: run(1), mode })
      expect([mode, decision.verdict, decision.lease]).toEqual([mode, 'allow', undefined])
    }
    expect(await leases()).toEqual([])
    await ask({ run: run(1) })
    expect((await ask({ run: run(2), mode: 'warn' })).verdict).toBe('pending')
  })

  test('of one service leaves the others free; of the whole environment it stands in everybody’s way', async () => {
    expect((await ask({ run: run(1), service: 'shop' })).verdict).toBe('allow')
    const till = await ask({ run: run(2), service: 'till' })
    expect(till.verdict).toBe('allow')
    expect((await ask({ run: run(3) })).verdict).toBe('pending')
    const [newer, older] = await leases()
    expect(newer.fencing).toBeGreaterThan(older.fencing)
    for (const { id, run: of } of [newer, older])
      expect((await release(id, CI, { run: of })).status).toBe(200)
    expect((await ask({ run: run(3) })).verdict).toBe('allow')
    expect((await ask({ run: run(1), service: 'shop' })).verdict).toBe('pending')
  })
})

describe('giving a lease back', () => {
  test('its holder does, and the next one gets a higher number', async () => {
    const first = await ask({ run: run(1) })
    const { status, body } = await release(first.lease.id, CI, { run: run(1), reason: 'done' })
    expect([status, body.state, body.released]).toEqual([
      200,
      'released',
      { at: expect.any(String), by: 'token:ci', reason: 'done' },
    ])
    const second = await ask({ run: run(2) })
    expect(second.lease.fencing).toBeGreaterThan(first.lease.fencing)
    // Said again it changes nothing, and nothing of the next one's.
    expect((await release(first.lease.id, CI, { run: run(1) })).body.released).toEqual(body.released)
    expect((await ask({ run: run(3) })).verdict).toBe('pending')
  })

  test('whoever may administer does, for any run', async () => {
    const { lease } = await ask({ run: run(1) })
    expect((await release(lease.id, ADMIN)).body.released.by).toBe('token:admin')
    expect((await ask({ run: run(2) })).verdict).toBe('allow')
  })

  test('nobody else does: another requester under the run’s name, another run, no run, and a lease that is not there', async () => {
    const { lease } = await ask({ run: run(1) })
    expect((await release(lease.id, STRANGER, { run: run(1) })).status).toBe(403)
    expect((await release(lease.id, CI, { run: run(2) })).status).toBe(403)
    expect((await release(lease.id, CI)).status).toBe(403)
    expect((await release('whole', ADMIN)).status).toBe(404)
    expect((await release('0198c2f0-0000-8000-8000-000000000001', ADMIN)).status).toBe(404)
    expect((await release(lease.id, CI, { run: 1 })).status).toBe(422)
    expect((await release(lease.id, CI, { runn: run(1) })).status).toBe(422)
    expect(await leases()).toMatchObject([{ state: 'held' }])
    expect((await ask({ run: run(2) })).verdict).toBe('pending')
  })

  test('the believed deployment of what it was taken for does, and no other event', async () => {
    const { lease } = await ask({ run: run(1), service: 'shop' })
    const tell = (event: unknown, headers: Record<string, string>) =>
      call('POST', '/v1/events', { body: event, headers })
    const next = async () => (await ask({ run: run(2), service: 'shop', mode: 'dry-run' })).verdict
    const ofAnotherRun = { ...deployed('shop', 'production'), customData: { turnpike: { run: run(9) } } }
    await tell(deployed('shop', 'production'), STRANGER)
    await tell(deployed('shop', 'production', { digest: OTHER }), CI)
    await tell(deployed('till', 'production'), CI)
    await tell(deployed('shop', 'staging'), CI)
    await tell(ofAnotherRun, CI)
    expect(await next()).toBe('pending')
    expect(await leases()).toMatchObject([{ id: lease.id, state: 'held' }])
    await tell(deployed('shop', 'production', { predicate: 'upgraded' }), CI)
    expect(await next()).toBe('allow')
    expect(await leases()).toMatchObject([{ id: lease.id, state: 'deployed' }])
  })

  test('no event from outside takes or gives back a lease, whoever sends it', async () => {
    const { lease } = await ask({ run: run(1) })
    for (const [predicate, id] of [
      ['released', lease.id],
      ['acquired', 'mine'],
    ] as const) {
      const event = {
        context: {
          specversion: '0.5.1',
          id: `forged-${predicate}`,
          source: 'urn:turnpike:store',
          type: `dev.cdeventsx.turnpike-lease.${predicate}.0.1.0`,
          timestamp: new Date().toISOString(),
        },
        subject: { id, content: { fencing: 99 } },
        customData: { turnpike: { environment: 'production' } },
      }
      for (const headers of [CI, ADMIN])
        expect((await call('POST', '/v1/events', { body: event, headers })).status).toBe(403)
      // Whatever a store of an earlier version may hold: only the store's own word counts.
      const { admit } = await import('../../src/store/admit.ts')
      await store.append(
        'default',
        { kind: 'token', id: 'token:ci' },
        [admit(event)],
        new Date().toISOString(),
      )
    }
    expect((await ask({ run: run(2) })).verdict).toBe('pending')
    expect(await leases()).toMatchObject([{ id: lease.id, state: 'held' }])
  })
})

describe('gates that race for one environment', () => {
  test('exactly one opens, again and again, over two servers on one file', async () => {
    const second = await another()
    let highest = 0
    for (let round = 0; round < 25; round++) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          ask({ run: run(`${round}-${n}`), server: n % 2 === 0 ? servers[0]! : second }),
        ),
      )
      const opened = answers.filter(({ verdict }) => verdict === 'allow')
      expect(opened).toHaveLength(1)
      expect(answers.filter(({ verdict }) => verdict === 'pending')).toHaveLength(7)
      const [{ lease }] = opened
      expect(lease.fencing).toBeGreaterThan(highest)
      highest = lease.fencing
      expect((await release(lease.id, CI, { run: lease.holder })).body.state).toBe('released')
    }
    // On record it is the same: every allow has its lease, and no lease is without its allow.
    const { body } = await call('GET', '/v1/decisions?limit=100', { headers: CI })
    const allows = body.decisions.filter(({ verdict }: any) => verdict === 'allow').map(({ id }: any) => id)
    expect((await leases()).map(({ id }: any) => id).slice(0, allows.length)).toEqual(allows)
  }, 120_000)

  test('of many services at once all open, each under a number of its own', async () => {
    const second = await another()
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) =>
        ask({ run: run(n), service: `service-${n}`, server: n % 2 === 0 ? servers[0]! : second }),
      ),
    )
    expect(answers.map(({ verdict }) => verdict)).toEqual(Array(24).fill('allow'))
    const kept = await leases()
    const numbers = kept.map(({ fencing }: any) => fencing)
    expect(numbers).toEqual([...new Set<number>(numbers)].sort((a, b) => b - a))
    expect(numbers).toHaveLength(24)
  }, 120_000)

  test('of one run that asks for one artifact all get the one lease', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask({ run: run(1) })))
    expect(new Set(answers.map(({ lease }) => JSON.stringify(lease))).size).toBe(1)
    expect(await leases()).toHaveLength(1)
  })
})
