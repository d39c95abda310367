/** The client against the real store over a real socket. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createClient, createSink } from '../../src/client/client.ts'
import type { Client } from '../../src/client/client.ts'
import type { CDEvent } from '../../src/cdevents/event.ts'
import { githubFacts } from '../../src/host/github.ts'
import { serve } from '../../src/server/listen.ts'
import type { Served } from '../../src/server/listen.ts'
import { describe as described } from '../../src/sources/described.ts'
import { pipelineRunStarted, taskRunFinished, taskRunStarted } from '../../src/sources/pipeline.ts'
import { GITHUB, PUSH } from '../host/surroundings.ts'
import { someEvents } from './events.ts'

const TOKEN = 'a-token-of-sixteen-characters'
const ADMIN = 'another-token-of-many-characters'
const DIGEST = `sha256:${'a'.repeat(64)}`
const POLICY = `apiVersion: turnpike/v1
kind: Policy
metadata: { name: production, owner: platform@example.org }
applies: { environments: [production] }
rules:
  - id: unit-tests
    kind: evidence
    title: Unit tests
    type: testsuiterun.finished
    producer: any
    match: { outcome: success }
    onMissing: wait
`

let served: Served
let client: Client
beforeAll(async () => {
  served = await serve({
    database: ':memory:',
    host: '127.0.0.1',
    port: 0,
    tokens: [
      { name: 'ci', secret: TOKEN },
      { name: 'admin', secret: ADMIN },
    ],
    log: () => undefined,
  })
  client = createClient({ url: served.url, token: TOKEN, env: {} })
})
afterAll(() => served.close())

describe('the store', () => {
  test('acknowledges a run once, whichever job tells it', async () => {
    const facts = (job: string) => githubFacts({ ...GITHUB, GITHUB_JOB: job }, PUSH)
    const tell = (job: string) => {
      const now = new Date().toISOString()
      return client.send([pipelineRunStarted(facts(job), now), taskRunStarted(facts(job), now)])
    }
    const [first, second] = [await tell('build'), await tell('deploy')]
    expect(first.receipts.map(({ status }) => status)).toEqual(['accepted', 'accepted'])
    expect(second.receipts.map(({ status }) => status)).toEqual(['duplicate', 'accepted'])
    expect(second.receipts[0]?.sequence).toBe(first.receipts[0]?.sequence)
  })

  test('takes what is sent again as a duplicate, and other words under the same id as a conflict', async () => {
    const facts = githubFacts(GITHUB, PUSH, { checkRunId: '9' })
    const statuses = async (event: CDEvent) =>
      (await client.send([event])).receipts.map(({ status }) => status)
    expect(await statuses(taskRunFinished(facts, 'success', '2026-11-21T10:00:00Z'))).toEqual(['accepted'])
    expect(await statuses(taskRunFinished(facts, 'success', '2026-11-21T10:00:00Z'))).toEqual(['duplicate'])
    expect(await statuses(taskRunFinished(facts, 'failure', '2026-11-21T10:00:00Z'))).toEqual(['conflict'])
  })

  test('takes 250 events in batches', async () => {
    const delivery = await client.send(someEvents(250))
    expect(delivery.error).toBeUndefined()
    expect(delivery.receipts).toHaveLength(250)
  })

  test.each(['structured', 'binary', 'batch'] as const)('is a CDEvents sink for %s, too', async (format) => {
    const events = someEvents(2).map((event) => ({
      ...event,
      context: { ...event.context, id: `${format}-${event.context.id}` },
    }))
    const sink = createSink({ url: `${served.url}/v1/events`, format, token: TOKEN, env: {} })
    expect((await sink.send(events)).undelivered).toEqual([])
    const again = await client.send(events)
    expect(again.receipts.map(({ status }) => status)).toEqual(['duplicate', 'duplicate'])
  })

  test('refuses who has no token, and says so', async () => {
    const delivery = await createClient({ url: served.url, env: {} }).send(someEvents(1))
    expect(delivery.error).toMatchObject({ code: 'STORE_REFUSED', status: 401 })
    expect(delivery.undelivered).toHaveLength(1)
  })
})

describe('the gate', () => {
  const request = { artifacts: [{ digest: DIGEST }], environment: 'production' }

  test('opens while it is asked, the moment the evidence is there', async () => {
    const admin = createClient({ url: served.url, token: ADMIN, env: {} })
    await admin.putText('v1/policies/production', POLICY, 'application/yaml')
    const pending = Promise.withResolvers<unknown>()
    const asked = client.ask({ request, wait: '1m' }, { onPending: pending.resolve })
    expect(await pending.promise).toMatchObject({ verdict: 'pending' })
    const evidence = described(
      [{ type: 'testsuiterun.finished', artifact: DIGEST, content: { outcome: 'success' } }],
      githubFacts(GITHUB, PUSH),
      new Date().toISOString(),
    )
    expect((await client.send(evidence)).receipts[0]?.status).toBe('accepted')
    expect(await asked).toMatchObject({ verdict: 'allow', request })
  })

  test('names every problem of a bad question', async () => {
    await expect(client.ask({ request: { environment: 7 } })).rejects.toMatchObject({
      code: 'STORE_REFUSED',
      status: 422,
      problems: expect.arrayContaining([
        expect.objectContaining({ path: '/request/environment' }),
      ]) as unknown,
    })
  })

  test('stays closed when the store goes away while it is asked', async () => {
    const other = await serve({ database: ':memory:', host: '127.0.0.1', port: 0, log: () => undefined })
    const away = createClient({ url: other.url, env: {}, budgetMs: 300 })
    await away.putText('v1/policies/production', POLICY, 'application/yaml')
    const pending = Promise.withResolvers<unknown>()
    const asked = away.ask({ request, wait: '1m' }, { onPending: pending.resolve })
    const refused = expect(asked).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' })
    await pending.promise
    await other.close()
    await refused
  })
})

test('nothing on the way to the store loads undici or its kin by import', () => {
  const folder = resolve(import.meta.dirname, '..', '..', 'src', 'client')
  for (const file of [
    'http.ts',
    'client.ts',
    'ask.ts',
    'attempts.ts',
    'delivery.ts',
    'retry.ts',
    'sse.ts',
    'address.ts',
  ]) {
    const text = readFileSync(join(folder, file), 'utf8')
    expect(text).not.toMatch(/^import (?!type)[^\n]*'node:/m)
    expect(text).not.toMatch(/\bfetch\(/)
  }
})
