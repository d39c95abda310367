/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-explicit-any -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { TurnpikeError } from '../../src/errors.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import type { EventStore } from '../../src/store/store.ts'
import { start, type Started } from './start.ts'
import { policy, REQUEST, testsPassed } from './sample.ts'

let server: Started
let store: EventStore
let queries = 0
/** Runs once, between the moment whose position is judged and the end of the judging. */
let meanwhile: (() => Promise<unknown>) | undefined

beforeEach(async () => {
  const real = openSqliteStore(':memory:')
  // Counts the questions, to see that nobody polls.
  const query: EventStore['query'] = async (asked) => {
    queries++
    const work = asked.upTo === undefined ? undefined : meanwhile
    if (work !== undefined) meanwhile = undefined
    await work?.()
    return real.query(asked)
  }
  store = { ...real, query }
  server = await start({ store })
  await put(policy({ onMissing: 'wait' }))
})
afterEach(() => server.close())

const put = (text: string, name = 'production') =>
  server.call('PUT', `/v1/policies/${name}`, { body: text, headers: { 'content-type': 'application/yaml' } })
const ask = (wait: string, more: { signal?: AbortSignal; headers?: Record<string, string> } = {}) =>
  server.call('POST', '/v1/decisions', { body: { request: REQUEST, wait }, ...more })
const stream = (wait: string) =>
  server.raw('POST', '/v1/decisions', {
    body: { request: REQUEST, wait },
    headers: { accept: 'text/event-stream' },
  })
const decisions = async () => (await server.call('GET', '/v1/decisions')).body.decisions
const waiting = async (count: number) => {
  for (;;) {
    const { text } = await server.call('GET', '/metrics')
    if (text.includes(`turnpike_waits_open ${count}\n`)) return
    await sleep(5)
  }
}
/** The messages of a stream as they come, as [event, data]. */
async function* messagesOf(response: Response): AsyncGenerator<[string, any]> {
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const [, event] = /^event: (.*)$/m.exec(text.slice(0, end)) ?? []
      const [, data] = /^data: (.*)$/m.exec(text.slice(0, end)) ?? []
      text = text.slice(end + 2)
      if (event !== undefined) yield [event, JSON.parse(data!)]
    }
  }
}

describe('a gate that waits', () => {
  test('opens when the missing event is committed', async () => {
    const answer = ask('1m')
    await waiting(1)
    await server.post(testsPassed())
    const { body } = await answer
    expect(body.verdict).toBe('allow')
    expect(body.findings[0].evidence).toHaveLength(1)
    expect(await decisions()).toHaveLength(1)
  })

  test('closes at once when what arrives says no', async () => {
    const answer = ask('1m')
    await waiting(1)
    await server.post(testsPassed({ outcome: 'failure' }))
    expect((await answer).body.verdict).toBe('deny')
  })

  test('does not look again for what cannot matter, and never by itself', async () => {
    const answer = ask('1m')
    await waiting(1)
    const before = queries
    await server.post(testsPassed({ digest: `sha256:${'cd'.repeat(32)}` }))
    await sleep(300)
    expect(queries).toBe(before)
    await server.post(testsPassed())
    expect((await answer).body.verdict).toBe('allow')
  })

  test('looks once at a burst', async () => {
    await put(
      policy({
        onMissing: 'wait',
        extra:
          '  - { id: smoke, kind: evidence, type: testcaserun.finished, producer: any, match: { outcome: success }, onMissing: wait }',
      }),
    )
    const answer = ask('1m')
    await waiting(1)
    const before = queries
    await server.post(Array.from({ length: 200 }, () => testsPassed()))
    await sleep(100)
    const looked = queries - before
    expect(looked).toBeGreaterThan(0)
    expect(looked).toBeLessThan(20)
    await server.app.close()
    await answer
  })

  test('gets the pending decision when its time is up', async () => {
    const { body } = await ask('1s')
    expect(body.verdict).toBe('pending')
    expect((await decisions())[0].id).toBe(body.id)
  })

  test('is judged again when time alone changes the answer', async () => {
    const opens = new Date(Date.now() + 1500)
    const from = new Date(Date.now() - 86_400_000).toISOString().slice(0, 19)
    await server.post(testsPassed())
    await put(
      policy({
        extra: `  - id: freeze\n    kind: window\n    deny: [{ from: ${from}, to: ${opens.toISOString().slice(0, 19)}, timezone: UTC }]\n    onClosed: wait`,
      }),
    )
    const answer = await ask('1m')
    expect(answer.body.verdict).toBe('allow')
    expect(Date.parse(answer.body.decidedAt)).toBeGreaterThanOrEqual(
      Math.floor(opens.getTime() / 1000) * 1000,
    )
  })

  test('is judged again when the policy changes', async () => {
    const answer = ask('1m')
    await waiting(1)
    await put(policy({ onMissing: 'deny' }))
    expect((await answer).body.verdict).toBe('deny')
  })

  test('ends when the client goes away, and nothing is recorded', async () => {
    const client = new AbortController()
    const answer = server.raw('POST', '/v1/decisions', {
      body: { request: REQUEST, wait: '1m' },
      signal: client.signal,
    })
    await waiting(1)
    client.abort()
    expect((await answer).status).toBe(499)
    await waiting(0)
    expect(await decisions()).toEqual([])
  })

  test('is one of many that one event opens', async () => {
    const answers = Array.from({ length: 50 }, () => ask('1m'))
    await waiting(50)
    await server.post(testsPassed())
    expect((await Promise.all(answers)).map(({ body }) => body.verdict)).toEqual(Array(50).fill('allow'))
    expect((await server.call('GET', '/v1/decisions?limit=100')).body.decisions).toHaveLength(50)
  })

  test('gets the pending decision, recorded, when the store stops', async () => {
    const answer = ask('1m')
    await waiting(1)
    await server.app.close()
    expect((await answer).body.verdict).toBe('pending')
    const { events } = await store.query({
      organisation: 'default',
      types: ['dev.cdeventsx.turnpike-gate.evaluated'],
    })
    expect(events).toHaveLength(1)
  })

  test('opens for what was committed, and told to everybody, before it was listed as waiting', async () => {
    meanwhile = async () => {
      await server.post(testsPassed())
      await sleep(50)
    }
    expect((await ask('1m')).body.verdict).toBe('allow')
  })

  test('misses nothing that is committed while it is being judged', async () => {
    for (let round = 0; round < 20; round++) {
      const digest = `sha256:${round.toString(16).padStart(64, '0')}`
      const [answer] = await Promise.all([
        server.call('POST', '/v1/decisions', {
          body: { request: { ...REQUEST, artifacts: [{ digest }] }, wait: '1m' },
        }),
        server.post(testsPassed({ digest })),
      ])
      expect(answer.body.verdict).toBe('allow')
    }
  })
})

describe('a gate that waits on a stream', () => {
  test('hears of every change, then of the decision', async () => {
    const smoke =
      '  - { id: smoke, kind: evidence, type: testcaserun.finished, producer: any, match: { outcome: success }, onMissing: wait }'
    await put(policy({ onMissing: 'wait', extra: smoke }))
    const messages = messagesOf(await stream('1m'))
    const seen: [string, string][] = []
    for await (const [event, decision] of messages) {
      seen.push([event, decision.findings.map(({ result }: { result: string }) => result).join()])
      if (seen.length === 1) await server.post(testsPassed())
      if (seen.length === 2) await put(policy({ onMissing: 'wait' }))
    }
    expect(seen).toEqual([
      ['pending', 'pending,pending'],
      ['pending', 'pass,pending'],
      ['decision', 'pass'],
    ])
  })

  test('hears the decision alone when there is nothing to wait for', async () => {
    await server.post(testsPassed())
    const seen: string[] = []
    for await (const [event] of messagesOf(await stream('1m'))) seen.push(event)
    expect(seen).toEqual(['decision'])
  })

  test('keeps one id from the first word to the last', async () => {
    const ids = new Set<string>()
    for await (const [event, decision] of messagesOf(await stream('1m'))) {
      ids.add(decision.id)
      if (event === 'pending') await server.post(testsPassed())
    }
    expect(ids.size).toBe(1)
  })

  test('has a page from the first word on, so that whoever is asked to approve can see what', async () => {
    const seen: unknown[] = []
    for await (const [event, decision] of messagesOf(await stream('1m'))) {
      const answer = await server.call('GET', `/v1/decisions/${decision.id}`)
      seen.push([
        event,
        answer.status,
        answer.body.verdict,
        /^A gate is waiting/.test(answer.body.notices[0]),
      ])
      const front = await server.raw('GET', '/', { headers: { accept: 'text/html' } })
      expect((await front.text()).includes('Gates that wait')).toBe(event === 'pending')
      if (event === 'pending') await server.post(testsPassed())
    }
    expect(seen).toEqual([
      ['pending', 200, 'pending', true],
      ['decision', 200, 'allow', false],
    ])
  })

  test('stops when its reader goes away, and records nothing', async () => {
    const response = await stream('1m')
    await waiting(1)
    await response.body!.cancel()
    await waiting(0)
    expect(await decisions()).toEqual([])
  })

  test('is told of a store that fails while it waits', async () => {
    const failing = await start({
      store: { ...store, append: () => Promise.reject(new TurnpikeError('STORE_FAILED', 'gone')) },
    })
    const response = await failing.raw('POST', '/v1/decisions', {
      body: { request: REQUEST },
      headers: { accept: 'text/event-stream' },
    })
    const seen = []
    for await (const [event, problem] of messagesOf(response)) seen.push([event, problem.status])
    expect(seen).toEqual([['problem', 503]])
    await failing.app.close()
  })
})
