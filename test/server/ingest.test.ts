/* eslint-disable @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are read freely; start.ts checks their shape against the published document */
import { afterEach, describe, expect, test } from '@jest/globals'
import { HTTP, CloudEvent } from 'cloudevents'
import { TurnpikeError } from '../../src/errors.ts'
import { openSqliteStore } from '../../src/store/sqlite.ts'
import { start, type Started } from './start.ts'
import { testsPassed } from './sample.ts'

let server: Started
afterEach(() => server.close())

const received = async () => (await server.call('GET', '/v1/events?status=any&order=asc')).body.events

describe('an acknowledged event', () => {
  test('is kept as it was sent, with who sent it', async () => {
    server = await start()
    const text = JSON.stringify(testsPassed(), null, 2).replace('"unit"', '"\\u0075nit"')
    const answer = await server.call('POST', '/v1/events', {
      body: text,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(202)
    expect(answer.body.receipts).toMatchObject([{ status: 'accepted', valid: true, problems: [] }])
    const read = await server.call('GET', `/v1/events/${answer.body.receipts[0].sequence}`)
    expect(read.text).toContain(text)
    expect(read.body.producer).toEqual({ kind: 'loopback', id: 'loopback' })
  })

  test('is one event however often and in whatever envelope it is sent', async () => {
    server = await start()
    const event = testsPassed()
    const cloudEvent = (id: string) =>
      new CloudEvent({
        id,
        source: 'urn:other',
        type: event.context.type,
        datacontenttype: 'application/json',
        data: event,
      })
    const binary = HTTP.binary(cloudEvent('one'))
    const structured = HTTP.structured(cloudEvent('two'))
    const answers = [
      await server.post(event),
      await server.call('POST', '/v1/events', {
        body: binary.body,
        headers: binary.headers as Record<string, string>,
      }),
      await server.call('POST', '/v1/events', {
        body: structured.body,
        headers: structured.headers as Record<string, string>,
      }),
    ]
    expect(answers.map(({ body }) => body.receipts[0].status)).toEqual(['accepted', 'duplicate', 'duplicate'])
    expect(new Set(answers.map(({ body }) => body.receipts[0].sequence)).size).toBe(1)
  })

  test('that says something else under the same id is a conflict and no evidence', async () => {
    server = await start()
    await server.post(testsPassed({ id: 'same' }))
    const answer = await server.post(testsPassed({ id: 'same', outcome: 'failure' }))
    expect(answer.body.receipts[0].status).toBe('conflict')
    expect((await server.call('GET', '/v1/events')).body.events).toHaveLength(1)
  })
})

describe('an event that breaks its schema', () => {
  const broken = { ...testsPassed({ id: 'broken' }), subject: { id: 'x', content: {} } }

  test('is acknowledged with each problem and quarantined', async () => {
    server = await start()
    const answer = await server.post(broken)
    expect(answer.status).toBe(202)
    expect(answer.body.receipts[0]).toMatchObject({ status: 'quarantined', valid: false })
    expect(answer.body.receipts[0].problems.length).toBeGreaterThan(0)
    expect((await server.call('GET', '/v1/events')).body.events).toEqual([])
    expect(await received()).toHaveLength(1)
  })

  test('with ?strict refuses the whole request, each problem with its place', async () => {
    server = await start()
    const answer = await server.post([testsPassed(), broken], '/v1/events?strict')
    expect(answer.status).toBe(422)
    expect(answer.body.type).toBe('urn:turnpike:problem/invalid-event')
    expect(answer.body.problems[0].path).toMatch(/^\/1\/subject\/content/)
    expect(await received()).toEqual([])
  })

  test('is not asked about with ?strict=false, which would mean the opposite of what it says', async () => {
    server = await start()
    expect((await server.post(broken, '/v1/events?strict=false')).status).toBe(400)
    expect((await server.post(broken, '/v1/events?strict=true')).status).toBe(422)
  })

  test('does not hinder the good ones of its batch', async () => {
    server = await start()
    const answer = await server.post([testsPassed(), broken, testsPassed()])
    expect(answer.body.receipts.map(({ status }: { status: string }) => status)).toEqual([
      'accepted',
      'quarantined',
      'accepted',
    ])
  })

  test.each(['42', 'null', '"a string"', '[[]]', '{}', '{"context":null}', '{"specversion":"1.0","data":7}'])(
    'may be as little of an event as %s',
    async (text) => {
      server = await start()
      const answer = await server.call('POST', '/v1/events', {
        body: text,
        headers: { 'content-type': 'application/json' },
      })
      expect([answer.status, answer.body.receipts?.[0]?.status ?? answer.body.type]).toEqual(
        text === '"a string"' ? [400, 'urn:turnpike:problem/bad-request'] : [202, 'quarantined'],
      )
    },
  )
})

describe("the store's own types", () => {
  const forged = {
    ...testsPassed({ id: 'forged' }),
    context: { ...testsPassed().context, id: 'forged', type: 'dev.cdeventsx.turnpike-gate.evaluated.0.1.0' },
  }

  test('are refused with 403 from outside', async () => {
    server = await start()
    const answer = await server.post(forged)
    expect(answer.status).toBe(403)
    expect(await received()).toEqual([])
  })

  test('are refused one by one among others', async () => {
    server = await start()
    const policy = {
      ...forged,
      context: { ...forged.context, type: 'dev.cdeventsx.turnpike-policy.published.0.1.0' },
    }
    const answer = await server.post([forged, testsPassed(), policy])
    expect(answer.body.receipts.map(({ status }: { status: string }) => status)).toEqual([
      'refused',
      'accepted',
      'refused',
    ])
    expect(await received()).toHaveLength(1)
  })
})

describe('nothing is kept of', () => {
  const json = { 'content-type': 'application/json' }
  test.each<[string, number, string, Record<string, string>]>([
    ['malformed JSON', 400, '{"context":', json],
    ['an unknown content type', 415, JSON.stringify(testsPassed()), { 'content-type': 'text/plain' }],
    ['an event of more than 1 MiB', 413, JSON.stringify({ x: 'x'.repeat(1024 * 1024) }), json],
    [
      'a batch with one event of more than 1 MiB',
      413,
      JSON.stringify([testsPassed(), { x: 'x'.repeat(1024 * 1024) }]),
      json,
    ],
    ['bytes that are not UTF-8', 400, '\u00ff', json],
  ])('%s (%i)', async (name, status, body, headers) => {
    server = await start()
    const bytes = name.startsWith('bytes') ? new Uint8Array([0x7b, 0xff, 0x7d]) : body
    const answer = await server.call('POST', '/v1/events', { body: bytes, headers })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await received()).toEqual([])
  })
})

test.each(['application/json', 'application/x-ndjson'])(
  'reading stops as soon as a body of %s is too large',
  async (type) => {
    server = await start()
    let sent = 0
    const line = new TextEncoder().encode(`{"x":"${'x'.repeat(64 * 1024 - 9)}"}\n`)
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += line.length
        controller.enqueue(line)
      },
    })
    const answer = await server.call('POST', '/v1/events', {
      body: endless,
      headers: { 'content-type': type },
    })
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan((type === 'application/json' ? 2 : 16) * 1024 * 1024 + 4 * line.length)
  },
)

test('a batch arrives whole when it is streamed without a length', async () => {
  server = await start()
  const lines = Array.from({ length: 500 }, () => `${JSON.stringify(testsPassed())}\n`).join('')
  const chunks = new TextEncoder().encode(lines)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < chunks.length; at += 1000) controller.enqueue(chunks.slice(at, at + 1000))
      controller.close()
    },
  })
  const answer = await server.call('POST', '/v1/events', {
    body: stream,
    headers: { 'content-type': 'application/x-ndjson' },
  })
  expect(answer.body.receipts).toHaveLength(500)
})

describe('hostile JSON does no harm:', () => {
  test.each([
    ['a depth of 100,000', `{"context":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
    ['a depth of 100,000 objects', `{"context":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    [
      'names that are there twice',
      JSON.stringify(testsPassed()).replace('"context"', '"context":{"id":"other"},"context"'),
    ],
    ['numbers beyond all bounds', '{"context":{"id":1e999,"x":123456789012345678901234567890,"y":-1e-999}}'],
    ['a byte order mark', `\ufeff${JSON.stringify(testsPassed())}`],
    [
      'names of the prototype',
      '{"__proto__":{"context":{}},"constructor":{"prototype":{}},"context":{"__proto__":1}}',
    ],
    [
      'half a character',
      '{"context":{"id":"\\ud800","source":"\\udfff","type":"x"},"subject":{"id":"\\ud800"}}',
    ],
    [
      'zero bytes',
      '{"context":{"id":"a\\u0000b","source":"\\u0000","type":"\\u0000"},"subject":{"id":"\\u0000"}}',
    ],
    ['a very long id', JSON.stringify({ context: { id: 'x'.repeat(500_000), source: 's', type: 't' } })],
  ])('%s', async (_name, text) => {
    server = await start()
    const answer = await server.call('POST', '/v1/events', {
      body: text,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(202)
    expect(answer.body.receipts).toHaveLength(1)
    const kept = await server.call('GET', '/v1/events?status=any')
    expect(kept.text).toContain(`"event":${text.replace('\ufeff', '')}}`)
  })
})

test('a database that fails is a 503 that says when to come back, and acknowledges nothing', async () => {
  const store = openSqliteStore(':memory:')
  const full = {
    ...store,
    append: () => Promise.reject(new TurnpikeError('STORE_FAILED', 'disk /secret/path is full')),
  }
  server = await start({ store: full })
  const answer = await server.post(testsPassed())
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(answer.text).not.toContain('/secret/path')
  expect(server.log.join()).toContain('/secret/path')
})

test('an unforeseen fault is a 500 that tells nothing of the inside', async () => {
  const store = openSqliteStore(':memory:')
  server = await start({ store: { ...store, append: () => Promise.reject(new TypeError('secret')) } })
  const answer = await server.post(testsPassed())
  expect([answer.status, answer.text.includes('secret')]).toEqual([500, false])
})
