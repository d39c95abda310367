/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { create } from '../../src/cdevents/create.ts'
import { STORE_PRINCIPAL } from '../../src/server/judge.ts'
import { admit } from '../../src/store/admit.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore, StoredEvent } from '../../src/store/store.ts'
import { deployed, DIGEST, policy, REQUEST, testsPassed } from './sample.ts'
import { start, type Started } from './start.ts'

const OTHER = `sha256:${'cd'.repeat(32)}`
const RAISED = 'dev.cdeventsx.turnpike-nonconformity.raised'

/** Every nonconformity that is raised, as the store sends them on. */
async function next(store: EventStore, after: number): Promise<StoredEvent> {
  for await (const stored of store.follow('default', after, { types: [RAISED] })) return stored
  throw new Error('the store ended')
}

describe('at a running store', () => {
  let server: Started
  let store: EventStore
  beforeEach(async () => {
    store = openSqliteStore(':memory:')
    server = await start({ store })
    await put(policy())
    await server.post(testsPassed())
  })
  afterEach(() => server.close())

  const put = (text: string, name = 'production') =>
    server.call('PUT', `/v1/policies/${name}`, {
      body: text,
      headers: { 'content-type': 'application/yaml' },
    })
  const ask = async (more: object = {}, request: object = {}) =>
    (await server.call('POST', '/v1/decisions', { body: { request: { ...REQUEST, ...request }, ...more } }))
      .body
  const tell = async (event: unknown) => (await server.post(event)).body.receipts[0].sequence as number
  const listed = async (search = '') =>
    (await server.call('GET', `/v1/nonconformities${search}`)).body.nonconformities
  /** Deploys, then something that certainly is one: once that is raised, the first was looked at. */
  const settled = async (event: unknown) => {
    const after = await store.position('default')
    const sequence = await tell(event)
    const marker = await tell(deployed('marker', 'production', { digest: `sha256:${'ef'.repeat(32)}` }))
    for (let at = after; ;) {
      const raised = await next(store, at)
      const of = (raised.event!.subject.content['deployment'] as any).sequence
      if (of === marker) return (await listed()).filter((one: any) => one.deployment === sequence)
      at = raised.sequence
    }
  }

  test('a deployment without a decision is raised by the store, and every next decision shows it', async () => {
    const position = await store.position('default')
    const sequence = await tell(deployed('webshop', 'production'))
    const raised = await next(store, position)
    expect(raised).toMatchObject({
      producer: STORE_PRINCIPAL,
      status: 'accepted',
      type: `${RAISED}.0.1.0`,
      subject: `urn:turnpike:nonconformity:${sequence}`,
    })
    const row = {
      sequence: raised.sequence,
      deployment: sequence,
      artifact: DIGEST,
      service: 'webshop',
      by: 'loopback',
      says: `sha256:abab…abab as webshop is in production, and no gate was asked for it`,
    }
    expect(await listed('?environment=production')).toMatchObject([
      { ...row, reason: 'no-decision', state: 'open', environment: 'production' },
    ])
    expect(await listed('?environment=staging')).toEqual([])
    expect((await ask()).nonconformities).toMatchObject([row])
    expect((await ask({}, { artifacts: [{ digest: OTHER }] })).nonconformities).toMatchObject([row])
    const { text } = await server.call('GET', '/metrics')
    expect(text).toContain('turnpike_nonconformities_raised_total 1\n')
    expect(text).toContain('turnpike_nonconformities_open 1\n')
  })

  test('a deployment with an allow is not, and one for which the gate said something else is', async () => {
    expect((await ask()).verdict).toBe('allow')
    expect(await settled(deployed('webshop', 'production'))).toEqual([])
    expect(await settled(deployed('webshop', 'production', { predicate: 'upgraded' }))).toEqual([])
    expect((await ask({}, { artifacts: [{ digest: OTHER }] })).verdict).toBe('deny')
    expect(await settled(deployed('webshop', 'production', { digest: OTHER }))).toMatchObject([
      { reason: 'not-allowed' },
    ])
  })

  test('an allow of a dry run, of a gate that warns, for another service or another place is none', async () => {
    await put(policy({ name: 'staging', environment: 'staging' }), 'staging')
    for (const allow of [
      await ask({ mode: 'dry-run' }),
      await ask({ mode: 'warn' }),
      await ask({}, { service: 'till' }),
      await ask({}, { environment: 'staging' }),
    ])
      expect(allow.verdict).toBe('allow')
    expect(await settled(deployed('webshop', 'production'))).toMatchObject([{ reason: 'no-decision' }])
    expect(await settled(deployed('till', 'production'))).toEqual([])
    expect(await settled(deployed('webshop', 'staging'))).toEqual([])
  })

  test('nobody is asked about an environment that no policy governs', async () => {
    expect(await settled(deployed('webshop', 'sandbox'))).toEqual([])
  })

  test('going back to what was allowed once conforms; going back to anything else does not', async () => {
    const back = (digest: string) => deployed('webshop', 'production', { digest, predicate: 'rolledback' })
    expect(await settled(back(DIGEST))).toMatchObject([{ reason: 'no-decision' }])
    await ask()
    expect(await settled(back(DIGEST))).toEqual([])
    expect(await settled(back(OTHER))).toMatchObject([{ reason: 'no-decision' }])
  })

  test('what names no digest cannot have been allowed', async () => {
    await ask()
    const event = create(
      'service.deployed',
      {
        source: 'https://ci.example.org',
        subject: {
          id: 'webshop',
          content: { environment: { id: 'production' }, artifactId: 'pkg:oci/webshop@latest' },
        },
      },
      { id: 'no-digest', now: new Date().toISOString() },
    )
    expect(await settled(event)).toMatchObject([{ reason: 'no-digest' }])
  })

  test('a policy that is published later raises nothing of what ran before', async () => {
    await tell(deployed('webshop', 'staging'))
    await put(policy({ name: 'staging', environment: 'staging' }), 'staging')
    expect(await settled(deployed('till', 'staging'))).toMatchObject([{ service: 'till' }])
    expect(await listed('?environment=staging')).toHaveLength(1)
  })

  test('nobody raises or answers one by an event, and nobody who is no person answers', async () => {
    const [one] = await settled(deployed('webshop', 'production'))
    for (const predicate of ['raised', 'answered', 'watched']) {
      const event = {
        context: {
          specversion: '0.5.1',
          id: `forged-${predicate}`,
          source: 'urn:turnpike:store',
          type: `dev.cdeventsx.turnpike-nonconformity.${predicate}.0.1.0`,
          timestamp: new Date().toISOString(),
        },
        subject: { id: `urn:turnpike:nonconformity:${one.deployment}`, content: {} },
        customData: { turnpike: { environment: 'production' } },
      }
      expect((await server.call('POST', '/v1/events', { body: event })).status).toBe(403)
      await store.append(
        'default',
        { kind: 'token', id: 'token:x' },
        [admit(event)],
        new Date().toISOString(),
      )
    }
    const answer = await server.call('POST', `/v1/nonconformities/${one.sequence}/answer`, {
      body: { reason: 'an incident at night, rolled forward by hand' },
    })
    expect([answer.status, answer.body.detail]).toEqual([
      403,
      expect.stringContaining('nobody in particular'),
    ])
    expect(await listed()).toContainEqual(one)
  })

  test('a rule of kind absence blocks on it until it is answered', async () => {
    await put(
      policy({
        extra: `  - { id: conforming, kind: absence, openedBy: ${RAISED}, closedBy: dev.cdeventsx.turnpike-nonconformity.answered, feed: none, producer: [store] }
producers:
  store: { kind: store, id: store }
`,
      }),
    )
    expect((await ask()).verdict).toBe('allow')
    await settled(deployed('webshop', 'production', { digest: OTHER }))
    const denied = await ask()
    expect(denied.verdict).toBe('deny')
    expect(denied.findings).toContainEqual(expect.objectContaining({ rule: 'conforming', reason: 'open' }))
  })
})
